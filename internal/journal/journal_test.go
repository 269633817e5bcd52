package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

func clock() time.Time { return time.Date(2026, 3, 1, 9, 30, 0, 0, time.UTC) }

func open(t *testing.T, dir string) (*Journal, Recovered) {
	t.Helper()
	j, rec, err := Open(dir, clock)
	if err != nil {
		t.Fatal(err)
	}
	return j, rec
}

func someOrder(t testing.TB) (order.Order, money.Amount) {
	t.Helper()
	o, _, err := order.Order{}.WithAnswer("dine", "here").Add(order.Line{Item: "latte", Options: order.Choices{}.Pick("size", "large"), Quantity: 2, UnitPrice: money.Amount{Minor: 5500, Currency: "KRW"}})
	if err != nil {
		t.Fatal(err)
	}
	total, err := o.Total()
	if err != nil {
		t.Fatal(err)
	}
	return o, total
}

func codes(rec Recovered) string {
	var out []string
	for _, n := range rec.Notes {
		out = append(out, n.Code)
	}
	return strings.Join(out, " ")
}

// What may have been paid and was not finished is there after the restart, whole.
func TestOpenPayments(t *testing.T) {
	ids := func(n uint32) (input.EffectID, scene.SessionID) {
		return input.EffectID{Boot: 1, Counter: n}, scene.SessionID{Boot: 1, Counter: n}
	}
	for name, c := range map[string]struct {
		acts func(j *Journal, o order.Order) error
		want string // outcomes of what is left
	}{
		"completed": {func(j *Journal, o order.Order) error {
			eff, s := ids(1)
			return errors.Join(j.PaymentEnded(eff, input.Approved), j.OrderCompleted(s, 1, o))
		}, "[]"},
		"approved, then the power went": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			return j.PaymentEnded(eff, input.Approved)
		}, "[approved]"},
		"no answer yet": {func(*Journal, order.Order) error { return nil }, "[unknown]"},
		"unknown": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			return j.PaymentEnded(eff, input.Unknown)
		}, "[unknown]"},
		"declined": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			return j.PaymentEnded(eff, input.Declined)
		}, "[]"},
		"cancelled, then a late approval": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			return errors.Join(j.PaymentEnded(eff, input.Cancelled), j.PaymentEnded(eff, input.Approved))
		}, "[approved]"},
		"completed, then the answer again": {func(j *Journal, o order.Order) error {
			eff, s := ids(1)
			return errors.Join(j.PaymentEnded(eff, input.Approved), j.OrderCompleted(s, 1, o), j.PaymentEnded(eff, input.Approved))
		}, "[]"},
		"another session completed": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			_, other := ids(2)
			return errors.Join(j.PaymentEnded(eff, input.Approved), j.OrderCompleted(other, 1, o))
		}, "[approved]"},
		"an answer to nothing": {func(j *Journal, o order.Order) error {
			eff, _ := ids(7)
			return j.PaymentEnded(eff, input.Approved)
		}, "[unknown approved]"},
		"settled by staff": {func(j *Journal, o order.Order) error {
			eff, _ := ids(1)
			return errors.Join(j.PaymentEnded(eff, input.Unknown), j.Settled(eff))
		}, "[]"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j, rec := open(t, dir)
			if rec.Boot != 1 || rec.NextNumber != 1 || len(rec.Notes) != 0 || len(rec.Open) != 0 {
				t.Fatalf("a fresh journal says %+v", rec)
			}
			o, total := someOrder(t)
			eff, s := ids(1)
			if err := errors.Join(j.PaymentStarted(eff, s, 1, total, o, nil), c.acts(j, o), j.Close()); err != nil {
				t.Fatal(err)
			}
			j, rec = open(t, dir)
			defer j.Close()
			var got []input.Outcome
			for _, p := range rec.Open {
				got = append(got, p.Outcome)
			}
			if fmt.Sprint(got) != c.want || rec.Boot != 2 || rec.NextNumber != 2 {
				t.Fatalf("left %v, want %v; %+v", got, c.want, rec)
			}
			if len(got) > 0 {
				p := rec.Open[0]
				if p.ID != eff || p.Session != s || p.Number != 1 || p.Amount != total || !p.Order.Equal(o) || !p.Started.Equal(clock()) {
					t.Errorf("payment came back as %+v", p)
				}
				if codes(rec) != "" {
					t.Errorf("notes %v", rec.Notes)
				}
			}
		})
	}
}

// A power cut at any byte loses nothing that was confirmed, and boot numbers go on.
func TestCutAtEveryByte(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	o, total := someOrder(t)
	for n := range uint32(3) {
		if err := j.PaymentStarted(input.EffectID{Boot: 1, Counter: n}, scene.SessionID{Boot: 1, Counter: n}, int(n)+1, total, o, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(filepath.Join(dir, ordersName))
	if err != nil {
		t.Fatal(err)
	}
	cut := t.TempDir()
	path := filepath.Join(cut, ordersName)
	for n := range len(whole) + 1 {
		// A record whose bytes are all there counts, with or without its line end.
		want := 0
		for _, line := range bytes.SplitAfter(whole[:n], []byte("\n")) {
			if r, ok := decode(bytes.TrimSuffix(line, []byte("\n"))); ok && r.Kind == kindStarted {
				want++
			}
		}
		st, err := read(bytes.NewReader(whole[:n]))
		if err != nil || len(st.open()) != want || len(st.bad) > 0 {
			t.Fatalf("cut at %d: %d payments, want %d; bad lines %v, %v", n, len(st.open()), want, st.bad, err)
		}
		// The disk is slow: repair only what is cut near a line end, and some others.
		if near := bytes.IndexByte(whole[max(0, n-2):min(n+2, len(whole))], '\n') >= 0; !near && n%97 != 0 {
			continue
		}
		if err := errors.Join(os.RemoveAll(cut), os.Mkdir(cut, 0o700), os.WriteFile(path, whole[:n], 0o600)); err != nil {
			t.Fatal(err)
		}
		for again := range 2 {
			j, rec := open(t, cut)
			if len(rec.Open) != want || rec.NextNumber != want+1 {
				t.Fatalf("cut at %d, start %d: %d payments and next number %d, want %d", n, again, len(rec.Open), rec.NextNumber, want)
			}
			if torn := strings.Contains(codes(rec), CodeTorn); again == 1 && torn || strings.Contains(codes(rec), CodeCorrupt) {
				t.Fatalf("cut at %d, start %d: %v", n, again, rec.Notes)
			}
			if err := errors.Join(j.PaymentEnded(input.EffectID{Boot: 9, Counter: 9}, input.Declined), j.Close()); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Damage in the middle costs only the damaged record, and the damaged file stays.
func TestDamage(t *testing.T) {
	o, total := someOrder(t)
	for name, c := range map[string]struct {
		harm func([]byte) []byte
		left int
	}{
		"a bit of an amount": {func(b []byte) []byte { return bytes.Replace(b, []byte(`"minor":11000`), []byte(`"minor":91000`), 1) }, 2},
		"a lost line end":    {func(b []byte) []byte { return bytes.Replace(b, []byte("}\n{"), []byte("} {"), 2) }, 2},
		"a damaged header":   {func(b []byte) []byte { return append([]byte("#"), b[1:]...) }, 3},
		"another version":    {func(b []byte) []byte { return bytes.Replace(b, []byte(`"version":1`), []byte(`"version":2`), 1) }, 0},
		"another format":     {func([]byte) []byte { return []byte("{\"format\":\"text\"}\nwhat is this\n") }, 0},
		"noise":              {func([]byte) []byte { return []byte("\x00\xff\n\n\n{\"crc\":\"0\",\"rec\":null}\n") }, 0},
		"a very long line": {func(b []byte) []byte {
			return append(append(slices.Clone(b), bytes.Repeat([]byte("x"), 3*maxLine)...), "\n"...)
		}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			j, _ := open(t, dir)
			for n := range uint32(3) {
				if err := j.PaymentStarted(input.EffectID{Boot: 1, Counter: n}, scene.SessionID{Boot: 1, Counter: n}, int(n)+1, total, o, nil); err != nil {
					t.Fatal(err)
				}
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, ordersName)
			good, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			harmed := c.harm(slices.Clone(good))
			if err := os.WriteFile(path, harmed, 0o600); err != nil {
				t.Fatal(err)
			}
			j, rec := open(t, dir)
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
			if rec.Boot != 2 || !strings.Contains(codes(rec), CodeCorrupt) {
				t.Errorf("boot %d, notes %v", rec.Boot, rec.Notes)
			}
			if len(rec.Open) != c.left {
				t.Errorf("%d payments left, want %d", len(rec.Open), c.left)
			}
			if kept, err := os.ReadFile(path + ".bad-2"); err != nil || !bytes.Equal(kept, harmed) {
				t.Errorf("the damaged file was not kept: %v", err)
			}
			j, rec = open(t, dir)
			defer j.Close()
			if strings.Contains(codes(rec), CodeCorrupt) || len(rec.Open) != c.left {
				t.Errorf("after the repair: %d payments, notes %v", len(rec.Open), rec.Notes)
			}
		})
	}
}

// Boot numbers never repeat, whichever of the two files is lost or damaged.
func TestBootNumber(t *testing.T) {
	for name, harm := range map[string]func(dir string) error{
		"nothing":      func(string) error { return nil },
		"no boot file": func(d string) error { return os.Remove(filepath.Join(d, bootName)) },
		"bad boot": func(d string) error {
			return os.WriteFile(filepath.Join(d, bootName), []byte("version: 1\nboot: 99999999999\n"), 0o600)
		},
		"empty boot": func(d string) error { return os.WriteFile(filepath.Join(d, bootName), nil, 0o600) },
		"no orders":  func(d string) error { return os.Remove(filepath.Join(d, ordersName)) },
		"bad orders": func(d string) error { return os.WriteFile(filepath.Join(d, ordersName), []byte("?\n"), 0o600) },
	} {
		dir := t.TempDir()
		for want := uint32(1); want <= 4; want++ {
			if want > 1 {
				if err := harm(dir); err != nil {
					t.Fatal(err)
				}
			}
			j, rec := open(t, dir)
			if rec.Boot != want {
				t.Errorf("%s: boot %d, want %d", name, rec.Boot, want)
			}
			if err := j.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A crash between putting the old file aside and moving the new one in.
func TestReplacementIsFound(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	o, total := someOrder(t)
	if err := errors.Join(j.PaymentStarted(input.EffectID{Boot: 1, Counter: 1}, scene.SessionID{}, 1, total, o, nil), j.Close()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, ordersName)
	if err := os.Rename(path, path+newSuffix); err != nil {
		t.Fatal(err)
	}
	j, rec := open(t, dir)
	defer j.Close()
	if len(rec.Open) != 1 {
		t.Errorf("%+v", rec)
	}
}

// A long file is put away; what is open and the order number stay.
func TestRotation(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	o, total := someOrder(t)
	if err := errors.Join(j.PaymentStarted(input.EffectID{Boot: 1, Counter: 1}, scene.SessionID{}, 41, total, o, nil), j.Close()); err != nil {
		t.Fatal(err)
	}
	line, err := encode(record{Kind: kindDone, Session: &id{1, 2}, Number: 41, Order: fmt.Appendf(nil, "%q", strings.Repeat("x", maxLine/2))})
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, ordersName), os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	for range maxSize/len(line) + 1 {
		if _, err := f.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for boot := uint32(2); boot <= 3; boot++ {
		j, rec := open(t, dir)
		if rec.Boot != boot || rec.NextNumber != 42 || len(rec.Open) != 1 || codes(rec) != "" {
			t.Errorf("boot %d: %+v", boot, rec)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.Stat(filepath.Join(dir, "orders-2.jsonl"))
	if err != nil || old.Size() <= maxSize {
		t.Errorf("the long file was not put away: %v", err)
	}
	if now, err := os.Stat(filepath.Join(dir, ordersName)); err != nil || now.Size() > 4096 {
		t.Errorf("the new file: %v", err)
	}
}

func TestOneProcess(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	if _, _, err := Open(dir, clock); !errors.Is(err, ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := j.Settled(input.EffectID{}); !errors.Is(err, ErrClosed) {
		t.Errorf("written after closing: %v", err)
	}
	j, _ = open(t, dir)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
}

var errDisk = errors.New("disk full")

// failing is a disk that breaks once, in the middle of a line or at the flush.
type failing struct {
	file
	short, sync int // counts down; at 1 it fails
}

func (f *failing) Write(p []byte) (int, error) {
	if f.short--; f.short == 0 {
		n, _ := f.file.Write(p[:len(p)/2])
		return n, errDisk
	}
	return f.file.Write(p)
}

func (f *failing) Sync() error {
	if f.sync--; f.sync == 0 {
		return errDisk
	}
	return f.file.Sync()
}

// What was answered with an error is not in the record; what came after it is.
func TestDiskFails(t *testing.T) {
	for name, broken := range map[string]failing{"half a line": {short: 2}, "no flush": {sync: 2}} {
		dir := t.TempDir()
		j, _ := open(t, dir)
		broken.file = j.f
		j.f = &broken
		o, total := someOrder(t)
		for n := range uint32(3) {
			err := j.PaymentStarted(input.EffectID{Boot: 1, Counter: n}, scene.SessionID{}, int(n)+1, total, o, nil)
			if failed := errors.Is(err, errDisk); failed != (n == 1) {
				t.Errorf("%s: write %d: %v", name, n, err)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j, rec := open(t, dir)
		if len(rec.Open) != 2 || rec.Open[1].ID.Counter != 2 || codes(rec) != "" {
			t.Errorf("%s: %+v", name, rec)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInspect(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	defer j.Close()
	o, total := someOrder(t)
	if err := j.PaymentStarted(input.EffectID{Boot: 1, Counter: 1}, scene.SessionID{}, 1, total, o, nil); err != nil {
		t.Fatal(err)
	}
	rec, err := Inspect(dir)
	if err != nil || len(rec.Open) != 1 || rec.Boot != 1 || rec.NextNumber != 2 {
		t.Errorf("%+v, %v", rec, err)
	}
}

// Whatever the file holds: no crash, every byte accounted for, and what is carried
// into a new file says the same.
func FuzzRead(f *testing.F) {
	o, total := someOrder(f)
	line, err := encode(started(Payment{ID: input.EffectID{Boot: 1, Counter: 1}, Number: 3, Amount: total, Order: o}))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append(encodeHeader(), line...))
	f.Add([]byte("{}\n\n{\"crc\":\"00000000\",\"rec\":{}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		st, err := read(bytes.NewReader(data))
		if err != nil || st.size+st.torn != int64(len(data)) {
			t.Fatalf("%d bytes, %d whole, %d torn, %v", len(data), st.size, st.torn, err)
		}
		again := encodeHeader()
		for _, r := range st.carry() {
			l, err := encode(r)
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, l...)
		}
		st2, err := read(bytes.NewReader(again))
		if err != nil || len(st2.bad) > 0 || st2.boot != st.boot || st2.number != st.number || len(st2.open()) != len(st.open()) {
			t.Fatalf("carried over: %+v, before %+v, %v", st2, st, err)
		}
	})
}

// What the program beside the kiosk has not been told of outlives damage to the record, and
// a finished order; what it has taken does not come back.
func TestOwedReportsSurvive(t *testing.T) {
	dir := t.TempDir()
	j, _ := open(t, dir)
	o, total := someOrder(t)
	report := &order.Report{Path: "/paid", Language: "ko", Fields: map[string]string{"bill": "B-1"}}
	for n := range uint32(3) {
		eff, s := input.EffectID{Boot: 1, Counter: n}, scene.SessionID{Boot: 1, Counter: n}
		err := errors.Join(j.PaymentStarted(eff, s, int(n)+1, total, o, report), j.PaymentEnded(eff, input.Approved), j.OrderCompleted(s, int(n)+1, o))
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(j.ReportTaken(input.EffectID{Boot: 1, Counter: 1}), j.Close()); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for round := range 3 {
		f, err := os.OpenFile(filepath.Join(dir, "orders.jsonl"), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("nonsense\n"); err != nil { // the file is written anew
			t.Fatal(err)
		}
		_ = f.Close()
		j, rec := open(t, dir)
		undelivered := j.Undelivered()
		if len(undelivered) != 2 || len(rec.Open) != 0 || undelivered[0].Report.Fields["bill"] != "B-1" || undelivered[0].Key == undelivered[1].Key || !undelivered[0].Started.Equal(clock()) {
			t.Fatalf("round %d: undelivered %+v, open %d", round, undelivered, len(rec.Open))
		}
		for i, p := range undelivered {
			if round == 0 {
				keys = append(keys, p.Key)
			} else if p.Key != keys[i] {
				t.Errorf("round %d: another key", round)
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
