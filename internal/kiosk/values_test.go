package kiosk_test

import (
	"testing"

	"modu/accessibility/scene"
)

// The values of a preference are side by side: one press takes effect, and the screen stays,
// so that others can be tried; "back" leads to the preference, "done" to the step.
func TestValuesAreChosenFromSamples(t *testing.T) {
	for _, tc := range []struct {
		pref, now, then scene.NodeID
		kind            scene.Kind
		look            scene.Look // what then is shown
	}{
		{"pref.size", "pref.size.100", "pref.size.167", scene.KindSizes, scene.Look{Theme: "default", Size: 167}},
		{"pref.look", "pref.look.default", "pref.look.cyan-on-black", scene.KindLooks, scene.Look{Theme: "cyan-on-black", Size: 100}},
	} {
		d := start(t)
		d.press("down", "select", "help")
		d.seek("help.more")
		d.press("select")
		d.seek(tc.pref)
		d.press("select")
		d.want(tc.kind, tc.now)
		for _, n := range d.m.Scene.Find(tc.pref + ".values").Children {
			if n.Sample.IsZero() || n.Selected != (n.ID == tc.now) {
				t.Errorf("%s: sample %+v, selected %v", n.ID, n.Sample, n.Selected)
			}
		}
		d.seek(tc.then)
		d.press("select")
		d.want(tc.kind, tc.then)
		if l := d.m.Scene.Look; l != tc.look || !d.m.Scene.Find(tc.then).Selected || d.m.Scene.Find(tc.now).Selected {
			t.Errorf("%s: %+v", tc.then, l)
		}
		d.press("back")
		d.want(scene.KindSettings, tc.pref)
		d.press("select")
		d.want(tc.kind, tc.then)
		d.seek("help.close")
		d.press("select")
		d.want(scene.KindCategories, "category.hot")
	}
}

// A size that is chosen while options stand together leaves the person at the one that they
// were on, as the key of the bar does.
func TestSizeFromSamplesKeepsThePlace(t *testing.T) {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "choice.stay", "category.hot", "item.tea", "option.sugar.plus", "bar.help", "help.more", "pref.size", "pref.size.200", "help.close"} {
		d.touch(id)
	}
	if d.m.Scene.Find("option.sugar") == nil {
		t.Errorf("the options go on with %v", d.m.Scene.FocusOrder())
	}
}

// Preferences stand under headings: each page begins with one, and what is on or off has a
// switch that stands where its words say.
func TestPreferencesHaveHeadingsAndSwitches(t *testing.T) {
	d := start(t)
	d.press("down", "select", "help")
	d.seek("help.more")
	d.press("select")
	headings, switches := map[string]int{}, 0
	for range 20 {
		for i, n := range d.m.Scene.Find("help.list").Children {
			if i == 0 && n.Over.IsZero() {
				t.Errorf("the page that begins with %q has no heading", n.ID)
			}
			if !n.Over.IsZero() {
				headings[n.Over.String()]++
			}
			on := n.Details[0].ID == string(n.ID)+".on"
			if n.Switch != scene.NoSwitch {
				switches++
				if (n.Switch == scene.SwitchOn) != on {
					t.Errorf("%s: its switch is %s, its words are %s", n.ID, n.Switch, n.Details[0].ID)
				}
			} else if on {
				t.Errorf("%s is on and has no switch", n.ID)
			}
		}
		next := d.m.Scene.Find("help.list.next")
		if next == nil || next.Disabled {
			break
		}
		d.touch("help.list.next")
	}
	if len(headings) != 4 || switches < 9 {
		t.Errorf("headings %v, %d switches", headings, switches)
	}
}
