// Package screen measures pictures of the kiosk: bounds and pixels in, what they break
// out, by rule id and node. It judges as a ruler and a meter would, and knows nothing
// of how a picture was made.
//
// It hides what each figure of the standards means in pixels of one panel. Functions
// are pure; any goroutine may call them. It can only find faults: a picture without
// findings is one in which none of these rules is broken, no more.
package screen

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

// Finding is one rule broken by one node.
type Finding struct {
	Measure string       // name of the measure that found it, e.g. "rows"
	Rule    string       // id of the rule, e.g. "TXT-7"
	Node    scene.NodeID // the node that breaks it; empty where it is the whole picture
	Text    string       // what is the matter, with the figures
}

func (f Finding) String() string {
	if f.Node == "" {
		return f.Rule + ": " + f.Text
	}
	return fmt.Sprintf("%s %s: %s", f.Rule, f.Node, f.Text)
}

// findings collects.
type findings []Finding

func (fs *findings) add(rule string, node scene.NodeID, format string, args ...any) {
	*fs = append(*fs, Finding{Rule: rule, Node: node, Text: fmt.Sprintf(format, args...)})
}

// by names the measure that has found them.
func by(measure string, fs []Finding) []Finding {
	for i := range fs {
		fs[i].Measure = measure
	}
	return fs
}

// Measure is a measure of one picture that needs no pixels.
type Measure struct {
	Name string
	Of   func(frame.Frame) []Finding
}

// Bounds are all of them.
func Bounds() []Measure {
	return []Measure{
		{"whole", Whole}, {"grown", Grown}, {"clipped", Clipped}, {"covered", Covered}, {"ink", Ink}, {"targets", Targets},
		{"gaps", Gaps}, {"reach", Reach}, {"lower", Lower}, {"height", Height}, {"words", Words}, {"reasons", Reasons}, {"acts", Acts}, {"safe", Safe},
	}
}

// Geometry is every measure of one picture that needs no pixels.
func Geometry(f frame.Frame) []Finding {
	var out []Finding
	for _, m := range Bounds() {
		out = append(out, by(m.Name, m.Of(f))...)
	}
	return out
}

const (
	// slack is what rounding to whole pixels may cost, in pixels.
	slack = 0.6
	// wordSlack is the same of the width of a line of words.
	wordSlack = 2
	// fullSize is the share of a size from which it counts as that size, against rounding.
	fullSize = 0.999
	// inkShare is the share of a letter height from which it counts as that height.
	inkShare = 0.995
	// mmSlack is what rounding to whole pixels may cost of a side, in millimetres.
	mmSlack = 0.05
)

// Whole finds nodes of the scene that are not on the screen, or there twice (TXT-7).
func Whole(f frame.Frame) []Finding {
	var out findings
	here := map[scene.NodeID]int{}
	for _, n := range f.Nodes {
		here[n.ID]++
		if n.W <= 0 || n.H <= 0 {
			out.add("TXT-7", n.ID, "has no size")
		}
	}
	f.Scene.Walk(func(n *scene.Node, _ int) bool {
		switch k := here[n.ID]; {
		case k == 0 && n.Role == scene.RolePicture && n.Quiet: // words say it, and were given its room
		case k == 0:
			out.add("TXT-7", n.ID, "is in the scene and not on the screen")
		case k > 1 && n.Role != scene.RoleAlert && n.Role != scene.RoleGroup:
			out.add("TXT-7", n.ID, "is on the screen %d times", k)
		}
		return true
	})
	for _, t := range f.Texts {
		if strings.HasSuffix(t.Text, "…") && t.Node != "" {
			out.add("TXT-7", t.Node, "its text is cut: %q", t.Text)
		}
	}
	return out
}

// Grown finds a picture that is not as large as the person asked for, and says how much
// height is missing (TXT-6).
func Grown(f frame.Frame) []Finding {
	var out findings
	if f.Drawn < f.Size*fullSize {
		out.add("TXT-6", "", "drawn at %.0f %% although %.0f %% was asked for: %.0f mm of height are missing", f.Drawn*100, f.Size*100, Shortfall(f))
	}
	return out
}

// Shortfall is how many millimetres of height a picture lacks at the size asked for; 0
// where it fits.
func Shortfall(f frame.Frame) float64 {
	if f.Drawn >= f.Size*fullSize {
		return 0
	}
	return math.Max(1, math.Ceil(f.LackPX/f.PxPerMM()))
}

// Clipped finds what leaves the window, its node or its box (TXT-7).
func Clipped(f frame.Frame) []Finding {
	var out findings
	window := frame.Rect{W: f.W, H: f.H}.Inset(-slack)
	nodes := map[scene.NodeID]frame.Node{}
	for _, n := range f.Nodes {
		if was, twice := nodes[n.ID]; !twice || was.W*was.H < n.W*n.H {
			nodes[n.ID] = n // a row of buttons is drawn as part of its alert
		}
		if !window.Holds(n.Rect) {
			out.add("TXT-7", n.ID, "leaves the window: %s", in(f, n.Rect))
		}
	}
	for _, t := range f.Texts {
		if !window.Holds(t.Rect) {
			out.add("TXT-7", t.Node, "%q leaves the window: %s", t.Text, in(f, t.Rect))
		}
		if t.Needs > t.W+wordSlack {
			out.add("TXT-7", t.Node, "%q needs %.1f mm and was given %.1f", t.Text, t.Needs/f.PxPerMM(), t.W/f.PxPerMM())
		}
		if n, ok := nodes[t.Node]; ok && n.Role != scene.RoleScreen && !n.Inset(-slack-1).Holds(inked(t)) {
			out.add("TXT-7", t.Node, "%q leaves its node: %s in %s", t.Text, in(f, t.Rect), in(f, n.Rect))
		}
	}
	return out
}

// Where ink is in a line box of the shipped typeface, which is 1.19 em high, in em.
const (
	inkTop      = 0.06 // with room for accents
	inkHeight   = 1.07 // and for descenders
	tightTop    = 0.12 // of the ink alone
	tightHeight = 0.96
)

// inked is the part of a line box that holds ink, with room for descenders.
func inked(t frame.Text) frame.Rect {
	return frame.Rect{X: t.X, Y: t.Y + t.EmPX*inkTop, W: t.W, H: t.EmPX * inkHeight}
}

// Covered finds nodes that lie on each other, and text on text (TXT-7). What is being said may
// stand over the title while it is said: it began with it.
func Covered(f frame.Frame) []Finding {
	var out findings
	parent := parents(f.Scene)
	for i, a := range f.Nodes {
		for _, b := range f.Nodes[i+1:] {
			if a.ID == b.ID || above(parent, a.ID, b.ID) || above(parent, b.ID, a.ID) {
				continue
			}
			if a.Inset(slack).Cross(b.Inset(slack)) {
				out.add("TXT-7", a.ID, "covers %s", b.ID)
			}
		}
	}
	out.overwritten(f)
	return out
}

// overwritten finds text on text.
func (out *findings) overwritten(f frame.Frame) {
	head := title(f.Scene)
	for i, a := range f.Texts {
		for _, b := range f.Texts[i+1:] {
			if said := a.Node == "" || b.Node == ""; said && (a.Node == head || b.Node == head) {
				continue
			}
			if a.X+1 < b.X+b.W && b.X+1 < a.X+a.W {
				if x, y := tightInk(a), tightInk(b); x.Y < y.Y+y.H && y.Y < x.Y+x.H {
					out.add("TXT-7", a.Node, "%q lies on %q of %s", a.Text, b.Text, b.Node)
				}
			}
		}
	}
}

// title is the node whose words are the title of the screen.
func title(s *scene.Scene) scene.NodeID {
	for i := range s.Root.Children {
		if n := &s.Root.Children[i]; n.Role == scene.RoleHeading && n.Label.String() == s.Root.Label.String() {
			return n.ID
		}
	}
	return s.Root.ID
}

// tightInk is the ink alone: lines of one text may share the empty part of their boxes.
func tightInk(t frame.Text) frame.Rect {
	return frame.Rect{X: t.X, Y: t.Y + t.EmPX*tightTop, W: t.W, H: t.EmPX * tightHeight}
}

// Ink finds letters below the height that the panel asks for at the size in force: 12 mm
// on a large one, 7.25 on a small one, more from farther away (TXT-1, TXT-2, TXT-5).
func Ink(f frame.Frame) []Finding {
	var out findings
	panel := f.Panel.OrDefault()
	ordinary, bar := theme.LeastInk(panel), inBar(f.Scene)
	signposts := map[scene.NodeID]bool{}
	if !panel.Large() {
		signposts = headings(f.Scene)
	}
	for _, t := range f.Texts {
		least := ordinary * cmp.Or(t.Size, f.Size)
		if signposts[t.Node] {
			least = ordinary * min(cmp.Or(t.Size, f.Size), theme.BarGrowth)
		}
		if bar[t.Node] { // the same on every screen: it leaves its room to what is read once
			least = ordinary
		}
		if t.Node == "" {
			least = theme.Least // a caption says again what stands elsewhere; it has one place, and must fit
		}
		if mm := t.EmPX * theme.InkPerEm / f.PxPerMM(); mm < least*inkShare {
			out.add("TXT-1", t.Node, "%q has ink of %.2f mm, %.2f are asked for", t.Text, mm, least)
		}
	}
	return out
}

// headings are the nodes that only tell where a person is: titles, what a list is about, the
// mark of a screen, its stages, and numbers of pages. But on a large panel they give way to
// what there is to choose from.
func headings(s *scene.Scene) map[scene.NodeID]bool {
	out := map[scene.NodeID]bool{title(s): true}
	s.Walk(func(n *scene.Node, _ int) bool {
		switch {
		case n.Role == scene.RoleGroup, n.Role == scene.RoleMark, n.Role == scene.RoleSteps, n.Role == scene.RoleText && n.Pointer:
			out[n.ID] = true
		}
		return true
	})
	return out
}

// The least side of what is pressed and the least gap, in millimetres (TGT-4, which is
// stricter than TGT-1 and TGT-3; a square of that side is over the 150 mm² of TGT-2).
const (
	leastSide = 12.7
	leastGap  = 2.54
)

func isTarget(n frame.Node) bool { return n.Role == scene.RoleButton || n.Role == scene.RoleChoice }

func targets(f frame.Frame) []frame.Node {
	var out []frame.Node
	for _, n := range f.Nodes {
		if isTarget(n) {
			out = append(out, n)
		}
	}
	return out
}

// Targets finds what is too small to be pressed (TGT-4, and with it TGT-1 and TGT-2).
func Targets(f frame.Frame) []Finding {
	var out findings
	mm := f.PxPerMM()
	for _, n := range targets(f) {
		if w, h := n.W/mm, n.H/mm; w < leastSide-mmSlack || h < leastSide-mmSlack {
			out.add("TGT-4", n.ID, "is %.1f x %.1f mm, %.1f is the least", w, h, leastSide)
		}
	}
	return out
}

// Gaps finds targets that are too close to each other (TGT-3, TGT-4).
func Gaps(f frame.Frame) []Finding {
	var out findings
	mm := f.PxPerMM()
	ts := targets(f)
	for i, a := range ts {
		for _, b := range ts[i+1:] {
			if a.ID != b.ID && a.Inset(-leastGap*mm/2+slack/2).Cross(b.Inset(-leastGap*mm/2+slack/2)) {
				out.add("TGT-4", a.ID, "is closer than %.2f mm to %s", leastGap, b.ID)
			}
		}
	}
	return out
}

// Reach finds what hands cannot reach. The bar (help, back, start again, call) must
// always be between 400 and 1220 mm above the floor, everything that is touched in the
// low position, where no information is above 1220 mm either (RCH-1, RCH-2, RCH-6). A
// panel whose height was not measured is not judged.
func Reach(f frame.Frame) []Finding {
	var out findings
	p := f.Panel.OrDefault()
	if p.BottomMM <= 0 {
		return nil
	}
	height := func(y float64) float64 { return p.Height(y / f.H * p.HeightMM) }
	bar, low := inBar(f.Scene), f.Scene.Look.Low
	for _, n := range f.Nodes {
		upper, lower := height(n.Y), height(n.Y+n.H)
		if isTarget(n) {
			outOfReach := upper > p.High()+rulerMM || lower < theme.ReachLow-rulerMM
			if (bar[n.ID] || low) && outOfReach {
				out.add(reachRule(low), n.ID, "is %.0f to %.0f mm above the floor, hands reach %.0f to %.0f", lower, upper, theme.ReachLow, p.High())
			}
		} else if low && n.Role != scene.RoleScreen && upper > theme.ReachHigh+rulerMM {
			out.add("RCH-2", n.ID, "begins %.0f mm above the floor, in the low position nothing is above %.0f", upper, theme.ReachHigh)
		}
	}
	if !low {
		return out
	}
	for _, t := range f.Texts {
		if top := height(tightInk(t).Y); top > theme.ReachHigh+rulerMM {
			out.add("RCH-2", t.Node, "%q is %.0f mm above the floor, in the low position nothing is above %.0f", t.Text, top, theme.ReachHigh)
		}
	}
	return out
}

// rulerMM is what the measuring of a height may be off.
const rulerMM = 1

// reachRule is the rule that asks for the reach of targets.
func reachRule(low bool) string {
	if low {
		return "RCH-6"
	}
	return "RCH-1"
}

// inBar are the nodes of the bar.
func inBar(s *scene.Scene) map[scene.NodeID]bool {
	in := map[scene.NodeID]bool{}
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleGroup && n.Arrange == scene.ArrangeBar {
			for i := range n.Children {
				in[n.Children[i].ID] = true
			}
		}
		return true
	})
	return in
}

func parents(s *scene.Scene) map[scene.NodeID]scene.NodeID {
	up := map[scene.NodeID]scene.NodeID{}
	s.Walk(func(n *scene.Node, _ int) bool {
		for i := range n.Children {
			up[n.Children[i].ID] = n.ID
		}
		return true
	})
	return up
}

// above reports whether a is b or stands over it.
func above(parent map[scene.NodeID]scene.NodeID, a, b scene.NodeID) bool {
	for ; b != ""; b = parent[b] {
		if a == b {
			return true
		}
	}
	return false
}

// in words a place in millimetres.
func in(f frame.Frame, r frame.Rect) string {
	mm := f.PxPerMM()
	return fmt.Sprintf("%.1f, %.1f, %.1f x %.1f mm", r.X/mm, r.Y/mm, r.W/mm, r.H/mm)
}
