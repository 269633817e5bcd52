package screen

import (
	"strings"

	"modu/accessibility/scene"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/service"
)

// Sheet is one thing to print, so many times.
type Sheet struct {
	Title   scene.Text
	Lines   []PaperLine
	Copies  int
	Large   bool          // in large type (TXT-9 says how small ordinary type may be)
	Item    string        // of a document: what was ordered
	Options order.Choices // of a document
}

// PaperLine is one line: what, and how much.
type PaperLine struct {
	Label   scene.Text
	Details []scene.Text
	Amount  bool // the last of Details is what the line comes to, or answers its label
	Same    bool // a sum of one line, which has said it
}

// largeFrom is the size of the screen from which paper is printed large too.
const largeFrom = 160

// Sheets are the pages of a print step.
func Sheets(b model.Moment, step service.Step) []Sheet {
	large := b.M.Prefs.Size >= largeFrom
	if step.Paper == service.Document {
		return documents(b, large)
	}
	s := Sheet{Title: b.Text(b.Service().Name), Large: large, Copies: 1}
	if b.M.Number != 0 {
		for _, l := range b.M.Order.Lines() {
			s.Lines = append(s.Lines, PaperLine{b.ItemName(l.Item), append(b.LineWords(l), b.LinePrice(l)), true, false})
		}
		for _, d := range b.M.Order.Discounts() {
			s.Lines = append(s.Lines, PaperLine{b.Text(d.Reason), []scene.Text{model.Off(b, d.Amount)}, true, false})
		}
		s.Lines = append(s.Lines, PaperLine{b.Text("basket.total"), []scene.Text{b.Price(b.Total())}, true, len(s.Lines) == 1})
	}
	for _, sh := range b.Service().Shown(step, b.M.Order, b.M.Facts) {
		switch {
		case sh.From == "":
			s.Lines = append(s.Lines, PaperLine{Label: model.Said(b, sh.Label)})
		case sh.Big:
			s.Lines = append(s.Lines, PaperLine{Label: model.Said(b, sh.Label, b.FactArg("Value", sh.From))})
		default:
			s.Lines = append(s.Lines, PaperLine{model.Said(b, sh.Label), []scene.Text{b.Text("value.plain", b.FactArg("Value", sh.From))}, true, false})
		}
	}
	return []Sheet{s}
}

// documents are what was ordered, one sheet a line of the order.
func documents(b model.Moment, large bool) []Sheet {
	var out []Sheet
	for _, l := range b.M.Order.Lines() {
		s := Sheet{Title: b.ItemName(l.Item), Large: large || b.Service().PrintsLarge(l.Item, l.Options), Copies: l.Quantity, Item: l.Item, Options: l.Options}
		s.Lines = []PaperLine{{Label: s.Title, Details: b.LineWords(l)}}
		out = append(out, s)
	}
	return out
}

// String is one sheet as text, for printers that print text and for tests; private
// lines are written, since paper is the person's own.
func (s Sheet) String() string {
	var out strings.Builder
	out.WriteString(s.Title.String() + "\n")
	for _, l := range s.Lines {
		out.WriteString(l.Label.String())
		for _, d := range l.Details {
			out.WriteString("  " + d.String())
		}
		out.WriteString("\n")
	}
	return out.String()
}
