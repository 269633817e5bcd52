package ui

import (
	"slices"

	"modu/accessibility/scene"
)

// The space around what stands on a sheet, in paddings.
const (
	sheetPad      = 1.5
	sheetPadTight = 0.5
)

// onSheet reports whether a node is a line of something to be checked or to be known: such
// lines stand together on one sheet, like those of a bill.
func onSheet(n *scene.Node) bool {
	switch n.Role {
	case scene.RoleSummary:
		return true
	case scene.RoleHeading:
		return !n.Quiet && !n.HasCode() // a number stands alone
	case scene.RoleGroup:
		return len(n.Children) > 0 && pageable(n) && (n.Children[0].Role == scene.RoleQuantity || onSheet(&n.Children[0]))
	}
	return false
}

// belongs reports whether a node after the last line on a sheet is read with it.
func belongs(n *scene.Node) bool {
	return n.Role == scene.RoleText && !n.Quiet && n.Picture == ""
}

// sheetOf is the stretch of nodes that stand on one sheet, from the first one up to but not
// including the last: what is only read between such lines, or after them, belongs there.
// Both are 0 where there is no such line.
func sheetOf(nodes []*scene.Node) (from, to int) {
	for i, n := range nodes {
		if !onSheet(n) {
			continue
		}
		if to == 0 {
			from = i
		}
		to = i + 1
	}
	for to > 0 && to < len(nodes) && belongs(nodes[to]) {
		to++
	}
	if to == from+1 && isSum(nodes[from]) && slices.ContainsFunc(nodes[:from], func(n *scene.Node) bool { return n.Role != scene.RoleText }) {
		return 0, 0 // a sum under other things has its own line above
	}
	for _, n := range nodes[from:to] {
		if !onSheet(n) && n.Role != scene.RoleText && !isPager(n) {
			return 0, 0
		}
	}
	return from, to
}

// onLines is the pass for what stands on a sheet, if it does: rules part its lines.
func (p *pass) onLines(does bool) *pass {
	if !does || p.lined {
		return p
	}
	q := *p
	q.lined = true
	return &q
}

// nameInk is the letter height of the name of a line, in millimetres.
func (p *pass) nameInk() float64 {
	if p.tight {
		return p.ty.Body
	}
	return p.ty.Name
}

// detailInk is the letter height of what is told of a line below its name: as large as the name
// where that is checked before it is paid for, and where there is room.
func (p *pass) detailInk() float64 {
	checked := p.sc.Kind == scene.KindReview || p.sc.Kind == scene.KindBasket
	if !checked || p.pic != largePictures || p.tight || p.size > headSizeMost {
		return p.ty.Body
	}
	return p.nameInk()
}

// sheet is the ground under lines.
func (p *pass) sheet() surface {
	return surface{ground: p.pal.Card, edge: p.pal.Hair, radius: p.radius(), stroke: p.stroke()}
}

// sheetPad is the space around what stands on a sheet.
func (p *pass) sheetPad() float32 {
	if p.tight {
		return p.pad() * sheetPadTight
	}
	return p.pad() * sheetPad
}
