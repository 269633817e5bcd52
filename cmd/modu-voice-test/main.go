// Command modu-voice-test is a voice worker without a voice: it says each word as a
// tone of its own, and crashes, hangs and lies on request (see --help). It proves
// that any program which keeps to the protocol of accessibility/synth/worker can
// speak for the kiosk, and that none can take it down.
package main

import (
	"os"

	"modu/accessibility/synth/worker/voicetest"
)

func main() { os.Exit(voicetest.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
