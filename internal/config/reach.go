package config

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"modu/accessibility/scene"
)

// Heights above the floor, in mm, between which hands reach, and over how much.
const (
	reachLow  = 400  // RCH-1; RCH-3 allows 380
	reachHigh = 1220 // RCH-1, RCH-3

	frontFree = 510  // RCH-3: over as much from the front, hands reach as high as over nothing
	frontHigh = 1120 // RCH-3: over more
	frontMost = 635  // RCH-3: nobody reaches farther

	sideFree = 255  // RCH-3: the same from the side
	sideHigh = 1170 // RCH-3
	sideMost = 610  // RCH-3

	obstacleHigh = 865 // RCH-3: over what is higher, nobody reaches
)

// approachSide is the approach of who comes alongside; any other is from the front.
const approachSide = "side"

// Reach is between which heights above the floor, in mm, hands reach on this panel and what
// hangs beside it (RCH-1, RCH-3). Reports false where they reach nothing over what stands
// before it.
func (p Panel) Reach() (low, high int, ok bool) {
	free, most, over := frontFree, frontMost, frontHigh
	if p.Approach == approachSide {
		free, most, over = sideFree, sideMost, sideHigh
	}
	switch o := p.Obstacle; {
	case o.Depth > most, o.Depth > 0 && o.Height > obstacleHigh:
		return 0, 0, false
	case o.Depth > free:
		return reachLow, over, true
	}
	return reachLow, reachHigh, true
}

// lowersFrom is from how many mm on it is worth while to bring things down: the side of
// what is touched.
const lowersFrom = 15

// Lowers reports whether the low position brings anything down on this panel: a part of
// its picture is above what hands reach (RCH-6).
func (p Panel) Lowers() bool {
	_, high, ok := p.Reach()
	top := float64(p.Bottom) + float64(p.MM.H)*math.Cos(float64(p.Tilt)*math.Pi/180)
	return ok && p.Bottom > 0 && top >= float64(high+lowersFrom)
}

// Beyond are the places that are known to be out of reach, in the order of their names.
func (s *Site) Beyond() []scene.Place {
	low, high, ok := s.Panel.Reach()
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s.Places)), func(name scene.Place) bool {
		h := s.Places[name].Height
		return h == 0 || ok && h >= low && h <= high
	})
}

// reach looks at how people come to the panel, and what stands before it.
func (l *linter) reach() {
	p := l.site.Panel
	if a := p.Approach; a != "" && a != "front" && a != approachSide {
		l.add("panel.approach", "write front or side", "%q is no approach", a)
	}
	o := p.Obstacle
	most, from := frontMost, "the front"
	if p.Approach == approachSide {
		most, from = sideMost, "the side"
	}
	switch {
	case o.Depth < 0 || o.Height < 0:
		l.add("panel.obstacle", "measure in millimetres; 0 is nothing", "what stands before the panel cannot be %d mm deep and %d mm high", o.Depth, o.Height)
	case o.Depth > most:
		l.add("panel.obstacle.depth", fmt.Sprintf("take away what stands out more than %d mm, or bring the panel forward", most), "from %s nobody in a wheelchair reaches over %d mm (RCH-3)", from, o.Depth)
	case o.Depth > 0 && o.Height > obstacleHigh:
		l.add("panel.obstacle.height", fmt.Sprintf("lower it to %d mm, or take it away", obstacleHigh), "nobody in a wheelchair reaches over something %d mm high (RCH-3)", o.Height)
	case o.Depth == 0 && o.Height > 0:
		l.add("panel.obstacle.depth", "write how far it stands out, or remove its height", "what stands before the panel has a height and no depth")
	}
	if _, high, ok := p.Reach(); ok && p.Bottom >= high {
		l.add("panel.bottom", "hang the panel lower, or take away what stands before it", "a lower edge at %d mm is out of reach: over what stands before it, hands reach %d mm (RCH-3)", p.Bottom, high)
	}
}
