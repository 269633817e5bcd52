// Package direct puts a painted frame straight on an X11 window, tells at once when the
// window's server has news of keys and fingers, and lets the toolkit's loop sleep otherwise.
//
// It hides the MIT shared memory extension of X11 (X.Org, "MIT-SHM, The MIT Shared
// Memory Extension", version 1.2) behind a frame to paint into and Show. It exists
// because the toolkit repaints its whole window for any change, which without a graphics
// processor takes longer than painting only what changed: the frame here is memory that
// the server reads itself.
//
// Open, Frame, Show and Close are called on one goroutine. News may be received on any.
// It never reads what the keys are, and changes nothing about the window.
package direct

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/shm"
	"github.com/jezek/xgb/xproto"
	"golang.org/x/sys/unix"

	"modu/internal/task"
	"modu/ui/raster"
)

// ErrUnfit is a display that cannot be served this way: on another machine, without
// shared memory, or with pixels of another shape. The toolkit's way works there.
var ErrUnfit = errors.New("the display does not take shared frames")

// Window is an X11 window that frames are put on.
type Window struct {
	conn  *xgb.Conn
	id    xproto.Window
	gc    xproto.Gcontext
	depth byte
	frame *raster.Frame
	seg   shm.Seg
	mem   []byte
	last  *xproto.GetInputFocusCookie // answered when the server has read the frame
	news  chan News
	reads *task.Task
	once  sync.Once
}

// News is why the window should be looked at: something was pressed, moved or released,
// or a part of the picture was lost.
type News struct{ Lost bool }

// Open connects to display ("" is that of $DISPLAY) for the window with that id.
func Open(display string, id uint32) (*Window, error) {
	if display == "" {
		display = os.Getenv("DISPLAY")
	}
	if !strings.HasPrefix(display, ":") && !strings.HasPrefix(display, "unix:") {
		return nil, fmt.Errorf("%w: display %q may be another machine's", ErrUnfit, display)
	}
	xgb.Logger.SetOutput(io.Discard) // what matters comes back as an error
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrUnfit, err)
	}
	w := &Window{conn: conn, id: xproto.Window(id), news: make(chan News, 1)}
	if err := w.prepare(); err != nil {
		conn.Close()
		return nil, err
	}
	w.reads = task.Start(func(context.Context) { w.listen() }) // ends with the connection
	return w, nil
}

// prepare checks that the window's pixels are those of our frames, and makes what frames
// are put on it with.
func (w *Window) prepare() error {
	attr, err := xproto.GetWindowAttributes(w.conn, w.id).Reply()
	if err != nil {
		return fmt.Errorf("%w: window %#x: %v", ErrUnfit, w.id, err)
	}
	geom, err := xproto.GetGeometry(w.conn, xproto.Drawable(w.id)).Reply()
	if err != nil {
		return fmt.Errorf("%w: window %#x: %v", ErrUnfit, w.id, err)
	}
	w.depth = geom.Depth
	if setup := xproto.Setup(w.conn); !isWordFormat(setup, geom.Depth) || !isRGB(setup, attr.Visual) {
		return fmt.Errorf("%w: its pixels have another shape than 0xRRGGBB in 32 bits", ErrUnfit)
	}
	if err := shm.Init(w.conn); err != nil {
		return fmt.Errorf("%w: %v", ErrUnfit, err)
	}
	if w.gc, err = xproto.NewGcontextId(w.conn); err != nil {
		return err
	}
	if err := xproto.CreateGCChecked(w.conn, w.gc, xproto.Drawable(w.id), xproto.GcGraphicsExposures, []uint32{0}).Check(); err != nil {
		return fmt.Errorf("%w: %v", ErrUnfit, err)
	}
	// A press of a pointer's button can go to one client only, and that is the toolkit; the
	// movement before it and the release after it are told to all.
	const mask = xproto.EventMaskKeyPress | xproto.EventMaskKeyRelease | xproto.EventMaskButtonRelease | xproto.EventMaskPointerMotion | xproto.EventMaskExposure
	if err := xproto.ChangeWindowAttributesChecked(w.conn, w.id, xproto.CwEventMask, []uint32{mask}).Check(); err != nil {
		return fmt.Errorf("%w: %v", ErrUnfit, err)
	}
	_, err = w.Frame(1, 1)
	return err
}

// isWordFormat reports whether the server keeps pictures of a depth as 32-bit words, least
// significant byte first.
func isWordFormat(setup *xproto.SetupInfo, depth byte) bool {
	fits := setup.ImageByteOrder == xproto.ImageOrderLSBFirst
	for _, f := range setup.PixmapFormats {
		if f.Depth == depth {
			fits = fits && f.BitsPerPixel == 32 && f.ScanlinePad == 32
		}
	}
	return fits
}

// isRGB reports whether a pixel of a visual is 0xRRGGBB.
func isRGB(setup *xproto.SetupInfo, visual xproto.Visualid) bool {
	is := false
	for _, s := range setup.Roots {
		for _, d := range s.AllowedDepths {
			for _, v := range d.Visuals {
				if v.VisualId == visual {
					is = v.RedMask == 0xff0000 && v.GreenMask == 0xff00 && v.BlueMask == 0xff
				}
			}
		}
	}
	return is
}

// Frame is the memory to paint a window of w x h pixels into. It is the same until
// another size is asked for; then its content is lost. It waits until the server has read
// what was shown last.
func (w *Window) Frame(width, height int) (*raster.Frame, error) {
	w.settle()
	if w.frame != nil && w.frame.W == width && w.frame.H == height {
		return w.frame, nil
	}
	w.drop()
	if width < 1 || height < 1 || width > 32767 || height > 32767 { // what X11 can count
		return nil, fmt.Errorf("%w: a window of %d x %d pixels", ErrUnfit, width, height)
	}
	id, err := unix.SysvShmGet(unix.IPC_PRIVATE, 4*width*height, unix.IPC_CREAT|0o600)
	if err != nil {
		return nil, fmt.Errorf("%w: shared memory: %v", ErrUnfit, err)
	}
	mem, err := unix.SysvShmAttach(id, 0, 0)
	if err == nil {
		if w.seg, err = shm.NewSegId(w.conn); err == nil {
			err = shm.AttachChecked(w.conn, w.seg, uint32(id), true).Check()
		}
	}
	_, _ = unix.SysvShmCtl(id, unix.IPC_RMID, nil) // it lives as long as a process is attached
	if err != nil {
		if mem != nil {
			_ = unix.SysvShmDetach(mem)
		}
		return nil, fmt.Errorf("%w: shared memory: %v", ErrUnfit, err)
	}
	w.mem, w.frame = mem, raster.Over(mem, width, height, raster.BGRX)
	return w.frame, nil
}

// Show puts parts of the frame on the window. The frame must not be painted into before
// Frame was called again.
func (w *Window) Show(parts []image.Rectangle) {
	for _, r := range parts {
		if r = r.Intersect(w.frame.Bounds()); r.Empty() {
			continue
		}
		// PutImage of MIT-SHM: the whole segment's size, then the part in it, then where to.
		shm.PutImage(w.conn, xproto.Drawable(w.id), w.gc, uint16(w.frame.W), uint16(w.frame.H),
			uint16(r.Min.X), uint16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), int16(r.Min.X), int16(r.Min.Y),
			w.depth, xproto.ImageFormatZPixmap, 0, w.seg, 0)
	}
	// Any request with an answer tells when those before it are done.
	c := xproto.GetInputFocus(w.conn)
	w.last = &c
}

func (w *Window) settle() {
	if w.last != nil {
		_, _ = w.last.Reply()
		w.last = nil
	}
}

// News tells that the window should be looked at. What comes before the last one was received
// is told once.
func (w *Window) News() <-chan News { return w.news }

func (w *Window) listen() {
	lost := false
	for {
		ev, err := w.conn.WaitForEvent()
		if ev == nil && err == nil {
			return // the connection has ended
		}
		if ev == nil {
			continue // of a window that has gone
		}
		if _, exposed := ev.(xproto.ExposeEvent); exposed {
			lost = true
		}
		select {
		case w.news <- News{Lost: lost}:
			lost = false
		default:
			if lost {
				select { // what waits must say it too
				case <-w.news:
				default:
				}
				w.news <- News{Lost: true}
				lost = false
			}
		}
	}
}

func (w *Window) drop() {
	if w.frame == nil {
		return
	}
	shm.Detach(w.conn, w.seg)
	_ = unix.SysvShmDetach(w.mem)
	w.frame, w.mem = nil, nil
}

// Close gives everything back; the window stays.
func (w *Window) Close() {
	w.once.Do(func() {
		w.settle()
		w.drop()
		w.conn.Close()
		w.reads.Wait()
		close(w.news)
	})
}
