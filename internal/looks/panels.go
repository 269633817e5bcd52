package looks

import "modu/ui/theme"

// Panel is a panel with a name.
type Panel struct {
	Name string
	theme.Panel
}

// Panels are those that are in use, upright, across, small, high and on a table, each as it
// is commonly built in.
func Panels() []Panel {
	return []Panel{
		{"32 inch upright", theme.Panel{WidthPx: 1080, HeightPx: 1920, WidthMM: 399, HeightMM: 709, BottomMM: 690, DistanceMM: 500}},
		{"21.5 inch upright", theme.DefaultPanel()},
		{"27 inch across", theme.Panel{WidthPx: 1920, HeightPx: 1080, WidthMM: 598, HeightMM: 336, BottomMM: 850, TiltDeg: 20, DistanceMM: 500}},
		{"21.5 inch across", theme.Panel{WidthPx: 1920, HeightPx: 1080, WidthMM: 476, HeightMM: 268, BottomMM: 900, TiltDeg: 30, DistanceMM: 500}},
		{"10.1 inch upright", theme.Panel{WidthPx: 800, HeightPx: 1280, WidthMM: 136, HeightMM: 218, BottomMM: 950, TiltDeg: 30, DistanceMM: 500}},
		{"10.1 inch across", theme.Panel{WidthPx: 1280, HeightPx: 800, WidthMM: 218, HeightMM: 136, BottomMM: 1000, TiltDeg: 30, DistanceMM: 500}},
		{"55 inch upright", theme.Panel{WidthPx: 2160, HeightPx: 3840, WidthMM: 685, HeightMM: 1218, BottomMM: 350, DistanceMM: 600}},
		// On a table, before one person who sits: a diagonal of 26 cm, for which the smaller
		// letters are meant (TXT-2).
		{"table order, 10.1 inch across", theme.Panel{WidthPx: 1280, HeightPx: 800, WidthMM: 218, HeightMM: 136, BottomMM: 740, TiltDeg: 60, DistanceMM: 450}},
	}
}
