package link

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/transport"
	"modu/internal/task"
)

const (
	// queueLen bounds what may wait for a port. A driver that has this much unsent
	// talks to a device that does not listen.
	queueLen = 32
	// lookEvery is how often, while waiting, a look is taken whether the port's
	// node has appeared. It costs one stat.
	lookEvery = 500 * time.Millisecond
	// lookSoon is how often at first, for lookSoonFor after a port was lost: a cable
	// that was only touched is back before the next ordinary look, which would then
	// not know that the node had been gone, and wait for the back-off.
	lookSoon    = 50 * time.Millisecond
	lookSoonFor = 2 * time.Second
	// mailbox bounds orders that wait for the link's goroutine.
	mailbox = 64
)

// limits is how patient a link is with a port.
type limits struct {
	stall   time.Duration // one write may take this long
	abandon time.Duration // a closed port may keep its goroutines this long, then they are left behind and counted
}

// standard: 64 bytes at 1200 baud take 0.6 s.
func standard() limits { return limits{stall: 2 * time.Second, abandon: 2 * time.Second} }

// ErrStopped: the link has ended, or its mailbox is full. Whoever sent the order
// must treat it as never carried out.
var ErrStopped = errors.New("link: order not accepted")

// Config says what to keep alive.
type Config struct {
	ID     string // of the device in the site file; events carry it
	Class  string // "keypad", "terminal", "call": middle part of health codes
	Driver devices.Driver
	Opener transport.Opener
	Spec   transport.PortSpec
	Emit   func(input.Event) // called from the link's goroutine; must return soon
	Log    func(text string) // for staff, not for users; may be nil
}

// Status is what "kioskctl" and a status page may show.
type Status struct {
	State     input.DeviceState
	Known     bool // false until State was found out
	Info      devices.Info
	Err       error // the last thing that went wrong, nil if nothing ever did
	Abandoned int   // ports given up whose goroutines never came back
}

// Link keeps one device alive.
type Link struct {
	cfg   Config
	lim   limits
	begun time.Time
	acts  chan devices.Act
	own   *task.Task
	wg    sync.WaitGroup // openers and closers

	mu     sync.Mutex
	status Status
}

// Start returns at once; events tell what becomes of the device. The link ends
// when ctx does or Close is called.
func Start(ctx context.Context, cfg Config) *Link { return start(ctx, cfg, standard()) }

func start(ctx context.Context, cfg Config, lim limits) *Link {
	if cfg.Log == nil {
		cfg.Log = func(string) {}
	}
	l := &Link{cfg: cfg, lim: lim, begun: time.Now(), acts: make(chan devices.Act, mailbox)}
	l.own = task.StartIn(ctx, l.run)
	return l
}

// Send gives an order to the driver. It never blocks. Any goroutine may call it.
func (l *Link) Send(a devices.Act) error {
	select {
	case <-l.own.Ended():
		return ErrStopped
	default:
	}
	select {
	case l.acts <- a:
		return nil
	default:
		return ErrStopped
	}
}

// Status tells how things stand. Any goroutine may call it.
func (l *Link) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.status
}

// Close ends the link and waits for its goroutines, at most a few seconds.
func (l *Link) Close() {
	l.own.Stop()
}

func (l *Link) now() time.Duration { return time.Since(l.begun) }

type openResult struct {
	port transport.Port
	err  error
}

// loop is the state of run, all of it owned by one goroutine.
type loop struct {
	l       *Link
	ctx     context.Context
	m       *machine
	port    *openPort // nil: none
	results chan openResult
	present bool
	lostAt  time.Duration // 0: no port was lost yet
	wake    time.Duration
}

func (l *Link) run(ctx context.Context) {
	lo := &loop{l: l, ctx: ctx, m: newMachine(l.cfg.ID, l.cfg.Class, l.cfg.Driver), results: make(chan openResult, 1)}
	defer func() {
		if lo.port != nil {
			lo.emit(lo.m.drv.Close(l.now()))
			lo.closePort()
		}
		l.wg.Wait()
		select { // a port that was opened while we were ending
		case r := <-lo.results:
			if r.port != nil {
				r.port.Close()
			}
		default:
		}
	}()
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	lo.do(lo.m.step(l.now()))
	for {
		timer.Reset(max(0, lo.nextWake()-l.now()))
		var in <-chan []byte
		var failed <-chan error
		if lo.port != nil {
			in, failed = lo.port.in, lo.port.failed
		}
		select {
		case <-ctx.Done():
			return
		case r := <-lo.results:
			lo.opened(r)
		case b := <-in:
			lo.do(lo.m.bytes(l.now(), b))
		case err := <-failed:
			lo.lost(err)
		case a := <-l.acts:
			lo.do(lo.m.act(l.now(), a))
		case <-timer.C:
			lo.tick()
		}
	}
}

func (lo *loop) nextWake() time.Duration {
	w := lo.wake
	if lo.port != nil {
		w = devices.Sooner(w, lo.port.stallAt())
	}
	if lo.m.stage == waiting && lo.watches() {
		w = devices.Sooner(w, lo.nextLook(lo.l.now()))
	}
	if w == 0 {
		return lo.l.now() + time.Hour
	}
	return w
}

func (lo *loop) nextLook(now time.Duration) time.Duration {
	if lo.lostAt != 0 && now-lo.lostAt < lookSoonFor {
		return now + lookSoon
	}
	return now + lookEvery
}

func (lo *loop) watches() bool { _, ok := lo.l.cfg.Opener.(transport.Presence); return ok }

func (lo *loop) tick() {
	now := lo.l.now()
	if lo.port != nil {
		if at := lo.port.stallAt(); at != 0 && now >= at {
			lo.lost(fmt.Errorf("%w: it has stopped reading", devices.ErrTimeout))
			return
		}
	}
	if p, ok := lo.l.cfg.Opener.(transport.Presence); ok && lo.m.stage == waiting {
		before := lo.present
		if lo.present = p.Present(lo.l.cfg.Spec); lo.present && !before {
			lo.do(lo.m.appeared(now))
			return
		}
	}
	lo.do(lo.m.step(now))
}

func (lo *loop) opened(r openResult) {
	now := lo.l.now()
	if r.err != nil {
		// A node that is there but cannot be opened is no news when seen again.
		lo.present = !errors.Is(r.err, devices.ErrAbsent)
		lo.do(lo.m.openFailed(now, r.err))
		return
	}
	lo.present = true
	lo.port = newOpenPort(lo.l, r.port)
	lo.do(lo.m.opened(now))
}

func (lo *loop) lost(err error) {
	lo.lostAt = lo.l.now()
	lo.do(lo.m.lost(lo.lostAt, err))
}

// do carries out what the machine wants.
func (lo *loop) do(t todo) {
	lo.wake = t.wake
	if len(t.out) > 0 && lo.port != nil && !lo.port.send(t.out) {
		lo.emit(t.events)
		lo.lost(fmt.Errorf("%w: %d writes wait", devices.ErrTimeout, queueLen))
		return
	}
	if t.close {
		lo.closePort()
	}
	lo.publish()
	lo.emit(t.events)
	if t.open {
		lo.l.wg.Go(func() {
			p, err := lo.l.cfg.Opener.Open(lo.ctx, lo.l.cfg.Spec)
			lo.results <- openResult{p, err}
		})
	}
}

func (lo *loop) emit(events []input.Event) {
	for _, e := range events {
		if d, ok := e.(input.DeviceChanged); ok {
			text := fmt.Sprintf("%s on %s: %s", d.Device, lo.l.cfg.Spec, [...]string{"absent", "ready", "lost", "faulty"}[d.State])
			if d.State != input.DeviceReady && lo.m.lastErr != nil {
				text += ": " + lo.m.lastErr.Error()
			}
			lo.l.cfg.Log(text)
		}
		lo.l.cfg.Emit(e)
	}
}

func (lo *loop) publish() {
	lo.l.mu.Lock()
	defer lo.l.mu.Unlock()
	s := &lo.l.status
	s.State, s.Known, s.Err, s.Info = lo.m.state, lo.m.reported, lo.m.lastErr, lo.m.drv.Status().Info
}

func (lo *loop) closePort() {
	p := lo.port
	if p == nil {
		return
	}
	lo.port = nil
	lo.l.wg.Go(func() {
		if !p.close() {
			lo.l.mu.Lock()
			lo.l.status.Abandoned++
			lo.l.mu.Unlock()
		}
	})
}
