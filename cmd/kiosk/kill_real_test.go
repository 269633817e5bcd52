//go:build peers

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"modu/accessibility/scene"
	labworld "modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/internal/runtime"
)

// killShop costs nothing, so that nobody waits for a card: from a touch to the report there are
// four acts and two calls.
var killShop = map[string]string{
	"service.yaml": `version: 1
id: kill
name: t
currency: KRW
languages: [ko]
start: item
steps:
  item: {kind: items, title: t, all: true, next: basket}
  basket: {kind: basket, title: t, more: item, next: hold}
  hold: {kind: call, title: t, path: /hold, timeout: 20s, send: [basket], answer: {id: {type: code, hold: true}}, cancel: {path: /release, send: [id]}, next: review}
  review: {kind: review, title: t, next: pay}
  pay: {kind: pay, title: t, report: {path: /paid, send: [basket, id]}, next: done}
  done: {kind: done, title: t}
`,
	"menu.yaml":       "version: 1\nitems: [{id: tea, label: t, price: 0}]\n",
	"locales/ko.yaml": "version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  t: 고르세요\n",
}

// counter is a program that keeps what it is asked, by key, and answers when it is let.
type counter struct {
	mu    sync.Mutex
	hang  string // the path of which the answer never comes
	asked []asking
	came  chan string
}

// asking is one request.
type asking struct{ path, key, cancels, number, id string }

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Cancels string            `json:"cancels"`
		Fields  map[string]string `json:"fields"`
		Basket  *struct {
			Epoch string `json:"epoch"`
			Seq   int    `json:"seq"`
		} `json:"basket"`
	}
	data, _ := io.ReadAll(r.Body)
	_ = json.Unmarshal(data, &body) // what is missing then fails the judgement
	one := asking{path: r.URL.Path, key: strings.Trim(r.Header.Get("Idempotency-Key"), `"`), cancels: body.Cancels, id: body.Fields["id"]}
	if body.Basket != nil {
		one.number = fmt.Sprintf("%s/%d", body.Basket.Epoch, body.Basket.Seq)
	}
	c.mu.Lock()
	c.asked = append(c.asked, one)
	hang := c.hang == one.path
	c.mu.Unlock()
	c.came <- one.path
	if hang {
		<-r.Context().Done() // the kiosk is killed meanwhile
		return
	}
	_, _ = fmt.Fprintf(w, `{"id": "H-%s"}`, one.key[:6])
}

// faults names what must not be: a basket under two keys, a key with two baskets, a hold that is
// neither paid nor cancelled or both, a cancellation of what was never held.
func (c *counter) faults() (out []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	numbers, keys := map[string]string{}, map[string]string{}
	holds, cancelled, paid := map[string]string{}, map[string]bool{}, map[string]bool{}
	for _, a := range c.asked {
		if a.path == "/release" {
			cancelled[a.cancels] = true
			if a.key != a.cancels+"-cancel" {
				out = append(out, fmt.Sprintf("a cancellation of %s has the key %s", a.cancels, a.key))
			}
			continue
		}
		if a.number == "" || a.key == "" {
			out = append(out, fmt.Sprintf("%s came without a basket or a key", a.path))
		}
		if was, known := keys[a.path+a.number]; known && was != a.key {
			out = append(out, fmt.Sprintf("%s sent the basket %s under two keys", a.path, a.number))
		}
		if was, known := numbers[a.key]; known && was != a.number {
			out = append(out, fmt.Sprintf("%s has two baskets under one key", a.path))
		}
		keys[a.path+a.number], numbers[a.key] = a.key, a.number
		if a.path == "/hold" {
			holds[a.number] = a.key
		} else {
			paid[a.number] = true
		}
	}
	for number, key := range holds {
		if paid[number] == cancelled[key] {
			out = append(out, fmt.Sprintf("the hold of the basket %s: paid %v, cancelled %v", number, paid[number], cancelled[key]))
		}
		delete(cancelled, key)
	}
	for key := range cancelled {
		out = append(out, "what was never held is cancelled: "+key)
	}
	slices.Sort(out)
	return out
}

// count is how often a path was asked.
func (c *counter) count(path string) (n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, a := range c.asked {
		if a.path == path {
			n++
		}
	}
	return n
}

// A kiosk is killed between each call and its answer, and between the answer and what follows; each
// time it is started again over the same record. No basket is sent under two keys, and every hold
// is cancelled or paid, not both.
func TestKilledBetweenCallsAndAnswers(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()
	dir, c := t.TempDir(), &counter{came: make(chan string, 1000)}
	server := httptest.NewServer(c)
	defer server.Close()
	for name, text := range killShop {
		at := filepath.Join(dir, "shop", name)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	site := fmt.Sprintf("version: 1\nservice: shop\nstate_dir: state\nspeech: {engine: silence}\nkiosk: {id: killed}\nbackend: {url: %q}\npanel: {pixels: {w: %d, h: %d}, mm: {w: 268, h: 476}}\n", server.URL, labworld.PanelW, labworld.PanelH)
	if err := os.WriteFile(filepath.Join(dir, "site.yaml"), []byte(site), 0o644); err != nil {
		t.Fatal(err)
	}
	d, err := xdisplay.Start(ctx, labworld.PanelW, labworld.PanelH)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, life := range []struct {
		name   string
		hang   string         // the answer to this never comes
		acts   []scene.NodeID // what a person does
		wait   string         // then this path is asked
		shows  scene.NodeID   // or, where that is empty, this is shown
		before string         // what the life before owes, and what is asked before anything else
	}{
		{name: "before the answer to a call", hang: "/hold", acts: []scene.NodeID{"attract.start", "item.tea", "basket.next"}, wait: "/hold"},
		{name: "after it", acts: []scene.NodeID{"attract.start", "item.tea", "basket.next"}, shows: "review.pay", before: "/release"},
		{name: "before the answer to a report", hang: "/paid", acts: []scene.NodeID{"attract.start", "item.tea", "basket.next", "review.pay"}, wait: "/paid", before: "/release"},
		{name: "after it", acts: []scene.NodeID{"attract.start", "item.tea", "basket.next", "review.pay"}, shows: "done.finish", before: "/paid"},
		{name: "with nothing owed", acts: []scene.NodeID{"attract.start", "item.tea", "basket.next", "review.pay"}, shows: "done.finish"},
	} {
		c.mu.Lock()
		c.hang = life.hang
		c.mu.Unlock()
		if life.before != "" && life.before == life.hang {
			t.Fatal("what is owed would hang")
		}
		k := startKilled(ctx, t, dir, d)
		if life.before != "" {
			c.await(ctx, t, life.name, life.before)
		}
		for _, id := range life.acts {
			k.touch(id)
		}
		if life.wait != "" {
			c.await(ctx, t, life.name, life.wait)
		} else {
			k.shown(life.shows)
		}
		if life.hang != "/paid" && slices.Contains(life.acts, "review.pay") { // it is on its way beside the person
			c.await(ctx, t, life.name, "/paid")
		}
		k.kill()
	}
	if all := c.faults(); len(all) > 0 {
		t.Errorf("%s\n%+v", strings.Join(all, "\n"), c.asked)
	}
	if holds, released, paid := c.count("/hold"), c.count("/release"), c.count("/paid"); holds != 5 || released < 2 || paid < 4 {
		t.Errorf("%d holds, %d cancellations, %d reports", holds, released, paid)
	}
	// The judgement is seen to fail: a report that comes under another key, and a hold that nobody lets go.
	made := &counter{asked: []asking{{path: "/hold", key: "a", number: "e/1"}, {path: "/hold", key: "b", number: "e/1"}, {path: "/release", key: "x", cancels: "z"}}}
	if got := made.faults(); len(got) != 4 {
		t.Errorf("made-up faults: %v", got)
	}
}

// await waits until a path is asked; others before it are passed over.
func (c *counter) await(ctx context.Context, t *testing.T, where, path string) {
	t.Helper()
	for {
		select {
		case got := <-c.came:
			if got == path {
				return
			}
		case <-ctx.Done():
			t.Fatalf("%s: %s was never asked; asked were %+v", where, path, c.asked)
		}
	}
}

// killed is a kiosk that will be killed.
type killed struct {
	t     *testing.T
	d     *xdisplay.Display
	k     *labworld.Kiosk
	rects string
	mu    sync.Mutex
	met   []string // nodes that a finger has met
}

func startKilled(ctx context.Context, t *testing.T, dir string, d *xdisplay.Display) *killed {
	t.Helper()
	bin := os.Getenv("MODU_KIOSK")
	if bin == "" {
		bin = filepath.Join("..", "..", "bin", "kiosk")
	}
	p := &killed{t: t, d: d, rects: filepath.Join(dir, "rects.json")}
	_ = os.Remove(p.rects) // that of the life before
	var err error
	p.k, err = labworld.Start(ctx, labworld.Options{Program: bin, Display: d.Name, Stderr: io.Discard,
		Args: []string{"--site", filepath.Join(dir, "site.yaml"), "--transcript", "-", "--rects", p.rects},
		Line: func(_ string, e runtime.Entry) {
			if e.Kind == "touch" {
				p.mu.Lock()
				p.met = append(p.met, e.Node)
				p.mu.Unlock()
			}
		}})
	if err != nil {
		t.Fatalf("run make build: %v", err)
	}
	t.Cleanup(func() { _ = p.k.Stop() })
	return p
}

func (p *killed) shown(id scene.NodeID) {
	p.t.Helper()
	until(p.t, string(id), func() bool { return labworld.Rects(p.rects)[id].W > 0 })
}

// touch puts a finger on a node until the kiosk has met it.
func (p *killed) touch(id scene.NodeID) {
	p.t.Helper()
	p.shown(id)
	at := labworld.Rects(p.rects)[id]
	if err := p.d.Click(int(at.X+at.W/2), int(at.Y+at.H/2), 60*time.Millisecond); err != nil {
		p.t.Fatal(err)
	}
	until(p.t, "the touch on "+string(id), func() bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		return slices.Contains(p.met, string(id))
	})
}

// kill ends it at once, as a power cut would.
func (p *killed) kill() {
	p.t.Helper()
	if err := syscall.Kill(p.k.PID(), syscall.SIGKILL); err != nil {
		p.t.Fatal(err)
	}
	<-p.k.Ended()
}
