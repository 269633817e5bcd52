package kiosk_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// crowd lets the screen report that it does not fit, then how many parts stand on a page.
func (d *driver) crowd(per int) {
	d.t.Helper()
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: scene.WholePage, PerPage: per})
}

// jamoKeys are the letters of the keyboard of which each row is a page.
const jamoKeys = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔㅒㅖㄲㄸㅃㅆㅉ"

// TestCrowdedTypingIsCutIntoPages: where field, keys and tools have no room together, the
// field and the way on stay, and everything else is found on the pages.
func TestCrowdedTypingIsCutIntoPages(t *testing.T) {
	for _, per := range []int{1, 2, 3, 4, 7} {
		d := finding(t)
		whole := map[scene.NodeID]bool{"key.erase": true, "key.erase-vowel": true, "typing.space": true, "typing.layout": true}
		if d.m.Scene.Find("find.name.hint") == nil {
			t.Fatal("no hint where there is room")
		}
		d.crowd(per)
		for _, k := range jamoKeys {
			whole[scene.NodeID("key."+string(k))] = true
		}
		n := len(whole)
		pages := 0
		for ; pages < 9; pages++ {
			s := &d.m.Scene
			if s.Find("find.name") == nil || s.Find("typing.done") == nil {
				t.Fatalf("%d a page: field or way on is missing on page %d", per, pages+1)
			}
			if s.Find("find.name.hint") != nil || s.Find("find.name").Hint.IsZero() {
				t.Errorf("the hint takes room instead of being the field's")
			}
			s.Walk(func(n *scene.Node, _ int) bool { delete(whole, n.ID); return true })
			pg := s.Find(scene.WholePage)
			if len(pg.Children) > per {
				t.Fatalf("%d parts on a page of %d", len(pg.Children), per)
			}
			if pg.Page.Index == pg.Page.Count-1 {
				break
			}
			d.touch("page.next")
		}
		if len(whole) > 0 {
			t.Errorf("%d a page, %d pages, %d things: on no page are %v", per, pages+1, n, whole)
		}
	}
}

// TestCrowdedKeyboardByKeys: two keys of a keypad lead to everything, on every page.
func TestCrowdedKeyboardByKeys(t *testing.T) {
	for _, per := range []int{1, 2, 3, 5} {
		d := finding(t)
		d.crowd(per)
		for _, way := range []input.Key{"down", "up"} {
			want := map[scene.NodeID]bool{"find.name": true, "key.erase": true, "typing.space": true, "typing.layout": true, "bar.help": true}
			for _, k := range jamoKeys {
				want[scene.NodeID("key."+string(k))] = true
			}
			for range 90 {
				delete(want, d.m.Scene.Focus)
				d.press(way)
			}
			if len(want) > 0 {
				t.Errorf("%d a page: %s never reached %v", per, way, want)
			}
		}
	}
}

// TestCrowdedKeyboardTypes: keys of the folded keyboard type, and another layout is kept.
func TestCrowdedKeyboardTypes(t *testing.T) {
	d := finding(t)
	d.m.Prefs.Speech = false
	d.crowd(7)
	d.typeOn("ㄴㅏㄱ")
	d.touch("key.erase")
	if got := d.m.Scene.Find("find.name").Details[0].String(); got != "나" {
		t.Errorf("typed %q", got)
	}
	d.touch("typing.layout")
	if d.m.Scene.Find("key.erase") != nil {
		t.Error("another keyboard was asked for, the one in pages stays")
	}
	d.crowd(2)
	if d.m.Scene.Find("key.erase") != nil {
		t.Error("the keyboard that the person took is gone with the next report of the screen")
	}
}

// TestLanguageChangedAmongWhatWasFound: things have other names in another language, and
// an empty screen is no answer.
func TestLanguageChangedAmongWhatWasFound(t *testing.T) {
	d := finding(t)
	d.m.Prefs.Speech = false
	d.typeOn("ㄴㅗㄱ")
	d.touch("typing.done")
	d.want(scene.KindFound, d.m.Scene.Focus)
	d.m.Prefs.Language = "en"
	d.send(input.JackChanged{})
	s := &d.m.Scene
	if s.Kind != scene.KindSearch || s.Find("find.name") == nil || s.Find("typing.done") == nil || s.Find("key.a") == nil {
		t.Fatalf("on %q: no field, no keyboard or no way on", s.Kind)
	}
	d.m.Prefs.Language = "ko"
	d.send(input.JackChanged{})
	d.touch("typing.done") // what was typed is still there
	d.want(scene.KindFound, d.m.Scene.Focus)
}
