// Package monitor keeps the monitor of a kiosk lit, and tells when the screen has another
// size.
//
// It hides DPMS (X.Org, "X Display Power Management Signaling", protocol version 1.2) and
// the screen saver and root window of the core protocol. The toolkit switches only the
// screen saver off, so after ten minutes the monitor went dark, and nothing but a
// keyboard or a pointer of the X server's own could light it: a keypad on a serial line
// could not. And it keeps a window in the size of the mode in which it was opened.
//
// Any goroutine may call Wake and Close. It never looks at what is pressed.
package monitor

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/dpms"
	"github.com/jezek/xgb/xproto"

	"modu/internal/task"
)

// Monitor is a connection to an X server of its own, as long as a kiosk runs.
type Monitor struct {
	conn    *xgb.Conn
	changed func()
	power   bool // the server can switch the monitor off
	was     settings
	wake    chan struct{}
	lights  *task.Task
	reads   *task.Task
	once    sync.Once
}

// settings are what is put back in the end.
type settings struct {
	saver    *xproto.GetScreenSaverReply
	timeouts *dpms.GetTimeoutsReply
	managed  bool
}

// Open connects to display ("" is that of $DISPLAY) and takes it over: screen saver and
// power management are off until Close, and the monitor is lit. changed is called, on
// goroutines of its own and perhaps more than once, when the screen has another size; it
// must not call Close. The error says that there is no X server, or what it cannot do: then
// the Monitor, which is not nil, does the rest.
func Open(display string, changed func()) (*Monitor, error) {
	xgb.Logger.SetOutput(io.Discard) // what matters comes back as an error
	conn, err := xgb.NewConnDisplay(display)
	if err != nil {
		return nil, err
	}
	return over(conn, changed)
}

// over takes over the display behind a connection.
func over(conn *xgb.Conn, changed func()) (*Monitor, error) {
	m := &Monitor{conn: conn, changed: changed, wake: make(chan struct{}, 1)}
	if err := m.remember(); err != nil {
		conn.Close()
		return nil, err
	}
	err := errors.Join(m.stayLit(), m.follow())
	m.reads = task.Start(func(context.Context) { m.listen() }) // ends with the connection
	m.lights = task.Start(m.serve)
	return m, err
}

// remember reads what Close puts back. A server without power management, such as a
// virtual one, has a monitor that is always lit.
func (m *Monitor) remember() error {
	saver, err := xproto.GetScreenSaver(m.conn).Reply()
	if err != nil {
		return fmt.Errorf("the screen saver: %w", err)
	}
	m.was.saver = saver
	if dpms.Init(m.conn) != nil {
		return nil
	}
	can, err := dpms.Capable(m.conn).Reply()
	if err != nil || !can.Capable {
		return nil
	}
	info, err := dpms.Info(m.conn).Reply()
	if err != nil {
		return fmt.Errorf("power management: %w", err)
	}
	if m.was.timeouts, err = dpms.GetTimeouts(m.conn).Reply(); err != nil {
		return fmt.Errorf("power management: %w", err)
	}
	m.was.managed, m.power = info.State, true
	return nil
}

// stayLit switches off what would darken the monitor, and lights it.
func (m *Monitor) stayLit() error {
	const never = 0
	if err := xproto.SetScreenSaverChecked(m.conn, never, never, xproto.BlankingNotPreferred, xproto.ExposuresDefault).Check(); err != nil {
		return fmt.Errorf("the screen saver cannot be switched off: %w", err)
	}
	if !m.power {
		return nil
	}
	if err := dpms.SetTimeoutsChecked(m.conn, never, never, never).Check(); err != nil {
		return fmt.Errorf("power management cannot be switched off: %w", err)
	}
	m.light()
	return nil
}

// light lights a monitor that somebody has darkened: a saver that was started by hand,
// power management that was switched on again. What fails is tried again at the next Wake.
func (m *Monitor) light() {
	_ = xproto.ForceScreenSaverChecked(m.conn, xproto.ScreenSaverReset).Check()
	if !m.power {
		return
	}
	info, err := dpms.Info(m.conn).Reply()
	if err != nil || !info.State && info.PowerLevel == dpms.DPMSModeOn {
		return
	}
	if !info.State { // a level can be forced only while power is managed
		_ = dpms.EnableChecked(m.conn).Check()
	}
	_ = dpms.ForceLevelChecked(m.conn, dpms.DPMSModeOn).Check()
	_ = dpms.DisableChecked(m.conn).Check()
}

// follow asks to be told when the screen has another size: the root window's, which RandR
// changes ("The X Resize, Rotate and Reflect Extension", 1.2, section 5). RandR's own events
// are left alone: xgb keeps the shapes of extensions' events in one map without a lock, which
// must not be written to while another connection reads (that of package direct).
func (m *Monitor) follow() error {
	root := xproto.Setup(m.conn).DefaultScreen(m.conn).Root
	if err := xproto.ChangeWindowAttributesChecked(m.conn, root, xproto.CwEventMask, []uint32{xproto.EventMaskStructureNotify}).Check(); err != nil {
		return fmt.Errorf("changes of the screen are not told: %w", err)
	}
	return nil
}

// settled is when a screen that has changed is looked at again: drivers set a size first
// and a mode later, or the other way round.
const settled = time.Second

func (m *Monitor) listen() {
	var again *time.Timer
	for {
		ev, err := m.conn.WaitForEvent()
		if ev == nil && err == nil { // the connection has ended
			if again != nil {
				again.Stop()
			}
			return
		}
		if _, is := ev.(xproto.ConfigureNotifyEvent); !is {
			continue
		}
		m.changed()
		if again == nil {
			again = time.AfterFunc(settled, m.changed)
		} else {
			again.Reset(settled)
		}
	}
}

func (m *Monitor) serve(ctx context.Context) {
	for {
		select {
		case <-m.wake:
			m.light()
		case <-ctx.Done():
			return
		}
	}
}

// Wake lights the monitor if it is dark: somebody has done something. It returns at once,
// and may be called as often as anything is pressed. A nil Monitor does nothing.
func (m *Monitor) Wake() {
	if m == nil {
		return
	}
	select {
	case m.wake <- struct{}{}:
	default: // it is being done
	}
}

// closeWithin bounds how long a server that does not answer can hold up the end.
const closeWithin = time.Second

// Close puts back what Open found, and ends. A nil Monitor does nothing.
func (m *Monitor) Close() {
	if m == nil {
		return
	}
	m.once.Do(func() {
		back := task.Start(func(context.Context) { m.putBack() }) // ends with the connection at the latest
		back.WaitFor(closeWithin)
		m.lights.Cancel()
		m.conn.Close()
		m.lights.Wait()
		m.reads.Wait()
		back.Wait()
	})
}

func (m *Monitor) putBack() {
	s := m.was.saver
	_ = xproto.SetScreenSaverChecked(m.conn, int16(s.Timeout), int16(s.Interval), s.PreferBlanking, s.AllowExposures).Check()
	if !m.power {
		return
	}
	_ = dpms.SetTimeoutsChecked(m.conn, m.was.timeouts.StandbyTimeout, m.was.timeouts.SuspendTimeout, m.was.timeouts.OffTimeout).Check()
	if m.was.managed {
		_ = dpms.EnableChecked(m.conn).Check()
	}
}
