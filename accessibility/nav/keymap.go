package nav

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/internal/datafile"
)

// Intent is what a person wants, in the imperative.
type Intent string

const (
	None       Intent = ""
	Next       Intent = "next"
	Previous   Intent = "previous"
	NextGroup  Intent = "next-group"
	Select     Intent = "select"
	Back       Intent = "back"
	Help       Intent = "help"
	Home       Intent = "home"
	Call       Intent = "call"
	Repeat     Intent = "repeat"
	Pause      Intent = "pause"
	WhereAmI   Intent = "where-am-i"
	Spell      Intent = "spell"
	Language   Intent = "language"
	RateUp     Intent = "rate-up"
	RateDown   Intent = "rate-down"
	VolumeUp   Intent = "volume-up"
	VolumeDown Intent = "volume-down"
	// On a screen with a keyboard (context "entry"): the key above, below, beside.
	// Above and below alone reach every key.
	KeyAbove Intent = "key-above"
	KeyBelow Intent = "key-below"
	KeyLeft  Intent = "key-left"
	KeyRight Intent = "key-right"
	Erase    Intent = "erase"   // the last letter; back where there is none
	Submit   Intent = "submit"  // what was typed is complete
	choose          = "choose-" // choose-1 … choose-9
)

// Choose is the intent to take the nth choice of the page, from 1 to 9.
func Choose(n int) Intent { return Intent(fmt.Sprintf("%s%d", choose, n)) }

// Chosen reports which choice an intent takes.
func (i Intent) Chosen() (int, bool) {
	s, ok := strings.CutPrefix(string(i), choose)
	if !ok || len(s) != 1 || s[0] < '1' || s[0] > '9' {
		return 0, false
	}
	return int(s[0] - '0'), true
}

// Intents lists every intent.
func Intents() []Intent {
	is := []Intent{Next, Previous, NextGroup, Select, Back, Help, Home, Call, Repeat, Pause, WhereAmI, Spell,
		Language, RateUp, RateDown, VolumeUp, VolumeDown, KeyAbove, KeyBelow, KeyLeft, KeyRight, Erase, Submit}
	for n := 1; n <= 9; n++ {
		is = append(is, Choose(n))
	}
	return is
}

// Values are the names of all intents, for the schema of keymaps.
func (Intent) Values() (names []string) {
	for _, i := range Intents() {
		names = append(names, string(i))
	}
	return names
}

// Essential are the intents without which somebody is trapped: lint demands a
// plain press for each.
var Essential = [...]Intent{Next, Previous, Select}

// Keymap says what keys mean. Its contexts refine "any": "attract", "entry".
type Keymap struct {
	HoldAfter time.Duration // how long a key is held before its hold meaning acts
	Contexts  map[string]Bindings
}

// Bindings are the meanings of keys in one context.
type Bindings struct {
	Press map[input.Key]Intent `yaml:"press" doc:"What a key means that is pressed."`
	Hold  map[input.Key]Intent `yaml:"hold" doc:"What a key means that is held for hold_after: never the only way to something."`
	Chord map[string]Intent    `yaml:"chord" doc:"What two keys at once mean: help+pause. Never the only way to something."`
}

// DefaultHold is long enough that a slow press is not taken for a hold.
const DefaultHold = time.Second

type keymapFile struct {
	HoldAfter time.Duration       `yaml:"hold_after" doc:"How long a key is held before its hold meaning acts, 300ms to 5s; 1s if it is left out."`
	Contexts  map[string]Bindings `yaml:"contexts,required" least:"1" doc:"What keys mean, by context. any holds everywhere; attract (nobody is there) and entry (a keyboard is on the screen) refine it."`
}

// Schema is the JSON Schema of keymap files, for editors.
func Schema() []byte { return format().Schema() }

// Tables lists every key of keymap files, in Markdown.
func Tables() string { return format().Tables() }

func format() datafile.Format {
	return datafile.Format{Name: "keymap", Title: "A keymap of the Modu kiosk", Type: reflect.TypeFor[keymapFile]()}
}

// LoadKeymap reads a keymap file and audits it: unknown keys and intents, an
// essential intent that no plain press reaches, an intent reachable only by a hold.
func LoadKeymap(file string, data []byte) (*Keymap, datafile.Issues) {
	f := keymapFile{HoldAfter: DefaultHold}
	doc, issues := datafile.Decode(file, data, &f)
	a := keymapAudit{doc: doc, issues: issues, pressed: map[Intent]bool{}, held: map[Intent]datafile.Pos{}}
	if f.HoldAfter < 300*time.Millisecond || f.HoldAfter > 5*time.Second {
		a.bad("hold_after", "use 1s", "hold_after of %v is not between 300ms and 5s", f.HoldAfter)
	}
	for _, ctx := range slices.Sorted(maps.Keys(f.Contexts)) {
		a.context("contexts."+ctx, f.Contexts[ctx])
	}
	if _, ok := f.Contexts["any"]; !ok {
		a.bad("contexts", `add the context "any"`, "there is no context any")
	}
	a.reachable()
	if a.issues.Err() != nil {
		return nil, a.issues
	}
	return &Keymap{HoldAfter: f.HoldAfter, Contexts: f.Contexts}, nil
}

// keymapAudit looks at what each key means.
type keymapAudit struct {
	doc     *datafile.Doc
	issues  datafile.Issues
	pressed map[Intent]bool         // by a plain press
	held    map[Intent]datafile.Pos // by a hold or a chord
}

func (a *keymapAudit) bad(path, remedy, format string, args ...any) {
	a.issues = append(a.issues, a.doc.Issue(path, remedy, format, args...))
}

func (a *keymapAudit) context(at string, b Bindings) {
	keys := input.Key("").Values()
	for _, chord := range slices.Sorted(maps.Keys(b.Chord)) {
		path := at + ".chord." + chord
		first, second, two := strings.Cut(chord, "+")
		if !two || first == second || !slices.Contains(keys, first) || !slices.Contains(keys, second) {
			a.bad(path, `write two different keys, such as "help+pause"`, "%q is no chord", chord)
		}
		a.intent(path, b.Chord[chord])
		a.held[b.Chord[chord]] = a.doc.At(path)
	}
	for _, k := range slices.Sorted(maps.Keys(b.Hold)) {
		path := at + ".hold." + string(k)
		a.key(path, k, keys)
		a.intent(path, b.Hold[k])
		a.held[b.Hold[k]] = a.doc.At(path)
	}
	for _, k := range slices.Sorted(maps.Keys(b.Press)) {
		path := at + ".press." + string(k)
		a.key(path, k, keys)
		a.intent(path, b.Press[k])
		a.pressed[b.Press[k]] = true
	}
}

func (a *keymapAudit) key(path string, k input.Key, known []string) {
	if !slices.Contains(known, string(k)) {
		a.bad(path, datafile.Suggest(string(k), known), "unknown key %q", k)
	}
}

func (a *keymapAudit) intent(path string, i Intent) {
	if names := i.Values(); !slices.Contains(names, string(i)) {
		a.bad(path, datafile.Suggest(string(i), names), "unknown intent %q", i)
	}
}

// reachable names what people could not do. Call, repeat and the like also stand in the
// bar and in help, which next and select reach; a hold is only ever a short cut.
func (a *keymapAudit) reachable() {
	for _, i := range Essential {
		if !a.pressed[i] {
			a.bad("contexts", fmt.Sprintf("give %q a key", i), "no press means %q: people would be trapped", i)
		}
	}
	for _, i := range slices.Sorted(maps.Keys(a.held)) {
		if !a.pressed[i] && !onScreen(i) {
			a.issues = append(a.issues, datafile.Issue{Pos: a.held[i], Msg: fmt.Sprintf("%q is reachable only by holding a key or by two keys at once", i), Remedy: "give it a plain press as well"})
		}
	}
}

// onScreen: intents that every screen also offers as something to focus.
func onScreen(i Intent) bool {
	switch i {
	case Help, Back, Home, Call, Language, Repeat, RateUp, RateDown, VolumeUp, VolumeDown:
		return true
	}
	return false
}

// Meaning is what a key does in a context: pressed, and held. None is nothing.
func (k *Keymap) Meaning(ctx string, key input.Key) (press, hold Intent) { return k.lookup(ctx, key) }

// chord is what two keys mean together.
func (k *Keymap) chord(ctx string, a, b input.Key) Intent {
	for _, c := range [...]string{ctx, "any"} {
		for _, name := range [...]string{string(a) + "+" + string(b), string(b) + "+" + string(a)} {
			if i := k.Contexts[c].Chord[name]; i != None {
				return i
			}
		}
	}
	return None
}

// inChord reports whether a key takes part in a chord: then it acts on release, or
// the chord would do all three.
func (k *Keymap) inChord(ctx string, key input.Key) bool {
	for _, c := range [...]string{ctx, "any"} {
		for name := range k.Contexts[c].Chord {
			if a, b, _ := strings.Cut(name, "+"); a == string(key) || b == string(key) {
				return true
			}
		}
	}
	return false
}

// Bound reports whether a key means anything in a context.
func (k *Keymap) Bound(ctx string, key input.Key) bool {
	press, hold := k.lookup(ctx, key)
	return press != None || hold != None
}

func (k *Keymap) lookup(ctx string, key input.Key) (press, hold Intent) {
	for _, c := range [...]string{ctx, "any"} {
		b := k.Contexts[c]
		if press == None {
			press = b.Press[key]
		}
		if hold == None {
			hold = b.Hold[key]
		}
	}
	return press, hold
}
