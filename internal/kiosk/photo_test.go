package kiosk_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/kiosktest"
)

// photographed is the made-up shop with photographs of all that is hot, and of one thing that
// is cold.
func photographed(t *testing.T, more string) *desk {
	t.Helper()
	files := fstest.MapFS{}
	shop := os.DirFS("kiosktest/shop")
	err := fs.WalkDir(shop, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(shop, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"hot", "large"} {
		files["pictures/photo/"+name+".jpg"] = &fstest.MapFile{}
	}
	menu := string(files["menu.yaml"].Data)
	menu = strings.NewReplacer("item.tea, picture: dot,", "item.tea, picture: dot, photo: hot, photos: {size.large: large},",
		"item.soup, picture: dot,", "item.soup, picture: dot, photo: hot,", "item.gone, picture: dot,", "item.gone, photo: hot,",
		"item.i1, picture: dot,", "item.i1, picture: dot, photo: hot,").Replace(menu)
	files["menu.yaml"].Data = []byte(menu + more)
	d := &desk{t: t, core: kiosktest.Over(files), now: time.Second}
	d.m = d.core.New(1, 101)
	d.touch("attract.start", "choice.stay")
	return d
}

// shows checks the picture and the photograph of nodes; "" is the screen itself.
func (d *desk) shows(want map[scene.NodeID][2]string) {
	d.t.Helper()
	for id, w := range want {
		n := &d.m.Scene.Root
		if id != "" {
			n = d.m.Scene.Find(id)
		}
		if n == nil || n.Picture != w[0] || n.Photo != w[1] {
			d.t.Errorf("%q on %q shows %+v, want %q", id, d.m.Scene.Root.Label, n, w)
		}
	}
}

// line is the first line of a list.
func (d *desk) line(list scene.NodeID) scene.NodeID {
	d.t.Helper()
	n := d.m.Scene.Find(list)
	if n == nil || len(n.Children) == 0 {
		d.t.Fatalf("there is no %q on %q", list, d.m.Scene.Root.Label)
	}
	return n.Children[0].ID
}

// easy changes to the easy form and shows what there is in it.
func (d *desk) easy() {
	d.m.Prefs.Easy = true
	d.do(input.Fitted{Revision: d.m.Scene.Revision, Container: "categories", PerPage: 5})
}

// A photograph goes with its thing from the menu to the review, by what is picked; one list
// never mixes photographs with drawings.
func TestPhotographs(t *testing.T) {
	d := photographed(t, "")
	d.touch("category.hot")
	d.shows(map[scene.NodeID][2]string{"item.tea": {"dot", "photo/hot"}, "item.soup": {"dot", "photo/hot"}, "item.gone": {"photo/hot", "photo/hot"}})
	d.touch("item.tea")
	d.shows(map[scene.NodeID][2]string{"": {"dot", "photo/hot"}})
	d.touch("option.size.large")
	d.shows(map[scene.NodeID][2]string{"": {"dot", "photo/large"}})
	d.touch("options.add")
	if d.m.Scene.Kind != scene.KindBasket {
		d.touch("basket.open")
	}
	d.shows(map[scene.NodeID][2]string{d.line("lines"): {"dot", "photo/large"}})
	d.touch("basket.next")
	d.shows(map[scene.NodeID][2]string{d.line("review"): {"dot", "photo/large"}})

	d = photographed(t, "")
	d.touch("category.cold")
	d.shows(map[scene.NodeID][2]string{"item.i1": {"dot", ""}, "item.i2": {"dot", ""}})
	d.touch("item.i1", "basket.more", "category.cold", "item.i2")
	if d.m.Scene.Kind != scene.KindBasket {
		d.touch("basket.open")
	}
	for _, n := range d.m.Scene.Find("lines").Children {
		d.shows(map[scene.NodeID][2]string{n.ID: {"dot", ""}})
	}
}

// The easy form has drawings, but for photographs of the very thing that is sold.
func TestPhotographsInTheEasyForm(t *testing.T) {
	for more, photo := range map[string]string{"": "", "own_photos: true\n": "photo/hot"} {
		d := photographed(t, more)
		d.easy()
		d.touch("category.hot")
		d.shows(map[scene.NodeID][2]string{"item.tea": {"dot", photo}, "item.gone": {"photo/hot", photo}})
		d.touch("item.tea")
		d.shows(map[scene.NodeID][2]string{"": {"dot", photo}})
	}
}

// A category is shown by the photograph of its first thing, if each category has one, and by
// its drawing in the easy form.
func TestPhotographsOfCategories(t *testing.T) {
	for easy, photo := range map[bool]string{false: "photo/hot", true: ""} {
		d := photographed(t, "")
		if easy {
			d.easy()
		}
		for _, n := range d.m.Scene.Find("categories").Children {
			if n.Photo != photo {
				t.Errorf("easy %v: %q shows %q, want %q", easy, n.ID, n.Photo, photo)
			}
		}
	}
}
