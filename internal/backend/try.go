package backend

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/service"
)

// Trial is one request to the program of a service, made to check the program.
type Trial struct {
	Step   string
	Path   string
	Status int           // of HTTP; 0: there was no answer
	Took   time.Duration // until the answer was there
	Wrong  []string      // what is the matter, by the name of the value; none: it is as declared
	Values map[string]input.Value

	Method string // "" for POST
	Items  int    // that a catalogue names
}

// Try sends the call of a step as the kiosk would, waits for the answer, and names every value
// that is not as the step declares it, never what it holds.
func Try(ctx context.Context, site, key string, step service.Step, fields map[string]string, lang scene.Lang) Trial {
	t := Trial{Step: step.ID, Path: step.Path}
	ctx, cancel := context.WithTimeout(ctx, step.Wait())
	defer cancel()
	body := t.send(ctx, site, key, request{Version: 1, Language: lang, Fields: fields}, step.MaxAnswer())
	if t.Status == 0 {
		return t
	}
	if t.Status != http.StatusOK {
		t.bad("the status is %d, and 200 is expected", t.Status)
	}
	t.judge(step, body)
	return t
}

// TryReport tells the program of a payment as the kiosk would, once.
func TryReport(ctx context.Context, site, key string, step service.Step, fields map[string]string, lang scene.Lang, sum money.Amount, at time.Time) Trial {
	t := Trial{Step: step.ID, Path: step.Report.Path}
	ctx, cancel := context.WithTimeout(ctx, reportPatience)
	defer cancel()
	t.send(ctx, site, key, request{Version: 1, Language: lang, Fields: fields,
		Payment: &paid{Amount: sum.Minor, Currency: sum.Currency, Number: 1, At: at.UTC().Format(time.RFC3339)}}, maxPush)
	if t.Status != 0 && t.Status/100 != 2 {
		t.bad("the status is %d, and 2xx is expected", t.Status)
	}
	return t
}

func (t *Trial) bad(format string, args ...any) {
	t.Wrong = append(t.Wrong, fmt.Sprintf(format, args...))
}

// send makes the request, and returns the body of the answer, of most bytes and one more.
func (t *Trial) send(ctx context.Context, site, key string, what request, most int) []byte {
	client := plainClient()
	defer client.CloseIdleConnections()
	begun := time.Now()
	status, got, err := exchange(ctx, client, site, t.Path, key, what, most)
	t.Took = time.Since(begun)
	switch {
	case status == 0:
		t.bad("it does not answer: %s", without(err))
		return nil
	case err != nil:
		t.bad("its answer breaks off: %s", without(err))
		return nil
	}
	t.Status = status
	return got
}

// without is an error without the address that it quotes.
func without(err error) string {
	var u *url.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "it takes longer than the step waits"
	case errors.As(err, &u):
		err = u.Err
	}
	return err.Error()
}

// judge names each value of an answer that is not as declared.
func (t *Trial) judge(step service.Step, body []byte) {
	var got map[string]json.RawMessage
	if len(body) > step.MaxAnswer() || json.Unmarshal(body, &got) != nil {
		t.bad("the answer is no JSON object of at most %d bytes", step.MaxAnswer())
		return
	}
	t.Values = map[string]input.Value{}
	missing := false
	for _, name := range slices.Sorted(maps.Keys(step.Answer)) {
		one := service.Step{Answer: map[string]service.Result{name: step.Answer[name]}}
		values, err := one.Read(body)
		if err == nil {
			t.Values[name] = values[name]
			continue
		}
		_, is := got[name]
		missing = missing || !is
		t.bad("%s", strings.TrimPrefix(err.Error(), service.ErrAnswer.Error()+": "))
	}
	if others := undeclared(got, step); missing && len(others) > 0 {
		t.bad("it answers %q besides, which the step does not declare", others[:min(len(others), maxNamed)])
	}
}

// maxNamed is how many undeclared names are told: a misspelled one is among the first.
const maxNamed = 8

// undeclared are the names in an answer that the step does not declare.
func undeclared(got map[string]json.RawMessage, step service.Step) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(got)), func(name string) bool { _, is := step.Answer[name]; return is })
}
