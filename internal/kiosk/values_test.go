package kiosk_test

import (
	"testing"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/kiosk/screen"
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
		d.seek("section.see")
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
	for _, id := range []scene.NodeID{"attract.start", "choice.stay", "category.hot", "item.tea", "option.sugar.plus", "bar.help", "help.more", "section.see", "pref.size", "pref.size.200", "help.close"} {
		d.touch(id)
	}
	if d.m.Scene.Find("option.sugar") == nil {
		t.Errorf("the options go on with %v", d.m.Scene.FocusOrder())
	}
}

// Every preference stands in its section, and each section leads to the next one:
// whoever walks on from any of them meets all. What is on or off has a switch that stands where
// its words say.
func TestSectionsHoldEveryPreference(t *testing.T) {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "bar.help", "help.more"} {
		d.touch(id)
	}
	for _, of := range accessibility.SettingsSections() {
		d.want(scene.KindSections, "")
		d.touch(screen.SectionNode(of.Section))
		met, switches := map[scene.NodeID]int{}, 0
		for range accessibility.SettingsSections() {
			title := d.m.Scene.Root.Label.String()
			switches += walkSection(t, d, met)
			if d.touch("settings.next"); d.m.Scene.Root.Label.String() == title {
				t.Errorf("%q leads to itself", title)
			}
		}
		if len(met) != len(d.c.Preferences) || switches < 9 {
			t.Errorf("from %s: %d preferences, %d switches", of.Section, len(met), switches)
		}
		for id, n := range met {
			if n != 1 {
				t.Errorf("%s is met %d times", id, n)
			}
		}
		d.touch("bar.back")
		d.want(scene.KindSections, screen.SectionNode(of.Section)) // once around
	}
	d.touch("bar.back")
	d.want(scene.KindHelp, "help.more")
}

// walkSection notes what is met in the section that is shown, judges it, and counts switches.
func walkSection(t *testing.T, d *driver, met map[scene.NodeID]int) (switches int) {
	t.Helper()
	for range 20 {
		var next *scene.Node
		d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Role == scene.RoleChoice {
				met[n.ID]++
				on := n.Details[0].ID == string(n.ID)+".on"
				if n.Switch != scene.NoSwitch {
					switches++
				}
				if on != (n.Switch == scene.SwitchOn) {
					t.Errorf("%s: its switch is %q, its words are %s", n.ID, n.Switch, n.Details[0].ID)
				}
			}
			if n.Page.Count > 1 {
				next = d.m.Scene.Find(n.ID + ".next")
			}
			return true
		})
		if next == nil || next.Disabled {
			break
		}
		d.touch(next.ID)
	}
	return switches
}

// The easy form shows four preferences first, with which one gets out of it again; all others
// stay in reach, and turning the form off moves nothing.
func TestEasySettingsAreFew(t *testing.T) {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "bar.help", "need.easy", "help.more"} {
		d.touch(id)
	}
	few := func() (n int) {
		d.m.Scene.Walk(func(c *scene.Node, _ int) bool {
			if c.Role == scene.RoleChoice {
				n++
			}
			return true
		})
		return n
	}
	if n := few(); n != 4 || d.m.Scene.Find("pref.easy") == nil || d.m.Scene.Find("pref.language") == nil {
		t.Fatalf("%d preferences in the easy form", n)
	}
	d.touch("pref.easy")
	if n := few(); n != 4 || d.m.Prefs.Easy {
		t.Errorf("turned off, %d preferences are shown", n)
	}
	d.touch("settings.all")
	d.want(scene.KindSections, "")
	d.touch("section.press")
	if d.m.Scene.Find("pref.hold") == nil {
		t.Error("what the easy form leaves out cannot be reached")
	}
	d.touch("bar.back")
	d.want(scene.KindSections, "section.press")
	d.touch("bar.back")
	d.want(scene.KindSettings, "settings.all")
	d.touch("bar.back")
	d.want(scene.KindHelp, "help.more")
}
