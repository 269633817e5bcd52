package walk

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
)

// Back is where the focus begins only where it is the next act: a list in which nothing can be
// chosen leads nowhere else.
func TestFocusBeginsOnBackWhereNothingCanBeChosen(t *testing.T) {
	for _, primary := range []bool{true, false} {
		var s state
		s.m.Scene.Kind, s.m.Scene.Focus = scene.KindChoose, "rows.back"
		s.m.Scene.Root.Children = []scene.Node{{ID: "rows.back", Role: scene.RoleButton, Primary: primary}}
		s.m.Acts = map[scene.NodeID]act.Act{"rows.back": {Kind: act.Back}}
		w := &walker{}
		if w.first(s); (len(w.findings) > 0) == primary {
			t.Errorf("primary %v: %v", primary, w.findings)
		}
	}
}

// A focus that begins on what gives something up is named; one on an instruction, on the way
// on or on the end of a stay is not.
func TestFocusNeverBeginsOnACancel(t *testing.T) {
	for _, c := range []struct {
		kind scene.Kind
		act  act.Kind
		bad  bool
	}{
		{scene.KindPay, act.ReadAloud, false},
		{scene.KindPay, act.AskStop, true},
		{scene.KindQuestion, act.StopPaying, true},
		{scene.KindStaff, act.WithdrawCall, true},
		{scene.KindPresent, act.Back, true},
		{scene.KindPay, act.Home, true},
		{scene.KindPay, act.Pay, false},
		{scene.KindQuestion, act.Close, false},
		{scene.KindQuestion, act.Leave, true},
		{scene.KindDone, act.Leave, false},
	} {
		var s state
		s.m.Scene.Kind, s.m.Scene.Focus = c.kind, "first"
		s.m.Acts = map[scene.NodeID]act.Act{"first": {Kind: c.act}}
		w := &walker{}
		if w.first(s); (len(w.findings) > 0) != c.bad {
			t.Errorf("%s on %s: %v", c.act, c.kind, w.findings)
		}
	}
}
