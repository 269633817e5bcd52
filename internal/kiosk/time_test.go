package kiosk_test

import (
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
)

// The kiosk waits longer for everybody whose way of using it takes longer.
func TestTimeDoublesForEachNeed(t *testing.T) {
	for _, c := range []struct {
		name         string
		speech, easy bool
		size, pace   int
		braille      bool
		switches     bool
		times        time.Duration
	}{
		{name: "touch alone", size: 100, pace: 100, times: 1},
		{name: "speech", speech: true, size: 100, pace: 100, times: 2},
		{name: "easy", easy: true, size: 100, pace: 100, times: 2},
		{name: "large", size: 200, pace: 100, times: 2},
		{name: "not quite so large", size: 160, pace: 100, times: 1},
		{name: "switches", switches: true, size: 100, pace: 100, times: 2},
		{name: "switches and easy", switches: true, easy: true, size: 100, pace: 100, times: 4},
		{name: "braille and speech", speech: true, braille: true, size: 100, pace: 100, times: 4},
		{name: "everything: five times at most", speech: true, easy: true, braille: true, size: 200, pace: 100, times: 5},
		{name: "asked for three times", size: 100, pace: 300, times: 3},
		{name: "asked for ten times", speech: true, size: 100, pace: 1000, times: 10},
	} {
		d := start(t)
		d.touch("attract.start")
		d.m.Prefs.Speech, d.m.Prefs.Easy, d.m.Prefs.Size, d.m.Prefs.TimeoutFactor = c.speech, c.easy, c.size, c.pace
		if c.switches {
			cfg := d.c.Config
			cfg.Switches = map[string]bool{"foot": true}
			d.c = kiosk.NewCore(cfg)
			d.send(input.KeyPressed{Device: "foot", Key: "down"})
			d.send(input.KeyReleased{Device: "foot", Key: "down"})
		}
		if c.braille {
			d.send(input.Pointed{Node: "choice.go", Revision: d.m.Revision})
		}
		if c.braille != d.m.Braille {
			t.Errorf("%s: braille %v", c.name, d.m.Braille)
		}
		began := d.m.Clock.LastAct
		at, ok := d.c.Deadline(d.m)
		if got := at - began; !ok || got != c.times*2*time.Minute {
			t.Errorf("%s: warned after %v, want %v", c.name, got, c.times*2*time.Minute)
			continue
		}
		d.now = at
		d.send(input.TimePassed{})
		d.want(scene.KindWarning, "warn.more")
		if left := d.m.Scene.Find("warn.left"); left == nil || left.Role != scene.RoleProgress {
			t.Errorf("%s: no countdown is shown", c.name)
		}
		d.now += c.times*45*time.Second - time.Second
		d.send(input.TimePassed{})
		d.want(scene.KindWarning, "warn.more")
		d.now += time.Second
		d.send(input.TimePassed{})
		d.want(scene.KindAttract, d.m.Scene.Focus)
	}
}

// Extending has no limit (TIM-3 asks for ten times).
func TestExtendingAsOftenAsWanted(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	d.touch("choice.go")
	kind := d.m.Scene.Kind
	for range 30 {
		at, _ := d.c.Deadline(d.m)
		d.now = at
		d.send(input.TimePassed{})
		d.want(scene.KindWarning, "warn.more")
		d.touch("warn.more")
		d.want(kind, d.m.Scene.Focus)
	}
}
