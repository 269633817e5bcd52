package kiosk_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
)

// edited is a core over the shop after edits: file, what was and what is, three at a time.
func edited(t *testing.T, edits ...string) *kiosk.Core {
	t.Helper()
	dir, shop := fstest.MapFS{}, os.DirFS("kiosktest/shop")
	err := fs.WalkDir(shop, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(shop, name)
		dir[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for ; len(edits) > 0; edits = edits[3:] {
		f := dir[edits[0]]
		if !strings.Contains(string(f.Data), edits[1]) {
			t.Fatalf("%s holds no %q", edits[0], edits[1])
		}
		f.Data = []byte(strings.Replace(string(f.Data), edits[1], edits[2], 1))
	}
	return kiosktest.Over(dir)
}

// adopt has the driver go on with another core.
func (d *driver) adopt(c *kiosk.Core) error {
	d.t.Helper()
	m, ch, eff, err := c.Adopt(d.m, d.c, d.now)
	if errors.Is(err, kiosk.ErrBusy) {
		return err
	}
	if errs := scene.Validate(&ch.After); errs != nil {
		d.t.Fatalf("the scene %q is broken: %v", ch.After.Kind, errs)
	}
	d.c, d.m, d.change, d.effects = c, m, ch, append(d.effects, eff...)
	return err
}

// A service is edited while somebody stands at each of its screens. Where it can be, they stay
// where they were with what they have; where it cannot, it is said why, and the next person is
// served.
func TestAdopt(t *testing.T) {
	toOptions := []input.Key{"down", "select", "select", "select"}
	to := []struct {
		name string
		go_  func(*driver)
	}{
		{"first", func(*driver) {}},
		{"question", func(d *driver) { d.press("down") }},
		{"items", func(d *driver) { d.press("down", "select", "select") }},
		{"options", func(d *driver) { d.press(toOptions...) }},
		{"basket", func(d *driver) { d.press(toOptions...); d.seek("options.add"); d.press("select") }},
		{"help", func(d *driver) { d.press(toOptions...); d.press("help") }},
	}
	shop := kiosktest.Core() // loading it takes longer than walking through it
	for _, c := range []struct {
		name  string
		edits []string
		ends  map[string]string // by where they stand: why they begin anew
	}{
		{name: "nothing"},
		{name: "a price", edits: []string{"menu.yaml", "price: 3000, options", "price: 3300, options"}},
		{name: "a new item before it", edits: []string{"menu.yaml", "items:\n", "items:\n  - {id: broth, category: hot, label: item.soup, price: 1}\n"}},
		{name: "a text", edits: []string{"locales/ko.yaml", "여기서", "먹고 가기"}},
		{name: "sold out", edits: []string{"menu.yaml", "price: 3000, options", "price: 3000, sold_out: true, options"}},
		{name: "other options", edits: []string{"menu.yaml", "options: [size, sugar]", "options: [sugar, size]"},
			ends: map[string]string{"options": `"tea" has other options`, "basket": `"tea" has other options`, "help": `"tea" has other options`}},
		{name: "a value that is picked", edits: []string{"menu.yaml", "default: small", "default: little", "menu.yaml", "{id: small,", "{id: little,"},
			ends: map[string]string{"options": `"small" of the option "size" is gone`, "basket": `"small" of the option "size" is gone`, "help": `"small" of the option`}},
		{name: "an item", edits: []string{"menu.yaml", "id: tea", "id: chai"},
			ends: map[string]string{"options": `the item "tea" is gone`, "basket": `the item "tea" is gone`, "help": `"tea" is gone`}},
		{name: "an answered value", edits: []string{"service.yaml", "values: [stay,", "values: [here,", "service.yaml", "value: stay,", "value: here,"},
			ends: map[string]string{"items": `for the field "way" is not among its values`, "options": `the field "way"`, "basket": `the field "way"`, "help": `the field "way"`}},
		{name: "a category", edits: []string{"menu.yaml", "id: hot", "id: warm", "menu.yaml", "category: hot", "category: warm", "menu.yaml", "category: hot", "category: warm", "menu.yaml", "category: hot", "category: warm"},
			ends: map[string]string{"items": `the category "hot" is gone`, "options": `"hot" is gone`, "basket": `"hot" is gone`, "help": `"hot" is gone`}},
	} {
		next := edited(t, c.edits...)
		for _, where := range to {
			d := &driver{t: t, c: shop, m: shop.New(7, 101)}
			where.go_(d)
			was := d.m
			why, want := d.adopt(next), c.ends[where.name]
			switch {
			case want == "" && why != nil:
				t.Errorf("%s, at %s: began anew: %v", c.name, where.name, why)
			case want == "" && (d.m.Here.Step != was.Here.Step || d.m.Order.Answer("way") != was.Order.Answer("way") || d.m.Session != was.Session):
				t.Errorf("%s, at %s: at %q with %s, and was at %q with %s", c.name, where.name, d.m.Here.Step, d.m.Order, was.Here.Step, was.Order)
			case c.name == "nothing" && (!d.m.Scene.Same(&was.Scene) || len(d.change.Notices) > 0):
				t.Errorf("nothing was edited, and at %s the screen is another", where.name)
			case want != "" && (why == nil || !strings.Contains(why.Error(), want) || !d.m.Idle() || !d.m.Order.IsZero()):
				t.Errorf("%s, at %s: %v; %s", c.name, where.name, why, d.m.Order)
			}
			d.press("down", "select", "up", "select") // whatever was edited, it can be worked
		}
	}
}

// What is edited is seen at once, and who has chosen it is told, as if a program had pushed it.
func TestAdoptTells(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	if err := d.adopt(edited(t, "menu.yaml", "price: 3000, options", "price: 3300, options")); err != nil {
		t.Fatal(err)
	}
	if n := d.m.Scene.Find("item.tea"); n == nil || !strings.Contains(n.Details[0].String(), "3,300") {
		t.Errorf("the list shows %v", n)
	}
	d.press("select")
	d.seek("options.add")
	d.press("select")
	if err := d.adopt(edited(t, "menu.yaml", "price: 3000, options", "price: 3500, options")); err != nil || d.m.Overlay.Kind != model.OverlayNews {
		t.Errorf("%v, over the basket lies %q", err, d.m.Overlay.Kind)
	}
	if l, _ := d.m.Order.Line(0); l.UnitPrice.Minor != 3500 {
		t.Errorf("the basket has %s", d.m.Order)
	}
	// Before it is read, the thing goes altogether: their stay ends, and nothing is broken.
	if err := d.adopt(edited(t, "menu.yaml", "id: tea", "id: chai")); err == nil || !d.m.Idle() {
		t.Errorf("%v", err)
	}
}

// What a program or staff have changed holds over an edit, unless the thing is gone.
func TestAdoptKeepsWhatWasPushed(t *testing.T) {
	d, price, out := start(t), int64(2500), true
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"tea": {Price: &price}, "soup": {SoldOut: &out}}})
	if err := d.adopt(edited(t, "menu.yaml", "id: tea", "id: chai")); err != nil {
		t.Fatal(err)
	}
	if got := d.m.Menu.Pushed; len(got) != 1 || got["soup"].SoldOut == nil {
		t.Errorf("pushed: %v", got)
	}
}

// While money is in the balance nothing is edited beneath a person.
func TestAdoptWaits(t *testing.T) {
	d := start(t)
	orderTeaByKeys(d)
	next := edited(t, "menu.yaml", "price: 3000, options", "price: 3300, options")
	was := d.m
	if err := d.adopt(next); !errors.Is(err, kiosk.ErrBusy) || d.m.Revision != was.Revision {
		t.Fatalf("%v at %s", err, d.m.Scene.Kind)
	}
	d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Declined})
	d.now += time.Second
	if err := d.adopt(next); err != nil || d.m.Order.Len() != 1 {
		t.Errorf("%v, %s", err, d.m.Order)
	}
}
