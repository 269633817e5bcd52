package backend_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

// catalogue has every message of the runtime.
func catalogue(t *testing.T) *locales.Catalogue {
	t.Helper()
	cat := locales.New("en")
	for _, lang := range []string{"ko", "en", "zh-Hans", "ja"} {
		data, err := locales.Files.ReadFile(lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := cat.Add(lang+".yaml", data).Err(); err != nil {
			t.Fatal(err)
		}
	}
	return cat
}

// What goes wrong is told in words that name path, status, time and the value, and nothing of
// what it holds, in the language of whoever reads it.
func TestWhatIsWrongIsNamed(t *testing.T) {
	cat := catalogue(t)
	for _, c := range []struct{ body, en, ko string }{
		{`{"ticket":"A-12"}`, `^The program left out ahead\. /look, HTTP 200, [0-9.]+[mµn]?s$`, `^프로그램의 답에 ahead 값이 없습니다\. /look, HTTP 200, `},
		{`{"ticket":"A-12","ahead":"Kim"}`, `ahead, which is no whole number\. /look`, "ahead 값이 정수가 아닙니다"},
		{`{"ticket":"A-12","ahead":-4711}`, "ahead, which is out of range", "ahead 값이 너무 작거나"},
		{`{"ticket":4711,"ahead":1}`, "ticket, which is no text", "ticket 값이 글자가 아닙니다"},
		{`{"ticket":"` + strings.Repeat("Kim", 40) + `","ahead":1}`, "ticket, which is empty or too long", "ticket 값이 비었거나"},
		{`{"ticket":"Kim\u0007","ahead":1}`, "ticket, which cannot be shown", "ticket 값에 못 쓰는 글자가"},
		{`["Kim"]`, "no JSON object", "JSON 객체가 아닙니다"},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, c.body) }))
		events, told := make(chan input.Event, 1), map[scene.Lang]string{}
		client := backend.New(backend.Config{URL: srv.URL, Emit: func(ev input.Event) { events <- ev }, Health: func(_, code string, args ...locales.Arg) {
			for _, lang := range cat.Languages() {
				told[lang] = cat.Localizer(lang).Text(code, args...).String()
			}
		}})
		client.Ask(input.EffectID{Boot: 1, Counter: 1}, "K1", look(t), map[string]string{"number": "9001011234567"}, nil, scene.SessionID{}, "ko")
		<-events
		client.Close()
		srv.Close()
		if !regexp.MustCompile(c.en).MatchString(told["en"]) || !regexp.MustCompile(c.ko).MatchString(told["ko"]) {
			t.Errorf("%.40s: %q, %q", c.body, told["en"], told["ko"])
		}
		for lang, words := range told {
			if strings.Contains(words, "Kim") || strings.Contains(words, "4711") || strings.Contains(words, "900101") || strings.Contains(words, "health.") || !strings.Contains(words, "/look") {
				t.Errorf("%s: %q", lang, words)
			}
		}
	}
	for _, w := range service.Wrongs() {
		for _, lang := range cat.Languages() {
			if !cat.Has(backend.CodeAnswer+string(w), lang) {
				t.Errorf("in %s nobody is told what %q means", lang, w)
			}
		}
	}
}

const seatService = `version: 1
id: seats
name: n
currency: KRW
languages: [ko]
start: book
steps:
  book: {kind: call, title: t, path: /book, answer: {seat: {type: code, hold: true}, name: {type: text}}, cancel: {path: /release, send: [seat]}, next: done}
  done: {kind: done, title: t}
`

func book(t *testing.T) service.Step {
	t.Helper()
	svc, issues := service.Load(fstest.MapFS{"service.yaml": {Data: []byte(seatService)}}, "seats", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	st, _ := svc.Step("book")
	return st
}

// notes is a record that says in which order things happened.
type notes struct {
	mu           sync.Mutex
	lines        []string
	fails, later bool // at the first, at the second
}

func (n *notes) add(format string, args ...any) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, fmt.Sprintf(format, args...))
}

var errDisk = errors.New("the disk is full")

func (n *notes) HoldBegun(call input.EffectID, key string, cancel order.Report) error {
	n.add("begun %d %s %s %s %v", call.Counter, key, cancel.Path, cancel.Language, cancel.Fields)
	return map[bool]error{true: errDisk}[n.fails]
}

func (n *notes) HoldAnswered(call input.EffectID, ids map[string]string) error {
	n.add("answered %d %v", call.Counter, ids)
	return map[bool]error{true: errDisk}[n.later]
}

// The key is recorded before the call leaves, and what it holds before anybody acts on it;
// nothing else of the answer is. What cannot be recorded is not sent, or not taken.
func TestHoldsAreRecordedFirst(t *testing.T) {
	for name, c := range map[string]struct {
		notes  *notes
		answer string
		want   string
	}{
		"answered":        {&notes{}, `{"seat":"S-12","name":"Kim"}`, "begun 7 K1 /release ko map[] / sent / answered 7 map[seat:S-12] / taken S-12"},
		"no answer":       {&notes{}, ``, "begun 7 K1 /release ko map[] / sent / answered 7 map[] / failed"},
		"a wrong answer":  {&notes{}, `{"seat":"S-12"}`, "begun 7 K1 /release ko map[] / sent / answered 7 map[] / failed"},
		"the disk fails":  {&notes{fails: true}, `{"seat":"S-12","name":"Kim"}`, "begun 7 K1 /release ko map[] / failed"},
		"it fails behind": {&notes{later: true}, `{"seat":"S-12","name":"Kim"}`, "begun 7 K1 /release ko map[] / sent / answered 7 map[seat:S-12] / failed"},
	} {
		n := c.notes
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			n.add("sent")
			_, _ = io.WriteString(w, c.answer)
		}))
		events := make(chan input.Event, 1)
		client := backend.New(backend.Config{URL: srv.URL, Holds: n, Emit: func(ev input.Event) {
			if values := ev.(input.ServiceAnswered).Values; values != nil {
				n.add("taken %s", values["seat"].Text)
			} else {
				n.add("failed")
			}
			events <- ev
		}})
		client.Ask(input.EffectID{Boot: 1, Counter: 7}, "K1", book(t), nil, nil, scene.SessionID{}, "ko")
		<-events
		client.Close()
		srv.Close()
		if got := strings.Join(n.lines, " / "); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}

// A cancellation goes out until it is taken, each time the same, under a key made of that of
// its call.
func TestCancelsAreSentUntilTheyAreTaken(t *testing.T) {
	var bodies []string
	said := make(chan int, 10)
	status := http.StatusServiceUnavailable
	var mu sync.Mutex
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		mu.Lock()
		bodies = append(bodies, r.URL.Path+" "+r.Header.Get("Idempotency-Key")+" "+string(data))
		s := status
		mu.Unlock()
		w.WriteHeader(s)
		said <- s
	}))
	defer srv.Close()
	owed := []backend.Cancel{{Call: input.EffectID{Boot: 1, Counter: 7}, Key: "K1", Said: order.Report{Path: "/release", Language: "ko", Fields: map[string]string{"seat": "S-12"}}}}
	again, codes := make(chan time.Time), make(chan string, 100)
	r := backend.NewReporter(backend.ReporterConfig{URL: srv.URL, Undelivered: func() []backend.Report { return nil },
		Owed:     func() []backend.Cancel { mu.Lock(); defer mu.Unlock(); return owed },
		Released: func(input.EffectID) error { mu.Lock(); defer mu.Unlock(); owed = nil; return nil },
		Health: func(subject, code string, _ ...locales.Arg) {
			if subject == backend.CancelSubject {
				codes <- code
			}
		},
		Wait: func(time.Duration) <-chan time.Time { return again }})
	<-said
	if code := <-codes; code != backend.CodeUncancelled {
		t.Errorf("staff see %q", code)
	}
	mu.Lock()
	status = http.StatusNoContent
	mu.Unlock()
	again <- time.Time{}
	<-said
	if code := <-codes; code != "" {
		t.Errorf("staff still see %q", code)
	}
	r.Close()
	want := `/release "K1-cancel" {"version":1,"language":"ko","fields":{"seat":"S-12"},"cancels":"K1"}`
	if len(bodies) != 2 || bodies[0] != want || bodies[1] != want {
		t.Errorf("sent: %q", bodies)
	}
}
