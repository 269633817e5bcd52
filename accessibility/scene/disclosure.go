package scene

// Disclosure says how much of what is private leaves the process.
type Disclosure uint8

const (
	// Redacted replaces texts that are not public by their kind, as Text.Redacted does, and
	// leaves out what would tell them in another way. For logs, tests and readers that do
	// not act for the person.
	Redacted Disclosure = iota
	// Unredacted is for the person alone: their braille display, their phone. Only what is
	// secret is replaced.
	Unredacted
)

// hides is the lowest privacy that is replaced.
func (d Disclosure) hides() Privacy {
	if d == Unredacted {
		return Secret
	}
	return Personal
}

// Disclose is the scene as it may leave the process. Unredacted, nothing is left out of a
// scene without secret texts. Redacted, no key of a keyboard has focus, since a series of
// them would tell what is typed; the keyboard has it instead, so that such a scene does not
// satisfy Validate.
func (s Scene) Disclose(d Disclosure) Scene {
	hides := d.hides()
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

// Disclose is the change as it may leave the process.
func (c Change) Disclose(d Disclosure) Change {
	c.Before, c.After = c.Before.Disclose(d), c.After.Disclose(d)
	if c.Notices != nil {
		notices := make([]Notice, len(c.Notices))
		for i, n := range c.Notices {
			n.Text, n.ForAll = n.Text.hide(Public, d.hides()), n.ForAll.hide(Public, d.hides())
			notices[i] = n
		}
		c.Notices = notices
	}
	return c
}

// hide replaces the texts of a node and all below it. They are as private as their node;
// only what an entry is called, and what may be typed into it, is not.
func (n Node) hide(hides Privacy) Node {
	raise := n.LabelPrivacy()
	told := raise // by what stands beside its label
	for _, t := range n.Details {
		told = max(told, t.Privacy())
	}
	n.Label, n.Hint, n.Reason = n.Label.hide(raise, hides), n.Hint.hide(raise, hides), n.Reason.hide(raise, hides)
	if n.Details != nil {
		details := make([]Text, len(n.Details))
		for i, t := range n.Details {
			details[i] = t.hide(n.Privacy, hides)
		}
		n.Details = details
	}
	n.Sample = n.Sample.hide(raise, hides)
	if told >= hides {
		n.Picture, n.Photo, n.Tint, n.Switch = "", "", NoTint, NoSwitch // where it stands tells what was chosen
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
