package kiosk_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/looks"
	"modu/internal/staffcall"
)

// TestFirstTouchActsNowhere: while speech is on, a first touch on anything on any screen,
// each key of a keyboard included, changes nothing but the focus; the second one acts on at
// least one key (TGT-8).
func TestFirstTouchActsNowhere(t *testing.T) {
	keys, typed := 0, 0
	for name, core := range map[string]*kiosk.Core{"shop": kiosktest.Core(), "parcel": kiosktest.Parcel()} {
		for _, p := range looks.Crawl(core) {
			if p.Model.Session == (scene.SessionID{}) || p.Model.Scene.Kind == scene.KindWarning {
				continue // any touch begins or goes on
			}
			heard := p.Model
			now := heard.Now + time.Second
			heard.Prefs.Speech = true
			heard, _, _ = core.Update(heard, input.JackChanged{}, now) // an event that changes nothing, to draw it anew
			heard.Scene.Walk(func(n *scene.Node, _ int) bool {
				if !n.Role.Focusable() || n.Disabled || n.ID == heard.Scene.Focus {
					return true
				}
				first := touchTwice(core, heard, n.ID, now, func(m kiosk.Model, effects []kiosk.Effect) {
					if !m.Scene.Root.DeepEqual(&heard.Scene.Root) || len(effects) > 0 {
						t.Errorf("%s, %s: the first touch on %s acts: %+v", name, p.Name, n.ID, effects)
					}
				})
				if strings.HasPrefix(string(n.ID), "key.") {
					keys++
					if !first.Scene.Root.DeepEqual(&heard.Scene.Root) {
						typed++
					}
				}
				return true
			})
		}
	}
	if keys < 20 || typed == 0 {
		t.Errorf("%d keys were touched, %d of them typed at the second touch", keys, typed)
	}
}

// touchTwice taps a node two times and gives what has become of the model after the first
// tap to see, and returns what it is after the second.
func touchTwice(core *kiosk.Core, m kiosk.Model, id scene.NodeID, now time.Duration, see func(kiosk.Model, []kiosk.Effect)) kiosk.Model {
	for tap := range 2 {
		var all []kiosk.Effect
		for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
			now += time.Second
			var effects []kiosk.Effect
			m, _, effects = core.Update(m, input.Touched{Phase: phase, Node: id, Revision: m.Revision}, now)
			all = append(all, effects...)
		}
		if tap == 0 {
			see(m, all)
		}
	}
	return m
}

// TestStaffScreenFromTheFirst: whoever calls staff from the first screen can say how they
// talk, and turn its pages, with one touch each; a stay has begun with it.
func TestStaffScreenFromTheFirst(t *testing.T) {
	cfg := kiosktest.Core().Config
	cfg.StaffPage = true
	core := kiosk.NewCore(cfg)
	m, now := core.New(1, 100), time.Duration(0)
	touch := func(id scene.NodeID) {
		for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
			now += time.Second
			m, _, _ = core.Update(m, input.Touched{Phase: phase, Node: id, Revision: m.Revision}, now)
		}
	}
	touch("bar.call")
	touch("bar.call")
	if m.Scene.Kind != scene.KindStaff || !m.Idle() {
		t.Fatalf("a screen of kind %s", m.Scene.Kind)
	}
	m, _, _ = core.Update(m, input.Fitted{Revision: m.Revision, Container: "manners", PerPage: 1}, now)
	before := m.Scene.Find("manners").Children[0].ID
	touch("manners.next")
	if after := m.Scene.Find("manners").Children[0].ID; after == before {
		t.Errorf("the page was not turned: %s", after)
	}
	if m.Idle() {
		t.Error("no stay has begun")
	}
	touch(m.Scene.Find("manners").Children[0].ID)
	if m.Call.Manner != staffcall.ByVoice && m.Call.Manner != staffcall.ByText && m.Call.Manner != staffcall.BySign {
		t.Error("nobody knows how they talk")
	}
}
