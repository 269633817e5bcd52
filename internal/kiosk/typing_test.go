package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// finding opens the search of the shop by keys.
func finding(t *testing.T) *driver {
	t.Helper()
	d := start(t)
	d.press("down", "select")
	d.seek("find.open")
	d.press("select")
	d.want(scene.KindSearch, "find.name")
	return d
}

// keysOf are the keys of the keyboard on the screen.
func keysOf(s *scene.Scene) []scene.NodeID {
	var ids []scene.NodeID
	s.Walk(func(n *scene.Node, _ int) bool {
		if strings.HasPrefix(string(n.ID), "key.") {
			ids = append(ids, n.ID)
		}
		return true
	})
	return ids
}

func TestUpAndDownAloneReachEveryKey(t *testing.T) {
	d := finding(t)
	for _, way := range []input.Key{"down", "up"} {
		want := map[scene.NodeID]bool{}
		for _, id := range keysOf(&d.m.Scene) {
			want[id] = true
		}
		if len(want) != 33 {
			t.Fatalf("%d keys", len(want))
		}
		for range 60 {
			delete(want, d.m.Scene.Focus)
			d.press(way)
		}
		if len(want) > 0 {
			t.Errorf("%s never reached %v", way, want)
		}
	}
}

func TestArrowsMoveAsTheyPoint(t *testing.T) {
	d := finding(t)
	for _, c := range []struct {
		press input.Key
		want  scene.NodeID
	}{
		{"down", "key.ㅂ"}, {"left", "key.ㅂ"}, {"right", "key.ㅈ"}, {"down", "key.ㄴ"}, {"down", "key.ㅌ"}, {"down", "key.ㅉ"},
		{"down", "typing.erase"}, {"up", "key.ㅖ"}, {"right", "key.ㅖ"}, {"up", "key.ㅡ"}, {"up", "key.ㅓ"},
	} {
		d.press(c.press)
		if d.m.Scene.Focus != c.want {
			t.Fatalf("%s leads to %s, want %s", c.press, d.m.Scene.Focus, c.want)
		}
	}
}

// told is what the last notices say.
func (d *driver) told() string {
	var all []string
	for _, n := range d.change.Notices {
		all = append(all, n.Text.String())
	}
	return strings.Join(all, " ")
}

// typeOn presses keys of the screen by touch.
func (d *driver) typeOn(keys string) {
	d.t.Helper()
	for _, r := range keys {
		d.touch(scene.NodeID("key." + string(r)))
	}
}

func TestTypedTextIsSeenHeardAndTakenBack(t *testing.T) {
	d := finding(t)
	d.m.Prefs.Speech = false // one touch a key
	d.typeOn("ㄴㅗㄱ")
	if got := d.told(); got != "ㄱ 녹" {
		t.Errorf("heard %q: the letter and what it became", got)
	}
	field := d.m.Scene.Find("find.name")
	if len(field.Details) != 1 || field.Details[0].String() != "녹" {
		t.Errorf("shown: %v", field.Details)
	}
	d.press("back")
	if got := d.m.Scene.Find("find.name").Details[0].String(); got != "노" {
		t.Errorf("after erasing: %q", got)
	}
	d.press("back", "back")
	if got := d.told(); got != "모두 지웠습니다" {
		t.Errorf("heard %q", got)
	}
	d.press("1") // a digit of the keypad types itself, and chooses nothing
	if d.m.Scene.Kind != scene.KindSearch || d.m.Scene.Find("find.name").Details[0].String() != "1" {
		t.Errorf("on %s", d.m.Scene.Kind)
	}
	d.press("back", "back") // nothing left: back is back
	d.want(scene.KindCategories, "find.open")
}

func TestSearchFindsOrSaysThatItDoesNot(t *testing.T) {
	d := finding(t)
	d.m.Prefs.Speech = false
	done := func() *scene.Node { return d.m.Scene.Find("typing.done") }
	if !done().Disabled {
		t.Error("nothing was typed yet")
	}
	d.typeOn("ㄴㅊ")
	if got := done().Details[0].String(); got != "1개" {
		t.Errorf("found so far: %q", got)
	}
	d.touch("typing.done")
	d.want(scene.KindFound, "item.tea")
	d.press("back")
	d.want(scene.KindSearch, "typing.done")
	d.typeOn("ㅃ")
	d.touch("typing.done")
	if got := d.told(); d.m.Scene.Kind != scene.KindSearch || got != "찾은 것이 없습니다" {
		t.Errorf("on %s, heard %q", d.m.Scene.Kind, got)
	}
	d.press("back")
	d.touch("typing.done")
	d.touch("item.tea")
	d.want(scene.KindOptions, d.m.Scene.Focus)
}

func TestWhatWasTypedIsGoneWithTheStay(t *testing.T) {
	d := finding(t)
	d.press("5", "7")
	d.press("home", "down", "select")
	d.press("down", "select")
	d.seek("find.open")
	d.press("select")
	if n := d.m.Scene.Find("find.name"); len(n.Details) != 0 {
		t.Errorf("the next person finds %q", n.Details[0].String())
	}
}

func TestTheEasyFormAsksNobodyToType(t *testing.T) {
	d := start(t)
	d.m.Prefs.Easy = true
	d.press("down", "select")
	if d.m.Scene.Find("find.open") != nil {
		t.Error("the search is offered")
	}
}
