package kiosk

import (
	"strings"

	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/locales"
)

// pictograms stand beside the words of acts in the easy form; by the end of a node's name,
// the first that fits.
var pictograms = []struct{ end, picture string }{
	{".plus", "act-plus"}, {".minus", "act-minus"}, {".remove", "act-remove"},
	{".previous", "act-previous"}, {"present.other", "act-previous"}, {"practice.leave", "act-stop"}, {"pay.cancel", "act-stop"},
	{"options.add", "act-basket"}, {"basket.open", "act-basket"}, {"basket.more", "act-plus"},
	{"review.pay", "act-pay"}, {"pay.start", "act-pay"}, {"pay.retry", "act-pay"}, {"practice.paid", "act-pay"},
	{"task.retry", "act-again"}, {"practice.again", "act-again"}, {"help.undo", "act-again"}, {"help.reset", "act-again"},
	{"home.discard", "bar-home"},
	{"done.finish", "act-yes"}, {"news.ok", "act-yes"}, {"practice.presented", "act-yes"}, {"practice.real", "act-yes"},
	{"typing.done", "act-yes"}, {"typing.erase", "act-stop"}, {"warn.more", "act-yes"}, {"home.keep", "act-yes"}, {"help.close", "act-yes"},
	{"", "act-next"},
}

// pictured puts a pictogram beside every act that has none, in the easy form: who reads
// little finds it by its shape.
func (b *builder) pictured(nodes []scene.Node) {
	if !b.m.Prefs.Easy {
		return
	}
	for i := range nodes {
		n := &nodes[i]
		if n.Arrange == scene.ArrangeKeys {
			continue // keys are letters themselves
		}
		if n.Role == scene.RoleButton && n.Picture == "" && !strings.HasPrefix(string(n.ID), keyPrefix) {
			for _, p := range pictograms {
				if strings.HasSuffix(string(n.ID), p.end) {
					n.Picture = p.picture
					break
				}
			}
		}
		b.pictured(n.Children)
	}
}

// idCourse is the line that says what has been done and what comes next.
const idCourse scene.NodeID = "course"

// course says, in the easy form, what has been done and what comes next: who loses the
// thread looks there. It is said last when a screen opens, for who waits.
func (b *builder) course(st service.Step) {
	if !b.m.Prefs.Easy {
		return
	}
	next := locales.Words("Next", b.text(b.comes(st)))
	did, ok := b.did()
	line := b.text("course.first", next)
	if ok {
		line = b.text("course", locales.Words("Did", did), next)
	}
	b.nodes = append([]scene.Node{{ID: idCourse, Role: scene.RoleText, Label: line, Late: true}}, b.nodes...)
}

// did is what was done last, in words.
func (b *builder) did() (scene.Text, bool) {
	if b.m.Number != 0 {
		return b.text("did.pay"), true
	}
	for i := len(b.m.Trail) - 1; i >= 0; i-- {
		st, _ := b.svc().Step(b.m.Trail[i].Step)
		switch st.Kind {
		case service.Choose, service.Identify:
			if label := b.svc().ChoiceLabel(st.Field, b.m.Order.Answer(st.Field)); label != "" {
				return b.text(label), true
			}
		case service.Categories, service.Items, service.Options, service.Basket:
			if lines := b.m.Order.Lines(); len(lines) == 1 {
				return b.itemName(lines[0].Item), true
			} else if len(lines) > 1 {
				return b.count(b.m.Order.Count()), true
			}
			now, _ := b.svc().Step(b.m.Here.Step)
			if now.Kind == service.Options {
				return b.itemName(b.m.Here.Item), true
			}
			if c, ok := b.svc().Category(b.m.Here.Category); ok && now.Kind == service.Items {
				return b.text(c.Label), true
			}
		case service.Enter:
			return b.text("did.enter"), true
		case service.Present:
			return b.text("did.present"), true
		case service.Review:
			return b.text("did.review"), true
		}
	}
	return scene.Text{}, false
}

// comes is the message that names what comes after a step, as far as it is known before
// the person has chosen.
func (b *builder) comes(st service.Step) string {
	if st.Kind == service.Identify {
		return "next.identify"
	}
	if st.Kind == service.Options && b.moreAsked {
		return "next.more"
	}
	to, known := b.wayOn(st)
	for range 5 { // what passes of itself is no step for a person
		if next, _ := b.svc().Step(to); next.Kind != service.Call {
			break
		}
		next, _ := b.svc().Step(to)
		to = next.Next.Otherwise()
	}
	next, ok := b.svc().Step(to)
	switch {
	case st.Kind == service.Done:
		return "next.end"
	case !ok || !known:
		return "next.depends"
	case next.Kind == service.Present:
		return "next.present." + string(next.Reader)
	}
	return "next." + string(next.Kind)
}

// wayOn is the step that follows; false where it depends on what is chosen here.
func (b *builder) wayOn(st service.Step) (string, bool) {
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
	to, err := b.svc().Next(st.ID, b.m.Order, b.m.Facts)
	return to, err == nil
}
