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
	"modu/internal/backend"
	"modu/internal/datafile"
	"modu/internal/kiosk"
	"modu/internal/service"
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
	if s.Kiosk != "로비 1번" || s.Call == nil || s.Call.Where != "무엇을 드릴까요?" || s.Call.Manner != staffcall.BySign || s.Call.Gone {
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

// A call that was taken back is shown as such, without what its person wrote, and takes no
// answer; the next one is shown again.
func TestWithdrawn(t *testing.T) {
	r := newRig()
	r.state(t)
	r.Ring(kiosk.CallStaff{ID: id, Where: "결제"})
	r.Tell(kiosk.TellStaff{ID: id, Words: "물"})
	r.Withdraw(input.EffectID{Boot: 3, Counter: 8})
	if s := r.state(t); s.Call.Withdrawn || len(s.Call.Messages) != 1 {
		t.Errorf("somebody else's call was taken back: %+v", s.Call)
	}
	r.Withdraw(id)
	if s := r.state(t); !s.Call.Withdrawn || s.Call.Gone || len(s.Call.Messages) != 0 {
		t.Errorf("%+v", s.Call)
	}
	if w := r.do("POST", "/api/answer", key, `{"call":"3-9","answer":"coming"}`); w.Code != 409 || len(r.got) != 0 {
		t.Errorf("an answer to it: %d, %v", w.Code, r.got)
	}
	if r.Ring(kiosk.CallStaff{ID: input.EffectID{Boot: 3, Counter: 10}}); r.state(t).Call.Withdrawn {
		t.Error("the next call is taken back before it is made")
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

// shelf is a menu of two things.
type shelf struct {
	items   []service.Item
	changes map[string]input.ItemChange
	err     error
}

func (s *shelf) Items() []service.Item { return s.items }
func (s *shelf) Loaded(item string) (service.Item, bool) {
	return service.Item{ID: item, Price: 1000}, true
}
func (s *shelf) Changes() map[string]input.ItemChange { return s.changes }
func (s *shelf) Undo() (string, error)                { return "tea", s.err }
func (s *shelf) Undoable() bool                       { return len(s.changes) > 0 }
func (s *shelf) Set(item string, c input.ItemChange) error {
	if s.err == nil {
		s.changes = map[string]input.ItemChange{item: c}
	}
	return s.err
}

func (s *shelf) Service() *service.Service                        { return nil }
func (s *shelf) Adds() bool                                       { return false }
func (s *shelf) Added(string) *input.NewItem                      { return nil }
func (s *shelf) Remove(string) error                              { return s.err }
func (s *shelf) File() backend.File                               { return backend.File{Items: s.changes} }
func (s *shelf) Add(input.NewItem, int64, []byte) (string, error) { return "", s.err }

func TestTheMenuOnThePage(t *testing.T) {
	r, left := newRig(), int64(3)
	s := &shelf{items: []service.Item{{ID: "tea", Label: "차", Price: 1200}, {ID: "soup", Label: "국", Price: 1000, SoldOut: true, Left: &left}}}
	r.h = Handler(Config{Key: key, Menu: s, Name: func(it service.Item) string { return it.Label }, Currency: "KRW"}, r.Desk)
	if w := r.do("GET", "/api/menu", "", ""); w.Code != 401 {
		t.Errorf("without a key: %d", w.Code)
	}
	want := `{"currency":"KRW","digits":0,"items":[{"id":"tea","name":"차","price":1200,"loaded":1000,"sold_out":false,"asks":false},{"id":"soup","name":"국","price":1000,"loaded":1000,"sold_out":true,"left":3,"asks":false}],"undo":false,"changed":0}`
	if w := r.do("GET", "/api/menu", key, ""); w.Code != 200 || strings.TrimSpace(w.Body.String()) != want {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, c := range []struct {
		path, body string
		err        error
		code       int
	}{
		{"/api/menu", `{"item":"tea","sold_out":true}`, nil, 204},
		{"/api/menu", `{"item":"tea","price":900}`, nil, 204},
		{"/api/menu", `{"item":"tea"}`, nil, 400},
		{"/api/menu", `{"item":"tea","price":1.5}`, nil, 400},
		{"/api/menu", `nonsense`, nil, 400},
		{"/api/menu", `{"item":"cake","price":1}`, service.ErrUnknown, 400},
		{"/api/menu", `{"item":"tea","price":1}`, backend.ErrNotKept, 503},
		{"/api/menu/undo", ``, nil, 204},
		{"/api/menu/undo", ``, backend.ErrNothing, 409},
		{"/api/menu/undo", ``, backend.ErrNotKept, 503},
	} {
		s.err = c.err
		if w := r.do("POST", c.path, "no key", c.body); w.Code != 401 && w.Code != 429 {
			t.Errorf("%s without the key: %d", c.path, w.Code)
		}
		if w := r.do("POST", c.path, key, c.body); w.Code != c.code {
			t.Errorf("%s %s: %d, want %d", c.path, c.body, w.Code, c.code)
		}
	}
	if got := s.changes["tea"]; got.SoldOut != nil || *got.Price != 900 {
		t.Errorf("set %+v", got)
	}
	w := r.do("GET", "/api/menu/changes", key, "")
	if got, err := backend.ReadPush(w.Body); err != nil || *got["tea"].Price != 900 || !strings.Contains(w.Header().Get("Content-Disposition"), "menu-changes.json") {
		t.Errorf("the file: %v %v %v", got, err, w.Header())
	}
	// A kiosk without a menu has no such page.
	if w := newRig().do("GET", "/api/menu", key, ""); w.Code != 404 {
		t.Errorf("no menu: %d", w.Code)
	}
}
