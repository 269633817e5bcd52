package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strconv"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

const (
	format  = "modu-journal"
	version = 1
	// maxLine bounds a record; a full basket takes about 20 kB.
	maxLine = 1 << 20
)

type kind string

const (
	kindBoot    kind = "boot"    // the kiosk started; Number is the last order number
	kindStarted kind = "started" // a payment was asked for
	kindEnded   kind = "ended"   // the terminal answered
	kindDone    kind = "done"    // the order was handed over to the kitchen
	kindSettled kind = "settled" // staff looked at an open payment
	kindTaken   kind = "taken"   // the program beside the kiosk has taken the report
	kindBasket  kind = "basket"  // a basket was given its number, to be sent by a call
)

type id struct {
	Boot    uint32 `json:"boot"`
	Counter uint32 `json:"counter"`
}

type record struct {
	Kind     kind            `json:"kind"`
	At       time.Time       `json:"at,omitzero"`
	Boot     uint32          `json:"boot,omitempty"`
	Payment  *id             `json:"payment,omitempty"`
	Session  *id             `json:"session,omitempty"`
	Number   int             `json:"number,omitempty"`
	Minor    int64           `json:"minor,omitempty"`
	Currency string          `json:"currency,omitempty"`
	Outcome  string          `json:"outcome,omitempty"`
	Order    json.RawMessage `json:"order,omitempty"`
	Report   *report         `json:"report,omitempty"`

	// Epoch and Seq name a basket: of boot, the last that was given; of basket, the one that a
	// call sends; of ended, the one that is reported; of started, the same, in a file that was
	// written anew.
	Epoch string `json:"epoch,omitempty"`
	Seq   int64  `json:"seq,omitempty"`
}

// report is what the program beside the kiosk is told once it is paid. It is written before
// the payment is asked for, so that no crash can come between the money and the news of it.
type report struct {
	Key      string            `json:"key"`
	Path     string            `json:"path"`
	Language string            `json:"language,omitempty"`
	Fields   map[string]string `json:"fields,omitempty"`
	Basket   *order.Basket     `json:"basket,omitempty"` // without epoch and seq
}

type headerLine struct {
	Version int    `json:"version"`
	Format  string `json:"format"`
}

type recordLine struct {
	CRC string          `json:"crc"`
	Rec json.RawMessage `json:"rec"`
}

func encodeHeader() []byte {
	return fmt.Appendf(nil, "{\"version\":%d,\"format\":%q}\n", version, format)
}

// encode is a line that holds a value and its checksum.
func encode(v any) ([]byte, error) {
	rec, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(nil, "{\"crc\":\"%08x\",\"rec\":%s}\n", crc32.ChecksumIEEE(rec), rec), nil
}

func decode(line []byte) (record, bool) {
	rec, ok := unseal(line)
	var r record
	if !ok || json.Unmarshal(rec, &r) != nil {
		return record{}, false
	}
	return r, true
}

// unseal is what a line holds, and false where its checksum is wrong.
func unseal(line []byte) (json.RawMessage, bool) {
	var l recordLine
	if json.Unmarshal(line, &l) != nil {
		return nil, false
	}
	sum, err := strconv.ParseUint(l.CRC, 16, 32)
	return l.Rec, err == nil && uint32(sum) == crc32.ChecksumIEEE(l.Rec)
}

func outcomes() []input.Outcome {
	return []input.Outcome{input.Approved, input.Declined, input.Cancelled, input.Unknown}
}

func parseOutcome(s string) (input.Outcome, bool) {
	for _, o := range outcomes() {
		if o.String() == s {
			return o, true
		}
	}
	return 0, false
}

// Payment is a payment that was begun.
type Payment struct {
	ID      input.EffectID
	Session scene.SessionID
	Number  int // for pick-up
	Amount  money.Amount
	Order   order.Order
	Outcome input.Outcome // Unknown where the terminal's answer was never written
	Started time.Time     // wall time
	Report  *order.Report // what is told once it is paid; nil: nothing
	Key     string        // by which the program knows the report again

	refused bool // declined or cancelled: nothing was taken
	done    bool // the order was completed, or staff settled it
	taken   bool // the program has taken the report
}

// state is what a journal file says.
type state struct {
	boot     uint32
	number   int        // the order number that was given last
	epoch    string     // of seq; "" where no basket could be numbered yet
	seq      int64      // the last number of a basket
	payments []*Payment // as begun
	byID     map[input.EffectID]*Payment

	foreign bool  // not a journal of this version
	bad     []int // lines that are no records, counted from 1
	size    int64 // up to the end of the last whole line
	torn    int64 // bytes of a last line that was cut off
	unended bool  // the last record is whole, only its line end is missing
}

// read takes a journal in. It never fails: what it cannot read it reports in bad,
// torn or foreign. An error is one of the disk.
func read(r io.Reader) (*state, error) {
	st := &state{byID: map[input.EffectID]*Payment{}}
	lines := lineReader{r: r, buf: make([]byte, 64<<10)}
	for n := 1; ; n++ {
		line, whole, err := lines.next()
		if err == io.EOF {
			return st, nil
		}
		if err != nil {
			return st, err
		}
		ok := false
		if n == 1 {
			// A damaged header does not make the records worthless: each has a
			// checksum. A sound header of something else does.
			var h headerLine
			ok = json.Unmarshal(line, &h) == nil && h == headerLine{version, format}
			st.foreign = !ok && (h.Version != 0 || h.Format != "")
		} else if rec, good := decode(line); good && !st.foreign {
			ok = st.apply(rec)
		}
		switch {
		case whole:
			st.size += lines.length
			if !ok {
				st.bad = append(st.bad, n)
			}
		case ok: // the very last line, without its end
			st.size += lines.length
			st.unended = true
		default:
			st.torn = lines.length
		}
	}
}

// apply adds a record; false for one that means nothing.
func (st *state) apply(r record) bool {
	if r.Number > 0 {
		st.number = r.Number // the last one, not the highest: ranges come round again
	}
	st.counted(r)
	switch r.Kind {
	case kindBoot:
		st.boot = max(st.boot, r.Boot)
		return true
	case kindBasket:
		return r.Seq > 0
	case kindDone:
		for _, p := range st.payments {
			if r.Session != nil && p.Session == scene.SessionID(*r.Session) && p.Number == r.Number {
				p.done = true
			}
		}
		return true
	case kindStarted, kindEnded, kindSettled, kindTaken:
		p := st.payment(r.Payment)
		return p != nil && p.apply(r)
	}
	return false
}

// counted follows the numbers of baskets. A record of another epoch than that of the boot
// before it is one that was carried on from an older one.
func (st *state) counted(r record) {
	switch {
	case r.Kind == kindBoot && r.Epoch != "":
		st.epoch, st.seq = r.Epoch, max(r.Seq, 0)
	case r.Epoch != "" && r.Epoch == st.epoch:
		st.seq = max(st.seq, r.Seq)
	}
}

// apply adds a record about this payment.
func (p *Payment) apply(r record) bool {
	switch r.Kind {
	case kindStarted:
		return p.start(r)
	case kindEnded:
		out, known := parseOutcome(r.Outcome)
		if !known {
			return false
		}
		// An approval that comes late, after a cancellation, is money taken.
		p.Outcome, p.refused = out, out == input.Declined || out == input.Cancelled
		p.name(r)
	case kindSettled:
		p.done = true
	case kindTaken:
		p.taken = true
	}
	return true
}

// name gives the basket of the report the number that a record holds.
func (p *Payment) name(r record) {
	if r.Seq > 0 && p.Report != nil && p.Report.Basket != nil && p.Report.Basket.Seq == 0 {
		p.Report.Basket.Epoch, p.Report.Basket.Seq = r.Epoch, r.Seq
	}
}

func (p *Payment) start(r record) bool {
	p.Number, p.Amount, p.Started = r.Number, money.Amount{Minor: r.Minor, Currency: r.Currency}, r.At
	if r.Session != nil {
		p.Session = scene.SessionID(*r.Session)
	}
	if r.Report != nil {
		p.Key, p.Report = r.Report.Key, &order.Report{Path: r.Report.Path, Language: r.Report.Language, Fields: r.Report.Fields, Basket: r.Report.Basket}
		if p.Report.Fields == nil {
			p.Report.Fields = map[string]string{} // as it was sent before
		}
		p.name(r)
	}
	// An order that cannot be read must not hide the payment for it.
	return len(r.Order) == 0 || json.Unmarshal(r.Order, &p.Order) == nil
}

func (st *state) payment(at *id) *Payment {
	if at == nil {
		return nil
	}
	eff := input.EffectID(*at)
	st.boot = max(st.boot, eff.Boot)
	p := st.byID[eff]
	if p == nil {
		p = &Payment{ID: eff, Outcome: input.Unknown}
		st.byID[eff] = p
		st.payments = append(st.payments, p)
	}
	return p
}

// open are the payments that somebody has to look at.
func (st *state) open() []Payment {
	var out []Payment
	for _, p := range st.payments {
		if !p.refused && !p.done {
			out = append(out, *p)
		}
	}
	return out
}

// undelivered reports whether the program has still to be told that this was paid. A basket
// without a number is told of when it has one.
func (p *Payment) undelivered() bool { return p.owed() && !p.unnumbered() }

// owed reports whether this was paid and the program has not taken the report.
func (p *Payment) owed() bool {
	return p.Report != nil && !p.taken && p.Outcome == input.Approved
}

// unnumbered reports whether the report holds a basket that has no number yet.
func (p *Payment) unnumbered() bool {
	return p.Report != nil && p.Report.Basket != nil && p.Report.Basket.Seq == 0
}

// carry are the records that a new file needs in order to say the same.
func (st *state) carry() []record {
	var out []record
	for _, p := range st.payments {
		if open := !p.refused && !p.done; !open && !p.owed() {
			continue
		}
		out = append(out, started(*p), record{Kind: kindEnded, Payment: (*id)(&p.ID), Outcome: p.Outcome.String()})
		if p.done {
			out = append(out, record{Kind: kindSettled, Payment: (*id)(&p.ID)})
		}
		if p.taken {
			out = append(out, record{Kind: kindTaken, Payment: (*id)(&p.ID)})
		}
	}
	if st.boot > 0 || st.number > 0 { // behind the payments: its numbers are the last ones
		out = append(out, record{Kind: kindBoot, Boot: st.boot, Number: st.number, Epoch: st.epoch, Seq: st.seq})
	}
	return out
}

func started(p Payment) record {
	ord, _ := p.Order.MarshalJSON() // plain values: cannot fail
	r := record{Kind: kindStarted, At: p.Started, Payment: (*id)(&p.ID), Session: (*id)(&p.Session),
		Number: p.Number, Minor: p.Amount.Minor, Currency: p.Amount.Currency, Order: ord}
	if p.Report != nil {
		r.Report = &report{p.Key, p.Report.Path, p.Report.Language, p.Report.Fields, nil}
		if p.Report.Basket != nil {
			b := *p.Report.Basket
			r.Epoch, r.Seq = b.Epoch, b.Seq
			b.Epoch, b.Seq = "", 0
			r.Report.Basket = &b
		}
	}
	return r
}

// lineReader reads lines in bounded memory.
type lineReader struct {
	r      io.Reader
	buf    []byte
	data   []byte // read but not handed out, a part of buf
	length int64  // of the last line, with its end
	err    error
}

// next gives a line without its end and whether it had one. Of a line longer than
// maxLine only a part comes.
func (l *lineReader) next() (line []byte, whole bool, err error) {
	l.length = 0
	skipping := false
	for from := 0; ; {
		if i := bytes.IndexByte(l.data[from:], '\n'); i >= 0 {
			line, l.data = l.data[:from+i], l.data[from+i+1:]
			l.length += int64(len(line)) + 1
			if skipping {
				line = nil
			}
			return line, true, nil
		}
		if l.err != nil {
			line, l.data = l.data, nil
			l.length += int64(len(line))
			if l.err == io.EOF && l.length > 0 {
				if skipping {
					line = nil
				}
				return line, false, nil
			}
			return nil, false, l.err
		}
		if len(l.data) >= maxLine {
			l.length += int64(len(l.data))
			l.data, skipping = nil, true
		}
		from = len(l.data)
		l.fill()
	}
}

func (l *lineReader) fill() {
	l.data = l.buf[:copy(l.buf, l.data)]
	if len(l.data) == len(l.buf) {
		l.buf = append(slices.Clone(l.buf), make([]byte, len(l.buf))...)
		l.data = l.buf[:len(l.data)]
	}
	var n int
	n, l.err = l.r.Read(l.buf[len(l.data):])
	l.data = l.buf[:len(l.data)+n]
}
