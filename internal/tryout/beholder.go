package tryout

import (
	"strings"

	"modu/accessibility/scene"
)

// beholder is somebody who sees the screen, taps it and cannot read. They know things by
// their pictures, as long as no other thing has the same one, the next act by its colour and
// its place, and the signs that turn pages.
type beholder struct{ *finger }

// told reports whether a node is told from all others without its words.
func (b *beholder) told(n *scene.Node) bool {
	if n.Primary {
		return true
	}
	alike := 0
	b.scene.Walk(func(o *scene.Node, _ int) bool {
		if o.Picture == n.Picture && o.Role.Focusable() == n.Role.Focusable() {
			alike++
		}
		return true
	})
	return n.Picture != "" && alike == 1
}

func (b *beholder) perceives(id string) bool {
	want := b.written(id)
	return b.scene.Root.Find(func(n *scene.Node) bool { return n.Label.String() == want && b.told(n) }) != nil
}

func (b *beholder) find(ids []string) (offer, bool) {
	if o, ok := b.onPage(ids); ok {
		return o, true
	}
	for _, sign := range [...]string{".next", ".previous"} {
		for range maxPages {
			turn := b.scene.Root.Find(func(n *scene.Node) bool {
				return strings.HasSuffix(string(n.ID), sign) && n.Role.Focusable() && !n.Disabled && !n.Primary
			})
			if turn == nil {
				break
			}
			b.tap(turn.ID, "a sign")
			if o, ok := b.onPage(ids); ok {
				return o, true
			}
		}
	}
	return offer{}, false
}

// onPage looks for one of several things, known by their pictures, among what can be tapped.
func (b *beholder) onPage(ids []string) (offer, bool) {
	o, ok := b.finger.onPage(ids)
	if !ok || !b.told(b.scene.Find(b.at)) {
		return offer{}, false
	}
	return o, true
}
