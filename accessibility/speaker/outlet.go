package speaker

import (
	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
)

// outlet is one way out of the machine: the loudspeaker or the headset.
type outlet struct {
	sink         audio.Sink
	device, code string // of its DeviceChanged events
	card         string // that it plays on, as far as anybody can tell
	known        bool   // the sink has told what it plays on, or never will
	server       bool   // a sound server plays it
	state        input.DeviceState
	volume       float64 // gain in dB
	ramp         *ramp   // nil: what comes next begins at full level
}

func newOutlet(s audio.Sink, device, code string) *outlet {
	// What plays it is not known before the sink has told, if it ever does.
	return &outlet{sink: s, device: device, code: code, state: input.DeviceReady, ramp: new(ramp), known: s.Health() == nil}
}

func (o *outlet) health() <-chan audio.Health {
	if o == nil {
		return nil
	}
	return o.sink.Health()
}

// outlet is where sound goes now. It changes only in headset, which first cuts
// everything that plays, so no utterance is ever moved from one to the other.
func (s *Speaker) outlet() *outlet {
	if s.in {
		return s.ear
	}
	return s.loud
}

// Jack tells of an edge of the plug, before anybody has thought about it. Pulled, it
// silences the headset at once and drops whatever was meant for it, without waiting
// for the speaker's own goroutine; nothing of it continues on the loudspeaker. Put
// in, it only permits SetHeadset.
func (s *Speaker) Jack(in bool) {
	s.jack.Store(in)
	if in {
		return
	}
	if s.ear != nil {
		if m, ok := s.ear.sink.(audio.Muter); ok {
			m.Mute(true)
		}
	}
	s.post(orderHeadset{false})
}

// SetHeadset says whether the headset is in use: then everything goes there and the
// loudspeaker is silent (SPK-12). It cuts what is being said. A headset whose plug
// was pulled since, as told by Jack, is not used.
func (s *Speaker) SetHeadset(in bool) { s.post(orderHeadset{in}) }

// headset moves from one outlet to the other, with nothing under way.
func (s *Speaker) headset(in bool) {
	in = in && s.ear != nil && s.jack.Load()
	if in == s.in { // also where there is no headset at all
		return
	}
	s.silence()
	s.stopCue()
	s.outlet().sink.Stop()
	s.in = in
	s.outlet().ramp = new(ramp)
	m, ok := s.ear.sink.(audio.Muter)
	if !ok {
		return
	}
	m.Mute(!in)
	if in && !s.jack.Load() { // pulled at this very moment: Jack's muting must be the last
		m.Mute(true)
	}
}

// fit is the last look at what is about to be said: whatever was composed, nothing
// secret is said at all, nothing personal on the loudspeaker unless it was asked for
// (SPK-7), and nothing that was meant for the headset anywhere else. It reports
// false when nothing is left.
func (s *Speaker) fit(u speech.Utterance) (speech.Utterance, bool) {
	if u.Ear == speech.InHeadset && !s.in {
		return u, false
	}
	left := len(u.Clauses) == 0
	private := u.Ear == speech.InHeadset && !s.ear.server // a server may move it to the loudspeaker in the middle of a word
	for i, c := range u.Clauses {                         // Say has made a copy
		if c.Privacy == scene.Public || c.Privacy == scene.Personal && (private || c.Aloud) {
			left = true
		} else {
			u.Clauses[i] = speech.Clause{Lang: c.Lang} // its place is kept, for SpeechFinished.Said
		}
	}
	return u, left
}

func (s *Speaker) sinkHealth(o *outlet, h audio.Health) {
	state := input.DeviceReady
	if !h.OK {
		state = input.DeviceLost
	}
	o.card = h.Card
	if h.OK { // what is lost was what it was
		o.known, o.server = true, h.Server
	}
	s.route()
	if state == o.state {
		return
	}
	o.state = state
	if h.OK {
		o.ramp = new(ramp) // a device that has come back is a plug-in too
	}
	e := input.DeviceChanged{Device: o.device, State: state}
	if !h.OK {
		e.Code = o.code
	}
	s.events.put(e)
}

// route finds out whether the headset is for one ear only, and says so when that
// changes. One sound chip often serves both outputs from one stream, so that a plug
// that is half out plays on the loudspeaker what is meant for the ear: what is not
// known to be two cards does not count as two. What a sound server plays is for nobody's
// ear alone, whatever a site attests: when an output goes away, the server goes on on
// another, and no error says so.
func (s *Speaker) route() {
	private := s.ear != nil && s.ear.known && !s.ear.server && (s.cfg.Attested || s.loud.card != "" && s.ear.card != "" && s.loud.card != s.ear.card)
	if private != s.private {
		s.private = private
		s.events.put(input.HeadsetRouted{Private: private})
	}
}
