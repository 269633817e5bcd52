package beacon_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/beacon"
)

// kiosk is the surroundings of a beacon in virtual time: a voice that needs two seconds for
// each sentence, and somebody who may be served.
type kiosk struct {
	t         *testing.T
	s         beacon.State
	now       time.Duration
	sentences int
	busy      bool
	mute      bool
	said      []string
	utterance input.UtteranceID
	over      time.Duration // when the voice falls silent; 0: it is
}

func (k *kiosk) step(ev input.Event) {
	var says []beacon.Say
	k.s, says = k.s.Step(ev, k.now, beacon.Situation{Free: !k.busy, Sentences: k.sentences})
	for _, say := range says {
		k.said = append(k.said, fmt.Sprintf("%v %s %d", k.now.Round(100*time.Millisecond), say.Device, say.Language))
		if k.mute {
			continue
		}
		k.utterance++
		k.over = k.now + 2*time.Second
		k.step(input.SpeechStarted{Utterance: k.utterance})
	}
}

// run lets time pass, from deadline to deadline.
func (k *kiosk) run(until time.Duration) {
	k.t.Helper()
	for range 10_000 {
		at, ok := k.s.Deadline()
		switch {
		case k.over != 0 && k.over <= until && (!ok || k.over <= at):
			k.now, k.over = k.over, 0
			k.step(input.SpeechFinished{Utterance: k.utterance})
		case ok && at <= until:
			k.now = max(k.now, at)
			before := k.s
			if k.step(input.TimePassed{}); k.s == before {
				k.t.Fatalf("at %v it asks for the same moment again: %+v", k.now, k.s)
			}
		default:
			k.now = until
			return
		}
	}
	k.t.Fatal("it never comes to rest")
}

// act is one line of a story: "5s here", "7s stay", "9s free", "3s other", "1s lost".
func (k *kiosk) act(line string) {
	at, what, _ := strings.Cut(line, " ")
	when, err := time.ParseDuration(at)
	if err != nil {
		k.t.Fatal(err)
	}
	k.run(when)
	switch what {
	case "here", "other":
		k.step(input.Signalled{Device: map[string]string{"here": "a", "other": "b"}[what], Signal: beacon.Here})
	case "nonsense":
		k.step(input.Signalled{Device: "a", Signal: "there"})
	case "stay", "free":
		k.busy = what == "stay"
		k.step(input.KeyPressed{})
	case "farewell":
		k.step(input.SpeechStarted{Utterance: 900})
	case "farewell ends":
		k.step(input.SpeechFinished{Utterance: 900})
	default:
		k.t.Fatal(what)
	}
}

func TestStories(t *testing.T) {
	var leaning []string
	for i := range 600 { // ten minutes, once a second
		leaning = append(leaning, fmt.Sprintf("%ds here", i+1))
	}
	for name, c := range map[string]struct {
		sentences int
		mute      bool
		story     []string
		want      string
	}{
		"twice in each language":           {2, false, []string{"1s here"}, "1s a 0, 4s a 1, 7s a 0, 10s a 1"},
		"twice in one":                     {1, false, []string{"1s here"}, "1s a 0, 4s a 0"},
		"a device without a sentence":      {0, false, []string{"1s here"}, ""},
		"another signal":                   {2, false, []string{"1s nonsense"}, ""},
		"ten times at once":                {1, false, slices.Repeat([]string{"1s here"}, 10), "1s a 0, 4s a 0"},
		"again in the rest":                {1, false, []string{"1s here", "10s here"}, "1s a 0, 4s a 0"},
		"again after the rest":             {1, false, []string{"1s here", "17s here"}, "1s a 0, 4s a 0, 17s a 0, 20s a 0"},
		"another device meanwhile":         {1, false, []string{"1s here", "2s other"}, "1s a 0, 4s a 0"},
		"during a stay":                    {2, false, []string{"1s stay", "2s here", "40s free"}, ""},
		"a stay that ends soon":            {1, false, []string{"1s stay", "2s here", "10s free"}, "13s a 0, 16s a 0"},
		"a stay that ends too late":        {1, false, []string{"1s stay", "2s here", "18s free"}, ""},
		"asked again keeps it":             {1, false, []string{"1s stay", "2s here", "10s here", "20s free"}, "23s a 0, 26s a 0"},
		"the newest is answered":           {1, false, []string{"1s stay", "2s here", "3s other", "10s free"}, "13s b 0, 16s b 0"},
		"somebody comes in the middle":     {2, false, []string{"1s here", "5s stay", "20s free"}, "1s a 0, 4s a 1"},
		"somebody comes in a pause":        {2, false, []string{"1s here", "3500ms stay", "20s free"}, "1s a 0"},
		"and next to nobody in the middle": {1, false, []string{"1s stay", "2s here", "10s free", "10500ms stay"}, ""},
		"no voice":                         {2, true, []string{"1s here"}, "1s a 0, 22s a 1, 43s a 0, 1m4s a 1"},
		"another's words are not its end":  {1, true, []string{"1s farewell", "2s here", "3s farewell ends"}, "2s a 0, 23s a 0"},
		"leaning on the button":            {1, false, leaning, "1s a 0, 4s a 0, 16s a 0, 19s a 0, 31s a 0, 34s a 0, 46s a 0, 49s a 0, 5m1s a 0, 5m4s a 0, 5m16s a 0, 5m19s a 0, 5m31s a 0, 5m34s a 0, 5m46s a 0, 5m49s a 0"},
	} {
		k := &kiosk{t: t, sentences: c.sentences, mute: c.mute}
		for _, line := range c.story {
			k.act(line)
		}
		k.run(k.now + 5*time.Minute)
		if got := strings.Join(k.said, ", "); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
		if at, ok := k.s.Deadline(); ok {
			t.Errorf("%s: five minutes later it still waits for %v", name, at)
		}
	}
}

// Whatever happens, nothing is said while somebody is being served, and no more than may be.
func FuzzNeverIntoAStay(f *testing.F) {
	f.Add([]byte{0, 1, 2, 3, 4, 5, 0, 0})
	f.Fuzz(func(t *testing.T, script []byte) {
		var s beacon.State
		now, free, said := time.Duration(0), true, 0
		for _, b := range script {
			now += time.Duration(b>>3) * 500 * time.Millisecond
			var ev input.Event = input.TimePassed{}
			switch b & 7 {
			case 0, 1:
				ev = input.Signalled{Device: "a", Signal: beacon.Here}
			case 2:
				free = !free
			case 3:
				ev = input.SpeechStarted{Utterance: input.UtteranceID(b)}
			case 4:
				ev = input.SpeechFinished{Utterance: input.UtteranceID(b&^7 | 3)}
			}
			var says []beacon.Say
			s, says = s.Step(ev, now, beacon.Situation{Free: free, Sentences: 2})
			if said += len(says); len(says) > 0 && !free || len(says) > 1 {
				t.Fatalf("%v at %v, free: %v", says, now, free)
			}
			if at, ok := s.Deadline(); ok && at <= now {
				t.Fatalf("at %v it waits for %v: %+v", now, at, s)
			}
			if s.Speaking() && !free {
				t.Fatalf("it goes on into a stay: %+v", s)
			}
		}
		if most := 4 * 4 * (1 + int(now/(5*time.Minute))); said > most {
			t.Fatalf("%d sentences in %v", said, now)
		}
	})
}
