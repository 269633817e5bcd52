package walk

import (
	"fmt"
	"io"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
)

// Print writes a walk for review by people: step by step, what is seen and what is
// heard. What they would feel is not in it yet.
func Print(w io.Writer, screens []Screen, findings []Finding) {
	p := func(format string, args ...any) { fmt.Fprintf(w, format, args...) }
	for _, s := range screens {
		p("%d. %s", s.Number, s.Scene.Root.Label.Redacted())
		if s.Step != "" {
			p("  (%s, %s)", s.Step, s.Kind)
		}
		p("\n")
		if len(s.Way) > 0 {
			p("   way:   %s\n", strings.Join(s.Way, " → "))
		}
		for i, line := range seen(&s.Scene) {
			p("   %s %s\n", [...]string{"sees: ", "      "}[min(i, 1)], line)
		}
		p("   hears: %s\n", s.Opens)
		for _, it := range s.Items {
			p("      on %s: %s\n", it.Node, it.Heard)
		}
		p("   feels: (braille is not walked yet)\n\n")
	}
	for _, f := range findings {
		p("MISTAKE: %s\n", f)
	}
	p("%d screens, %d mistakes\n", len(screens), len(findings))
}

// seen are the lines of a screen, but for the bar, which is the same everywhere.
func seen(s *scene.Scene) []string {
	var lines []string
	var walk func(n *scene.Node, depth int)
	walk = func(n *scene.Node, depth int) {
		if n.ID == screen.Bar {
			return
		}
		if n.Role != scene.RoleScreen && !n.Label.IsZero() {
			parts := []string{n.Label.Redacted()}
			if n.Role == scene.RoleSteps {
				parts = append([]string{fmt.Sprintf("%d/%d", n.Page.Index+1, n.Page.Count)}, parts...)
			}
			for _, d := range n.Details {
				parts = append(parts, d.Redacted())
			}
			if n.Disabled {
				parts = append(parts, n.Reason.Redacted())
			}
			mark := map[bool]string{true: " ✓"}[n.Selected] + map[bool]string{true: " ◀"}[n.Primary]
			lines = append(lines, strings.Repeat("  ", depth)+n.Role.String()+": "+strings.Join(parts, " · ")+mark)
			depth++
		}
		if keys := keyboard(n); keys != "" {
			lines = append(lines, strings.Repeat("  ", depth)+"keys: "+keys)
			return
		}
		for i := range n.Children {
			walk(&n.Children[i], depth)
		}
	}
	walk(&s.Root, 0)
	return lines
}

// keyboard is a row of keys in one line.
func keyboard(n *scene.Node) string {
	var keys []string
	for i := range n.Children {
		if !strings.HasPrefix(string(n.Children[i].ID), focus.KeyPrefix) {
			return ""
		}
		keys = append(keys, n.Children[i].Label.String()) // what stands on a key is no secret
	}
	return strings.Join(keys, " ")
}
