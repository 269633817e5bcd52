package journal

import (
	"crypto/rand"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

const (
	ordersName = "orders.jsonl"
	bootName   = "boot"
	lockName   = "lock"
	// maxSize is when a file is put away at the next start: some ten thousand
	// orders, read in well under a second.
	maxSize = 4 << 20
)

var (
	// ErrInUse: another process has the journal open. Wait for it to end.
	ErrInUse = errors.New("journal: in use by another process")
	// ErrClosed: the journal was closed.
	ErrClosed = errors.New("journal: closed")
)

// Codes of notes, and what the text of staff messages is found by.
const (
	CodeTorn    = "health.journal.torn"    // a last line was cut off: a power cut while writing
	CodeCorrupt = "health.journal.corrupt" // records could not be read; the file was put aside
	CodeBoot    = "health.journal.boot"    // the boot number was made again from the records
)

// Note is something staff should know. Detail is for the technician's log.
type Note struct {
	Code   string
	Detail string
}

// Recovered is what the last run left.
type Recovered struct {
	Boot       uint32    // of this run; ids made of (Boot, counter) never repeat
	NextNumber int       // the next order number for pick-up
	Open       []Payment // paid, or perhaps paid, and not finished; staff must hear of each
	Notes      []Note

	// Menu is what was pushed about the menu in earlier runs, by item; nil: nothing.
	Menu map[string]input.ItemChange

	// Catalogue is what a program told of the menu in earlier runs.
	Catalogue Catalogue
}

func (r *Recovered) note(code, format string, args ...any) {
	r.Notes = append(r.Notes, Note{code, fmt.Sprintf(format, args...)})
}

// file is what a Journal needs of a file; tests make it fail.
type file interface {
	Write([]byte) (int, error)
	Sync() error
	Truncate(int64) error
	Close() error
}

// Journal is open for writing.
type Journal struct {
	mu    sync.Mutex
	dir   string
	f     file
	lock  *os.File
	now   func() time.Time
	size  int64 // up to the last record known to be on disk
	dirty bool  // something behind size may be half written

	toTell []*Payment // with a report that the program has not taken
	holds  holds      // that may have to be cancelled

	epoch   string          // of the numbers of baskets
	seq     int64           // the last that was given
	baskets []numberedOrder // of the stays of late, so that the same one keeps its number
}

// numberedOrder is a basket with its number, and the stay that it belongs to.
type numberedOrder struct {
	of     scene.SessionID
	basket order.Basket
	paid   bool // a report has its number, and no other payment's has it again
}

// Open reads what the last run left in dir, repairs it, and opens it for this run.
// now gives the wall time of records. On an error, of the disk or ErrInUse, the
// Journal is nil and Recovered holds what could be read.
func Open(dir string, now func() time.Time) (*Journal, Recovered, error) {
	var rec Recovered
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, rec, err
	}
	lock, err := os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, rec, err
	}
	j := &Journal{dir: dir, lock: lock, now: now}
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, rec, errors.Join(ErrInUse, lock.Close())
	}
	if err := j.open(dir, &rec); err != nil {
		if j.f != nil {
			err = errors.Join(err, j.f.Close())
		}
		return nil, rec, errors.Join(err, lock.Close())
	}
	return j, rec, nil
}

func (j *Journal) open(dir string, rec *Recovered) error {
	path := filepath.Join(dir, ordersName)
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		// A replacement that was whole but not yet in its place.
		if err := os.Rename(path+newSuffix, path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	st, err := load(path)
	if err != nil {
		return err
	}
	if err := newBoot(dir, st, rec); err != nil {
		return err
	}
	if err := errors.Join(readMenu(dir, rec), readCatalogue(dir, rec)); err != nil {
		return err
	}
	rec.NextNumber = st.number + 1
	rec.Open = st.open()
	for _, p := range st.payments {
		if p.owed() {
			j.toTell = append(j.toTell, p)
		}
	}
	j.holds = st.abandoned()
	j.count(st)
	if err := j.repair(dir, st, rec); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	j.f = f
	if err := j.append(record{Kind: kindBoot, Boot: rec.Boot, Number: st.number, Epoch: j.epoch, Seq: j.seq}); err != nil {
		return err
	}
	return j.numberLate()
}

// count goes on with the numbers of baskets.
func (j *Journal) count(st *state) {
	if st.epoch == "" || st.foreign || len(st.bad) > 0 {
		// What cannot be read may have held numbers: none of them may be given again.
		st.epoch, st.seq = newEpoch(), 0
	}
	j.epoch, j.seq = st.epoch, st.seq
}

// numberLate numbers the baskets of payments that the terminal approved when another payment
// had begun.
func (j *Journal) numberLate() error {
	for _, p := range j.toTell {
		if p.unnumbered() {
			if err := j.PaymentEnded(p.ID, input.Approved); err != nil {
				return err
			}
		}
	}
	return nil
}

// newEpoch is a name that no other count has: 50 bits by chance, short enough to be read out
// over a telephone.
func newEpoch() string { return rand.Text()[:10] }

func load(path string) (*state, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return read(strings.NewReader(""))
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return read(f)
}

// newBoot finds a number that no run before had, and keeps it.
func newBoot(dir string, st *state, rec *Recovered) error {
	path := filepath.Join(dir, bootName)
	last := st.boot
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		if st.size > 0 {
			rec.note(CodeBoot, "the boot number was missing; the records say %d", last)
		}
	case err != nil:
		return err
	default:
		n, ok := parseBoot(string(data))
		if !ok {
			rec.note(CodeBoot, "the boot number could not be read; the records say %d", last)
			if err := os.Rename(path, unused(path+".bad-"+strconv.FormatUint(uint64(last)+1, 10))); err != nil {
				return err
			}
		} else {
			last = max(last, n)
		}
	}
	if last == math.MaxUint32 {
		return errors.New("journal: boot numbers are used up")
	}
	rec.Boot = last + 1
	return replace(path, fmt.Appendf(nil, "version: 1\nboot: %d\n", rec.Boot))
}

func parseBoot(s string) (uint32, bool) {
	num, ok := strings.CutPrefix(s, "version: 1\nboot: ")
	n, err := strconv.ParseUint(strings.TrimSuffix(num, "\n"), 10, 32)
	return uint32(n), ok && err == nil
}

// repair brings the file into a state that can be written on.
func (j *Journal) repair(dir string, st *state, rec *Recovered) error {
	path := filepath.Join(dir, ordersName)
	if st.torn > 0 {
		aside := unused(fmt.Sprintf("%s.torn-%d", path, rec.Boot))
		rec.note(CodeTorn, "the last %d bytes are not a whole record; they are kept as %s", st.torn, filepath.Base(aside))
		if err := copyFrom(path, st.size, aside); err != nil {
			return err
		}
	}
	switch {
	case st.foreign || len(st.bad) > 0:
		aside := unused(fmt.Sprintf("%s.bad-%d", path, rec.Boot))
		rec.note(CodeCorrupt, "unreadable lines %v; the file is kept as %s", firstFew(st.bad), filepath.Base(aside))
		return j.renew(path, aside, st)
	case st.size == 0:
		return j.renew(path, "", st)
	case st.size > maxSize:
		return j.renew(path, unused(filepath.Join(dir, fmt.Sprintf("orders-%d.jsonl", rec.Boot))), st)
	}
	j.size = st.size
	if st.torn == 0 && !st.unended {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	// A record whose line end alone is missing was whole, so it counts.
	if err = f.Truncate(st.size); err == nil && st.unended {
		_, err = f.Write([]byte("\n"))
		j.size++
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// renew starts a new file that says what the old one said of open payments, and
// puts the old one aside.
func (j *Journal) renew(path, aside string, st *state) error {
	data := encodeHeader()
	for _, r := range st.carry() {
		line, err := encode(r)
		if err != nil {
			return err
		}
		data = append(data, line...)
	}
	j.size = int64(len(data))
	if err := write(path+newSuffix, data); err != nil {
		return err
	}
	if aside != "" {
		// A link keeps the old file in place until the new one takes it; where the
		// file system has no links, Open finds the new file by its suffix.
		if os.Link(path, aside) != nil {
			if err := os.Rename(path, aside); err != nil {
				return err
			}
		}
	}
	return moveIn(path)
}

// PaymentStarted records that a payment is about to be asked for. Ask only after it
// returned without error.
//
// tell is what the program beside the kiosk is told once it is paid; nil: nothing.
func (j *Journal) PaymentStarted(eff input.EffectID, s scene.SessionID, number int, amount money.Amount, o order.Order, tell *order.Report) error {
	p := Payment{ID: eff, Session: s, Number: number, Amount: amount, Order: o, Started: j.time(), Outcome: input.Unknown}
	if tell != nil {
		p.Key, p.Report = rand.Text(), ownReport(*tell)
	}
	if err := j.append(started(p)); err != nil {
		return err
	}
	if tell != nil {
		j.mu.Lock()
		// The terminal has begun something new: what was refused stays refused.
		j.toTell = slices.DeleteFunc(j.toTell, func(p *Payment) bool { return p.Outcome == input.Declined || p.Outcome == input.Cancelled })
		j.toTell = append(j.toTell, &p)
		j.mu.Unlock()
	}
	return nil
}

// Undelivered are the payments that the program beside the kiosk has still to be told of, those
// of earlier runs too.
func (j *Journal) Undelivered() []Payment {
	j.mu.Lock()
	defer j.mu.Unlock()
	var out []Payment
	for _, p := range j.toTell {
		if p.undelivered() {
			out = append(out, *p)
		}
	}
	return out
}

// keptStays is of how many stays a basket keeps its number: a call of the one before may
// still be under way when the next begins.
const keptStays = 2

// NumberBasket gives a basket that a call sends its number; the same basket of the same stay
// gets the same one. Send it only after it returned without error: then the number is on the
// disk, and no other basket ever gets it.
func (j *Journal) NumberBasket(s scene.SessionID, b order.Basket) (order.Basket, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if was := j.numbered(s, b); was != nil {
		b.Epoch, b.Seq = was.basket.Epoch, was.basket.Seq
		return b, nil
	}
	b.Epoch, b.Seq = j.epoch, j.seq+1
	if err := j.write(record{Kind: kindBasket, At: j.time(), Session: (*id)(&s), Epoch: b.Epoch, Seq: b.Seq}); err != nil {
		return b, err
	}
	j.seq = b.Seq
	j.baskets = slices.DeleteFunc(j.baskets, func(n numberedOrder) bool { return n.of.Boot != s.Boot || n.of.Counter+keptStays <= s.Counter })
	j.baskets = append(j.baskets, numberedOrder{of: s, basket: b})
	return b, nil
}

// numbered is the basket of a stay that holds the same, with its number; nil: none does.
func (j *Journal) numbered(s scene.SessionID, b order.Basket) *numberedOrder {
	for i := range j.baskets {
		if n := &j.baskets[i]; n.of == s && n.basket.Same(b) {
			return n
		}
	}
	return nil
}

// ownReport is a report whose basket can be numbered without writing to the caller's.
func ownReport(r order.Report) *order.Report {
	if r.Basket != nil {
		b := *r.Basket
		r.Basket = &b
	}
	return &r
}

// ReportTaken records that the program has taken the report of a payment. It is no longer
// undelivered, even where that cannot be written: then it is told once more after the next start.
func (j *Journal) ReportTaken(eff input.EffectID) error {
	j.mu.Lock()
	j.toTell = slices.DeleteFunc(j.toTell, func(p *Payment) bool { return p.ID == eff })
	j.mu.Unlock()
	return j.append(record{Kind: kindTaken, At: j.time(), Payment: (*id)(&eff)})
}

// PaymentEnded records the terminal's answer. With an approval the basket of the report gets
// its number, in the same record: the one by which a call has sent it, unless another payment
// for it was approved, too.
func (j *Journal) PaymentEnded(eff input.EffectID, outcome input.Outcome) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.holds.paid(eff, outcome)
	r := record{Kind: kindEnded, At: j.time(), Payment: (*id)(&eff), Outcome: outcome.String()}
	i := slices.IndexFunc(j.toTell, func(p *Payment) bool { return p.ID == eff })
	if i < 0 {
		return j.write(r)
	}
	p := j.toTell[i]
	p.Outcome = outcome // an approval that comes late, after a cancellation, is money taken
	if outcome != input.Approved || !p.unnumbered() {
		return j.write(r)
	}
	sent := j.numbered(p.Session, *p.Report.Basket)
	r.Epoch, r.Seq = j.epoch, j.seq+1
	if sent != nil && !sent.paid {
		r.Seq = sent.basket.Seq
	}
	if err := j.write(r); err != nil {
		return err // it stays untold, for it would have a number that is on no disk
	}
	j.seq = max(j.seq, r.Seq)
	p.name(r)
	if sent != nil {
		sent.paid = true
	}
	return nil
}

// OrderCompleted records that the order was handed over and the number given.
func (j *Journal) OrderCompleted(s scene.SessionID, number int, o order.Order) error {
	ord, err := o.MarshalJSON()
	if err != nil {
		return err
	}
	return j.append(record{Kind: kindDone, At: j.time(), Session: (*id)(&s), Number: number, Order: ord})
}

// Settled records that staff have dealt with a payment of Recovered.Open.
func (j *Journal) Settled(eff input.EffectID) error {
	return j.append(record{Kind: kindSettled, At: j.time(), Payment: (*id)(&eff)})
}

// Close ends writing. Everything is on disk already.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.f == nil {
		return ErrClosed
	}
	err := errors.Join(j.f.Close(), j.lock.Close())
	j.f = nil
	return err
}

func (j *Journal) time() time.Time { return j.now().UTC().Truncate(time.Second) }

// append writes one record and waits for the disk. After an error the record does
// not count: its bytes are taken back before the next one is written.
func (j *Journal) append(r record) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.write(r)
}

// write is append for who holds the lock.
func (j *Journal) write(r record) error {
	line, err := encode(r)
	if err != nil {
		return err
	}
	if j.f == nil {
		return ErrClosed
	}
	if j.dirty {
		if err := j.f.Truncate(j.size); err != nil {
			return err
		}
	}
	j.dirty = true
	if _, err := j.f.Write(line); err != nil {
		return err
	}
	if err := j.f.Sync(); err != nil {
		return err
	}
	j.dirty = false
	j.size += int64(len(line))
	return nil
}

// Inspect reads what an open or closed journal says, without changing anything.
func Inspect(dir string) (Recovered, error) {
	st, err := load(filepath.Join(dir, ordersName))
	if err != nil {
		return Recovered{}, err
	}
	rec := Recovered{Boot: st.boot, NextNumber: st.number + 1, Open: st.open()}
	if st.foreign || len(st.bad) > 0 {
		rec.note(CodeCorrupt, "unreadable lines %v", firstFew(st.bad))
	}
	return rec, nil
}

func firstFew(lines []int) []int { return lines[:min(len(lines), 10)] }
