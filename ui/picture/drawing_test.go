package picture

import (
	"bytes"
	"errors"
	"image"
	"image/gif"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"
)

// drawing stands elements in an SVG.
func drawing(elements string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">` + elements + `</svg>`)
}

const square = `<path d="M1 1h8v8z"/>`

// laughs is a drawing in which each of n shapes is ten times the one before.
func laughs(n int) string {
	var b strings.Builder
	b.WriteString(`<defs><g id="g0">` + square + `</g></defs>`)
	for i := range n {
		b.WriteString(`<defs><g id="g` + string(rune('1'+i)) + `">` + strings.Repeat(`<use xlink:href="#g`+string(rune('0'+i))+`"/>`, 10) + `</g></defs>`)
	}
	return b.String() + `<use xlink:href="#g` + string(rune('0'+n)) + `"/>`
}

// hostile are drawings that ended the reader, or kept it for minutes, and what is said.
var hostile = []struct{ name, want, elements string }{
	{"a shape of itself", "could come to itself", square + `<defs><g id="a"><use xlink:href="#a"/></g></defs><use xlink:href="#a"/>`},
	{"a shape beside itself", "could come to itself", square + `<defs><g id="a"/><use href="#a"/></defs><use href="#a"/>`},
	{"two of each other", "could come to itself", square + `<defs><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></defs><use href="#a"/>`},
	{"a list that grows while it is drawn", "<defs> stands in <defs>", `<defs><g id="a"/><defs/></defs><use href="#a"/><use href="#a"/><g id="b"/></defs><use href="#a"/>`},
	{"ten to the ninth", "could come to itself", laughs(9)},
	{"many times much", "too much", `<defs><g id="a">` + strings.Repeat(square, 5000) + `</g></defs>` + strings.Repeat(`<use href="#a"/>`, 5000)},
	{"many times a long path", "too much", `<defs><path id="a" d="M0 0` + strings.Repeat(" 1 2", 100_000) + `"/></defs>` + strings.Repeat(`<use href="#a"/>`, 1000)},
	{"many classes", "too much", `<defs><style>.a{` + strings.Repeat("fill:#fff;", 20_000) + `}</style></defs>` + strings.Repeat(`<rect class="a" width="1" height="1"/>`, 10_000)},
	{"deep", "deep", strings.Repeat("<g>", 100_000) + square + strings.Repeat("</g>", 100_000)},
	{"many elements", "more than", strings.Repeat(square, 30_000)},
	{"many shapes", "too much work", strings.Repeat(`<rect width="10" height="10"/>`, 19_000)},
	{"far away", "too much work", `<path d="M0 0` + strings.Repeat(` L-9e4 -9e4 L9e4 9e4`, 1000) + `"/>`},
	{"far away by a transform", "too much work", `<g transform="scale(1e4,1e4)"><path d="M0 0` + strings.Repeat(` L-9 -9 L9 9`, 1000) + `"/></g>`},
	{"short dashes", "dashes", `<path stroke="#000" stroke-dasharray="0.001" d="M0 0h9"/>`},
	{"an offset without end", "dashes", `<path stroke="#000" stroke-dasharray="1" stroke-dashoffset="1e8" d="M0 0h9"/>`},
	{"dashes over a long way", "too much work", `<path stroke="#000" stroke-dasharray="0.1" d="M0 0` + strings.Repeat("h9e5h-9e5", 20) + `"/>`},
	{"no number", "", `<path stroke="#000" stroke-width="NaN" stroke-dasharray="NaN" d="M0 0h9"/>`},
	{"a file of another machine", "is not read", square + `<use xlink:href="http://198.51.100.1/a.svg#x"/>`},
	{"a picture beside it", "is not read", square + `<image href="other.png" width="9" height="9"/>`},
	{"a style of another file", "is not read", square + `<defs><style>@import "x.css";</style></defs>`},
	{"a colour of another file", "is not read", `<path fill="url( 'other.svg#a')" d="M1 1h8v8z"/>`},
	{"a long title", "titles", square + `<title>` + strings.Repeat("a<!---->", 10_000) + strings.Repeat("a", 10_000) + `</title>`},
}

func TestHostileDrawings(t *testing.T) {
	for _, tc := range hostile {
		err := Check(drawing(tc.elements))
		if tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
			t.Errorf("%s: %v, want %q", tc.name, err, tc.want)
		}
		if err != nil && len(err.Error()) > 300 {
			t.Errorf("%s: the message has %d bytes", tc.name, len(err.Error()))
		}
	}
	for name, data := range map[string][]byte{
		"entities":         append([]byte(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`), drawing(square)...),
		"a style sheet":    append([]byte(`<?xml-stylesheet href="x.css"?>`), drawing(square)...),
		"too many bytes":   drawing(square + "<!--" + strings.Repeat("x", maxDrawing) + "-->"),
		"another charset":  []byte("<?xml version='1.0' encoding='nonsense'?>" + string(drawing(square))),
		"a huge view box":  []byte(`<svg viewBox="0 0 1e30 1e30"><path d="M0 0h1v1z"/></svg>`),
		"a turned one":     []byte(`<svg viewBox="0 0 -1 -1"><path d="M0 0h1v1z"/></svg>`),
		"a box of nothing": []byte(`<svg viewBox="0 0 NaN NaN"><path d="M0 0h1v1z"/></svg>`),
	} {
		if Check(data) == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

// What drawing programs write is still drawn: shapes that are used, gradients, styles,
// titles, references within the file, an ordinary document type.
func TestOrdinaryDrawings(t *testing.T) {
	for name, elements := range map[string]string{
		"used shapes":  `<defs><path id="a" d="M1 1h8v8z"/></defs><use xlink:href="#a"/><use href="#a" x="2"/>`,
		"a gradient":   `<defs><linearGradient id="l"><stop offset="0" stop-color="#fff"/></linearGradient></defs><rect fill="url(#l)" width="9" height="9"/>`,
		"a style":      `<defs><style>.a{fill:#fff;stroke-dasharray:1 2}</style></defs><rect class="a" width="9" height="9"/><title>Cup</title><desc>of tea</desc>`,
		"a photograph": square + `<image href="data:image/png;base64,AAAA"/>`,
		"a link":       `<a href="https://example.org/">` + square + `</a>`,
	} {
		data := append([]byte(`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`), drawing(elements)...)
		if err := Check(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	shipped := 0
	for _, pattern := range []string{"../../assets/pictures/*.svg", "../../assets/services/*/pictures/*.svg", "../../assets/services/*/pictures/*.png"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err == nil {
				err = Check(data)
			}
			if shipped++; err != nil {
				t.Errorf("%s: %v", file, err)
			}
		}
	}
	if shipped < 20 {
		t.Errorf("only %d shipped pictures were looked at", shipped)
	}
}

// Formats that the toolkit happens to know are not those that a service may use, whatever
// the file is called.
func TestOtherFormatsAreRefused(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 4, 4))
	var asBMP, asTIFF, asGIF bytes.Buffer
	if bmp.Encode(&asBMP, img) != nil || tiff.Encode(&asTIFF, img, nil) != nil || gif.Encode(&asGIF, img, nil) != nil {
		t.Fatal("a picture cannot be encoded")
	}
	for name, data := range map[string][]byte{"BMP": asBMP.Bytes(), "TIFF": asTIFF.Bytes(), "GIF": asGIF.Bytes()} {
		if _, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil {
			t.Fatalf("%s is no picture to anybody: %v", name, err)
		}
		if err := Check(data); err == nil || !strings.Contains(err.Error(), "SVG, PNG and JPEG can") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Photograph(data); err == nil {
			t.Errorf("%s is decoded", name)
		}
	}
}

// FuzzDrawing: whatever passes Check is read and drawn, at any size, without panic and
// without taking long; and whatever does not is refused without either. A drawing whose
// coordinates leave what the rasteriser can count on the trial may still be given up.
func FuzzDrawing(f *testing.F) {
	for _, tc := range hostile {
		if len(tc.elements) < 4096 {
			f.Add(tc.elements)
		}
	}
	f.Add(square)
	f.Add(`<path stroke="#000" stroke-width="2" stroke-dasharray="1 2" d="M0 0C1 2 3 4 5 6A1 2 3 0 1 9 9z"/>`)
	f.Fuzz(func(t *testing.T, elements string) {
		data := drawing(elements)
		if Check(data) != nil {
			return
		}
		for _, size := range []image.Point{{1, 1}, {40, 40}, {300, 200}} {
			d, err := ReadDrawing(data, "#123456")
			if err != nil {
				t.Fatalf("%v after Check", err)
			}
			if err := d.Into(image.NewRGBA(image.Rectangle{Max: size})); err != nil && !errors.Is(err, errTooMuch) {
				t.Fatalf("%v: %v after Check", size, err)
			}
		}
	})
}
