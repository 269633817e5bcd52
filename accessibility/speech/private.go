package speech

import (
	"modu/accessibility/scene"
)

// hearable are the details that may be said as they are. What is personal and would
// be kept back is left out of what is said of the node with focus: the offer says
// what it is (SPK-7).
func (k *composer) hearable(n *scene.Node) []scene.Text {
	if k.opt.Headset {
		return n.Details
	}
	out := make([]scene.Text, 0, len(n.Details))
	for _, d := range n.Details {
		if !(scene.Node{Role: n.Role, Details: []scene.Text{d}, Privacy: n.Privacy}).KeptBack() {
			out = append(out, d)
			continue
		}
		k.kept[n.ID] = true
	}
	return out
}

// offer says that something personal was kept back, and how to hear it.
func (k *composer) offer(n *scene.Node) {
	if !k.kept[n.ID] || k.opt.Headset || !n.KeptBack() {
		return
	}
	k.breathe(pauseSentence)
	if k.after.Ear.Socket {
		k.phrase(n.ID, MsgOfferSocket, pauseSentence, nil)
	} else {
		k.phrase(n.ID, MsgOffer, pauseSentence, nil)
	}
}
