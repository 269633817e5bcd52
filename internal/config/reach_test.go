package config

import (
	"fmt"
	"strings"
	"testing"
)

// How high hands reach follows from how people come and what they reach over (RCH-3).
func TestReach(t *testing.T) {
	for _, c := range []struct {
		approach      string
		depth, height int
		high          int // 0: they reach nothing
	}{
		{"", 0, 0, 1220}, {"front", 510, 800, 1220}, {"front", 511, 800, 1120}, {"", 635, 865, 1120}, {"front", 636, 800, 0}, {"front", 300, 866, 0},
		{"side", 0, 0, 1220}, {"side", 255, 865, 1220}, {"side", 256, 865, 1170}, {"side", 610, 0, 1170}, {"side", 611, 0, 0}, {"side", 300, 866, 0},
	} {
		low, high, ok := Panel{Approach: c.approach, Obstacle: Obstacle{c.depth, c.height}}.Reach()
		if high != c.high || ok != (c.high > 0) || ok && low != 400 {
			t.Errorf("%+v: %d to %d, %v", c, low, high, ok)
		}
	}
}

func TestBeyond(t *testing.T) {
	for height, want := range map[int]string{0: "[]", 399: "[terminal]", 400: "[]", 1050: "[]", 1120: "[]", 1121: "[terminal]"} {
		s := Site{Panel: Panel{Obstacle: Obstacle{Depth: 600}}, Places: map[string]Place{PlaceTerminal: {Height: height}}}
		if got := fmt.Sprint(s.Beyond()); got != want {
			t.Errorf("at %d mm: %s, want %s", height, got, want)
		}
	}
	if got := (&Site{Panel: Panel{Obstacle: Obstacle{Depth: 700}}, Places: map[string]Place{PlaceTerminal: {Height: 800}}}).Beyond(); len(got) != 1 {
		t.Errorf("over what nobody reaches, %v is out of reach", got)
	}
}

// Every mistake about reach, with what to do.
func TestLintReach(t *testing.T) {
	for text, want := range map[string]string{
		"approach: behind":                                                        `write front or side`,
		"obstacle: {depth: 636, height: 700}":                                     "from the front nobody in a wheelchair reaches over 636 mm (RCH-3)",
		"approach: side, obstacle: {depth: 620, height: 700}":                     "take away what stands out more than 610 mm, or bring the panel forward",
		"obstacle: {depth: 300, height: 866}":                                     "nobody in a wheelchair reaches over something 866 mm high (RCH-3)",
		"obstacle: {depth: 0, height: 700}":                                       "a height and no depth",
		"obstacle: {depth: -1, height: 700}":                                      "cannot be -1 mm deep",
		"obstacle: {depth: 300, height: 800}":                                     "",
		"approach: side, obstacle: {depth: 300, height: 800}":                     "",
		"approach: front, obstacle: {depth: 635, height: 865}":                    "",
		"obstacle: {depth: 300, height: 800}}\nplaces: {terminal: {height: 2501}": "2501 mm is no height",
		"obstacle: {depth: 300, height: 800}}\nplaces: {termnal: {height: 900}":   `did you mean "terminal"?`,
		"obstacle: {depth: 300, height: 800}}\nplaces: {terminal: {height: 1300}": "", // people are told
		"bottom: 1120, obstacle: {depth: 600, height: 800}":                       "hands reach 1120 mm (RCH-3)",
	} {
		_, issues := Parse("site.yaml", []byte("version: 1\npanel: {"+text+"}\n"), Known{})
		if want == "" && issues.Err() != nil || want != "" && !strings.Contains(fmt.Sprint(issues), want) {
			t.Errorf("%s: %v, want %q", text, issues, want)
		}
	}
}
