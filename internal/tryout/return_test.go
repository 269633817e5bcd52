package tryout_test

import (
	"fmt"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/kiosk/model"
	"modu/internal/session"
	"modu/internal/tryout"
)

// visitor presses keys on a copy of the kiosk as somebody met it.
type visitor struct {
	core *kiosk.Core
	m    kiosk.Model
	now  time.Duration
}

func (v *visitor) press(key input.Key) {
	for _, ev := range []input.Event{input.KeyPressed{Device: "other", Key: key}, input.KeyReleased{Device: "other", Key: key}} {
		v.now += 100 * time.Millisecond
		v.m, _, _ = v.core.Update(v.m, ev, v.now)
	}
}

// choose walks to a node and selects it. It reports whether it is there.
func (v *visitor) choose(id scene.NodeID) bool {
	for _, key := range []input.Key{input.KeyDown, input.KeyUp} {
		for range 60 {
			if v.m.Scene.Focus == id {
				v.press(input.KeySelect)
				return true
			}
			v.press(key)
		}
	}
	return false
}

// detours lead away from a screen and back to it; false where there is no such way.
var detours = []struct {
	name string
	take func(v *visitor) bool
}{
	{"help, closed by its key", func(v *visitor) bool {
		v.press(input.KeyHelp)
		there := v.m.Scene.Kind == scene.KindHelp
		v.press(input.KeyHelp)
		return there
	}},
	{"help, closed by its button", func(v *visitor) bool {
		v.press(input.KeyHelp)
		return v.m.Scene.Kind == scene.KindHelp && v.choose("help.close")
	}},
	{"help, closed by going back", func(v *visitor) bool {
		v.press(input.KeyHelp)
		there := v.m.Scene.Kind == scene.KindHelp
		v.press(input.KeyBack)
		return there
	}},
	{"settings, closed by their button", func(v *visitor) bool {
		v.press(input.KeyHelp)
		if v.m.Scene.Kind != scene.KindHelp || !v.choose("help.more") {
			return false
		}
		there := v.m.Scene.Kind == scene.KindSections && v.choose("section.see") && v.choose("pref.motion") && v.choose("help.close")
		return there && (v.m.Scene.Kind != scene.KindHelp || v.choose("help.close"))
	}},
	{"a warning, answered by a key", func(v *visitor) bool {
		for range 20 {
			at, due := v.core.Deadline(v.m)
			if !due || v.m.Clock.Phase == session.Warned {
				break
			}
			v.now = at
			v.m, _, _ = v.core.Update(v.m, input.TimePassed{}, v.now)
		}
		there := v.m.Scene.Kind == scene.KindWarning
		v.press(input.KeyDown)
		return there
	}},
}

// strayed says how somebody who came back is not where they were; "" where they are. Who left
// from the bar is brought to what there is to do.
func strayed(before, after *scene.Scene) string {
	inBar := func(s *scene.Scene) bool {
		p := s.Parent(s.Focus)
		return p != nil && p.Arrange == scene.ArrangeBar
	}
	switch {
	case after.Root.ID != before.Root.ID || after.Kind != before.Kind:
		return fmt.Sprintf("leads to %q", after.Root.ID)
	case inBar(before):
		return ""
	case after.Focus != before.Focus:
		return fmt.Sprintf("puts the focus on %q", after.Focus)
	}
	return ""
}

// After help, settings and the warning the focus is where it was, on every kind of screen.
func TestFocusReturns(t *testing.T) {
	met, taken := map[scene.Kind]bool{}, map[string]int{}
	for _, name := range assemble.Services() {
		p := parts(t, name)
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		seen := map[string]bool{}
		look := func(m kiosk.Model, now time.Duration) {
			key := fmt.Sprint(m.Scene.Kind, m.Scene.Root.ID, m.Scene.Focus)
			if seen[key] || m.Idle() || m.Scene.Kind == scene.KindWarning || m.Scene.Focus == "" {
				return
			}
			seen[key] = true
			if m.Overlay.Kind != model.NoOverlay { // what is open already is closed by the same keys
				return
			}
			met[m.Scene.Kind] = true
			for _, d := range detours {
				v := &visitor{core: p.Core, m: m, now: now}
				if !d.take(v) || m.Task.Running() && !v.m.Task.Running() { // what was waited for has come
					continue
				}
				taken[d.name]++
				if why := strayed(&m.Scene, &v.m.Scene); why != "" {
					t.Errorf("%s, %s %q: %s %s", name, m.Scene.Kind, m.Scene.Focus, d.name, why)
				}
			}
		}
		for _, o := range []tryout.Options{{Hand: tryout.Ear, Lang: "ko"}, {Hand: tryout.Ear, Lang: "ko", Easy: true}, {Hand: tryout.Headset, Lang: "ko"}, {Hand: tryout.Ear, Lang: "ko", Practice: true}, {Hand: tryout.Ear, Lang: "ko", Mishaps: true}} {
			o.Met = look
			for _, w := range wishes {
				tryout.Run(p, w, o)
			}
		}
	}
	// What lies over a step, or asks on its own behalf, has no such way; searching belongs to
	// hands, and nobody's wish leads to a screen that only shows.
	apart := map[scene.Kind]bool{scene.KindAttract: true, scene.KindWarning: true, scene.KindHeadsetOut: true, scene.KindOutOfOrder: true, scene.KindHelp: true, scene.KindSections: true, scene.KindSettings: true,
		scene.KindSizes: true, scene.KindLooks: true, scene.KindHeight: true, scene.KindKeys: true, scene.KindStaff: true, scene.KindMessage: true, scene.KindQuestion: true,
		scene.KindSearch: true, scene.KindFound: true, scene.KindShow: true}
	for _, k := range scene.Kinds() {
		if !apart[k] && !met[k] {
			t.Errorf("no screen of the kind %q was met", k)
		}
	}
	for _, d := range detours {
		if taken[d.name] < 20 {
			t.Errorf("%s: taken %d times", d.name, taken[d.name])
		}
	}
	t.Log(taken)
}

// Somebody who comes back to another place is noticed.
func TestFocusThatStraysIsNoticed(t *testing.T) {
	node := func(id scene.NodeID) scene.Node { return scene.Node{ID: id, Role: scene.RoleButton} }
	s := scene.Scene{Kind: scene.KindItems, Focus: "b", Root: scene.Node{ID: "items", Children: []scene.Node{node("a"), node("b")}}}
	moved, other := s, s
	moved.Focus, other.Root.ID = "a", "category"
	if strayed(&s, &s) != "" || strayed(&s, &moved) == "" || strayed(&s, &other) == "" {
		t.Error("not told apart")
	}
}
