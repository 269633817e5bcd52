package service

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

func baseMenu(t *testing.T) *Service {
	t.Helper()
	s, issues := Load(os.DirFS("../kiosk/kiosktest/shop"), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

func jujube() input.NewItem {
	return input.NewItem{Category: "hot", Names: map[scene.Lang]input.Name{"ko": {Text: "대추차"}}, Options: []string{"size"}, Counter: "cup", Photo: "shop-1"}
}

// What is added is an item like any other, behind those of the file, and has a name in the
// language that it has one in.
func TestAnItemIsAdded(t *testing.T) {
	s, price := baseMenu(t), int64(4500)
	n := jujube()
	now, err := s.With(map[string]input.ItemChange{"shop-1": {Added: &n, Price: &price}})
	if err != nil {
		t.Fatal(err)
	}
	it, ok := now.Item("shop-1")
	hot := now.Items("hot")
	if !ok || it.Price != price || hot[len(hot)-1].ID != "shop-1" || now.Menu()[len(now.Menu())-1].ID != "shop-1" || now.PhotoOf(it, nil) != "photo/shop-1" || now.PictureOf(it, nil) != "photo/shop-1" {
		t.Errorf("%+v", it)
	}
	for _, want := range []scene.Lang{"ko", "en"} {
		if name, lang, ok := now.Named(it.Label, want); !ok || lang != "ko" || name.Text != "대추차" {
			t.Errorf("%s: %v %s %v", want, name, lang, ok)
		}
	}
	if _, _, ok := now.Named("item.tea", "ko"); ok || s.Extended() || !now.Extended() || !now.Added("shop-1") || now.Added("tea") {
		t.Error("what the files name is taken for added")
	}
	if now.CatalogueRevision() == s.CatalogueRevision() {
		t.Error("a menu with more on it has the same revision")
	}
	if _, ok := s.Item("shop-1"); ok {
		t.Error("the service itself has changed")
	}
	if got := fmt.Sprint(Gaps(n, []scene.Lang{"ko", "en"}, nil)); got != "[{ko easy} {en text}]" {
		t.Errorf("gaps %s", got)
	}
	kanji := input.NewItem{Names: map[scene.Lang]input.Name{"ja": {Text: "棗茶", Easy: "なつめちゃ"}}}
	if got := fmt.Sprint(Gaps(kanji, []scene.Lang{"ja"}, func(_ scene.Lang, s string) string { return s })); got != "[{ja spoken}]" {
		t.Errorf("gaps %s", got)
	}
}

// What does not fit the menu is refused as a whole, with the reason.
func TestWhatCannotBeAdded(t *testing.T) {
	price, below, dear := int64(1), int64(-1), int64(1<<62)
	for want, change := range map[string]func(n *input.NewItem) (id string, price *int64){
		"such an item already": func(*input.NewItem) (string, *int64) { return "tea", &price },
		"no good one":          func(*input.NewItem) (string, *int64) { return "../x", &price },
		`no category "none"`:   func(n *input.NewItem) (string, *int64) { n.Category = "none"; return "x", &price },
		"in no category":       func(n *input.NewItem) (string, *int64) { n.Category = ""; return "x", &price },
		`no counter "ton"`:     func(n *input.NewItem) (string, *int64) { n.Counter = "ton"; return "x", &price },
		"asked twice":          func(n *input.NewItem) (string, *int64) { n.Options = []string{"size", "size"}; return "x", &price },
		`no option "ice"`:      func(n *input.NewItem) (string, *int64) { n.Options = []string{"ice"}; return "x", &price },
		"has no name":          func(n *input.NewItem) (string, *int64) { n.Names = nil; return "x", &price },
		"not written in":       func(n *input.NewItem) (string, *int64) { n.Names["fr"] = input.Name{Text: "x"}; return "x", &price },
		"name is empty":        func(n *input.NewItem) (string, *int64) { n.Names["ko"] = input.Name{Text: " "}; return "x", &price },
		"at most 60": func(n *input.NewItem) (string, *int64) {
			n.Names["ko"] = input.Name{Text: strings.Repeat("가", 61)}
			return "x", &price
		},
		"can be seen": func(n *input.NewItem) (string, *int64) {
			n.Names["ko"] = input.Name{Text: "a\u202eb"}
			return "x", &price
		},
		"negative": func(*input.NewItem) (string, *int64) { return "x", &below },
		"too high": func(*input.NewItem) (string, *int64) { return "x", &dear },
	} {
		n := jujube()
		id, p := change(&n)
		if _, err := baseMenu(t).With(map[string]input.ItemChange{id: {Added: &n, Price: p}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	many := map[string]input.ItemChange{}
	for i := range maxAdded + 1 {
		n := jujube()
		many[fmt.Sprintf("x%d", i)] = input.ItemChange{Added: &n, Price: &price}
	}
	if _, err := baseMenu(t).With(many); !errors.Is(err, ErrAdded) {
		t.Errorf("%d are added: %v", len(many), err)
	}
}
