package service

import (
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/order"
)

// photoShop is a shop with photographs of soup and stew.
func photoShop(service, menu string) fstest.MapFS {
	all := files(service, menu)
	for _, name := range []string{"soup.jpg", "tub.png", "stew.jpeg", "bag.jpg"} {
		all["pictures/photo/"+name] = &fstest.MapFile{}
	}
	return all
}

const stewMenu = "id: stew, category: hot, label: item.stew,"

var photoMenu = strings.NewReplacer("price: 4500,", "picture: bag, photo: soup, photos: {size.large: tub}, price: 4500,",
	stewMenu, stewMenu+" photo: stew,").Replace(shopMenu)

// A thing has a picture and a photograph, each by what is picked; a photograph stands in for a
// picture that there is not.
func TestPhotographs(t *testing.T) {
	s, issues := Load(photoShop(shopService, photoMenu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	soup, _ := s.Item("soup")
	stew, _ := s.Item("stew")
	small := order.Choices{}.Pick("size", "small")
	for _, c := range []struct {
		item           Item
		picked         order.Choices
		picture, photo string
	}{{soup, nil, "bag", "photo/soup"}, {soup, small, "bag", "photo/soup"}, {soup, small.Pick("size", "large"), "bag", "photo/tub"}, {stew, nil, "photo/stew", "photo/stew"}} {
		if picture, photo := s.PictureOf(c.item, c.picked), s.PhotoOf(c.item, c.picked); picture != c.picture || photo != c.photo {
			t.Errorf("%s with %s: %q and %q, want %q and %q", c.item.ID, c.picked, picture, photo, c.picture, c.photo)
		}
	}
	for name, want := range map[string]string{"photo/soup": "pictures/photo/soup.jpg", "photo/tub": "pictures/photo/tub.png", "photo/stew": "pictures/photo/stew.jpeg", "bag": "pictures/bag.svg", "photo/bag": "pictures/photo/bag.jpg", "soup": "", "photo/soap": ""} {
		if got, ok := s.Picture(name); got != want || ok != (want != "") {
			t.Errorf("%s is %q", name, got)
		}
	}
	if s.OwnPhotos() || len(s.Mixed()) > 0 || !Photographed(s.Items("hot")) || Photographed(nil) {
		t.Error("own photographs, or a mixed list:", s.Mixed())
	}
	s, issues = Load(photoShop(shopService, photoMenu+"own_photos: true\n"), "shop", nil)
	if issues.Err() != nil || !s.OwnPhotos() {
		t.Error("not its own", issues)
	}
}

func TestPhotographsAreChecked(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"photo: soup", "photo: soap", `photograph "soap" has no file; did you mean "soup"?`},
		{"photo: stew", "photo: hippopotamus", `photograph "hippopotamus" has no file; add pictures/photo/hippopotamus.jpg (or .png)`},
		{"size.large: tub", "size.large: tbu", `photograph "tbu" has no file; did you mean "tub"?`},
		{"size.large: tub", "size.lagre: tub", `"size.lagre" is no value of an option of item "soup"; did you mean "size.large"?`},
		{"photo: soup, ", "", `item "soup" has photographs of what is picked, but none of its own; name the one that is shown before anything is picked`},
	} {
		_, issues := Load(photoShop(shopService, strings.Replace(photoMenu, c.old, c.new, 1)), "shop", nil)
		if !strings.Contains(issues.Error(), "shop/menu.yaml:") || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s\nwant %s\ngot  %v", c.new, c.want, issues)
		}
	}
}

// A list of which only a part has photographs is named, with what lacks one.
func TestMixedLists(t *testing.T) {
	half := strings.Replace(photoMenu, " photo: stew,", "", 1)
	for _, c := range []struct{ service, menu, want string }{
		{shopService, half, `shop/menu.yaml:3:5: category "hot": 1 of 2 items have no photograph, so that none is shown; add a photo to each of them, or take it from the others: stew`},
		{shopService, photoMenu, ""},
		{shopService, shopMenu, ""},
		{strings.NewReplacer("  category: {kind: categories, title: category.title, next: item}\n", "", "kind: items,", "kind: items, all: true,", "category}", "item}", "next: category,", "next: item,", "more: category", "more: item", "go: category", "go: item").Replace(shopService), half, "the menu: 1 of 2 items"},
	} {
		s, issues := Load(photoShop(c.service, c.menu), "shop", nil)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		if got := s.Mixed().Error(); !strings.Contains(got, c.want) || (c.want == "") != (len(s.Mixed()) == 0) {
			t.Errorf("want %s\ngot  %s", c.want, got)
		}
	}
}

// A category is shown by its own photograph, else by that of its first thing; by none where
// another category has none.
func TestPhotographsOfCategories(t *testing.T) {
	cold := "  - {id: juice, category: cold, label: item.soup, photo: bag, price: 1000}\n"
	for _, c := range []struct{ name, photo, juice, want, note string }{
		{"first thing", "", cold, "photo/soup", ""},
		{"its own", ", photo: stew", cold, "photo/stew", ""},
		{"another has none", "", strings.Replace(cold, " photo: bag,", "", 1), "", `the categories: 1 of 2 have no photograph, so that none is shown; add a photo to each of them or to its first item, or take it from the others: cold`},
		{"no file", ", photo: stwe", cold, "", `photograph "stwe" has no file; did you mean "stew"?`},
	} {
		menu := strings.Replace(photoMenu, "{id: hot, label: category.hot", "{id: hot, label: category.hot"+c.photo, 1)
		menu = strings.Replace(menu, "\nitems:\n", "\n  - {id: cold, label: category.hot}\nitems:\n"+c.juice, 1)
		s, issues := Load(photoShop(shopService, menu), "shop", nil)
		if issues.Err() != nil {
			if c.note == "" || !strings.Contains(issues.Error(), c.note) {
				t.Errorf("%s: %v", c.name, issues)
			}
			continue
		}
		if got := s.CategoryPhoto("hot"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got := s.Mixed().Error(); !strings.Contains(got, c.note) || (c.note == "") != (len(s.Mixed()) == 0) {
			t.Errorf("%s: want %s\ngot  %s", c.name, c.note, got)
		}
	}
}
