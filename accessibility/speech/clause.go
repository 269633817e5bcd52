package speech

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
)

// Pauses between clauses. Chosen by trial on paper: a price belongs to its name,
// a new thought needs a breath, and what is optional comes after a gap in which
// somebody who knows enough presses the next key.
const (
	pausePart     = 120 * time.Millisecond
	pauseSentence = 300 * time.Millisecond
	pauseOptional = 450 * time.Millisecond
)

// composer collects the clauses of one utterance.
type composer struct {
	opt      Options
	before   *scene.Scene
	after    *scene.Scene
	clauses  []Clause
	said     map[string]bool       // whole parts said so far, to say nothing twice
	kept     map[scene.NodeID]bool // nodes of which something personal was kept back
	told     bool                  // an assertive notice is in it
	urgent   bool                  // an alert or an assertive notice is in it
	ordinary bool                  // something beside progress is in it
	heard    bool                  // details that were said already are left out
	optional bool                  // from here on only what can be done without
}

// part is one thing to say.
type part struct {
	node  scene.NodeID
	text  scene.Text
	pause time.Duration
	label bool          // text is the node's label: words point back to it
	once  bool          // leave it out when the same was said already
	raise scene.Privacy // at least this private
	aloud bool          // what is personal was asked for, this once
	stay  bool          // told once a stay
}

// say adds the clauses of a part: one for each language in it. It reports
// whether there was anything to say.
func (k *composer) say(p part) bool {
	t := p.text
	if t.IsZero() || p.stay && k.opt.Verbosity == Brief { // who wants little said knows the machine
		return false
	}
	if k.opt.Easy || k.after.Look.Easy {
		t = t.InEasyForm()
	}
	if instead := k.withheld(p, t); !instead.IsZero() {
		t, p.raise = instead, scene.Public
	}
	clauses, whole := k.clausesOf(p, t)
	own := string(p.node) + "\x00" + whole // one node never says the same twice, even where two nodes may
	if len(clauses) == 0 || p.once && k.said[whole] || k.said[own] {
		return false
	}
	k.said[whole], k.said[own] = true, true
	clauses[len(clauses)-1].PauseAfter = p.pause
	k.clauses = append(k.clauses, clauses...)
	return true
}

// withheld is what is said on a loudspeaker instead of a value that is personal as a whole: that
// it is not read. The name of its kind would sound like the value. It is zero for any other part.
func (k *composer) withheld(p part, t scene.Text) scene.Text {
	if p.label || p.aloud || k.opt.Headset || k.opt.Words == nil {
		return scene.Text{}
	}
	some := false
	for _, s := range t.SpokenSpans() {
		if strings.TrimSpace(s.Text) == "" {
			continue
		}
		if some = true; max(s.Privacy, p.raise) != scene.Personal {
			return scene.Text{}
		}
	}
	instead := k.opt.Words.Phrase(k.after.Lang, MsgWithheld, nil)
	if !some || instead.IsZero() {
		return scene.Text{}
	}
	k.kept[p.node] = true
	if k.opt.Easy || k.after.Look.Easy {
		instead = instead.InEasyForm()
	}
	return instead
}

// withheldOnce leaves out, of several values that are kept back one after the other, what is said
// instead of all but the last: their names are heard, and then once that they are not read.
func withheldOnce(clauses []Clause) []Clause {
	out := clauses[:0:0]
	for i, c := range clauses {
		if c.Message == MsgWithheld {
			rest := clauses[i+1:]
			next := slices.IndexFunc(rest, func(b Clause) bool { return b.Message == MsgWithheld })
			if next >= 0 && !slices.ContainsFunc(rest[:next], func(b Clause) bool { return b.Node != rest[next].Node }) {
				continue // said with the next value, of which only the name lies between
			}
		}
		out = append(out, c)
	}
	return out
}

// clausesOf is a part in clauses, one a language, and the words of all of them.
func (k *composer) clausesOf(p part, t scene.Text) (clauses []Clause, whole string) {
	spans := k.opt.Reading.Cut(spanLang(scene.Span{}, t, k.after), k.namedHere(p, t.SpokenSpans()))
	for at := 0; len(spans) > 0; {
		lang := spanLang(spans[0], t, k.after)
		n, runes := 1, utf8.RuneCountInString(spans[0].Text)
		for n < len(spans) && spanLang(spans[n], t, k.after) == lang {
			runes += utf8.RuneCountInString(spans[n].Text)
			n++
		}
		safe, privacy := k.keepBack(lang, t.Lang, spans[:n], p)
		said := k.opt.Reading.Read(lang, safe)
		if bare := strings.Trim(said.Text, " ,.?!"); bare != "" {
			clauses = append(clauses, Clause{Node: p.node, Lang: lang, Text: said.Text, Privacy: privacy, Optional: k.optional, OnceAStay: p.stay, Message: t.ID,
				Aloud: p.aloud && privacy == scene.Personal && !k.opt.Headset, Words: labelWords(p, t, said, at)})
			whole += bare + "\n"
		}
		spans, at = spans[n:], at+runes
	}
	return clauses, whole
}

// namedHere are spans of which those that will be kept back are in the language of the text:
// what stands for a foreign name is no foreign word.
func (k *composer) namedHere(p part, spans []scene.Span) []scene.Span {
	out := slices.Clone(spans)
	for i := range out {
		if max(out[i].Privacy, p.raise) == scene.Personal && !k.opt.Headset && !p.aloud {
			out[i].Lang = ""
		}
	}
	return out
}

// labelWords points back from what is said to the label as it is written; at is where in
// it the clause begins. A spoken form of its own has no words in common with the writing.
func labelWords(p part, t scene.Text, said reading.Spoken, at int) []Word {
	if !p.label {
		return nil
	}
	if len(t.Spoken) > 0 {
		return []Word{{Len: utf8.RuneCountInString(said.Text), WrittenLen: utf8.RuneCountInString(t.String())}}
	}
	var words []Word
	for _, w := range said.Words {
		words = append(words, Word{At: w.At, Len: w.Len, WrittenAt: at + w.WrittenAt, WrittenLen: w.WrittenLen})
	}
	return words
}

// phrase adds a connecting phrase of the catalogue.
func (k *composer) phrase(node scene.NodeID, id string, pause time.Duration, args map[string]int) bool {
	if k.opt.Words == nil {
		return false
	}
	return k.say(part{node: node, text: k.opt.Words.Phrase(k.after.Lang, id, args), pause: pause})
}

// breathe lengthens the pause after the last clause.
func (k *composer) breathe(d time.Duration) {
	if n := len(k.clauses); n > 0 {
		k.clauses[n-1].PauseAfter = max(k.clauses[n-1].PauseAfter, d)
	}
}

// afterPause makes what follows optional, after a pause that a key press can use.
func (k *composer) afterPause() {
	k.breathe(pauseOptional)
	k.optional = true
}

func spanLang(s scene.Span, t scene.Text, in *scene.Scene) scene.Lang {
	switch {
	case s.Lang != "":
		return s.Lang
	case t.Lang != "":
		return t.Lang
	}
	return in.Lang
}

// keepBack replaces what must not be heard: secrets are left out, personal
// values become the name of their kind unless only the person can hear them
// (SPK-6, SPK-7). The returned privacy is that of what is left.
func (k *composer) keepBack(lang, textLang scene.Lang, spans []scene.Span, of part) ([]scene.Span, scene.Privacy) {
	out := make([]scene.Span, 0, len(spans))
	privacy := scene.Public
	for _, s := range spans {
		p := max(s.Privacy, of.raise)
		hidden := ""
		switch {
		case p == scene.Public || p == scene.Personal && (k.opt.Headset || of.aloud):
			privacy = max(privacy, p)
			out = append(out, s)
			continue
		case p == scene.Personal && strings.TrimSpace(s.Text) != "":
			hidden = k.kindPhrase(lang, textLang, nameOfKind(s))
			k.kept[of.node] = true
		}
		if hidden == "" {
			hidden = " "
		}
		// The written text stays so that positions stay right; the reader takes
		// the spoken form only.
		kept := scene.Span{Kind: s.Kind, Text: s.Text, Spoken: hidden, Lang: s.Lang}
		if n := len(out); n > 0 && out[n-1].Spoken == hidden && out[n-1].Privacy == scene.Public && hidden != " " && out[n-1].Kind == s.Kind {
			out[n-1].Text += s.Text // two stretches of one name are one name
			continue
		}
		out = append(out, kept)
	}
	return out, privacy
}

// nameOfKind names the kind of a span that is kept back: a key with a digit on it is no letter.
func nameOfKind(s scene.Span) string {
	if s.Kind == scene.Spelled && strings.Trim(s.Text, "0123456789") == "" {
		return strings.TrimPrefix(MsgPrivateDigit, MsgPrivate)
	}
	return s.Kind.String()
}

func (k *composer) kindPhrase(lang, textLang scene.Lang, kind string) string {
	if k.opt.Words == nil {
		return ""
	}
	for _, l := range [...]scene.Lang{lang, textLang, k.after.Lang} {
		for _, id := range [...]string{MsgPrivate + kind, MsgPrivateText} {
			if t := k.opt.Words.Phrase(l, id, nil); !t.IsZero() && l != "" {
				return t.String()
			}
		}
	}
	return ""
}
