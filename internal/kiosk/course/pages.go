package course

import (
	"maps"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/order"
)

// Pages is where a person is in what is cut into pages on one screen. The zero value is the
// first page of everything. It is a value: no method writes into what an older one holds.
type Pages struct {
	Anchors map[scene.NodeID]int // per paged container, the item that must be on the page
	At      Spot                 // what the person last put the focus or a finger on
}

// Spot is a thing on a screen. It is found again by its name where the screen is cut in
// another way, at another size for example.
type Spot struct {
	List scene.NodeID // the paged container that it stood in; "": in none
	Node scene.NodeID
}

// Met is which pages of a screen have been shown since it was opened. The zero value is
// none. It is a value as Pages is.
type Met struct {
	Order order.Order // that they were about
	Lists map[scene.NodeID]MetPages
}

// MetPages are the pages of one container, as it was cut then.
type MetPages struct {
	PerPage, Total int
	Pages          []bool // by their index, whether it has been shown
}

// Show keeps an item of a container on its page; negative: its first page is shown. What
// had the focus on another page does not call that page back.
func (p Pages) Show(list scene.NodeID, item int) Pages {
	p.At = Spot{}
	return p.anchored(list, item)
}

// Hold keeps an item on its page because the person is on a node of it.
func (p Pages) Hold(list scene.NodeID, item int, node scene.NodeID) Pages {
	p.At = Spot{list, node}
	if at, ok := p.Anchors[list]; ok && at == item {
		return p
	}
	return p.anchored(list, item)
}

// On notes that the person is on a node that is in no list.
func (p Pages) On(node scene.NodeID) Pages {
	p.At = Spot{Node: node}
	return p
}

func (p Pages) anchored(list scene.NodeID, item int) Pages {
	anchors := maps.Clone(p.Anchors)
	if anchors == nil {
		anchors = map[scene.NodeID]int{}
	}
	if item < 0 {
		delete(anchors, list)
	} else {
		anchors[list] = item
	}
	p.Anchors = anchors
	return p
}

// Meet notes that a page of a container is shown. Pages of another order, and those of a
// container that was cut in another way, are forgotten: they may have told something else.
func (m Met) Meet(list scene.NodeID, page scene.Page, perPage int, o order.Order) Met {
	if m.Has(list, page, page.Index, perPage, o) {
		return m
	}
	lists := map[scene.NodeID]MetPages{}
	if m.Order.Equal(o) {
		maps.Copy(lists, m.Lists)
	}
	met := lists[list]
	if met.PerPage != perPage || met.Total != page.Total {
		met = MetPages{PerPage: perPage, Total: page.Total, Pages: make([]bool, page.Count)}
	}
	met.Pages = slices.Clone(met.Pages)
	met.Pages[page.Index] = true
	lists[list] = met
	return Met{o, lists}
}

// Has reports whether the page with that index of a container has been shown since the
// screen was opened, cut as it is now and with the order as it is now.
func (m Met) Has(list scene.NodeID, page scene.Page, index, perPage int, o order.Order) bool {
	met := m.Lists[list]
	return met.PerPage == perPage && met.Total == page.Total && index < len(met.Pages) && met.Pages[index] && m.Order.Equal(o)
}
