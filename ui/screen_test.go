package ui

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/go-text/typesetting/font"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets/fonts"
	"modu/ui/theme"
)

func named(name string) made {
	for _, m := range madeUp() {
		if m.name == name {
			return m
		}
	}
	panic("no made-up screen " + name)
}

func itemsRig(t *testing.T) *rig {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.view(named("items"), scene.Look{Theme: "default", Size: 100})
	return r
}

func (r *rig) middle(id scene.NodeID) fyne.Position {
	x, y, w, h, ok := r.s.Rect(id)
	if !ok {
		r.t.Fatalf("node %s is not on the screen", id)
	}
	return fyne.NewPos(x+w/2, y+h/2)
}

// layer is the one object that takes pointer events.
func (r *rig) layer() *pointerLayer {
	return test.WidgetRenderer(r.win.Content().(fyne.Widget)).Objects()[1].(*pointerLayer)
}

func mouse(pos fyne.Position, b desktop.MouseButton) *desktop.MouseEvent {
	return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: pos, AbsolutePosition: pos}, Button: b}
}

func touches(events []input.Event) (out []string) {
	for _, ev := range events {
		if e, ok := ev.(input.Touched); ok {
			out = append(out, fmt.Sprintf("%d %s @%d", e.Phase, e.Node, e.Revision))
		}
	}
	return out
}

func TestTouchPhases(t *testing.T) {
	r := itemsRig(t)
	rev := r.rev
	r.events = nil
	l := r.layer()
	a, b := r.middle("item.americano"), r.middle("item.latte")
	between := fyne.NewPos((a.X+b.X)/2, a.Y)
	l.MouseDown(mouse(a, desktop.MouseButtonPrimary))
	if got := r.s.touch.pressed(); got != "item.americano" {
		t.Errorf("pressed %q", got)
	}
	l.MouseDown(mouse(b, desktop.MouseButtonSecondary)) // a second contact
	l.MouseUp(mouse(b, desktop.MouseButtonSecondary))
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: a.AddXY(3, 3)}})
	l.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: between}})
	if got := r.s.touch.pressed(); got != "" {
		t.Errorf("the finger left, yet %q is drawn as pressed", got)
	}
	l.MouseMoved(mouse(b, desktop.MouseButtonPrimary))
	l.MouseUp(mouse(b, desktop.MouseButtonPrimary))
	l.MouseMoved(mouse(a, 0)) // hovering says nothing
	want := []string{fmt.Sprintf("0 item.americano @%d", rev), fmt.Sprintf("1  @%d", rev), fmt.Sprintf("1 item.latte @%d", rev), fmt.Sprintf("2 item.latte @%d", rev)}
	if got := touches(r.events); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("touches\n%q, want\n%q", got, want)
	}
}

func TestEveryNodeIsHitInItsMiddle(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	for _, m := range append(madeUp(), extremes()...) {
		r.view(m, scene.Look{Theme: "default", Size: 133})
		r.render()
		r.render()
		for _, n := range r.s.plan.nodes {
			if n.role != scene.RoleButton && n.role != scene.RoleChoice {
				continue
			}
			for _, at := range [][2]float32{{0.5, 0.5}, {0.01, 0.01}, {0.99, 0.99}} {
				if got := r.s.plan.hit(n.r.x+n.r.w*at[0], n.r.y+n.r.h*at[1]); got != n.id {
					t.Errorf("%s: a touch on %s at %v reaches %q", m.name, n.id, at, got)
				}
			}
		}
	}
	if got := r.s.plan.hit(-1, -1); got != "" {
		t.Errorf("outside of the window there is %q", got)
	}
}

func TestNothingElseTakesThePointer(t *testing.T) {
	r := itemsRig(t)
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o.(type) {
		case fyne.Tappable, fyne.DoubleTappable, fyne.Focusable, fyne.Scrollable, fyne.SecondaryTappable:
			t.Errorf("%T takes pointer or keys", o)
		}
		if c, ok := o.(*fyne.Container); ok {
			for _, k := range c.Objects {
				walk(k)
			}
		}
		if w, ok := o.(fyne.Widget); ok {
			for _, k := range test.WidgetRenderer(w).Objects() {
				walk(k)
			}
		}
	}
	walk(r.win.Content())
}

func TestKeys(t *testing.T) {
	r := itemsRig(t)
	r.events = nil
	down, up := r.s.keyDown, r.s.keyUp // the test canvas has no key handlers
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.Key7} {
		down(&fyne.KeyEvent{Name: k})
	}
	up(&fyne.KeyEvent{Name: fyne.KeyDown})
	up(&fyne.KeyEvent{Name: fyne.KeyF9})
	down(&fyne.KeyEvent{Name: fyne.KeyF9})
	want := "[{keyboard down} {keyboard 7} {keyboard down}]"
	if got := fmt.Sprint(r.events); got != want {
		t.Errorf("events %s, want %s: no repeats, nothing for unknown keys", got, want)
	}
	said := map[input.Key]bool{}
	for _, shift := range []bool{false, true} {
		for _, n := range []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyF1, fyne.KeyHome,
			fyne.KeyR, fyne.KeyP, fyne.KeyW, fyne.KeyS, fyne.KeyC, fyne.KeyL, fyne.KeyPlus, fyne.KeyMinus, fyne.KeyComma, fyne.KeyPeriod,
			"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"} {
			if k, ok := keyFor(n, shift); ok {
				said[k] = true
			}
		}
	}
	for _, k := range input.Keys() {
		if !said[k] {
			t.Errorf("a computer keyboard cannot say %q", k)
		}
	}
}

func TestShownAndFitted(t *testing.T) {
	r := itemsRig(t)
	var last uint64
	for _, ev := range r.events {
		if s, ok := ev.(input.Shown); ok {
			if s.Revision < last {
				t.Errorf("revision %d was shown after %d", s.Revision, last)
			}
			last = s.Revision
		}
	}
	if last != r.rev {
		t.Errorf("shown %d, rendered %d", last, r.rev)
	}
	r.view(named("items"), scene.Look{Theme: "default", Size: 200})
	if r.per >= 6 {
		t.Errorf("at 200 %% there fit %d, as many as at 100 %%", r.per)
	}
}

// TestMailbox: changes from many goroutines are merged, and the newest is shown.
func TestMailbox(t *testing.T) {
	var mu sync.Mutex
	var shown []uint64
	b := bridge{do: fyne.Do}
	b.show = func(m mail) {
		mu.Lock()
		shown = append(shown, m.change.To)
		mu.Unlock()
	}
	b.waiting = true // as if a drain were asked for
	for rev := uint64(1); rev <= 50; rev++ {
		b.post(mail{change: &scene.Change{From: rev - 1, To: rev, After: scene.Scene{Revision: rev}, Notices: []scene.Notice{{Seq: rev}}}})
	}
	if k := len(b.slot.change.Notices); k != 50 {
		t.Errorf("%d notices were kept, want 50", k)
	}
	test.NewTempApp(t)
	b.drain()
	if fmt.Sprint(shown) != "[50]" || b.waiting {
		t.Errorf("shown %v, waiting %v", shown, b.waiting)
	}
}

// inStrip are the texts in the place of captions.
func (r *rig) inStrip() (texts []prim) {
	st := r.s.plan.strip
	for _, q := range r.s.plan.prims {
		if q.kind == primText && q.r.y >= st.y && q.r.y < st.y+st.h {
			texts = append(texts, q)
		}
	}
	return texts
}

// captionText is what stands in the place of captions.
func (r *rig) captionText() (s string) {
	for _, q := range r.inStrip() {
		s += q.text
	}
	return s
}

func TestCaptionMarksTheWord(t *testing.T) {
	r := itemsRig(t)
	r.s.SetCaption(ko("카페라떼, 오천 원, 두 번째"), 6, 4)
	marked := ""
	pal := theme.Look("default")
	for _, q := range r.inStrip() {
		if q.col == pal.OnMark {
			marked += q.text
		}
	}
	if marked != "오천 원" {
		t.Errorf("marked %q", marked)
	}
	r.s.SetCaption(ko(strings.Repeat("아주 긴 문장입니다. ", 40)), 300, 2)
	st := r.s.plan.strip
	for _, q := range r.inStrip() {
		if q.r.x+q.r.w > st.x+st.w || q.r.y+q.r.h > st.y+st.h+2 {
			t.Errorf("caption %q leaves the strip", q.text)
		}
	}
}

// TestNoticeInTheStrip: a notice is shown, and is gone after the next act of the person;
// then the reason of what has focus is shown.
func TestNoticeInTheStrip(t *testing.T) {
	r := itemsRig(t)
	sc := *r.s.cur
	elsewhere := sc
	elsewhere.Focus = "item.mocha"
	for _, step := range []struct {
		what   string
		change scene.Change
		want   string
	}{
		{"a notice", scene.Change{After: sc, Notices: []scene.Notice{{Text: ko("소리 3단계")}}}, "소리 3단계"},
		{"a change by the clock", scene.Change{After: sc, Cause: scene.Cause{Kind: scene.ByClock}}, "소리 3단계"},
		{"an act of the person", scene.Change{After: sc, Cause: scene.Cause{Kind: scene.ByPerson}}, ""},
		{"focus on what is sold out", scene.Change{After: elsewhere}, "품절"},
	} {
		r.s.Render(step.change)
		if got := r.captionText(); got != step.want {
			t.Errorf("after %s the strip shows %q, want %q", step.what, got, step.want)
		}
	}
}

func TestCurtain(t *testing.T) {
	r := itemsRig(t)
	sc := *r.s.cur
	at := r.middle("item.latte")
	sc.Curtain, sc.Cover = true, ko("사용 중 · 화면을 가렸습니다")
	r.s.Render(scene.Change{After: sc})
	r.s.SetCaption(ko("카페라떼 오천 원"), 0, 4)
	var words []string
	for _, p := range r.s.plan.prims {
		words = append(words, p.text)
	}
	if got := strings.Join(words, ""); got != "사용 중 · 화면을 가렸습니다" {
		t.Errorf("the curtain shows %q", got)
	}
	if got := r.s.plan.hit(at.X, at.Y); got != "item.latte" {
		t.Errorf("a finger under the curtain finds %q", got)
	}
	img := r.win.Canvas().Capture()
	lit := 0
	for y := 0; y < img.Bounds().Dy(); y += 3 {
		for x := 0; x < img.Bounds().Dx(); x += 3 {
			if cr, cg, cb, _ := img.At(x, y).RGBA(); cr+cg+cb > 0 {
				lit++
			}
		}
	}
	if all := img.Bounds().Dx() * img.Bounds().Dy() / 9; lit == 0 || lit > all/50 {
		t.Errorf("%d of %d points are lit: one plain line is wanted on black", lit, all)
	}
}

// TestRingShows measures the focus ring in pixels, on every ground (KEY-9).
func TestRingShows(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	for _, look := range theme.IDs() {
		for _, at := range []struct {
			screen string
			focus  scene.NodeID
		}{{"items", "item.americano"}, {"items", "item.latte"}, {"items", "item.mocha"}, {"items", "basket.open"}, {"items", "bar.help"}, {"basket", "line.0.minus"}} {
			r.focus = at.focus
			r.view(named(at.screen), scene.Look{Theme: look, Size: 100})
			img := r.win.Canvas().Capture()
			n, _ := r.s.plan.find(at.focus)
			pal := theme.Look(look)
			y := int(n.r.y + n.r.h/2)
			in := int(n.r.x - r.s.plan.ringIn/2)
			out := int(n.r.x - r.s.plan.ringIn - r.s.plan.ringOut/2)
			beyond := int(n.r.x - r.s.plan.ringIn - r.s.plan.ringOut - 2)
			get := func(x int) color.NRGBA { return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA) }
			if get(in) != pal.RingInner || get(out) != pal.RingOuter {
				t.Errorf("%s %s: ring is %v and %v", look, at.focus, get(in), get(out))
			}
			if k := theme.Contrast(get(out), get(beyond)); k < 3 {
				t.Errorf("%s %s: ring against what is around it is %.1f:1", look, at.focus, k)
			}
			if mm := r.s.plan.ringOut / float32(theme.DefaultPanel().PxPerMM()); mm < 1 {
				t.Errorf("ring of %.2f mm", mm)
			}
		}
	}
}

func TestBreaking(t *testing.T) {
	b := newBreaker(func(s string, _ face, size float32) float32 { return float32(len([]rune(s))) * size })
	for _, c := range []struct {
		in    string
		width float32
		max   int
		want  string
	}{
		{"바닐라 크림 콜드브루", 6, 0, "바닐라 크림|콜드브루"},
		{"바닐라 크림 콜드브루", 100, 0, "바닐라 크림 콜드브루"},
		{"가나다라마바사", 3, 0, "가나다|라마바|사"},
		{"아 가나다라마", 3, 0, "아|가나다|라마"},
		{"한 줄\n두 줄", 10, 0, "한 줄|두 줄"},
		{"가나 다라 마바 사아 자", 5, 2, "가나 다라|마바 사…"},
		{"가나 다라 마바 사아", 5, 2, "가나 다라|마바 사아"},
		{"a\u0301b\u0301", 2, 0, "a\u0301|b\u0301"},
		{"", 5, 0, ""},
		{"   ", 5, 0, ""},
	} {
		p := b.set([]scene.Span{{Text: c.in}}, "ko", 1, false, c.width, c.max)
		var got []string
		for _, l := range p.lines {
			s := ""
			for _, r := range l.runs {
				s += r.text
			}
			got = append(got, s)
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("%q at %g: %q, want %q", c.in, c.width, g, c.want)
		}
	}
	// A word goes on over the border of two spans, in two fonts.
	p := b.set([]scene.Span{{Text: "값 4,500"}, {Text: "원", Lang: "ja"}}, "ko", 1, false, 6, 0)
	if len(p.lines) != 2 || len(p.lines[1].runs) != 2 || p.lines[1].runs[1].face.lang != "ja" || p.lines[1].runs[1].at != 7 {
		t.Errorf("lines %+v", p.lines)
	}
}

// TestShippedFontCoversTheLanguages: Hangul, Latin, and the characters that prices use.
func TestShippedFontCoversTheLanguages(t *testing.T) {
	for name, data := range map[string][]byte{"medium": fonts.Medium(), "bold": fonts.Bold()} {
		f, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var missing []rune
		check := func(from, to rune) {
			for r := from; r <= to; r++ {
				if _, ok := f.NominalGlyph(r); !ok {
					missing = append(missing, r)
				}
			}
		}
		check(' ', '~')
		check('가', '힣')
		check('ㄱ', 'ㅣ')
		check('À', 'ö')
		for _, r := range "·…₩€–—‘’“”%℃" {
			check(r, r)
		}
		if len(missing) > 0 {
			t.Errorf("%s: %d glyphs are missing, such as %q", name, len(missing), missing[:min(5, len(missing))])
		}
	}
}

// hugePNG is a small file that claims to hold 100 million pixels.
func hugePNG(w, h uint32) []byte {
	var b bytes.Buffer
	b.WriteString("\x89PNG\r\n\x1a\n")
	d := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	d = append(d, 8, 6, 0, 0, 0)
	b.Write(binary.BigEndian.AppendUint32(nil, 13))
	b.Write(d)
	b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(d)))
	return b.Bytes()
}

func TestBadPictures(t *testing.T) {
	var good bytes.Buffer
	if err := png.Encode(&good, image.NewNRGBA(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"empty": {}, "noise": []byte("hello"), "broken": []byte("<svg viewBox='0 0 10 10'><path d='M0 0 L"), "no-box": []byte("<svg><rect width='1' height='1'/></svg>"),
		"bad-path": []byte("<svg viewBox='0 0 10 10'><path d='M1 Q z9 9 , A'/></svg>"), "nothing": []byte("<svg viewBox='0 0 10 10'></svg>"),
		"inf": []byte("<svg viewBox='0 0 1e300 NaN'><rect width='1' height='1'/></svg>"), "negative": []byte("<svg viewBox='0 0 -5 5'><rect width='1' height='1'/></svg>"),
		"huge": hugePNG(10000, 10000), "zero": hugePNG(0, 5), "cut": good.Bytes()[:good.Len()/2], "large": make([]byte, maxPictureBytes+1),
	}
	for name := range files {
		var faults []error
		p := newPictures(func(n string) ([]byte, bool) { b, ok := files[n]; return b, ok }, func(err error) { faults = append(faults, err) })
		if img := p.get(name, 100, 100, color.NRGBA{}); img != nil && name != "bad-path" {
			t.Errorf("%s was shown", name)
		}
		p.get(name, 100, 100, color.NRGBA{})
		if len(faults) != 1 && name != "bad-path" {
			t.Errorf("%s was reported %d times", name, len(faults))
		}
	}
	var fault error
	p := newPictures(func(n string) ([]byte, bool) { return good.Bytes(), n == "good" }, func(err error) { fault = err })
	if img := p.get("good", 100, 100, color.NRGBA{}); img == nil || img.W != 100 || img.H != 50 {
		t.Error("a good picture must keep its proportions")
	}
	if p.get("missing", 10, 10, color.NRGBA{}); !errors.Is(fault, errPictureMissing) {
		t.Errorf("missing: %v", fault)
	}
	if p.get("good", 0, 10, color.NRGBA{}) != nil {
		t.Error("no room, no picture")
	}
}

func TestPictureCacheIsBounded(t *testing.T) {
	p := newPictures(testPictures, nil)
	for i := range 60 {
		p.get(fmt.Sprint("p", i), 1200, 900, color.NRGBA{})
	}
	if p.recent.Size() > maxCacheBytes || p.recent.Len() > 14 {
		t.Errorf("%d bytes in %d pictures", p.recent.Size(), p.recent.Len())
	}
}

func TestDump(t *testing.T) {
	r := itemsRig(t)
	d := r.s.Dump()
	nodes := 0
	r.s.cur.Walk(func(*scene.Node, int) bool { nodes++; return true })
	if len(d) != nodes || d[0].Role != "screen" || d[0].W != 1080 || d[0].Revision != r.rev {
		t.Errorf("%d nodes, first %+v", len(d), d[0])
	}
	if _, _, _, _, ok := r.s.Rect("nowhere"); ok {
		t.Error("a node that is not there has a rectangle")
	}
}

// TestStatesAreShapes: what is selected and what is disabled differ without colour.
func TestStatesAreShapes(t *testing.T) { // CON-7
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	shapes := func(spoil func(*scene.Node)) (kinds [4]int) {
		m := made{"one", func(int) scene.Scene {
			c := choice("c", "물", "", won(500))
			spoil(&c)
			return screenOf(scene.KindItems, "물", "bar.help", pagedOf(scene.Node{ID: "items", Arrange: scene.ArrangeGrid}, []scene.Node{c}, 6, 0)...)
		}}
		r.view(m, scene.Look{Theme: "high-contrast", Size: 100})
		for _, q := range r.s.plan.prims {
			kinds[q.kind]++
		}
		return kinds
	}
	plain := shapes(func(*scene.Node) {})
	chosen := shapes(func(n *scene.Node) { n.Selected = true })
	off := shapes(func(n *scene.Node) { n.Disabled, n.Reason = true, ko("품절") })
	if chosen[primLine] != plain[primLine]+2 {
		t.Errorf("a chosen thing has no tick: %v, %v", plain, chosen)
	}
	if off[primText] != plain[primText]+1 {
		t.Errorf("a thing that cannot be chosen does not say why: %v, %v", plain, off)
	}
}

// FuzzPicture: no file of a service's folder may stop the kiosk.
func FuzzPicture(f *testing.F) {
	pic, _ := testPictures("x")
	f.Add(pic)
	f.Add(hugePNG(10000, 10000))
	f.Add([]byte("<svg viewBox='0 0 10 10'><path fill='currentColor' d='M0 0 L'/></svg>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p := newPictures(func(string) ([]byte, bool) { return data, true }, nil)
		if img := p.get("x", 40, 30, color.NRGBA{A: 255}); img != nil && (img.W > 40 || img.H > 30) {
			t.Errorf("a picture of %d x %d for a place of 40 x 30", img.W, img.H)
		}
	})
}
