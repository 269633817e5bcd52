package prompts

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/internal/assemble"
	"modu/internal/service"
	"modu/locales"
)

// prompt is something that an announcer records in one go: a message, or a fixed
// stretch of a message that has placeholders.
type prompt struct {
	id      string // name of the recording: the message's, with "~easy", "~one" or "~2" behind it
	message string
	text    string // the whole message as written, placeholders as {Name}
	says    string // what is recorded, as people say it
	where   string
	origin  string // "runtime", or the service
	rank    int    // smaller: heard more often
}

// unheard begin the messages that are not heard at the kiosk by themselves: how numbers
// are written, and what only the staff is told.
func unheard() []string { return []string{"currency.", "counter.", "health.", "curtain.line"} }

// minStretch is the shortest stretch beside a placeholder that is recorded: a word
// that is gone in less ("of", 개 중) sounds patched in, and the voice says it better.
const minStretch = 600 * time.Millisecond

// area is a part of the conversation. The order is by how often a visit hears it,
// judged by how often a screen of that kind is spoken, not counted.
type area struct{ prefix, where string }

// Areas of the service are found by its files, not by the names of messages.
const (
	areaTitle    = " title"
	areaChoice   = " choice"
	areaCategory = " category"
	areaItem     = " item"
	areaOption   = " option"
)

func areas() []area {
	return []area{
		{"speech.position", "behind everything that has focus in a list"},
		{"speech.choices", "when a screen with choices opens"},
		{"speech.chosen", "a choice has just been chosen"},
		{"speech.selected", "behind a choice that is chosen"},
		{"speech.page", "when a page of a list is turned"},
		{areaTitle, "title: said when the screen opens"},
		{"bar.", "one of the buttons at the bottom of every screen"},
		{areaChoice, "an answer to a question"},
		{areaCategory, "name of a group of the menu"},
		{"review.", "before paying"},
		{"pay.", "while paying"},
		{"done.", "after paying"},
		{areaOption, "a question about an item, or an answer to it"},
		{"attract.", "while nobody uses the kiosk"},
		{"basket.", "in the basket"},
		{"line.", "a line of the basket"},
		{"quantity", "how many of an item"},
		{"options.", "while the options of an item are picked"},
		{"go.", "button that goes on"},
		{"page.", "button that turns a page"},
		{"speech.private.", "stands for something that only the person may hear"},
		{"speech.", "a word that only speech has"},
		{"list.", "at the end of a list"},
		{"reason.", "why something cannot be chosen"},
		{"refuse.", "a key that does nothing now"},
		{areaItem, "name of an item of the menu"},
		{"help.", "in the help"},
		{"need.", "in the help: one of the six needs"},
		{"touch.", "a touch that was too short or too long"},
		{"curtain.", "the screen is covered"},
		{"pref.", "in the help: a preference, or its value"},
		{"warn.", "before the kiosk goes back to the beginning"},
		{"home.", "somebody wants to begin again"},
		{"call.", "staff is called"},
		{"key", "key practice: the name of a key"},
		{"intent.", "key practice: what a key does"},
		{"", "elsewhere"},
	}
}

var (
	action = regexp.MustCompile(`\{\{[^}]*\}\}`)
	named  = regexp.MustCompile(`\.([A-Za-z_][A-Za-z0-9_]*)`)
	pair   = regexp.MustCompile(`"([^"/]*)/([^"]*)"`)
)

// listPrompts lists everything that can be recorded in a language, one entry for
// each stretch, the commonest first.
func listPrompts(parts *assemble.Parts, lang scene.Lang) []prompt {
	var all []prompt
	for _, base := range listMessages(parts, lang) {
		all = append(all, stretches(parts, lang, base)...)
	}
	slices.SortStableFunc(all, func(a, b prompt) int { return cmp.Compare(a.rank, b.rank) })
	return all
}

// listMessages lists the messages that a person can hear, the commonest first.
func listMessages(parts *assemble.Parts, lang scene.Lang) []prompt {
	uses := usesOf(parts.Service)
	var all []prompt
	for _, id := range parts.Catalogue.IDs(lang) {
		if slices.ContainsFunc(unheard(), func(p string) bool { return strings.HasPrefix(id, p) }) {
			continue
		}
		forms, _ := parts.Catalogue.Forms(id, lang)
		base := prompt{message: id, origin: "runtime"}
		if path.Dir(forms.File) != "locales" {
			base.origin = parts.Service.ID
		}
		for i, a := range areas() {
			if a.prefix != "" && a.prefix == uses[id] || a.prefix[:min(1, len(a.prefix))] != " " && strings.HasPrefix(id, a.prefix) && uses[id] == "" {
				base.where, base.rank = a.where, 10*i
				break
			}
		}
		if strings.HasSuffix(id, ".hint") {
			base.where, base.rank = base.where+"; explanation, said to who wants to hear more", 10*len(areas())
		}
		all = append(all, base)
	}
	slices.SortStableFunc(all, func(a, b prompt) int { return cmp.Compare(a.rank, b.rank) })
	return all
}

// stretches are the prompts of one message in all its forms.
func stretches(parts *assemble.Parts, lang scene.Lang, base prompt) []prompt {
	forms, _ := parts.Catalogue.Forms(base.message, lang)
	ordinary := forms.Text
	if forms.Spoken != "" {
		ordinary = forms.Spoken // the written form is never heard then
	}
	heard := samples(parts, lang, base.message)
	seen := map[string]bool{}
	var out []prompt
	for _, form := range []struct{ suffix, text, where string }{{"", ordinary, ""}, {"~one", forms.One, "; for one thing"}, {"~easy", forms.Easy, "; plain words"}} {
		open := action.MatchString(form.text)
		for _, piece := range fixed(form.text) {
			says := strings.Trim(reading.Read(lang, []scene.Span{{Text: piece}}).Text, " ,")
			key := clips.Key(says)
			if !synth.Audible(key) || seen[key] {
				continue
			}
			// A stretch that reads otherwise beside its neighbours cannot be joined.
			if open && (synth.Estimate(key, lang, 0) < minStretch || !slices.ContainsFunc(heard, func(s string) bool { return strings.Contains(s, key) })) {
				continue
			}
			seen[key] = true
			p := base
			p.says, p.where, p.id = says, base.where+form.where, base.message+form.suffix
			p.text = action.ReplaceAllStringFunc(form.text, func(a string) string {
				name := named.FindStringSubmatch(a)
				if pr := pair.FindStringSubmatch(a); pr != nil {
					return "{" + name[1] + "}" + strings.Trim(pr[1]+"/"+pr[2], "/")
				}
				return "{" + name[1] + "}"
			})
			if open {
				p.id = base.message + "~" + strconv.Itoa(len(out)+1)
				p.where += "; only a part, the rest is said by the voice"
			}
			if form.suffix != "" {
				p.rank += 5
			}
			out = append(out, p)
		}
	}
	return out
}

// fixed are the stretches between the placeholders. Where a Korean particle agrees
// with what stands in the placeholder, there is one stretch for each form of it.
func fixed(text string) []string {
	var out []string
	at := 0
	particles := []string{""}
	for _, m := range append(action.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		for _, p := range particles {
			if s := p + text[at:m[0]]; strings.TrimSpace(s) != "" {
				out = append(out, s)
			}
		}
		particles = []string{""}
		if pr := pair.FindStringSubmatch(text[m[0]:m[1]]); pr != nil {
			particles = pr[1:]
		}
		at = m[1]
	}
	return out
}

// sampleTexts fills the placeholders of a message with likely values: one whose
// Korean particle follows a vowel, and one where it follows a consonant.
func sampleTexts(parts *assemble.Parts, lang scene.Lang, id string) []scene.Text {
	forms, _ := parts.Catalogue.Forms(id, lang)
	names := named.FindAllStringSubmatch(strings.Join(action.FindAllString(forms.Text+forms.One+forms.Spoken+forms.Easy, -1), " "), -1)
	l := parts.Catalogue.Localizer(lang)
	var out []scene.Text
	for i, word := range sampleNames(parts.Service, l) {
		var args []locales.Arg
		done := map[string]bool{}
		for _, n := range names {
			name := n[1]
			if done[name] {
				continue
			}
			done[name] = true
			switch name {
			case "Price", "Amount":
				args = append(args, locales.Price(name, 8500, parts.Service.Currency))
			case "Number":
				args = append(args, locales.Code(name, "103"))
			case "N", "Total", "Pages":
				args = append(args, locales.Count(name, 3-2*i, ""))
			case "Index", "Page":
				args = append(args, locales.Count(name, 1, ""))
			default:
				args = append(args, locales.Words(name, word))
			}
		}
		out = append(out, l.Text(id, args...))
		if len(names) == 0 {
			break
		}
	}
	return out
}

// sampleNames are two items of the menu, so that in Korean the first ends in a vowel
// and the second in a consonant, where there are such.
func sampleNames(s *service.Service, l *locales.Localizer) [2]scene.Text {
	var out [2]scene.Text
	for _, it := range s.Items("") {
		name := l.Text(it.Label)
		last, _ := utf8.DecodeLastRuneInString(name.String())
		k := 0
		if last >= '가' && last <= '힣' && (last-'가')%28 != 0 { // 28 finals, the first is none
			k = 1
		}
		if out[k].IsZero() {
			out[k] = name
		} else if out[1-k].IsZero() && k == 0 && (last < '가' || last > '힣') {
			out[1] = name
		}
	}
	for k := range out {
		if out[k].IsZero() {
			out[k] = scene.Literal(l.Lang(), "1", scene.Public) // a menu too small for samples
		}
	}
	return out
}

// samples are the readings of a message with likely values, in every form.
func samples(parts *assemble.Parts, lang scene.Lang, id string) []string {
	var out []string
	for _, t := range sampleTexts(parts, lang, id) {
		for _, spans := range [][]scene.Span{t.SpokenSpans(), t.EasySpans()} {
			out = append(out, reading.Read(lang, spans).Text)
		}
	}
	return out
}

// usesOf tells which messages the service's own files name, and as what.
func usesOf(s *service.Service) map[string]string {
	uses := map[string]string{s.Name: areaTitle}
	for _, k := range []service.Kind{service.Choose, service.Count, service.Categories, service.Items, service.Options, service.Basket, service.Review, service.Pay, service.Done} {
		if st, ok := s.StepOf(k); ok {
			uses[st.Title] = areaTitle
			for _, c := range st.Choices {
				uses[c.Label] = areaChoice
			}
			for _, c := range st.Counts {
				uses[c.Label] = areaChoice
			}
		}
	}
	for _, c := range s.Categories() {
		uses[c.Label] = areaCategory
	}
	for _, it := range s.Items("") {
		uses[it.Label] = areaItem
		for _, id := range it.Options {
			if o, ok := s.Option(id); ok {
				uses[o.Label] = areaOption
				for _, v := range o.Values {
					uses[v.Label] = areaOption
				}
			}
		}
	}
	return uses
}
