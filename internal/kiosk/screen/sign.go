package screen

import (
	"slices"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// The sign-language clip of a screen.

// Clip is the sign-language clip that a scene shows, by the name of its file; "" for none.
func Clip(s *scene.Scene) string {
	if n := s.Find(Sign); n != nil {
		return n.Picture
	}
	return ""
}

// ClipPlays reports whether no clip of the scene has been stopped.
func ClipPlays(s *scene.Scene) bool {
	n := s.Find(Sign)
	return n == nil || !n.Paused
}

// ClipNames names the sign-language clips that would do for the screen of a moment, the one
// that says most about it first: of an alert, because it changes what the screen means; of the
// screen; of its title and of what is to be read. The moment must have been settled.
func ClipNames(n model.Moment) []string {
	b := &builder{Moment: n, acts: map[scene.NodeID]act.Act{}}
	content(b)
	namePractice(b)
	callLine(b)
	return clipNames(b)
}

func clipNames(b *builder) []string {
	var names []string
	add := func(name string) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleAlert {
			add(n.Label.ID)
		}
	}
	screen := string(b.kind)
	if b.M.Overlay.Kind == model.NoOverlay && b.M.Here.Step != "" && b.kind != scene.KindWarning {
		screen = b.M.Here.Step
	}
	add(service.ScreenClip(screen))
	add(b.title.ID)
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleText || n.Role == scene.RoleProgress || n.Role == scene.RoleHeading {
			add(n.Label.ID)
		}
	}
	return names
}

// addClip adds the sign-language clip of the screen, for those who asked for clips and where
// there is one. It can be stopped, and seen again; keys have "pause" and "repeat" for it.
func addClip(b *builder) {
	if !b.M.Prefs.Sign || b.M.Curtained() {
		return
	}
	clip := b.S.Service.Sign(b.M.Prefs.Language, clipNames(b)...)
	if clip == "" {
		return
	}
	still := b.M.Still == clip
	word := "sign.pause"
	if still {
		word = "sign.play"
	}
	pause := b.button("sign.pause", b.Text(word), act.Act{Kind: act.SignPause})
	again := b.button(SignAgain, b.Text("sign.again"), act.Act{Kind: act.SignAgain})
	pause.Pointer, again.Pointer = true, true
	acts := scene.Node{ID: "sign.acts", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Quiet: true, Children: []scene.Node{pause, again}}
	b.add(scene.Node{ID: Sign, Role: scene.RoleGroup, Arrange: scene.ArrangeSign, Label: b.Text("sign"),
		Picture: clip, Count: b.M.Again, Paused: still, Children: append(besideClip(b), acts)})
}

// maxBeside is how many lines there is room for beside a clip.
const maxBeside = 2

// besideClip is what no clip made beforehand can say: numbers and prices of this screen,
// the last ones, where totals stand. What has focus comes first.
func besideClip(b *builder) []scene.Node {
	root := scene.Scene{Root: scene.Node{Children: b.nodes}}
	var tell []*scene.Node
	if n := root.Find(b.M.Focus()); n != nil && varies(n) {
		tell = append(tell, n)
	}
	var rest []*scene.Node
	root.Walk(func(n *scene.Node, _ int) bool {
		switch n.Role {
		case scene.RoleHeading, scene.RoleSummary, scene.RoleProgress, scene.RoleAlert:
			rest = append(rest, n)
		}
		return true
	})
	for i := len(rest) - 1; i >= 0 && len(tell) < maxBeside; i-- {
		if varies(rest[i]) {
			tell = append(tell, rest[i])
		}
	}
	var out []scene.Node
	for i, n := range tell {
		out = append(out, scene.Node{ID: scene.NodeID("sign.beside." + string(rune('1'+i))), Role: scene.RoleText, Label: withAmounts(n), Quiet: true, Pointer: true})
	}
	return out
}

// varies reports whether a node says more than words that are always the same.
func varies(n *scene.Node) bool {
	if n.Privacy > scene.Public {
		return false // what is personal does not become larger than it is
	}
	for _, t := range append([]scene.Text{n.Label}, n.Details...) {
		for _, s := range t.Spans {
			if s.Kind != scene.Plain && s.Kind != scene.Name {
				return true
			}
		}
	}
	return false
}

// withAmounts is a node's label with those of its details that hold a price or a code.
func withAmounts(n *scene.Node) scene.Text {
	t := scene.Text{Lang: n.Label.Lang, Spans: append([]scene.Span(nil), n.Label.Spans...)}
	for _, d := range n.Details {
		for _, s := range d.Spans {
			if s.Kind == scene.Price || s.Kind == scene.Code {
				t.Spans = append(append(t.Spans, scene.Span{Text: " "}), d.Spans...)
				break
			}
		}
	}
	return t
}
