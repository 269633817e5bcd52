package tryout

import (
	"strings"

	"modu/accessibility/scene"
)

// nonReader is somebody who sees the screen, taps it and cannot read. They know things by
// their pictures, as long as no other thing has the same one, the next act by its colour and
// its place, and the signs that turn pages.
type nonReader struct{ *finger }

// told reports whether a node is told from all others without its words.
func (r *nonReader) told(n *scene.Node) bool {
	if n.Primary {
		return true
	}
	alike := 0
	r.scene.Walk(func(o *scene.Node, _ int) bool {
		if o.Picture == n.Picture && o.Role.Focusable() == n.Role.Focusable() {
			alike++
		}
		return true
	})
	return n.Picture != "" && alike == 1
}

func (r *nonReader) perceives(id string) bool {
	want := r.written(id)
	return r.scene.Root.Find(func(n *scene.Node) bool { return n.Label.String() == want && r.told(n) }) != nil
}

func (r *nonReader) find(ids []string) (offer, bool) {
	if o, ok := r.onPage(ids); ok {
		return o, true
	}
	for _, sign := range [...]string{".next", ".previous"} {
		for range maxPages {
			turn := r.scene.Root.Find(func(n *scene.Node) bool {
				return strings.HasSuffix(string(n.ID), sign) && n.Role.Focusable() && !n.Disabled && !n.Primary
			})
			if turn == nil {
				break
			}
			r.tap(turn.ID, "a sign")
			if o, ok := r.onPage(ids); ok {
				return o, true
			}
		}
	}
	return offer{}, false
}

// onPage looks for one of several things, known by their pictures, among what can be tapped.
func (r *nonReader) onPage(ids []string) (offer, bool) {
	o, ok := r.finger.onPage(ids)
	if !ok || !r.told(r.scene.Find(r.at)) {
		return offer{}, false
	}
	return o, true
}
