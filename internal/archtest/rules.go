package archtest

import (
	"regexp"
	"slices"
)

// Module is the module path.
const Module = "modu"

// Rules are the tables; Modu returns those of this module.
type Rules struct {
	Rings     []Ring
	Siblings  []Sibling
	Owners    []Owner
	Launchers []string // the packages that may start programs in their own way
	Readers   []Reader
	Once      []Reader // pure packages that may use sync
	May       []string // what the packages of each ring may do, from ring 0
}

// Modu is how this module is built up.
func Modu() Rules {
	return Rules{Rings: rings(), Siblings: siblings(), Owners: owners(), Launchers: launchers(), Readers: readers(), Once: once(), May: []string{
		"values only",
		"pure: time is an argument",
		"composes ring 1; pure",
		"touch the world; do not know each other",
		"see ring 3 through their own small interfaces",
		"look at a kiosk as a whole: check, measure, show",
		"wiring; only here, and in `internal/lab/photo`, Fyne's app",
	}}
}

// Ring puts a package, or with "/**" also everything below it, into a ring. A
// package may import packages of lower rings. Within a ring it may import its own
// family (the packages of one row) and what Siblings lists.
type Ring struct {
	path string
	ring int
}

// The longest matching row counts.
func rings() []Ring { return slices.Concat(pureRings(), worldRings()) }

// pureRings touch nothing: no files, no clock, no goroutine.
func pureRings() []Ring {
	return []Ring{
		// 0: the vocabulary, and small things everybody needs
		{"accessibility/scene", 0},
		{"accessibility/input", 0},
		{"internal/money", 0},
		{"internal/datafile/**", 0},
		{"internal/task/**", 0},
		{"internal/filltest", 0}, // for tests
		{"internal/goldentest", 0},
		{"locales", 0},
		{"assets/**", 0},
		// 1: pure packages, each about one thing
		{"accessibility", 1},
		{"accessibility/nav/**", 1},
		{"accessibility/speech/**", 1},
		{"accessibility/reading/**", 1},
		{"accessibility/typing", 1},
		{"accessibility/gesture", 1},
		{"internal/session", 1},
		{"internal/beacon", 1},
		{"internal/headset", 1},
		{"internal/hold", 1},
		{"internal/staffcall", 1},
		{"internal/payment", 1},
		{"internal/entry", 1},
		{"internal/service", 1},
		{"internal/order", 1},
		{"internal/search", 1},
		{"internal/version", 1},
		{"internal/menucsv", 1},
		{"internal/watch", 1},
		// 2: the core, which composes them
		{"internal/kiosk/**", 2},
	}
}

// worldRings are what the core is put into.
func worldRings() []Ring {
	return []Ring{
		// 3: the world
		{"ui/**", 3},
		{"accessibility/synth/**", 3},
		{"accessibility/audio/**", 3},
		{"accessibility/speaker/**", 3},
		{"accessibility/sign/**", 3},
		{"accessibility/audit/**", 3},
		{"devices/**", 3},
		{"internal/child", 3},
		{"internal/datafile/disk", 3},
		// 4: what holds it together
		{"internal/runtime/**", 4},
		{"internal/journal", 4},
		{"internal/config", 4},
		{"internal/scenario/**", 4},
		{"internal/staff", 4},
		{"internal/assemble", 4},
		{"internal/backend", 4},
		{"internal/looks", 4},
		{"internal/walk", 4},
		{"internal/tryout", 4},
		{"internal/formats/**", 4},
		// 5: the engines of kioskctl, which look at a kiosk as a whole
		{"internal/lab/**", 5},
		// 6: programs
		{"cmd/**", 6},
		{"internal/archtest", 6},
	}
}

// Sibling allows an import within a ring.
type Sibling struct{ from, to, reason string }

func siblings() []Sibling {
	return []Sibling{
		{"accessibility/input", "accessibility/scene", "events name the nodes and the session they are about"},
		{"locales", "accessibility/scene", "a message becomes a scene.Text"},
		{"locales", "internal/datafile", "message files are data files"},
		{"accessibility/speech", "accessibility/reading", "an utterance is composed of text as it is read aloud"},
		{"internal/service", "internal/order", "guards and prices look at the order"},
		{"internal/menucsv", "internal/service", "what it writes lies beside its schema"},
		{"internal/formats", "internal/config", "it lists the schemas of every file format …"},
		{"internal/formats", "internal/assemble", "… such as brand files …"},
		{"internal/formats", "internal/tryout", "… and wishes"},
		{"internal/formats", "internal/scenario", "the reference page tells the language of scenarios, too"},
		{"internal/search", "accessibility/typing", "a syllable is searched for by its letters"},
		{"internal/entry", "accessibility/typing", "what is typed is made of strokes"},
		{"accessibility/speaker", "accessibility/synth", "the speaker makes one thing of an engine …"},
		{"accessibility/speaker", "accessibility/audio", "… and a sink"},
		{"accessibility/synth", "accessibility/audio", "an engine gives sound in the form that audio defines"},
		{"ui", "ui/frame", "it reports its bounds in the form that audits judge"},
		{"accessibility/audit/screen", "ui/frame", "it judges bounds …"},
		{"accessibility/audit/screen", "ui/theme", "… by the panel's millimetres and the pairs of a look"},
		{"accessibility/audit/outline", "ui/theme", "… by the linear light of a channel"},
		{"accessibility/audit/sound", "accessibility/audio", "it measures what audio makes, in its units"},
		{"accessibility/sign", "internal/child", "clips are decoded by a program of their own"},
		{"accessibility/audio", "internal/child", "a program of its own hears the microphone"},
		{"accessibility/synth", "internal/child", "voices are programs of their own"},
		{"internal/assemble", "internal/config", "it assembles what the site file names"},
		{"internal/assemble", "internal/runtime", "it makes the machine that the runtime runs"},
		{"internal/walk", "internal/assemble", "a walk goes through the service of a real site"},
		{"internal/walk", "internal/runtime", "what is heard is composed as the machine does"},
		{"internal/looks", "internal/assemble", "screens are those of a real site's service …"},
		{"internal/looks", "internal/walk", "… and are found on every way through it"},
		{"internal/tryout", "internal/assemble", "customers come to the service of a real site …"},
		{"internal/tryout", "internal/runtime", "… and meet what its machine puts out …"},
		{"internal/tryout", "internal/scenario", "… in virtual time"},
		{"internal/config", "internal/backend", "addresses are judged in one place"},
		{"internal/staff", "internal/backend", "what was changed about the menu has one owner, whoever changed it"},
		{"internal/scenario", "internal/runtime", "a scenario runs the real machine in virtual time"},
	}
}

// Owner says which packages alone may import a foreign module, so that it can be
// exchanged in one place.
type Owner struct {
	module string
	paths  []string
}

func owners() []Owner {
	return []Owner{
		{"go.yaml.in/yaml", []string{"internal/datafile/**"}},
		{"github.com/santhosh-tekuri/jsonschema", []string{"internal/datafile/datafiletest"}},
		{"cel.dev/cel-go", []string{"internal/service"}},
		{"github.com/nicksnyder/go-i18n", []string{"locales"}},
		{"golang.org/x/text", []string{"locales", "accessibility/reading/**", "internal/search"}},
		{"golang.org/x/sys", []string{"ui/direct", "devices/**", "accessibility/audio/**", "internal/child"}},
		{"golang.org/x/net", []string{"ui/picture"}},
		{"golang.org/x/image", []string{"ui/**", "internal/lab/photo"}},
		{"fyne.io/fyne", []string{"ui/**", "cmd/**", "internal/lab/photo"}},
		{"github.com/go-gl", []string{"ui/direct"}},
		{"github.com/go-text", []string{"ui/raster"}},
		{"github.com/fyne-io/oksvg", []string{"ui/**"}},
		{"github.com/srwiley/rasterx", []string{"ui/**"}},
		{"github.com/hajimehoshi/oto", []string{"accessibility/audio/otosink"}},
		{"go.bug.st/serial", []string{"devices/transport/serialport"}},
		{"github.com/gen2brain/mpeg", []string{"accessibility/sign"}},
		{"github.com/jezek/xgb", []string{"internal/lab/xdisplay", "ui/direct", "ui/monitor"}},
		{"github.com/spf13/cobra", []string{"cmd/kioskctl"}},
		{"github.com/spf13/pflag", []string{"cmd/**"}},
	}
}

// launchers are the packages that may start programs in their own way; everything else does
// it through internal/child, which keeps a program in bounds.
func launchers() []string {
	return []string{
		"internal/child",
		"internal/archtest", // asks go what there is; only tests run it
		// what measures and demonstrates, on a machine where nobody is served
		"accessibility/speaker/speechrace",
		"accessibility/speaker/speakbench",
		"accessibility/synth/synthbench",
		"internal/lab/**",
	}
}

// startCalls start a program without os/exec.
func startCalls() []string {
	return []string{"os.StartProcess", "syscall.ForkExec", "syscall.StartProcess", "syscall.Exec", "unix.Exec"}
}

// pureUpTo is the highest ring that touches nothing: no files, no clock, no
// goroutine.
const pureUpTo = 2

// impureImports are what a pure package has no use for.
func impureImports() []string {
	return []string{Module + "/" + owner, "os", "os/exec", "os/signal", "net", "net/http", "syscall", "math/rand", "math/rand/v2", "crypto/rand", "log", "log/slog", "sync", "sync/atomic", "C", "unsafe"}
}

// syncImports let several goroutines share what changes.
func syncImports() []string { return []string{"sync", "sync/atomic"} }

// once are the packages of pure rings that may use sync all the same: what they make is the same
// for whoever asks first, and is never changed, or belongs to no model.
func once() []Reader {
	return []Reader{
		{"accessibility/reading", "word lists, read when a language is first spoken"},
		{"assets/earcons", "sounds, made when they are first heard"},
		{"internal/kiosk/model", "the index of the menu as it was loaded, made when somebody first searches in a language: part of the set-up, not of a stay"},
		{"internal/task", "it is where goroutines are owned"},
		{"locales", "texts without arguments, and buffers, which many goroutines share"},
	}
}

// impureCalls read or wait for the machine's clock; a core is given the time.
func impureCalls() []string {
	return []string{"time.Now", "time.Since", "time.Until", "time.Sleep", "time.After", "time.AfterFunc", "time.Tick", "time.NewTimer", "time.NewTicker"}
}

// wholeFiles read a file to its end, however large it is and whatever it is.
func wholeFiles() []string { return []string{"os.ReadFile", "fs.ReadFile"} }

// Reader says why a package may do that. All others read what somebody else has written,
// and do so through internal/datafile, within limits.
type Reader struct{ path, reason string }

func readers() []Reader {
	return []Reader{
		{"devices/evdev", "what the kernel says of a device"},
		{"devices/transport/serialport", "what the kernel says of a device"},
		{"internal/journal", "its own record, which it bounds itself"},
		{"accessibility/audio/wavsink", "what it has written"},
		{"accessibility/speaker/speechrace", "for measuring beside another program"},
		{"internal/archtest", "the module's own source"},
	}
}

// ModuCore is what holds for the core of this module.
func ModuCore() Core {
	return Core{
		Machines: []Machine{
			{Package: "accessibility/gesture", Open: []string{"Rules"}},
			{Package: "accessibility/nav", Knows: []string{"internal/datafile"}, // keymaps are data files
				Odd: "a keymap, which is data, steps it (Press, Release, Expire, Deadline): what a key means is the keymap's"},
			{Package: "internal/entry", Open: []string{"Spec"}, Odd: "letters have no time: its Step takes the vault's answer, everything else comes from keys that have a meaning already"},
			{Package: "internal/headset", Open: []string{"Socket", "Situation"}},
			{Package: "internal/hold", Open: []string{"Situation"}},
			{Package: "internal/beacon", Open: []string{"Situation"}},
			{Package: "internal/payment", Odd: "how long a payment may take is the terminal's and the runtime's, since money moves: its Step takes no time"},
			{Package: "internal/session", Open: []string{"Timing", "Factors", "Situation"}},
			{Package: "internal/staffcall"},
			{Package: "internal/kiosk/course", State: "Course", Open: []string{"Situation", "PendingFocus"},
				Knows: []string{"internal/service", "internal/order", "internal/kiosk/act"}}, // it is what plays them
		},
		Vocabulary: []string{
			"accessibility/scene", "accessibility/input", "internal/money", "locales", // ring 0
			"accessibility", "accessibility/typing", // words about the person and the hand
		},
		Packages:   []string{"internal/kiosk/**"},
		MaxMethods: 60,
	}
}

// word is how people of the field call something that names here once called otherwise.
type word struct {
	pattern *regexp.Regexp
	plain   string
}

var metaphor = regexp.MustCompile("^doors?([A-Z]|$)|[a-z]Doors?([A-Z]|$)|^Doors?([A-Z]|$)")

func privateWords() []word {
	return []word{{metaphor, "a button, a section or a pictogram: what leads to something"}}
}
