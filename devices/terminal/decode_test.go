package terminal

import (
	"bytes"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/devices"
	"modu/devices/transport/transporttest"
	"modu/internal/money"
)

// Written by hand from the protocol's description; the CRCs are those of Python's
// binascii.crc_hqx.
const (
	greeted  = "02 0009 50 00000000 00000000 03 26EE"
	hello    = "02 000B 48 00000000 00000000 5431 03 CB07"                    // model "T1"
	saleWire = "02 0014 53 00000001 00000007 0000000000001194 4B5257 03 42A5" // 4,500 KRW
	saleAck  = "02 000A 41 00000001 00000007 53 03 2162"
	waitCard = "02 000A 57 00000001 00000007 63 03 803E"
	approved = "02 000A 45 00000001 00000007 61 03 13D2"
	declined = "02 000A 45 00000001 00000007 64 03 EC27"
	unknown  = "02 000A 45 00000001 00000007 75 03 DC65"
	nonsense = "02 000A 45 00000001 00000007 7A 03 CC5B"
	busy     = "02 000B 4E 00000001 00000007 5362 03 08BB"
	endAck   = "02 000A 41 00000001 00000007 45 03 88B7"
	cancel   = "02 0009 43 00000001 00000007 03 DF80"
	cancelOK = "02 000A 41 00000001 00000007 43 03 2211"
	ended    = "02 000A 45 00000001 00000007 63 03 75B0" // cancelled
	otherEnd = "02 000A 45 00000001 00000006 61 03 24E2" // of another request
)

var (
	id    = input.EffectID{Boot: 1, Counter: 7}
	price = money.Amount{Minor: 4500, Currency: "KRW"}
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func result(o input.Outcome) []input.Event {
	return []input.Event{input.PaymentEnded{Effect: id, Outcome: o}}
}

func ready(t testing.TB) *Driver {
	t.Helper()
	d := New()
	if out, _ := d.Open(0); !bytes.Equal(out, unhex(t, greeted)) {
		t.Fatalf("greets with % X", out)
	}
	d.Step(0, unhex(t, hello))
	if s := d.Status(); s.Phase != devices.Working || s.Info.Model != "T1" {
		t.Fatalf("%+v", s)
	}
	return d
}

// paying is a driver whose sale was asked for at one second.
func paying(t testing.TB) *Driver {
	t.Helper()
	d := ready(t)
	ev, out, wake := d.Approve(id, price)(time.Second)
	if ev != nil || !bytes.Equal(out, unhex(t, saleWire)) || wake != time.Second+resendAfter {
		t.Fatalf("%v, % X, wakes at %v", ev, out, wake)
	}
	return d
}

func TestSale(t *testing.T) {
	for wire, outcome := range map[string]input.Outcome{approved: input.Approved, declined: input.Declined, ended: input.Cancelled, unknown: input.Unknown} {
		for seed := range uint64(6) {
			d := paying(t)
			var events []input.Event
			var out []byte
			for _, piece := range transporttest.Chop(unhex(t, saleAck+waitCard+wire), seed) {
				ev, o, _ := d.Step(1200*time.Millisecond, piece)
				events, out = append(events, ev...), append(out, o...)
			}
			want := append([]input.Event{input.PaymentWaiting{Effect: id, For: input.PaymentCard}}, result(outcome)...)
			if !slices.Equal(events, want) || !bytes.Equal(out, unhex(t, endAck)) {
				t.Errorf("%v: %v, % X", outcome, events, out)
			}
			// The outcome again, because our confirmation was lost: confirmed, not
			// reported a second time.
			ev, o, wake := d.Step(3*time.Second, unhex(t, wire))
			if ev != nil || !bytes.Equal(o, unhex(t, endAck)) || wake != 0 || d.Late() != 1 {
				t.Errorf("repeated outcome: %v, % X, %v", ev, o, wake)
			}
		}
	}
}

// run lets the driver's time pass with nobody answering, and returns what it sent
// and said.
func run(d *Driver, wake time.Duration) (events []input.Event, sent []string) {
	for wake != 0 {
		ev, out, next := d.Step(wake, nil)
		events = append(events, ev...)
		if out != nil {
			sent = append(sent, string(out))
		}
		wake = next
	}
	return events, sent
}

// Nobody confirms the request: it is repeated, then withdrawn; still nothing: the
// outcome is not known. It is never "declined".
func TestSilence(t *testing.T) {
	d := paying(t)
	events, sent := run(d, time.Second+resendAfter)
	s, c := string(unhex(t, saleWire)), string(unhex(t, cancel))
	if !slices.Equal(sent, []string{s, s, c, c, c}) {
		t.Errorf("sent %q", sent)
	}
	if !slices.Equal(events, result(input.Unknown)) {
		t.Errorf("%v", events)
	}
}

// It confirms, and then says nothing for minutes.
func TestTimeoutAfterConfirmation(t *testing.T) {
	d := paying(t)
	_, _, wake := d.Step(2*time.Second, unhex(t, saleAck))
	if wake != time.Second+saleLimit {
		t.Errorf("wakes at %v", wake)
	}
	if events, _ := run(d, wake); !slices.Equal(events, result(input.Unknown)) {
		t.Errorf("%v", events)
	}
}

func TestHangUp(t *testing.T) {
	d := paying(t)
	if ev := d.Close(2 * time.Second); !slices.Equal(ev, result(input.Unknown)) {
		t.Errorf("%v", ev)
	}
	if ev := d.Close(3 * time.Second); ev != nil {
		t.Errorf("a second time: %v", ev)
	}
	// The outcome comes after the cable is back: confirmed, but it is too late.
	d.Open(10 * time.Second)
	ev, out, _ := d.Step(10*time.Second, unhex(t, approved+hello+approved))
	if ev != nil || !bytes.Equal(out, unhex(t, endAck+endAck)) {
		t.Errorf("%v, % X", ev, out)
	}
}

func TestCancel(t *testing.T) {
	d := paying(t)
	d.Step(2*time.Second, unhex(t, saleAck))
	_, out, _ := d.Cancel(id)(3 * time.Second)
	if !bytes.Equal(out, unhex(t, cancel)) {
		t.Errorf("sent % X", out)
	}
	if _, out, _ := d.Cancel(id)(3 * time.Second); out != nil {
		t.Errorf("cancelled twice: % X", out)
	}
	if ev, _, wake := d.Step(4*time.Second, unhex(t, cancelOK)); ev != nil || wake != 3*time.Second+cancelWait {
		t.Errorf("%v, wakes at %v", ev, wake)
	}
	// A card was quicker than the cancel.
	if ev, _, _ := d.Step(5*time.Second, unhex(t, approved)); !slices.Equal(ev, result(input.Approved)) {
		t.Errorf("%v", ev)
	}
	if _, out, _ := d.Cancel(id)(6 * time.Second); out != nil {
		t.Errorf("cancelled what has ended: % X", out)
	}
}

// What was never sent cannot have been paid.
func TestNotSent(t *testing.T) {
	cold := New()
	if ev, out, _ := cold.Approve(id, price)(0); !slices.Equal(ev, result(input.Cancelled)) || out != nil {
		t.Errorf("without a terminal: %v, % X", ev, out)
	}
	d := ready(t)
	for _, a := range []money.Amount{{Minor: 0, Currency: "KRW"}, {Minor: -1, Currency: "KRW"}, {Minor: 1}} {
		if ev, out, _ := d.Approve(id, a)(0); !slices.Equal(ev, result(input.Cancelled)) || out != nil {
			t.Errorf("%+v: %v, % X", a, ev, out)
		}
	}
	d = paying(t)
	second := input.EffectID{Boot: 1, Counter: 8}
	if ev, out, _ := d.Approve(second, price)(0); !slices.Equal(ev, []input.Event{input.PaymentEnded{Effect: second, Outcome: input.Cancelled}}) || out != nil {
		t.Errorf("a second payment: %v, % X", ev, out)
	}
	if ev, _, _ := d.Step(2*time.Second, unhex(t, busy)); !slices.Equal(ev, result(input.Cancelled)) {
		t.Errorf("refused: %v", ev)
	}
}

func TestWhatIsNotOurs(t *testing.T) {
	d := paying(t)
	ev, out, _ := d.Step(2*time.Second, unhex(t, otherEnd))
	if ev != nil || len(out) == 0 || d.Late() != 1 {
		t.Errorf("another's outcome: %v, % X, %d late", ev, out, d.Late())
	}
	if ev, out, _ := d.Step(2*time.Second, unhex(t, nonsense)); ev != nil || out != nil {
		t.Errorf("no outcome at all: %v, % X", ev, out)
	}
	bad := unhex(t, approved)
	bad[len(bad)-1] ^= 1
	if ev, out, _ := d.Step(2*time.Second, bad); ev != nil || out != nil {
		t.Errorf("wrong CRC: %v, % X", ev, out)
	}
	if ev, _, _ := d.Step(3*time.Second, unhex(t, declined)); !slices.Equal(ev, result(input.Declined)) {
		t.Errorf("afterwards: %v", ev)
	}
}

func TestGreetingFails(t *testing.T) {
	d := New()
	_, wake := d.Open(0)
	for wake != 0 && d.Status().Phase == devices.Greeting {
		_, _, wake = d.Step(wake, nil)
	}
	if s := d.Status(); s.Phase != devices.Failed || s.Err == nil {
		t.Errorf("%+v", s)
	}
}

// Whatever arrives, a payment has exactly one outcome, and Approved only if the
// terminal's approval is among the bytes.
func FuzzOneOutcome(f *testing.F) {
	for _, s := range []string{saleAck + waitCard + approved, declined, busy, nonsense + otherEnd, "02 0009 45"} {
		f.Add(unhex(f, s), uint16(10))
	}
	f.Fuzz(func(t *testing.T, in []byte, pause uint16) {
		d := paying(t)
		now := 2 * time.Second
		var got []input.Event
		for _, piece := range transporttest.Chop(in, uint64(pause)) {
			ev, _, _ := d.Step(now, piece)
			got = append(got, ev...)
			now += time.Duration(pause) * time.Millisecond
		}
		ev, _, wake := d.Step(now, nil)
		got = append(got, ev...)
		ev, _ = run(d, wake)
		got = append(got, ev...)
		n := 0
		for _, e := range got {
			if p, ok := e.(input.PaymentEnded); ok {
				n++
				if p.Effect != id || p.Outcome == input.Approved && !bytes.Contains(in, unhex(t, approved)) {
					t.Errorf("% X gave %v", in, p)
				}
			}
		}
		if n != 1 {
			t.Errorf("% X gave %d outcomes: %v", in, n, got)
		}
	})
}
