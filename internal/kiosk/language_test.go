package kiosk_test

import (
	"slices"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

// Each language stands on the first screen under its own name, in its own letters; the one
// in use is marked, and what begins the stay has focus as before.
func TestLanguagesOnTheFirstScreen(t *testing.T) {
	d := start(t)
	d.want(scene.KindAttract, "attract.start")
	row := d.m.Scene.Find("languages")
	if row == nil || len(row.Children) != 2 {
		t.Fatalf("%+v", row)
	}
	for i, want := range []struct {
		lang scene.Lang
		name string
	}{{"ko", "한국어"}, {"en", "English"}} {
		n := row.Children[i]
		if n.Label.String() != want.name || n.Label.Spans[0].Lang != want.lang || n.Selected != (want.lang == "ko") {
			t.Errorf("%d: %+v", i, n)
		}
	}
}

// Touching a language begins in it, which is said and shown to everybody in its own words,
// and nothing more: speech stays off. The next person is met in the kiosk's own language,
// however the stay ends (PRV-4).
func TestLanguageChosenByTouch(t *testing.T) {
	for _, end := range []func(d *driver){
		func(d *driver) { d.touch("bar.back") },
		func(d *driver) { d.touch("bar.home") },
		func(d *driver) {
			for range 2 { // the question, then the end
				at, ok := d.c.Deadline(d.m)
				for ok && d.m.Scene.Kind != scene.KindAttract {
					d.wait(at - d.now)
					at, ok = d.c.Deadline(d.m)
				}
			}
		},
	} {
		d := start(t)
		d.touch("language.en")
		d.want(scene.KindChoose, "choice.stay")
		n := d.change.Notices
		if len(n) != 1 || n[0].Text.ID != "language.chosen" || n[0].Text.Lang != "en" || !n[0].ForAll.Equal(n[0].Text) {
			t.Errorf("%+v", n)
		}
		if d.m.Scene.Lang != "en" || d.m.Scene.Root.Label.Lang != "en" || d.m.Prefs.Speech || d.m.Scene.Find("languages") != nil {
			t.Errorf("%s, speech %v", d.m.Scene.Lang, d.m.Prefs.Speech)
		}
		end(d)
		d.want(scene.KindAttract, "attract.start")
		if d.m.Scene.Lang != "ko" || d.m.Prefs.Language != "ko" || !d.m.Scene.Find("language.ko").Selected || d.m.Scene.Find("language.en").Selected {
			t.Errorf("left behind: %s", d.m.Scene.Lang)
		}
	}
}

// The first key leads past the first screen, so whoever listens meets the languages on the
// first step: after what is asked, where "down, select" still takes the first answer.
func TestLanguageChosenByKeys(t *testing.T) {
	d := start(t)
	d.press("down")
	d.want(scene.KindChoose, "choice.stay")
	order := d.m.Scene.FocusOrder()
	if i, j := slices.Index(order, "language.ko"), slices.Index(order, "bar.help"); order[0] != "choice.stay" || i < 1 || j < i {
		t.Errorf("%v", order)
	}
	for _, key := range []input.Key{"3", "4"} { // two answers and two languages
		if d.press(key); d.noticed() != "choose.none" || d.m.Scene.Lang != "ko" {
			t.Errorf("%s: %q, %s", key, d.noticed(), d.m.Scene.Lang)
		}
	}
	d.seek("language.en")
	d.press("select")
	d.want(scene.KindChoose, "choice.stay")
	if d.noticed() != "language.chosen" || d.m.Scene.Lang != "en" || !d.m.Prefs.Speech || !d.m.Scene.Find("language.en").Selected {
		t.Errorf("%q, %s", d.noticed(), d.m.Scene.Lang)
	}
	d.press("select")
	if d.want(scene.KindCategories, ""); d.m.Scene.Find("languages") != nil {
		t.Error("languages stand on every screen")
	}
	d.press("back")
	d.want(scene.KindChoose, "")
	if d.m.Scene.Find("languages") == nil {
		t.Error("a wrong language cannot be undone where it was chosen")
	}
	d.m.Prefs.Easy = true
	d.press("down")
	if d.m.Scene.Find("languages") != nil {
		t.Error("the easy form shows more to choose from than the question has")
	}
}

// A finger that searches does not choose a language (TGT-8).
func TestLanguageFoundByFinger(t *testing.T) {
	d := start(t)
	d.press("down")
	d.touch("language.en")
	if d.want(scene.KindChoose, "language.en"); d.m.Scene.Lang != "ko" {
		t.Error("the first touch chose")
	}
	d.touch("language.en")
	if d.m.Scene.Lang != "en" {
		t.Error("the second did not")
	}
}

// Where one language is offered there is nothing to choose.
func TestOneLanguage(t *testing.T) {
	cfg := kiosktest.Core().Config
	cfg.Languages = cfg.Languages[:1]
	c := kiosk.NewCore(cfg)
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	if d.want(scene.KindAttract, "attract.start"); d.m.Scene.Find("languages") != nil || d.m.Scene.Find("attract.touch") == nil {
		t.Error("a row of one")
	}
	d.press("down")
	if d.want(scene.KindChoose, "choice.stay"); d.m.Scene.Find("languages") != nil {
		t.Error("a row of one by ear")
	}
}
