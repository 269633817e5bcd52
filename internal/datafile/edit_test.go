package datafile

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

const editable = `# a file of words
version: 1
messages:
  # of the first screen
  a.title: 안녕하세요 # said first
  a.sub: {text: "One, two", easy: Two} # short

  b:
    text: Long # kept
    spoken: long
  c: |
    several
    lines

# the end
`

func TestSetEntries(t *testing.T) {
	out, err := SetEntries([]byte(editable), "messages", "text", []Entry{
		{"a.title", []Form{{"easy", "안녕?"}}},
		{"b", []Form{{"text", "Longer: yes"}}},
		{"new.one", []Form{{"text", ""}, {"easy", ""}}},
		{"new.two", []Form{{"", "plain"}}},
		{"a.sub", []Form{{"text", "One, two"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(
		"  a.title: 안녕하세요 # said first", `  a.title: {text: 안녕하세요, easy: "안녕?"} # said first`,
		"  b:\n    text: Long # kept\n    spoken: long", `  b: {text: "Longer: yes", spoken: long} # kept`,
		"    lines\n", "    lines\n  new.one: {text: \"\", easy: \"\"}\n  new.two: plain\n").Replace(editable)
	if string(out) != want {
		t.Errorf("got\n%s\nwant\n%s", out, want)
	}
	if same, err := SetEntries([]byte(editable), "messages", "text", []Entry{{"c", []Form{{"text", "several\nlines\n"}}}}); err != nil || string(same) != editable {
		t.Errorf("nothing was to be changed: %v\n%s", err, same)
	}
}

// A section without an entry takes its first one.
func TestSetEntriesOfAnEmptySection(t *testing.T) {
	out, err := SetEntries([]byte("version: 1\nmessages:\nother: 1\n"), "messages", "text", []Entry{{"a", []Form{{"text", "true"}}}})
	if want := "version: 1\nmessages:\n  a: \"true\"\nother: 1\n"; err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
}

// What cannot be changed in place is refused as a whole.
func TestSetEntriesRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"braces": "version: 1\nmessages: {a: b}\n", "no section": "version: 1\n", "a list": "- a\n", "broken": "a: [\n",
	} {
		if _, err := SetEntries([]byte(text), "messages", "text", []Entry{{"a", []Form{{"text", "x"}}}}); !errors.Is(err, ErrEdit) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever text is set is read back, or the file is refused; nothing else changes.
func FuzzSetEntries(f *testing.F) {
	for _, s := range []string{"plain", "", "a: b", "# no", "'", `"`, "{x}", "yes", "12", "~", "- a", "a\nb", "끝?", " space "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // files are UTF-8
		}
		out, err := SetEntries([]byte(editable), "messages", "text", []Entry{{"a.sub", []Form{{"easy", text}}}, {"z", []Form{{"text", text}}}})
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		again, err := SetEntries(out, "messages", "text", []Entry{{"z", []Form{{"text", text}}}})
		if err != nil || string(again) != string(out) || !strings.Contains(string(out), "# of the first screen\n  a.title: 안녕하세요 # said first\n") {
			t.Fatalf("%q: %v\n%s", text, err, again)
		}
	})
}
