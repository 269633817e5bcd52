package datafile

import (
	"errors"
	"strings"
	"testing"
)

const patched = `# 메뉴
items:
  # 차
  - {id: tea, label: "홍차, 진한", price: 4000, sold_out: true}   # 오늘의 차
  - id: soup
    price: 5000   # 국
    label: soup
  - {id: "old", price: 1}
options: []
`

func TestSetInList(t *testing.T) {
	got, err := SetInList([]byte(patched), "items", map[string]map[string]string{
		"tea": {"price": "4500", "sold_out": "false"}, "soup": {"sold_out": "true", "price": "5500"}, "old": {"sold_out": "true"}})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("price: 4000, sold_out: true", "price: 4500, sold_out: false", "price: 5000", "price: 5500",
		"- id: soup\n", "- id: soup\n    sold_out: true\n", `id: "old"`, `id: "old", sold_out: true`).Replace(patched)
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestSetInListRefuses(t *testing.T) {
	price := map[string]map[string]string{"a": {"price": "1"}}
	for name, c := range map[string]struct {
		file    string
		changes map[string]map[string]string
	}{
		"no YAML":       {"items: [", price},
		"no list":       {"things: []", price},
		"no such entry": {"items: [{id: b}]", price},
		"an anchor":     {"x: &p 3\nitems: [{id: a, price: *p}]", price},
		"a block":       {"items:\n- id: a\n  price: >\n    3\n", price},
		"escaped":       {`items: [{id: "\u0061"}]`, price},
		"no value":      {"items: [{id: a}]", map[string]map[string]string{"a": {"price": "1, b: 2"}}},
	} {
		if out, err := SetInList([]byte(c.file), "items", c.changes); !errors.Is(err, ErrEdit) {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

func FuzzSetInList(f *testing.F) {
	f.Add(patched, "tea", "price")
	f.Add("items: [{id: a}]", "a", "b")
	f.Fuzz(func(t *testing.T, file, id, key string) {
		out, err := SetInList([]byte(file), "items", map[string]map[string]string{id: {key: "7"}})
		if err == nil && !strings.Contains(string(out), "7") {
			t.Errorf("nothing was written into %q", file)
		}
	})
}
