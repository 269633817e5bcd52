package scenario

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/speech"
	"modu/internal/runtime"
)

// Headset is what "plug" and "unplug" call the plug of the headset. "headset-card" is
// its sound device, "shared-headset" a headset on the speaker's own sound chip.
const (
	Headset       = "headset"
	HeadsetCard   = "headset-card"
	SharedHeadset = "shared-headset"
)

// inEar marks what is said in the headset and nowhere else.
const inEar = "(headset) "

// spoken is an utterance as a transcript has it. What goes to the speaker has no mark,
// so that "never speech" of anything means both.
func spoken(u speech.Utterance) string {
	if u.Ear == speech.InHeadset {
		return inEar + runtime.Spoken(u)
	}
	return runtime.Spoken(u)
}

// Route tells, as the sound does when it begins, whether a headset would be for one ear alone.
func (v *Virtual) Route(private bool) { v.step(input.HeadsetRouted{Private: private}) }

// bounce is how a plug makes contact on its way in: three times, each shorter than a
// debounce.
const bounce = 30 * time.Millisecond

// plugHeadset moves the plug as a hand does: in with bouncing contacts, out with one
// clean edge followed by bounces.
func (v *Virtual) plugHeadset(in, private bool) error {
	if !v.jackKnown {
		v.jackKnown = true
		v.step(input.HeadsetRouted{Private: private})
		v.step(input.JackChanged{Device: Headset, In: false})
	}
	v.step(input.JackChanged{Device: Headset, In: in})
	for range 2 {
		if err := v.run(v.now + bounce); err != nil {
			return err
		}
		v.step(input.JackChanged{Device: Headset, In: !in})
		if err := v.run(v.now + bounce); err != nil {
			return err
		}
		v.step(input.JackChanged{Device: Headset, In: in})
	}
	return v.run(v.now + 300*time.Millisecond)
}
