package photo

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"slices"
	"strings"
	"unicode"

	xdraw "golang.org/x/image/draw"

	"modu/internal/lab/verdict"
	"modu/ui/frame"
)

// reader lets an independent program, Debian's tesseract, read photographs back: what it
// reads where a text should be is compared with the text.
type reader struct {
	seen, heard map[string]int
	where       map[string]string
}

func newReader() *reader {
	return &reader{seen: map[string]int{}, heard: map[string]int{}, where: map[string]string{}}
}

const (
	readLine  = 60  // height of a line given to tesseract, in pixels: what it reads best
	readWhite = 34  // white around it
	readLeast = 0.6 // of the letters, for a text to count as read
)

// read notes which texts of a picture tesseract finds in a photograph of it.
func (r *reader) read(ctx context.Context, shot string, img *image.RGBA, f frame.Frame) error {
	page, want := page(img, f)
	if len(want) == 0 {
		return nil
	}
	answer, err := tesseract(ctx, page)
	if err != nil {
		return err
	}
	for _, w := range want {
		r.seen[w]++
		best := 0.0
		for _, line := range answer {
			best = max(best, likeness(letters(w), letters(line)))
		}
		if best >= readLeast {
			r.heard[w]++
		} else {
			r.where[w] = shot
		}
	}
	return nil
}

// page puts the texts of a picture below each other, as tesseract reads them best, and
// tells which they are.
func page(img *image.RGBA, f frame.Frame) (page *image.Gray, want []string) {
	var lines []*image.Gray
	width := 0
	for _, t := range f.Texts {
		if len([]rune(letters(t.Text))) < 2 {
			continue
		}
		g := dark(img, image.Rect(int(t.X)-4, int(t.Y+t.EmPX*0.02), int(t.X+t.W)+5, int(t.Y+t.H)))
		if g == nil {
			continue
		}
		lines, want = append(lines, g), append(want, t.Text)
		width = max(width, g.Rect.Dx())
	}
	page = image.NewGray(image.Rect(0, 0, width+2*readWhite, len(lines)*(readLine+readWhite)+readWhite))
	draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
	for i, g := range lines {
		at := image.Pt(readWhite, readWhite+i*(readLine+readWhite))
		draw.Draw(page, g.Rect.Add(at), g, image.Point{}, draw.Src)
	}
	return page, want
}

// tesseract reads a page line by line. It takes it for one block of lines, and for
// scattered words: the first fails at times for a whole page that it reads well in the
// second way.
func tesseract(ctx context.Context, page image.Image) (lines []string, err error) {
	var in bytes.Buffer
	if err := png.Encode(&in, page); err != nil {
		return nil, err
	}
	for _, mode := range []string{"6", "11"} {
		cmd := exec.CommandContext(ctx, "tesseract", "stdin", "stdout", "-l", "kor+eng", "--psm", mode)
		cmd.Stdin = bytes.NewReader(in.Bytes())
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		got, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("tesseract (Debian packages tesseract-ocr, tesseract-ocr-kor): %w", err)
		}
		lines = append(lines, strings.Split(string(got), "\n")...)
	}
	return lines, nil
}

// report writes into a file what was missed more often than read, and notes it.
func (r *reader) report(v *verdict.Report, file string) error {
	var missed []string
	texts, total := 0, 0
	for w, n := range r.seen {
		texts += n
		total += r.heard[w]
		if r.heard[w]*2 < n {
			missed = append(missed, fmt.Sprintf("%q read %d of %d times, e.g. not in %s", w, r.heard[w], n, r.where[w]))
		}
	}
	slices.Sort(missed)
	v.Count("texts", texts)
	v.Count("read", total)
	text := fmt.Sprintf("tesseract read %d of %d texts; %d of %d words and lines were missed more often than read", total, texts, len(missed), len(r.seen))
	v.Note(verdict.Finding{File: file, Message: text}, "%s", text)
	return os.WriteFile(file, []byte(strings.Join(append(missed, ""), "\n")), 0o644)
}

// dark is a part of a photograph in grey, dark on light, at the height of a line.
func dark(img *image.RGBA, r image.Rectangle) *image.Gray {
	r = r.Intersect(img.Rect)
	if r.Dx() < 4 || r.Dy() < 4 {
		return nil
	}
	w := max(1, r.Dx()*readLine/r.Dy())
	g := image.NewGray(image.Rect(0, 0, w, readLine))
	xdraw.CatmullRom.Scale(g, g.Rect, img, r, xdraw.Src, nil)
	sum := 0
	for _, v := range g.Pix {
		sum += int(v)
	}
	if sum < len(g.Pix)*128 { // mostly ground, and the ground is dark
		for i, v := range g.Pix {
			g.Pix[i] = color.Gray{Y: 255 - v}.Y
		}
	}
	// Full contrast: what was dim for eyes that light hurts is not dim for a reader.
	low, high := slices.Min(g.Pix), slices.Max(g.Pix)
	for i, v := range g.Pix {
		g.Pix[i] = uint8((int(v) - int(low)) * 255 / max(1, int(high)-int(low)))
	}
	return g
}

// letters is a text without spaces, punctuation and case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// likeness is which part of a is found in b, in order.
func likeness(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x) == 0 {
		return 1
	}
	row := make([]int, len(y)+1)
	for _, p := range x {
		diag := 0
		for j, q := range y {
			up := row[j+1]
			if p == q {
				row[j+1] = diag + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diag = up
		}
	}
	return float64(row[len(y)]) / float64(len(x))
}
