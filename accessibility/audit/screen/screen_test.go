package screen

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
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

// actIn adds something that is done beside the screen, with a picture and an arrow of so many
// millimetres, and words beside the arrow in place of the sentence.
func actIn(f *frame.Frame, picture, arrow float64) {
	mm := f.PxPerMM()
	at := func(y, side float64) frame.Rect { return frame.Rect{X: 10 * mm, Y: y * mm, W: side * mm, H: side * mm} }
	way := scene.Node{ID: "way", Role: scene.RoleText, Label: text("아래"), Quiet: true}
	f.Scene.Root.Children = append(f.Scene.Root.Children, scene.Node{ID: "act", Role: scene.RoleProgress, Label: text("제목"), Picture: "card",
		Toward: scene.Down, Details: []scene.Text{text("카드 넣는 곳은 화면 아래에 있습니다")}, Children: []scene.Node{way}})
	row := at(300, 100)
	row.Y, row.H = 350*mm, 20*mm
	f.Nodes = append(f.Nodes, frame.Node{ID: "act", Role: scene.RoleProgress, Rect: at(250, 140)}, frame.Node{ID: "way", Role: scene.RoleText, Rect: row})
	f.Pictures = append(f.Pictures, frame.Picture{Node: "act", Name: "card", Pictogram: true, Rect: at(255, picture)})
	f.Arrow = at(300, arrow)
	words := f.Texts[len(f.Texts)-1]
	words.Node, words.Text, words.X, words.Y = "way", "아래", 12*mm, 351*mm
	f.Texts = append(f.Texts, words)
}

// What is done beside the screen is told by a picture, an arrow and the words of that.
func TestActsAreSound(t *testing.T) {
	f := sound()
	actIn(&f, 40, 40)
	if got := Geometry(f); len(got) > 0 {
		t.Errorf("%v", got)
	}
}

// dialIn adds an alert whose time that is left is told by a dial of so many millimetres around
// a text.
func dialIn(f *frame.Frame, side float64, inside string) {
	actIn(f, 1, 40)
	act := &f.Scene.Root.Children[len(f.Scene.Root.Children)-1]
	act.Children = append(act.Children, scene.Node{ID: "left", Role: scene.RoleProgress, Quiet: true, Label: text("남은 시간"), Remaining: 9, Span: 20})
	mm := f.PxPerMM()
	at := frame.Rect{X: 60 * mm, Y: 260 * mm, W: side * mm, H: side * mm}
	f.Nodes = append(f.Nodes, frame.Node{ID: "left", Role: scene.RoleProgress, Rect: at})
	words := f.Texts[len(f.Texts)-1]
	words.Node, words.Text = "left", inside
	f.Texts = append(f.Texts, words)
}

// A dial around the seconds that are left stands for the picture of what is to be done; words
// alone, or a small one, do not.
func TestDialStandsForThePicture(t *testing.T) {
	for _, tc := range []struct {
		side   float64
		inside string
		faults int
	}{{40, "9", 0}, {40, "남은 시간", 1}, {5, "9", 1}, {40, "8", 1}} {
		f := sound()
		dialIn(&f, tc.side, tc.inside)
		if got := Acts(f); len(got) != tc.faults {
			t.Errorf("%v around %q: %v", tc.side, tc.inside, got)
		}
	}
}

// A key may show its sign in place of its words; nothing else may, and no key without one.
func TestKeysMayBeSigns(t *testing.T) {
	for _, tc := range []struct {
		id     scene.NodeID
		drawn  string
		faults int
	}{{"key.erase", "erase", 0}, {"key.erase", "", 1}, {"key.erase", "other", 1}, {"go.erase", "erase", 1}} {
		f := sound()
		f.Scene.Root.Children = append(f.Scene.Root.Children, scene.Node{ID: tc.id, Role: scene.RoleButton, Label: text("지우기"), Picture: "erase"})
		f.Pictures = append(f.Pictures, frame.Picture{Node: tc.id, Name: tc.drawn})
		if got := Words(f); len(got) != tc.faults {
			t.Errorf("%s with %q: %v", tc.id, tc.drawn, got)
		}
	}
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
		{"a picture that words do not repeat is missing", "TXT-7", "pic", func(f *frame.Frame) {
			f.Scene.Root.Children = append(f.Scene.Root.Children, scene.Node{ID: "pic", Role: scene.RolePicture, Label: text("사진"), Picture: "pic"})
		}},
		{"what is to be done has no picture", "TXT-7", "act", func(f *frame.Frame) { actIn(f, 1, 40) }},
		{"what is to be done is not pointed to", "TXT-7", "act", func(f *frame.Frame) { actIn(f, 40, 0) }},
		{"the arrow is there, and neither its words nor the sentence", "TXT-7", "act", func(f *frame.Frame) {
			actIn(f, 40, 40)
			f.Texts = f.Texts[:len(f.Texts)-1]
			f.Scene.Root.Children[len(f.Scene.Root.Children)-1].Children = nil
		}},
		{"a node is there twice", "TXT-7", "go", func(f *frame.Frame) { f.Nodes = append(f.Nodes, f.Nodes[1]) }},
		{"a text is cut", "TXT-7", "go", func(f *frame.Frame) { f.Texts[1].Text = "다…" }},
		{"a reason in place of a label that is of use", "TXT-7", "go", func(f *frame.Frame) {
			f.Scene.Root.Children[0].Reason, f.Texts[1].Text = text("먼저 고르세요"), "먼저 고르세요"
		}},
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
		{"a title above all eyes", "RCH-2", "root", func(f *frame.Frame) { f.Panel.BottomMM = 1000 }},
		{"high, with room below", "RCH-1", "go", func(f *frame.Frame) { f.Nodes[1].Y, f.Panel.BottomMM = 20*mm, 780 }},
		{"a label is not drawn", "TXT-7", "go", func(f *frame.Frame) { f.Texts = slices.Delete(f.Texts, 1, 2) }},
		{"a part of a label is not drawn", "TXT-7", "go", func(f *frame.Frame) { f.Scene.Root.Children[0].Label = text("다음 쪽") }},
		{"a detail is not drawn", "TXT-7", "go", func(f *frame.Frame) { f.Scene.Root.Children[0].Details = []scene.Text{text("4,000원")} }},
		{"a reason is not drawn", "TXT-7", "go", func(f *frame.Frame) {
			f.Scene.Root.Children[0].Disabled, f.Scene.Root.Children[0].Reason = true, text("품절")
		}},
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
	if got := Pixels(f, img); len(got) != 1 || got[0].Rule != "CON-4" || got[0].Node != "root" || got[0].Measure != "text" {
		t.Errorf("grey on white: %v", got)
	}
}

// A sample is judged by the look and the size that it shows, and not let off.
func TestSamples(t *testing.T) {
	ink := theme.Look(theme.YellowBlack).Ink
	img := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	draw.Draw(img, img.Rect, image.NewUniform(color.Black), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(20, 30, 60, 52), image.NewUniform(ink), image.Point{}, draw.Src)
	f := sound()
	f.Scene.Look.Theme, f.Texts = theme.WhiteBlack, f.Texts[:1]
	f.Texts[0].Rect, f.Texts[0].EmPX = frame.Rect{X: 10, Y: 10, W: 80, H: 80}, 70
	if got := Text(f, img); len(got) != 1 {
		t.Errorf("yellow where white is asked for: %v", got)
	}
	f.Texts[0].Theme = theme.YellowBlack
	if got := Text(f, img); len(got) > 0 {
		t.Errorf("a sample of yellow on black: %v", got)
	}
	f.Texts[0].Theme = theme.Soft
	if got := Text(f, img); len(got) != 1 {
		t.Errorf("a sample that is too bright for its look: %v", got)
	}
	small := sound()
	small.Size, small.Texts = 2, small.Texts[1:2]
	if got := Ink(small); len(got) != 1 {
		t.Errorf("letters of 100 %% at 200 %%: %v", got)
	}
	small.Texts[0].Size = 1
	if got := Ink(small); len(got) > 0 {
		t.Errorf("a sample of 100 %% at 200 %%: %v", got)
	}
	small.Texts[0].Size = 4.0 / 3
	if got := Ink(small); len(got) != 1 {
		t.Errorf("a sample that is smaller than what it shows: %v", got)
	}
}

// What is right where it is no fault: a reason in the caption, a title that a heading repeats.
func TestNoFault(t *testing.T) {
	for _, c := range []struct {
		name string
		of   func(frame.Frame) []Finding
		make func(f *frame.Frame)
	}{
		{"the caption tells why", Reasons, func(f *frame.Frame) {
			f.Scene.Focus, f.Scene.Root.Children[0].Disabled, f.Scene.Root.Children[0].Reason = "go", true, text("품절")
			f.Texts = append(f.Texts, frame.Text{Text: "품절"})
		}},
		{"arrows that turn pages", Geometry, func(f *frame.Frame) {
			f.Scene.Root.Children[0] = scene.Node{ID: "list.pager", Role: scene.RoleGroup, Children: []scene.Node{
				{ID: "go", Role: scene.RoleButton, Label: text("다음 쪽"), Disabled: true, Reason: text("끝입니다")}}}
			f.Texts = slices.Delete(f.Texts, 1, 2)
			f.Nodes = append(f.Nodes, frame.Node{ID: "list.pager", Role: scene.RoleGroup, Rect: f.Nodes[1].Rect})
		}},
		{"a label on two lines", Words, func(f *frame.Frame) {
			f.Scene.Root.Children[0].Label = text("다음 쪽")
			f.Texts = append(f.Texts, frame.Text{Node: "go", Text: "쪽"})
		}},
		{"the reason in place of the label", Words, func(f *frame.Frame) {
			n := &f.Scene.Root.Children[0]
			n.Disabled, n.Reason = true, text("먼저 고르세요")
			f.Texts[1].Text = "먼저 고르세요"
		}},
		{"a heading is the title", Words, func(f *frame.Frame) {
			f.Texts[0].Node = "head"
			f.Scene.Root.Children = append(f.Scene.Root.Children, scene.Node{ID: "head", Role: scene.RoleHeading, Label: text("제목")})
		}},
		{"behind a curtain", Words, func(f *frame.Frame) { f.Scene.Curtain, f.Texts = true, nil }},
		{"no room below", Lower, func(f *frame.Frame) {
			f.Panel.BottomMM = 780
			f.Nodes[1].Rect = frame.Rect{X: f.Nodes[1].X, Y: 20 * f.PxPerMM(), W: f.Nodes[1].W, H: 405 * f.PxPerMM()}
		}},
	} {
		f := sound()
		c.make(&f)
		if got := c.of(f); len(got) > 0 {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if f := sound(); OnlyLow(f) {
		t.Error("a picture within reach is met in the low position only")
	}
	f := sound()
	if f.Panel.BottomMM = 1000; !OnlyLow(f) {
		t.Error("a button at 1,276 mm is within reach")
	}
	if f.Scene.Look.Low = true; OnlyLow(f) {
		t.Error("the low position is the normal one")
	}
}

// listOf is a page of a list of one column, whose rows are of these heights, in millimetres;
// the bar begins at 430.
func listOf(index int, rows ...float64) frame.Frame {
	f := sound()
	mm := f.PxPerMM()
	list := scene.Node{ID: "list", Role: scene.RoleGroup, Page: scene.Page{Index: index, Count: 2, Total: 9}}
	y := 240.0
	for i, h := range rows {
		id := scene.NodeID(string(rune('a' + i)))
		list.Children = append(list.Children, scene.Node{ID: id, Role: scene.RoleChoice})
		f.Nodes = append(f.Nodes, frame.Node{ID: id, Role: scene.RoleChoice, Rect: frame.Rect{X: 10 * mm, Y: y * mm, W: 100 * mm, H: h * mm}})
		y += h + 5
	}
	f.Scene.Root.Children = append(f.Scene.Root.Children, list)
	f.Nodes[1].Y = 20 * mm // what else there is stands above
	f.Texts[1].Y = 24 * mm
	f.Nodes = append(f.Nodes, frame.Node{ID: "above", Role: scene.RoleText, Rect: frame.Rect{X: 10 * mm, Y: 40 * mm, W: 100 * mm, H: 200 * mm}})
	return f
}

// A list is cut too early where its highest row would fit once more on each page but the
// last.
func TestFull(t *testing.T) {
	for _, c := range []struct {
		name  string
		pages []frame.Frame
		found bool
	}{
		{"full", []frame.Frame{listOf(0, 40, 40, 40, 40), listOf(1, 40)}, false},
		{"room for one more", []frame.Frame{listOf(0, 40, 40, 40), listOf(1, 40)}, true},
		{"the other page has a row that is higher", []frame.Frame{listOf(0, 40, 40, 40), listOf(1, 70)}, false},
		{"one page is full", []frame.Frame{listOf(0, 40, 40, 40), listOf(0, 80, 80), listOf(1, 40)}, false},
		{"one page", []frame.Frame{sound()}, false},
	} {
		if got := Pages(c.pages); (len(got) > 0) != c.found || len(got) > 0 && (got[0].Node != "list" || got[0].Measure != "rows") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	most := listOf(0, 40, 40, 40)
	most.Scene.Find("list").Page.Most = 3
	if got := Full([]frame.Frame{most, listOf(1, 40)}); len(got) > 0 {
		t.Errorf("a page holds as many as it may: %v", got)
	}
}

// Pictures and boxes grow with the letters.
func TestGrowth(t *testing.T) {
	with := func(size, box, picture float64) frame.Frame {
		f := sound()
		f.Size, f.Drawn = size, size
		f.Nodes[1].H *= box
		f.Nodes[3].H *= size
		if picture > 0 {
			f.Pictures = append(f.Pictures, frame.Picture{Node: "go", Name: "cup", Rect: frame.Rect{W: 50 * picture, H: 40 * picture}})
		}
		return f
	}
	for _, c := range []struct {
		name         string
		box, picture float64
		want         string
	}{
		{"all grows", 2, 2, ""},
		{"the box does not", 1.03, 2, "is 1.01 times as large"},
		{"the picture does not", 2, 1.1, "is 1.10 times as large"},
		{"the picture is gone", 2, 0, "is gone"},
	} {
		got := Growth(with(1, 1, 1), with(2, c.box, c.picture))
		if (c.want == "") != (len(got) == 0) || len(got) > 0 && (!strings.Contains(got[0].Text, c.want) || got[0].Rule != "TXT-6" || got[0].Measure != "growth") {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// turned are pages of a list, each with what is on it, beside a button.
func turned(pages ...scene.Node) []frame.Frame {
	var out []frame.Frame
	for i, n := range pages {
		f := sound()
		f.Scene.Root.Children = append(f.Scene.Root.Children, scene.Node{ID: scene.WholePage, Role: scene.RoleGroup,
			Page: scene.Page{Index: i, Count: len(pages), Total: len(pages)}, Children: []scene.Node{n}})
		out = append(out, f)
	}
	return out
}

// What must be known is on every page, and nothing is paid for before all has been shown.
func TestPages(t *testing.T) {
	line := func(id scene.NodeID) scene.Node { return scene.Node{ID: id, Role: scene.RoleSummary} }
	pay := func(f *frame.Frame) *scene.Node { return &f.Scene.Root.Children[0] }
	call := scene.Node{ID: "call.state", Role: scene.RoleProgress, Quiet: true}
	for _, c := range []struct {
		name  string
		pages []frame.Frame
		spoil func(pages []frame.Frame)
		want  string // measure, node
	}{
		{"an instruction is on a page", turned(line("a"), scene.Node{ID: "how", Role: scene.RoleProgress}), nil, "instruction how"},
		{"an alert is on a page", turned(line("a"), scene.Node{ID: "why", Role: scene.RoleAlert}), nil, "instruction why"},
		{"news", turned(scene.Node{ID: "one", Role: scene.RoleAlert}, scene.Node{ID: "two", Role: scene.RoleAlert}), nil, ""},
		{"how a call stands", turned(line("a"), call), nil, ""},
		{"an instruction beside the pages", turned(line("a"), line("b")), func(p []frame.Frame) { pay(&p[0]).Role = scene.RoleProgress }, ""},
		{"paying what is not in sight", turned(line("a"), line("b")), func(p []frame.Frame) { pay(&p[0]).Commits = true }, "commit go"},
		{"paying on the last page", turned(line("a"), line("b")), func(p []frame.Frame) { pay(&p[1]).Commits = true }, ""},
		{"paying is off", turned(line("a"), line("b")), func(p []frame.Frame) { pay(&p[0]).Commits, pay(&p[0]).Disabled = true, true }, ""},
		{"how a call stands is not in sight", turned(line("a"), call), func(p []frame.Frame) { pay(&p[0]).Commits = true }, ""},
	} {
		if c.spoil != nil {
			c.spoil(c.pages)
		}
		got := ""
		for _, q := range Pages(c.pages) {
			got = q.Measure + " " + string(q.Node)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Two answers are on one page, and two things where smaller pictures leave room for them.
func TestChoicesStandTogether(t *testing.T) {
	plain := sound()
	mm := plain.PxPerMM()
	page := func(index int, height, picture float64, ids ...scene.NodeID) frame.Frame {
		f := listOf(index)
		list := f.Scene.Find("list")
		for i, id := range ids {
			list.Children = append(list.Children, scene.Node{ID: id, Role: scene.RoleChoice})
			at := frame.Rect{X: 10 * mm, Y: (240 + float64(i)*(height+5)) * mm, W: 100 * mm, H: height * mm}
			f.Nodes = append(f.Nodes, frame.Node{ID: id, Role: scene.RoleChoice, Rect: at})
			f.Pictures = append(f.Pictures, frame.Picture{Node: id, Name: "cup", Rect: frame.Rect{X: at.X, Y: at.Y, W: picture * mm, H: picture * mm}})
			f.Texts = append(f.Texts, frame.Text{Node: id, Text: "차", EmPX: 15 * mm, Rect: frame.Rect{X: at.X, Y: at.Y + (height-20)*mm, W: 20 * mm, H: 18 * mm}})
		}
		return f
	}
	for _, c := range []struct {
		name  string
		pages []frame.Frame
		want  string // measures, nodes
	}{
		{"two answers on two pages", []frame.Frame{page(0, 30, 20, "q.a"), page(1, 30, 20, "q.b")}, "split q single list"},
		{"two answers on one page", []frame.Frame{page(0, 30, 20, "q.a", "q.b"), page(1, 30, 20, "r.a")}, ""},
		{"three answers", []frame.Frame{page(0, 30, 20, "q.a", "q.b"), page(1, 30, 20, "q.c")}, ""},
		{"a large picture on each page", []frame.Frame{page(0, 180, 150, "q.a"), page(1, 180, 150, "q.b"), page(1, 180, 150, "q.c")}, "alone list single list"},
		{"a small one", []frame.Frame{page(0, 30, 6, "q.a"), page(1, 30, 6, "q.b"), page(1, 30, 6, "q.c")}, "single list"},
		{"the last one", []frame.Frame{page(0, 30, 20, "q.a", "q.b"), page(1, 30, 20, "q.c")}, ""},
	} {
		got := ""
		for i, f := range c.pages { // the rest of the page is taken
			low := frame.Rect{X: 10 * mm, Y: 245 * mm, W: 100 * mm, H: 185 * mm}
			for _, n := range f.Nodes {
				if n.Role == scene.RoleChoice {
					low.H, low.Y = 430*mm-n.Y-n.H-5*mm, n.Y+n.H+5*mm
				}
			}
			c.pages[i].Nodes = append(f.Nodes, frame.Node{ID: "below", Role: scene.RoleText, Rect: low})
		}
		for _, q := range slices.Concat(by("split", Split(c.pages)), by("alone", Alone(c.pages)), by("single", Single(c.pages))) {
			got = strings.TrimSpace(got + " " + q.Measure + " " + string(q.Node))
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Of the answers to a question the one that loses nothing is the first, to the ears and to the
// eyes.
func TestTheSafeAnswerIsFirst(t *testing.T) {
	keep := scene.Node{ID: "keep", Role: scene.RoleButton, Primary: true}
	leave := scene.Node{ID: "leave", Role: scene.RoleButton}
	at := func(x, y float64) frame.Rect { return frame.Rect{X: x, Y: y, W: 300, H: 100} }
	for _, c := range []struct {
		name        string
		answers     []scene.Node
		keep, leave frame.Rect
		want        string // the faults
	}{
		{"side by side", []scene.Node{keep, leave}, at(0, 900), at(400, 900), ""},
		{"one below the other", []scene.Node{keep, leave}, at(0, 900), at(0, 1100), ""},
		{"heard last", []scene.Node{leave, keep}, at(0, 900), at(400, 900), "leave is heard before keep, which loses nothing"},
		{"at the right", []scene.Node{keep, leave}, at(400, 900), at(0, 900), "leave is read before keep, which loses nothing"},
		{"below", []scene.Node{keep, leave}, at(0, 1100), at(0, 900), "leave is read before keep, which loses nothing"},
		{"below, at the left", []scene.Node{keep, leave}, at(0, 1100), at(400, 900), "leave is read before keep, which loses nothing"},
		{"no answer is safer", []scene.Node{leave, {ID: "keep", Role: scene.RoleButton}}, at(400, 900), at(0, 900), ""},
	} {
		f := sound()
		f.Scene.Kind = scene.KindQuestion
		f.Scene.Root.Children = append(c.answers, f.Scene.Root.Children[1:]...)
		f.Nodes = append(f.Nodes, frame.Node{ID: "keep", Role: scene.RoleButton, Rect: c.keep}, frame.Node{ID: "leave", Role: scene.RoleButton, Rect: c.leave})
		got := ""
		for _, q := range Safe(f) {
			text, _, _ := strings.Cut(q.Text, ":")
			got += q.Rule + " " + string(q.Node) + " " + text
		}
		if want := strings.Replace(c.want, "leave", "ERR-2 leave", 1); got != want {
			t.Errorf("%s: %q, want %q", c.name, got, want)
		}
		if f.Scene.Kind = scene.KindPractice; len(Safe(f)) > 0 {
			t.Errorf("%s: judged where nothing is asked", c.name)
		}
	}
}
