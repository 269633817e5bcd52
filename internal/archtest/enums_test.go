package archtest

import "testing"

func TestEnums(t *testing.T) {
	found, err := ModuEnums().Check("../..", Module)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

func TestEnumsFindEveryFault(t *testing.T) {
	dir, want := writeModule(t, map[string]string{
		"go.mod": "module example.org/made\n\ngo 1.26.0\n",
		"words/words.go": `package words

type Kind string

const (
	None Kind = ""
	Home Kind = "home"
)

type Free string

const Plain = "home"

type Number int

type ID string

func Is(k Kind) bool { return k == "home" }
`,
		"words/words_test.go": "package words_test\n\nimport \"example.org/made/words\"\n\nvar own words.Kind = \"x\"\n",
		"core/core.go": `package core

import "example.org/made/words"

const plain, text, whole = "home", string("home"), words.Home

type Scene struct{ Kind words.Kind }

func Good(s Scene, given string) bool {
	_ = words.Free("home")
	_ = map[words.Kind]string{words.Home: plain}
	return s.Kind == words.Kind(given) || s.Kind == words.None || string(s.Kind) == "home" || s == Scene{} || words.Is(whole)
}

func Bad(s Scene) {
	_ = s.Kind == "hoem"                  // want "a words.Kind is written as"
	_ = s.Kind != ""                      // want "a words.Kind is written as"
	_ = words.Kind("home")                // want "a words.Kind is written as"
	_ = words.Kind(text)                  // want "a words.Kind is written as words.Kind(text)"
	_ = words.Kind(words.Free("home"))    // want "a words.Kind is written as"
	_ = words.Is(plain)                   // want "a words.Kind is written as"
	_ = words.Is(words.Plain)             // want "a words.Kind is written as"
	_ = words.Is("ho" + "me")             // want "a words.Kind is written as"
	_ = []words.Kind{"home"}              // want "a words.Kind is written as"
	_ = map[words.Kind]int{"home": 1}     // want "a words.Kind is written as"
	_ = Scene{Kind: ("home")}             // want "a words.Kind is written as"
	var k words.Kind = "home"             // want "a words.Kind is written as"
	switch k {
	case words.Home, "news": // want "a words.Kind is written as"
	}
}

const Own words.Kind = "own" // want "a words.Kind is written as"
`,
		"core/inside_test.go": `package core

var inside = Scene{Kind: "x"} // want "a words.Kind is written as"

func Exported() words { return 0 } // no such type: passed over
`,
		"core/beside_test.go": `package core_test

import "example.org/made/core"

var (
	beside = core.Scene{Kind: "y"} // want "a words.Kind is written as"
	_      = core.Exported()
)
`,
		"maker/maker.go": "package maker\n\nimport \"example.org/made/words\"\n\nvar Made words.ID = \"made\"\n",
		"reader/reader.go": `package reader

import "example.org/made/words"

const Own words.ID = "own"

func Is(id words.ID) bool {
	const inside words.ID = "inside"
	return id == Own || id == inside || id != "" ||
		id == "other" // want "a words.ID is written as"
}

var Wrong words.ID = "wrong" // want "a words.ID is written as"
`,
		"reader/reader_test.go": "package reader\n\nvar _ = Is(\"spelled\")\n",
		"apart/apart.go":        "package apart\n",
		"apart/apart_test.go": `package apart

import "example.org/made/words"

var _ = words.Is("z") // want "a words.Kind is written as"
`,
	})
	found, err := Enums{{Type: "words.ID", Tests: true, Empty: true, Own: true, Makers: []string{"maker"}}, {Type: "words.Kind"}, {Type: "words.Number"}, {Type: "words.Gone"}, {Type: "gone.Kind"}}.Check(dir, "example.org/made")
	if err != nil {
		t.Fatal(err)
	}
	compare(t, found, append(want,
		enumsFile+": words.Number is no type of text",
		enumsFile+": words.Gone is no type of text",
		enumsFile+": gone.Kind is no type of text",
	))
}
