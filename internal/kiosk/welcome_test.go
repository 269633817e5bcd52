package kiosk_test

import (
	"slices"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
)

// toldOnce are the messages of the last change that are told once a stay.
func (d *driver) toldOnce() string {
	var ids []string
	for _, n := range d.change.Notices {
		if n.OnceAStay {
			ids = append(ids, n.Text.ID)
		}
	}
	return strings.Join(ids, " ")
}

func (d *driver) plugIn() {
	d.send(input.JackChanged{In: true})
	d.now += kiosk.JackDebounce
	d.send(input.TimePassed{})
}

// How the kiosk is worked is told when somebody begins to listen, by whichever way, and once a
// stay; the next person is told again.
func TestWelcomeIsToldOnceAStay(t *testing.T) {
	const keys, touch = "speech.welcome speech.welcome.help speech.earphones.own", "speech.welcome@touch speech.welcome.help@touch speech.earphones.own"
	for name, c := range map[string]struct {
		listen func(d *driver)
		want   string
	}{
		"key":     {func(d *driver) { d.press("down") }, keys},
		"headset": {func(d *driver) { d.plugIn() }, "speech.welcome speech.welcome.help"}, // nobody need be told of earphones
		"need":    {func(d *driver) { d.touch("need.sound") }, touch},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t)
			d.send(input.HeadsetRouted{Private: true})
			d.send(input.JackChanged{}) // as things stand
			for stay := range 2 {
				c.listen(d)
				if got := d.toldOnce(); got != c.want || !d.m.Prefs.Speech {
					t.Fatalf("stay %d: %q, speech %v", stay, got, d.m.Prefs.Speech)
				}
				told := map[string]int{}
				count := func() {
					for _, id := range strings.Fields(d.toldOnce()) {
						if told[id]++; told[id] > 1 {
							t.Errorf("stay %d: %s is told again", stay, id)
						}
					}
				}
				count()
				d.press("help")
				d.seek("need.sound")
				for range 4 { // off and on, by keys
					d.press("select")
					count()
				}
				d.press("help")
				d.send(input.JackChanged{})
				for d.m.Session != (scene.SessionID{}) {
					d.now, _ = d.c.Deadline(d.m)
					d.send(input.TimePassed{})
				}
				if len(d.m.Told) != 0 {
					t.Fatalf("the next person has been told %v", d.m.Told)
				}
			}
		})
	}
}

// What can wait is not told before the first key: it is told with the second question, once, and
// not over a program that is asked, where the next screen would cut it off.
func TestWhatCanWaitIsToldOnTheWay(t *testing.T) {
	d := start(t)
	d.press("down")
	d.press("select")
	if got := d.toldOnce(); d.m.Scene.Kind != scene.KindCategories || got != "speech.welcome.more" {
		t.Errorf("the second screen, %s, tells %q", d.m.Scene.Kind, got)
	}
	d.press("select")
	if got := d.toldOnce(); got != "" {
		t.Errorf("the third screen, %s, tells %q", d.m.Scene.Kind, got)
	}
	l := shipped(t, "library")
	l.do(input.KeyPressed{Device: "k", Key: input.KeyDown}, input.KeyReleased{Device: "k", Key: input.KeyDown}, input.Presented{Device: "reader", Reader: "code", OK: true})
	if !l.m.Prefs.Speech || l.m.Told["speech.welcome.more"] {
		t.Errorf("while a program is asked, %s, it tells %v", l.m.Scene.Kind, l.m.Told)
	}
	l.do(input.ServiceAnswered{Effect: l.call().ID, Values: map[string]input.Value{"status": {Text: "known"}, "title": {Text: "-"}, "fee": {}}})
	if !l.m.Told["speech.welcome.more"] {
		t.Errorf("the question after it, %s, tells %v", l.m.Scene.Kind, l.m.Told)
	}
	d = start(t)
	d.touch("attract.start")
	d.touch("choice.stay")
	if got := d.toldOnce(); got != "" {
		t.Errorf("who does not listen is told %q", got)
	}
}

// A site that lends earphones says so, and where; one without a socket says nothing of them.
func TestEarphonesAreTold(t *testing.T) {
	counter := map[scene.Place]model.Place{scene.Counter: {Direction: scene.Left, Distance: 2000}, scene.Headset: {Direction: scene.Down}}
	socket := map[scene.Place]model.Place{scene.Headset: {Direction: scene.DownLeft, Distance: 60}}
	for name, c := range map[string]struct {
		change func(*kiosk.Config)
		want   []string
	}{
		"own":       {func(*kiosk.Config) {}, []string{"혼자 들으시려면 이어폰을 꽂으세요"}},
		"socket":    {func(cfg *kiosk.Config) { cfg.Places = socket }, []string{"이어폰 꽂는 곳은 화면 왼쪽 아래에 있습니다"}}, // its side is enough, and what it is good for is plain
		"lent":      {func(cfg *kiosk.Config) { cfg.Lent, cfg.Places = scene.Counter, counter }, []string{"이어폰은 직원 자리에서 빌려 드립니다", "직원 자리는 화면 왼쪽으로 2m 떨어져 있습니다", "이어폰 꽂는 곳은 화면 아래에 있습니다"}},
		"no socket": {func(cfg *kiosk.Config) { cfg.Socket.Present = false }, nil},
		"for all":   {func(*kiosk.Config) {}, nil}, // what is not for one ear alone is not offered as that
	} {
		d := start(t)
		cfg := kiosktest.Core().Config
		c.change(&cfg)
		d.c = kiosk.NewCore(cfg)
		d.send(input.HeadsetRouted{Private: name != "for all"})
		d.press("down")
		var got []string
		for _, n := range d.change.Notices {
			if n.OnceAStay && n.Politeness == scene.Polite && n.Text.ID != "speech.welcome.more" {
				got = append(got, n.Text.String())
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Whatever is told once a stay is cut by any key, also by one that does nothing: the change is by
// the person, and what it says interrupts.
func TestAnyKeyCutsWhatIsToldOnce(t *testing.T) {
	for _, key := range input.Keys() {
		d := start(t)
		d.press("down")
		if d.toldOnce() == "" {
			t.Fatal("nothing is told once")
		}
		before := d.m.Revision
		d.press(key)
		switch key {
		case input.KeyHidden:
			continue // no key of a keypad
		case "rate-up", "rate-down", "volume-up", "volume-down":
			continue // they change how it goes on
		}
		if fault := cuts(d.change, before); fault != "" {
			t.Errorf("%s: %s", key, fault)
		}
	}
	d := start(t)
	d.press("down")
	quiet := d.change
	quiet.Cause.Kind = scene.ByDevice // a made-up fault: the press is taken for news of a device
	if cuts(quiet, 0) == "" {
		t.Error("a press that cuts nothing is not noticed")
	}
}

// cuts says why a change after some revision would not silence what is being said; "" where it
// does.
func cuts(c scene.Change, since uint64) string {
	u, said := speech.Compose(c, speech.Options{Verbosity: speech.Normal})
	switch {
	case c.After.Revision <= since || c.Idle():
		return "nothing has changed"
	case c.Cause.Kind != scene.ByPerson:
		return "it is not known to be by the person"
	case said && u.Priority != speech.Interrupt:
		return "what is said waits"
	}
	return ""
}
