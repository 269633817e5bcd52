package sim

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"modu/devices/frame"
)

// The protocol is described in package terminal. This is written from that
// description, not from the driver.

const (
	outcomeEvery = 500 * time.Millisecond // an outcome is repeated until it is confirmed
	outcomeTries = 10
	remembered   = 64 // finished request ids, so that a repeated sale is not begun twice
)

// NewTerminal makes a card terminal. script says how it behaves, sale by sale,
// separated by semicolons, the last for all that follow:
//
//	wait               wait for the commands read, tap, approve, decline, cancel, vanish
//	approve after 2s   as if a good card had been held against it
//	decline after 2s
//	timeout            wait for a card for ever, and do not hear a cancel
//	unknown            take the request and hang up
//	deaf               never confirm a request
//
// An empty script is "wait".
func NewTerminal(script string) (*Device, error) {
	t := &terminal{}
	t.format = frame.Format{Start: []byte{0x02}, LengthBytes: 2, Payload: frame.Range{Min: 9, Max: 41},
		End: []byte{0x03}, Check: frame.CRC16XModem, Layout: []frame.Part{frame.PartStart, frame.PartLength, frame.PartPayload, frame.PartEnd, frame.PartCheck}}
	t.dec = frame.NewDecoder(&t.format)
	for _, part := range strings.Split(script, ";") {
		words := strings.Fields(part)
		if len(words) == 0 {
			continue
		}
		b := behaviour{what: words[0]}
		if !slices.Contains([]string{"wait", "approve", "decline", "timeout", "unknown", "deaf"}, b.what) {
			return nil, fmt.Errorf("sim: a terminal cannot %q; it can wait, approve, decline, timeout, unknown, deaf", b.what)
		}
		if len(words) == 3 && words[1] == "after" {
			d, err := time.ParseDuration(words[2])
			if err != nil || d < 0 {
				return nil, fmt.Errorf("sim: %q is not a length of time such as 2s", words[2])
			}
			b.after = d
		} else if len(words) != 1 {
			return nil, fmt.Errorf("sim: %q: write a behaviour, or a behaviour and \"after 2s\"", strings.TrimSpace(part))
		}
		t.script = append(t.script, b)
	}
	if len(t.script) == 0 {
		t.script = []behaviour{{what: "wait"}}
	}
	return newDevice(t, 10*time.Second/115200), nil
}

type behaviour struct {
	what  string
	after time.Duration
}

type terminal struct {
	format frame.Format
	dec    *frame.Decoder
	script []behaviour
	now    time.Duration

	sale    *sale
	done    []ended // oldest first
	vanish  bool
	unheard *ended // outcome that the kiosk has not confirmed
	tries   int
	again   time.Duration
}

type saleID [8]byte

type sale struct {
	id       saleID
	minor    uint64
	currency string
	how      behaviour
	at       time.Duration // when it decides by itself; 0: never
}

type ended struct {
	id      saleID
	outcome byte
}

func (t *terminal) powerOn() { t.dec.Reset() }

func (t *terminal) state() string {
	if t.sale == nil {
		return "idle"
	}
	return fmt.Sprintf("waits for a card: %d %s (minor units)", t.sale.minor, t.sale.currency)
}

func (t *terminal) message(kind byte, id saleID, body ...byte) []byte {
	b, err := t.format.Encode(frame.Frame{Payload: append(append([]byte{kind}, id[:]...), body...)})
	if err != nil {
		panic("sim: a terminal's message does not fit its frame: " + err.Error())
	}
	return b
}

func (t *terminal) step(now time.Duration, in []byte) (frames [][]byte, hangUp bool, wake time.Duration) {
	t.now = now
	for _, f := range t.dec.Feed(in) {
		frames = append(frames, t.take(f.Payload)...)
	}
	if s := t.sale; s != nil && s.at != 0 && now >= s.at {
		frames = append(frames, t.finish(s.how.what[0])) // 'a' of approve, 'd' of decline
	}
	if u := t.unheard; u != nil && now >= t.again {
		if t.tries++; t.tries > outcomeTries {
			t.unheard = nil
		} else {
			t.again = now + outcomeEvery
			frames = append(frames, t.message('E', u.id, u.outcome))
		}
	}
	if t.vanish {
		t.vanish, t.sale = false, nil
		return nil, true, 0
	}
	if t.sale != nil {
		wake = t.sale.at
	}
	if t.unheard != nil && (wake == 0 || t.again < wake) {
		wake = t.again
	}
	return frames, false, wake
}

func (t *terminal) take(p []byte) [][]byte {
	var id saleID
	copy(id[:], p[1:9])
	body := p[9:]
	switch p[0] {
	case 'P':
		return [][]byte{t.message('H', id, []byte("Modu simulated terminal")...)}
	case 'S':
		return t.begin(id, body)
	case 'C':
		if t.sale != nil && t.sale.id == id && t.sale.how.what == "timeout" {
			return nil
		}
		out := [][]byte{t.message('A', id, 'C')}
		if t.sale != nil && t.sale.id == id {
			return append(out, t.finish('c'))
		}
		return append(out, t.repeat(id)...)
	case 'A':
		if t.unheard != nil && t.unheard.id == id {
			t.unheard = nil
		}
	}
	return nil
}

func (t *terminal) begin(id saleID, body []byte) [][]byte {
	if out := t.repeat(id); out != nil {
		return append([][]byte{t.message('A', id, 'S')}, out...)
	}
	if t.sale != nil && t.sale.id == id {
		if t.sale.how.what == "deaf" {
			return nil
		}
		return [][]byte{t.message('A', id, 'S')} // repeated: begun already
	}
	if len(body) != 11 {
		return [][]byte{t.message('N', id, 'S', 'm')}
	}
	if t.sale != nil {
		return [][]byte{t.message('N', id, 'S', 'b')}
	}
	how := t.script[0]
	if len(t.script) > 1 {
		t.script = t.script[1:]
	}
	t.sale = &sale{id: id, minor: binary.BigEndian.Uint64(body), currency: string(body[8:]), how: how}
	switch how.what {
	case "unknown":
		t.vanish = true
		return nil
	case "deaf":
		return nil
	case "approve", "decline":
		t.sale.at = max(1, t.now+how.after)
	}
	return [][]byte{t.message('A', id, 'S'), t.message('W', id, 'c')}
}

// repeat tells the outcome of a sale that has ended, nil for one that has not.
func (t *terminal) repeat(id saleID) [][]byte {
	for _, e := range t.done {
		if e.id == id {
			return [][]byte{t.message('E', id, e.outcome)}
		}
	}
	return nil
}

func (t *terminal) finish(outcome byte) []byte {
	e := ended{t.sale.id, outcome}
	t.sale = nil
	if t.done = append(t.done, e); len(t.done) > remembered {
		t.done = t.done[1:]
	}
	t.unheard, t.tries, t.again = &e, 1, t.now+outcomeEvery
	return t.message('E', e.id, outcome)
}

func (t *terminal) controls() []Control {
	return []Control{
		{Name: "read", Label: "a card is read, and the bank asked"},
		{Name: "tap", Label: "hold a card against it"},
		{Name: "approve", Label: "the card is good"},
		{Name: "decline", Label: "the card is refused"},
		{Name: "cancel", Label: "the person presses cancel on the terminal"},
		{Name: "vanish", Label: "hang up in the middle", Kind: Fault},
	}
}

func (t *terminal) command(now time.Duration, words []string) ([][]byte, error) {
	t.now = now
	outcome := map[string]byte{"tap": 'a', "approve": 'a', "decline": 'd', "cancel": 'c'}[words[0]]
	switch {
	case words[0] == "vanish":
		t.vanish = true
		return nil, nil
	case t.sale == nil:
		return nil, fmt.Errorf("sim: the terminal waits for no card")
	case words[0] == "read":
		return [][]byte{t.message('W', t.sale.id, 'b')}, nil
	}
	return [][]byte{t.finish(outcome)}, nil
}
