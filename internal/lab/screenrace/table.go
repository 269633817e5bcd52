package screenrace

import (
	"fmt"
	"io"
	"slices"
	"time"

	"modu/ui/theme"
)

// row is a line of the table. Gate is what must be reached and aim what should be, as
// ratios of the kiosk's median to the browser's; with share set, as the kiosk's own per
// cent of a core.
type row struct {
	name, format string
	gate, aim    float64
	share        bool
	of           func(*runner) []float64
}

// largeFrom is the count of pixels from which a panel is a large one: above Full HD and its
// like, the goals allow more time.
const largeFrom = 4 << 20

func rows(pages int, panel theme.Panel) []row {
	picture := 0.3
	if panel.WidthPx*panel.HeightPx >= largeFrom {
		picture = 0.5
	}

	ms := func(leg string) func(*runner) []float64 {
		return func(c *runner) []float64 {
			var v []float64
			for _, d := range c.times[leg] {
				v = append(v, float64(d.Microseconds())/float64(time.Millisecond/time.Microsecond))
			}
			return v
		}
	}
	const msf, mib = "%.1f / %.1f ms", "%.0f / %.0f MiB"
	return []row{
		{"start → first picture", msf, 0.3, 0.2, false, ms("start")},
		{"memory (PSS of all processes)", mib, 0.4, 0.25, false, func(c *runner) []float64 { return c.first }},
		{fmt.Sprintf("  after %d page changes", pages), mib, 0.4, 0.25, false, func(c *runner) []float64 { return c.later }},
		{"key → picture: another page", msf, picture, picture, false, ms("page")},
		{"key → picture: another look", msf, picture, picture, false, ms("look")},
		{"key → picture: focus moves", msf, picture, picture, false, ms("focus")},
		{"idle, of one core", "%.2f / %.2f %%", 1, 0.2, true, func(c *runner) []float64 { return c.idle }},
	}
}

// table prints every row, the lost ones too.
func table(out io.Writer, cs []*runner, pages int, panel theme.Panel) {
	fmt.Fprintf(out, "%-34s %19s %19s %7s %7s %7s\n", "p50 / p99, software rendering", "kiosk", "Chromium", "ratio", "gate", "aim")
	side := func(name string) *runner {
		if i := slices.IndexFunc(cs, func(c *runner) bool { return c.name == name }); i >= 0 {
			return cs[i]
		}
		return nil
	}
	k, b := side("kiosk"), side("browser")
	for _, r := range rows(pages, panel) {
		ks, kv := r.cell(k)
		bs, bv := r.cell(b)
		ratio, unit := "-", ""
		if bv > 0 {
			ratio = fmt.Sprintf("%.2f", kv/bv)
		}
		if r.share {
			unit = "%"
		}
		mark := ""
		if k != nil && b != nil {
			mark = r.mark(kv, bv)
		}
		fmt.Fprintf(out, "%-34s %19s %19s %7s %7s %7s%s\n", r.name, ks, bs, ratio, fmt.Sprintf("%g%s", r.gate, unit), fmt.Sprintf("%g%s", r.aim, unit), mark)
	}
	if k == nil || b == nil {
		fmt.Fprintln(out, "one runner only: nothing to compare")
	}
}

// cell is what the table shows of one runner, and its median.
func (r row) cell(c *runner) (string, float64) {
	if c == nil || len(r.of(c)) == 0 {
		return "-", 0
	}
	v := slices.Sorted(slices.Values(r.of(c)))
	p50, p99 := v[len(v)/2], v[min(len(v)-1, int(0.99*float64(len(v))))]
	return fmt.Sprintf(r.format, p50, p99), p50
}

// mark says how two medians compare with the goals.
func (r row) mark(kiosk, browser float64) string {
	value := kiosk
	if !r.share {
		if value = 0; browser > 0 {
			value = kiosk / browser
		}
	}
	switch {
	case value == 0:
		return ""
	case value > r.gate:
		return "  LOST"
	case value > r.aim:
		return "  gate held"
	}
	return "  aim reached"
}
