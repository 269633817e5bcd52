package scene

import (
	"fmt"
	"slices"
)

// Validate reports everything in the scene that would leave somebody without a
// way: one error a fault, none for a sound scene. It runs on every scene in
// tests; in the kiosk a fault becomes a health item.
func Validate(s *Scene) []error {
	v := validator{seen: map[NodeID]bool{}}
	if s.Root.Role != RoleScreen {
		v.node(s.Root.ID, "the root must have role screen, not %s", s.Root.Role)
	}
	if s.Kind == "" {
		v.scene("no kind")
	}
	if s.Lang == "" {
		v.scene("no language")
	}
	if s.Curtain && s.Cover.IsZero() {
		v.scene("a curtain without a line looks like a machine that is off")
	}
	s.Walk(func(n *Node, depth int) bool {
		v.identity(n, depth)
		v.announced(n)
		v.grouped(n)
		v.illustrated(n)
		v.texts(n)
		return true
	})
	if v.bars > 1 {
		v.scene("%d bars, at most one is allowed", v.bars)
	}
	v.focus(s)
	return v.errs
}

// validator collects what is wrong with a scene.
type validator struct {
	errs             []error
	seen             map[NodeID]bool
	bars, focusables int
}

func (v *validator) scene(format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("scene: %s", fmt.Sprintf(format, args...)))
}

func (v *validator) node(id NodeID, format string, args ...any) {
	v.errs = append(v.errs, fmt.Errorf("node %q: %s", id, fmt.Sprintf(format, args...)))
}

func (v *validator) identity(n *Node, depth int) {
	switch {
	case n.ID == "":
		v.errs = append(v.errs, fmt.Errorf("a %s node has no id", n.Role))
	case v.seen[n.ID]:
		v.node(n.ID, "id used twice")
	}
	v.seen[n.ID] = true
	if depth > 0 && n.Role == RoleScreen {
		v.node(n.ID, "a screen inside a screen")
	}
	if n.Focusable() {
		v.focusables++
	}
}

// announced checks what every sense is owed.
func (v *validator) announced(n *Node) {
	if n.Label.IsZero() && n.Role != RoleGroup {
		v.node(n.ID, "a %s without a label is silent", n.Role)
	}
	if n.Disabled && n.Role.Focusable() && n.Reason.IsZero() {
		v.node(n.ID, "disabled without a reason")
	}
	if n.Role == RoleSecretEntry && (len(n.Details) > 0 || n.Privacy != Secret) {
		v.node(n.ID, "a secret entry carries a count, never its text, and privacy secret")
	}
	v.measured(n)
}

// measured checks what is drawn as a figure, an arrow or a bar.
func (v *validator) measured(n *Node) {
	if n.Amount && len(n.Details) == 0 {
		v.node(n.ID, "an amount without a detail that tells it")
	}
	if n.Toward != "" && len(n.Details) == 0 {
		v.node(n.ID, "an arrow that only eyes can follow: no detail says where")
	}
	if n.Remaining < 0 || n.Remaining > n.Span {
		v.node(n.ID, "%d s are left of %d s", n.Remaining, n.Span)
	}
	if n.Role == RoleMark && (!n.Quiet || n.Label.IsZero()) {
		v.node(n.ID, "a mark is quiet and has a label")
	}
	if n.Role == RoleSteps && (!n.Quiet || n.Page.Count < 2 || n.Page.Index < 0 || n.Page.Index >= n.Page.Count) {
		v.node(n.ID, "steps are quiet and say which of at least two they are, not %d of %d", n.Page.Index+1, n.Page.Count)
	}
}

func (v *validator) grouped(n *Node) {
	if n.Role == RoleGroup && n.Arrange == ArrangeBar {
		v.bars++
		if len(n.Children) > MostInBar {
			v.node(n.ID, "the bar has %d buttons, at most %d are allowed", len(n.Children), MostInBar)
		}
	}
	if p := n.Page; p.Count > 1 && (p.Index < 0 || p.Index >= p.Count || p.First+len(n.Children) > p.Total) {
		v.node(n.ID, "page %d of %d, children %d to %d of %d do not fit together", p.Index+1, p.Count, p.First+1, p.First+len(n.Children), p.Total)
	}
}

// illustrated checks the pictures of what a line says: what is heard in words is not said
// again for each of them.
func (v *validator) illustrated(n *Node) {
	if n.Role != RoleText && n.Role != RoleSummary {
		return
	}
	for i := range n.Children {
		if c := &n.Children[i]; c.Role == RolePicture && (!c.Quiet || c.Picture == "") {
			v.node(c.ID, "shows what %q says: it needs a picture, and is quiet", n.ID)
		}
	}
}

func (v *validator) texts(n *Node) {
	for _, t := range n.texts() {
		if !t.IsZero() && t.Lang == "" {
			v.node(n.ID, "text %q has no language: no voice can be chosen", t.ID)
		}
		if t.Privacy() > n.Privacy && t.Privacy() == Secret {
			v.node(n.ID, "secret text in a %s node", n.Privacy)
		}
	}
}

func (v *validator) focus(s *Scene) {
	if s.Focus == "" {
		if v.focusables > 0 {
			v.scene("nothing has focus although %d nodes could", v.focusables)
		}
		return
	}
	switch n := s.Find(s.Focus); {
	case n == nil:
		v.node(s.Focus, "has focus but does not exist")
	case !n.Focusable():
		v.node(s.Focus, "has focus but a %s cannot be acted on", n.Role)
	}
}

func (n *Node) texts() []Text {
	ts := make([]Text, 0, 6+len(n.Details))
	ts = append(ts, n.Label, n.Hint, n.Reason, n.Sample.Name, n.Sample.Price, n.Sample.Button)
	return append(ts, n.Details...)
}

// Equal reports whether two nodes mean the same to a person: everything but
// their children.
func (n *Node) Equal(o *Node) bool {
	return n.sameTraits(o) && n.Label.Equal(o.Label) && n.Hint.Equal(o.Hint) && n.Reason.Equal(o.Reason) && slices.Equal(n.Groups, o.Groups) && n.Sample.Equal(o.Sample) &&
		slices.EqualFunc(n.Details, o.Details, Text.Equal)
}

// sameTraits compares all that is no text and no child.
func (n *Node) sameTraits(o *Node) bool {
	type traits struct {
		id                                                              NodeID
		role                                                            Role
		arrange                                                         Arrange
		disabled, selected, quiet, late, paused, pointer, stop, primary bool
		commits, amount                                                 bool
		picture, photo                                                  string
		swtch                                                           Switch
		tint                                                            Tint
		toward                                                          Direction
		count, most, remaining, span                                    int
		page                                                            Page
		privacy                                                         Privacy
	}
	of := func(n *Node) traits {
		return traits{n.ID, n.Role, n.Arrange, n.Disabled, n.Selected, n.Quiet, n.Late, n.Paused, n.Pointer, n.Stop, n.Primary,
			n.Commits, n.Amount, n.Picture, n.Photo, n.Switch, n.Tint, n.Toward, n.Count, n.Most, n.Remaining, n.Span, n.Page, n.Privacy}
	}
	return of(n) == of(o)
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
