package screen

import (
	"modu/internal/order"
	"modu/internal/service"
)

// looksLike are the picture of a thing with what is picked, and its photograph. The easy form
// has drawings, which show what a thing is by the least there is to see, unless a shop's
// photographs show the very thing that is handed over. photos is whether the list that it
// stands in has photographs: drawings and photographs are never mixed in one.
func looksLike(b *builder, item service.Item, picked order.Choices, photos bool) (picture, photo string) {
	svc := b.Service()
	if photos && (!b.M.Prefs.Easy || svc.OwnPhotos()) {
		photo = svc.PhotoOf(item, picked)
	}
	return svc.PictureOf(item, picked), photo
}

// photographed reports whether each of some lines is of a thing with a photograph.
func photographed(b *builder, lines []order.Line) bool {
	items := make([]service.Item, len(lines))
	for i, l := range lines {
		items[i], _ = b.Service().Item(l.Item)
	}
	return service.Photographed(items)
}
