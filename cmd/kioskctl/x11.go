package main

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
	"strings"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// display is an X server seen from outside: what a person's eyes and hands are to
// the kiosk. It knows nothing of the kiosk.
type display struct {
	name   string
	conn   *xgb.Conn
	root   xproto.Window
	width  int
	height int
	server *exec.Cmd // nil for a server that was there already
}

// startDisplay starts a virtual display of its own and connects to it.
func startDisplay(ctx context.Context, width, height int) (*display, error) {
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
	d, err := connect(":" + strings.TrimSpace(number))
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, err
	}
	d.server = cmd
	return d, nil
}

func connect(name string) (*display, error) {
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
	return &display{name: name, conn: c, root: s.Root, width: int(s.WidthInPixels), height: int(s.HeightInPixels)}, nil
}

func (d *display) close() {
	d.conn.Close()
	if d.server != nil {
		_ = d.server.Process.Signal(os.Interrupt)
		_ = d.server.Wait()
	}
}

// grab is a part of what the screen shows.
func (d *display) grab(r image.Rectangle) (*image.RGBA, error) {
	r = r.Intersect(image.Rect(0, 0, d.width, d.height))
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

// screenshot writes what the screen shows, at half size: whoever wants to see every
// pixel can run the kiosk.
func (d *display) screenshot(file string) error {
	full, err := d.grab(image.Rect(0, 0, d.width, d.height))
	if err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, half(full)); err != nil {
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

// click presses and releases the first pointer button, as a finger does under X.
func (d *display) click(x, y int, down time.Duration) error {
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

// Key codes of the usual PC layout that Xvfb starts with.
var keycodes = map[string]byte{"Up": 111, "Down": 116, "Left": 113, "Right": 114, "Return": 36, "BackSpace": 22, "F1": 67, "Home": 110, "q": 24, "Control_L": 37}

// key presses and releases a key of the computer's keyboard.
func (d *display) key(name string, down time.Duration) error {
	code, ok := keycodes[name]
	if !ok {
		return fmt.Errorf("no key code for %q", name)
	}
	if err := xtest.FakeInputChecked(d.conn, xproto.KeyPress, code, 0, d.root, 0, 0, 0).Check(); err != nil {
		return err
	}
	time.Sleep(down)
	return xtest.FakeInputChecked(d.conn, xproto.KeyRelease, code, 0, d.root, 0, 0, 0).Check()
}

func rect(x, y, w, h int) image.Rectangle { return image.Rect(x, y, x+w, y+h) }

// uniform reports whether a picture is of one colour: nothing has been drawn yet.
func uniform(img *image.RGBA) bool {
	for i := 4; i < len(img.Pix); i += 4 {
		if img.Pix[i] != img.Pix[0] || img.Pix[i+1] != img.Pix[1] || img.Pix[i+2] != img.Pix[2] {
			return false
		}
	}
	return true
}

// blank paints the whole screen in one colour: nobody's last picture is mistaken for
// the first one of the next.
func (d *display) blank() error {
	gc, err := xproto.NewGcontextId(d.conn)
	if err != nil {
		return err
	}
	if err := xproto.CreateGCChecked(d.conn, gc, xproto.Drawable(d.root), xproto.GcForeground, []uint32{0}).Check(); err != nil {
		return err
	}
	defer xproto.FreeGC(d.conn, gc)
	return xproto.PolyFillRectangleChecked(d.conn, xproto.Drawable(d.root), gc,
		[]xproto.Rectangle{{Width: uint16(d.width), Height: uint16(d.height)}}).Check()
}
