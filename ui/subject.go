package ui

import "modu/accessibility/scene"

// kindPictures stand for what a kind of screen is about where its scene names no picture.
var kindPictures = map[scene.Kind]string{
	scene.KindHelp:     "bar-help",
	scene.KindSections: "settings",
	scene.KindSettings: "settings",
	scene.KindSizes:    "need-size",
	scene.KindLooks:    "need-look",
	scene.KindSearch:   "find",
	scene.KindFound:    "find",
	scene.KindKeys:     "keypad",
}

// subjectNode shows what the screen is about: the scene's own node, or one with the picture of
// its kind.
func (p *pass) subjectNode() *scene.Node {
	if n := &p.sc.Root; n.Picture != "" || n.Photo != "" {
		return n
	}
	return &scene.Node{ID: p.sc.Root.ID, Picture: kindPictures[p.sc.Kind]}
}

// ofKind reports whether that is only the picture of its kind: it fills a place that would be
// empty, and takes none from what is on the screen.
func (p *pass) ofKind() bool { return p.sc.Root.Picture == "" && p.sc.Root.Photo == "" }
