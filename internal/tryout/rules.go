package tryout

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/locales"
)

// Rule is what every stay is judged by.
type Rule string

const (
	Reached  Rule = "done is reached"                        // with what was wished for
	Silent   Rule = "no node is silent"                      // nor any act, while somebody listens
	Language Rule = "everything is in the chosen language"   // seen and heard
	Form     Rule = "the easy form is easy"                  // every text, at most 25 syllables a sentence, plain words
	Focus    Rule = "focus is kept"                          // after a dialog it is where it was
	Leave    Rule = "every step can be left"                 // from the bar, with a question where something would be lost
	Private  Rule = "private words stay off the loudspeaker" // what is typed, presented or answered
	Time     Rule = "time is asked for and given"            // TIM-2, TIM-3
	Gone     Rule = "nothing is left of a person"            // after the stay
	Staff    Rule = "staff can be called"                    // STF-1, STF-3
	Undo     Rule = "a wrong turn is undone"                 // ERR-1
	Told     Rule = "news of the menu are told"
	Practice Rule = "practice has no consequence"
	Names    Rule = "no two things bear one name" // that do different things
	Whole    Rule = "every scene is whole"        // scene.Validate
	Guards   Rule = "every guard can be told"
	Counted  Rule = "what is counted is told"                    // each change of a number, where it is made
	Marked   Rule = "what is chosen of several is kept and told" // where it is chosen, and where it is reviewed
	Offered  Rule = "what is offered can be had"                 // days and times in their bounds, under their names
	Held     Rule = "what is held is kept"                       // for who comes to the end, and only what their way holds
)

// maxSyllables of a sentence of the easy form.
const maxSyllables = 25

// judge looks at everything that the machine puts out.
type judge struct {
	*stay
	plain   locales.Plain
	names   map[string]bool // messages that are names of what is sold
	looked  map[string]bool // texts that were judged already
	private []string        // what no loudspeaker may say, as people would hear it
	named   []scene.Span    // what the program answers in a language that it names, as it is heard
	digits  []string        // what digits are called
	rehears bool            // the customer practises: nothing may leave the kiosk
	kept    []input.EffectID
}

func newJudge(s *stay) judge {
	j := judge{stay: s, looked: map[string]bool{}, names: map[string]bool{}}
	for _, it := range s.parts.Service.Items("") {
		j.names[it.Label] = true
	}
	for _, typed := range s.wish.Enter {
		j.private = append(j.private, typed)
		for _, lang := range s.parts.Languages {
			j.private = append(j.private, s.voice(scene.Text{Lang: lang, Spans: []scene.Span{{Kind: scene.Spelled, Text: typed}}}, lang, false)...)
		}
	}
	j.private = append(j.private, s.answers()...)
	j.named = s.inTheirLanguage()
	for _, lang := range s.parts.Languages {
		for r := '0'; r <= '9'; r++ {
			j.digits = append(j.digits, s.voice(scene.Text{Lang: lang, Spans: []scene.Span{{Kind: scene.Spelled, Text: string(r)}}}, lang, false)...)
		}
	}
	return j
}

// answers are the words that the program beside the kiosk answers and that are not
// declared public.
func (s *stay) answers() []string {
	var out []string
	for _, id := range s.parts.Service.Steps() {
		st, _ := s.parts.Service.Step(id)
		for _, body := range s.parts.Sample.All(st.Path) {
			values, err := st.Read(body)
			if err != nil {
				continue
			}
			for name, r := range st.Answer {
				if v := values[name]; !r.Public && r.Type == service.ResultText && len([]rune(v.Text)) > 1 {
					out = append(out, v.Text)
				}
			}
		}
	}
	return out
}

// inTheirLanguage are the words that the program answers together with whose voice says them,
// such as names of places: they are said so in every language.
func (s *stay) inTheirLanguage() (out []scene.Span) {
	note := func(v input.Value) {
		if v.Lang == "" {
			return
		}
		t := scene.Literal(v.Lang, v.Text, scene.Public)
		t.Spans[0].Spoken = v.Spoken
		for _, said := range s.voice(t, v.Lang, false) {
			if word := (scene.Span{Lang: v.Lang, Text: said}); !slices.Contains(out, word) {
				out = append(out, word)
			}
		}
	}
	for _, id := range s.parts.Service.Steps() {
		st, _ := s.parts.Service.Step(id)
		for _, body := range s.parts.Sample.All(st.Path) {
			values, _ := st.Read(body) // what fits another step of that path is looked at there
			for _, v := range values {
				note(v)
				for _, row := range v.Rows {
					for _, cell := range row {
						note(cell)
					}
				}
				for _, row := range v.Seats {
					note(row.Zone)
				}
			}
		}
	}
	return out
}

// isNamed reports whether a clause says nothing but what the program answers in that language.
func (j *judge) isNamed(c speech.Clause) bool {
	return slices.ContainsFunc(j.named, func(s scene.Span) bool { return s.Lang == c.Lang && s.Text == strings.Trim(c.Text, " ,.;") })
}

func (j *judge) output(out *runtime.Output) {
	for _, err := range out.Faults {
		j.flag(Whole, "%v", err)
	}
	if j.opt.Tamper != nil && !out.Change.Idle() { // else the machine has done so itself
		for _, err := range scene.Validate(&out.Change.After) {
			j.flag(Whole, "%v", err)
		}
	}
	if out.Utterance != nil {
		j.heard(out.Utterance)
	}
	if !out.Change.Idle() {
		j.shown(&out.Change.After)
		j.focused(out)
	}
	for _, e := range out.Effects {
		j.effect(e)
	}
	if out.Change.After.Kind == scene.KindDone && !j.rehears && j.m != nil {
		j.holds(course.Holds(j.m.Model().Course))
	}
}

// holds: of what the program holds, what the way of the customer holds is theirs, and nothing
// else is.
func (j *judge) holds(way []input.EffectID) {
	for _, call := range way {
		if !slices.Contains(j.kept, call) {
			j.flag(Held, "what call %v has made the program hold is not kept", call)
		}
	}
	for _, call := range j.kept {
		if !slices.Contains(way, call) {
			j.flag(Held, "call %v is kept, and its hold is on no way here", call)
		}
	}
}

// effect: no guard fails, and while somebody practises nothing leaves the kiosk, but a call
// for staff and what ends the stay.
func (j *judge) effect(e kiosk.Effect) {
	if g, failed := e.(kiosk.GuardFailed); failed {
		j.flag(Guards, "%s of step %q cannot be told", g.Key, g.Step)
	}
	switch e := e.(type) {
	case kiosk.KeepHolds:
		j.kept = append(j.kept, e.Calls...)
	case kiosk.EndSession:
		j.kept = nil
	}
	if !j.rehears {
		return
	}
	switch e.(type) {
	case kiosk.StartPayment, kiosk.CompleteOrder, kiosk.AskService, kiosk.PrintPaper, kiosk.KeepPresented, kiosk.KeepEntry, kiosk.KeepHolds:
		j.flag(Practice, "%T in practice", e)
	}
}

// shown judges the texts of a screen.
func (j *judge) shown(sc *scene.Scene) {
	if !j.settled || sc.Kind == scene.KindAttract {
		return
	}
	if sc.Lang != j.lang {
		j.flag(Language, "the screen is in %s", sc.Lang)
	}
	j.namesakes(sc)
	j.offered(sc)
	j.reviewed(sc)
	sc.Walk(func(n *scene.Node, _ int) bool {
		for _, t := range append([]scene.Text{n.Label, n.Hint, n.Reason}, n.Details...) {
			if !t.IsZero() {
				j.text(n, t, sc.Kind)
			}
		}
		return true
	})
}

// namesakes: who hears two things with one name cannot tell which is which. What belongs
// to a number, or to a question, is told by that.
func (j *judge) namesakes(sc *scene.Scene) {
	seen := map[string]scene.NodeID{}
	var walk func(n *scene.Node, of string)
	walk = func(n *scene.Node, of string) {
		if n.Role == scene.RoleQuantity || n.Role == scene.RoleGroup && !n.Label.IsZero() && n.ID != screen.Bar {
			of = string(n.ID)
		}
		if n.Focusable() && !strings.HasPrefix(string(n.ID), focus.KeyPrefix) {
			name := of + "\x00" + n.Label.String()
			for _, words := range n.Label.Spoken { // to the ear it says of what it is; to the eye it stands beside that
				name += words.Text
			}
			if other, twice := seen[name]; twice {
				j.flag(Names, "%q and %q are both called %q", other, n.ID, n.Label.Redacted())
			}
			seen[name] = n.ID
		}
		for i := range n.Children {
			walk(&n.Children[i], of)
		}
	}
	walk(&sc.Root, "")
}

func (j *judge) text(n *scene.Node, t scene.Text, kind scene.Kind) {
	key := string(j.lang) + "\x00" + t.ID + "\x00" + t.String() + "\x00" + strconv.FormatBool(j.easy)
	if j.looked[key] {
		return
	}
	j.looked[key] = true
	if t.ID == "" && t.Privacy() > scene.Public {
		return // what came from outside is in whatever language it came
	}
	j.language(n, t)
	if j.easy && kind != scene.KindSettings && kind != scene.KindKeys { // what is changed there is for those who know it
		j.easyForm(n, t)
	}
}

// language judges whether a text is in the language of the stay.
func (j *judge) language(n *scene.Node, t scene.Text) {
	if t.Lang != j.lang {
		j.flag(Language, "%q: message %q is in %s", n.ID, t.ID, t.Lang)
	}
	if t.ID != "" && !j.parts.Catalogue.Has(t.ID, j.lang) {
		j.flag(Language, "%q: message %q is in no catalogue of %s", n.ID, t.ID, j.lang)
	}
	if strings.HasPrefix(t.ID, "pref.") || strings.HasPrefix(string(n.ID), "pref.language") {
		return // languages are named in their own
	}
	for _, s := range slices.Concat(t.Spans, t.Spoken) {
		if s.Privacy != scene.Public || s.Lang != "" && s.Lang != j.lang {
			continue
		}
		if r := stranger(s.Text, j.lang); r != 0 {
			j.flag(Language, "%q: %q has the sign %q, which is not %s", n.ID, t.String(), r, j.lang)
		}
	}
}

// easyForm judges a text of a stay in easy words.
func (j *judge) easyForm(n *scene.Node, t scene.Text) {
	for _, sentence := range strings.FieldsFunc(t.String(), func(r rune) bool { return strings.ContainsRune(".?!。？！", r) }) {
		if k := Syllables(sentence); k > maxSyllables {
			j.flag(Form, "%q: %d syllables in one sentence: %s", t.ID, k, sentence)
		}
	}
	if e, ok := j.parts.Catalogue.Forms(t.ID, j.lang); ok && e.Easy == "" && j.gap(t.ID) {
		j.flag(Form, "%q: message %q has no easy form", n.ID, t.ID)
	}
	if word, better, found := j.plain.Find(t.String()); found && !j.names[t.ID] && len(t.Spans) == 1 {
		j.flag(Form, "%q: %q says %q; people say %q", n.ID, t.ID, word, better)
	}
}

// gap: the file has left the easy form open.
func (j *judge) gap(id string) bool {
	return slices.ContainsFunc(j.parts.Gaps, func(g locales.Gap) bool { return g.ID == id && g.Lang == j.lang && g.Form == locales.Easy })
}

// heard judges what is said.
func (j *judge) heard(u *speech.Utterance) {
	var whole []string
	for _, c := range u.Clauses {
		whole = append(whole, c.Text)
		if j.settled && c.Privacy == scene.Public && c.Lang != j.lang && !strings.HasPrefix(c.Message, "pref.") && !j.farewell(c) && !j.isNamed(c) && !strings.HasPrefix(string(c.Node), "language.") {
			j.flag(Language, "%q is said in %s", c.Text, c.Lang)
		}
		if u.Ear == speech.OnSpeaker && c.Privacy > scene.Public && !c.Aloud {
			j.flag(Private, "something %s is said on the loudspeaker", c.Privacy)
		}
	}
	if u.Ear == speech.OnSpeaker {
		j.overheard(whole)
	}
}

// overheard judges what everybody around hears.
func (j *judge) overheard(whole []string) {
	if j.stay.scene.Root.Find(privateKey) != nil && slices.ContainsFunc(whole, func(said string) bool { return slices.Contains(j.digits, said) }) {
		j.flag(Private, "a digit is said on the loudspeaker while a private number is typed")
	}
	all := strings.Join(whole, " ")
	for i, p := range j.private {
		if strings.Contains(all, p) {
			j.flag(Private, "what is private (no. %d) is said on the loudspeaker", i+1)
		}
	}
}

// farewell: the next person's screen is said to be there in the language of the one who
// leaves.
func (j *judge) farewell(c speech.Clause) bool { return c.Message == "session.over" }

// focused: a listener hears where the focus has come to.
func (j *judge) focused(out *runtime.Output) {
	before, after := &out.Change.Before, &out.Change.After
	if !out.Prefs.Speech || out.Change.Cause.Kind != scene.ByPerson || before.Focus == after.Focus && before.Root.ID == after.Root.ID || after.Focus == "" || after.Kind == scene.KindAttract {
		return
	}
	n := after.Find(after.Focus)
	for _, c := range clauses(out.Utterance) {
		if c.Node == after.Focus || n != nil && (n.Label.ID != "" && c.Message == n.Label.ID || n.Label.String() != "" && strings.Contains(c.Text, n.Label.String())) {
			return
		}
	}
	j.flag(Silent, "%q gets the focus and nothing is said of it", after.Focus)
}

func clauses(u *speech.Utterance) []speech.Clause {
	if u == nil {
		return nil
	}
	return u.Clauses
}

// stranger is the first sign of a text that its language does not write; 0 is none.
func stranger(text string, lang scene.Lang) rune {
	for _, r := range text {
		hangul, kana, han := unicode.Is(unicode.Hangul, r), unicode.In(r, unicode.Hiragana, unicode.Katakana), unicode.Is(unicode.Han, r)
		switch lang {
		case "ko":
			if kana || han {
				return r
			}
		case "ja":
			if hangul {
				return r
			}
		case "zh-Hans":
			if hangul || kana {
				return r
			}
		default:
			if hangul || kana || han {
				return r
			}
		}
	}
	return 0
}

// Syllables counts Hangul syllables and Chinese characters; kana in pairs and other
// letters by three, as an English syllable has about three of them.
func Syllables(s string) int {
	n, kana, letters := 0, 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Hangul, r), unicode.Is(unicode.Han, r):
			n++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return n + kana/2 + letters/3
}
