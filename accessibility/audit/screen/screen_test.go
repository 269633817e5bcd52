package screen

import (
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/ui/frame"
	"modu/ui/theme"
)

func text(s string) scene.Text { return scene.Literal("ko", s, scene.Public) }

// sound is a small picture without a fault: a title, a button, a bar with help.
func sound() frame.Frame {
	s := &scene.Scene{Kind: scene.KindShow, Lang: "ko", Look: scene.Look{Theme: "default", Size: 100}, Root: scene.Node{ID: "root", Role: scene.RoleScreen, Label: text("제목"), Children: []scene.Node{
		{ID: "go", Role: scene.RoleButton, Label: text("다음")},
		{ID: "bar", Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: text("단추"), Children: []scene.Node{{ID: "help", Role: scene.RoleButton, Label: text("도움")}}},
	}}}
	p := theme.DefaultPanel()
	mm := p.PxPerMM()
	em := 12.2 / theme.InkPerEm * mm
	box := func(x, y, w, h float64) frame.Rect { return frame.Rect{X: x * mm, Y: y * mm, W: w * mm, H: h * mm} }
	line := func(id scene.NodeID, s string, x, y, w float64) frame.Text {
		r := box(x, y, w, 0)
		r.H = em * 1.19
		return frame.Text{Node: id, Text: s, EmPX: em, Needs: r.W - 1, Rect: r}
	}
	return frame.Frame{Scene: s, Panel: p, W: 1080, H: 1920, Size: 1, Drawn: 1,
		Nodes: []frame.Node{{ID: "root", Role: scene.RoleScreen, Rect: frame.Rect{W: 1080, H: 1920}},
			{ID: "go", Role: scene.RoleButton, Rect: box(10, 200, 100, 25)},
			{ID: "bar", Role: scene.RoleGroup, Rect: box(5, 430, 250, 40)},
			{ID: "help", Role: scene.RoleButton, Rect: box(10, 435, 60, 25)}},
		Texts: []frame.Text{line("root", "제목", 10, 10, 60), line("go", "다음", 20, 204, 50), line("help", "도움", 15, 439, 40)}}
}

// TestEveryMeasureFindsItsFault: without a fault nothing is found, and each fault is found
// by its rule and names its node.
func TestEveryMeasureFindsItsFault(t *testing.T) {
	if got := Geometry(sound()); len(got) > 0 {
		t.Fatalf("a sound picture: %v", got)
	}
	mm := theme.DefaultPanel().PxPerMM()
	for _, tc := range []struct {
		name, rule string
		node       scene.NodeID
		spoil      func(f *frame.Frame)
	}{
		{"a node is missing", "TXT-7", "go", func(f *frame.Frame) { f.Nodes = append(f.Nodes[:1], f.Nodes[2:]...) }},
		{"a node is there twice", "TXT-7", "go", func(f *frame.Frame) { f.Nodes = append(f.Nodes, f.Nodes[1]) }},
		{"a text is cut", "TXT-7", "go", func(f *frame.Frame) { f.Texts[1].Text = "다…" }},
		{"drawn smaller", "TXT-6", "", func(f *frame.Frame) { f.Drawn, f.LackPX = 0.9, 10*mm }},
		{"out of the window", "TXT-7", "go", func(f *frame.Frame) { f.Nodes[1].X = 1000 }},
		{"a text wider than its box", "TXT-7", "go", func(f *frame.Frame) { f.Texts[1].Needs = f.Texts[1].W + 9 }},
		{"a text leaves its node", "TXT-7", "go", func(f *frame.Frame) { f.Texts[1].Y -= 20 * mm }},
		{"a node on another", "TXT-7", "go", func(f *frame.Frame) { f.Nodes[1].Y = 440 * mm }},
		{"text on text", "TXT-7", "root", func(f *frame.Frame) { f.Texts[0].Rect = f.Texts[1].Rect }},
		{"small letters", "TXT-1", "go", func(f *frame.Frame) { f.Texts[1].EmPX *= 0.9 }},
		{"letters not grown", "TXT-1", "root", func(f *frame.Frame) { f.Size, f.Drawn = 2, 2 }},
		{"a small button", "TGT-4", "go", func(f *frame.Frame) { f.Nodes[1].H = 12 * mm }},
		{"too close", "TGT-4", "go", func(f *frame.Frame) { f.Nodes[1].Y = 435*mm - f.Nodes[1].H - 2*mm }},
		{"the bar too low", "RCH-1", "help", func(f *frame.Frame) { f.Panel.BottomMM = 300 }},
		{"the bar too high", "RCH-1", "help", func(f *frame.Frame) { f.Panel.BottomMM = 1200 }},
		{"low, and the button is high", "RCH-6", "go", func(f *frame.Frame) { f.Scene.Look.Low = true; f.Panel.BottomMM = 1000 }},
		{"low, and the title is high", "RCH-2", "root", func(f *frame.Frame) { f.Scene.Look.Low = true; f.Panel.BottomMM = 800 }},
	} {
		f := sound()
		tc.spoil(&f)
		found := false
		got := Geometry(f)
		for _, q := range got {
			found = found || q.Rule == tc.rule && q.Node == tc.node
		}
		if !found {
			t.Errorf("%s: %v, want %s %s", tc.name, got, tc.rule, tc.node)
		}
	}
	f := sound()
	f.Drawn, f.LackPX = 0.8, 33.2*mm
	if got := Shortfall(f); got != 34 {
		t.Errorf("shortfall %v mm, want 34", got)
	}
	if s := Geometry(f)[0].String(); !strings.Contains(s, "34 mm") || !strings.HasPrefix(s, "TXT-6") {
		t.Errorf("%q does not say what is missing", s)
	}
}

func TestPixels(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	draw.Draw(img, img.Rect, image.NewUniform(color.White), image.Point{}, draw.Src)
	if Contrast(img, img.Rect) != 1 || InkHeight(img, img.Rect) != 0 {
		t.Error("an empty picture has contrast or ink")
	}
	draw.Draw(img, image.Rect(20, 30, 60, 51), image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(20, 51, 60, 52), image.NewUniform(color.Gray{Y: 250}), image.Point{}, draw.Src) // a soft edge is no ink
	if c := Contrast(img, img.Rect); c < 20.9 {
		t.Errorf("black on white is %.2f", c)
	}
	if h := InkHeight(img, img.Rect); h != 21 {
		t.Errorf("ink of %d pixels, want 21", h)
	}
	f := sound()
	f.Texts = f.Texts[:1]
	f.Texts[0].Rect, f.Texts[0].EmPX = frame.Rect{X: 10, Y: 10, W: 80, H: 80}, 70
	if got := Pixels(f, img); len(got) > 0 {
		t.Errorf("%v", got)
	}
	draw.Draw(img, image.Rect(20, 30, 60, 52), image.NewUniform(color.Gray{Y: 0x77}), image.Point{}, draw.Src)
	if got := Pixels(f, img); len(got) != 1 || got[0].Rule != "CON-4" || got[0].Node != "root" {
		t.Errorf("grey on white: %v", got)
	}
}
