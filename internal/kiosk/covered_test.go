package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// atPin stands before the secret field of the parcel desk, whose staff have a page.
func atPin(t *testing.T) *driver {
	t.Helper()
	c := kiosktest.Parcel()
	cfg := c.Config
	cfg.StaffPage = true
	c = kiosk.NewCore(cfg)
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.touch("attract.start")
	d.typeOn("1234567")
	d.touch("typing.done")
	kept := effects[kiosk.KeepEntry](d)
	d.send(input.EntryKept{Effect: kept[len(kept)-1].ID, OK: true})
	return d
}

// secret is the field on the screen that a secret goes into.
func (d *driver) secret() *scene.Node {
	var found *scene.Node
	d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleSecretEntry {
			found = n
		}
		return found == nil
	})
	return found
}

func TestWritingToStaffLeavesWhatWasBegunAlone(t *testing.T) {
	d := atPin(t)
	pin := d.secret()
	if pin == nil || pin.Most != 4 {
		t.Fatalf("no field that takes four: %+v", pin)
	}
	d.send(input.SecretChanged{Field: pin.ID, Count: 3})
	for _, way := range [][]scene.NodeID{{"typing.done", "call.close"}, {"bar.back"}} {
		d.touch("bar.call")
		if d.m.Scene.Kind != scene.KindStaff {
			d.touch("bar.call")
		}
		d.touch("call.write")
		d.typeOn("ㅁ")
		for _, id := range way {
			d.touch(id)
		}
		if n := d.secret(); n == nil || n.ID != pin.ID || n.Count != 3 {
			t.Fatalf("after %v: %+v", way, n)
		}
	}
	// And what is no secret.
	d = atPin(t)
	d.touch("bar.back")
	d.typeOn("89")
	before := d.m.Scene.Find("enter.phone").Details[0].String()
	d.touch("bar.call")
	d.touch("bar.call")
	d.touch("call.write")
	d.typeOn("ㅁ")
	d.touch("typing.done")
	d.touch("call.close")
	if n := d.m.Scene.Find("enter.phone"); len(n.Details) == 0 || n.Details[0].String() != before || !strings.HasSuffix(before, "89") {
		t.Errorf("had typed %q, finds %v", before, n.Details)
	}
}

// Whatever lies over a private field, a digit that is pressed was meant for the field.
func TestADigitMeantForACoveredFieldDoesNothingAndIsOwnedUpTo(t *testing.T) {
	d := atPin(t)
	if d.m.Scene.Covered {
		t.Error("the field is on the screen")
	}
	for _, id := range []scene.NodeID{"bar.help", "bar.call", "bar.home"} {
		d := atPin(t)
		d.touch(id)
		if id == "bar.call" {
			d.touch(id)
		}
		if d.secret() != nil || !d.m.Scene.Covered {
			t.Fatalf("%s: covered %v", id, d.m.Scene.Covered)
		}
		before := d.m.Prefs
		d.press(input.KeyHidden)
		if got := d.told(); got != "숫자가 입력되지 않았습니다" || d.m.Prefs != before {
			t.Errorf("%s: %q", id, got)
		}
	}
	at, _ := d.c.Deadline(d.m)
	for d.m.Scene.Kind != scene.KindWarning {
		d.now = at
		d.send(input.TimePassed{})
		at, _ = d.c.Deadline(d.m)
	}
	if !d.m.Scene.Covered {
		t.Error("the warning does not cover the field")
	}
	d.press(input.KeyHidden)
	if got := d.told(); got != "계속하셔도 됩니다 숫자가 입력되지 않았습니다" || d.m.Scene.Kind != scene.KindEnter {
		t.Errorf("on %s: %q", d.m.Scene.Kind, got)
	}
	d.send(input.SecretChanged{Field: d.secret().ID, Count: 4})
	d.send(input.SecretChanged{Field: d.secret().ID, Count: 4, Full: true})
	if got := d.told(); got != "더 입력할 수 없습니다" {
		t.Errorf("a fifth digit: %q", got)
	}
}

func TestKeysOfWhatIsPersonalAreAsPersonal(t *testing.T) {
	d := atPin(t)
	check := func(where string, want scene.Privacy) {
		t.Helper()
		ids := keysOf(&d.m.Scene)
		if len(ids) == 0 {
			t.Fatalf("%s: no keys on %s", where, d.m.Scene.Kind)
		}
		for _, id := range ids {
			if n := d.m.Scene.Find(id); n.Privacy != want || n.Label.Privacy() != want {
				t.Errorf("%s: %s is %s", where, id, n.Privacy)
			}
		}
	}
	check("secret", scene.Personal)
	d.touch("bar.call")
	d.touch("bar.call")
	d.touch("call.write")
	check("to staff", scene.Personal)
	d.touch("bar.back")
	d.touch("bar.back")
	check("personal", scene.Personal)
	d = finding(t)
	check("a name on the menu", scene.Public)
}

func TestHomeAsksBeforeWhatWasTypedIsLost(t *testing.T) {
	c := kiosktest.Parcel()
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.touch("attract.start")
	d.touch("bar.home") // nothing has been done
	d.want(scene.KindAttract, "")
	d.touch("attract.start")
	d.typeOn("12")
	d.touch("bar.home")
	d.want(scene.KindQuestion, "home.keep")
	d.touch("home.keep")
	if n := d.m.Scene.Find("enter.phone"); len(n.Details) != 1 || n.Details[0].String() != "12" {
		t.Errorf("kept %v", n.Details)
	}
	d.touch("bar.home")
	d.touch("home.discard")
	d.want(scene.KindAttract, "")
	d = start(t) // an answer alone is something to lose too
	d.press("down", "select", "home")
	d.want(scene.KindQuestion, "home.keep")
}
