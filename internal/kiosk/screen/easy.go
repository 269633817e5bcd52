package screen

import (
	"strings"

	"modu/accessibility/scene"
	"modu/internal/kiosk/focus"
	"modu/internal/service"
	"modu/locales"
)

// pictograms stand beside the words of acts in the easy form; by the end of a node's name,
// the first that fits.
var pictograms = []struct{ end, picture string }{
	{".plus", "act-plus"}, {".minus", "act-minus"}, {".remove", "act-remove"},
	{".previous", "act-previous"}, {"present.other", "act-previous"}, {"practice.leave", "act-stop"}, {"pay.cancel", "act-stop"},
	{"stop.pay", "act-stop"}, {"stop.keep", "act-yes"}, {"pay.quit", "act-stop"}, {"pay.change", "act-basket"}, {"call.withdraw", "act-stop"},
	{"options.add", "act-basket"}, {"basket.open", "act-basket"}, {"basket.more", "act-plus"},
	{"review.pay", "act-pay"}, {"pay.start", "act-pay"}, {"pay.retry", "act-pay"}, {"practice.paid", "act-pay"},
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
					n.Picture = p.picture
					break
				}
			}
		}
		addPictograms(b, n.Children)
	}
}

// addCourse says, in the easy form, what has been done and, where no button says it, what
// comes next: who loses the thread looks there. It is said last when a screen opens, for who
// waits.
func addCourse(b *builder, st service.Step) {
	if !b.M.Prefs.Easy {
		return
	}
	did, done := lastDone(b)
	if b.saysNext && (!done || did.Equal(b.title)) {
		return // the screen says all of it
	}
	var line scene.Text
	next := locales.Words("Next", b.Text("next."+following(b, st)))
	switch {
	case b.saysNext:
		line = b.Text("course.done", locales.Words("Did", did))
	case done:
		line = b.Text("course", locales.Words("Did", did), next)
	default:
		line = b.Text("course.first", next)
	}
	b.nodes = append([]scene.Node{{ID: courseID, Role: scene.RoleText, Label: line, Late: true}}, b.nodes...)
}

// lastDone is what was done last, in words.
func lastDone(b *builder) (scene.Text, bool) {
	if b.M.Number != 0 {
		return b.Text("did.pay"), true
	}
	for i := len(b.M.Trail) - 1; i >= 0; i-- {
		st, _ := b.Service().Step(b.M.Trail[i].Step)
		switch st.Kind {
		case service.Choose, service.Identify:
			if label := b.Service().ChoiceLabel(st.Field, b.M.Order.Answer(st.Field)); label != "" {
				return b.Text(label), true
			}
		case service.Categories, service.Items, service.Options, service.Basket:
			if lines := b.M.Order.Lines(); len(lines) == 1 {
				return b.ItemName(lines[0].Item), true
			} else if len(lines) > 1 {
				return b.Count(b.M.Order.Count()), true
			}
			now, _ := b.Service().Step(b.M.Here.Step)
			if now.Kind == service.Options {
				return b.ItemName(b.M.Here.Item), true
			}
			if c, ok := b.Service().Category(b.M.Here.Category); ok && now.Kind == service.Items {
				return b.Text(c.Label), true
			}
		case service.Enter:
			return b.Text("did.enter"), true
		case service.Present:
			return b.Text("did.present"), true
		case service.Review:
			return b.Text("did.review"), true
		}
	}
	return scene.Text{}, false
}

// onward is what the button is called that leads on from a step: what happens then.
func onward(b *builder, st service.Step) scene.Text {
	b.saysNext = true
	return b.Text("go." + following(b, st))
}

// following says what comes after a step, as far as it is known before the person has chosen:
// the kind of the step, with the reader for one that reads something; "more" for another
// question of this one, "end" after the last, "depends" where it is not known yet.
func following(b *builder, st service.Step) string {
	if st.Kind == service.Identify {
		return string(st.Kind)
	}
	if st.Kind == service.Options && b.moreAsked {
		return "more"
	}
	to, known := wayOn(b, st)
	for range 5 { // what passes of itself is no step for a person
		if next, _ := b.Service().Step(to); next.Kind != service.Call {
			break
		}
		next, _ := b.Service().Step(to)
		to = next.Next.Otherwise()
	}
	next, ok := b.Service().Step(to)
	switch {
	case st.Kind == service.Done:
		return "end"
	case !ok, !known, next.Kind == service.Call:
		return "depends"
	case next.Kind == service.Present:
		return string(next.Kind) + "." + string(next.Reader)
	}
	return string(next.Kind)
}

// wayOn is the step that follows; false where it depends on what is chosen here.
func wayOn(b *builder, st service.Step) (string, bool) {
	if st.Kind == service.Choose {
		to, all := "", true
		for i, c := range st.Choices {
			if i > 0 && c.Go != to {
				all = false
			}
			to = c.Go
		}
		if !all {
			return "", false
		}
		if to != "" {
			return to, true
		}
	}
	to, err := b.M.Course.Onward(st, b.Way())
	return to, err == nil
}
