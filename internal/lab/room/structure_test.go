package room

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/looks"
	"modu/ui"
	"modu/ui/frame"
	"modu/ui/theme"
)

// TestStructure compares where everything stands on each kind of screen, in millimetres,
// with what somebody has looked at. A change of layout shows here line by line, without
// colours and pixels; after looking at the screens ("kioskctl looks --panel"), write it
// anew with
//
//	CGO_ENABLED=0 go test -tags ci ./internal/lab/room -run TestStructure -rewrite
func TestStructure(t *testing.T) {
	test.NewTempApp(t)
	parts := usual(t)
	panel := looks.Panels()[0]
	d := ui.NewDraft(ui.Config{Panel: panel.Panel, Pictures: parts.Picture})
	for form, easy := range map[string]bool{"normal": false, "easy": true} {
		var b strings.Builder
		fmt.Fprintf(&b, "# %s, %.0f x %.0f mm, %s form, ko: x y w h in mm, role, id, words\n", panel.Name, panel.WidthMM, panel.HeightMM, form)
		for _, p := range plainest(looks.Crawl(parts.Core)) {
			c := looks.Choice{Lang: "ko", Theme: theme.Default, Size: 100, Easy: easy}
			err := p.Show(parts.Core, c, d, func(page int, f frame.Frame) {
				if page == 0 {
					writeStructure(&b, f)
				}
			})
			if err != nil {
				t.Error(err)
			}
		}
		file := filepath.Join("testdata", "structure", form+".golden")
		if *rewrite {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		was, is := strings.Split(string(want), "\n"), strings.Split(b.String(), "\n")
		for i := range max(len(was), len(is)) {
			var old, now string
			if i < len(was) {
				old = was[i]
			}
			if i < len(is) {
				now = is[i]
			}
			if old != now {
				t.Errorf("%s:%d:\nwas %s\nis  %s", file, i+1, old, now)
				break
			}
		}
	}
}

// plainest keeps of each kind of screen the first that is found, as an ordinary person
// meets it who goes straight on: without practice or a call if it can be had so.
func plainest(places []looks.Place) []looks.Place {
	aside := func(p looks.Place) bool { return p.Model.Practice || p.Model.Call.State != input.CallNone }
	at := map[scene.Kind]int{}
	var out []looks.Place
	for _, p := range places {
		i, seen := at[p.Model.Scene.Kind]
		switch {
		case !seen:
			at[p.Model.Scene.Kind] = len(out)
			out = append(out, p)
		case aside(out[i]) && !aside(p):
			out[i] = p
		}
	}
	return out
}

// writeStructure writes one line a node that is more than a group, with its words.
func writeStructure(b *strings.Builder, f frame.Frame) {
	words := map[scene.NodeID][]string{}
	for _, x := range f.Texts {
		if x.Node != "" {
			words[x.Node] = append(words[x.Node], x.Text)
		}
	}
	fmt.Fprintf(b, "\n%s\n", f.Scene.Kind)
	mm := func(v float64) int { return int(math.Round(v / f.PxPerMM())) }
	for _, n := range f.Nodes {
		if n.Role == scene.RoleGroup || n.Role == scene.RoleScreen && len(words[n.ID]) == 0 {
			continue
		}
		mark := ""
		if n.Disabled {
			mark = " (off)"
		}
		if n.ID == f.Scene.Focus {
			mark += " (focus)"
		}
		fmt.Fprintf(b, "  %4d %4d %4d %4d  %s %s%s  %s\n", mm(n.X), mm(n.Y), mm(n.W), mm(n.H), n.Role, n.ID, mark, strings.Join(words[n.ID], " / "))
	}
}
