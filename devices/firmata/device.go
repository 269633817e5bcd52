package firmata

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/greet"
	"modu/devices/profile"
)

const (
	// askEvery: a question that was lost is asked again.
	askEvery = time.Second
	// greetWait is how long a board may take to answer, once it is asked.
	greetWait = 5 * time.Second
	// pollEvery heals a report that was lost: a key is never wrong for longer.
	pollEvery = time.Second
	// silence: a board that has not answered three times does not live.
	silence = 3*pollEvery + pollEvery/2
)

// stage is how far the greeting has come; it ends, the board working or given up, in greet.
type stage uint8

const (
	booting      stage = iota // it may still be about to report unasked
	naming                    // asked for its name
	capabilities              // asked what its pins can do
	settingUp                 // told what its pins are for, not yet confirmed
	reporting                 // set up: it tells its levels, of which all are known once it works
)

// Driver is one board. It implements devices.Driver.
type Driver struct {
	device string
	p      *profile.Profile
	dec    decoder
	last   time.Duration // when something was last heard

	stage  stage
	greet  greet.State
	info   devices.Info
	pollAt time.Duration // while it works: when to ask for all levels

	pins    []*pin
	ports   []byte            // that have inputs, in order
	pressed map[input.Key]int // contacts that hold it down
	lamps   map[string]bool
}

var _ devices.Driver = (*Driver)(nil)

// New makes the driver of a board; device is its id in the site file, which every
// event carries.
func New(p *profile.Profile, device string) *Driver {
	d := &Driver{device: device, p: p, pressed: map[input.Key]int{}, lamps: map[string]bool{}}
	add := func(n int, key input.Key, debounce time.Duration) {
		d.pins = append(d.pins, &pin{n: n, key: key, debounce: debounce})
		if port := byte(n / 8); !slices.Contains(d.ports, port) {
			d.ports = append(d.ports, port)
		}
	}
	for code, key := range p.Keys.Names {
		if n, err := strconv.Atoi(code); err == nil { // a loaded profile has only numbers
			add(n, key, p.Board.Debounce)
		}
	}
	if j := p.Board.Jack; j != nil {
		add(j.Pin, "", jackDebounce)
	}
	slices.SortFunc(d.pins, func(a, b *pin) int { return a.n - b.n })
	slices.Sort(d.ports)
	return d
}

// Open waits for the board to start, if the profile says that it may.
func (d *Driver) Open(now time.Duration) ([]byte, time.Duration) {
	d.dec.reset()
	d.forget()
	d.stage = booting
	d.greet = greet.Plan{Every: askEvery, Wait: greetWait}.OpenAt(now + d.p.Board.Boot)
	var out []byte
	if d.p.Board.Boot == 0 {
		out = d.ask(now)
	}
	return out, d.wake(now)
}

// Close forgets which keys were held: a key that vanished with its cable was not
// let go by a person.
func (d *Driver) Close(time.Duration) []input.Event {
	d.forget()
	d.stage, d.greet = booting, greet.State{}
	return nil
}

// Status tells where the board stands.
func (d *Driver) Status() devices.Status {
	s := devices.Status{Phase: d.greet.Phase(), Err: d.greet.Err(), Info: d.info}
	if s.Info.Model == "" {
		s.Info.Model = d.p.Name
	}
	for _, p := range d.pins {
		switch {
		case p.stuck:
			s.Fault, s.Err = devices.Faulty, fmt.Errorf("%w: pin %d (%s) is closed for more than %v; is the key stuck?", devices.ErrProtocol, p.n, p.key, d.p.Timing.Stuck)
		case p.chatters:
			s.Fault, s.Err = devices.Faulty, fmt.Errorf("%w: pin %d (%s) opens and closes all the time; is a wire loose?", devices.ErrProtocol, p.n, p.what())
		}
	}
	return s
}

// Lamp lights a lamp of the profile or puts it out. It keeps its state over a
// restart of the board and over a pulled cable. A lamp that the profile does not
// have stays dark.
func (d *Driver) Lamp(name string, on bool) devices.Act {
	return func(now time.Duration) ([]input.Event, []byte, time.Duration) {
		n, there := d.p.Board.Lamps[name]
		if !there {
			return nil, nil, d.wake(now)
		}
		d.lamps[name] = on
		if !d.working() {
			return nil, nil, d.wake(now)
		}
		return nil, light(nil, n, on), d.wake(now)
	}
}

func light(out []byte, n int, on bool) []byte {
	level := byte(0)
	if on {
		level = 1
	}
	return append(out, setPinValue, byte(n), level)
}

// Step takes the bytes that arrived.
func (d *Driver) Step(now time.Duration, in []byte) (events []input.Event, out []byte, wake time.Duration) {
	if d.dec.pending() && now-d.last >= d.p.Timing.Gap {
		d.dec.reset()
	}
	events = d.settle(now, events) // what was steady until these bytes came
	if len(in) > 0 {
		d.last = now
	}
	for _, m := range d.dec.feed(in) {
		var more []byte
		events, more = d.take(now, m, events)
		out = append(out, more...)
	}
	out = append(out, d.due(now)...)
	return events, out, d.wake(now)
}

// due asks for what it is time to ask for, or gives up.
func (d *Driver) due(now time.Duration) []byte {
	if d.working() {
		if now-d.last >= silence {
			d.fail(fmt.Errorf("%w: the board has not reported for %v", devices.ErrTimeout, silence))
		} else if now >= d.pollAt {
			return d.ask(now)
		}
		return nil
	}
	greeting := d.greet.Phase() == devices.Greeting
	var ask bool
	if d.greet, ask = d.greet.Step(now); ask {
		return d.ask(now)
	}
	if greeting && d.greet.Phase() == devices.Failed {
		d.fail(fmt.Errorf("%w: %s", devices.ErrTimeout, d.unanswered()))
	}
	return nil
}

func (d *Driver) working() bool { return d.greet.Phase() == devices.Working }

func (d *Driver) fail(err error) { d.greet = d.greet.Fail(err) }

func (d *Driver) unanswered() string {
	switch d.stage {
	case capabilities:
		return "the board does not tell what its pins can do; load StandardFirmata 2.5 onto it"
	case settingUp, reporting:
		return "the board does not report its pins"
	default:
		return "no Firmata board answers; is StandardFirmata loaded, and is the speed right?"
	}
}

// ask asks for what is missing, or for all levels.
func (d *Driver) ask(now time.Duration) (out []byte) {
	d.greet = d.greet.Asked(now)
	switch d.stage {
	case booting, naming:
		d.stage = naming
		return []byte{startSysex, askFirmware, endSysex}
	case capabilities:
		return []byte{startSysex, askCapabilities, endSysex}
	case settingUp:
		return d.setUp()
	default:
		d.pollAt = now + pollEvery
		for _, port := range d.ports {
			out = append(out, reportDigital|port, 1)
		}
		return out
	}
}

func (d *Driver) take(now time.Duration, m message, events []input.Event) ([]input.Event, []byte) {
	switch {
	case d.greet.Phase() == devices.Failed:
	case m.command == version:
		return events, d.versionTold(now, m.data[0], m.data[1])
	case m.command == startSysex && m.data[0] == askFirmware && len(m.data) >= 3:
		// Unasked while it works, this means that the board has restarted and has
		// forgotten what its pins are for.
		events = d.releaseAll(events)
		d.info.Model = text(m.data[3:])
		d.stage, d.greet = capabilities, d.greet.Again(now)
		return events, d.ask(now)
	case m.command == startSysex && m.data[0] == replyCapabilities && d.stage == capabilities:
		if err := d.check(modes(m.data[1:])); err != nil {
			d.fail(err)
			break
		}
		d.stage = settingUp
		return events, d.ask(now)
	case m.command == digitalReport && d.stage >= reporting:
		events = d.report(now, m.channel, levels(m.data), events)
		if d.stage == reporting && !slices.ContainsFunc(d.pins, func(p *pin) bool { return !p.known }) {
			d.greet = d.greet.Answered()
		}
	}
	return events, nil
}

// versionTold takes the version of the board's protocol, which also confirms that the board
// has been set up.
func (d *Driver) versionTold(now time.Duration, major, minor byte) []byte {
	d.info.Firmware = fmt.Sprintf("Firmata %d.%d", major, minor)
	switch {
	case major != 2 && d.stage < reporting:
		d.fail(fmt.Errorf("%w: the board speaks %s; 2.5 is needed", devices.ErrUnsupported, d.info.Firmware))
	case d.stage == settingUp:
		d.stage = reporting
		return d.ask(now)
	}
	return nil
}

// check compares the board's pins with the profile's.
func (d *Driver) check(has []map[byte]bool) error {
	can := func(n int, mode byte) bool { return n < len(has) && has[n][mode] }
	for _, p := range d.pins {
		switch {
		case !can(p.n, d.inputMode()) && can(p.n, modeInput):
			return fmt.Errorf(`%w: pin %d of this board has no pull-up resistor; fit one and write "pullup: false", or use another pin`, devices.ErrUnsupported, p.n)
		case !can(p.n, d.inputMode()):
			return fmt.Errorf("%w: pin %d (%s) of this board cannot be an input; use another pin", devices.ErrUnsupported, p.n, p.what())
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.p.Board.Lamps)) {
		if n := d.p.Board.Lamps[name]; !can(n, modeOutput) {
			return fmt.Errorf("%w: pin %d (lamp %s) of this board cannot be an output; use another pin", devices.ErrUnsupported, n, name)
		}
	}
	return nil
}

func (d *Driver) inputMode() byte {
	if d.p.Board.PullUp {
		return modePullUp
	}
	return modeInput
}

// setUp says what the pins are for. While it is carried out, pin by pin, the board
// would report levels that mean nothing; so reports are switched off, and what comes
// before the board has answered a question at the end is not looked at.
func (d *Driver) setUp() (out []byte) {
	for _, port := range d.ports {
		out = append(out, reportDigital|port, 0)
	}
	for _, p := range d.pins {
		out = append(out, setPinMode, byte(p.n), d.inputMode())
	}
	for _, name := range slices.Sorted(maps.Keys(d.p.Board.Lamps)) {
		n := d.p.Board.Lamps[name]
		out = light(append(out, setPinMode, byte(n), modeOutput), n, d.lamps[name])
	}
	return append(out, version)
}

func (d *Driver) wake(now time.Duration) (at time.Duration) {
	if d.greet.Phase() == devices.Failed {
		return 0
	}
	if d.dec.pending() {
		at = d.last + d.p.Timing.Gap
	}
	if d.working() {
		at = devices.Sooner(devices.Sooner(at, d.pollAt), d.last+silence)
	} else {
		at = devices.Sooner(at, d.greet.Deadline())
	}
	for _, p := range d.pins {
		at = devices.Sooner(at, p.wake(d.p.Timing.Stuck))
	}
	return max(at, now)
}
