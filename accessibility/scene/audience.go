package scene

// Audience is who reads what is written of a scene.
type Audience uint8

const (
	// Anybody: texts that are not public are replaced by their kind, as Text.Redacted
	// does, and what would tell them in another way is left out. For logs, tests and
	// whoever does not act for the person.
	Anybody Audience = iota
	// ThePerson whose stay it is, through something that only they perceive: their
	// braille display, their phone. Only what is secret is replaced.
	ThePerson
)

// hides is the lowest privacy that the audience does not get.
func (a Audience) hides() Privacy {
	if a == ThePerson {
		return Secret
	}
	return Personal
}

// For is the scene as an audience may have it. Nothing is left out for ThePerson of a
// scene without secret texts. For Anybody no key of a keyboard has focus: one after the
// other they would tell what is typed; the keyboard has it instead, so that such a scene
// does not satisfy Validate.
func (s Scene) For(a Audience) Scene {
	hides := a.hides()
	if n := s.Find(s.Focus); n != nil && n.Role == RoleButton && n.Privacy >= hides {
		s.Focus = boardAbove(&s.Root, s.Focus, s.Root.ID)
	}
	s.Cover = s.Cover.hide(Public, hides)
	s.Root = s.Root.hide(hides)
	return s
}

// boardAbove is the keyboard that holds a node, or else the root.
func boardAbove(n *Node, id, found NodeID) NodeID {
	if n.Arrange == ArrangeKeys {
		found = n.ID
	}
	if n.ID == id {
		return found
	}
	for i := range n.Children {
		if b := boardAbove(&n.Children[i], id, found); b != "" {
			return b
		}
	}
	return ""
}

// For is the change as an audience may have it.
func (c Change) For(a Audience) Change {
	c.Before, c.After = c.Before.For(a), c.After.For(a)
	if c.Notices != nil {
		notices := make([]Notice, len(c.Notices))
		for i, n := range c.Notices {
			n.Text, n.ForAll = n.Text.hide(Public, a.hides()), n.ForAll.hide(Public, a.hides())
			notices[i] = n
		}
		c.Notices = notices
	}
	return c
}

// hide replaces the texts of a node and all below it. They are as private as their node;
// only what an entry is called, and what may be typed into it, is not.
func (n Node) hide(hides Privacy) Node {
	raise := n.Privacy
	if n.Role == RoleTextEntry || n.Role == RoleSecretEntry {
		raise = Public
	}
	n.Label, n.Hint, n.Reason = n.Label.hide(raise, hides), n.Hint.hide(raise, hides), n.Reason.hide(raise, hides)
	if n.Details != nil {
		details := make([]Text, len(n.Details))
		for i, t := range n.Details {
			details[i] = t.hide(n.Privacy, hides)
		}
		n.Details = details
	}
	if raise >= hides {
		n.Picture = ""
	}
	if n.Children != nil {
		children := make([]Node, len(n.Children))
		for i, c := range n.Children {
			children[i] = c.hide(hides)
		}
		n.Children = children
	}
	return n
}

// hide replaces every span that is, or by raise becomes, at least so private. The id of a
// message of which nothing is left goes too: "answer.yes" tells as much as its words.
func (t Text) hide(raise, hides Privacy) Text {
	if max(t.Privacy(), raise) < hides {
		return t
	}
	kept := false
	replace := func(in []Span) []Span {
		if in == nil {
			return nil
		}
		out := make([]Span, len(in))
		for i, s := range in {
			if p := max(s.Privacy, raise); p >= hides {
				s = Span{Kind: s.Kind, Text: s.standIn(p), Privacy: p}
			} else {
				kept = true
			}
			out[i] = s
		}
		return out
	}
	t.Spans, t.Spoken, t.Easy = replace(t.Spans), replace(t.Spoken), replace(t.Easy)
	if !kept {
		t.ID = ""
	}
	return t
}
