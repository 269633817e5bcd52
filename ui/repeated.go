package ui

import (
	"strconv"
	"strings"

	"modu/accessibility/scene"
)

// countPicture is what the names of the pictures of numbers begin with.
const countPicture = "count-"

// Proportions of a thing that is shown as often as it is taken.
const (
	repeatedLeast = 9    // millimetres: the least side of each; dots say more than smaller ones
	repeatedGap   = 0.06 // between two, in the side of each
	repeatedMost  = 12   // more are not counted at one look
)

// repeatedOf is how often what the screen is about is shown on a choice: how many of it are taken;
// 0 where that is not what the choice says.
func (p *pass) repeatedOf(n *scene.Node) int {
	digits, is := strings.CutPrefix(n.Picture, countPicture)
	if !is || p.ofKind() || p.likeness(p.subjectNode()).name == "" {
		return 0
	}
	count, err := strconv.Atoi(digits)
	if err != nil || count < 1 || count > repeatedMost {
		return 0
	}
	return count
}

// repeatedColumns is in how many columns so many squares are largest in an area, and their side.
func repeatedColumns(count int, r rect) (cols int, side float32) {
	for c := 1; c <= count; c++ {
		rows := (count + c - 1) / c
		if s := min(r.w/(float32(c)*(1+repeatedGap)), r.h/(float32(rows)*(1+repeatedGap))); s > side*(1+repeatedGap) {
			cols, side = c, s
		}
	}
	return max(1, cols), side
}

// repeated draws in r what a choice takes, as often as it is taken, and reports whether there is
// room to tell them apart: cups are counted, dots have to be understood.
func (p *pass) repeated(out *plan, n *scene.Node, r rect) bool {
	count := p.repeatedOf(n)
	if count == 0 {
		return false
	}
	cols, side := repeatedColumns(count, r)
	if side < p.g(repeatedLeast) {
		return false
	}
	rows := (count + cols - 1) / cols
	step := side * (1 + repeatedGap)
	about := *p.subjectNode()
	about.Disabled = n.Disabled
	y := r.y + (r.h-float32(rows)*step+side*repeatedGap)/2
	for at := 0; at < count; at += cols {
		inRow := min(cols, count-at)
		x := r.x + (r.w-float32(inRow)*step+side*repeatedGap)/2
		for i := range inRow {
			p.besideWords(out, &about, rect{x + float32(i)*step, y, side, side})
		}
		y += step
	}
	return true
}
