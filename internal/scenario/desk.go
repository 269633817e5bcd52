package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/order"
	"modu/internal/runtime"
	"modu/internal/service"
)

// desk is what stands around a service desk in virtual time: the program beside the
// kiosk, a printer, readers.
type desk struct {
	vault   runtime.Vault
	sample  *service.Samples
	behaves Behaviour // of the program
	jammed  bool      // the printer
	printed []string
	told    map[string]input.ItemChange // by the program, of the menu
	sent    []string                    // calls, with the fields that were sent
}

// Behaviour is how the program beside the kiosk, or the printer, behaves, as a script says it.
type Behaviour string

// The behaviours: of a program, and of a printer that works; every other is a jam. The zero
// value answers.
const (
	Answers  Behaviour = "answers"
	Slow     Behaviour = "slow" // too late to be waited for
	Down     Behaviour = "down"
	Nonsense Behaviour = "nonsense" // it answers what nobody can read
	Fewer    Behaviour = "fewer"    // the first row of each list is left out: somebody else has just taken it
	Works    Behaviour = "works"    // the printer
)

// behaviours are those of a program.
var behaviours = []Behaviour{Answers, Slow, Down, Nonsense, Fewer}

// Printer is the neighbour that is no program.
const Printer = "printer"

// The time that a good program and a printer take.
const (
	answerTime = 300 * time.Millisecond
	printTime  = 2 * time.Second
)

// SetSample lets a program answer with the samples of the service.
func (v *Virtual) SetSample(s *service.Samples) { v.desk.sample = s }

type asks struct{ v *Virtual }

func (v *Virtual) asks() runtime.Backend {
	if v.desk.sample == nil {
		return nil
	}
	return asks{v}
}

// Ask plays the program beside the kiosk.
func (a asks) Ask(id input.EffectID, _ string, step service.Step, fields map[string]string, basket *order.Basket, _ scene.SessionID, _ scene.Lang) {
	v := a.v
	names := make([]string, 0, len(fields))
	for name, value := range fields {
		if st := v.desk.sample; st != nil && value != "" {
			names = append(names, name)
		}
	}
	if basket != nil {
		names = append(names, service.BasketName)
	}
	slices.Sort(names)
	v.desk.sent = append(v.desk.sent, step.Path+" "+strings.Join(names, " "))
	wait, body := answerTime, []byte("<html>")
	switch v.desk.behaves {
	case Slow, Down:
		body = nil
		if v.desk.behaves == Slow {
			wait = step.Wait()
		}
	case Nonsense:
	default:
		body, _ = v.desk.sample.Answer(step.Path, fields)
	}
	values, err := step.Read(body)
	if err != nil {
		values = nil
	}
	if v.desk.behaves == Fewer {
		for name, value := range values {
			value.Rows = value.Rows[min(1, len(value.Rows)):]
			values[name] = value
		}
	}
	v.after(wait, func() { v.step(input.ServiceAnswered{Effect: id, Values: values}) })
}

type prints struct{ v *Virtual }

func (v *Virtual) prints() runtime.Printer { return prints{v} }

// Print plays the printer.
func (p prints) Print(id input.EffectID, _ string, sheets []kiosk.Sheet) {
	v, ok := p.v, !p.v.desk.jammed
	v.after(printTime, func() {
		if ok {
			for _, s := range sheets {
				v.desk.printed = append(v.desk.printed, sheetText(s))
			}
		}
		v.step(input.PaperPrinted{Effect: id, OK: ok})
	})
}

// sheetText is a sheet for transcripts: what is private is named, not written.
func sheetText(s kiosk.Sheet) string {
	parts := []string{s.Title.Redacted()}
	if s.Copies > 1 {
		parts = append(parts, "× "+strconv.Itoa(s.Copies))
	}
	if s.Large {
		parts = append(parts, "large")
	}
	for _, l := range s.Lines {
		t := l.Label.Redacted()
		for _, d := range l.Details {
			t += " " + d.Redacted()
		}
		parts = append(parts, t)
	}
	return strings.Join(parts, " | ")
}

// Present holds something to a reader: "card", "code", "fingerprint", or "unreadable"
// with the reader behind it.
func (v *Virtual) Present(what string, readable bool) error {
	v.step(input.Presented{Device: "reader", Reader: what, OK: readable, Data: []byte("sample-" + what)})
	return v.run(v.now)
}

// Neighbour sets how the program beside the kiosk, or the printer, behaves.
func (v *Virtual) Neighbour(who string, b Behaviour) error {
	switch {
	case who == Printer:
		v.desk.jammed = b != Works
	case slices.Contains(behaviours, b):
		v.desk.behaves = b
	default:
		names := make([]string, len(behaviours))
		for i, known := range behaviours {
			names[i] = string(known)
		}
		return fmt.Errorf("it cannot be %q; it can be %s", b, strings.Join(names, ", "))
	}
	return nil
}

// Push changes an item of the menu, as the cash register does: "sold-out", "back",
// "left=3", or a price; or as its times do: "closed=07:00-10:30" until then, and "open".
func (v *Virtual) Push(item, change string) error {
	var c input.ItemChange
	count, counted := strings.CutPrefix(change, "left=")
	hours, timed := strings.CutPrefix(change, "closed=")
	switch n, err := strconv.ParseInt(count, 10, 64); {
	case err == nil && counted:
		c.Left = &n
	case err == nil:
		c.Price = &n
	case change == "sold-out" || change == "back":
		gone := change == "sold-out"
		c.SoldOut = &gone
	case change == "open":
		c.Sale = &input.Sale{}
	case timed:
		sale, err := closedUntil(hours)
		if err != nil {
			return err
		}
		c.Sale = &sale
	default:
		return fmt.Errorf(`%q is no change: write "sold-out", "back", "left=3", "closed=07:00-10:30", "open" or a price`, change)
	}
	v.step(input.MenuChanged{Items: map[string]input.ItemChange{item: c}})
	return v.run(v.now)
}

// Tell has the program beside the kiosk tell its catalogue. What is wrong with it changes nothing,
// and staff are told.
func (v *Virtual) Tell(catalogue string) error {
	svc := v.m.Core().Service
	told, err := svc.ReadCatalogue([]byte(catalogue))
	if wrong := (*service.AnswerError)(nil); errors.As(err, &wrong) {
		v.wrong["catalogue"] = "health.service." + string(wrong.Wrong)
		return v.run(v.now)
	}
	delete(v.wrong, "catalogue")
	changes := svc.Differs(v.desk.told, told.Items)
	v.desk.told = told.Items
	v.step(input.MenuChanged{Items: changes, Patient: true, Catalogue: told.Revision})
	return v.run(v.now)
}

// closedUntil is an item that is sold later today, from one time to another.
func closedUntil(hours string) (input.Sale, error) {
	from, to, _ := strings.Cut(hours, "-")
	it := service.Item{Valid: []service.Valid{{From: from, To: to}}}
	sale := it.SaleAt(time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
	if sale.Opens != input.OpensToday {
		return sale, fmt.Errorf(`%q are no hours: write "closed=07:00-10:30"`, hours)
	}
	return sale, nil
}

// Printed is what was printed since the last call.
func (v *Virtual) Printed() []string { out := v.desk.printed; v.desk.printed = nil; return out }
