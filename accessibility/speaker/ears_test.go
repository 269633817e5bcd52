package speaker_test

import (
	"slices"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
)

// The last look before anything is said: whatever was composed, the loudspeaker says
// nothing personal that was not asked for, and nothing at all that was meant for the
// ear; nobody says a secret.
func TestNothingUnfitIsSaid(t *testing.T) {
	for _, c := range []struct {
		name    string
		in      bool
		ear     speech.Ear
		privacy scene.Privacy
		aloud   bool
		loud    bool
		private bool
	}{
		{"public on the speaker", false, speech.OnSpeaker, scene.Public, false, true, false},
		{"personal on the speaker", false, speech.OnSpeaker, scene.Personal, false, false, false},
		{"personal, asked for", false, speech.OnSpeaker, scene.Personal, true, true, false},
		{"secret, whatever was asked for", false, speech.OnSpeaker, scene.Secret, true, false, false},
		{"for the ear, but it is out", false, speech.InHeadset, scene.Public, false, false, false},
		{"personal for the ear, but it is out", false, speech.InHeadset, scene.Personal, true, false, false},
		{"personal in the ear", true, speech.InHeadset, scene.Personal, false, false, true},
		{"secret in the ear", true, speech.InHeadset, scene.Secret, false, false, false},
		{"for the speaker, but a headset is in", true, speech.OnSpeaker, scene.Public, false, false, true},
	} {
		two(t, func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32) {
			s.Jack(c.in)
			s.SetHeadset(c.in)
			u := say(1, speech.Interrupt, "가나다라")
			u.Ear, u.Clauses[0].Privacy, u.Clauses[0].Aloud = c.ear, c.privacy, c.aloud
			s.Say(u)
			time.Sleep(3 * time.Second)
			synctest.Wait()
			if l, p := audio.Peak(*loud) > 0, audio.Peak(*ear) > 0; l != c.loud || p != c.private {
				t.Errorf("%s: on the speaker %v, in the headset %v", c.name, l, p)
			}
		})
	}
}

// A decision to use the headset that comes after its plug was pulled is not obeyed.
func TestALateDecisionIsNotObeyed(t *testing.T) {
	two(t, func(t *testing.T, s *speaker.Speaker, loud, ear *[]float32) {
		s.Jack(true)
		s.Jack(false)
		s.SetHeadset(true)
		u := say(1, speech.Interrupt, "가나다라")
		u.Ear = speech.InHeadset
		s.Say(u)
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if audio.Peak(*loud) > 0 || audio.Peak(*ear) > 0 {
			t.Error("something was said")
		}
	})
}

// carded is a sink that says which card it plays on.
type carded struct {
	*audio.Paced
	health chan audio.Health
}

func (c carded) Health() <-chan audio.Health { return c.health }

// Only two cards that are known to be two, or an attestation, make the headset
// private; a card that goes takes that with it.
func TestPrivacyOfTheHeadset(t *testing.T) {
	up := func(card string) audio.Health { return audio.Health{OK: true, Card: card} }
	for _, c := range []struct {
		name      string
		attested  bool
		loud, ear []audio.Health
		want      []string
	}{
		{"two cards", false, []audio.Health{up("0")}, []audio.Health{up("1")}, []string{"true"}},
		{"one card", false, []audio.Health{up("0")}, []audio.Health{up("0")}, nil},
		{"nobody knows", false, []audio.Health{up("")}, []audio.Health{up("")}, nil},
		{"one of them is not known", false, []audio.Health{up("0")}, []audio.Health{up("")}, nil},
		{"attested", true, []audio.Health{up("0")}, []audio.Health{up("0")}, []string{"true"}},
		{"the headset's card goes and another comes", false, []audio.Health{up("0")}, []audio.Health{up("1"), {}, up("0"), up("2")}, []string{"true", "false", "true"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			a := carded{audio.NewPaced(nil), make(chan audio.Health)}
			b := carded{audio.NewPaced(nil), make(chan audio.Health)}
			defer a.Close()
			defer b.Close()
			var got []string
			s := speaker.New(speaker.Config{Synth: steady{}, Sink: a, Headset: b, Attested: c.attested, Emit: routed(&got)})
			defer s.Close()
			for _, h := range c.loud {
				a.health <- h
			}
			for _, h := range c.ear {
				b.health <- h
				synctest.Wait()
			}
			synctest.Wait()
			if !equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		})
	}
}

func routed(into *[]string) func(input.Event) {
	return func(e input.Event) {
		if r, ok := e.(input.HeadsetRouted); ok {
			*into = append(*into, strconv.FormatBool(r.Private))
		}
	}
}

func equal(a, b []string) bool { return slices.Equal(a, b) }
