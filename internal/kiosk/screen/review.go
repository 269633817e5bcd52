package screen

import (
	"cmp"
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

func reviewStep(b *builder, step service.Step) {
	chosen := func() {
		for _, a := range answers(b) {
			if step.Charge != nil && a.step == step.Charge.Counts {
				continue // each is a line of what is paid for
			}
			line := answerLine(a)
			called := line.Label
			if st, _ := b.Service().Step(a.step); st.Kind == service.Count && a.name.IsZero() {
				called = scene.Text{} // how many there are is told by the line
			}
			b.add(changeable(b, line, called, act.Act{Kind: act.Change, Step: a.step}))
		}
	}
	onOnePage := b.M.Crowded() == 0 || b.M.Order.Len() == 0
	if onOnePage {
		chosen()
	}
	lines := b.M.Order.Lines()
	photos := photographed(b, lines)
	b.paged(scene.Node{ID: ReviewLines, Arrange: scene.ArrangeList, Label: b.Text("review.list")}, len(lines), func(i int) scene.Node {
		l := lines[i]
		item, _ := b.Service().Item(l.Item)
		n := scene.Node{ID: scene.NodeID("review." + strconv.Itoa(i)), Role: scene.RoleSummary, Label: b.Text(item.Label),
			Details: append(b.LineWords(l), b.LinePrice(l)), Amount: true, Tint: b.Service().CategoryTint(item.Category)}
		n.Picture, n.Photo = looksLike(b, item, l.Options, photos)
		if counted, is := changesCounts(step); is {
			return changeable(b, n, n.Label, counted)
		}
		if b.Service().Charged(l.Item) {
			return n // a bill is not the person's to change
		}
		return changeable(b, n, n.Label, act.Act{Kind: act.Change, ID: course.LineID(l)})
	})
	addDiscounts(b)
	if !onOnePage { // the first page is about what is paid for
		chosen()
	}
	total := totalNode(b)
	total.Quiet = len(lines) == 1 && len(b.M.Order.Discounts()) == 0 // its line has just told the same amount
	b.add(total)
	b.first = "review.pay" // the lines have been read; they stand above it
	b.saysNext = true
	label := "review.pay"
	if b.Total().Minor == 0 {
		label = "review.agree" // nothing is to be paid
	}
	pay := primary(b.button("review.pay", b.Text(label), act.Act{Kind: act.Reviewed, Step: step.ID}))
	if b.Total().Minor != 0 {
		pay.Details = []scene.Text{b.Price(b.Total())}
	}
	b.actions(append(moreOfReview(b, step), pay)...)
}

// changeable is a line of a review with the button that leads back to where it was made. Its
// words to the ear name the line as it is called, if it is: one sees beside which it stands.
func changeable(b *builder, line scene.Node, called scene.Text, a act.Act) scene.Node {
	words := b.Text("line.change")
	if !called.IsZero() {
		words.Spoken = b.Text("line.change.this", locales.Words("Name", called)).SpokenSpans()
	}
	line.Children = []scene.Node{b.button(line.ID+".change", words, a)}
	return line
}

// answer is a choice that was made, and the question it answered.
type answer struct {
	step, field string
	label       scene.Text   // as it was offered
	values      []scene.Text // of several that were chosen: each
	name, value scene.Text   // what was asked, and the answer behind that; name is zero where the service does not say
	picture     string
	privacy     scene.Privacy
}

// answerLine is an answer to be checked, behind what was asked.
func answerLine(a answer) scene.Node {
	n := scene.Node{ID: scene.NodeID(AnswerPrefix + a.field), Role: scene.RoleSummary, Label: a.label, Picture: a.picture, Privacy: a.privacy}
	if !a.name.IsZero() { // what was asked is no secret: the answer keeps its own
		n.Label, n.Details, n.Amount, n.Privacy = a.name, []scene.Text{a.value}, true, scene.Public
	}
	if len(a.values) > 1 && !a.name.IsZero() { // a line each
		n.Details, n.Amount = a.values, false
	}
	return n
}

// sentence is an answer as part of a sentence. A label that is one itself ("no, I have none")
// cannot be: such an answer has a name, which is understood behind that of its question.
func (a answer) sentence(b *builder) scene.Text {
	if a.name.IsZero() || a.value.Equal(a.label) {
		return a.label
	}
	return b.Text("line.option", locales.Words("Option", a.name), locales.Words("Value", a.value))
}

// answers are what was chosen on the way here, to be checked with the rest.
func answers(b *builder) []answer {
	var out []answer
	seen := map[string]bool{}
	for _, at := range b.M.Trail {
		st, _ := b.Service().Step(at.Step)
		if a, ok := answered(b, st); ok && !seen[a.field] {
			seen[a.field] = true
			out = append(out, a)
		}
	}
	return out
}

// answered is what was chosen at a step.
func answered(b *builder, st service.Step) (answer, bool) {
	a := answer{step: st.ID, field: st.Field}
	if st.Kind == service.Seats {
		ok := false
		a.label, a.privacy, ok = model.ChosenSeats(b.Moment, st)
		a.picture = seatPicture(b, st)
		return a, ok
	}
	if st.Kind == service.Count {
		ok := false
		a.field = st.Counts[0].Field
		a.label, ok = model.ChosenCounts(b.Moment, st)
		a.value = a.label
		if st.Name != "" {
			a.name = b.Text(st.Name)
		}
		return a, ok
	}
	if st.Kind != service.Choose || st.Field == "" {
		return a, false
	}
	if st.Name != "" {
		a.name = b.Text(st.Name)
	}
	if st.IsMany() {
		ok := false
		a.values, a.picture, a.privacy, ok = model.ChosenOf(b.Moment, st)
		a.label = model.Joined(b.Moment, a.values)
		if len(a.values) == 0 {
			a.label = noneOf(b, st)
		}
		a.value = a.label
		return a, ok
	}
	if st.From != "" {
		ok := false
		a.label, a.picture, a.privacy, ok = model.ChosenRow(b.Moment, st)
		a.value = a.label
		return a, ok
	}
	if st.IsWhen() {
		a.label = model.Told(b.Moment, st.Field)
		a.value = a.label
		return a, b.M.Order.Answer(st.Field) != ""
	}
	for _, ch := range st.Choices {
		if b.M.Order.Answer(st.Field) == ch.Value {
			a.label, a.value, a.picture = b.Text(ch.Label), b.Text(cmp.Or(ch.Name, ch.Label)), ch.Picture
			return a, true
		}
	}
	return a, false
}
