package backend_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

const deskService = `version: 1
id: desk
name: n
currency: KRW
languages: [ko]
start: ask
fields: {number: {type: entry}}
steps:
  ask: {kind: enter, title: t, field: number, secret: true, next: look}
  look: {kind: call, title: t, path: /look, timeout: 1s, send: [number], answer: {ticket: {type: code}, ahead: {type: count}}, next: done}
  done: {kind: done, title: t}
`

// desk is a service with a call, and samples for it or "".
func desk(t *testing.T, samples string) *service.Service {
	t.Helper()
	dir := fstest.MapFS{"service.yaml": {Data: []byte(deskService)}}
	if samples != "" {
		dir["sample.yaml"] = &fstest.MapFile{Data: []byte(samples)}
	}
	svc, issues := service.Load(dir, "desk", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return svc
}

func look(t *testing.T) service.Step {
	t.Helper()
	st, _ := desk(t, "").Step("look")
	return st
}

// ask sends one call to a program and returns its answer and what staff learn.
func ask(t *testing.T, h http.HandlerFunc) (input.ServiceAnswered, string) {
	t.Helper()
	srv := httptest.NewServer(h)
	defer srv.Close()
	return askAt(t, srv.URL)
}

func askAt(t *testing.T, url string) (input.ServiceAnswered, string) {
	t.Helper()
	events, code := make(chan input.Event, 2), "?"
	c := backend.New(backend.Config{URL: url, Emit: func(ev input.Event) { events <- ev }, Health: func(_, got string, _ ...locales.Arg) { code = got }})
	id := input.EffectID{Boot: 1, Counter: 7}
	c.Ask(id, "K1", look(t), map[string]string{"number": "9001011234567"}, nil, scene.SessionID{Boot: 1, Counter: 1}, "ko")
	ev := (<-events).(input.ServiceAnswered)
	c.Close()
	if len(events) > 0 || ev.Effect != id {
		t.Errorf("%d more answers, effect %v", len(events), ev.Effect)
	}
	return ev, code
}

// What is sent is exactly what the step names.
func TestAsk(t *testing.T) {
	var body, path, method, key string
	ev, code := ask(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		body, path, method, key = string(data), r.URL.Path, r.Method, r.Header.Get("Idempotency-Key")
		_, _ = w.Write([]byte(`{"ticket":"A-12","ahead":3,"gossip":"ignored"}`))
	})
	if want := `{"version":1,"language":"ko","fields":{"number":"9001011234567"}}`; body != want || path != "/look" || method != "POST" || key != `"K1"` {
		t.Errorf("%s %s %s, key %s", method, path, body, key)
	}
	if code != "" || ev.Values["ticket"].Text != "A-12" || ev.Values["ahead"].Number != 3 || len(ev.Values) != 2 {
		t.Errorf("%q, ticket %q, ahead %d, %d values", code, ev.Values["ticket"].Text, ev.Values["ahead"].Number, len(ev.Values))
	}
}

// A bad neighbour: every way of failing is one answer without values, in time, and a
// code for staff that quotes nothing.
func TestBadNeighbours(t *testing.T) {
	gone := httptest.NewServer(nil)
	gone.Close()
	if ev, code := askAt(t, gone.URL); ev.Values != nil || code != backend.CodeSilent {
		t.Errorf("down: %q", code)
	}
	elsewhere := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { elsewhere++ }))
	defer other.Close()
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		want   string
	}{
		"slow": {func(_ http.ResponseWriter, r *http.Request) { _, _ = io.Copy(io.Discard, r.Body); <-r.Context().Done() }, backend.CodeSilent},
		"slow body": {func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.Copy(io.Discard, r.Body)
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, backend.CodeSilent},
		"broken": {func(w http.ResponseWriter, _ *http.Request) { panic(http.ErrAbortHandler) }, backend.CodeSilent},
		"breaks off": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte(`{"ticket":"A-12","ah`))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		}, backend.CodeSilent},
		"out of order": {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusServiceUnavailable) }, backend.CodeStatus},
		"refused":      {func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) }, backend.CodeStatus},
		"nonsense":     {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }, "health.service.object"},
		"empty":        {func(http.ResponseWriter, *http.Request) {}, "health.service.object"},
		"half":         {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(`{"ticket":"A"}`)) }, "health.service.missing"},
		"endless":      {func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1<<20)) }, "health.service.size"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		}, backend.CodeStatus},
	} {
		if ev, code := ask(t, c.answer); ev.Values != nil || code != c.want {
			t.Errorf("%s: values %v, code %q, want %q", name, ev.Values != nil, code, c.want)
		}
	}
	if elsewhere != 0 {
		t.Error("what was typed went to another machine")
	}
}

func TestCheckURL(t *testing.T) {
	for url, ok := range map[string]bool{
		"http://127.0.0.1:8070": true, "http://localhost:1": true, "http://[::1]:80": true, "https://office.local:8443/api": true,
		"http://192.168.0.5:80": false, "http://office.local": false, "ftp://127.0.0.1": false, "127.0.0.1:80": false, "": false,
		"https://me:secret@office.local": false, "https://office.local/?a=1": false, "http://127.0.0.1.evil.example": false,
	} {
		if err := backend.CheckURL(url); (err == nil) != ok {
			t.Errorf("%q: %v", url, err)
		}
	}
}

// menu is a service with a menu.
func menu(t *testing.T) *service.Service {
	t.Helper()
	svc, issues := service.Load(os.DirFS("../kiosk/kiosktest/shop"), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return svc
}

const key = "a key of some length"

func TestPushes(t *testing.T) {
	var events []input.Event
	var kept []map[string]input.ItemChange
	var disk error
	p := backend.NewPushes(backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(ev input.Event) { events = append(events, ev) }, Keep: func(all map[string]input.ItemChange) error {
		if disk == nil {
			kept = append(kept, all)
		}
		return disk
	}}), key)
	send := func(method, path, auth, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(method, path, strings.NewReader(body))
		r.Header.Set("Authorization", auth)
		w := httptest.NewRecorder()
		p.ServeHTTP(w, r)
		return w
	}
	// What is wrong is refused as a whole, with a sentence, and changes nothing.
	for name, c := range map[string]struct {
		method, path, auth, body string
		status                   int
		says                     string
	}{
		"no key":       {"PUT", "/v1/menu", "", `{"items":{"tea":{"price":1}}}`, 401, "key"},
		"wrong key":    {"PUT", "/v1/menu", "Bearer x", `{"items":{"tea":{"price":1}}}`, 401, "key"},
		"path":         {"PUT", "/menu", "Bearer " + key, `{}`, 404, "/v1/menu"},
		"method":       {"DELETE", "/v1/menu", "Bearer " + key, ``, 405, "PUT"},
		"nonsense":     {"PUT", "/v1/menu", "Bearer " + key, `<html>`, 400, "not understood"},
		"unknown key":  {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"tea":{"prize":1}}}`, 400, "prize"},
		"nothing":      {"PUT", "/v1/menu", "Bearer " + key, `{}`, 400, "no items"},
		"unknown item": {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"tea":{"price":1},"cake":{"price":1}}}`, 400, "cake"},
		"negative":     {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"tea":{"price":-1}}}`, 400, "tea"},
		"overflow":     {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"tea":{"price":9223372036854775807}}}`, 400, "too high"},
		"fraction":     {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"tea":{"price":1.5}}}`, 400, "not understood"},
		"too long":     {"PUT", "/v1/menu", "Bearer " + key, `{"items":{"` + strings.Repeat("x", 2<<20) + `":{}}}`, 400, "not understood"},
	} {
		w := send(c.method, c.path, c.auth, c.body)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.says) || len(events)+len(kept) > 0 {
			t.Errorf("%s: %d %s, %d events", name, w.Code, w.Body, len(events))
		}
	}
	disk = errors.New("/dev/sda1 is full")
	if w := send("PUT", "/v1/menu", "Bearer "+key, `{"items":{"tea":{"sold_out":true}}}`); w.Code != 503 || len(events) > 0 || strings.Contains(w.Body.String(), "sda1") {
		t.Errorf("what cannot be kept: %d %s", w.Code, w.Body)
	}
	disk = nil
	if w := send("PUT", "/v1/menu", "Bearer "+key, `{"items":{"tea":{"sold_out":true},"soup":{"price":6000}}}`); w.Code != 204 || len(events) != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	got := events[0].(input.MenuChanged).Items
	if len(got) != 2 || !*got["tea"].SoldOut || *got["soup"].Price != 6000 {
		t.Errorf("%+v", got)
	}
	var now struct {
		Items map[string]struct {
			SoldOut bool  `json:"sold_out"`
			Price   int64 `json:"price"`
		} `json:"items"`
	}
	if err := json.Unmarshal(send("GET", "/v1/menu", "Bearer "+key, "").Body.Bytes(), &now); err != nil || !now.Items["tea"].SoldOut || now.Items["soup"].Price != 6000 || now.Items["i1"].Price != 1000 {
		t.Errorf("%v %+v", err, now)
	}
	// What is pushed later lies over it; all of it is kept each time.
	if w := send("PUT", "/v1/menu", "Bearer "+key, `{"items":{"tea":{"left":0},"soup":{"left":2}}}`); w.Code != 204 || len(kept) != 2 {
		t.Fatalf("%d %s, kept %d times", w.Code, w.Body, len(kept))
	}
	if soup, tea := kept[1]["soup"], kept[1]["tea"]; *soup.Price != 6000 || *soup.Left != 2 || !*tea.SoldOut || *tea.Left != 0 || len(kept[0]) != 2 || kept[0]["soup"].Left != nil {
		t.Errorf("kept %+v", kept)
	}
	if last := events[1].(input.MenuChanged).Items; last["soup"].Price != nil || *last["soup"].Left != 2 {
		t.Errorf("emitted %+v", last)
	}
}

// What was pushed before a restart is there again, and told to the loop; of what the menu no
// longer has, nothing is.
func TestPushedBefore(t *testing.T) {
	var events []input.Event
	out, price, dear, left := true, int64(6000), int64(1<<62), int64(0)
	before := map[string]input.ItemChange{"tea": {SoldOut: &out}, "soup": {Price: &price}, "cake": {SoldOut: &out}, "i1": {Price: &dear}, "i2": {Left: &left}}
	p := backend.NewPushes(backend.NewMenu(backend.MenuConfig{Service: menu(t), Before: before, Emit: func(ev input.Event) { events = append(events, ev) }}), key)
	if len(events) != 1 {
		t.Fatalf("%d events", len(events))
	}
	if got := events[0].(input.MenuChanged).Items; len(got) != 3 || !*got["tea"].SoldOut || *got["soup"].Price != 6000 || *got["i2"].Left != 0 {
		t.Errorf("told %+v", got)
	}
	r := httptest.NewRequest("GET", "/v1/menu", nil)
	r.Header.Set("Authorization", "Bearer "+key)
	w := httptest.NewRecorder()
	p.ServeHTTP(w, r)
	for _, want := range []string{`"soup":{"sold_out":false,"price":6000}`, `"tea":{"sold_out":true`, `"i2":{"sold_out":true,"price":2000,"left":0}`, `"i1":{"sold_out":false,"price":1000}`} {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s is not in %s", want, w.Body)
		}
	}
	events = nil
	if backend.NewMenu(backend.MenuConfig{Service: menu(t), Emit: func(ev input.Event) { events = append(events, ev) }}); len(events) > 0 {
		t.Errorf("with nothing before: %v", events)
	}
}

// A basket is sent with the number that the record gives it, and not at all without one.
func TestAskWithBasket(t *testing.T) {
	var bodies []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(data))
		_, _ = w.Write([]byte(`{"ticket":"A-12","ahead":3}`))
	}))
	defer srv.Close()
	full, hangs := errors.New("disk full"), make(chan struct{})
	for name, c := range map[string]struct {
		number func(scene.SessionID, order.Basket) (order.Basket, error)
		code   string
	}{
		"numbered": {func(s scene.SessionID, b order.Basket) (order.Basket, error) {
			b.Epoch, b.Seq = "E", int64(s.Counter)
			return b, nil
		}, ""},
		"disk full":  {func(_ scene.SessionID, b order.Basket) (order.Basket, error) { return b, full }, backend.CodeRecord},
		"no record":  {nil, backend.CodeRecord},
		"disk hangs": {func(_ scene.SessionID, b order.Basket) (order.Basket, error) { <-hangs; return b, nil }, backend.CodeRecord},
	} {
		bodies = nil
		events, subject, code := make(chan input.Event, 2), "", "?"
		c2 := backend.New(backend.Config{URL: srv.URL, Emit: func(ev input.Event) { events <- ev }, Health: func(s, got string, _ ...locales.Arg) { subject, code = s, got }, Number: c.number})
		b := order.Basket{Version: 1, Kiosk: "k", Lines: []order.BasketLine{}}
		c2.Ask(input.EffectID{Boot: 1, Counter: 7}, "K1", look(t), map[string]string{}, &b, scene.SessionID{Boot: 1, Counter: 5}, "ko")
		ev := (<-events).(input.ServiceAnswered)
		if name == "disk hangs" {
			close(hangs)
		}
		c2.Close()
		if code != c.code || (ev.Values == nil) != (c.code != "") || (len(bodies) > 0) != (c.code == "") || (subject == backend.RecordSubject) != (c.code != "") {
			t.Errorf("%s: %s %q, values %v, sent %q", name, subject, code, ev.Values != nil, bodies)
		}
		if c.code == "" && !strings.Contains(bodies[0], `"fields":{},"basket":{"version":1,"kiosk":"k","epoch":"E","seq":5,`) {
			t.Errorf("%s: sent %s", name, bodies[0])
		}
		if b.Seq != 0 {
			t.Errorf("%s: the core's basket was written to", name)
		}
	}
}

func TestCheckListen(t *testing.T) {
	for listen, ok := range map[string]bool{"127.0.0.1:8071": true, "localhost:1": true, "[::1]:1": true, ":8071": false, "0.0.0.0:8071": false, "192.168.0.2:1": false, "8071": false} {
		if err := backend.CheckListen(listen, key); (err == nil) != ok {
			t.Errorf("%q: %v", listen, err)
		}
	}
	if backend.CheckListen("127.0.0.1:1", "short") == nil {
		t.Error("a short key was taken")
	}
}

// Samples answer by the first that matches, over real HTTP too.
func TestSample(t *testing.T) {
	s := desk(t, "version: 1\nanswers:\n  - {path: /look, when: {number: \"9\"}, body: {ticket: X, ahead: 1}}\n  - {path: /look, body: {ticket: A-1, ahead: 3}}\n").Samples()
	if b, ok := s.Answer("/look", map[string]string{"number": "9"}); !ok || string(b) != `{"ahead":1,"ticket":"X"}` {
		t.Errorf("%s", b)
	}
	if _, ok := s.Answer("/else", nil); ok {
		t.Error("an answer from nowhere")
	}
	quoted := desk(t, "version: 1\nanswers:\n  - {path: /look, body: {ticket: \"7\", ahead: 3}}\n").Samples()
	if b, _ := quoted.Answer("/look", nil); string(b) != `{"ahead":3,"ticket":"7"}` { // what stands in quotes is a text
		t.Errorf("%s", b)
	}
	at, stop, err := backend.Stand(func() *service.Samples { return s })
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	if ev, code := askAt(t, at); code != "" || ev.Values["ticket"].Text != "A-1" {
		t.Errorf("%q %q", code, ev.Values["ticket"].Text)
	}
}
