package screenrace

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/internal/lab/load"
	"modu/ui"
	"modu/ui/theme"
)

// The course goes through the service that is built in: a list, its first thing, and a row
// that changes the look and comes back to the first one.
func TestCourse(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	legs, err := course(parts)
	if err != nil {
		t.Fatal(err)
	}
	m := newMirror(parts)
	for _, l := range legs {
		for _, k := range l.way {
			m.press(k)
		}
		before := m.m.Scene()
		moved := false
		for _, k := range l.rounds {
			m.press(k)
			s := m.m.Scene()
			moved = moved || s.Focus != before.Focus || s.Kind != before.Kind || s.Look != before.Look
		}
		after := m.m.Scene()
		if !moved || after.Kind != before.Kind || after.Focus != before.Focus || after.Look != before.Look {
			t.Errorf("leg %s changes nothing, or does not end where it began: %s, %s", l.name, before.Kind, after.Kind)
		}
	}
}

// The page holds every state with what stands on it, and files for its pictures.
func TestPeer(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	m := newMirror(parts)
	first := state{scene: m.m.Scene(), next: map[string]int{"Down": 1}}
	m.press("Down")
	second := state{scene: m.m.Scene(), next: map[string]int{}}
	for _, k := range []string{"Return", "Return"} {
		m.press(k)
	}
	third := state{scene: m.m.Scene(), next: map[string]int{}}
	dir := t.TempDir()
	panel := theme.Panel{WidthPx: 1080, HeightPx: 1920, WidthMM: 268, HeightMM: 476}
	file, err := writePeer(dir, parts, panel, []state{first, second, third})
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"kind":"screen"`, `"kind":"button"`, `"kind":"bar"`, `"kind":"strip"`, `"next":{"Down":1}`, pageTitle, `[data-look="` + first.scene.Look.Theme} {
		if !strings.Contains(string(page), want) {
			t.Errorf("no %s in the page", want)
		}
	}
	if pictures, _ := filepath.Glob(filepath.Join(dir, "picture*")); len(pictures) < 3 {
		t.Errorf("only %d pictures", len(pictures))
	}
}

// The mirror agrees with what its own scene would draw, and with nothing else.
func TestMirrorDisagrees(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	m := newMirror(parts)
	if err := m.agree(map[scene.NodeID]ui.NodeRect{}); err == nil {
		t.Error("it agrees with an empty screen")
	}
}

func TestLastDifference(t *testing.T) {
	a, b := image.NewRGBA(image.Rect(0, 0, 40, 30)), image.NewRGBA(image.Rect(0, 0, 40, 30))
	if _, ok := lastDifference(a, b); ok {
		t.Error("two alike differ")
	}
	b.SetRGBA(20, 2, color.RGBA{1, 0, 0, 255})
	b.SetRGBA(35, 27, color.RGBA{1, 0, 0, 255})
	if at, ok := lastDifference(a, b); !ok || at != image.Rect(35, 16, 40, 28) {
		t.Errorf("%v", at)
	}
}

// Rows are compared by their medians; a lost one is printed like the others.
func TestTable(t *testing.T) {
	side := func(name string, ms int, mib, idle float64) *runner {
		times := map[string][]time.Duration{}
		for _, leg := range []string{"start", "page", "look", "focus"} {
			times[leg] = []time.Duration{time.Duration(ms) * time.Millisecond}
		}
		return &runner{name: name, times: times, first: []float64{mib}, later: []float64{mib}, idle: []float64{idle}}
	}
	for _, c := range []struct {
		kiosk, browser *runner
		want           []string
	}{
		{side("kiosk", 10, 100, 0.5), side("browser", 100, 1000, 9), []string{"start → first picture", "10.0 / 10.0 ms", "0.10", "aim reached"}},
		{side("kiosk", 170, 300, 0.9), side("browser", 100, 1000, 9), []string{"LOST", "gate held", "1.70"}},
		{side("kiosk", 10, 100, 0.5), nil, []string{"one runner only"}},
	} {
		cs := []*runner{c.kiosk}
		if c.browser != nil {
			cs = append(cs, c.browser)
		}
		var out strings.Builder
		table(&out, cs, 4, theme.Panel{})
		for _, w := range c.want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("no %q in\n%s", w, out.String())
			}
		}
	}
}
