package locales

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/currency"
	"golang.org/x/text/language"

	"modu/accessibility/scene"
)

// Localizer speaks one language, falling back to the catalogue's. Any goroutine
// may call it.
type Localizer struct {
	c    *Catalogue
	lang scene.Lang
	loc  *i18n.Localizer
	memo sync.Map // id → scene.Text, for messages without arguments
}

// Localizer makes a localizer for a language.
func (c *Catalogue) Localizer(lang scene.Lang) *Localizer {
	return &Localizer{c: c, lang: lang, loc: i18n.NewLocalizer(c.bundle, string(lang))}
}

// Lang is the language asked for.
func (l *Localizer) Lang() scene.Lang { return l.lang }

// Arg is a typed value for a placeholder.
type Arg struct {
	name    string
	kind    scene.SpanKind
	value   scene.Value
	text    string     // as given, for names, codes and plain text
	message scene.Text // for arguments that are texts themselves
	privacy scene.Privacy
}

// Price is an amount of money in minor units.
func Price(name string, minor int64, currency string) Arg {
	return Arg{name: name, kind: scene.Price, value: scene.Value{Number: minor, Currency: currency}}
}

// Count is a number of things. The counter ("item", "cup", "shot") chooses how
// the number is written and said; "" is a bare number.
func Count(name string, n int, counter string) Arg {
	return Arg{name: name, kind: scene.Count, value: scene.Value{Number: int64(n), Counter: counter}}
}

// Code is an order number or the like, read by the language's policy.
func Code(name, code string) Arg { return Arg{name: name, kind: scene.Code, text: code} }

// Words is another text put into this one; it keeps its spans, its language and its spoken
// and easy forms. What an easy form explains in brackets behind a name is left out: it was
// said where the name stood alone, and a sentence needs the name.
func Words(name string, t scene.Text) Arg {
	if cut, ok := unexplained(t.Easy); ok {
		if slices.Equal(t.Spans, t.Easy) { // a text in its easy form
			t.Spans = cut
		}
		t.Easy = cut
	}
	return Arg{name: name, message: t}
}

// unexplained is an easy form without the explanation in brackets at its end; false where it
// has none.
func unexplained(easy []scene.Span) ([]scene.Span, bool) {
	if len(easy) != 1 {
		return nil, false
	}
	name, ok := nameOf(easy[0].Text)
	cut := easy[0]
	cut.Text = name
	return []scene.Span{cut}, ok
}

// nameOf is what stands before the brackets at the end of a text.
func nameOf(text string) (string, bool) {
	for _, b := range [...][2]string{{" (", ")"}, {"（", "）"}} {
		if name, _, found := strings.Cut(text, b[0]); found && name != "" && strings.HasSuffix(text, b[1]) {
			return name, true
		}
	}
	return text, false
}

// Private raises the privacy of an argument.
func (a Arg) Private(p scene.Privacy) Arg { a.privacy = p; return a }

// Text makes the text of a message. A message that no language has is answered
// by its id, so that nothing is ever silent, and reported.
func (l *Localizer) Text(id string, args ...Arg) scene.Text {
	if len(args) == 0 {
		if t, ok := l.memo.Load(id); ok {
			return t.(scene.Text)
		}
	}
	t := l.text(id, args)
	if len(args) == 0 {
		l.memo.Store(id, t)
	}
	return t
}

func (l *Localizer) text(id string, args []Arg) scene.Text {
	var count any
	for _, a := range args {
		if a.kind == scene.Count {
			count = int(a.value.Number)
			break
		}
	}
	written := l.placed(args, writtenSpans)
	s, tag, _ := l.localize(id, written, count)
	if s == "" {
		if l.c.missing != nil {
			l.c.missing(id, l.lang)
		}
		return scene.Literal(l.lang, id, scene.Public)
	}
	t := scene.Text{ID: id, Lang: l.tagged(tag), Spans: split(s, written)}
	e := l.c.messages[t.Lang][id]
	needSpoken := e.Spoken != ""
	needEasy := e.Easy != ""
	for _, a := range args {
		needSpoken = needSpoken || len(a.message.Spoken) > 0
		needEasy = needEasy || len(a.message.Easy) > 0
	}
	if needSpoken {
		t.Spoken = l.form(id, spokenSuffix, e.Spoken != "", l.placed(args, scene.Text.SpokenSpans), count)
	}
	if needEasy {
		t.Easy = l.form(id, easySuffix, e.Easy != "", l.placed(args, scene.Text.EasySpans), count)
	}
	return t
}

func (l *Localizer) form(id, suffix string, own bool, data map[string]placed, count any) []scene.Span {
	if own {
		if s, _, _ := l.localize(id+suffix, data, nil); s != "" {
			return split(s, data)
		}
	}
	s, _, _ := l.localize(id, data, count)
	return split(s, data)
}

// localize never drops a string that comes together with an error: go-i18n
// reports a fallback that way.
func (l *Localizer) localize(id string, data map[string]placed, count any) (string, language.Tag, error) {
	return l.loc.LocalizeWithTag(&i18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count, TemplateParser: spanParser{}})
}

// tagged finds our name of a language that go-i18n answered with.
func (l *Localizer) tagged(tag language.Tag) scene.Lang {
	s := scene.Lang(tag.String())
	if _, ok := l.c.messages[s]; ok {
		return s
	}
	return l.c.fallback
}

// placed is an argument laid out in one language and form. Its String is a mark
// that cannot occur in a message; split puts the spans in its place.
type placed struct {
	mark  rune
	spans []scene.Span
	heard func(lang scene.Lang, spans []scene.Span) string // what is heard of spans; nil if that is unknown
}

const (
	markStart = '\uE000' // private use: checkTemplate refuses it in messages
	markBase  = '\uE100'
)

func (p placed) String() string { return string(markStart) + string(p.mark) }

func (l *Localizer) placed(args []Arg, form func(scene.Text) []scene.Span) map[string]placed {
	if len(args) == 0 {
		return nil
	}
	out := make(map[string]placed, len(args))
	for i, a := range args {
		var spans []scene.Span
		switch {
		case !a.message.IsZero():
			for _, s := range form(a.message) {
				if s.Lang == "" {
					s.Lang = a.message.Lang
				}
				s.Privacy = max(s.Privacy, a.privacy)
				spans = append(spans, s)
			}
		case a.kind == scene.Price:
			spans = []scene.Span{{Kind: a.kind, Text: l.priceText(a.value), Value: a.value, Privacy: a.privacy}}
		case a.kind == scene.Count:
			spans = []scene.Span{{Kind: a.kind, Text: l.countText(a.value), Value: a.value, Privacy: a.privacy}}
		case a.kind == scene.Date:
			spans = []scene.Span{{Kind: a.kind, Text: l.dateText(a.value), Value: a.value, Privacy: a.privacy}}
		case a.kind == scene.Time:
			spans = []scene.Span{{Kind: a.kind, Text: l.timeText(a.value), Value: a.value, Privacy: a.privacy}}
		default:
			spans = []scene.Span{{Kind: a.kind, Text: a.text, Value: a.value, Privacy: a.privacy}}
		}
		p := placed{mark: markBase + rune(i), spans: spans}
		if l.c.heard != nil && l.lang == "ko" {
			p.heard = l.c.heard
		}
		out[a.name] = p
	}
	return out
}

// split cuts a localised string at the marks and puts the arguments' spans there.
func split(s string, data map[string]placed) []scene.Span {
	var spans []scene.Span
	plain := func(text string) {
		if text != "" {
			spans = append(spans, scene.Span{Text: text})
		}
	}
	for {
		i := strings.IndexRune(s, markStart)
		if i < 0 {
			plain(s)
			return spans
		}
		plain(s[:i])
		rest := []rune(s[i:])
		for _, p := range data {
			if len(rest) > 1 && p.mark == rest[1] {
				spans = append(spans, p.spans...)
			}
		}
		s = string(rest[min(2, len(rest)):])
	}
}

// priceText writes an amount with the currency's own digits; the wording around
// it is the message "currency.KRW", named by its ISO 4217 code.
func (l *Localizer) priceText(v scene.Value) string {
	digits := 2
	if u, err := currency.ParseISO(v.Currency); err == nil {
		digits, _ = currency.Standard.Rounding(u)
	}
	n, sign := v.Number, ""
	if n < 0 {
		n, sign = -n, "-"
	}
	s := strconv.FormatInt(n, 10)
	frac := ""
	if digits > 0 {
		for len(s) <= digits {
			s = "0" + s
		}
		s, frac = s[:len(s)-digits], "."+s[len(s)-digits:]
	}
	return l.wrapped("currency."+v.Currency, "Amount", sign+group(s)+frac, int(v.Number))
}

func (l *Localizer) countText(v scene.Value) string {
	s := group(strconv.FormatInt(v.Number, 10))
	if v.Counter == "" {
		return s
	}
	return l.wrapped("counter."+v.Counter, "N", s, int(v.Number))
}

// wrapped writes a number inside its unit, and the bare number where the
// catalogue has no such unit.
func (l *Localizer) wrapped(id, name, number string, n int) string {
	return cmp.Or(l.put(id, map[string]string{name: number}, n), number)
}

// group puts a comma between every three digits.
func group(s string) string {
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func writtenSpans(t scene.Text) []scene.Span { return t.Spans }
