package backend

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"modu/internal/money"
	"modu/internal/service"
)

// Each value that is not as declared is named, and none is quoted.
func TestTryNamesWhatIsWrong(t *testing.T) {
	step := service.Step{ID: "ask", Path: "/ask", Answer: map[string]service.Result{
		"title": {Type: service.ResultText}, "fee": {Type: service.ResultPrice}, "state": {Type: service.ResultChoice, Values: []string{"known"}}}}
	for name, c := range map[string]struct {
		status int
		body   string
		want   []string
	}{
		"as declared": {200, `{"title": "secret", "fee": 0, "state": "known"}`, nil},
		"all wrong": {200, `{"titel": "secret", "fee": -1, "state": "secret"}`, []string{`"fee" is out of range`, `"state" is none of its values`, `"title" is missing`,
			`it answers ["titel"] besides, which the step does not declare`}},
		"no object":  {200, `secret`, []string{"the answer is no JSON object of at most 65536 bytes"}},
		"elsewhere":  {301, `{"title": "x", "fee": 0, "state": "known"}`, []string{"the status is 301, and 200 is expected"}},
		"with a key": {409, ``, []string{"the status is 409, and 200 is expected", "the answer is no JSON object of at most 65536 bytes"}},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/ask" || r.Header.Get(keyHeader) != `"key"` {
				t.Errorf("%s: %s with %q", name, r.URL, r.Header)
			}
			w.WriteHeader(c.status)
			_, _ = w.Write([]byte(c.body))
		}))
		got := Try(t.Context(), srv.URL, "key", step, map[string]string{"a": "b"}, "ko")
		srv.Close()
		if all := strings.Join(got.Wrong, "\n"); all != strings.Join(c.want, "\n") || strings.Contains(all, "secret") || got.Status != c.status || got.Path != "/ask" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := Try(t.Context(), "http://127.0.0.1:1", "key", step, nil, "ko")
	if len(got.Wrong) != 1 || !strings.HasPrefix(got.Wrong[0], "it does not answer: ") || strings.Contains(got.Wrong[0], "http://") || got.Status != 0 {
		t.Errorf("nobody there: %+v", got)
	}
}

// A report is sent once, and any status of 2xx takes it.
func TestTryReport(t *testing.T) {
	step := service.Step{ID: "pay", Report: &service.Report{Path: "/paid"}}
	for status, wrong := range map[int]int{204: 0, 200: 0, 404: 1} {
		sent := 0
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			sent++
			w.WriteHeader(status)
		}))
		got := TryReport(t.Context(), srv.URL, "key", step, map[string]string{"bill": "B-1"}, "ko", money.Amount{Currency: "KRW"}, time.Unix(0, 0))
		srv.Close()
		if len(got.Wrong) != wrong || sent != 1 {
			t.Errorf("%d: %+v, sent %d times", status, got, sent)
		}
	}
}
