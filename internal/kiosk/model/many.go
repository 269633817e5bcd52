package model

import (
	"modu/accessibility/scene"
	"modu/internal/service"
	"modu/locales"
)

// eachOf are the values of a fact with several, each in words; label is the message that names
// one, without the value at its end, where they are of type choice.
func eachOf(n Moment, f service.Fact, label string) (all []scene.Text) {
	for _, v := range f.Cells() {
		one := f
		one.Many, one.Value = false, v
		all = append(all, n.Text("value.plain", valueArg(n, "Value", one, label+v.Text)))
	}
	return all
}

// severalArg are several values of a column as an argument of a message.
func severalArg(n Moment, name string, f service.Fact, label string) locales.Arg {
	arg := locales.Words(name, Joined(n, eachOf(n, f, label)))
	if !f.Public {
		arg = arg.Private(scene.Personal)
	}
	return arg
}

// ChosenOf are what was chosen of several at a step, each by its name, with the first picture that
// one has, and how private they are. It reports false where nothing was answered.
func ChosenOf(n Moment, st service.Step) (labels []scene.Text, picture string, p scene.Privacy, ok bool) {
	given := n.M.Order.Answer(st.Field)
	if st.From == "" {
		for _, v := range service.ChosenOf(given) {
			if picture = n.Service().ChoicePicture(st.Field, v); picture != "" {
				break
			}
		}
		return chosenNames(n, st.Field), picture, scene.Public, given != ""
	}
	if !n.M.Facts[st.From].Public {
		p = scene.Personal
	}
	if f, have := n.M.Facts.Chosen(st, st.Row.Label); have {
		labels = eachOf(n, f, service.AnswerLabel(st.From+"."+st.Row.Label, ""))
	}
	return labels, "", p, given != ""
}

// chosenNames are the names of what was chosen for a field of type many.
func chosenNames(n Moment, field string) (all []scene.Text) {
	for _, v := range service.ChosenOf(n.M.Order.Answer(field)) {
		all = append(all, n.Text(n.Service().ChoiceName(field, v)))
	}
	return all
}
