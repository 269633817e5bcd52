package scene

import "fmt"

// Validate reports everything in the scene that would leave somebody without a
// way: one error a fault, none for a sound scene. It runs on every scene in
// tests; in the kiosk a fault becomes a health item.
func Validate(s *Scene) []error {
	var errs []error
	bad := func(id NodeID, format string, args ...any) {
		errs = append(errs, fmt.Errorf("node %q: %s", id, fmt.Sprintf(format, args...)))
	}
	if s.Root.Role != RoleScreen {
		bad(s.Root.ID, "the root must have role screen, not %s", s.Root.Role)
	}
	if s.Kind == "" {
		errs = append(errs, fmt.Errorf("scene: no kind"))
	}
	if s.Lang == "" {
		errs = append(errs, fmt.Errorf("scene: no language"))
	}
	if s.Curtain && s.Cover.IsZero() {
		errs = append(errs, fmt.Errorf("scene: a curtain without a line looks like a machine that is off"))
	}
	seen := map[NodeID]bool{}
	bars, focusables := 0, 0
	s.Walk(func(n *Node, depth int) bool {
		switch {
		case n.ID == "":
			errs = append(errs, fmt.Errorf("a %s node has no id", n.Role))
		case seen[n.ID]:
			bad(n.ID, "id used twice")
		}
		seen[n.ID] = true
		if depth > 0 && n.Role == RoleScreen {
			bad(n.ID, "a screen inside a screen")
		}
		if n.Focusable() {
			focusables++
		}
		if n.Label.IsZero() && n.Role != RoleGroup {
			bad(n.ID, "a %s without a label is silent", n.Role)
		}
		if n.Disabled && n.Role.Focusable() && n.Reason.IsZero() {
			bad(n.ID, "disabled without a reason")
		}
		if n.Role == RoleSecretEntry && (len(n.Details) > 0 || n.Privacy != Secret) {
			bad(n.ID, "a secret entry carries a count, never its text, and privacy secret")
		}
		if n.Role == RoleGroup && n.Arrange == ArrangeBar {
			bars++
			if len(n.Children) > 4 {
				bad(n.ID, "the bar has %d buttons, at most 4 are allowed", len(n.Children))
			}
		}
		if p := n.Page; p.Count > 1 && (p.Index < 0 || p.Index >= p.Count || p.First+len(n.Children) > p.Total) {
			bad(n.ID, "page %d of %d, children %d to %d of %d do not fit together", p.Index+1, p.Count, p.First+1, p.First+len(n.Children), p.Total)
		}
		for _, t := range n.texts() {
			if !t.IsZero() && t.Lang == "" {
				bad(n.ID, "text %q has no language: no voice can be chosen", t.ID)
			}
			if t.Privacy() > n.Privacy && t.Privacy() == Secret {
				bad(n.ID, "secret text in a %s node", n.Privacy)
			}
		}
		return true
	})
	if bars > 1 {
		errs = append(errs, fmt.Errorf("scene: %d bars, at most one is allowed", bars))
	}
	if s.Focus == "" {
		if focusables > 0 {
			errs = append(errs, fmt.Errorf("scene: nothing has focus although %d nodes could", focusables))
		}
	} else if n := s.Find(s.Focus); n == nil {
		bad(s.Focus, "has focus but does not exist")
	} else if !n.Focusable() {
		bad(s.Focus, "has focus but a %s cannot be acted on", n.Role)
	}
	return errs
}

func (n *Node) texts() []Text {
	ts := make([]Text, 0, 3+len(n.Details))
	ts = append(ts, n.Label, n.Hint, n.Reason)
	return append(ts, n.Details...)
}

// Equal reports whether two nodes mean the same to a person: everything but
// their children.
func (n *Node) Equal(o *Node) bool {
	if n.ID != o.ID || n.Role != o.Role || n.Arrange != o.Arrange || n.Disabled != o.Disabled ||
		n.Selected != o.Selected || n.Quiet != o.Quiet || n.Late != o.Late || n.Pointer != o.Pointer || n.Stop != o.Stop || n.Primary != o.Primary || n.Picture != o.Picture ||
		n.Count != o.Count || n.Most != o.Most || n.Page != o.Page || n.Privacy != o.Privacy ||
		len(n.Details) != len(o.Details) || !n.Label.Equal(o.Label) || !n.Hint.Equal(o.Hint) || !n.Reason.Equal(o.Reason) {
		return false
	}
	for i := range n.Details {
		if !n.Details[i].Equal(o.Details[i]) {
			return false
		}
	}
	return true
}

// DeepEqual is Equal for a node and all below it.
func (n *Node) DeepEqual(o *Node) bool {
	if !n.Equal(o) || len(n.Children) != len(o.Children) {
		return false
	}
	for i := range n.Children {
		if !n.Children[i].DeepEqual(&o.Children[i]) {
			return false
		}
	}
	return true
}

// Same reports whether two scenes mean the same to a person, whatever their
// revisions.
func (s *Scene) Same(o *Scene) bool {
	return s.Session == o.Session && s.Kind == o.Kind && s.Lang == o.Lang && s.Focus == o.Focus &&
		s.Look == o.Look && s.Covered == o.Covered && s.Part == o.Part && s.Curtain == o.Curtain && s.Cover.Equal(o.Cover) && s.Ear == o.Ear && s.Root.DeepEqual(&o.Root)
}
