package ui

import (
	"image/color"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/ui/direct"
	"modu/ui/raster"
	"modu/ui/theme"
)

// Config is what a screen needs from outside.
type Config struct {
	Panel theme.Panel // sizes of the built-in display; zero is a 21.5 inch one

	// Pictures finds the file of a picture, SVG, PNG or JPEG, from Fyne's goroutine. What
	// is there must stay, and what is missing is not looked for again, until Reload.
	Pictures func(name string) ([]byte, bool)

	// Kind words what stands for something personal in a caption. Without it, nothing
	// stands there.
	Kind func(scene.Lang, scene.SpanKind) scene.Text

	// Clips opens sign-language clips. May be nil: then there are none.
	Clips Clips

	Fonts Fonts // zero is the shipped typeface

	// Looks gives the palette of a look; nil: the shipped ones. A site may dress the
	// default look in its own colours (theme.Brand).
	Looks func(id string) theme.Palette

	// Emit takes what the person did and what the screen showed. It is called on
	// Fyne's goroutine and must return at once.
	Emit func(input.Event)

	// Report takes faults that a person need not know: a broken picture. May be nil.
	Report func(error)

	// Whole says that the window is all of the panel. A screen in another mode then keeps
	// its millimetres where its picture has the panel's shape.
	Whole bool

	// Sized is told, on Fyne's goroutine, the window's size in pixels whenever it has
	// another one, and whether that has the shape of Panel. May be nil.
	Sized func(w, h int, fits bool)

	HidePointer bool   // a touch panel needs no arrow
	Device      string // name of the computer keyboard in events; empty is "keyboard"
	Paint       Paint  // how frames reach the window; zero finds it out
}

// Paint is how frames reach the window.
type Paint uint8

const (
	// PaintAuto is PaintStraight where the toolkit would draw with the processor, and
	// PaintToolkit elsewhere.
	PaintAuto Paint = iota
	// PaintToolkit lets the toolkit draw the frame as a picture.
	PaintToolkit
	// PaintStraight gives what has changed to the X server, and PaintToolkit where that
	// cannot be.
	PaintStraight
)

func (cfg *Config) defaults() {
	if cfg.Emit == nil {
		cfg.Emit = func(input.Event) {}
	}
	if cfg.Device == "" {
		cfg.Device = "keyboard"
	}
	cfg.Fonts.defaults()
}

// Screen is one window that shows scenes.
type Screen struct {
	cfg     Config
	win     fyne.Window
	mail    bridge
	rest    direct.Rest
	layout  layout
	pics    *pictures
	words   *raster.Words
	paint   *painter
	toolkit *toolkitPresenter
	touch   touch
	player  *player
	motion  motion

	// On Fyne's goroutine only.
	cur      *scene.Scene
	plan     *plan
	caption  caption
	shown    uint64
	reported map[scene.NodeID]reportedFit
	size     fyne.Size
	themed   bool // the toolkit knows the ground
	down     map[fyne.KeyName]input.Key
	now      func() time.Duration
	turns    turns // of much of the window, a moment ago
	turned   int   // parts of the focus strip that a finger has turned
	asked    bool  // how frames reach the window is being found out, or known
	redrawn  bool  // the toolkit has drawn over the picture, which is put back soon

	mu    sync.Mutex
	nodes []placed // of the last plan, for Rect and Dump
	rev   uint64
}

// reportedFit is what was last reported about a container, so that the same is not
// reported for ever to a core that does not follow it. The same on another screen, in another
// size or language is news: the core asks anew there.
type reportedFit struct {
	per, shown, total int
	screen            scene.NodeID
	look              scene.Look
	lang              scene.Lang
}

// caption is what is being said: text, and the stretch of runes being spoken.
type caption struct {
	text       scene.Text
	start, len int
	notice     bool
}

// New fills the window with an empty screen. It is called once, on Fyne's
// goroutine, before the window is shown.
func New(win fyne.Window, cfg Config) *Screen {
	cfg.defaults()
	s := &Screen{cfg: cfg, win: win, reported: map[scene.NodeID]reportedFit{}, down: map[fyne.KeyName]input.Key{}}
	s.mail.show, s.mail.delay, s.mail.do = s.apply, s.turnDelay, s.rest.Do
	s.mail.later = func(d time.Duration, f func()) { time.AfterFunc(d, f) }
	began := time.Now()
	s.now = func() time.Duration { return time.Since(began) }
	s.pics = newPictures(cfg.Pictures, cfg.Report)
	s.layout = layout{panel: cfg.Panel, looks: cfg.Looks, br: newBreaker(s.measure), exists: s.pics.has, aspect: s.pics.aspect}
	s.words = newWords(cfg.Fonts)
	s.paint, s.toolkit = newPainter(s.font, s.words, s.pics), newToolkitPresenter()
	s.touch.s = s
	s.player = newPlayer(cfg.Clips, s.rest.Do, s.repaint, s.clipFailed)
	s.layout.clips = s.player.has
	s.paint.clip = s.player.frameFor
	win.SetPadded(false)
	win.SetContent(newStage(s))
	if c, ok := win.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(s.keyDown)
		c.SetOnKeyUp(s.keyUp)
	}
	return s
}

// Render shows what changed. It returns at once; changes that come faster than
// they can be shown are merged. After showing it emits input.Shown and, where
// another number of children fits than the scene holds, input.Fitted.
func (s *Screen) Render(c scene.Change) { s.mail.post(mail{change: &c}) }

// SetCaption shows what is being said, with length runes from start marked as
// the word being spoken; a length of zero marks nothing, empty text clears the
// strip. It returns at once.
func (s *Screen) SetCaption(text scene.Text, start, length int) {
	s.mail.post(mail{caption: &caption{text: text, start: start, len: length}})
}

// Reload reads pictures anew: their files were edited. It returns at once.
func (s *Screen) Reload() {
	s.rest.Do(func() {
		s.pics.forget()
		s.draw()
	})
}

// Do runs f on Fyne's goroutine, soon. It returns at once and may be called on any
// goroutine. What is given to fyne.Do instead may wait for a quarter of a second while
// nothing happens on the screen.
func (s *Screen) Do(f func()) { s.rest.Do(f) }

// NodeRect is where a node is in the window, in canvas units, which are pixels
// while FYNE_SCALE is 1.
type NodeRect struct {
	Node     scene.NodeID `json:"node"`
	Role     string       `json:"role"`
	X        float32      `json:"x"`
	Y        float32      `json:"y"`
	W        float32      `json:"w"`
	H        float32      `json:"h"`
	Disabled bool         `json:"disabled,omitempty"`
	Revision uint64       `json:"revision"`
}

// Dump lists every node on the screen in reading order, parents first.
func (s *Screen) Dump() []NodeRect {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]NodeRect, 0, len(s.nodes))
	for _, n := range s.nodes {
		out = append(out, NodeRect{n.id, n.role.String(), n.r.x, n.r.y, n.r.w, n.r.h, n.disabled, s.rev})
	}
	return out
}

// Rect is where a node is in the window, and whether it is there.
func (s *Screen) Rect(id scene.NodeID) (x, y, w, h float32, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range s.nodes {
		if n.id == id {
			return n.r.x, n.r.y, n.r.w, n.r.h, true
		}
	}
	return 0, 0, 0, 0, false
}

// apply shows mail. Only the bridge calls it, on Fyne's goroutine.
func (s *Screen) apply(m mail) {
	var was seen
	if m.change != nil {
		was = seen{s.cur, s.plan}
		s.take(m.change)
	}
	if m.caption != nil {
		s.caption = *m.caption
	}
	if s.cur == nil {
		return
	}
	s.drawAfter(was, m.change != nil)
	if m.change != nil {
		s.player.yield()
		s.shown = s.cur.Revision
		s.cfg.Emit(input.Shown{Revision: s.shown})
		s.reportFits()
	}
}

// take makes the scene after a change the present one, and its notices the caption.
func (s *Screen) take(c *scene.Change) {
	after := c.After
	if was := s.cur; was != nil {
		if was.Kind != after.Kind {
			clear(s.reported)
		}
		if was.Session != (scene.SessionID{}) && was.Session != after.Session {
			// What the last person typed must not stay here, not even to be drawn sooner (PRV-4).
			s.words.Forget()
			s.layout.br.forget()
		}
	}
	if s.cur == nil || s.cur.Focus != after.Focus || s.cur.Root.ID != after.Root.ID {
		s.turned = 0
	}
	s.cur = &after
	if len(c.Notices) > 0 {
		s.caption = caption{text: joinedNotices(c.Notices), notice: true}
	} else if s.caption.notice && c.Cause.Kind == scene.ByPerson {
		s.caption = caption{}
	}
}

// draw lays out and paints the present scene.
func (s *Screen) draw() { s.drawAfter(seen{}, false) }

// drawAfter lays out and paints the present scene; after a change, with what moves from what
// was seen before.
func (s *Screen) drawAfter(was seen, changed bool) {
	if s.cur == nil || s.size.Width < 1 || s.size.Height < 1 {
		return
	}
	s.useLook()
	s.askPresenter()
	scale := s.scale()
	s.plan = s.layout.arrange(s.cur, s.size.Width, s.size.Height, scale, s.touch.pressed())
	s.plan.captionStrip(s.cur, s.said(), s.turned, &s.layout, scale)
	s.plan.focusRing(s.cur, s.layout.look(s.cur.Look.Theme))
	if changed {
		s.move(was)
	}
	s.put()
	s.mu.Lock()
	s.nodes, s.rev = s.plan.nodes, s.cur.Revision
	s.mu.Unlock()
}

// askPresenter has it found out how frames reach the window, once there is one.
func (s *Screen) askPresenter() {
	if !s.asked && direct.Created(s.win) {
		s.asked = true
		s.rest.Do(s.choosePresenter) // never while the toolkit draws
	}
}

// choosePresenter finds out how frames reach the window, and draws the first one.
func (s *Screen) choosePresenter() {
	var to presenter = s.toolkit
	if s.cfg.Paint != PaintToolkit {
		w, err := direct.Attach(s.win, s.cfg.Paint == PaintStraight, &s.rest, func() { s.paint.again() })
		if err != nil && s.cfg.Report != nil {
			s.cfg.Report(err)
		}
		if w != nil {
			to = directPresenter{w}
			s.toolkit.detach()
		}
	}
	s.use(to)
	s.draw()
}

func (s *Screen) use(f presenter) {
	s.paint.use(f)
	s.player.order = f.order()
}

// put brings the present plan before people's eyes, with what a clip shows now. A
// presenter that fails makes room for the one that always works.
func (s *Screen) put() {
	s.player.begin()
	prims := s.motion.over(s.plan.prims, s.now())
	if !s.paint.show(prims, s.size, s.scale()) {
		s.toolkit.attach()
		s.use(s.toolkit)
		s.paint.show(prims, s.size, s.scale())
	}
	s.player.end()
}

// settleAfter is how long the X server may take to put what the toolkit has drawn on the
// screen, which goes there on another connection than our frames.
const settleAfter = 40 * time.Millisecond

// drawnOver is called when the toolkit draws the window itself, over our picture.
func (s *Screen) drawnOver() {
	s.askPresenter()
	if s.redrawn || s.paint.to == nil || s.paint.to == presenter(s.toolkit) {
		return
	}
	s.redrawn = true
	s.rest.Do(s.paint.again)
	s.mail.later(settleAfter, func() {
		s.rest.Do(func() {
			s.redrawn = false
			s.paint.again()
		})
	})
}

// repaint shows the present plan once more, with what a clip shows now.
func (s *Screen) repaint() {
	if s.plan != nil {
		s.put()
	}
}

func (s *Screen) scale() float32 {
	if k := s.win.Canvas().Scale(); k > 0 {
		return k
	}
	return 1
}

// said is the caption as it may be shown: of what is being said, or in the focus strip of
// what has focus.
func (s *Screen) said() caption {
	c := s.caption
	if n := s.cur.Find(s.cur.Focus); c.text.IsZero() && s.cur.Look.Strip && n != nil {
		c = caption{text: stripText(n)}
	}
	var changed bool
	if c.text, changed = s.redacted(c.text, s.cur.Look.Bare); changed {
		c.start, c.len = 0, 0
	}
	return c
}

// clipFailed is called on Fyne's goroutine when a clip turned out to be broken: it shows
// nothing, and its room is given back.
func (s *Screen) clipFailed(err error) {
	if s.cfg.Report != nil {
		s.cfg.Report(err)
	}
	s.draw()
	if s.cur != nil {
		s.reportFits()
	}
}

// resized is called by the stage when the window has another size.
func (s *Screen) resized(size fyne.Size) {
	if size == s.size {
		return
	}
	s.size = size
	s.follow()
	if s.cur != nil {
		s.draw()
		s.reportFits()
	}
}

// follow takes the window's pixels for those of the panel.
func (s *Screen) follow() {
	w, h := int(s.size.Width*s.scale()+0.5), int(s.size.Height*s.scale()+0.5)
	panel, fits := s.cfg.Panel.OrDefault().Of(w, h)
	if s.cfg.Whole {
		s.layout.panel = panel
	}
	if s.cfg.Sized != nil {
		s.cfg.Sized(w, h, fits)
	}
}

// reportFits tells how many children fit where that is not what the scene holds.
func (s *Screen) reportFits() {
	if s.plan == nil {
		return
	}
	for _, f := range s.plan.fits {
		now := reportedFit{f.per, f.shown, f.total, s.cur.Root.ID, s.cur.Look, s.cur.Lang}
		if f.per == f.shown || f.per >= f.total && f.shown >= f.total {
			delete(s.reported, f.container)
			continue
		}
		if s.reported[f.container] == now {
			continue
		}
		s.reported[f.container] = now
		s.cfg.Emit(input.Fitted{Revision: s.cur.Revision, Container: f.container, PerPage: f.per})
	}
}

// useLook chooses the ground to paint on. The toolkit is told of the first one only: it
// clears its window to that before our first picture.
func (s *Screen) useLook() {
	ground := s.ground()
	s.paint.ground = ground
	if !s.themed {
		s.themed = true
		fyne.CurrentApp().Settings().SetTheme(&toolkitTheme{ground: ground, medium: s.cfg.Fonts.Medium, bold: s.cfg.Fonts.Bold})
	}
}

// ground is the colour that the present scene is painted on.
func (s *Screen) ground() color.NRGBA {
	if s.cur.Curtain {
		return s.layout.look(theme.WhiteBlack).Ground
	}
	return s.layout.look(s.cur.Look.Theme).Ground
}
