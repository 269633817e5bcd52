// Package asking sends every call of a service to the program that is to answer it, as the kiosk
// would, and names what is missing or not as the service declares it.
//
// It hides what is sent for each field, and in which order the calls are made. What a value holds
// is never told. It asks over the network and waits, on the goroutine of Run.
package asking

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/datafile"
	"modu/internal/lab/verdict"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/walk"
)

// Options say what is asked, and whom.
type Options struct {
	Parts   *assemble.Parts
	Name    string            // of the service, for people
	Backend string            // address of the program, as backend.CheckURL has it
	Lang    scene.Lang        // that is sent
	Given   map[string]string // what is sent for fields, by name; the sample and the service say the rest
	Report  bool              // it is told of a payment, too, where the service tells of one
}

// Run sends each call of a service once, and tells what came of it. A field in Given that no call
// sends is verdict.ErrAsked, and then nothing is sent.
func Run(ctx context.Context, r *verdict.Report, o Options) error {
	a := asker{r: r, parts: o.Parts, site: o.Backend, lang: o.Lang, given: o.Given, known: map[string]string{}}
	if err := a.unknown(); err != nil {
		return err
	}
	a.all(ctx, o.Report)
	r.Say("%s: %d calls, %d mistakes", o.Name, r.Counts["calls"], len(r.Mistakes))
	if len(r.Mistakes) > 0 {
		return errors.New("the program does not answer as the service declares")
	}
	return nil
}

// asker sends the calls of a service.
type asker struct {
	r     *verdict.Report
	parts *assemble.Parts
	site  string
	lang  scene.Lang
	given map[string]string // by field
	known map[string]string // answered so far, by name
}

// unknown names a field of the flag that the service does not send.
func (a *asker) unknown() error {
	var sent []string
	for _, id := range a.parts.Service.Steps() {
		st, _ := a.parts.Service.Step(id)
		sent = append(sent, st.Send...)
		if st.Report != nil {
			sent = append(sent, st.Report.Send...)
		}
	}
	for name := range a.given {
		if !slices.Contains(sent, name) {
			return fmt.Errorf("%w: no call sends %q; %s", verdict.ErrAsked, name, datafile.Suggest(name, slices.Compact(slices.Sorted(slices.Values(sent)))))
		}
	}
	return nil
}

// all sends every call, in the order in which people come to them, and then the reports.
func (a *asker) all(ctx context.Context, report bool) {
	if _, ok := a.parts.Service.Catalogue(); ok {
		a.tell(backend.TryCatalogue(ctx, a.site, a.parts.Service))
	}
	for _, st := range a.calls() {
		key := rand.Text()
		if st.Kind == service.Call {
			t := backend.Try(ctx, a.site, key, st, a.fields(st.Send), a.lang)
			for name, v := range t.Values {
				a.learn(name, st.Answer[name].Type, v)
				a.choose(name, st.Answer[name], v.Rows)
			}
			a.tell(t)
		}
		if st.Report != nil && report {
			a.tell(backend.TryReport(ctx, a.site, key, st, a.fields(st.Report.Send), a.lang, a.parts.Service.Amount(0), time.Now()))
		}
	}
}

// learn notes what was answered, as it is sent.
func (a *asker) learn(name string, kind service.ValueType, v input.Value) {
	a.known[name] = v.Text
	if kind == service.ResultPrice || kind == service.ResultCount {
		a.known[name] = strconv.FormatInt(v.Number, 10)
	}
}

// choose notes the first row of a list as the one that is chosen of it.
func (a *asker) choose(list string, r service.Result, rows []input.Row) {
	if len(rows) == 0 {
		return
	}
	for _, id := range a.parts.Service.Steps() {
		if st, _ := a.parts.Service.Step(id); st.From == list && st.Field != "" {
			for column, c := range r.Of {
				name := st.Field + "." + column
				if a.learn(name, c.Type, rows[0][column]); a.parts.Service.SentAsList(name) {
					a.known[name] = order.JoinList([]string{a.known[name]})
				}
			}
		}
	}
}

// calls are the steps that ask or tell the program, the nearest to the first step first.
func (a *asker) calls() (out []service.Step) {
	for _, id := range walk.Order(a.parts.Service) {
		if st, _ := a.parts.Service.Step(id); st.Kind == service.Call || st.Report != nil {
			out = append(out, st)
		}
	}
	return out
}

// fields are what is sent.
func (a *asker) fields(names []string) map[string]string {
	out := map[string]string{}
	for _, name := range names {
		if name != service.BasketName { // nothing was ordered: a basket is sent by a stay
			out[name] = a.value(name)
		}
	}
	return out
}

// value is what is sent for one field or answer.
func (a *asker) value(name string) string {
	if v, ok := a.given[name]; ok {
		return a.listed(name, v)
	}
	if v, ok := a.known[name]; ok {
		return v
	}
	if v, ok := a.parts.Sample.Sent(name); ok {
		return a.listed(name, v)
	}
	for _, id := range a.parts.Service.Steps() {
		st, _ := a.parts.Service.Step(id)
		switch {
		case st.Field != name:
		case st.IsWhen():
			return a.slot(st)
		case st.IsMany() && len(st.Choices) > 0:
			return order.JoinList([]string{st.Choices[0].Value})
		case len(st.Choices) > 0:
			return st.Choices[0].Value
		case st.Kind == service.Enter:
			return strings.Repeat("1", st.Fewest())
		}
	}
	return "1234567890" // what a reader reads
}

// listed is a value as people write it as it is sent: several are written with spaces between them.
func (a *asker) listed(name, v string) string {
	if a.parts.Service.SentAsList(name) {
		return order.ReadPlainList(v)
	}
	return v
}

// slot is the first day or time that a step offers now, or one that has the form of one where it
// offers none.
func (a *asker) slot(st service.Step) string {
	var o order.Order
	if st.Times != nil && st.Times.On != "" && st.Times.On != service.Today {
		o = o.WithAnswer(st.Times.On, a.value(st.Times.On))
	}
	if slots, _ := a.parts.Service.Slots(st, o, nil, service.ClockOf(time.Now())); len(slots) > 0 { // bounds from answers are not known here
		return st.SlotValue(slots[0])
	}
	if st.Days != nil {
		return time.Now().AddDate(0, 0, 1).Format(time.DateOnly)
	}
	return "12:00"
}

// tell tells what came of one request.
func (a *asker) tell(t backend.Trial) {
	a.r.Count("calls", 1)
	status := "no answer"
	if t.Status != 0 {
		status = strconv.Itoa(t.Status)
	}
	method := cmp.Or(t.Method, http.MethodPost)
	line := fmt.Sprintf("%s  %s %s  %s  %d ms", t.Step, method, t.Path, status, t.Took.Milliseconds())
	if len(t.Wrong) == 0 && t.Method == http.MethodGet {
		a.r.Say("%s  as agreed: %d items", line, t.Items)
		return
	}
	if len(t.Wrong) == 0 {
		a.r.Say("%s  as declared: %s", line, strings.Join(slices.Sorted(maps.Keys(t.Values)), ", "))
		return
	}
	a.r.Say("%s", line)
	for _, wrong := range t.Wrong {
		a.r.Mistake(verdict.Finding{Where: fmt.Sprintf("step %q, %s %s, %s, %d ms", t.Step, method, t.Path, status, t.Took.Milliseconds()), Message: wrong}, "  MISTAKE: %s", wrong)
	}
}
