package datafile

import (
	"errors"
	"testing"
)

const shelf = `version: 1 # of the form
items:
  # hot things
  - {id: tea, price: 1} # cheap
  - id: soup
    price: 2

  # cold things
  - {id: ice, price: 3}
# options
options:
- {id: size}
`

// Entries come and go, and every other byte stays.
func TestLists(t *testing.T) {
	out, err := AddToList([]byte(shelf), "items", []string{"{id: bun, price: 4}", "id: roll\nprice: 5\n"})
	want := `version: 1 # of the form
items:
  # hot things
  - {id: tea, price: 1} # cheap
  - id: soup
    price: 2

  # cold things
  - {id: ice, price: 3}
  - {id: bun, price: 4}
  - id: roll
    price: 5
# options
options:
- {id: size}
`
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = RemoveFromList(out, "items", []string{"roll", "bun"}); err != nil || string(out) != shelf {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = RemoveFromList([]byte(shelf), "items", []string{"soup"}); err != nil || string(out) != `version: 1 # of the form
items:
  # hot things
  - {id: tea, price: 1} # cheap

  # cold things
  - {id: ice, price: 3}
# options
options:
- {id: size}
` {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = AddToList([]byte(shelf), "options", []string{"{id: sugar}"}); err != nil || string(out) != shelf+"- {id: sugar}\n" {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err = AddToList([]byte("version: 1\n"), "items", []string{"{id: tea}"}); err != nil || string(out) != "version: 1\n\nitems:\n  - {id: tea}\n" {
		t.Errorf("a list that is begun: %v\n%s", err, out)
	}
	if out, err = AddToList([]byte(shelf), "items", nil); err != nil || string(out) != shelf {
		t.Errorf("nothing: %v\n%s", err, out)
	}
}

func TestListsThatCannotBeChanged(t *testing.T) {
	for name, data := range map[string]string{"in brackets": "items: [{id: tea}]\n", "no list": "items: 3\n", "no mapping": "- 1\n", "no YAML": "a: [\n"} {
		if out, err := AddToList([]byte(data), "items", []string{"{id: x}"}); !errors.Is(err, ErrEdit) || out != nil {
			t.Errorf("%s: %v %s", name, err, out)
		}
	}
	if _, err := RemoveFromList([]byte(shelf), "items", []string{"cake"}); !errors.Is(err, ErrEdit) {
		t.Error(err)
	}
	if _, err := AddToList([]byte(shelf), "items", []string{"{id: x"}); !errors.Is(err, ErrEdit) {
		t.Error(err)
	}
}

func FuzzAddToList(f *testing.F) {
	f.Add([]byte(shelf), "{id: x}")
	f.Add([]byte("items:\n- a\n"), "b")
	f.Fuzz(func(t *testing.T, data []byte, entry string) {
		out, err := AddToList(data, "items", []string{entry})
		if (out == nil) != (err != nil) {
			t.Fatal(out, err)
		}
	})
}
