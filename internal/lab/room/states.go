package room

import (
	"image"
	"strings"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/ui"
	"modu/ui/frame"
)

// Photograph paints a scene, and measures its pixels: texts, pictograms, and how what has
// the focus, is chosen, pressed or cannot be used looks. turn chooses which of the things
// that can have the focus or be pressed are tried; a key of a keyboard is always among them.
func Photograph(d *ui.Draft, sc scene.Scene, turn int) (frame.Frame, *image.RGBA, []screen.Finding) {
	f, img := d.Paint(&sc, "")
	found := screen.Pixels(f, img)
	if sc.Curtain {
		return f, img, found
	}
	found = append(found, rings(d, sc, turn)...)
	found = append(found, pressed(d, f, img, turn)...)
	found = append(found, chosen(d, f, img)...)
	return f, img, found
}

// rings measures the focus of somebody who goes by it where it is, on another node and on a
// key.
func rings(d *ui.Draft, sc scene.Scene, turn int) []screen.Finding {
	order := sc.FocusOrder()
	if len(order) == 0 {
		return nil
	}
	sc.Marked = true
	bare := sc
	bare.Focus = ""
	_, without := d.Paint(&bare, "")
	var found []screen.Finding
	tried := map[scene.NodeID]bool{"": true}
	for _, id := range []scene.NodeID{sc.Focus, order[turn%len(order)], aKey(order, turn)} {
		if tried[id] {
			continue
		}
		tried[id] = true
		sc.Focus = id
		f, with := d.Paint(&sc, "")
		found = append(found, screen.Ring(f, with, without)...)
	}
	return found
}

// aKey is one of the keys of an on-screen keyboard, if there is one.
func aKey(order []scene.NodeID, turn int) scene.NodeID {
	var keys []scene.NodeID
	for _, id := range order {
		if strings.HasPrefix(string(id), "key.") {
			keys = append(keys, id)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	return keys[turn%len(keys)]
}

// pressed measures one thing under a finger.
func pressed(d *ui.Draft, f frame.Frame, rest image.Image, turn int) []screen.Finding {
	var can []scene.NodeID
	for _, n := range f.Nodes {
		if (n.Role == scene.RoleButton || n.Role == scene.RoleChoice) && !n.Disabled {
			can = append(can, n.ID)
		}
	}
	if len(can) == 0 {
		return nil
	}
	id := can[turn%len(can)]
	_, down := d.Paint(f.Scene, id)
	return screen.Pressed(id, f, rest, down)
}

// chosen measures the first thing that is chosen beside itself when it is not.
func chosen(d *ui.Draft, f frame.Frame, with image.Image) []screen.Finding {
	var id scene.NodeID
	f.Scene.Walk(func(n *scene.Node, _ int) bool {
		if n.Selected && n.Role == scene.RoleChoice && !n.Disabled {
			id = n.ID
		}
		return id == ""
	})
	if id == "" {
		return nil
	}
	plain := *f.Scene
	plain.Root = without(plain.Root, id)
	g, img := d.Paint(&plain, "")
	return screen.Chosen(id, f, g, with, img)
}

// without is a copy of a tree in which a node is not chosen.
func without(n scene.Node, id scene.NodeID) scene.Node {
	if n.ID == id {
		n.Selected = false
	}
	children := make([]scene.Node, len(n.Children))
	for i := range n.Children {
		children[i] = without(n.Children[i], id)
	}
	n.Children = children
	return n
}
