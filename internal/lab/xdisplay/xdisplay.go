package xdisplay

import (
	"bufio"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// display is an X server seen from outside: what a person's eyes and hands are to
// the kiosk. It knows nothing of the kiosk.
type Display struct {
	Name   string // as the variable DISPLAY has it
	Width  int    // in pixels
	Height int
	conn   *xgb.Conn
	root   xproto.Window
	server *exec.Cmd // nil for a server that was there already
}

// Patience is how long a machine with much else to do may take until something that is
// sure to come is there. Nothing is measured by it: a wait ends as soon as it comes.
const Patience = 2 * time.Minute

// Within bounds a wait by Patience. What did not come in time is the context's cause: "the
// kiosk showed nothing".
func Within(ctx context.Context, what string) (context.Context, context.CancelFunc) {
	return context.WithTimeoutCause(ctx, Patience, fmt.Errorf("%s within %v", what, Patience))
}

// Start starts a virtual display of its own and connects to it. The server ends with
// Close, or with ctx.
func Start(ctx context.Context, width, height int) (*Display, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// -displayfd lets the server choose a free number, so that runs never meet.
	cmd := exec.CommandContext(ctx, "Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp", "-noreset")
	cmd.ExtraFiles = []*os.File{w}
	if err := cmd.Start(); err != nil {
		w.Close()
		return nil, fmt.Errorf("the virtual display cannot be started (Debian package xvfb): %w", err)
	}
	w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, fmt.Errorf("the virtual display ended at once: %w", err)
	}
	d, err := Connect(":" + strings.TrimSpace(number))
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, err
	}
	d.server = cmd
	return d, nil
}

// Connect connects to a display that is there already.
func Connect(name string) (*Display, error) {
	xgb.Logger.SetOutput(io.Discard) // what matters comes back as an error
	c, err := xgb.NewConnDisplay(name)
	if err != nil {
		return nil, fmt.Errorf("display %s does not answer: %w", name, err)
	}
	if err := xtest.Init(c); err != nil {
		c.Close()
		return nil, fmt.Errorf("display %s has no XTEST extension: %w", name, err)
	}
	s := xproto.Setup(c).DefaultScreen(c)
	return &Display{Name: name, Width: int(s.WidthInPixels), Height: int(s.HeightInPixels), conn: c, root: s.Root}, nil
}

// Close ends the connection, and the server if Start started it.
func (d *Display) Close() {
	d.conn.Close()
	if d.server != nil {
		_ = d.server.Process.Signal(os.Interrupt)
		_ = d.server.Wait()
	}
}

// Grab is a part of what the screen shows.
func (d *Display) Grab(r image.Rectangle) (*image.RGBA, error) {
	r = r.Intersect(image.Rect(0, 0, d.Width, d.Height))
	rep, err := xproto.GetImage(d.conn, xproto.ImageFormatZPixmap, xproto.Drawable(d.root),
		int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), 0xffffffff).Reply()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for i := 0; i+3 < len(rep.Data) && i+3 < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = rep.Data[i+2], rep.Data[i+1], rep.Data[i], 255
	}
	return img, nil
}

// Screenshot writes what the screen shows into a PNG file, at half size.
func (d *Display) Screenshot(file string) error {
	full, err := d.Grab(image.Rect(0, 0, d.Width, d.Height))
	if err != nil {
		return err
	}
	return WritePNG(file, half(full))
}

// WritePNG writes a picture into a PNG file.
func WritePNG(file string, img image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, img); err != nil {
		return err
	}
	return f.Close()
}

// half averages each square of four pixels into one.
func half(in *image.RGBA) image.Image {
	out := image.NewRGBA(image.Rect(0, 0, in.Rect.Dx()/2, in.Rect.Dy()/2))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			a, b := in.PixOffset(2*x, 2*y), in.PixOffset(2*x, 2*y+1)
			o := out.PixOffset(x, y)
			for k := range 4 {
				out.Pix[o+k] = uint8((int(in.Pix[a+k]) + int(in.Pix[a+4+k]) + int(in.Pix[b+k]) + int(in.Pix[b+4+k])) / 4)
			}
		}
	}
	final := image.NewNRGBA(out.Rect)
	draw.Draw(final, final.Rect, out, image.Point{}, draw.Src)
	return final
}

// Click presses and releases the first pointer button, as a finger does under X.
func (d *Display) Click(x, y int, down time.Duration) error {
	fake := func(kind byte, detail byte) error {
		return xtest.FakeInputChecked(d.conn, kind, detail, 0, d.root, int16(x), int16(y), 0).Check()
	}
	if err := fake(xproto.MotionNotify, 0); err != nil {
		return err
	}
	if err := fake(xproto.ButtonPress, 1); err != nil {
		return err
	}
	time.Sleep(down)
	return fake(xproto.ButtonRelease, 1)
}

// keycode is the code of a key on the usual PC layout that Xvfb starts with.
func keycode(name string) (code byte, ok bool) {
	code, ok = map[string]byte{"Up": 111, "Down": 116, "Left": 113, "Right": 114, "Return": 36, "BackSpace": 22, "F1": 67, "Home": 110, "q": 24, "Control_L": 37}[name]
	return code, ok
}

// Key presses and releases a key of the computer's keyboard.
func (d *Display) Key(name string, down time.Duration) error {
	code, ok := keycode(name)
	if !ok {
		return fmt.Errorf("no key code for %q", name)
	}
	if err := xtest.FakeInputChecked(d.conn, xproto.KeyPress, code, 0, d.root, 0, 0, 0).Check(); err != nil {
		return err
	}
	time.Sleep(down)
	return xtest.FakeInputChecked(d.conn, xproto.KeyRelease, code, 0, d.root, 0, 0, 0).Check()
}

// Rect is a rectangle by its upper left corner and its size.
func Rect(x, y, w, h int) image.Rectangle { return image.Rect(x, y, x+w, y+h) }

// Uniform reports whether a picture is of one colour: nothing has been drawn yet.
func Uniform(img *image.RGBA) bool {
	for i := 4; i < len(img.Pix); i += 4 {
		if img.Pix[i] != img.Pix[0] || img.Pix[i+1] != img.Pix[1] || img.Pix[i+2] != img.Pix[2] {
			return false
		}
	}
	return true
}

// Blank paints the whole screen in one colour: the last picture of one program is not
// mistaken for the first one of the next.
func (d *Display) Blank() error {
	gc, err := xproto.NewGcontextId(d.conn)
	if err != nil {
		return err
	}
	if err := xproto.CreateGCChecked(d.conn, gc, xproto.Drawable(d.root), xproto.GcForeground, []uint32{0}).Check(); err != nil {
		return err
	}
	defer xproto.FreeGC(d.conn, gc)
	return xproto.PolyFillRectangleChecked(d.conn, xproto.Drawable(d.root), gc,
		[]xproto.Rectangle{{Width: uint16(d.Width), Height: uint16(d.Height)}}).Check()
}

// Changes tells when anything on the display was drawn anew. The channel holds one time
// only: a reader that is late learns of the first change since it last read. It is never
// closed.
func (d *Display) Changes() (<-chan time.Time, error) {
	if err := damage.Init(d.conn); err != nil {
		return nil, err
	}
	if _, err := damage.QueryVersion(d.conn, 1, 1).Reply(); err != nil {
		return nil, err
	}
	id, err := damage.NewDamageId(d.conn)
	if err != nil {
		return nil, err
	}
	if err := damage.CreateChecked(d.conn, id, xproto.Drawable(d.root), damage.ReportLevelNonEmpty).Check(); err != nil {
		return nil, err
	}
	out := make(chan time.Time, 1)
	go func() { // ends with the connection
		for {
			ev, err := d.conn.WaitForEvent()
			if ev == nil && err == nil {
				return // the connection was closed
			}
			if _, ok := ev.(damage.NotifyEvent); ok {
				select {
				case out <- time.Now():
				default:
				}
				damage.Subtract(d.conn, id, 0, 0)
			}
		}
	}()
	return out, nil
}

// Drain forgets what was drawn until now.
func Drain(c <-chan time.Time) {
	for {
		select {
		case <-c:
		default:
			return
		}
	}
}

// Await waits until a part of the screen is as wanted, and tells when it was drawn so. It
// looks whenever something was drawn. It gives up when ctx ends.
func (d *Display) Await(ctx context.Context, changes <-chan time.Time, r image.Rectangle, wanted func(*image.RGBA) bool) (time.Time, error) {
	for {
		select {
		case at := <-changes:
			now, err := d.Grab(r)
			if err != nil || wanted(now) {
				return at, err
			}
		case <-ctx.Done():
			return time.Time{}, context.Cause(ctx)
		}
	}
}

// lookAgain is the time between two looks at a screen that may still change.
const lookAgain = 120 * time.Millisecond

// Still waits until a part of the screen shows more than one colour, another picture than
// last (nil: any), and has not changed for so long; it returns the picture. It gives up
// when ctx ends.
func (d *Display) Still(ctx context.Context, r image.Rectangle, quiet time.Duration, last *image.RGBA) (*image.RGBA, error) {
	var before *image.RGBA
	var since time.Time
	for {
		img, err := d.Grab(r)
		if err != nil {
			return nil, err
		}
		if before == nil || !slices.Equal(before.Pix, img.Pix) {
			before, since = img, time.Now()
		} else if time.Since(since) >= quiet && !Uniform(img) && (last == nil || !slices.Equal(last.Pix, img.Pix)) {
			return img, nil
		}
		select {
		case <-time.After(lookAgain):
		case <-ctx.Done():
			return nil, fmt.Errorf("the screen never comes to rest: %w", context.Cause(ctx))
		}
	}
}

// Titled reports whether a window on the display has a title with this in it.
func (d *Display) Titled(part string) bool {
	return d.titled(d.root, part, 4) // window managers and toolkits nest no deeper
}

func (d *Display) titled(w xproto.Window, part string, depth int) bool {
	name, err := xproto.GetProperty(d.conn, false, w, xproto.AtomWmName, xproto.GetPropertyTypeAny, 0, 64).Reply()
	if err == nil && strings.Contains(string(name.Value), part) {
		return true
	}
	tree, err := xproto.QueryTree(d.conn, w).Reply()
	if err != nil || depth == 0 {
		return false
	}
	return slices.ContainsFunc(tree.Children, func(c xproto.Window) bool { return d.titled(c, part, depth-1) })
}

// Cover puts a plain window of one colour (0xRRGGBB) over everything else. It returns the
// window's number, and a function that takes it away.
func (d *Display) Cover(r image.Rectangle, colour uint32) (id uint32, uncover func(), err error) {
	w, err := xproto.NewWindowId(d.conn)
	if err != nil {
		return 0, nil, err
	}
	s := xproto.Setup(d.conn).DefaultScreen(d.conn)
	err = xproto.CreateWindowChecked(d.conn, s.RootDepth, w, d.root, int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), 0,
		xproto.WindowClassInputOutput, s.RootVisual, xproto.CwBackPixel|xproto.CwOverrideRedirect, []uint32{colour, 1}).Check()
	if err == nil {
		err = xproto.MapWindowChecked(d.conn, w).Check()
	}
	return uint32(w), func() { _ = xproto.DestroyWindow(d.conn, w) }, err
}
