package screen

import (
	"slices"
	"strings"
	"unicode"

	"modu/accessibility/scene"
	"modu/ui/frame"
)

// Words finds labels and details of the scene that are not drawn, whole, where their node
// is: a node without its words is on the screen and says nothing (TXT-7). A button that cannot
// be pressed may show the reason in place of its label.
func Words(f frame.Frame) []Finding {
	var out findings
	if f.Scene.Curtain {
		return nil // the person asked to see none of it
	}
	drawn, turns, titled := drawnWords(f), turning(f.Scene), hasHeading(f.Scene)
	owed := map[scene.NodeID]bool{}
	f.Scene.Walk(func(n *scene.Node, depth int) bool {
		for i, t := range details(n) {
			if !strings.Contains(drawn[n.ID], letters(t)) && !(i == 0 && pointsThere(n, f, drawn)) {
				out.add("TXT-7", n.ID, "its detail %q is not drawn", t.Redacted())
			}
		}
		if isLabelled(n) && !owed[n.ID] && !turns[n.ID] && !(depth == 0 && titled) && !named(n, f, drawn[n.ID]) && !saysTitle(n, f.Scene, drawn) {
			out.add("TXT-7", n.ID, "its label %q is not drawn", n.Label.Redacted())
		}
		if n.Role == scene.RoleQuantity {
			for i := range n.Children {
				owed[n.Children[i].ID] = i < 2
			}
		}
		return true
	})
	return out
}

// hasHeading reports whether a heading on the screen is its title.
func hasHeading(s *scene.Scene) (is bool) {
	s.Walk(func(n *scene.Node, depth int) bool {
		is = is || depth > 0 && n.Role == scene.RoleHeading && n.Label.String() == s.Root.Label.String()
		return true
	})
	return is
}

// isSign reports whether a key shows a sign in place of its words, as the one that takes back
// a letter does on every keyboard.
func isSign(n *scene.Node, f frame.Frame) bool {
	return n.Role == scene.RoleButton && strings.HasPrefix(string(n.ID), "key.") &&
		slices.ContainsFunc(f.Pictures, func(p frame.Picture) bool { return p.Node == n.ID && p.Name == n.Picture })
}

// saysTitle reports whether what a node says is the title, which is drawn: what is to be done
// is written once, over its picture.
func saysTitle(n *scene.Node, s *scene.Scene, drawn map[scene.NodeID]string) bool {
	return (n.Role == scene.RoleProgress || n.Role == scene.RoleText) && n.ID != s.Root.ID && n.Label.Equal(s.Root.Label) &&
		strings.Contains(drawn[s.Root.ID], letters(s.Root.Label))
}

// pointsThere reports whether an arrow and its words tell where something is, in place of the
// sentence that is heard: where room is scarce they are what is looked at.
func pointsThere(n *scene.Node, f frame.Frame, drawn map[scene.NodeID]string) bool {
	if n.Toward == "" || f.Arrow.W <= 0 {
		return false
	}
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == scene.RoleText && c.Quiet && strings.Contains(drawn[c.ID], letters(c.Label)) {
			return true
		}
	}
	return false
}

// turning are the buttons that turn the pages of a list: they may be arrows, and the end of
// the list is in sight.
func turning(s *scene.Scene) map[scene.NodeID]bool {
	out := map[scene.NodeID]bool{}
	s.Walk(func(n *scene.Node, _ int) bool {
		if strings.HasSuffix(string(n.ID), ".pager") {
			for i := range n.Children {
				out[n.Children[i].ID] = n.Children[i].Role == scene.RoleButton
			}
		}
		return true
	})
	return out
}

// isLabelled reports whether the label of a node is written on the screen. By its role
// (package scene), a group is an area and a picture stands for its own words; the arrows
// that turn a page and the two steps of a quantity are signs.
func isLabelled(n *scene.Node) bool {
	return n.Role != scene.RoleGroup && n.Role != scene.RolePicture
}

// named reports whether the label of a node is drawn, or the reason or a sign in its place.
func named(n *scene.Node, f frame.Frame, drawn string) bool {
	reasoned := n.Role == scene.RoleButton && n.Disabled && !n.Reason.IsZero()
	return strings.Contains(drawn, letters(n.Label)) || reasoned && strings.Contains(drawn, letters(n.Reason)) || isSign(n, f)
}

// details are those that are written: of a secret only marks are.
func details(n *scene.Node) []scene.Text {
	if n.Role == scene.RoleSecretEntry || n.Role == scene.RoleGroup || n.Role == scene.RolePicture {
		return nil
	}
	return n.Details
}

// Reasons finds things that cannot be used and do not show why, neither themselves nor, in
// focus, by the caption (TXT-7; the reason of a disabled node is shown and said). The two
// steps of a quantity, the buttons that turn a page and those of the bar say it when they
// are pressed: their end of the list, number or way is in sight.
func Reasons(f frame.Frame) []Finding {
	var out findings
	if f.Scene.Curtain {
		return nil
	}
	drawn, bar, turns, steps := drawnWords(f), inBar(f.Scene), turning(f.Scene), map[scene.NodeID]bool{}
	f.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleQuantity {
			for i := range n.Children {
				steps[n.Children[i].ID] = i < 2
			}
		}
		if !n.Disabled || n.Reason.IsZero() || turns[n.ID] || bar[n.ID] || steps[n.ID] {
			return true
		}
		if why := letters(n.Reason); !strings.Contains(drawn[n.ID], why) && !(f.Scene.Focus == n.ID && strings.Contains(drawn[""], why)) {
			out.add("TXT-7", n.ID, "does not show why it cannot be used: %q", n.Reason.Redacted())
		}
		return true
	})
	return out
}

// drawnWords are the letters of each node in the order in which they are drawn.
func drawnWords(f frame.Frame) map[scene.NodeID]string {
	lines := map[scene.NodeID]*strings.Builder{}
	for _, t := range f.Texts {
		b := lines[t.Node]
		if b == nil {
			b = &strings.Builder{}
			lines[t.Node] = b
		}
		b.WriteString(compact(t.Text))
	}
	out := make(map[scene.NodeID]string, len(lines))
	for id, b := range lines {
		out[id] = b.String()
	}
	return out
}

func letters(t scene.Text) string { return compact(t.String()) }

// compact leaves out what the end of a line may swallow.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}
