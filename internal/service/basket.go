package service

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"modu/internal/order"
)

// BasketName among the names of send stands for the lines of the order: no field and no
// answer may have it.
const BasketName = "basket"

// SendsBasket reports whether a call sends the lines of the order.
func (st Step) SendsBasket() bool { return slices.Contains(st.Send, BasketName) }

// SendsBasket reports whether a report holds the lines of the order.
func (r *Report) SendsBasket() bool { return slices.Contains(r.Send, BasketName) }

// Basket is an order as a program is sent it, without a number. send are the names that are
// sent with it, of which the choices become notes; name gives the words of a message.
func (s *Service) Basket(o order.Order, send []string, name func(message string) string) order.Basket {
	b := order.Basket{Version: order.BasketVersion, Service: order.BasketService{ID: s.ID, Revision: s.revision},
		Catalogue: order.BasketCatalogue{Revision: s.CatalogueRevision()}, Currency: s.Currency, Lines: []order.BasketLine{}}
	for _, l := range o.Lines() {
		b.Lines = append(b.Lines, s.basketLine(l, o, name))
	}
	for _, d := range o.Discounts() {
		b.Discounts = append(b.Discounts, order.BasketDiscount{Reason: d.Reason, Name: name(d.Reason), Amount: d.Amount.Minor})
	}
	if total, err := o.Total(); err == nil { // orders refuse what cannot be added up
		b.Total = total.Minor
	}
	for _, f := range send {
		value := o.Answer(f)
		switch kind := s.fields[f].Type; {
		case value == "":
		case kind == ManyField:
			for _, v := range ChosenOf(value) {
				b.Notes = append(b.Notes, order.BasketNote{Field: f, Value: v, Name: name(s.ChoiceLabel(f, v))})
			}
		case kind == DateField, kind == TimeField: // told in no language: programs read it as it is
			b.Notes = append(b.Notes, order.BasketNote{Field: f, Value: value, Name: value})
		case kind == ChoiceField:
			b.Notes = append(b.Notes, order.BasketNote{Field: f, Value: value, Name: name(s.ChoiceLabel(f, value))})
		}
	}
	return b
}

func (s *Service) basketLine(l order.Line, o order.Order, name func(string) string) order.BasketLine {
	it, _ := s.Item(l.Item)
	out := order.BasketLine{Item: l.Item, Name: name(it.Label), Quantity: l.Quantity, Unit: l.UnitPrice.Minor}
	if total, err := l.Total(); err == nil {
		out.Amount = total.Minor
	}
	offers, err := s.Offers(l.Item, l.Options, o)
	if err != nil {
		return out // the line was made of such offers: its price stands
	}
	for _, f := range offers {
		if picked, ok := f.basketOption(l.Options, name); ok {
			out.Options = append(out.Options, picked)
		}
	}
	return out
}

// basketOption is what was picked of an option; false for nothing.
func (f Offer) basketOption(picked order.Choices, name func(string) string) (order.BasketOption, bool) {
	out := order.BasketOption{Option: f.ID, Name: name(f.Label)}
	if f.Pick == PickCount {
		out.Count = picked.Count(f.ID)
		out.Amount = f.Each.Minor * int64(out.Count) // UnitPrice has found that it fits
		return out, out.Count > 0
	}
	for _, v := range f.Values {
		if picked.Has(f.ID, v.ID) {
			out.Values = append(out.Values, order.BasketValue{Value: v.ID, Name: name(v.Label), Amount: v.Adds.Minor})
			out.Amount += v.Adds.Minor
		}
	}
	return out, len(out.Values) > 0
}

// CatalogueRevision tells the states of the menu apart: another file, another price. What is
// sold out, and how much is left, does not change it.
func (s *Service) CatalogueRevision() string {
	sum := sha256.New()
	_, _ = io.WriteString(sum, s.menuRevision)
	same := true
	for i, it := range s.items {
		if i >= len(s.loaded) || it.Price != s.loaded[i].Price {
			same = false
			_, _ = fmt.Fprintf(sum, " %s=%d", it.ID, it.Price)
		}
	}
	if same {
		return s.menuRevision
	}
	return short(sum.Sum(nil))
}

// revision tells what a file holds from what it held before.
func revision(data []byte) string {
	sum := sha256.Sum256(data)
	return short(sum[:])
}

// short is the first 48 bits of a sum: enough to tell the states of one file apart, and
// short enough to be compared by eye.
func short(sum []byte) string { return hex.EncodeToString(sum[:6]) }
