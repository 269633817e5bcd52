package kiosk_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
)

// parcelDesk has been begun by keys: speech is on, and on the loudspeaker. Its keypads have number
// keys or none.
func parcelDesk(t *testing.T, numberKeys bool) *driver {
	t.Helper()
	c := kiosktest.Parcel()
	c.NoNumberKeys = !numberKeys
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.send(input.HeadsetRouted{Private: true})
	d.press("down")
	d.want(scene.KindEnter, "")
	return d
}

// vault is what the core has sent there.
func (d *driver) vault() (signs string) {
	d.t.Helper()
	for _, e := range d.effects {
		switch e := e.(type) {
		case kiosk.TypeSecret:
			signs += string(e.Character)
		case kiosk.EraseSecret:
			signs = signs[:len(signs)-1]
		}
	}
	return signs
}

// dialled presses down so often and selects; nothing is heard or changes before that.
func (d *driver) dialled(presses int) {
	d.t.Helper()
	before := len(d.vault())
	for range presses {
		shown := d.m.Scene
		d.press("down")
		if !d.m.Scene.Same(&shown) || len(d.change.Notices) > 0 || d.change.Earcon != "" {
			d.t.Fatalf("a press is told: %v, %s", d.noticed(), d.change.Earcon)
		}
	}
	d.press("select")
	if n := len(d.vault()); n != before {
		d.send(input.SecretChanged{Field: d.m.Entry.Field, Count: n})
	}
}

// Down is pressed as often as the digit says, ten times for 0, and select takes it. What is said
// is how many digits there are.
func TestDigitsByPresses(t *testing.T) {
	d := parcelDesk(t, false)
	d.want(scene.KindEnter, "typing.dial")
	d.press("select")
	if d.noticed() != "typing.dial.how" {
		t.Fatalf("not explained: %s", d.noticed())
	}
	for i, r := range "0123456789" {
		presses := i
		if i == 0 {
			presses = 10
		}
		d.dialled(presses)
		if got := d.m.Entry.Text.Text(); !strings.HasSuffix(got, string(r)) || d.noticed() != "typing.dial.taken" || strings.Contains(d.told(), string(r)+" ") {
			t.Errorf("%d presses: %q, %s", presses, got, d.told())
		}
	}
	d.press("select") // without a press: done with counting
	if d.noticed() != "typing.dial.stopped" || d.m.Entry.Dial.On {
		t.Errorf("not ended: %s", d.noticed())
	}
	d.press("down")
	d.want(scene.KindEnter, "typing.pad")
}

// Up takes the presses back, then the digit before them; one press more than there are digits
// begins the count anew.
func TestPressesAreTakenBack(t *testing.T) {
	d := parcelDesk(t, false)
	d.press("select")
	for _, step := range []struct {
		presses string
		typed   string
		noticed string
	}{
		{"down down down up", "", "typing.dial.anew"},
		{"down down select", "2", "typing.dial.taken"},
		{"down select", "21", "typing.dial.taken"},
		{"up", "2", "typing.erased typing.dial.taken"},
		{"up", "", "typing.erased-all"},
		{"up", "", "typing.nothing"},
		{strings.Repeat("down ", 11), "", "typing.dial.over"},
		{"down down down down select", "4", "typing.dial.taken"},
	} {
		for _, k := range strings.Fields(step.presses) {
			d.press(input.Key(k))
		}
		if got := d.m.Entry.Text.Text(); got != step.typed || d.noticed() != step.noticed && !strings.HasPrefix(step.noticed, d.noticed()) {
			t.Fatalf("%s: %q, %s, want %q, %s", step.presses, got, d.noticed(), step.typed, step.noticed)
		}
		if !d.m.Entry.Dial.On {
			t.Fatalf("%s has ended the counting", step.presses)
		}
	}
}

// A secret goes to the vault sign by sign. After the last one the way on has the focus, and
// whatever is printed or stored of the model tells nothing of a count.
func TestASecretByPresses(t *testing.T) {
	d := parcelDesk(t, false)
	d.press("select")
	for _, n := range []int{1, 2, 3, 4} {
		d.dialled(n)
	}
	d.press("select")
	d.seek("typing.done")
	d.press("select")
	for _, e := range d.effects {
		if k, ok := e.(kiosk.KeepEntry); ok {
			d.send(input.EntryKept{Effect: k.ID, OK: true})
		}
	}
	d.want(scene.KindEnter, "typing.dial")
	d.press("select", "down", "down", "down")
	for d2, told := range map[scene.Disclosure]bool{scene.Redacted: false, scene.Unredacted: true} {
		stored, err := model.Moment{S: d.c.Setup, M: &d.m}.Encode(d2)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(stored), `"Presses":3`) != told {
			t.Errorf("the count is stored: %v, want %v: %s", !told, told, stored)
		}
	}
	d.press("up")
	for _, n := range []int{7, 10, 3} {
		d.dialled(n)
	}
	if d.vault() != "703" || d.m.Entry.Count != 3 || !d.m.Entry.Dial.On {
		t.Fatalf("typed %q, %d", d.vault(), d.m.Entry.Count)
	}
	d.dialled(9)
	d.want(scene.KindEnter, "typing.done")
	if d.vault() != "7039" || d.noticed() != "speech.typed-all" || d.m.Entry.Dial.On {
		t.Errorf("typed %q, told %s", d.vault(), d.told())
	}
}

// Whatever comes between has the person begin the digit anew, so that no press is counted that
// they made for something else.
func TestWhatComesBetweenEndsCounting(t *testing.T) {
	for name, between := range map[string]func(d *driver){
		"help": func(d *driver) { d.press("help"); d.want(scene.KindHelp, ""); d.press("back") },
		"the warning": func(d *driver) {
			for d.m.Scene.Kind != scene.KindWarning {
				at, _ := d.c.Deadline(d.m)
				d.now = max(d.now, at)
				d.send(input.TimePassed{})
			}
			d.press("down")
		},
		"staff":        func(d *driver) { d.press("call") },
		"another stop": func(d *driver) { d.press("right", "left") },
	} {
		t.Run(name, func(t *testing.T) {
			d := parcelDesk(t, false)
			d.press("select", "down", "down")
			between(d)
			if d.m.Entry.Dial.On || d.m.Entry.Dial.Presses != 0 {
				t.Errorf("counting goes on: %+v", d.m.Entry.Dial)
			}
			d.want(scene.KindEnter, "")
			d.seek("typing.dial")
			d.press("select")
			d.dialled(5)
			if got := d.m.Entry.Text.Text(); got != "5" {
				t.Errorf("typed %q", got)
			}
		})
	}
}

// The other ways are offered first. Only who is overheard and has keys is offered to count; the
// keys on the screen can be taken by them as well.
func TestWaysToEnterWhatOthersWouldHear(t *testing.T) {
	for _, c := range []struct {
		name       string
		numberKeys bool
		change     func(d *driver)
		says       string
		focus      scene.NodeID
		keys       bool // on the screen are stops
	}{
		{"three keys", false, func(*driver) {}, "typing.plug-in typing.staff", "typing.dial", false},
		{"number keys", true, func(*driver) {}, "typing.number-keys", "enter.phone", false},
		{"no socket", false, func(d *driver) { d.send(input.HeadsetRouted{}) }, "typing.not-read typing.staff", "typing.dial", false},
		{"headset", false, func(d *driver) {
			d.send(input.JackChanged{Device: "headset", In: true})
			d.wait(time.Second)
		}, "", "enter.phone", true},
		{"silent", false, func(d *driver) { d.m.Prefs.Speech = false; d.send(input.TimePassed{}); d.press("help", "back") }, "", "", true},
		{"the keys are taken", false, func(d *driver) { d.seek("typing.pad"); d.press("select") }, "typing.plug-in typing.staff", "key.1", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := parcelDesk(t, c.numberKeys)
			c.change(d)
			var says []string
			d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
				if n.Role == scene.RoleText && strings.HasPrefix(string(n.ID), "typing.") {
					says = append(says, n.Label.ID)
				}
				return true
			})
			if got := strings.Join(says, " "); got != c.says {
				t.Errorf("says %q, want %q", got, c.says)
			}
			if c.focus != "" {
				d.want(scene.KindEnter, c.focus)
			}
			if n := d.m.Scene.Find("key.5"); n == nil || n.Focusable() != c.keys {
				t.Errorf("keys can have the focus: %v, want %v", !c.keys, c.keys)
			}
			if d.m.Scene.Find("typing.dial") != nil != (c.says != "") {
				t.Errorf("counting is offered: %v", c.says == "")
			}
		})
	}
	d := parcelDesk(t, false)
	d.seek("typing.pad")
	d.press("select", "down")
	d.want(scene.KindEnter, "key.4") // columns first, as everywhere
}

// Where the screen has no room for all of it, counting is what keys meet first, and the other ways
// are said when it begins.
func TestWaysOnACrowdedScreen(t *testing.T) {
	d := parcelDesk(t, false)
	d.crowd(1)
	d.want(scene.KindEnter, "typing.dial")
	d.press("select")
	if d.noticed() != "typing.plug-in typing.staff typing.dial.how" {
		t.Errorf("said %s", d.noticed())
	}
	d.dialled(3)
	d.press("select", "down")
	d.want(scene.KindEnter, "typing.pad")
	d.press("select")
	d.want(scene.KindEnter, "key.1")
	if got := d.m.Entry.Text.Text(); got != "3" {
		t.Errorf("typed %q", got)
	}
}
