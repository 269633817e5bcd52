package fonts_test

import (
	"io/fs"
	"path"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"modu/accessibility/scene"
	"modu/assets"
	"modu/assets/fonts"
	"modu/locales"
)

// Every character of every shipped message has a glyph in the typeface of its
// language, in both weights: a missing one would be an empty box.
func TestEveryMessageCanBeDrawn(t *testing.T) {
	cat := locales.New("ko")
	add := func(f fs.FS, dir string) {
		files, err := fs.ReadDir(f, dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range files {
			data, err := fs.ReadFile(f, path.Join(dir, e.Name()))
			if err != nil {
				t.Fatal(err)
			}
			if path.Ext(e.Name()) == ".yaml" {
				if is := cat.Add(e.Name(), data); is.Err() != nil {
					t.Fatal(is)
				}
			}
		}
	}
	add(locales.Files, ".")
	services, err := fs.ReadDir(assets.Files, "services")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range services {
		if s.IsDir() {
			add(assets.Files, path.Join("services", s.Name(), "locales"))
		}
	}
	zhMedium, zhBold := fonts.Chinese()
	jaMedium, jaBold := fonts.Japanese()
	faces := map[scene.Lang][][]byte{"zh-Hans": {zhMedium, zhBold}, "ja": {jaMedium, jaBold}}
	for _, lang := range cat.Languages() {
		faces := faces[lang]
		if faces == nil {
			faces = [][]byte{fonts.Medium(), fonts.Bold()}
		}
		for i, data := range faces {
			face, err := sfnt.Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			var b sfnt.Buffer
			for _, id := range cat.IDs(lang) {
				forms, _ := cat.Forms(id, lang)
				for _, r := range forms.Text + forms.One + forms.Easy + "0123456789ABCabc,.-₩%" {
					if unicode.IsSpace(r) {
						continue
					}
					if g, err := face.GlyphIndex(&b, r); err != nil || g == 0 {
						t.Errorf("weight %d has no glyph for %q in %s of %s", i, r, id, lang)
					}
				}
			}
		}
	}
	// The control: the typeface of Japanese has no simplified Chinese 键.
	face, err := sfnt.Parse(jaMedium)
	if err != nil {
		t.Fatal(err)
	}
	var b sfnt.Buffer
	if g, _ := face.GlyphIndex(&b, '键'); g != 0 {
		t.Error("the control shows nothing")
	}
}
