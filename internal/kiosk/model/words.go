package model

import (
	"cmp"
	"slices"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

// Text is a message in the person's language and form, for what they use.
func (n Moment) Text(id string, args ...locales.Arg) scene.Text {
	t, own := named(n.Service(), id, n.M.Prefs.Language)
	if !own {
		t = n.S.localizers[n.M.Prefs.Language].Text(n.S.inHand(id, n.M.Hand), args...)
	}
	if n.M.Prefs.Easy {
		t = t.InEasyForm()
	}
	return t
}

// named is what an added item is called, where a message names one: in the language of the
// person, else in the one that it has, with the voice of that.
func named(s *service.Service, id string, want scene.Lang) (scene.Text, bool) {
	name, lang, ok := s.Named(id, want)
	if !ok {
		return scene.Text{}, false
	}
	t := said(lang, input.Value{Text: name.Text, Spoken: name.Spoken, Easy: name.Easy})
	t.ID = id
	return t, true
}

// Said is a message of the service with the values that it holds, each as private as what it
// comes from; own are what the place where it stands puts in.
func Said(n Moment, id string, own ...locales.Arg) scene.Text {
	for _, p := range n.Service().Placeholders(id) {
		own = append(own, n.FactArg(p.Written, p.Name))
	}
	return n.Text(id, own...)
}

// Unfilled is a message of the service in the language of the site, for staff: what it holds
// of the person is left out.
func Unfilled(n Moment, id string) scene.Text {
	var none []locales.Arg
	for _, p := range n.Service().Placeholders(id) {
		none = append(none, locales.Code(p.Written, "…"))
	}
	return n.S.SiteText(id, none...)
}

// PriceArg is an amount as an argument of a message.
func PriceArg(name string, a money.Amount) locales.Arg {
	return locales.Price(name, a.Minor, a.Currency)
}

// Price is an amount, or in words that there is nothing to pay.
func (n Moment) Price(a money.Amount) scene.Text {
	if a.Minor == 0 {
		return n.Text("value.free")
	}
	return n.Text("value.price", PriceArg("Price", a))
}

// LinePrice is what a line of the order costs. Orders refuse what would overflow, so that
// there is one.
func (n Moment) LinePrice(l order.Line) scene.Text {
	total, err := l.Total()
	if err != nil {
		panic(err)
	}
	return n.Price(total)
}

// Number is so many of what a counter counts.
func (n Moment) Number(number int, counter service.Counter) scene.Text {
	return n.Text("value.count", locales.Count("N", number, string(counter)))
}

// Count is so many things.
func (n Moment) Count(number int) scene.Text { return n.Number(number, service.Thing) }

// CountArg is so many of an item, as such things are counted, as an argument of a message.
func CountArg(n Moment, name string, number int, id string) locales.Arg {
	item, _ := n.Service().Item(id)
	return locales.Count(name, number, string(cmp.Or(item.Counter, service.Thing)))
}

// Off is an amount that is taken off.
func Off(n Moment, a money.Amount) scene.Text { return n.Text("value.off", PriceArg("Price", a)) }

// Quantity is how many of its thing a line holds, as such things are counted.
func (n Moment) Quantity(l order.Line) scene.Text {
	item, _ := n.Service().Item(l.Item)
	return n.Number(l.Quantity, cmp.Or(item.Counter, service.Thing))
}

// ItemName is what an item of the menu is called.
func (n Moment) ItemName(id string) scene.Text {
	item, _ := n.Service().Item(id)
	return n.Text(item.Label)
}

// LineWords are how many of a line there are, and its chosen options. Where there is no
// basket and nothing was counted there is one thing, which needs no counting.
func (n Moment) LineWords(l order.Line) []scene.Text {
	if !HasQuantity(n, l) {
		return n.OptionWords(l)
	}
	return append([]scene.Text{n.Quantity(l)}, n.OptionWords(l)...)
}

// HasQuantity reports whether people say how many there are of what a line holds.
func HasQuantity(n Moment, l order.Line) bool {
	_, has := n.Service().StepOf(service.Basket)
	return has || n.Service().CountsItem(l.Item)
}

// OptionWords are the chosen options of a line, in words.
func (n Moment) OptionWords(l order.Line) []scene.Text {
	var words []scene.Text
	item, _ := n.Service().Item(l.Item)
	for _, id := range item.Options { // in the order in which they were asked
		o, _ := n.Service().Option(id)
		if count := l.Options.Count(id) + o.Included; o.Pick == service.PickCount && count > 0 {
			words = append(words, n.Text("line.option", locales.Words("Option", n.Text(o.Label)), locales.Words("Value", n.Number(count, o.Counter))))
		}
		for _, v := range o.Values {
			if l.Options.Has(id, v.ID) {
				words = append(words, n.pickedWords(o, v))
			}
		}
	}
	return words
}

// pickedWords are a value that was picked, after the name of its option where it needs that.
func (n Moment) pickedWords(o service.Option, v service.Value) scene.Text {
	if !o.Named {
		return n.Text(v.Label)
	}
	return n.Text("line.option", locales.Words("Option", n.Text(o.Label)), locales.Words("Value", n.Text(v.Label)))
}

// FactArg is an answer or the answer to a field, as an argument of a message. What comes
// from outside is personal unless the service says that anybody may hear it.
func (n Moment) FactArg(name, from string) locales.Arg {
	f, ok := n.M.Facts[from]
	if !ok {
		if _, known := n.Service().Result(from); known {
			return locales.Words(name, n.Text("value.none")) // there is no answer yet
		}
		if counter, is := n.Service().CounterOf(from); is {
			if number := service.CountOf(n.M.Order, from); number > 0 {
				return locales.Count(name, number, string(counter))
			}
			return locales.Words(name, n.Text("value.none"))
		}
		if f, _ := n.Service().Field(from); f.Type == service.DateField || f.Type == service.TimeField {
			return locales.Words(name, Told(n, from))
		}
		if f, _ := n.Service().Field(from); f.Type == service.ManyField {
			return locales.Words(name, Joined(n, chosenNames(n, from)))
		}
		return locales.Words(name, n.choiceWords(from))
	}
	if f.Many {
		return severalArg(n, name, f, n.Service().ValueLabel(from, ""))
	}
	return valueArg(n, name, f, n.Service().ValueLabel(from, f.Text))
}

// valueArg is a value from outside as an argument of a message; label is the message that
// names it, if it is one of several.
func valueArg(n Moment, name string, f service.Fact, label string) locales.Arg {
	var arg locales.Arg
	switch f.Type {
	case service.ResultCount:
		arg = locales.Count(name, int(f.Number), string(f.Counter))
		if f.Number == 0 {
			arg = locales.Words(name, n.Text("value.none"))
		}
	case service.ResultPrice:
		arg = PriceArg(name, n.Service().Amount(f.Number))
	case service.ResultChoice:
		arg = locales.Words(name, n.Text(label))
	case service.ResultDate:
		arg = locales.Words(name, dayWords(n, service.Slot(f.Number)))
	case service.ResultTime:
		arg = locales.TimeOfDay(name, f.Number)
	case service.ResultPlaces:
		arg = locales.Words(name, placesWords(n, f.Seats))
	case service.ResultCode:
		arg = locales.Code(name, f.Text)
	default:
		arg = locales.Words(name, said(n.M.Prefs.Language, f.Value))
	}
	if !f.Public {
		arg = arg.Private(scene.Personal)
	}
	return arg
}

// said is a text from outside with its forms, in its own language where it has one.
func said(lang scene.Lang, v input.Value) scene.Text {
	t := scene.Literal(cmp.Or(v.Lang, lang), v.Text, scene.Public)
	t.Spans[0].Spoken = v.Spoken
	if v.Easy != "" {
		t.Easy = []scene.Span{{Text: v.Easy}}
	}
	return t
}

// Cell is a value of a row that a step offers, in words: in those of the step where it has
// any.
func Cell(n Moment, st service.Step, row input.Row, column string) scene.Text {
	f := n.M.Facts.Cell(st, row, column)
	arg := valueArg(n, "Value", f, service.AnswerLabel(st.From+"."+column, f.Text))
	if f.Type == service.ResultPrice && f.Number == 0 {
		arg = locales.Words("Value", n.Text("value.free"))
		if !f.Public {
			arg = arg.Private(scene.Personal)
		}
	}
	if words := st.Row.Words; words != "" && column == st.Row.Second {
		return n.Text(words, arg)
	}
	return n.Text("value.plain", arg)
}

// ChosenRow is the row that was chosen for the field of a step: its name, its picture, and
// how private both are. It reports false where none was.
func ChosenRow(n Moment, st service.Step) (label scene.Text, picture string, p scene.Privacy, ok bool) {
	if st.Row == nil || n.M.Order.Answer(st.Field) == "" {
		return scene.Text{}, "", scene.Public, false
	}
	f, ok := n.M.Facts.Chosen(st, st.Row.Label)
	if !ok {
		return scene.Text{}, "", scene.Public, false
	}
	if !f.Public {
		p = scene.Personal
	}
	look, _ := n.M.Facts.Chosen(st, st.Row.Picture)
	return n.Text("value.plain", n.FactArg("Value", st.Field+"."+st.Row.Label)), look.Text, p, true
}

// Counted is so many of what a counter counts; of none of them, that there are none.
func Counted(n Moment, number int, counter service.Counter) scene.Text {
	if number == 0 {
		return n.Text("value.none")
	}
	return n.Number(number, counter)
}

// Joined is several things in one row, as people list them.
func Joined(n Moment, things []scene.Text) scene.Text {
	if len(things) == 0 {
		return n.Text("value.none")
	}
	out := things[0]
	for _, next := range things[1:] {
		out = n.Text("list.and", locales.Words("Before", out), locales.Words("Next", next))
	}
	return out
}

// ChosenCounts is what was counted at a step; false where nothing was yet.
func ChosenCounts(n Moment, st service.Step) (scene.Text, bool) {
	var some []scene.Text
	asked := false
	for _, c := range st.Counts {
		asked = asked || n.M.Order.Answer(c.Field) != ""
		if service.CountOf(n.M.Order, c.Field) > 0 {
			some = append(some, n.Text("count.of", locales.Words("Name", n.Text(c.Label)), n.FactArg("N", c.Field)))
		}
	}
	return Joined(n, some), asked
}

// choiceWords is what was chosen for a field, in words.
func (n Moment) choiceWords(field string) scene.Text {
	return n.Text(cmp.Or(n.Service().ChoiceName(field, n.M.Order.Answer(field)), "value.none"))
}

// Preference says something about a preference by its name and its value.
func (n Moment) Preference(id string, d accessibility.Descriptor) scene.Text {
	return n.Text(id, locales.Words("Name", n.Text("pref."+string(d.Field))), locales.Words("Value", n.PreferenceValue(d)))
}

// PreferenceValue is what a preference is set to. A level of volume is its number of
// VolumeLevels, the same for every output.
func (n Moment) PreferenceValue(d accessibility.Descriptor) scene.Text {
	if d.Field == accessibility.FieldVolume {
		return n.Text("pref.volume.level", locales.Count("N", n.Output().Level(n.M.Prefs.VolumeDB), ""))
	}
	return n.Text("pref." + string(d.Field) + "." + d.Value(n.M.Prefs))
}

// KeyName is what a key is called; one that no text names is called by its profile's.
func (n Moment) KeyName(key input.Key) scene.Text {
	if id := "key." + string(key); n.S.Catalogue.Has(id, n.M.Prefs.Language) {
		return n.Text(id)
	}
	return n.Text("key.other", locales.Code("Key", string(key)))
}

// Meaning is what an intent does.
func (n Moment) Meaning(i nav.Intent) scene.Text {
	if k, ok := i.Chosen(); ok {
		return n.Text("intent.choose", locales.Count("N", k, ""))
	}
	return n.Text("intent." + string(i))
}

// characterNames are the signs that no voice says by themselves.
var characterNames = map[string]string{" ": "sign.space", ".": "sign.period", "-": "sign.hyphen", "_": "sign.underscore", "@": "sign.at", "ㆍ": "sign.dot"}

// Character shows a typed character and says its name.
func (n Moment) Character(s string) scene.Text {
	t := scene.Text{Lang: n.M.Prefs.Language, Spans: []scene.Span{{Kind: scene.Spelled, Text: s}}}
	if id := characterNames[s]; id != "" {
		t.Spoken = n.Text(id).SpokenSpans()
	}
	return t
}

// OwnName is what a language calls itself, in its own letters and voice.
func (n Moment) OwnName(l scene.Lang) scene.Text {
	own := n.S.localizers[l].Text("language.self")
	in := func(spans []scene.Span) []scene.Span {
		spans = slices.Clone(spans)
		for i := range spans {
			spans[i].Lang = l
		}
		return spans
	}
	return scene.Text{Lang: n.M.Prefs.Language, Spans: in(own.Spans), Spoken: in(own.Spoken)}
}

// CallState is where the call for staff is, in words; zero where there is none.
func (n Moment) CallState() scene.Text {
	c := n.M.Call
	switch {
	case c.State == input.CallRinging && c.Late:
		return n.Text("call.late")
	case c.State == input.CallRinging:
		return n.Text("call.ringing")
	case c.State == input.CallFailed:
		return n.Text("call.failed")
	case c.State == input.CallAnswered && c.Reply.Answer == input.StaffMinutes:
		return n.Text("call.minutes", locales.Count("N", c.Reply.Minutes, "minute"))
	case c.State == input.CallAnswered && c.Reply.Answer == input.StaffWords:
		words := scene.Literal(n.S.Languages[0], c.Reply.Words, scene.Public)
		return n.Text("call.words", locales.Words("Words", words))
	case c.State == input.CallAnswered:
		return n.Text("call.answered")
	}
	return scene.Text{}
}

// MayTalk reports whether the person can tell staff something about their call.
func (n Moment) MayTalk() bool {
	return n.S.StaffPage && n.M.Call.Open()
}

// MayWithdraw reports whether the person can take their call back: not one that the kiosk
// has made because of their money, and not one that has been answered where staff would not
// see it any more.
func (n Moment) MayWithdraw() bool {
	m := n.M
	owed := m.Pay.Unknown() || m.Number != 0 && m.Task.Failed
	return !owed && (m.Call.Ringing() || n.MayTalk())
}

// HeadsetOut is what anybody may hear when the headset is out: never what was ordered,
// but that it is paid, and that paper lies there.
func (n Moment) HeadsetOut() scene.Text {
	m, printing := n.M, n.Step().Kind == service.Print
	switch {
	case m.Pay.Unknown():
		return n.Text("pay.unknown")
	case m.Number == 0 || m.Pay.Outcome != input.Approved:
		return n.Text("headset.pulled")
	case printing && m.Task.Failed:
		return n.Text("home.unprinted")
	case printing, m.Papered:
		return n.Text("headset.paid-paper")
	}
	return n.Text("pay.approved")
}

// TimeIn tells a length of time in a message that holds it as Time, as people say it: 180
// seconds mean nothing to most.
func (n Moment) TimeIn(message string, seconds int) scene.Text {
	minutes, rest := n.Number(seconds/60, service.Minute), n.Number(seconds%60, service.Second)
	t := n.Text("time.both", locales.Words("M", minutes), locales.Words("N", rest))
	switch {
	case seconds < 60:
		t = rest
	case seconds%60 == 0:
		t = minutes
	}
	return n.Text(message, locales.Words("Time", t))
}

// Name is what a node is called, as private as that is.
func Name(n *scene.Node) scene.Text { return n.Label.WithPrivacy(n.LabelPrivacy()) }

// Telling is what a node says, as private as the node.
func Telling(n *scene.Node) []scene.Text {
	out := []scene.Text{Name(n)}
	for _, d := range n.Details {
		out = append(out, d.WithPrivacy(n.Privacy))
	}
	return out
}
