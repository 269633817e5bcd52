package runtime_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/runtime"
	"modu/internal/service"
)

func machine() *runtime.Machine { return over(kiosktest.Core()) }

func over(core *kiosk.Core) *runtime.Machine {
	words := runtime.NewWords(core.Catalogue, core.Languages, nil)
	return runtime.NewMachine(core, core.New(7, 101), words, func(s scene.Scene) scene.Scene {
		return runtime.OutOfOrder(s, scene.Literal("ko", "가게", scene.Public), scene.Literal("ko", "고장", scene.Public))
	})
}

// world is every port at once; it remembers what it was asked to do.
type world struct {
	mu      sync.Mutex
	log     []string
	loop    *runtime.Loop
	ledger  error
	answers bool
	silent  bool   // nobody answers a call
	page    bool   // staff have a page
	coupon  *int64 // what the till's program answers; nil: it is the shop, which asks nobody
}

func (w *world) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

func (w *world) all() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Join(w.log, "\n")
}

func (w *world) Render(c scene.Change)  { w.note("screen %s", c.After.Kind) }
func (w *world) Say(u speech.Utterance) { w.note("say %s", runtime.Spoken(u)) }
func (w *world) Silence()               { w.note("silence") }
func (w *world) SetRate(percent int)    { w.note("rate %d", percent) }
func (w *world) SetVolume(db int)       { w.note("volume %d", db) }
func (w *world) SetHeadset(in bool)     { w.note("headset %v", in) }
func (w *world) Cue(e scene.Earcon)     { w.note("earcon %s", e) }
func (w *world) Call(id input.EffectID) bool {
	w.note("call")
	if w.silent {
		return true
	}
	w.loopEmit(input.CallChanged{Effect: id, State: input.CallAnswered})
	return true
}
func (w *world) Ring(c kiosk.CallStaff) bool { w.note("ring %v", c.ID); return true }
func (w *world) Tell(kiosk.TellStaff) bool   { return true }
func (w *world) Withdraw(id input.EffectID)  { w.note("withdraw %v", id) }
func (w *world) Gone()                       {}
func (w *world) Hush()                       { w.note("hush") }
func (w *world) Cancel(id input.EffectID)    { w.note("cancel") }
func (w *world) loopEmit(ev input.Event)     { go w.loop.Emit(ev) }
func (w *world) Pay(id input.EffectID, a money.Amount, n int) {
	w.note("pay %s for %d", a, n)
	if w.answers {
		w.loopEmit(input.PaymentEnded{Effect: id, Outcome: input.Approved})
	}
}

func (w *world) Ask(id input.EffectID, _ string, _ service.Step, _ map[string]string, b *order.Basket, s scene.SessionID, _ scene.Lang) {
	w.note("asked with %d of stay %d", b.Total, s.Counter)
	w.loopEmit(input.ServiceAnswered{Effect: id, Values: map[string]input.Value{"off": {Number: *w.coupon}}})
}

func (w *world) PaymentStarted(_ input.EffectID, _ scene.SessionID, n int, a money.Amount, o order.Order, r *order.Report) error {
	w.note("ledger: started %d %s", n, a)
	if r != nil && r.Basket != nil {
		w.note("ledger: to report %d", r.Basket.Total)
	}
	return w.ledger
}
func (w *world) PaymentEnded(_ input.EffectID, out input.Outcome) error {
	w.note("ledger: %s", out)
	return w.ledger
}
func (w *world) OrderCompleted(_ scene.SessionID, n int, o order.Order) error {
	w.note("ledger: order %d %s", n, o)
	return nil
}

// run plays keys at a loop in a bubble of its own time.
func run(t *testing.T, w *world, health *runtime.Health, keys ...input.Key) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		ports := runtime.Ports{Screen: w, Voice: w, Terminal: w, Caller: w, Ledger: w, Health: health}
		if w.page {
			ports.Staff = w
		}
		m := machine()
		if w.coupon != nil {
			m, ports.Backend = over(kiosktest.Till()), w
		}
		w.loop = runtime.NewLoop(m, func() time.Duration { return time.Since(start) })
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { w.loop.Run(ctx, ports); close(ended) }()
		for _, k := range keys {
			w.loop.Emit(input.KeyPressed{Device: "keys", Key: k})
			synctest.Wait()
			time.Sleep(50 * time.Millisecond)
			w.loop.Emit(input.KeyReleased{Device: "keys", Key: k})
			synctest.Wait()
			time.Sleep(50 * time.Millisecond)
		}
		if !w.loop.Alive(time.Second) {
			t.Error("the loop does not turn")
		}
		cancel()
		<-ended
		w.loop.Emit(input.WallClock{}) // after the end it does not block
	})
}

var soup = []input.Key{"down", "select", "select", "down", "select", "select", "select"}

// What a person pays for is on disk before the terminal hears of it.
func TestPaymentIsRecordedFirst(t *testing.T) {
	w := &world{answers: true}
	run(t, w, runtime.NewHealth(0, func(runtime.Item, bool) {}), soup...)
	log := w.all()
	order := []string{"ledger: started 101 5500 KRW", "pay 5500 KRW for 101", "ledger: approved", "ledger: order 101 way=stay; 1 × soup 5500 KRW", "say "}
	at := 0
	for _, want := range order[:4] {
		i := strings.Index(log[at:], want)
		if i < 0 {
			t.Fatalf("%q is missing or out of order in\n%s", want, log)
		}
		at += i
	}
	if !strings.Contains(log, "주문 번호는 백일 번입니다") {
		t.Errorf("no order number was said:\n%s", log)
	}
}

// An order that a coupon has made free asks nobody for money, and is recorded as a payment of
// nothing whose report is owed; another is paid, and reported once.
func TestFreeOrderIsRecorded(t *testing.T) {
	for coupon, want := range map[int64][]string{
		99_000: {"asked with 5500 of stay 1", "ledger: started 101 0 KRW", "ledger: to report 0", "ledger: approved", "ledger: order 101 way=stay; 1 × soup 5500 KRW; review.coupon -5500 KRW; total 0 KRW"},
		500:    {"asked with 5500 of stay 1", "ledger: started 101 5000 KRW", "ledger: to report 5000", "pay 5000 KRW for 101", "ledger: approved", "ledger: order 101 way=stay; 1 × soup 5500 KRW; review.coupon -500 KRW; total 5000 KRW"},
	} {
		w := &world{answers: true, coupon: &coupon}
		run(t, w, nil, "down", "select", "select", "select", "select")
		var got []string
		for line := range strings.Lines(w.all()) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "ledger") || strings.HasPrefix(line, "pay") || strings.HasPrefix(line, "asked") {
				got = append(got, line)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("a coupon of %d:\n%s", coupon, strings.Join(got, "\n"))
		}
	}
	w := &world{answers: true, coupon: new(int64), ledger: errors.New("disk full")}
	*w.coupon = 99_000
	health := runtime.NewHealth(0, func(runtime.Item, bool) {})
	run(t, w, health, "down", "select", "select", "select", "select")
	if items := health.Items(time.Hour, 0); len(items) != 1 || items[0].Code != "health.journal" {
		t.Errorf("without a record: %v", items)
	}
}

// A call that is taken back puts the lamp out, and staff's page learns which one it was.
func TestWithdrawnCallReachesStaff(t *testing.T) {
	for _, page := range []bool{false, true} {
		w := &world{silent: true, page: page}
		run(t, w, runtime.NewHealth(0, func(runtime.Item, bool) {}), "down", "call", "call", "up", "select")
		log := w.all()
		if _, after, rung := strings.Cut(log, "call\n"); !rung || strings.Count(after, "hush") != 1 {
			t.Errorf("page %v: the lamp is not put out once:\n%s", page, log)
		}
		_, ring, _ := strings.Cut(log, "ring ")
		id, _, _ := strings.Cut(ring, "\n")
		if page && strings.Count(log, "withdraw "+id) != 1 || !page && strings.Contains(log, "withdraw") {
			t.Errorf("page %v: the page of call %q is not told once:\n%s", page, id, log)
		}
	}
}

// If the record cannot be written, no payment is asked for.
func TestNoRecordNoPayment(t *testing.T) {
	w := &world{answers: true, ledger: errors.New("disk full")}
	health := runtime.NewHealth(0, func(runtime.Item, bool) {})
	run(t, w, health, soup...)
	log := w.all()
	items := health.Items(time.Hour, 0)
	if strings.Contains(log, "pay 5500") {
		t.Errorf("money was asked for without a record:\n%s", log)
	}
	if !strings.Contains(log, "결제를 취소했습니다") || len(items) != 1 || items[0].Code != "health.journal" {
		t.Errorf("items %v\n%s", items, log)
	}
}

// A key silences the old utterance before the new one is handed over; rate and
// volume do not cut.
func TestKeysCutSpeech(t *testing.T) {
	w := &world{}
	run(t, w, nil, "down", "down", "rate-up")
	log := w.all()
	if i, j := strings.LastIndex(log, "silence"), strings.LastIndex(log, "say 말 빠르기"); i < 0 || j < i {
		t.Errorf("log\n%s", log)
	}
	tail := log[strings.LastIndex(log, "say 가져가기"):]
	if strings.Contains(tail, "silence") {
		t.Errorf("rate feedback cut what was being said:\n%s", tail)
	}
	if !strings.Contains(log, "rate 125") {
		t.Errorf("the rate did not reach the voice:\n%s", log)
	}
}

func TestTranscriptNamesEverything(t *testing.T) {
	var buf bytes.Buffer
	tr := runtime.NewTranscript(&buf)
	m := machine()
	tr.Output(0, m.Start())
	now := time.Second
	for _, k := range soup {
		ev := input.KeyPressed{Device: "keys", Key: k}
		tr.Event(now, ev)
		out := m.Step(ev, now)
		tr.Output(now, out)
		if out.Utterance != nil {
			started := input.SpeechStarted{Utterance: out.Utterance.ID, Session: out.Utterance.Session}
			tr.Event(now, started)
			tr.Event(now, input.SpeechFinished{Utterance: out.Utterance.ID})
		}
		m.Step(input.KeyReleased{Device: "keys", Key: k}, now)
		now += time.Second
	}
	for _, want := range []string{`"version":1`, `"kind":"key","text":"keys: down"`, `"kind":"intent","text":"select"`, `"kind":"screen","text":"장바구니"`, `"kind":"heard"`, `start payment of 5500 KRW for order 101`} {
		if !strings.Contains(buf.String(), want) {
			t.Errorf("%s is not in\n%s", want, buf.String())
		}
	}
	if tr.Err() != nil {
		t.Error(tr.Err())
	}
}

// A scene with a fault becomes one that tells people to call staff, and a health item.
func TestBrokenScene(t *testing.T) {
	s := scene.Scene{Revision: 3, Lang: "ko", Kind: scene.KindShow, Root: scene.Node{ID: "a", Role: scene.RoleText}}
	if scene.Validate(&s) == nil {
		t.Fatal("the scene is sound")
	}
	out := runtime.OutOfOrder(s, scene.Literal("ko", "가게", scene.Public), scene.Literal("ko", "고장", scene.Public))
	if errs := scene.Validate(&out); errs != nil {
		t.Errorf("the stand-in is broken itself: %v", errs)
	}
}

func TestVault(t *testing.T) {
	secret := scene.Scene{Focus: "pin", Root: scene.Node{ID: "r", Role: scene.RoleScreen, Children: []scene.Node{{ID: "pin", Role: scene.RoleSecretEntry, Privacy: scene.Secret}}}}
	open := scene.Scene{Focus: "b", Root: scene.Node{ID: "r", Role: scene.RoleScreen, Children: []scene.Node{{ID: "b", Role: scene.RoleButton}}}}
	var v runtime.Vault
	for i, k := range []input.Key{"1", "2", "3"} {
		ev, ok := v.Filter(&secret, input.KeyPressed{Device: "d", Key: k})
		if c, is := ev.(input.SecretChanged); !ok || !is || c.Count != i+1 || c.Field != "pin" {
			t.Fatalf("key %s came through as %#v", k, ev)
		}
		if ev, ok := v.Filter(&secret, input.KeyReleased{Device: "d", Key: k}); ok {
			t.Fatalf("its release came through as %#v", ev)
		}
	}
	// What lies over the field hides which digits were meant for it, and no other key.
	over := open
	over.Covered = true
	if ev, ok := v.Filter(&over, input.KeyPressed{Device: "d", Key: "5"}); !ok || ev != (input.KeyPressed{Device: "d", Key: input.KeyHidden}) {
		t.Errorf("over the field: %#v", ev)
	}
	if ev, ok := v.Filter(&over, input.KeyReleased{Device: "d", Key: "5"}); ok {
		t.Errorf("its release came through as %#v", ev)
	}
	if ev, ok := v.Filter(&over, input.KeyPressed{Device: "d", Key: "up"}); !ok || ev.(input.KeyPressed).Key != "up" {
		t.Errorf("over the field: %#v", ev)
	}
	full := secret
	full.Root.Children = []scene.Node{{ID: "pin", Role: scene.RoleSecretEntry, Privacy: scene.Secret, Most: 3}}
	if ev, _ := v.Filter(&full, input.KeyPressed{Device: "d", Key: "4"}); ev != (input.SecretChanged{Field: "pin", Count: 3, Full: true}) {
		t.Errorf("a fourth of three: %#v", ev)
	}
	if ev, _ := v.Filter(&secret, input.KeyPressed{Device: "d", Key: "back"}); ev.(input.SecretChanged).Count != 2 {
		t.Errorf("back: %#v", ev)
	}
	if ev, ok := v.Filter(&secret, input.KeyPressed{Device: "d", Key: "down"}); !ok || ev.(input.KeyPressed).Key != "down" {
		t.Errorf("arrows must still work: %#v", ev)
	}
	// The keyboard on the screen and the real one fill the same field, wherever the focus is.
	below := secret
	below.Focus = "key.7"
	v.Filter(&below, input.KeyPressed{Device: "d", Key: "7"})
	if c := v.Type("pin", '가'); c.Count != 4 || c.Field != "pin" {
		t.Errorf("typed on the screen: %#v", c)
	}
	v.Erase("pin")
	if c := v.Erase("pin"); c.Count != 2 {
		t.Errorf("erased on the screen: %#v", c)
	}
	got := ""
	v.Keep("f", "pin", func(s []byte) bool { got = string(s); return true })
	if got != "12" {
		t.Errorf("took %q", got)
	}
	v.Filter(&secret, input.KeyPressed{Device: "d", Key: "9"})
	if ev, ok := v.Filter(&open, input.KeyPressed{Device: "d", Key: "9"}); !ok || ev.(input.KeyPressed).Key != "9" {
		t.Errorf("outside a private field: %#v", ev)
	}
	// Going to the button that hands it in keeps it; the end of the stay does not.
	v.Wipe()
	if v.Keep("f", "pin", func([]byte) bool { return true }) {
		t.Error("the end of the stay does not forget what was being typed")
	}
	if left := v.Fill(map[string]string{"f": "given"}); left["f"] != "given" {
		t.Error("the end of the stay does not forget what was kept")
	}
	for range 200 {
		v.Filter(&secret, input.KeyPressed{Device: "d", Key: "1"})
	}
	v.Keep("f", "pin", func(s []byte) bool {
		if len(s) > 64 {
			t.Errorf("%d characters were kept", len(s))
		}
		return true
	})
}

// Nobody is told of what mends itself within the delay; what lasts is told once, and
// once more when it is mended.
func TestHealth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		now := func() time.Duration { return time.Since(start) }
		var mu sync.Mutex
		var told []string
		h := runtime.NewHealth(2*time.Second, func(i runtime.Item, on bool) {
			mu.Lock()
			told = append(told, fmt.Sprint(i.Subject, " ", i.Code, " ", on))
			mu.Unlock()
		})
		lost := input.DeviceChanged{Device: "keys", State: input.DeviceLost, Code: "health.keypad.lost"}
		back := input.DeviceChanged{Device: "keys", State: input.DeviceReady}
		h.Device(lost, now())
		time.Sleep(1900 * time.Millisecond)
		h.Device(back, now())
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(told) != 0 || len(h.Items(now(), 0)) != 0 {
			t.Fatalf("a short fault was told: %v", told)
		}
		h.Device(lost, now())
		h.Device(lost, now())
		time.Sleep(3 * time.Second)
		if got := h.Items(now(), time.Second); len(got) != 1 || got[0].Code != "health.keypad.lost" {
			t.Errorf("items %v", got)
		}
		h.Device(back, now())
		synctest.Wait()
		if want := "[keys health.keypad.lost true keys health.keypad.lost false]"; fmt.Sprint(told) != want {
			t.Errorf("told %v", told)
		}
		h.Set("x", "health.scene", now())
		h.Close()
		time.Sleep(time.Minute)
		if len(told) != 2 {
			t.Errorf("told after the end: %v", told)
		}
	})
}

// What is told of one thing arrives in the order in which it happened, also where whoever
// is told takes long, and a thing is mended meanwhile.
func TestHealthTellsInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gate := make(chan struct{})
		var mu sync.Mutex
		var told []string
		h := runtime.NewHealth(time.Second, func(i runtime.Item, on bool) {
			if on {
				<-gate
			}
			mu.Lock()
			told = append(told, fmt.Sprint(i.Subject, " ", on))
			mu.Unlock()
		})
		h.Set("keys", "health.keypad.lost", 0)
		time.Sleep(2 * time.Second) // being told
		go h.Clear("keys")
		synctest.Wait()
		h.Set("lamp", "health.call.lost", 0)
		close(gate)
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if want := "[keys true keys false lamp true]"; fmt.Sprint(told) != want {
			t.Errorf("told %v, want %s", told, want)
		}
		h.Close()
	})
}
