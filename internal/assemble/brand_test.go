package assemble

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"modu/ui/theme"
)

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="1" y="1" width="8" height="8" fill="#123456"/></svg>`

func brandDir(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string]string{"brand.yaml": text, "logo.svg": drawing, "pictures/latte.svg": drawing, "pictures/notes.txt": "x"} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "brand.yaml")
}

func TestBrandDressesTheDefaultLookOnly(t *testing.T) {
	b, issues := loadBrand(brandDir(t, "version: 1\ncolours: {accent: \"#5a1020\", accent_ink: \"#ffffff\"}\nlogo: logo.svg\npictures: pictures\n"))
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	p := &Parts{brand: b}
	if got := theme.Hex(p.Looks(theme.Default).Accent); got != "#5a1020" {
		t.Errorf("accent %s", got)
	}
	for _, id := range theme.IDs()[1:] {
		if p.Looks(id) != theme.Look(id) {
			t.Errorf("the look %q was dressed", id)
		}
	}
	for name, want := range map[string]bool{"brand/latte": true, "brand/attract": true, "brand/notes": false, "brand/../brand": false} {
		if _, ok := p.Picture(name); ok != want {
			t.Errorf("picture %q: %v", name, ok)
		}
	}
	if p := (&Parts{}); p.Looks("default") != theme.Look("default") {
		t.Error("without a brand the default look changes")
	}
}

func TestBrandMistakes(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"too little contrast", "version: 1\ncolours:\n  ink: \"#777777\"\n", "brand.yaml:3"},
		{"the nearest colour", "version: 1\ncolours:\n  ink: \"#777777\"\n", "the nearest colour that people can read is #"},
		{"no colour", "version: 1\ncolours:\n  ground: white\n", "no colour"},
		{"unknown name", "version: 1\ncolours:\n  grund: \"#ffffff\"\n", "ground"},
		{"no such logo", "version: 1\nlogo: lego.svg\n", "brand.yaml:2"},
		{"a logo that is no picture", "version: 1\nlogo: brand.yaml\n", "no picture"},
		{"no such directory", "version: 1\npictures: paintings\n", "paintings"},
		{"another version", "version: 7\n", "version"},
		{"not a map", "- 1\n", "brand.yaml"},
	} {
		b, issues := loadBrand(brandDir(t, tc.text))
		if b != nil || issues.Err() == nil || !strings.Contains(issues.Err().Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, issues, tc.want)
		}
	}
	if _, issues := loadBrand("/no/such/brand.yaml"); issues.Err() == nil {
		t.Error("a brand file that is not there passes")
	}
}

// head is the head of a PNG of w x h pixels, which is all that is read of one.
func head(t *testing.T, w, h int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewPaletted(image.Rect(0, 0, w, h), color.Palette{color.White})); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Photographs of a service are judged as such, each named with what to do.
func TestPhotographsOfAServiceAreNamed(t *testing.T) {
	dir := fstest.MapFS{
		"pictures/small.png":          {Data: head(t, 64, 64)}, // a picture may be
		"pictures/photo/a-good.jpeg":  {Data: head(t, 480, 480)},
		"pictures/photo/b-small.png":  {Data: head(t, 64, 64)},
		"pictures/photo/c-large.jpg":  {Data: head(t, 4000, 3000)},
		"pictures/photo/d-long.png":   {Data: head(t, 1200, 300)},
		"pictures/photo/e-drawn.jpg":  {Data: []byte(drawing)},
		"pictures/photo/f-broken.jpg": {Data: []byte("\xff\xd8\xff\xe0")},
		"pictures/photo/SOURCES.md":   {Data: []byte("x")},
	}
	issues := checkPictures(dir, "pictures", "service")
	want := []string{"b-small.png:1: this photograph cannot be shown: it has 64 x 64 pixels", "c-large.jpg:1: this photograph cannot be shown: it has 4000 x 3000", "d-long.png:1", "e-drawn.jpg:1: this photograph cannot be shown: it is a drawing", "f-broken.jpg:1"}
	if len(issues) != len(want) {
		t.Fatalf("%v", issues)
	}
	for i, w := range want {
		if got := issues[i].Error(); !strings.Contains(got, "service/pictures/photo/"+w) || !strings.Contains(got, "480 to 1600 pixels") {
			t.Errorf("%s\nwant %s", got, w)
		}
	}
}

func TestPicturesOfAServiceAreNamed(t *testing.T) {
	dir := fstest.MapFS{
		"pictures/good.svg":   {Data: []byte(drawing)},
		"pictures/broken.svg": {Data: []byte(drawing[:60])},
		"pictures/empty.png":  {Data: nil},
		"pictures/text.jpg":   {Data: []byte("a letter")},
		"pictures/SOURCES.md": {Data: []byte("x")},
	}
	issues := checkPictures(dir, "pictures", "service")
	if len(issues) != 3 {
		t.Fatalf("%v", issues)
	}
	for i, name := range []string{"broken.svg:1", "empty.png:1", "text.jpg:1"} {
		if !strings.Contains(issues[i].Error(), "service/pictures/"+name) {
			t.Errorf("%v does not name %s", issues[i], name)
		}
	}
}
