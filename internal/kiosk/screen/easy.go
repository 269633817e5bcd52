package screen

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/model"
	"modu/internal/money"
	"modu/internal/service"
	"modu/locales"
)

// pictograms stand beside the words of acts in the easy form; by the end of a node's name,
// the first that fits.
var pictograms = []struct{ end, picture string }{
	{".plus", "act-plus"}, {".minus", "act-minus"}, {".remove", "act-remove"},
	{".next", "act-next"}, {".previous", "act-previous"}, {"present.other", "act-previous"}, {"rows.back", "act-previous"}, {"practice.leave", "act-stop"}, {"pay.cancel", "act-stop"},
	{"stop.pay", "act-stop"}, {"stop.keep", "act-yes"}, {"pay.quit", "act-stop"}, {"pay.change", "act-basket"}, {"call.withdraw", "act-stop"}, {".change", "act-change"}, {".otherwise", "act-next"},
	{"options.add", "act-basket"}, {"basket.open", "act-basket"}, {"basket.more", "act-plus"}, {"review.more", "act-plus"}, {"short.always", "act-yes"},
	{"review.pay", "act-pay"}, {"pay.start", "act-pay"}, {"pay.retry", "act-pay"}, {"pay.staff", "bar-call"}, {"practice.paid", "act-pay"},
	{"task.retry", "act-again"}, {"practice.again", "act-again"}, {"help.undo", "act-again"}, {"help.reset", "act-again"},
	{"home.discard", "bar-home"},
	{"done.finish", "act-yes"}, {"news.ok", "act-yes"}, {"practice.presented", "act-yes"}, {"practice.real", "act-yes"},
	{"typing.done", "act-yes"}, {"typing.erase", "act-stop"}, {"warn.more", "act-yes"}, {"home.keep", "act-yes"}, {"help.close", "act-yes"},
	{"", "act-next"},
}

// addPictograms puts a pictogram beside every act that has none, in the easy form: who reads
// little finds it by its shape.
func addPictograms(b *builder, nodes []scene.Node) {
	if !b.M.Prefs.Easy {
		return
	}
	for i := range nodes {
		n := &nodes[i]
		if n.Arrange == scene.ArrangeKeys {
			continue // keys are letters themselves
		}
		if n.Role == scene.RoleButton && n.Picture == "" && !focus.IsKey(n.ID) {
			for _, p := range pictograms {
				if strings.HasSuffix(string(n.ID), p.end) {
					if p.end != "" || n.Primary { // an arrow means that it goes on, on one button only
						n.Picture = p.picture
					}
					break
				}
			}
		}
		addPictograms(b, n.Children)
	}
}

// addCourse says, in the easy form, what has been done and, where that is known and no button
// says it, what comes next: who loses the thread looks there. It is said last when a screen opens,
// for who waits.
func addCourse(b *builder, st service.Step) {
	if !b.M.Prefs.Easy || wentWrong(b) { // what comes next is not known yet
		return
	}
	did, name, done := lastDone(b)
	next, known := "", false
	if !b.saysNext {
		next, known = following(b, st)
	}
	chosen := soFar(b, st)
	pictured := slices.ContainsFunc(chosen, func(n scene.Node) bool { return n.Label.Equal(name) })
	told := !known && (!done || pictured || name.String() == b.title.String() || isSentenceOf(did, b.title)) // the screen says all of it
	if told && (len(chosen) == 0 || !done) {
		return
	}
	if told { // the pictures are all that is left to show
		b.nodes = append([]scene.Node{{ID: SoFar, Role: scene.RoleGroup, Arrange: scene.ArrangeRow,
			Label: b.Text("course.done", locales.Words("Did", did)), Children: chosen}}, b.nodes...)
		return
	}
	line := scene.Node{ID: SoFar, Role: scene.RoleText, Late: true, Children: chosen}
	if known {
		line.Label = courseLine(b, b.Text("next."+next), did, name, done, pictured)
		line.Quiet = b.M.Paying() && b.M.Pay.Stage != input.PaymentContact // they heard it when paying began
	} else {
		line.Label = b.Text("course.done", locales.Words("Did", did))
		line.Quiet = true // who has done it knows
	}
	b.nodes = append([]scene.Node{line}, b.nodes...)
}

// courseLine is the sentence of what has been done and what comes next. What is seen in
// pictures, or was said by a notice, is not told in words once more.
func courseLine(b *builder, comes, did, name scene.Text, done, pictured bool) scene.Text {
	next := locales.Words("Next", comes)
	after := b.Text("course.next", next)
	if !done {
		return b.Text("course.first", next)
	}
	line := b.Text("course", locales.Words("Did", did), next)
	if pictured { // it is seen what has been done
		heard := line.SpokenSpans()
		line = after
		line.Spoken = heard
	}
	if confirmed(b, name) {
		line.Spoken = after.SpokenSpans()
	}
	return line
}

// confirmed reports whether a notice has said what was done last: that money was paid, or,
// without a basket, that a thing was taken.
func confirmed(b *builder, name scene.Text) bool {
	if b.M.Number != 0 {
		return true
	}
	_, basket := b.Service().StepOf(service.Basket)
	lines := b.M.Order.Lines()
	return !basket && len(lines) == 1 && strings.HasPrefix(name.String(), b.ItemName(lines[0].Item).String())
}

// isSentenceOf reports whether a sentence says what a title says.
func isSentenceOf(sentence, title scene.Text) bool {
	return strings.TrimRight(sentence.String(), ".。") == title.String()
}

// mostSoFar is how many of the things chosen so far are shown: five small pictures stand on
// one line of any panel, and the latest ones tell where a person is.
const mostSoFar = 5

// soFar is what has been chosen on the way to a step, as pictures, the latest last: who
// reads little sees by them where they are. There are none on screens that list those things
// themselves, nor where something is to be done outside the screen, which is to be looked at
// alone.
func soFar(b *builder, st service.Step) []scene.Node {
	var out []scene.Node
	show := func(label scene.Text, picture string) {
		if picture != "" {
			out = append(out, scene.Node{Role: scene.RolePicture, Label: label, Picture: picture, Quiet: true})
		}
	}
	switch st.Kind {
	case service.Choose, service.Identify, service.Count, service.Categories, service.Items, service.Options, service.Enter, service.Seats, service.Short:
	default:
		return nil
	}
	svc := b.Service()
	for _, a := range answers(b) {
		if a.field != st.Field { // what is asked now can be seen among the choices
			show(a.sentence(b), a.picture)
			if n := len(out) - 1; a.picture != "" {
				out[n].Privacy = a.privacy
			}
		}
	}
	for _, l := range b.M.Order.Lines() {
		if b.M.Here.Change.Of(l) {
			continue // it is shown with what is picked now
		}
		item, _ := svc.Item(l.Item)
		show(b.Text(item.Label), svc.PictureOf(item, l.Options))
	}
	showBegun(b, st, show)
	if st.Kind == service.Options && len(out) == 1 {
		return nil // it stands beside the title
	}
	out = out[max(0, len(out)-mostSoFar):]
	for i := range out {
		out[i].ID = scene.NodeID(fmt.Sprintf("%s.%d", SoFar, i))
	}
	return out
}

// showBegun shows what has been chosen of the thing that is not in the order yet.
func showBegun(b *builder, st service.Step, show func(label scene.Text, picture string)) {
	switch st.Kind {
	case service.Items:
		if c, ok := b.Service().Category(b.M.Here.Category); ok && !st.All {
			show(b.Text(c.Label), c.Picture)
		}
	case service.Options:
		showPicked(b, show)
	case service.Short:
		showQuick(b, st, show)
	}
}

// showPicked shows the thing whose options are asked for, and what was picked of those that
// were asked before.
func showPicked(b *builder, show func(label scene.Text, picture string)) {
	svc, here := b.Service(), b.M.Here
	item, _ := svc.Item(here.Item)
	show(b.Text(item.Label), svc.PictureOf(item, here.Picked))
	offers, err := svc.Offers(item.ID, here.Picked, b.M.Order)
	if err != nil {
		return // as optionsStep does
	}
	for _, o := range offers[:min(here.Asked, max(0, len(offers)-1))] {
		for _, v := range o.Values {
			if here.Picked.Has(o.ID, v.ID) {
				show(b.Text(v.Label), v.Picture)
			}
		}
	}
}

// mostPieces is of how many notes and coins a sum is shown: more would have to be counted
// over and over.
const mostPieces = 12

// inPieces adds to a sum, in the easy form, the notes and coins that make it, as pictures:
// who cannot read numbers knows what money looks like. The sum is said once, in words.
func inPieces(b *builder, sum scene.Node, a money.Amount) scene.Node {
	if !b.M.Prefs.Easy {
		return sum
	}
	for i, p := range a.Pieces(mostPieces) {
		sum.Children = append(sum.Children, scene.Node{ID: scene.NodeID(fmt.Sprintf("%s.%d", sum.ID, i)), Role: scene.RolePicture,
			Label: b.Price(p.Amount()), Picture: "money-" + p.ID(), Quiet: true})
	}
	return sum
}

// lastDone is what was done last, as a sentence, and the name of what was chosen, if that was it.
func lastDone(b *builder) (did, name scene.Text, ok bool) {
	if b.M.Number != 0 {
		return b.Text("did.pay"), name, true
	}
	if name, ok = chosenZone(b); ok {
		return b.Text("did.chosen", locales.Words("Name", name)), name, true
	}
	if name, ok = model.ChosenPart(b.Moment); ok {
		return b.Text("did.chosen", locales.Words("Name", name)), name, true
	}
	if b.M.Here.Question != course.What {
		name = b.ItemName(b.M.Here.Item)
		st := b.Step()
		if v, ok := askedValue(b, st, st.UsualOf(b.M.Here.Item), b.M.Here.Picked); ok && b.M.Here.Question == course.Many {
			name = b.Text(v.Label)
		}
		return b.Text("did.chosen", locales.Words("Name", name)), name, true
	}
	for i := len(b.M.Trail) - 1; i >= 0; i-- {
		st, _ := b.Service().Step(b.M.Trail[i].Step)
		if did, name, ok = doneIn(b, st); ok {
			return did, name, ok
		}
	}
	return did, name, false
}

// doneIn is what was done last in a step, as lastDone tells it.
func doneIn(b *builder, st service.Step) (did, name scene.Text, ok bool) {
	if name, ok = lastChosen(b, st); ok {
		if name.Privacy() > scene.Public {
			return b.Text("did.one"), scene.Text{}, true // "personal, chosen" would say nothing
		}
		if lines := b.M.Order.Lines(); len(lines) == 1 && name.Equal(b.ItemName(lines[0].Item)) && model.HasQuantity(b.Moment, lines[0]) {
			name = b.Text("did.line", locales.Words("Name", name), locales.Words("Count", b.Quantity(lines[0])))
		}
		return b.Text("did.chosen", locales.Words("Name", name)), name, true
	}
	switch st.Kind {
	case service.Enter:
		return b.Text("did.enter"), name, true
	case service.Present:
		return b.Text("did.present"), name, true
	case service.Review:
		return b.Text("did.review"), name, true
	}
	return did, name, false
}

// lastChosen is the name of what was chosen in a step.
func lastChosen(b *builder, st service.Step) (scene.Text, bool) {
	switch st.Kind {
	case service.Choose, service.Identify, service.Seats, service.Count:
		if a, ok := answered(b, st); ok { // in its own words: another step may fill the same field
			return a.sentence(b), true
		}
		if label := b.Service().ChoiceLabel(st.Field, b.M.Order.Answer(st.Field)); label != "" {
			return b.Text(label), true
		}
	case service.Categories, service.Items, service.Options, service.Basket, service.Short:
		if lines := b.M.Order.Lines(); len(lines) == 1 {
			return b.ItemName(lines[0].Item), true
		} else if len(lines) > 1 {
			return b.Count(b.M.Order.Count()), true
		}
		now, _ := b.Service().Step(b.M.Here.Step)
		if now.Kind == service.Options {
			return lastOption(b), true
		}
		if c, ok := b.Service().Category(b.M.Here.Category); ok && now.Kind == service.Items {
			return b.Text(c.Label), true
		}
	}
	return scene.Text{}, false
}

// lastOption is what was picked last of a thing whose options are asked one by one; before the
// first, the thing.
func lastOption(b *builder) scene.Text {
	item, picked := b.M.Here.Item, b.M.Here.Picked
	offers, _ := b.Service().Offers(item, picked, b.M.Order)
	if k := min(b.M.Here.Asked, len(offers)-1); k > 0 && b.M.OneByOne() {
		for _, v := range offers[k-1].Values {
			if picked.Has(offers[k-1].ID, v.ID) {
				return b.Text(v.Label)
			}
		}
	}
	return b.ItemName(item)
}

// onward is what the button is called that leads on from a step: what happens then.
func onward(b *builder, st service.Step) scene.Text {
	b.saysNext = true
	if next, known := following(b, st); known {
		return b.Text("go." + next)
	}
	return b.Text("go." + usually(b, st))
}

// usually is following where several things may come: what comes where nothing is out of the way,
// which a button may be named by; "depends" where what is chosen here decides.
func usually(b *builder, st service.Step) string {
	to := onwardFrom(b, st)
	for range 5 { // what passes of itself is no step for a person
		next, ok := b.Service().Step(to)
		if !ok {
			break
		}
		if next.Kind != service.Call {
			return wordsFor(next)
		}
		to = next.Next.Otherwise()
	}
	return "depends"
}

// wordsFor is how messages name what is done at a step: its kind, with the reader for one that
// reads something.
func wordsFor(st service.Step) string {
	if st.Kind == service.Present {
		return string(st.Kind) + "." + string(st.Reader)
	}
	return string(st.Kind)
}

// onwardFrom is the step that follows as things stand; "" where that cannot be told.
func onwardFrom(b *builder, st service.Step) string {
	if (st.From != "" || st.IsMany()) && len(st.Next) > 1 { // what is chosen decides
		return ""
	}
	to, _ := b.M.Course.Onward(st, b.Way())
	return to
}

// following says what comes after a step: the kind of the step, with the reader for one that reads
// something; "more" for another question of this one, "end" after the last. It is false where
// that is not known before the person has chosen, or a program has answered: a promise that is
// broken loses whoever held on to it.
func following(b *builder, st service.Step) (string, bool) {
	switch {
	case (st.Kind == service.Options || st.Kind == service.Count) && b.moreAsked, st.Kind == service.Short && b.M.Here.Question != course.Many:
		return "more", true
	case st.Kind == service.Pay && b.M.Paying() && payMoment(b.M.Pay).waiting != "":
		return string(service.Pay), true // the terminal is not ready
	case st.Kind == service.Done:
		return "end", true
	}
	kinds := map[string]bool{}
	for _, to := range waysOn(b, st) {
		comes(b.Service(), to, kinds, map[string]bool{})
	}
	if len(kinds) != 1 {
		return "", false
	}
	return slices.Collect(maps.Keys(kinds))[0], true
}

// comes collects what a person may meet from a step on, as messages name it: a call, which passes
// of itself, is none.
func comes(svc *service.Service, id string, kinds, seen map[string]bool) {
	st, ok := svc.Step(id)
	switch {
	case !ok || seen[id]:
	case st.Kind == service.Call:
		seen[id] = true
		for _, to := range st.Next.All() {
			comes(svc, to, kinds, seen)
		}
	default:
		kinds[wordsFor(st)] = true
	}
}

// waysOn are the steps that may follow: one where what is known already decides.
func waysOn(b *builder, st service.Step) []string {
	var out []string
	for _, c := range st.Choices {
		if c.Go != "" {
			out = append(out, c.Go)
		}
	}
	if len(out) > 0 && len(out) == len(st.Choices) {
		return out
	}
	if len(st.Next) > 1 && (len(st.Fields()) > 0 || st.Kind == service.Call) { // what is answered here may decide
		return append(out, st.Next.All()...)
	}
	return append(out, onwardFrom(b, st))
}

// showQuick shows the thing that the questions of the short way are about.
func showQuick(b *builder, st service.Step, show func(label scene.Text, picture string)) {
	if b.M.Here.Question != course.Many {
		return // of what is chosen now, the picture stands with the title
	}
	if v, ok := askedValue(b, st, st.UsualOf(b.M.Here.Item), b.M.Here.Picked); ok {
		show(b.Text(v.Label), v.Picture)
	}
}
