package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/journal"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/staff"
)

// till is a program that takes baskets, and remembers by which key and number each came.
type till struct {
	mu    sync.Mutex
	lose  bool              // it takes what comes, and its answer is lost
	keys  map[string]int    // requests by "path epoch/seq key"
	holds map[string]string // what is in the basket of a number
	wrong []string
	said  chan string // the path of each request, when it has been dealt with
}

func newTill() *till {
	return &till{keys: map[string]int{}, holds: map[string]string{}, said: make(chan string, 1000)}
}

func (p *till) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var got struct {
		Basket *order.Basket `json:"basket"`
	}
	data, _ := io.ReadAll(r.Body)
	p.mu.Lock()
	if err := json.Unmarshal(data, &got); err != nil || got.Basket == nil || got.Basket.Seq < 1 || got.Basket.Epoch == "" {
		p.wrong = append(p.wrong, fmt.Sprintf("%s: %s, %v", r.URL.Path, data, err))
		got.Basket = &order.Basket{}
	}
	number := fmt.Sprintf("%s/%d", got.Basket.Epoch, got.Basket.Seq)
	p.keys[r.URL.Path+" "+number+" "+r.Header.Get("Idempotency-Key")]++
	lines := fmt.Sprint(got.Basket.Lines)
	if was, known := p.holds[number]; known && was != lines {
		p.wrong = append(p.wrong, fmt.Sprintf("%s is %s, and was %s", number, lines, was))
	}
	p.holds[number] = lines
	lose := p.lose
	p.mu.Unlock()
	defer func() { p.said <- r.URL.Path }()
	if lose {
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_ = c.Close()
		}
		return
	}
	_, _ = w.Write([]byte(`{"off":0}`))
}

// check holds that no basket came under two keys for one thing, and no key with two baskets.
func (p *till) check() (faults []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	faults = slices.Clone(p.wrong)
	of, epochs := map[string]string{}, map[string]bool{}
	for came := range p.keys {
		part := strings.Fields(came)
		for _, pair := range [][2]string{{part[0] + " " + part[1], part[2]}, {part[2], part[0] + " " + part[1]}} {
			if was, known := of[pair[0]]; known && was != pair[1] {
				faults = append(faults, fmt.Sprintf("%s came with %s and with %s", pair[0], was, pair[1]))
			}
			of[pair[0]] = pair[1]
		}
		epoch, _, _ := strings.Cut(part[1], "/")
		epochs[epoch] = true
	}
	if len(epochs) != 1 {
		faults = append(faults, fmt.Sprintf("epochs %v", epochs))
	}
	return faults
}

// reported are the numbers that came as paid, sorted.
func (p *till) reported() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	var out []string
	for came := range p.keys {
		if path, rest, _ := strings.Cut(came, " "); path == "/orders" {
			out = append(out, strings.Fields(rest)[0])
		}
	}
	slices.Sort(out)
	return out
}

// couponCall is a call that sends the basket.
func couponCall(t *testing.T) service.Step {
	t.Helper()
	svc, issues := service.Load(fstest.MapFS{"service.yaml": {Data: []byte(`version: 1
id: s
name: n
currency: KRW
languages: [ko]
start: items
steps:
  items: {kind: items, title: t, all: true, next: ask}
  ask: {kind: call, title: t, path: /coupon, timeout: 5s, send: [basket], answer: {off: {type: price}}, next: review}
  review: {kind: review, title: t, next: pay}
  pay: {kind: pay, title: t, report: {path: /orders, send: [basket]}, next: done}
  done: {kind: done, title: t}
`)}, "menu.yaml": {Data: []byte("version: 1\nitems: [{id: latte, label: l, price: 5500}]\n")}}, "s", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	st, _ := svc.Step("ask")
	return st
}

// life is one run of a kiosk from its start to a crash, as far as baskets go.
type life struct {
	t       *testing.T
	book    *journal.Journal
	client  *backend.Client
	reports *backend.Reporter
	again   chan time.Time
	health  chan string
	answers chan input.ServiceAnswered
}

func begin(t *testing.T, dir, url string) *life {
	t.Helper()
	r := &life{t: t, book: record(t, dir), health: make(chan string, 1000), answers: make(chan input.ServiceAnswered, 10)}
	r.client = backend.New(backend.Config{URL: url, Emit: func(ev input.Event) { r.answers <- ev.(input.ServiceAnswered) }, Number: r.book.NumberBasket})
	r.reports, r.again = teller(r.book, url, r.health)
	return r
}

// settle lets everything be told.
func (r *life) settle() {
	for len(r.book.Undelivered()) > 0 {
		select {
		case r.again <- time.Time{}:
		case <-r.health:
		}
	}
}

// end ends what runs here. What it still writes is in the directory that was left behind.
func (r *life) end() {
	r.client.Close()
	r.reports.Close()
	if err := r.book.Close(); err != nil {
		r.t.Error(err)
	}
}

// latte is a basket with so many.
func latte(n int) order.Basket {
	return order.Basket{Version: order.BasketVersion, Kiosk: "k", Currency: "KRW", Total: int64(n) * 5500, Lines: []order.BasketLine{{Item: "latte", Name: "l", Quantity: n, Unit: 5500, Amount: int64(n) * 5500}}}
}

// A kiosk is killed between any two things that one order leads to, and starts again; other
// people order the same. However often answers are lost, no basket comes under two keys, no
// key with two baskets, what was paid comes once, and the count goes on in one epoch.
func TestKilledBetweenCallAndAnswer(t *testing.T) {
	step := couponCall(t)
	type orderer struct {
		r *life
		n uint32 // of the stay and of the payment, in this run
		p *till
	}
	call := func(o orderer) {
		for len(o.p.said) > 0 {
			<-o.p.said // net/http tries once more by itself
		}
		o.r.client.Ask(input.EffectID{Boot: o.n, Counter: 1}, fmt.Sprintf("call-%d", o.n), step, map[string]string{}, ptr(latte(2)), scene.SessionID{Boot: o.n, Counter: 1}, "ko")
		<-o.p.said
	}
	started := func(o orderer) {
		report := &order.Report{Path: "/orders", Language: "ko", Fields: map[string]string{}, Basket: ptr(latte(2))}
		if err := o.r.book.PaymentStarted(input.EffectID{Boot: o.n, Counter: 2}, scene.SessionID{Boot: o.n, Counter: 1}, int(o.n), money.Amount{Minor: 11000, Currency: "KRW"}, order.Order{}, report); err != nil {
			t.Fatal(err)
		}
	}
	approved := func(o orderer) {
		if err := o.r.book.PaymentEnded(input.EffectID{Boot: o.n, Counter: 2}, input.Approved); err != nil {
			t.Fatal(err)
		}
	}
	lost := func(o orderer) { o.p.mu.Lock(); o.p.lose = true; o.p.mu.Unlock() }
	heard := func(o orderer) { o.p.mu.Lock(); o.p.lose = false; o.p.mu.Unlock() }
	tell := func(o orderer) {
		o.r.reports.Wake()
		for code := range o.r.health {
			if code == backend.CodeUnreported {
				return
			}
		}
	}
	answered := func(o orderer) { <-o.r.answers }
	acts := []struct {
		name string
		do   func(orderer)
	}{
		{"the start", func(orderer) {}}, {"lost", lost}, {"a call whose answer is lost", call}, {"its failure", answered}, {"heard", heard}, {"the same call again", call}, {"its answer", answered},
		{"the start of paying", started}, {"the approval", approved}, {"lost again", lost}, {"a report whose answer is lost", tell}, {"heard again", heard}, {"the report", func(o orderer) { o.r.settle() }},
	}
	for kill := range acts {
		p := newTill()
		srv := httptest.NewServer(p)
		dir := t.TempDir()
		paid := 0
		for n := uint32(1); n <= 3; n++ { // three people, of whom the first two meet a crash
			o := orderer{begin(t, dir, srv.URL), n, p}
			for i, a := range acts {
				if n < 3 && i > kill {
					break
				}
				a.do(o)
				if a.name == "the approval" {
					paid++
				}
			}
			left := t.TempDir()
			if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			heard(o)
			o.r.end()
			dir = left
		}
		last := begin(t, dir, srv.URL)
		last.settle()
		last.end()
		srv.Close()
		for _, fault := range p.check() {
			t.Errorf("killed after %s: %s", acts[kill].name, fault)
		}
		if got := slices.Compact(p.reported()); len(got) != paid {
			t.Errorf("killed after %s: %d were paid, and %v told", acts[kill].name, paid, got)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// A till that forgets the key, or a kiosk that gives a number twice, would be seen.
func TestTillSeesTwoKeys(t *testing.T) {
	for name, requests := range map[string][]string{
		"two keys of one basket": {"K1 /coupon E 1 2", "K2 /coupon E 1 2"},
		"two baskets of one key": {"K1 /coupon E 1 2", "K1 /coupon E 2 2"},
		"one number for two":     {"K1 /coupon E 1 2", "K2 /orders E 1 3"},
		"two epochs":             {"K1 /coupon E 1 2", "K2 /coupon F 1 2"},
		"no number":              {"K1 /coupon E 0 2"},
	} {
		p := newTill()
		for _, r := range requests {
			f := strings.Fields(r)
			b := latte(2)
			if f[4] == "3" {
				b = latte(3)
			}
			b.Epoch, b.Seq = f[2], int64(f[3][0]-'0')
			data, err := json.Marshal(map[string]any{"basket": b})
			if err != nil {
				t.Fatal(err)
			}
			req := httptest.NewRequest("POST", f[1], strings.NewReader(string(data)))
			req.Header.Set("Idempotency-Key", f[0])
			p.ServeHTTP(httptest.NewRecorder(), req)
		}
		if len(p.check()) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
}

// What a register pushed is there after the kiosk was killed: the real handler, record and
// menu. A push that is answered is on the disk.
func TestPushesSurviveAKill(t *testing.T) {
	dir := t.TempDir()
	svc := cafe(t)
	var told []input.MenuChanged
	emit := func(ev input.Event) { told = append(told, ev.(input.MenuChanged)) }
	book := record(t, dir)
	defer func() { _ = book.Close() }()
	key := "a key of some length"
	srv := httptest.NewServer(backend.NewPushes(backend.NewMenu(backend.MenuConfig{Service: svc, Emit: emit, Keep: book.MenuChanged}), key))
	defer srv.Close()
	for _, body := range []string{`{"items": {"latte": {"price": 7000}}}`, `{"items": {"latte": {"left": 2}, "americano": {"sold_out": true}}}`} {
		req, err := http.NewRequest(http.MethodPut, srv.URL+"/v1/menu", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+key)
		resp, err := srv.Client().Do(req)
		if err != nil || resp.StatusCode != http.StatusNoContent {
			t.Fatalf("%v, %v", resp, err)
		}
		_ = resp.Body.Close()
	}
	left := t.TempDir() // killed here: what is on the disk is all there is
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	again, rec, err := journal.Open(left, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	told = nil
	backend.NewMenu(backend.MenuConfig{Service: svc, Before: rec.Menu, Emit: emit, Keep: again.MenuChanged})
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
	if len(told) != 1 {
		t.Fatalf("told %v", told)
	}
	now, err := svc.With(told[0].Items)
	if err != nil {
		t.Fatal(err)
	}
	latte, _ := now.Item("latte")
	americano, _ := now.Item("americano")
	if most, left := now.Most("latte"); latte.Price != 7000 || !americano.SoldOut || most != 2 || !left {
		t.Errorf("after the restart: %+v, %+v", latte, americano)
	}
}

// A catalogue that is told is on the disk in two files, one after the other. However it is cut off
// between them and in them, the kiosk that comes up has one whole menu, is told the rest by the next
// answer, and then has what the program says: the real record, menu and answer.
func TestACatalogueSurvivesAKill(t *testing.T) {
	svc := cafe(t)
	told := func(body string) service.Told {
		t.Helper()
		out, err := svc.ReadCatalogue([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	first := told(`{"revision": "1", "items": [{"id": "latte", "price": 7000}, {"id": "bagel", "valid": [{"from": "07:00", "to": "10:30"}]}]}`)
	second := told(`{"revision": "2", "items": [{"id": "latte", "price": 7500, "sold_out": true}, {"id": "plum", "price": 4000, "category": "tea", "names": {"ko": "매실차"}}]}`)
	start := func(dir string) (*backend.Menu, *journal.Journal) {
		t.Helper()
		book, rec, err := journal.Open(dir, time.Now)
		if err != nil || len(rec.Notes) > 0 {
			t.Fatal(err, rec.Notes)
		}
		return changedMenu(config.Site{Push: config.Push{Listen: "127.0.0.1:0"}}, running(&assemble.Parts{Service: svc}), book, rec, func(input.Event) {}), book
	}
	dir := t.TempDir()
	menu, book := start(dir)
	var lives []string // what is on the disk before, between and after
	kill := func() {
		left := t.TempDir()
		if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		lives = append(lives, left)
	}
	if err := menu.Tell(first); err != nil {
		t.Fatal(err)
	}
	kill()
	if err := menu.Tell(second); err != nil {
		t.Fatal(err)
	}
	kill()
	if err := book.Close(); err != nil {
		t.Fatal(err)
	}
	between := t.TempDir() // the changes are there, and what was told is that of before
	for from, name := range map[string]string{lives[1]: "menu", lives[0]: "catalogue"} {
		if err := os.CopyFS(between, onlyFile{os.DirFS(from), name}); err != nil {
			t.Fatal(err)
		}
	}
	for i, dir := range append(lives, between) {
		menu, book := start(dir)
		latte, _ := menu.Service().Item("latte")
		if want := []int64{7000, 7500, 7500}[i]; latte.Price != want || menu.ToldRevision() != []string{"1", "2", "1"}[i] {
			t.Errorf("%d: after the kill latte costs %d, of %s", i, latte.Price, menu.ToldRevision())
		}
		if err := menu.Tell(second); err != nil {
			t.Fatal(err)
		}
		latte, _ = menu.Service().Item("latte")
		bagel, _ := menu.Service().Item("bagel")
		plum, there := menu.Service().Item("plum")
		if latte.Price != 7500 || !latte.SoldOut || len(bagel.Valid) > 0 || !there || plum.Price != 4000 || menu.ToldRevision() != "2" {
			t.Errorf("%d: %+v, %+v, %+v", i, latte, bagel, plum)
		}
		if err := book.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// onlyFile is a directory with one of its files.
type onlyFile struct {
	fs.FS
	name string
}

func (o onlyFile) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.FS, name)
	return slices.DeleteFunc(all, func(e fs.DirEntry) bool { return e.Name() != o.name }), err
}

// What staff added is there after the kiosk was killed, with its photograph where the screen
// looks for it: the real page, photographs, record and menu.
func TestWhatStaffAddSurvivesAKill(t *testing.T) {
	dir, svc := t.TempDir(), cafe(t)
	book := record(t, dir)
	defer func() { _ = book.Close() }()
	menu := backend.NewMenu(backend.MenuConfig{Service: svc, Emit: func(input.Event) {}, Keep: book.MenuChanged, Photos: book})
	img := image.NewRGBA(image.Rect(0, 0, 480, 320))
	var photo bytes.Buffer
	if err := png.Encode(&photo, img); err != nil {
		t.Fatal(err)
	}
	jpg, why := retaken(photo.Bytes())
	if _, no := retaken(photo.Bytes()[:200]); why != "" || no != staff.PhotoNone {
		t.Fatalf("%s, cut off: %s", why, no)
	}
	id, err := menu.Add(input.NewItem{Category: "tea", Names: map[scene.Lang]input.Name{"ko": {Text: "쑥차"}}}, 6000, jpg)
	if err != nil {
		t.Fatal(err)
	}
	left := t.TempDir() // killed here
	if err := os.CopyFS(left, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	again, rec, err := journal.Open(left, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = again.Close() }()
	menu = backend.NewMenu(backend.MenuConfig{Service: svc, Before: rec.Menu, Emit: func(input.Event) {}, Keep: again.MenuChanged, Photos: again})
	it, ok := menu.Service().Item(id)
	l := running(&assemble.Parts{Service: svc})
	l.photos = again
	data, shown := l.picture(menu.Service().PhotoOf(it, nil))
	if !ok || it.Price != 6000 || !shown || !bytes.Equal(data, jpg) {
		t.Errorf("%+v, photograph %v", it, shown)
	}
	if _, shown := l.picture("photo/../boot"); shown {
		t.Error("a picture leads out of the photographs")
	}
}

// cafe is the service of the café.
func cafe(t *testing.T) *service.Service {
	t.Helper()
	dir, err := fs.Sub(assets.Files, "services/cafe")
	if err != nil {
		t.Fatal(err)
	}
	svc, issues := service.Load(dir, "cafe", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return svc
}
