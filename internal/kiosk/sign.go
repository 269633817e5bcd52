package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/service"
)

// signClip adds the sign-language clip of the screen, for those who asked for clips and where
// there is one: of an alert, because it changes what the screen means; of the screen; or
// of its title or its first sentence.
func (b *builder) signClip() {
	if !b.m.Prefs.Sign || b.m.Prefs.Curtain && b.m.Prefs.Speech {
		return
	}
	var names []string
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleAlert {
			names = append(names, n.Label.ID)
		}
	}
	screen := b.kind
	if b.m.Talk.Kind == "" && b.m.Here.Step != "" && b.kind != kindWarning {
		screen = b.m.Here.Step
	}
	names = append(names, service.ScreenClip(screen), b.title.ID)
	for i := range b.nodes {
		if n := &b.nodes[i]; n.Role == scene.RoleText || n.Role == scene.RoleProgress || n.Role == scene.RoleHeading {
			names = append(names, n.Label.ID)
		}
	}
	clip := b.c.Service.Sign(b.m.Prefs.Language, names...)
	if clip == "" {
		return
	}
	again := b.button("sign.again", b.text("sign.again"), Act{Kind: ActSignAgain})
	again.Pointer = true // keys have "repeat" for it
	b.add(scene.Node{ID: "sign", Role: scene.RoleGroup, Arrange: scene.ArrangeSign, Label: b.text("sign"),
		Picture: clip, Count: b.m.Again, Children: append(b.beside(), again)})
}

// maxBeside is how many lines there is room for beside a clip.
const maxBeside = 2

// beside is what no clip made beforehand can say: numbers and prices of this screen, the
// last ones, where totals stand. What has focus comes first.
func (b *builder) beside() []scene.Node {
	var texts []scene.Text
	varies := func(n *scene.Node) bool {
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
	add := func(n *scene.Node) {
		if !varies(n) {
			return
		}
		t := scene.Text{Lang: n.Label.Lang, Spans: append([]scene.Span(nil), n.Label.Spans...)}
		for _, d := range n.Details {
			for _, s := range d.Spans {
				if s.Kind == scene.Price || s.Kind == scene.Code {
					t.Spans = append(append(t.Spans, scene.Span{Text: " "}), d.Spans...)
					break
				}
			}
		}
		texts = append(texts, t)
	}
	root := scene.Scene{Root: scene.Node{Children: b.nodes}}
	if n := root.Find(b.m.focus()); n != nil {
		add(n)
	}
	var rest []*scene.Node
	root.Walk(func(n *scene.Node, _ int) bool {
		switch n.Role {
		case scene.RoleHeading, scene.RoleSummary, scene.RoleProgress, scene.RoleAlert:
			rest = append(rest, n)
		}
		return true
	})
	for i := len(rest) - 1; i >= 0 && len(texts) < maxBeside; i-- {
		add(rest[i])
	}
	var out []scene.Node
	for i, t := range texts[:min(len(texts), maxBeside)] {
		out = append(out, scene.Node{ID: scene.NodeID("sign.beside." + string(rune('1'+i))), Role: scene.RoleText, Label: t, Quiet: true, Pointer: true})
	}
	return out
}
