package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestCore(t *testing.T) {
	found, err := ModuCore().Check("../..", Module)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

// madeUp is a module with a machine "door", another "bell", and a core that breaks the
// rules where a comment says "want": there, and nowhere else, something must be found.
func madeUp() map[string]string {
	return map[string]string{
		"go.mod":     "module example.org/made\n\ngo 1.26.0\n",
		"words/w.go": "package words\n\ntype Word string\n",
		"other/o.go": "package other\n\ntype Other struct{}\n",
		"door/door.go": `package door

import (
	"example.org/made/bell"  // want "door must not know bell: machines know nothing"
	"example.org/made/other" // want "door must not know other, which is not in the vocabulary"
	"example.org/made/words"
	"time"
)

// State is the machine's.
type State struct { // want "door.State keeps time and has no method Deadline"
	Open  bool
	Times int
	Seen  map[string]bool
	List  []int
	Inner Inner
	Next  *State
	Names [2]string
}

type Inner struct{ At time.Duration }

func (i *Inner) Touch() { i.At++ }
func (i Inner) Read() time.Duration { return i.At }

// Settings are given to it.
type Settings struct{ Wait time.Duration }

func (s State) Step(w words.Word, now time.Duration) State {
	s.Open, s.Times, s.Inner.At = true, s.Times+1, now
	s.Seen = map[string]bool{string(w): true}
	p := &s.Inner
	p.Touch()
	_, _ = bell.Ring{}, other.Other{}
	return s
}
`,
		"lamp/lamp.go": `package lamp

import (
	"example.org/made/words"
	"time"
)

type Light struct{ Until []time.Duration }

func (l Light) Step(words.Word, time.Duration) (Light, int) { return l, 0 }
func (Light) Deadline() (time.Duration, bool)              { return 0, false }
`,
		"horn/horn.go": `package horn

import "example.org/made/words"

type State struct{} // want "horn.State has no method Step(event, now time.Duration, …) that returns a State first"

func (State) Step(words.Word) int { return 0 }
`,
		"bell/bell.go": "package bell\n\nimport _ \"example.org/made/other\"\n\ntype Ring struct{ Loud int }\n",
		"core/core.go": `package core

import (
	"example.org/made/bell"
	"example.org/made/door"
)

type Model struct {
	Door door.State
	bell.Ring
	Doors map[string]door.State
	Wait  door.Settings
}

func Good(m *Model) int {
	m.Door = m.Door.Step("in", 1)
	m.Door = door.State{}
	m.Door = door.State{Open: false, Times: 0, Inner: door.Inner{}, Next: nil, Names: [2]string{}}
	m.Doors["front"] = m.Door
	m.Wait = door.Settings{Wait: 3}
	m.Wait.Wait = 4
	_ = m.Door.Inner.Read()
	times := m.Door.Times
	times++
	list := append([]int(nil), m.Door.List...)
	list[0] = m.Door.List[0]
	p := &m.Door
	return times + p.Times
}

func Bad(m *Model) {
	m.Door.Open = true           // want "door.State.Open is assigned by core"
	m.Door.Times++               // want "door.State.Times is assigned"
	m.Door.Times += 2            // want "door.State.Times is assigned"
	m.Door.Seen["x"] = true      // want "door.State.Seen is assigned"
	delete(m.Door.Seen, "x")     // want "door.State.Seen is changed by delete"
	clear(m.Door.Seen)           // want "door.State.Seen is changed by clear"
	copy(m.Door.List[1:], []int{}) // want "door.State.List is changed by copy"
	_ = append(m.Door.List, 1)   // want "door.State.List is appended to"
	m.Door.List[0], _ = 1, 2     // want "door.State.List is assigned"
	m.Door.Inner = door.Inner{}  // want "door.State.Inner is assigned"
	m.Door.Next.Next = nil       // want "door.State.Next is assigned" "door.State.Next is assigned"
	(*m).Door.Names[1] = ""      // want "door.State.Names is assigned"
	m.Loud = 1                   // want "bell.Ring.Loud is assigned"
	q := &m.Door.Inner           // want "door.State.Inner is handed out by its address"
	q.At = 3                     // want "door.Inner.At is assigned"
	m.Door.Inner.Touch()         // want "door.State.Inner is handed out by its address"
	for m.Door.Times = range 3 { // want "door.State.Times is assigned"
	}
	_ = door.State{Open: true}             // want "core puts a door.State together"
	_ = []*door.State{{Times: 1}}          // want "core puts a door.State together"
	_ = bell.Ring{1}                       // want "core puts a bell.Ring together"
	_ = door.State{Seen: map[string]bool{}} // want "core puts a door.State together"
	_ = func(s *door.State) { s.Open = false } // want "door.State.Open is assigned"
}

var (
	counted int
	names   = map[string]string{"a": "b"}
	acts    = map[string]func(){} // want "core.acts is a variable with functions in it"
)

func remember(a string) string {
	counted++ // want "counted is assigned by core"
	names[a] = a // want "names is assigned by core"
	delete(names, a) // want "names is changed by delete by core"
	local := names[a]
	local += "c"
	return local
}

type Small struct{}

func (Small) A() {}
func (*Small) B() {}

type Large struct{ Small } // want "core.Large has 3 methods"

func (Large) C() {}

type Allowed struct{ Large }

type Grown struct{ Large } // want "core.Grown has 4 methods, and was allowed 3"

func (Grown) D() {}

type Wide interface { // want "core.Wide has 3 methods"
	A()
	B()
	C()
}

type Alias = Large
`,
		"core/core_test.go": "package core\n\nfunc forTest(m *Model) { m.Door.Open = true }\n",
		"core/aside.go":     "//go:build never\n\npackage core\n\nvar _ = nothing\n",
	}
}

func madeUpCore() Core {
	return Core{
		Machines: []Machine{{Package: "door", Open: []string{"Settings", "Sign"}}, {Package: "bell", Knows: []string{"other", "away"}}, {Package: "gone"},
			{Package: "lamp", State: "Light", Odd: "it does not differ"}, {Package: "horn"}},
		Vocabulary: []string{"words/**", "word"},
		Packages:   []string{"core/**", "old/**"},
		MaxMethods: 2,
		Large:      []Large{{"core.Allowed", 3, "for the test"}, {"core.Grown", 3, "for the test"}, {"core.Small", 3, "for the test"}, {"core.Gone", 3, ""}},
	}
}

func TestCoreFindsEveryFault(t *testing.T) {
	dir, want := writeModule(t, madeUp())
	found, err := madeUpCore().Check(dir, "example.org/made")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, found, append(want,
		rulesFile+": there is no machine gone",
		rulesFile+": bell has no type State",
		rulesFile+": lamp differs no more",
		rulesFile+": door opens Sign, and has no such type",
		rulesFile+": what bell knows names away, which holds no package",
		rulesFile+": the vocabulary names word, which holds no package",
		rulesFile+": the core names old/**, which holds no package",
		rulesFile+": core.Small is gone or small enough",
		rulesFile+": core.Gone is gone or small enough",
		rulesFile+": nothing says why core.Gone",
	))
}

// writeModule writes the files of a module into a directory of its own. It returns what its
// comments "want" say must be found in it.
func writeModule(t *testing.T, files map[string]string) (dir string, want []string) {
	t.Helper()
	dir = t.TempDir()
	note, quoted := regexp.MustCompile(`// want (".*")$`), regexp.MustCompile(`"[^"]*"`)
	for name, source := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(source, "\n") {
			if m := note.FindStringSubmatch(line); m != nil {
				for _, text := range quoted.FindAllString(m[1], -1) {
					want = append(want, fmt.Sprintf("%s:%d: %s", name, i+1, strings.Trim(text, `"`)))
				}
			}
		}
	}
	return dir, want
}

// compare holds what was found against how each of it must begin.
func compare(t *testing.T, found []Violation, want []string) {
	t.Helper()
	for _, v := range found {
		i := slices.IndexFunc(want, func(w string) bool { return strings.HasPrefix(v.String(), w) })
		if i < 0 {
			t.Errorf("found, and no fault: %s", v)
			continue
		}
		want = slices.Delete(want, i, i+1)
	}
	for _, w := range want {
		t.Errorf("not found: %s", w)
	}
}

// A module that does not build is no reason to find nothing.
func TestCoreSaysThatItCannotRead(t *testing.T) {
	dir, _ := writeModule(t, map[string]string{
		"go.mod":       "module example.org/made\n\ngo 1.26.0\n",
		"door/door.go": "package door\n\nvar x int = \"text\"\n",
	})
	if found, err := (Core{Machines: []Machine{{Package: "door"}}}).Check(dir, "example.org/made"); err == nil {
		t.Errorf("no error, and %v", found)
	}
	if found, err := (Core{Machines: []Machine{{Package: "window"}}}).Check(dir, "example.org/made"); err == nil {
		t.Errorf("no error, and %v", found)
	}
}
