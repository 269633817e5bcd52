package room

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// strays is how far a node is from where it was, in millimetres: between the two nearest
// points of both places; negative: it is out of view.
func strays(was, now frame.Frame, id scene.NodeID) float64 {
	find := func(f frame.Frame) (frame.Node, bool) {
		i := slices.IndexFunc(f.Nodes, func(n frame.Node) bool { return n.ID == id })
		if i < 0 {
			return frame.Node{}, false
		}
		return f.Nodes[i], true
	}
	a, ok := find(was)
	b, there := find(now)
	if !ok || !there {
		return -1
	}
	dx := max(0, b.X-(a.X+a.W), a.X-(b.X+b.W))
	dy := max(0, b.Y-(a.Y+a.H), a.Y-(b.Y+b.H))
	return math.Hypot(dx, dy) / was.PxPerMM()
}

// TestStrays is the measure itself, on made-up places.
func TestStrays(t *testing.T) {
	panel := theme.Panel{WidthPx: 1000, HeightPx: 2000, WidthMM: 500, HeightMM: 1000}
	of := func(r frame.Rect) frame.Frame {
		return frame.Frame{Panel: panel, Nodes: []frame.Node{{ID: "a", Rect: r}}}
	}
	was := of(frame.Rect{X: 100, Y: 100, W: 100, H: 50})
	for _, c := range []struct {
		now  frame.Rect
		want float64
	}{
		{frame.Rect{X: 150, Y: 120, W: 400, H: 300}, 0}, // it has grown over its place
		{frame.Rect{X: 200, Y: 150, W: 10, H: 10}, 0},
		{frame.Rect{X: 242, Y: 100, W: 10, H: 10}, 21}, // 42 pixels beside
		{frame.Rect{X: 0, Y: 10, W: 40, H: 10}, 50},    // 60 to the left, 80 above
	} {
		if got := strays(was, of(c.now), "a"); got != c.want {
			t.Errorf("%v: %g mm, want %g", c.now, got, c.want)
		}
	}
	if strays(was, was, "b") >= 0 || strays(was, frame.Frame{Panel: panel}, "a") >= 0 {
		t.Error("what is out of view is somewhere")
	}
}

// Of a hundred.
const (
	mostFar     = 8 // touches may move what a person was on by more than 20 mm: where columns change, a page can begin elsewhere
	mostNotBack = 3 // times round may end with another number of things on the page than they began with
)

// TestSizeKeepsThePlace: whoever changes the size on the bar finds under the finger what they
// have just pressed, and in view what they were on before; four touches later the screen is
// as it was (TXT-6).
func TestSizeKeepsThePlace(t *testing.T) {
	test.NewTempApp(t)
	site, issues := config.Parse("", []byte("version: 1\n"), config.Known{})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	touches, far, notBack := 0, 0, 0
	places := looks.Longest(looks.Crawl(parts.Core), 1)
	for _, panel := range looks.Panels() {
		d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
		for _, p := range places {
			switch p.Model.Scene.Kind {
			case scene.KindAttract, scene.KindWarning, scene.KindHeadsetOut:
				continue // nobody's size, or not this bar
			}
			for _, last := range []bool{false, true} {
				n, k, back := resized(t, parts, panel.Name, p, d, last)
				touches, far = touches+n, far+k
				if !back {
					notBack++
				}
			}
		}
	}
	if t.Logf("%d of %d touches move what a person was on by more than 20 mm", far, touches); touches < 100 || far*100 > touches*mostFar {
		t.Errorf("%d of %d touches move what a person was on by more than 20 mm", far, touches)
	}
	if rounds := touches / 4; notBack*100 > rounds*mostNotBack {
		t.Errorf("%d of %d times round do not lead back", notBack, rounds)
	}
}

func resized(t *testing.T, parts *assemble.Parts, panel string, p looks.Place, d *ui.Draft, last bool) (touches, far int, back bool) {
	var held scene.NodeID
	at := func(f frame.Frame) scene.NodeID {
		for _, n := range f.Nodes {
			if n.Role == scene.RoleChoice && !n.Disabled && (held == "" || last) {
				held = n.ID
			}
		}
		return held
	}
	var seen []frame.Frame
	if err := p.Resized(parts.Core, looks.Choice{Lang: "ko", Theme: theme.Default, Size: ordinarySize}, d, at, func(f frame.Frame) { seen = append(seen, f) }); err != nil {
		t.Error(err)
		return 0, 0, false
	}
	where := fmt.Sprintf("%s, %s", panel, p.Name)
	if len(seen) != 5 {
		t.Errorf("%s: %d pictures of four touches", where, len(seen))
	}
	for i, f := range seen[1:] {
		if mm := strays(seen[i], f, "bar.size"); mm < 0 || mm > 20 {
			t.Errorf("%s: touch %d moves the size by %.0f mm", where, i+1, mm)
		}
		if held == "" {
			continue
		}
		touches++
		switch mm := strays(seen[i], f, held); {
		case mm < 0:
			t.Errorf("%s: touch %d takes %s out of view", where, i+1, held)
		case mm > 20:
			t.Logf("%s: touch %d moves %s by %.0f mm", where, i+1, held, mm)
			far++
		}
	}
	first, again := seen[0], seen[len(seen)-1]
	if back = first.Scene.Root.DeepEqual(&again.Scene.Root); !back {
		t.Logf("%s: four touches do not lead back: %s", where, difference(&first.Scene.Root, &again.Scene.Root))
	}
	return touches, far, back
}

// difference is the first node in which two scenes are not alike, as it was and as it is.
func difference(was, is *scene.Node) string {
	for i := range min(len(was.Children), len(is.Children)) {
		if !was.Children[i].DeepEqual(&is.Children[i]) {
			return difference(&was.Children[i], &is.Children[i])
		}
	}
	return fmt.Sprintf("%s with %d parts, page %+v; it was %s with %d parts, page %+v", is.ID, len(is.Children), is.Page, was.ID, len(was.Children), was.Page)
}
