package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// addClip adds the sign-language clip of the screen, for those who asked for clips and where
// there is one: of an alert, because it changes what the screen means; of the screen; or
// of its title or its first sentence.
func addClip(b *builder) {
	if !b.M.Prefs.Sign || b.M.Curtained() {
		return
	}
	var names []string
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleAlert {
			names = append(names, n.Label.ID)
		}
	}
	screen := string(b.kind)
	if b.M.Overlay.Kind == model.NoOverlay && b.M.Here.Step != "" && b.kind != scene.KindWarning {
		screen = b.M.Here.Step
	}
	names = append(names, service.ScreenClip(screen), b.title.ID)
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleText || n.Role == scene.RoleProgress || n.Role == scene.RoleHeading {
			names = append(names, n.Label.ID)
		}
	}
	clip := b.S.Service.Sign(b.M.Prefs.Language, names...)
	if clip == "" {
		return
	}
	again := b.button("sign.again", b.Text("sign.again"), act.Act{Kind: act.SignAgain})
	again.Pointer = true // keys have "repeat" for it
	b.add(scene.Node{ID: "sign", Role: scene.RoleGroup, Arrange: scene.ArrangeSign, Label: b.Text("sign"),
		Picture: clip, Count: b.M.Again, Children: append(besideClip(b), again)})
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
