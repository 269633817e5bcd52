package ui

import (
	"strings"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// even is what the cards of one group have in common, so that the names of a row stand on
// one line and pictures have one size, however much each has to say.
type even struct {
	own  map[scene.NodeID]float32 // height of the words of each card
	text float32                  // of the card with most of them in the row being drawn
	pic  float32                  // height of the pictures
	side float32                  // width of pictures beside the words
	tall bool                     // few and large: their names are, too
}

// words is how high the words of the cards are that stand in a row.
func (e *even) words(g *cellGroup, row int) (h float32) {
	for i := row * g.cols; i < min(len(g.n.Children), (row+1)*g.cols); i++ {
		h = max(h, e.own[g.n.Children[i].ID])
	}
	return h
}

// alone is the pass without what holds for the cards of a group around it.
func (p *pass) alone() *pass {
	if p.even == nil {
		return p
	}
	q := *p
	q.even = nil
	return &q
}

// cardInk is the letter height of the name on a card.
func (p *pass) cardInk() float64 {
	if p.even != nil && p.even.tall {
		return p.ty.Title
	}
	return p.ty.Name
}

// cardPicture is the least height of a picture above the words of a card. A pictogram
// says as much at half the size.
func (p *pass) cardPicture(n *scene.Node) float32 {
	share := []float32{0, 0.55, 1}[p.pic]
	if strings.HasPrefix(n.Picture, pictogram) {
		share = min(share, 0.5)
	}
	return p.u(theme.Picture) * share
}

// pictogram is how the names of the runtime's own signs for needs begin.
const pictogram = "need-"

// sidePicture is the width of pictures beside words: as wide as can be had without a
// further line of words and without a higher card.
func (p *pass) sidePicture(n *scene.Node, w float32) float32 {
	least := min(p.u(theme.Picture)*[]float32{0.5, 0.8, 1.1}[p.pic], w*0.27)
	words := func(tw float32) (h float32) {
		for i := range n.Children {
			c := &n.Children[i]
			_, dh := p.lines(c.Details, p.ty.Name, tw)
			h = max(h, p.text(c.Label, p.ty.Name, true, tw).h+dh)
		}
		return h
	}
	now := words(p.wideText(w, least))
	for _, k := range []float32{1.1, 0.9, 0.7} {
		pw := min(p.u(theme.Picture)*k, w*0.3, now)
		if pw > least && words(p.wideText(w, pw)) <= now {
			return pw
		}
	}
	return least
}
