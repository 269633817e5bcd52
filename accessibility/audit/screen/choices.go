package screen

import (
	"math"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// A page should hold at least two things to choose from: whoever sees one at a time cannot
// compare (TXT-7).
const (
	pair      = 2
	cardMM    = 3.0  // around the words of a card, above and below together, in millimetres
	pictureMM = 12.0 // a picture above the words that still tells things apart
)

// Split finds a question of two answers that are never on one page (TXT-7): each can only be
// chosen against the other. Answers of one question have names that differ in their last part.
func Split(pages []frame.Frame) []Finding {
	var out findings
	if len(pages) < 2 {
		return nil
	}
	var order []string
	answers, together := map[string]map[scene.NodeID]bool{}, map[string]bool{}
	for _, f := range pages {
		here := map[string]int{}
		for _, n := range f.Nodes {
			if n.Role != scene.RoleChoice {
				continue
			}
			q := question(n.ID)
			if answers[q] == nil {
				answers[q], order = map[scene.NodeID]bool{}, append(order, q)
			}
			answers[q][n.ID] = true
			here[q]++
		}
		for q, n := range here {
			together[q] = together[q] || n >= pair
		}
	}
	for _, q := range order {
		if len(answers[q]) == pair && !together[q] {
			out.add("TXT-7", scene.NodeID(q), "its two answers stand on two pages")
		}
	}
	return out
}

// question is what an answer belongs to, by its name.
func question(id scene.NodeID) string {
	s := string(id)
	if i := strings.LastIndexByte(s, '.'); i > 0 {
		return s[:i]
	}
	return s
}

// Safe finds a question, asked before something is lost, whose answer that loses nothing is not
// met first: by who hears the answers in their order, or by who reads the picture from its upper
// left corner (ERR-2).
func Safe(f frame.Frame) []Finding {
	var out findings
	if f.Scene.Kind != scene.KindQuestion || f.Scene.Curtain {
		return nil
	}
	answers := answersOf(f.Scene)
	at := slices.IndexFunc(answers, func(n *scene.Node) bool { return n.Primary })
	if at < 0 {
		return nil // each is as safe as another
	}
	safe, drawn := nodeOf(f, answers[at].ID)
	for i, n := range answers {
		switch other, ok := nodeOf(f, n.ID); {
		case i == at:
		case i < at:
			out.add("ERR-2", n.ID, "is heard before %s, which loses nothing", answers[at].ID)
		case drawn && ok && readBefore(other.Rect, safe.Rect):
			out.add("ERR-2", n.ID, "is read before %s, which loses nothing: %s and %s", answers[at].ID, in(f, other.Rect), in(f, safe.Rect))
		}
	}
	return out
}

// answersOf are the buttons of a question: not the bar, nor what turns pages.
func answersOf(s *scene.Scene) (out []*scene.Node) {
	bar := inBar(s)
	s.Walk(func(n *scene.Node, _ int) bool {
		turns := slices.ContainsFunc(n.Children, func(c scene.Node) bool { return c.Role == scene.RoleText && c.Pointer })
		if n.Role == scene.RoleButton && !bar[n.ID] {
			out = append(out, n)
		}
		return !turns
	})
	return out
}

// readBefore reports whether a is above b, or on one line with it and further left.
func readBefore(a, b frame.Rect) bool {
	if a.Y+a.H <= b.Y+slack {
		return true
	}
	return a.Y < b.Y+b.H-slack && a.X < b.X-slack
}

// Alone finds lists that show one thing to choose from on each page although two would fit
// there with smaller pictures (TXT-7).
func Alone(pages []frame.Frame) []Finding {
	var out findings
	seen := map[scene.NodeID]bool{}
	for _, f := range pages {
		f.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Page.Count < 2 || n.Page.Index == n.Page.Count-1 || len(n.Children) != 1 || n.Children[0].Role != scene.RoleChoice || seen[n.ID] {
				return true
			}
			if has, needs := roomForTwo(f, n.Children[0].ID); needs > 0 && has >= needs {
				seen[n.ID] = true
				out.add("TXT-7", n.ID, "one thing a page: %.0f mm are there, two with smaller pictures need %.0f", has, needs)
			}
			return true
		})
	}
	return out
}

// Single finds lists that show one thing to choose from on each page, for whatever reason
// (TXT-7): where letters are as large as their panel allows, smaller ones on that page show two.
func Single(pages []frame.Frame) []Finding {
	var out findings
	seen := map[scene.NodeID]bool{}
	for _, f := range pages {
		f.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Page.Count > 1 && n.Page.Index < n.Page.Count-1 && len(n.Children) == 1 && n.Children[0].Role == scene.RoleChoice && !seen[n.ID] {
				seen[n.ID] = true
				out.add("TXT-7", n.ID, "one thing on page %d of %d", n.Page.Index+1, n.Page.Count)
			}
			return true
		})
	}
	return out
}

// roomForTwo is the height that a card and what is free around it have, and what two such
// cards need with small pictures, both in millimetres; needs is 0 where it has no picture.
func roomForTwo(f frame.Frame, id scene.NodeID) (has, needs float64) {
	mm := f.PxPerMM()
	var card frame.Rect
	for _, n := range f.Nodes {
		if n.ID == id {
			card = n.Rect
		}
	}
	top, bottom := math.Inf(1), math.Inf(-1)
	for _, t := range f.Texts {
		if t.Node == id {
			k := inked(t)
			top, bottom = min(top, k.Y), max(bottom, k.Y+k.H)
		}
	}
	for _, p := range f.Pictures {
		if p.Node != id {
			continue
		}
		words := (bottom-top)/mm + cardMM
		if p.Y+p.H <= top { // the picture stands above the words
			words += pictureMM
		}
		needs = pair*max(words, leastSide) + theme.Gap
	}
	free := 0.0
	for _, b := range blanks(f, card.X, card.X+card.W) {
		free = max(free, b.H/mm-2*theme.Gap)
	}
	return card.H/mm + free, needs
}
