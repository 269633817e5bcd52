package scene

import "strings"

// Lang is a BCP 47 language tag in canonical form ("ko", "en", "zh-Hans").
type Lang string

// Privacy says who may perceive a value. Larger is more private. What comes
// from identity or from outside the kiosk is Personal unless marked otherwise.
type Privacy uint8

const (
	Public   Privacy = iota // anybody near the machine
	Personal                // the person only: headset, own screen; never speaker, staff message or log
	Secret                  // not said or shown to anyone: only how many characters there are
)

var privacyNames = [...]string{"public", "personal", "secret"}

func (p Privacy) String() string { return privacyNames[p] }

// SpanKind says what a stretch of text is, so that each language reads it as
// people say it ("8,500원" is a price, "103" an order code).
type SpanKind uint8

const (
	Plain   SpanKind = iota
	Price            // Value.Number minor units of Value.Currency
	Count            // Value.Number things, counted with Value.Counter (a reading key such as "item", "person", "cup")
	Code             // read sign by sign or as a number, by language policy: order numbers, seat codes
	Phone            // telephone number
	Time             // Value.Number minutes since midnight
	Date             // Value.Number days since 1970-01-01
	Spelled          // letter by letter
	Name             // a proper name: a product, a person
)

var spanKindNames = [...]string{"plain", "price", "count", "code", "phone", "time", "date", "spelled", "name"}

func (k SpanKind) String() string { return spanKindNames[k] }

// Value is the machine form behind a typed span. Which fields count depends on
// the SpanKind.
type Value struct {
	Number   int64  `json:"number,omitzero"`
	Currency string `json:"currency,omitzero"` // ISO 4217, for Price
	Counter  string `json:"counter,omitzero"`  // counter key, for Count
}

// Span is a stretch of text of one kind, language and privacy.
type Span struct {
	Kind    SpanKind `json:"kind,omitzero"`
	Text    string   `json:"text,omitzero"`   // as written on screen
	Spoken  string   `json:"spoken,omitzero"` // how the author wants it said, if that differs (names); empty otherwise
	Value   Value    `json:"value,omitzero"`
	Lang    Lang     `json:"lang,omitzero"` // language of this span; empty means the Text's
	Privacy Privacy  `json:"privacy,omitzero"`
}

// Text is what a person is told: a value, never a flat string. Screen, speech,
// braille, clips, signing and log all read this one value.
type Text struct {
	ID     string `json:"id,omitzero"`     // message id in the catalogue; empty for data
	Lang   Lang   `json:"lang,omitzero"`   // the language really used, after fallback
	Spans  []Span `json:"spans,omitzero"`  // as written
	Spoken []Span `json:"spoken,omitzero"` // how it is said, when the author gave a form of its own
	Easy   []Span `json:"easy,omitzero"`   // plain words, when the author gave them
}

// Literal makes a Text of data that is in no catalogue.
func Literal(lang Lang, s string, p Privacy) Text {
	return Text{Lang: lang, Spans: []Span{{Text: s, Privacy: p}}}
}

// IsZero reports whether there is nothing to tell.
func (t Text) IsZero() bool { return len(t.Spans) == 0 }

// String is the written form, private spans included: for the person's own
// screen only. Logs use Redacted.
func (t Text) String() string { return join(t.Spans) }

// EasyString is the easy written form, or the ordinary one where there is none.
func (t Text) EasyString() string { return join(t.EasySpans()) }

// SpokenSpans is the form meant for the voice.
func (t Text) SpokenSpans() []Span {
	if len(t.Spoken) > 0 {
		return t.Spoken
	}
	return t.Spans
}

// EasySpans is the easy form, or the ordinary one where there is none.
func (t Text) EasySpans() []Span {
	if len(t.Easy) > 0 {
		return t.Easy
	}
	return t.Spans
}

// InEasyForm replaces the written and spoken form by the easy one, if any.
func (t Text) InEasyForm() Text {
	if len(t.Easy) > 0 {
		t.Spans, t.Spoken = t.Easy, nil
	}
	return t
}

// Privacy is that of the most private span.
func (t Text) Privacy() Privacy {
	p := Public
	for _, spans := range [...][]Span{t.Spans, t.Spoken, t.Easy} {
		for _, s := range spans {
			p = max(p, s.Privacy)
		}
	}
	return p
}

// Redacted is the written form with everything that is not public replaced by
// its kind, for logs, transcripts and staff messages.
func (t Text) Redacted() string {
	var b strings.Builder
	for _, s := range t.Spans {
		if s.Privacy == Public {
			b.WriteString(s.Text)
		} else {
			b.WriteString(s.standIn(s.Privacy))
		}
	}
	return b.String()
}

// standIn is what is written in place of something that private.
func (s Span) standIn(p Privacy) string { return "<" + p.String() + " " + s.Kind.String() + ">" }

// WithPrivacy returns the text with every span at least that private.
func (t Text) WithPrivacy(p Privacy) Text {
	raise := func(in []Span) []Span {
		out := make([]Span, len(in))
		for i, s := range in {
			s.Privacy = max(s.Privacy, p)
			out[i] = s
		}
		return out
	}
	t.Spans = raise(t.Spans)
	if len(t.Spoken) > 0 {
		t.Spoken = raise(t.Spoken)
	}
	if len(t.Easy) > 0 {
		t.Easy = raise(t.Easy)
	}
	return t
}

// Equal reports whether both tell the same in every form.
func (t Text) Equal(u Text) bool {
	return t.ID == u.ID && t.Lang == u.Lang && equalSpans(t.Spans, u.Spans) &&
		equalSpans(t.Spoken, u.Spoken) && equalSpans(t.Easy, u.Easy)
}

func equalSpans(a, b []Span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func join(spans []Span) string {
	if len(spans) == 1 {
		return spans[0].Text
	}
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.Text)
	}
	return b.String()
}
