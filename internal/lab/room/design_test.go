package room

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/draw"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/looks"
	"modu/ui/theme"
)

// Where the measures of the screen are shown to people.
const (
	designFile     = "../../doc/design.md"
	designPictures = "../../doc/pictures"
)

// TestDesign: the tables of internal/doc/design.md say what the program draws with. They and
// the pictures, which the program paints itself, are made anew with
//
//	CGO_ENABLED=0 go test -tags ci ./internal/lab/room -run TestDesign -rewrite
func TestDesign(t *testing.T) {
	text, err := os.ReadFile(designFile)
	if err != nil {
		t.Fatal(err)
	}
	now := string(text)
	for name, table := range map[string]string{"type": typeTable(), "lengths": lengthTable(), "colours": colourTable(), "tints": tintTable()} {
		begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
		from, to := strings.Index(now, begin), strings.Index(now, end)
		if from < 0 || to < from {
			t.Fatalf("%s: there is no place for the table %q", designFile, name)
		}
		now = now[:from+len(begin)] + "\n" + table + "\n" + now[to:]
	}
	switch {
	case *rewrite:
		if err := os.WriteFile(designFile, []byte(now), 0o644); err != nil {
			t.Fatal(err)
		}
		paintDesign(t)
	case now != string(text):
		t.Errorf("%s is not what the program draws with; make it anew with -rewrite, and read what changed", designFile)
	}
	for _, name := range []string{"design-screens.png", "design-looks.png", "design-sizes.png", "design-values.png"} {
		if _, err := os.Stat(filepath.Join(designPictures, name)); err != nil {
			t.Error(err)
		}
	}
}

func typeTable() string {
	var b strings.Builder
	small, large := looks.Panels()[4].Panel, looks.Panels()[0].Panel
	b.WriteString("| step | stands for | 10.1 inch | 21.5 inch | 32 inch |\n| --- | --- | ---: | ---: | ---: |\n")
	s, m, l := theme.Types(small), theme.Types(theme.DefaultPanel()), theme.Types(large)
	for _, row := range []struct {
		name, use string
		of        func(theme.Type) float64
	}{
		{"Hero", "the number that is called", func(t theme.Type) float64 { return t.Hero }},
		{"Amount", "what is to be paid", func(t theme.Type) float64 { return t.Amount }},
		{"Verb", "what to do outside the screen, the title of the first screen", func(t theme.Type) float64 { return t.Verb }},
		{"Title", "what the screen asks", func(t theme.Type) float64 { return t.Title }},
		{"Name", "names, prices, the next act", func(t theme.Type) float64 { return t.Name }},
		{"Body", "everything else", func(t theme.Type) float64 { return t.Body }},
	} {
		fmt.Fprintf(&b, "| %s | %s | %.1f | %.1f | %.1f |\n", row.name, row.use, row.of(s), row.of(m), row.of(l))
	}
	return b.String()
}

func lengthTable() string {
	var b strings.Builder
	b.WriteString("| length | mm | for |\n| --- | ---: | --- |\n")
	for _, row := range []struct {
		name string
		mm   float64
		use  string
	}{
		{"Target", theme.Target, "least side of what is touched"},
		{"TargetSmall", theme.TargetSmall, "the same up to 28 cm of diagonal"},
		{"Gap", theme.Gap, "between what is touched"},
		{"Margin", theme.Margin, "around the screen"},
		{"Pad", theme.Pad, "inside a card"},
		{"Radius", theme.Radius, "corners of what can be touched"},
		{"Lip", theme.Lip, "the lower edge of a key"},
		{"Thick", theme.Thick, "edge of what is chosen"},
		{"RingOut + RingIn", theme.RingOut + theme.RingIn, "the focus ring, of two colours"},
		{"PressedEdge", theme.PressedEdge, "edge of what is pressed"},
		{"Icon", theme.Icon, "pictograms of the bar"},
		{"SettingPicture", theme.SettingPicture, "pictograms of preferences"},
		{"FirstStep", theme.FirstStep, "height of the button with which a stay begins"},
		{"PictureMost", theme.PictureMost, "the largest picture on a card"},
		{"ActPictureMost", theme.ActPictureMost, "the largest picture of what is done outside the screen"},
		{"Arrow", theme.Arrow, "to a device beside the screen"},
		{"StripInk", theme.StripInk, "letters of the focus strip"},
	} {
		fmt.Fprintf(&b, "| %s | %.1f | %s |\n", row.name, row.mm, row.use)
	}
	return b.String()
}

func colourTable() string {
	var b strings.Builder
	b.WriteString("| look | page | card | ink | next act | chosen | what to do outside | ring |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n")
	hex := func(c color.NRGBA) string { return fmt.Sprintf("`#%02x%02x%02x`", c.R, c.G, c.B) }
	for _, id := range theme.IDs() {
		p := theme.Look(id)
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", id, hex(p.Ground), hex(p.Card), hex(p.Ink), hex(p.Accent), hex(p.Tint), hex(p.Act), hex(p.RingOuter))
	}
	return b.String()
}

func tintTable() string {
	var names, rules, colours []string
	for _, tint := range scene.Tints() {
		c, _ := theme.Look(theme.Default).Tints.Of(tint)
		names, rules, colours = append(names, string(tint)), append(rules, "---"), append(colours, "`"+theme.Hex(c)+"`")
	}
	line := func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |\n" }
	return line(names) + line(rules) + line(colours)
}

// paintDesign paints the pictures of the document.
func paintDesign(t *testing.T) {
	parts := usual(t)
	places := looks.Find(parts)
	usually := looks.Choice{Lang: "ko", Theme: theme.Default, Size: ordinarySize}
	with := func(change func(c *looks.Choice)) looks.Choice { c := usually; change(&c); return c }
	var screens, themes, sizes []specimen
	for _, k := range []scene.Kind{scene.KindAttract, scene.KindItems, scene.KindOptions, scene.KindBasket, scene.KindReview, scene.KindPay} {
		screens = append(screens, specimen{k, usually})
	}
	for _, id := range theme.IDs() {
		themes = append(themes, specimen{scene.KindOptions, with(func(c *looks.Choice) { c.Theme = id })})
	}
	for _, c := range []looks.Choice{usually, with(func(c *looks.Choice) { c.Size = 200 }), with(func(c *looks.Choice) { c.Low = true }), with(func(c *looks.Choice) { c.Easy = true })} {
		sizes = append(sizes, specimen{scene.KindItems, c})
	}
	values := []specimen{{scene.KindSettings, usually}, {scene.KindSizes, usually}, {scene.KindLooks, usually}, {scene.KindLooks, with(func(c *looks.Choice) { c.Size = 200 })}}
	for name, all := range map[string][]specimen{"screens": screens, "looks": themes, "sizes": sizes, "values": values} {
		var row []image.Image
		for _, s := range all {
			row = append(row, painted(t, parts, places, looks.Panels()[0], s.kind, s.choice))
		}
		write(t, "design-"+name+".png", row, 160)
	}
}

// specimen is a picture of the document.
type specimen struct {
	kind   scene.Kind
	choice looks.Choice
}

// painted is the first screen of a kind that is met outside practice, on a panel.
func painted(t *testing.T, parts *assemble.Parts, places []looks.Place, panel looks.Panel, k scene.Kind, c looks.Choice) image.Image {
	t.Helper()
	d := draft(parts, panel)
	for _, p := range places {
		if p.Model.Scene.Kind != k || p.Easy || p.Model.Course.Practice || p.Model.Call.State != input.CallNone {
			continue
		}
		first, err := p.First(parts.Core, c, d)
		if err != nil {
			t.Fatal(err)
		}
		_, img := d.Paint(first.Scene, "")
		return img
	}
	t.Fatalf("no screen of kind %s was met", k)
	return nil
}

// write writes pictures beside each other, each so many pixels wide.
func write(t *testing.T, name string, row []image.Image, wide int) {
	t.Helper()
	const gap = 8
	high := 0
	for _, img := range row {
		high = max(high, wide*img.Bounds().Dy()/img.Bounds().Dx())
	}
	all := image.NewRGBA(image.Rect(0, 0, len(row)*(wide+gap)+gap, high+2*gap))
	draw.Draw(all, all.Bounds(), image.NewUniform(color.Gray{0x80}), image.Point{}, draw.Src)
	for i, img := range row {
		x := gap + i*(wide+gap)
		draw.CatmullRom.Scale(all, image.Rect(x, gap, x+wide, gap+wide*img.Bounds().Dy()/img.Bounds().Dx()), img, img.Bounds(), draw.Src, nil)
	}
	f, err := os.Create(filepath.Join(designPictures, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, all); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
