package asking_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"modu/internal/lab/asking"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
)

// asked is a program beside the kiosk that notes what it is asked and answers all of it alike.
func asked(t *testing.T, answer string) (address string, calls *[]string) {
	t.Helper()
	calls = &[]string{}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		*calls = append(*calls, r.URL.Path+" "+string(body))
		_, _ = io.WriteString(w, answer)
	}))
	t.Cleanup(srv.Close)
	return srv.URL, calls
}

func ask(t *testing.T, o asking.Options) (*verdict.Report, string, error) {
	t.Helper()
	p, issues := load.Service("library")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	var out strings.Builder
	r := verdict.New("service ask", &out)
	o.Parts, o.Name, o.Lang = p, "library", "ko"
	err := asking.Run(t.Context(), r, o)
	return r, out.String(), err
}

// What is right is told as declared, and nothing of what a value holds; what is given is sent.
func TestRun(t *testing.T) {
	url, calls := asked(t, `{"status": "known", "title": "비밀 책", "fee": 0}`)
	r, out, err := ask(t, asking.Options{Backend: url, Given: map[string]string{"book": "77123"}})
	if err != nil || r.Counts["calls"] != 1 || len(*calls) != 1 || !strings.Contains((*calls)[0], "77123") {
		t.Errorf("%v: %v calls: %q", err, r.Counts, *calls)
	}
	if !strings.Contains(out, "as declared: fee, status, title") {
		t.Errorf("not told:\n%s", out)
	}
	if strings.Contains(out, "비밀 책") || strings.Contains(out, "77123") {
		t.Errorf("values are told:\n%s", out)
	}
}

// Every value that is wrong is a mistake at its step.
func TestRunNamesWhatIsWrong(t *testing.T) {
	url, _ := asked(t, `[]`)
	r, out, err := ask(t, asking.Options{Backend: url})
	if err == nil || len(r.Mistakes) == 0 || !strings.Contains(r.Mistakes[0].Where, "step ") || !strings.Contains(out, "MISTAKE: ") {
		t.Errorf("%v: %+v\n%s", err, r.Mistakes, out)
	}
}

// A field that no call sends is said before anything is sent.
func TestRunKnowsTheFields(t *testing.T) {
	url, calls := asked(t, `{}`)
	if _, _, err := ask(t, asking.Options{Backend: url, Given: map[string]string{"bok": "1"}}); !errors.Is(err, verdict.ErrAsked) || !strings.Contains(err.Error(), `"bok"`) || len(*calls) != 0 {
		t.Errorf("%v, %q", err, *calls)
	}
}
