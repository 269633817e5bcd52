package runtime

import (
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/internal/kiosk"
	"modu/internal/service"
)

// Desk carries out the effects of a service desk: what was typed or presented is kept,
// a call is sent with it, paper is printed. It returns the events that follow at once.
// Where there is no backend or printer, the answer is that it failed: the person is
// told, and nothing hangs. It is called on the goroutine that owns the vault.
func Desk(e kiosk.Effect, v *Vault, b Backend, p Printer) []input.Event {
	switch e := e.(type) {
	case kiosk.KeepEntry:
		if !e.Step.Secret {
			v.KeepText(e.Step.Field, e.Typed)
			return []input.Event{input.EntryKept{Effect: e.ID, OK: true}}
		}
		ok := v.Keep(e.Step.Field, e.Node, func(typed []byte) bool { return fits(e.Step, typed) })
		return []input.Event{input.EntryKept{Effect: e.ID, OK: ok}}
	case kiosk.KeepPresented:
		v.KeepPending(e.Field)
	case kiosk.ForgetEntries:
		v.Wipe()
	case kiosk.AskService:
		if b == nil {
			return []input.Event{input.ServiceAnswered{Effect: e.ID}}
		}
		fields := v.Fill(e.Fields)
		b.Ask(e.ID, v.keys.key(e.Step.ID, e.Turn, fields, e.Basket), e.Step, fields, e.Basket, e.Session, e.Language)
	case kiosk.PrintPaper:
		if p == nil {
			return []input.Event{input.PaperPrinted{Effect: e.ID}}
		}
		p.Print(e.ID, v.keys.key(e.Step, e.Turn, nil, nil), e.Sheets)
	}
	return nil
}

// fits reports whether what was typed has the length and the pattern of its step.
func fits(st service.Step, typed []byte) bool {
	n := utf8.RuneCount(typed)
	return n >= st.Fewest() && n <= st.Most() && st.Pattern.Match(typed)
}
