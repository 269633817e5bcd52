package ui

import (
	"strconv"
	"testing"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// likenessPass is a pass over a scene in which every picture exists.
func likenessPass(sc *scene.Scene) *pass {
	l := &layout{exists: func(name string) bool { return name != "" }, aspect: func(string) float32 { return 1 }}
	return &pass{layout: l, sc: sc, pal: theme.Look(theme.Default), px: 1, plain: l.mixes(sc)}
}

// TestOneStyleAView: photographs are shown where every thing on the screen has one; where one thing
// has a drawing only, all are drawn. Pictograms and numbers are no things.
func TestOneStyleAView(t *testing.T) {
	thing := scene.Node{Role: scene.RoleChoice, Picture: "latte", Photo: "latte-photo"}
	for _, tc := range []struct {
		other scene.Node
		photo bool
	}{
		{scene.Node{Role: scene.RoleChoice, Picture: "tea", Photo: "tea-photo"}, true},
		{scene.Node{Role: scene.RoleChoice, Picture: "hot"}, false},
		{scene.Node{Role: scene.RoleSummary, Picture: "eat-in"}, false},
		{scene.Node{Role: scene.RoleChoice, Picture: "count-3"}, true},
		{scene.Node{Role: scene.RoleChoice, Picture: "need-size"}, true},
		{scene.Node{Role: scene.RoleButton, Picture: "act-pay"}, true},
	} {
		p := likenessPass(&scene.Scene{Kind: scene.KindReview, Root: scene.Node{Children: []scene.Node{thing, tc.other}}})
		if is := p.likeness(&thing).photo; is != tc.photo {
			t.Errorf("beside %q a photograph is shown: %v", tc.other.Picture, is)
		}
	}
}

// TestRepeated: a choice of how many shows the thing as often as it is taken, each as large as the
// others and within its room; where they would be too small to be counted, or it is not known what
// is taken, it does not.
func TestRepeated(t *testing.T) {
	p := likenessPass(&scene.Scene{Kind: scene.KindChoose, Root: scene.Node{Picture: "latte", Photo: "latte-photo"}})
	p.k = 1
	for count := 1; count <= repeatedMost; count++ {
		n := &scene.Node{Role: scene.RoleChoice, Picture: countPicture + strconv.Itoa(count)}
		out, r := newPlan(), rect{10, 20, 160, 90}
		if !p.repeated(out, n, r) || len(out.prims) != count {
			t.Fatalf("%d are shown by %d pictures", count, len(out.prims))
		}
		for _, q := range out.prims {
			if q.r.x < r.x-1 || q.r.y < r.y-1 || q.r.x+q.r.w > r.x+r.w+1 || q.r.y+q.r.h > r.y+r.h+1 || q.r.w != out.prims[0].r.w {
				t.Errorf("of %d one stands at %v, the room is %v", count, q.r, r)
			}
		}
	}
	six := &scene.Node{Role: scene.RoleChoice, Picture: "count-6"}
	if p.repeated(newPlan(), six, rect{0, 0, 20, 12}) {
		t.Error("six are shown where none can be told from the next")
	}
	if p.repeated(newPlan(), &scene.Node{Role: scene.RoleChoice, Picture: "tea"}, rect{0, 0, 160, 90}) {
		t.Error("what is no number is repeated")
	}
	if none := likenessPass(&scene.Scene{Kind: scene.KindChoose}); none.repeated(newPlan(), six, rect{0, 0, 160, 90}) {
		t.Error("nothing is repeated six times")
	}
}

// TestShadowAtTheEdge: a shadow that reaches the edge of a photograph is not drawn out into the room
// beside it.
func TestShadowAtTheEdge(t *testing.T) {
	const side, height = 20, 60
	pix := make([]byte, side*height*4)
	for y := range height {
		for x := range side {
			v := byte(200)
			if y > 20 && y < 40 {
				v = 90 // the shadow
			}
			copy(pix[(y*side+x)*4:], []byte{v, v, v, 255})
		}
	}
	for y, c := range edgeColours(pix, axis{4, side * 4, side, height}, side-edgeColumns, edgeColumns) {
		if c[0] < 199 {
			t.Errorf("at %d the room goes on in %d", y, c[0])
		}
	}
}
