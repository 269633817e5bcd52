package firmata

import (
	"time"

	"modu/accessibility/input"
)

const (
	// jackDebounce bounds how many edges a loose plug can send; how long a plug must be
	// in to count is the core's business. A plug that is pulled is told at once.
	jackDebounce = 20 * time.Millisecond
	// chatter is how many changes without a steady moment between them count as a
	// loose wire: the worst of worn buttons makes about ten.
	chatter = 60
	// calm is how long a contact must be steady to count as repaired.
	calm = time.Second
)

// pin is one contact. Closed is low: it lies between the pin and ground.
type pin struct {
	n        int
	key      input.Key // empty: the contact of the headset socket
	debounce time.Duration

	known    bool          // a report has told its level
	raw      bool          // closed, as last reported
	since    time.Duration // when raw last changed
	flips    int           // changes of raw without a steady moment between them
	closed   bool          // after debouncing
	closedAt time.Duration
	reported bool // a KeyPressed was sent for it, and no KeyReleased
	stuck    bool
	chatters bool
}

func (p *pin) what() string {
	if p.key == "" {
		return "jack"
	}
	return string(p.key)
}

func (p *pin) wake(stuck time.Duration) time.Duration {
	switch {
	case !p.known:
		return 0
	case p.raw != p.closed:
		return p.since + p.debounce
	case p.chatters:
		return p.since + calm
	case p.closed && !p.stuck && p.key != "":
		return p.closedAt + stuck
	}
	return 0
}

// report takes the levels of eight pins.
func (d *Driver) report(now time.Duration, port, level byte, events []input.Event) []input.Event {
	for _, p := range d.pins {
		if byte(p.n/8) != port {
			continue
		}
		closed := level>>(p.n%8)&1 == 0
		switch {
		case !p.known:
			// What is down from the start was not pressed for us: it is not reported, and
			// it counts as stuck when it stays.
			p.known, p.raw, p.closed, p.since, p.closedAt = true, closed, closed, now, now
			if p.key == "" {
				events = append(events, d.jack(p))
			}
		case closed != p.raw:
			if now-p.since >= p.debounce {
				p.flips = 0
			}
			p.raw, p.since = closed, now
			if p.key == "" && p.closed != closed && closed == d.p.Board.Jack.InOpen {
				p.closed = closed // out: the first edge counts
				events = append(events, d.jack(p))
			}
			if p.flips++; p.flips >= chatter {
				p.chatters = true
			}
		}
	}
	return events
}

func (d *Driver) jack(p *pin) input.Event {
	return input.JackChanged{Device: d.device, In: p.closed != d.p.Board.Jack.InOpen}
}

// settle acts on contacts that have been steady for long enough, or closed for too
// long.
func (d *Driver) settle(now time.Duration, events []input.Event) []input.Event {
	for _, p := range d.pins {
		if !p.known {
			continue
		}
		if p.chatters && now-p.since >= calm {
			p.chatters, p.flips = false, 0
		}
		if p.raw != p.closed && now-p.since >= p.debounce {
			p.closed = p.raw
			switch {
			case p.key == "":
				events = append(events, d.jack(p))
			case p.closed:
				p.closedAt = p.since
				events = d.down(p, events)
			default:
				p.stuck = false
				events = d.up(p, events)
			}
		}
		if p.key != "" && p.closed && !p.stuck && now-p.closedAt >= d.p.Timing.Stuck {
			p.stuck = true
			events = d.up(p, events)
		}
	}
	return events
}

// down and up count: a foot switch and a button may be one key.
func (d *Driver) down(p *pin, events []input.Event) []input.Event {
	p.reported = true
	if d.pressed[p.key]++; d.pressed[p.key] == 1 {
		events = append(events, input.KeyPressed{Device: d.device, Key: p.key})
	}
	return events
}

func (d *Driver) up(p *pin, events []input.Event) []input.Event {
	if !p.reported {
		return events
	}
	p.reported = false
	if d.pressed[p.key]--; d.pressed[p.key] == 0 {
		events = append(events, input.KeyReleased{Device: d.device, Key: p.key})
	}
	return events
}

// releaseAll releases every key: the board has restarted, and what its pins were is
// unknown.
func (d *Driver) releaseAll(events []input.Event) []input.Event {
	for _, p := range d.pins {
		events = d.up(p, events)
	}
	d.forget()
	return events
}

func (d *Driver) forget() {
	for _, p := range d.pins {
		*p = pin{n: p.n, key: p.key, debounce: p.debounce}
	}
	clear(d.pressed)
}
