package accessibility

import (
	"slices"

	"modu/accessibility/scene"
)

// VerbosityLong is how much is said to who wants everything explained.
const VerbosityLong = "long"

// Preferences is what one person set for the length of their stay. It is a plain
// value: the zero value is not meaningful, use Defaults.
type Preferences struct {
	Speech        bool
	Language      scene.Lang
	Look          string
	Size          int    // per cent
	Rate          int    // per cent of the normal rate
	VolumeDB      int    // relative to the reset level, see Output
	Verbosity     string // how much is said: "brief", "normal", "long"
	Easy          bool
	Low           bool
	DebounceMS    int  // debounce: the same key, or another touch, within this time is not meant (tremor); field "strike"
	DwellMS       int  // dwell: a touch counts only if it lasts at least so long; field "accept"
	HoldMS        int  // a touch acts after so long, instead of on release; 0 acts on release
	TimeoutFactor int  // per cent of the usual times that a stay waits for the person; field "pace"
	Strip         bool // the focus strip: what has focus, alone and very large
	Sign          bool // sign-language clips
	Curtain       bool // nothing on the screen but one plain line; only while speech is on (PRV-2)
	Private       bool // captions show what is personal, not only its kind
	Earcons       bool // short sounds beside speech; a site may have none
	Motion        bool // things move on the screen for a moment, to show how it changed
}

// Descriptor is one row of the table from which settings screens, reset and lint
// are made. A value is an index into Values.
type Descriptor struct {
	Field   Field    // also the suffix of its messages: "pref.<field>", "pref.<field>.<value>"
	Values  []string // in the order in which select goes through them
	Default string
	Rule    string // id of the requirement it answers
	Picture string
	Section Section // those of one follow each other
	get     func(Preferences) string
	set     func(*Preferences, string)
}

// Section is what preferences are about that stand together on one screen; its message is
// "pref.section.<section>".
type Section string

// The sections, in their order: who cannot see the screen first comes to what makes it speak.
const (
	SectionHear  Section = "hear"
	SectionSee   Section = "see"
	SectionWords Section = "words" // language and easy form
	SectionTouch Section = "press" // how touches and keys are taken, and how long a stay waits
	SectionCover Section = "cover" // what others must not see
)

// SectionFew is none of them: the few preferences that the easy form shows at first, wherever
// else they stand.
const SectionFew Section = "few"

// fewFields are those of SectionFew. Who has chosen the easy form by mistake, or in a language
// that they cannot read, gets out of both here.
var fewFields = [...]Field{FieldSize, FieldSpeech, FieldLanguage, FieldEasy}

// SettingsSection is a section as it is chosen among all of them: by its picture.
type SettingsSection struct {
	Section Section
	Picture string
}

// SettingsSections are the sections of all preferences, in their order.
func SettingsSections() []SettingsSection {
	return []SettingsSection{{SectionHear, "need-speech"}, {SectionSee, "need-look"}, {SectionWords, "need-language"}, {SectionTouch, "pref-accept"}, {SectionCover, "pref-curtain"}}
}

// In lists the preferences of a section, in the order of the table.
func In(table []Descriptor, s Section) (out []Descriptor) {
	if s == SectionFew {
		for _, field := range fewFields {
			out = append(out, Find(table, field))
		}
		return out
	}
	for _, d := range table {
		if d.Section == s {
			out = append(out, d)
		}
	}
	return out
}

// Field names a preference.
type Field string

// The preferences, as the fields of Preferences tell what they are.
const (
	FieldSpeech    Field = "speech"
	FieldRate      Field = "rate"
	FieldVerbosity Field = "verbosity"
	FieldVolume    Field = "volume"
	FieldEarcons   Field = "earcons" // the row that a site without earcons does not have
	FieldSize      Field = "size"
	FieldLook      Field = "look"
	FieldStrip     Field = "strip"
	FieldMotion    Field = "motion"
	FieldLanguage  Field = "language"
	FieldEasy      Field = "easy"
	FieldSign      Field = "sign"
	FieldLow       Field = "low" // the low position
	FieldStrike    Field = "strike"
	FieldAccept    Field = "accept"
	FieldHold      Field = "hold"
	FieldPace      Field = "pace"
	FieldCurtain   Field = "curtain"
	FieldPrivate   Field = "private"
)

// Table lists every preference in the order of the settings screen. Languages are
// those the site offers, the first being its default.
func Table(languages []scene.Lang) []Descriptor {
	langs := make([]string, len(languages))
	for i, l := range languages {
		langs[i] = string(l)
	}
	deflt := ""
	if len(langs) > 0 {
		deflt = langs[0]
	}
	return []Descriptor{
		{FieldSpeech, []string{"off", "on"}, "off", "SPK-14", "need-speech", SectionHear,
			func(p Preferences) string { return onOff(p.Speech) }, func(p *Preferences, v string) { p.Speech = v == "on" }},
		{FieldRate, []string{"75", "100", "125", "150", "175", "200", "250", "300"}, "100", "SPK-15", "pref-rate", SectionHear,
			func(p Preferences) string { return itoa(p.Rate) }, func(p *Preferences, v string) { p.Rate = atoi(v) }},
		{FieldVerbosity, []string{"brief", "normal", VerbosityLong}, "normal", "SPK-2", "pref-verbosity", SectionHear, // people who know the machine skip what they know
			func(p Preferences) string { return p.Verbosity }, func(p *Preferences, v string) { p.Verbosity = v }},
		{FieldVolume, texts(Output{}.Volumes()), "0", "VOL-5", "need-volume", SectionHear, // of an output nobody has measured; keys step through those of the one in use
			func(p Preferences) string { return itoa(p.VolumeDB) }, func(p *Preferences, v string) { p.VolumeDB = atoi(v) }},
		{FieldEarcons, []string{"on", "off"}, "on", "HEA-1", "pref-earcons", SectionHear,
			func(p Preferences) string { return onOff(p.Earcons) }, func(p *Preferences, v string) { p.Earcons = v == "on" }},
		{FieldSize, []string{"100", "133", "167", "200"}, "100", "TXT-6", "need-size", SectionSee, // 200 % is what TXT-6 asks; four steps, 12 to 24 mm, are TXT-5
			func(p Preferences) string { return itoa(p.Size) }, func(p *Preferences, v string) { p.Size = atoi(v) }},
		{FieldLook, []string{"default", "high-contrast", "yellow-on-black", "cyan-on-black", "black-on-white", "low-contrast"}, "default", "CON-5", "need-look", SectionSee,
			func(p Preferences) string { return p.Look }, func(p *Preferences, v string) { p.Look = v }},
		{FieldStrip, []string{"off", "on"}, "off", "SPK-4", "pref-strip", SectionSee,
			func(p Preferences) string { return onOff(p.Strip) }, func(p *Preferences, v string) { p.Strip = v == "on" }},
		{FieldMotion, []string{"on", "off"}, "on", "TIM-7", "pref-motion", SectionSee,
			func(p Preferences) string { return onOff(p.Motion) }, func(p *Preferences, v string) { p.Motion = v == "on" }},
		{FieldLanguage, langs, deflt, "LNG-3", "need-language", SectionWords,
			func(p Preferences) string { return string(p.Language) }, func(p *Preferences, v string) { p.Language = scene.Lang(v) }},
		{FieldEasy, []string{"off", "on"}, "off", "LNG-4", "need-easy", SectionWords,
			func(p Preferences) string { return onOff(p.Easy) }, func(p *Preferences, v string) { p.Easy = v == "on" }},
		{FieldSign, []string{"off", "on"}, "off", "HEA-2", "need-sign", SectionWords,
			func(p Preferences) string { return onOff(p.Sign) }, func(p *Preferences, v string) { p.Sign = v == "on" }},
		{FieldLow, []string{"off", "on"}, "off", "RCH-6", "need-low", SectionTouch,
			func(p Preferences) string { return onOff(p.Low) }, func(p *Preferences, v string) { p.Low = v == "on" }},
		{FieldStrike, []string{"0", "300", "500", "1000"}, "0", "KEY-6", "pref-strike", SectionTouch, // KEY-6 asks for at least 0.5 s
			func(p Preferences) string { return itoa(p.DebounceMS) }, func(p *Preferences, v string) { p.DebounceMS = atoi(v) }},
		{FieldAccept, []string{"0", "200", "400", "800"}, "0", "KEY-6", "pref-accept", SectionTouch,
			func(p Preferences) string { return itoa(p.DwellMS) }, func(p *Preferences, v string) { p.DwellMS = atoi(v) }},
		{FieldHold, []string{"0", "1000", "2000"}, "0", "KEY-5", "pref-hold", SectionTouch, // KEY-5: adjustable to at least 2 s
			func(p Preferences) string { return itoa(p.HoldMS) }, func(p *Preferences, v string) { p.HoldMS = atoi(v) }},
		{FieldPace, []string{"100", "300", "1000"}, "100", "TIM-3", "pref-pace", SectionTouch, // TIM-3: ten times
			func(p Preferences) string { return itoa(p.TimeoutFactor) }, func(p *Preferences, v string) { p.TimeoutFactor = atoi(v) }},
		{FieldCurtain, []string{"off", "on"}, "off", "PRV-2", "pref-curtain", SectionCover,
			func(p Preferences) string { return onOff(p.Curtain) }, func(p *Preferences, v string) { p.Curtain = v == "on" }},
		{FieldPrivate, []string{"off", "on"}, "off", "PRV-1", "pref-private", SectionCover,
			func(p Preferences) string { return onOff(p.Private) }, func(p *Preferences, v string) { p.Private = v == "on" }},
	}
}

// Defaults is what every person starts with (TXT-10, VOL-3, PRV-4).
func Defaults(table []Descriptor) Preferences {
	var p Preferences
	for _, d := range table {
		d.set(&p, d.Default)
	}
	return p
}

// Value is the descriptor's value in p.
func (d Descriptor) Value(p Preferences) string { return d.get(p) }

// Switch is where the preference stands in p, of one that is on or off.
func (d Descriptor) Switch(p Preferences) scene.Switch {
	if len(d.Values) != 2 || !slices.Contains(d.Values, "on") || !slices.Contains(d.Values, "off") {
		return scene.NoSwitch
	}
	return scene.Switch(d.get(p))
}

// Cycle moves to the next value, and from the last to the first, so that one
// button reaches every value.
func (d Descriptor) Cycle(p Preferences) Preferences {
	i := slices.Index(d.Values, d.get(p))
	d.set(&p, d.Values[(i+1)%len(d.Values)])
	return p
}

// Step moves by n values and stops at either end. It reports whether it moved.
func (d Descriptor) Step(p Preferences, n int) (Preferences, bool) {
	i := slices.Index(d.Values, d.get(p))
	j := max(0, min(len(d.Values)-1, i+n))
	d.set(&p, d.Values[j])
	return p, i != j
}

// Set gives the preference a value of the table; it reports whether the value is one.
func (d Descriptor) Set(p Preferences, value string) (Preferences, bool) {
	if !slices.Contains(d.Values, value) {
		return p, false
	}
	d.set(&p, value)
	return p, true
}

// Find returns the descriptor of a field.
func Find(table []Descriptor, field Field) Descriptor {
	for _, d := range table {
		if d.Field == field {
			return d
		}
	}
	panic("accessibility: no preference " + string(field)) // a name written in our own code
}

// Size is the size of text, in per cent, that a value of the field "size" stands for.
func Size(value string) int { return atoi(value) }

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

func texts(numbers []int) []string {
	out := make([]string, len(numbers))
	for i, n := range numbers {
		out[i] = itoa(n)
	}
	return out
}
