package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// stripLines are the lines of the focus strip, from top to bottom, and the least height of
// their letters in millimetres.
func (r *rig) stripLines(px float32) (lines []string, ink float64) {
	at := map[float32]int{}
	ink = 1e9
	for _, p := range r.s.plan.prims {
		if p.kind != primText || !r.s.plan.strip.has(p.r.x+1, p.r.y+p.r.h/2) || strings.Contains(p.text, "/") {
			continue
		}
		if _, known := at[p.r.y]; !known {
			at[p.r.y] = len(lines)
			lines = append(lines, "")
		}
		lines[at[p.r.y]] += p.text
		ink = min(ink, float64(p.size/px)*theme.InkPerEm)
	}
	return lines, ink
}

// TestFocusStrip: the focus strip shows what has focus, alone, at 30 mm ink at least,
// wrapped by word, inside its own place and inside the window, on every panel, at every
// size.
func TestFocusStrip(t *testing.T) {
	for _, panel := range []string{"default", "land", "small"} {
		pl := rigPanel(panel)
		r := newRig(t, fyne.NewSize(float32(pl.WidthPx), float32(pl.HeightPx)), pl)
		for _, look := range []scene.Look{{Size: 100}, {Size: 100, Low: true}, {Size: 200}, {Size: 200, Low: true}} {
			look.Theme, look.Strip = "default", true
			for _, m := range madeUp() {
				r.focus = ""
				r.view(m, look)
				if r.s.cur.Find(r.s.cur.Focus) == nil { // it is on another page now, as it never is with the core
					r.focus = r.s.cur.FocusOrder()[0]
					r.render()
				}
				r.focusStripShown(fmt.Sprintf("%s %d low %v %s", panel, look.Size, look.Low, m.name), float32(pl.PxPerMM()))
			}
		}
	}
}

// focusStripShown fails unless the strip shows the label of what has focus, and only there.
func (r *rig) focusStripShown(name string, px float32) {
	r.t.Helper()
	lines, ink := r.stripLines(px)
	n := r.s.cur.Find(r.s.cur.Focus)
	if len(lines) == 0 || ink < theme.StripInk-0.01 {
		r.t.Errorf("%s: %q at %.1f mm", name, lines, ink)
		return
	}
	got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.ReplaceAll(n.Label.String(), " ", "")
	if !strings.HasPrefix(want, got) && !strings.HasPrefix(got, want) {
		r.t.Errorf("%s: %q is shown of %q", name, lines, n.Label)
	}
	s := r.s.plan.strip
	if s.y < 0 || s.y+s.h > r.s.size.Height || s.x < 0 || s.x+s.w > r.s.size.Width {
		r.t.Errorf("%s: the strip leaves the window", name)
	}
	inner := rect{s.x, s.y, s.w + 1, s.h + 1}
	for _, p := range r.s.plan.prims {
		ink := rect{p.r.x, p.r.y + p.r.h*0.15, p.r.w, p.r.h * 0.8}
		if p.kind == primText && s.has(p.r.x+1, p.r.y+p.r.h/2) && !holds(inner, ink) {
			r.t.Errorf("%s: %q at %v leaves the strip %v", name, p.text, p.r, s)
		}
	}
	r.coversNothing(name, s)
}

// coversNothing fails where a place lies on something that can have focus.
func (r *rig) coversNothing(name string, place rect) {
	r.t.Helper()
	for _, q := range r.s.plan.nodes {
		if q.role.Focusable() && cross(place.inset(0.25), q.r.inset(0.25)) {
			r.t.Errorf("%s: %s is covered", name, q.id)
		}
	}
}

// What is said stands in the strip while it is said, by the part that holds the spoken
// word; a long name is turned over part by part.
func TestFocusStripParts(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.view(named("items"), scene.Look{Theme: "default", Size: 100, Strip: true})
	px := float32(theme.DefaultPanel().PxPerMM())
	long := ko("처음 것은 여기에 있고 그 다음 것은 저기에 있으며 마지막 것은 맨 끝에 있습니다")
	words := strings.Split(long.String(), " ")
	at := 0
	for _, w := range words {
		r.s.SetCaption(long, at, len([]rune(w)))
		lines, ink := r.stripLines(px)
		if !strings.Contains(strings.Join(lines, " "), w) || ink < theme.StripInk-0.01 {
			t.Errorf("%q is spoken, the strip shows %q", w, lines)
		}
		at += len([]rune(w)) + 1
	}
	r.s.SetCaption(scene.Text{}, 0, 0)
	if lines, _ := r.stripLines(px); len(lines) == 0 || lines[0] != "카페라떼" {
		t.Errorf("after speech: %q", lines)
	}
	sc := *r.s.cur
	sc.Find(sc.Focus).Label = long
	seen := map[string]bool{}
	for part := range 12 {
		next := sc
		next.Part, next.Revision = part, sc.Revision+uint64(part)+1
		r.s.Render(scene.Change{To: next.Revision, After: next})
		lines, _ := r.stripLines(px)
		for _, w := range strings.Fields(strings.Join(lines, " ")) {
			seen[w] = true
		}
	}
	for _, w := range words {
		if !seen[w] {
			t.Errorf("%q is in no part", w)
		}
	}
}
