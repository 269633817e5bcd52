module modu-voice-espeak

go 1.26.0
