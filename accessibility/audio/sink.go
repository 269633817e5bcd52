package audio

// Sink plays streams, several at once if asked to. No method blocks; sound begins
// within a few milliseconds and Stop is heard within one buffer. A sink without a
// working device says so through Health and plays on in silence, at the same pace,
// so that everything which waits for speech to end goes on.
type Sink interface {
	// Play starts a stream at a gain in dB, at most 0. Some 20 ms of it should be
	// there already.
	Play(s Stream, gainDB float64) Playback
	// Stop cuts everything that plays.
	Stop()
	// Health gives the newest state whenever it changes; there is one reader. A sink
	// that cannot fail returns nil.
	Health() <-chan Health
	// Close cuts everything and waits until the sink has let go of the device.
	Close() error
}

// Muter is a sink that can be muted at the last place before its device. Muted, it
// hands over nothing but silence from the moment of the call, whatever plays; time
// goes on. Any goroutine; it does not block.
type Muter interface{ Mute(on bool) }

// Playback is one stream being played.
type Playback interface {
	// Started is closed when the first sample has been handed to the device.
	Started() <-chan struct{}
	// Ended is closed when the last sample has been played, or after Stop.
	Ended() <-chan struct{}
	// Played is how many samples of the stream have been heard.
	Played() int
	// SetGain changes the gain, in dB, at most 0, without a click.
	SetGain(dB float64)
	// Stop cuts it, without a click.
	Stop()
}

// Health is the state of a sink's device.
type Health struct {
	OK  bool
	Err error // why not; for the log, never for people
	// Card names the sound card that is played on; "" where that is unknown: a sound
	// server, a plug-in, no device.
	Card string
	// Server: a sound server plays. It may move what plays to another output whenever it
	// likes without any sign of it here.
	Server bool
}
