package staff

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/datafile"
	"modu/internal/kiosk"
	"modu/internal/staffcall"
)

const key = "correct horse battery"

// rig is a desk behind its handler, with a clock of its own.
type rig struct {
	*Desk
	h   http.Handler
	mu  sync.Mutex
	at  time.Time
	got []input.Event
}

func newRig() *rig {
	r := &rig{at: time.Unix(1000, 0)}
	r.Desk = NewDesk("로비 1번", func(ev input.Event) { r.got = append(r.got, ev) }, func() time.Time { r.mu.Lock(); defer r.mu.Unlock(); return r.at })
	r.h = Handler(Config{Key: key, Words: map[string]string{"staff.key": "열쇠"}}, r.Desk)
	return r
}

func (r *rig) pass(d time.Duration) { r.mu.Lock(); r.at = r.at.Add(d); r.mu.Unlock() }

func (r *rig) do(method, path, key, body string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(method, path, strings.NewReader(body))
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, req)
	return w
}

func (r *rig) state(t *testing.T) State {
	t.Helper()
	w := r.do("GET", "/api/call?has=", key, "")
	var s State
	if w.Code != 200 || json.Unmarshal(w.Body.Bytes(), &s) != nil {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return s
}

var id = input.EffectID{Boot: 3, Counter: 9}

func TestACallIsSeenAnsweredAndForgotten(t *testing.T) {
	r := newRig()
	if r.Ring(kiosk.CallStaff{ID: id, Where: "무엇을 드릴까요?", Manner: staffcall.BySign}) {
		t.Error("nobody has the page open, yet the call counts as seen")
	}
	s := r.state(t)
	if s.Kiosk != "로비 1번" || s.Call == nil || s.Call.Where != "무엇을 드릴까요?" || s.Call.Manner != "sign" || s.Call.Gone {
		t.Fatalf("%+v %+v", s, s.Call)
	}
	if !r.Ring(kiosk.CallStaff{ID: id, Where: "무엇을 드릴까요?", Again: true}) {
		t.Error("the page is open, yet the call does not count as seen")
	}
	if !r.Tell(kiosk.TellStaff{ID: id, Words: "손이 닿지 않아요"}) {
		t.Error("the page is open, yet what was written does not count as seen")
	}
	if s = r.state(t); s.Call.Again != 1 || len(s.Call.Messages) != 1 {
		t.Fatalf("%+v", s.Call)
	}
	for _, c := range []struct {
		body string
		code int
		want input.StaffReplied
	}{
		{`{"call":"3-9","answer":"coming"}`, 204, input.StaffReplied{Effect: id, Answer: input.StaffComing}},
		{`{"call":"3-9","answer":"minutes","minutes":2}`, 204, input.StaffReplied{Effect: id, Answer: input.StaffMinutes, Minutes: 2}},
		{`{"call":"3-9","answer":"words","words":"곧 갑니다"}`, 204, input.StaffReplied{Effect: id, Answer: input.StaffWords, Words: "곧 갑니다"}},
		{`{"call":"3-8","answer":"coming"}`, 409, input.StaffReplied{}},
		{`{"call":"3-9","answer":"minutes","minutes":0}`, 400, input.StaffReplied{}},
		{`{"call":"3-9","answer":"words","words":"  "}`, 400, input.StaffReplied{}},
		{`{"call":"3-9","answer":"dance"}`, 400, input.StaffReplied{}},
		{`nonsense`, 400, input.StaffReplied{}},
		{`{"words":"` + strings.Repeat("x", maxBody) + `"}`, 400, input.StaffReplied{}},
	} {
		r.got = nil
		w := r.do("POST", "/api/answer", key, c.body)
		if w.Code != c.code {
			t.Errorf("%.60s: %d, want %d", c.body, w.Code, c.code)
		}
		if c.code == 204 && (len(r.got) != 1 || r.got[0] != input.Event(c.want)) || c.code != 204 && len(r.got) != 0 {
			t.Errorf("%.60s: the kiosk got %v", c.body, r.got)
		}
	}
	r.Gone()
	if s = r.state(t); !s.Call.Gone || len(s.Call.Messages) != 0 {
		t.Errorf("after the person has left: %+v", s.Call)
	}
	if w := r.do("POST", "/api/answer", key, `{"call":"3-9","answer":"coming"}`); w.Code != 409 {
		t.Errorf("an answer to somebody who has left: %d", w.Code)
	}
	r.pass(watchedFor)
	if r.Ring(kiosk.CallStaff{ID: input.EffectID{Boot: 3, Counter: 10}}) {
		t.Error("the page was closed long ago")
	}
	if r.Tell(kiosk.TellStaff{ID: input.EffectID{Boot: 3, Counter: 10}, Words: "물"}) {
		t.Error("nobody watches the page, yet what was written counts as seen")
	}
}

func TestWithoutTheKeyNothingIsTold(t *testing.T) {
	r := newRig()
	r.Ring(kiosk.CallStaff{ID: id, Where: "비밀"})
	for _, k := range []string{"", "wrong", key + "x", key[:5]} {
		for _, c := range [][2]string{{"GET", "/api/call"}, {"POST", "/api/answer"}} {
			r.pass(lockFor) // each try alone
			w := r.do(c[0], c[1], k, `{"call":"3-9","answer":"coming"}`)
			if w.Code != 401 && w.Code != 429 || strings.Contains(w.Body.String(), "비밀") {
				t.Errorf("key %q, %s: %d %s", k, c[1], w.Code, w.Body)
			}
		}
	}
	if len(r.got) != 0 {
		t.Errorf("the kiosk got %v", r.got)
	}
	r = newRig()
	for range lockAfter {
		r.do("GET", "/api/call", "guess", "")
	}
	if w := r.do("GET", "/api/call", "guess", ""); w.Code != 429 {
		t.Errorf("after %d guesses the next one gets %d", lockAfter, w.Code)
	}
	other := httptest.NewRequest("GET", "/api/call", nil)
	other.RemoteAddr = "192.0.2.77:4711"
	w := httptest.NewRecorder()
	if r.h.ServeHTTP(w, other); w.Code != 401 {
		t.Errorf("another address has to wait too: %d", w.Code)
	}
	if w := r.do("GET", "/api/call?has=", key, ""); w.Code != 200 {
		t.Errorf("others' guesses keep staff out: %d", w.Code)
	}
	for range lockAfter {
		r.do("GET", "/api/call", "guess", "")
	}
	r.pass(lockFor)
	if w := r.do("GET", "/api/call", "guess", ""); w.Code != 401 {
		t.Errorf("after the wait: %d", w.Code)
	}
	if w := r.do("GET", "/", "", ""); w.Code != 200 || !strings.Contains(w.Header().Get("Content-Security-Policy"), "default-src 'self'") {
		t.Errorf("the empty page: %d %v", w.Code, w.Header())
	}
}

func TestNewsArriveAtOnce(t *testing.T) {
	r := newRig()
	srv := httptest.NewServer(r.h)
	defer srv.Close()
	first := r.state(t)
	req, _ := http.NewRequest("GET", srv.URL+"/api/call?has=0", nil)
	req.Header.Set("Authorization", "Bearer "+key)
	got := make(chan State, 1)
	go func() {
		var s State
		if resp, err := srv.Client().Do(req); err == nil {
			_ = json.NewDecoder(resp.Body).Decode(&s)
			resp.Body.Close()
		}
		got <- s
	}()
	r.Ring(kiosk.CallStaff{ID: id, Where: "here"})
	if s := <-got; s.Rev <= first.Rev || s.Call == nil || s.Call.Where != "here" {
		t.Errorf("%+v", s)
	}
}

func TestOnlyTheMachineItselfWithoutTLS(t *testing.T) {
	d := NewDesk("x", nil, time.Now)
	if s, err := Listen(Config{Listen: "0.0.0.0:0", Key: key}, d); err == nil {
		s.Close()
		t.Error("it listens to everybody without TLS")
	}
	if _, err := Listen(Config{Listen: "127.0.0.1:0", Key: key, CertFile: "/dev/zero", KeyFile: "/dev/zero"}, d); !errors.Is(err, datafile.ErrSpecial) {
		t.Errorf("a certificate without end: %v", err)
	}
	if _, err := Listen(Config{Listen: "127.0.0.1:0", Key: key, CertFile: "none.pem", KeyFile: "none.pem"}, d); err == nil {
		t.Error("a missing certificate went unnoticed")
	}
	s, err := Listen(Config{Listen: "127.0.0.1:0", Key: key}, d)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.Get("http://" + s.Addr.String() + "/page.js")
	if err != nil || resp.StatusCode != 200 {
		t.Errorf("%v %v", resp, err)
	}
	s.Close()
}
