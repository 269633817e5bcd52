package monitor

import (
	"encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/dpms"
)

// No X server without hardware has power management: not Xvfb, nor Xorg with its dummy
// driver. So an X server of a few requests stands in, which speaks the protocol's bytes
// (X11R7.7, "X Window System Protocol", appendix B; "X Display Power Management Signaling"
// 1.2, section 7) and keeps its rules.

// power is the monitor of the stand-in.
type power struct {
	enabled              bool
	level                uint16
	standby, suspend, of uint16
	saver                uint16 // timeout
	blanked              bool
	notices              uint32 // event mask of the root window
}

// stub is the stand-in. The rule that matters: a level can be forced only while power is
// managed.
type stub struct {
	mu  sync.Mutex
	is  power
	con net.Conn
	seq uint16
	dpm byte // opcode of DPMS; 0: it has none
	bad int  // requests that broke a rule
}

const rootID = 0x100

// newStub starts one and connects to it.
func newStub(t *testing.T, begin power, opcode byte) (*stub, *xgb.Conn) {
	t.Helper()
	ours, theirs := net.Pipe()
	s := &stub{is: begin, con: theirs, dpm: opcode}
	ended := make(chan struct{})
	go func() { defer close(ended); s.serve() }()
	t.Setenv("DISPLAY", ":0")
	t.Setenv("XAUTHORITY", "/nonexistent")
	conn, err := xgb.NewConnNet(ours)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(); _ = theirs.Close(); <-ended })
	return s, conn
}

func (s *stub) state() power {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.is
}

// set is what somebody else does to the display.
func (s *stub) set(f func(*power)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.is)
}

func (s *stub) serve() {
	head := make([]byte, 12)
	if _, err := io.ReadFull(s.con, head); err != nil {
		return
	}
	pad := func(n uint16) int { return (int(n) + 3) &^ 3 }
	_, _ = io.CopyN(io.Discard, s.con, int64(pad(binary.LittleEndian.Uint16(head[6:]))+pad(binary.LittleEndian.Uint16(head[8:]))))
	if _, err := s.con.Write(setup()); err != nil {
		return
	}
	for {
		req := make([]byte, 4)
		if _, err := io.ReadFull(s.con, req); err != nil {
			return
		}
		body := make([]byte, 4*(int(binary.LittleEndian.Uint16(req[2:]))-1))
		if _, err := io.ReadFull(s.con, body); err != nil {
			return
		}
		s.mu.Lock()
		s.seq++
		answer := s.answer(req[0], req[1], body)
		s.mu.Unlock()
		if answer == nil {
			continue
		}
		binary.LittleEndian.PutUint16(answer[2:], s.seq)
		if _, err := s.con.Write(answer); err != nil {
			return
		}
	}
}

// setup is a success with one screen and no pixmap formats.
func setup() []byte {
	const vendor = 4
	b := make([]byte, 8+32+vendor+40)
	b[0] = 1
	binary.LittleEndian.PutUint16(b[2:], 11)
	binary.LittleEndian.PutUint16(b[6:], uint16(len(b)-8)/4)
	binary.LittleEndian.PutUint32(b[12:], 0x200000) // resource ids
	binary.LittleEndian.PutUint32(b[16:], 0x1fffff)
	binary.LittleEndian.PutUint16(b[24:], vendor)
	b[28] = 1 // screens
	binary.LittleEndian.PutUint32(b[8+32+vendor:], rootID)
	return b
}

func (s *stub) answer(op, data byte, body []byte) []byte {
	reply := make([]byte, 32)
	reply[0] = 1
	le := binary.LittleEndian
	switch {
	case op == 98: // QueryExtension
		if s.dpm != 0 && string(body[4:8]) == "DPMS" {
			reply[8], reply[9] = 1, s.dpm
		}
		return reply
	case op == 108: // GetScreenSaver
		le.PutUint16(reply[8:], s.is.saver)
		return reply
	case op == 107: // SetScreenSaver
		s.is.saver = le.Uint16(body)
	case op == 115: // ForceScreenSaver: 0 is reset
		s.is.blanked = data == 1
	case op == 2: // ChangeWindowAttributes with an event mask alone
		if le.Uint32(body) == rootID && le.Uint32(body[4:]) == 1<<11 {
			s.is.notices = le.Uint32(body[8:])
		}
	case op == 43: // GetInputFocus: xgb's way to see that requests were good
		return reply
	case op == s.dpm && s.dpm != 0:
		return s.managed(data, body, reply)
	}
	return nil
}

func (s *stub) managed(minor byte, body, reply []byte) []byte {
	le := binary.LittleEndian
	switch minor {
	case 1: // Capable
		reply[8] = 1
		return reply
	case 2: // GetTimeouts
		le.PutUint16(reply[8:], s.is.standby)
		le.PutUint16(reply[10:], s.is.suspend)
		le.PutUint16(reply[12:], s.is.of)
		return reply
	case 3:
		s.is.standby, s.is.suspend, s.is.of = le.Uint16(body), le.Uint16(body[2:]), le.Uint16(body[4:])
	case 4:
		s.is.enabled = true
	case 5:
		s.is.enabled, s.is.level = false, dpms.DPMSModeOn
	case 6:
		if !s.is.enabled { // Match
			s.bad++
			reply[0], reply[1] = 0, 8
			return reply
		}
		s.is.level = le.Uint16(body)
	case 7: // Info
		le.PutUint16(reply[8:], s.is.level)
		if s.is.enabled {
			reply[10] = 1
		}
		return reply
	}
	return nil
}

// event tells the client that the root window has another size.
func (s *stub) event(t *testing.T) {
	t.Helper()
	b := make([]byte, 32)
	b[0] = 22 // ConfigureNotify
	s.mu.Lock()
	binary.LittleEndian.PutUint16(b[2:], s.seq)
	s.mu.Unlock()
	if _, err := s.con.Write(b); err != nil {
		t.Fatal(err)
	}
}

// eventually waits for what another goroutine does.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for limit := time.Now().Add(20 * time.Second); !holds(); time.Sleep(time.Millisecond) {
		if time.Now().After(limit) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

var usual = power{enabled: true, level: dpms.DPMSModeOff, standby: 600, suspend: 600, of: 600, saver: 600, blanked: true}

// The monitor is lit from the start and stays so; what somebody has pressed lights it
// again, whoever has darkened it and however; and in the end all is as it was.
func TestMonitorStaysLit(t *testing.T) {
	s, conn := newStub(t, usual, 150)
	m, err := over(conn, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.state(); got.enabled || got.level != dpms.DPMSModeOn || got.standby+got.suspend+got.of+got.saver != 0 || got.blanked {
		t.Fatalf("after the start: %+v", got)
	}
	for name, dark := range map[string]func(*power){
		"managed again":      func(p *power) { p.enabled, p.level = true, dpms.DPMSModeStandby },
		"darkened by hand":   func(p *power) { p.level = dpms.DPMSModeOff },
		"a saver by hand":    func(p *power) { p.blanked = true },
		"managed, still lit": func(p *power) { p.enabled = true },
	} {
		s.set(dark)
		m.Wake()
		eventually(t, name+": light", func() bool {
			got := s.state()
			return got.level == dpms.DPMSModeOn && !got.enabled && !got.blanked
		})
	}
	m.Close()
	m.Close()
	m.Wake()
	if got := s.state(); got.enabled != usual.enabled || got.standby != 600 || got.suspend != 600 || got.of != 600 || got.saver != 600 {
		t.Errorf("after the end: %+v", got)
	}
	if s.bad > 0 {
		t.Errorf("%d requests broke a rule", s.bad)
	}
}

// Power that was not managed before is not managed after; and a server that cannot manage
// it has a screen saver all the same.
func TestMonitorWithoutPowerManagement(t *testing.T) {
	s, conn := newStub(t, power{saver: 300}, 150)
	m, err := over(conn, func() {})
	if err != nil {
		t.Fatal(err)
	}
	m.Close()
	if got := s.state(); got.enabled || got.saver != 300 {
		t.Errorf("not managed: %+v", got)
	}
	s, conn = newStub(t, power{saver: 300, blanked: true}, 0)
	if m, err = over(conn, func() {}); err != nil {
		t.Fatal(err)
	}
	if got := s.state(); got.saver != 0 {
		t.Errorf("without DPMS: %+v", got)
	}
	s.set(func(p *power) { p.blanked = true })
	m.Wake()
	eventually(t, "the saver to go", func() bool { return !s.state().blanked })
	m.Close()
	if got := s.state(); got.saver != 300 {
		t.Errorf("without DPMS, after the end: %+v", got)
	}
	var none *Monitor
	none.Wake()
	none.Close()
	if m, err := Open("nonsense", func() {}); err == nil || m != nil {
		t.Error("a display that does not exist")
	}
}

// Another size of the screen is told, and looked at once more when it has settled.
func TestOtherSizesAreTold(t *testing.T) {
	s, conn := newStub(t, power{}, 150)
	told := make(chan struct{}, 100)
	m, err := over(conn, func() { told <- struct{}{} })
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	const structure = 1 << 17
	if s.state().notices != structure {
		t.Errorf("asked for %#x", s.state().notices)
	}
	s.event(t)
	<-told
	<-told
}

// A server that no longer answers does not hold up the end.
func TestCloseOfADeadServer(t *testing.T) {
	s, conn := newStub(t, usual, 150)
	m, err := over(conn, func() {})
	if err != nil {
		t.Fatal(err)
	}
	_ = s.con.Close()
	m.Close()
}
