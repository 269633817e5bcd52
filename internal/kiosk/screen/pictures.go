package screen

import (
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
)

// looksLike are the picture of a thing with what is picked, and its photograph. The easy form
// has drawings, which show what a thing is by the least there is to see, unless a shop's
// photographs show the very thing that is handed over. photos is whether the list that it
// stands in has photographs: drawings and photographs are never mixed in one.
func looksLike(b *builder, item service.Item, picked order.Choices, photos bool) (picture, photo string) {
	svc := b.Service()
	if photos && showsPhotos(b) {
		photo = svc.PhotoOf(item, picked)
	}
	return svc.PictureOf(item, picked), photo
}

// The first screen shows whole rows of photographs.
const (
	invitedInRow = 3
	mostInvited  = 2 * invitedInRow
)

// invitation is what there is, one picture of each category, for the first screen: photographs,
// or in a form that shows none the drawings that the menu has there. It is none where the service
// has no photographs. Nothing is said of them: the menu tells it.
func invitation(b *builder) []scene.Node {
	svc := b.Service()
	var out []scene.Node
	for _, c := range svc.Categories() {
		photo := svc.CategoryPhoto(c.ID)
		if photo == "" || len(c.Items) > 0 { // a short cut leads to what others show
			continue
		}
		if !showsPhotos(b) {
			photo = ""
		}
		out = append(out, scene.Node{ID: Invitation + scene.NodeID(c.ID), Role: scene.RolePicture, Label: b.Text(c.Label),
			Picture: c.Picture, Photo: photo, Tint: svc.CategoryTint(c.ID), Quiet: true})
	}
	return out[:min(mostInvited, len(out)/invitedInRow*invitedInRow)]
}

// showsPhotos reports whether the form that is in use shows photographs.
func showsPhotos(b *builder) bool { return !b.M.Prefs.Easy || b.Service().OwnPhotos() }

// photographed reports whether each of some lines is of a thing with a photograph.
func photographed(b *builder, lines []order.Line) bool {
	items := make([]service.Item, len(lines))
	for i, l := range lines {
		items[i], _ = b.Service().Item(l.Item)
	}
	return service.Photographed(items)
}
