// Package kiosktest makes a core with a small made-up shop, for tests of everything
// that stands on the core. It hides where the shop's files are; nothing outside
// tests imports it.
package kiosktest

import (
	"embed"
	"io/fs"

	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
)

//go:embed shop parcel till
var files embed.FS

// Languages of the shop.
var languages = [...]scene.Lang{"ko", "en"}

// Core makes a core over the shop. It panics on any mistake: the shop's files are
// part of the tests.
func Core() *kiosk.Core {
	shop, err := fs.Sub(files, "shop")
	check(err)
	return Over(shop)
}

// Parcel makes a core over a made-up parcel desk, where nearly everything is personal.
func Parcel() *kiosk.Core {
	dir, err := fs.Sub(files, "parcel")
	check(err)
	return Over(dir)
}

// Till makes a core over a made-up shop that has a program beside it: a call and a report send
// the basket, a coupon is taken off, and of one thing there are at most two in an order.
func Till() *kiosk.Core {
	dir, err := fs.Sub(files, "till")
	check(err)
	return Over(dir)
}

// Over makes a core over any service directory.
func Over(dir fs.FS) *kiosk.Core {
	cat := locales.New(languages[0])
	add := func(f fs.FS, dir string) {
		entries, err := fs.ReadDir(f, dir)
		check(err)
		for _, e := range entries {
			if len(e.Name()) < 5 || e.Name()[len(e.Name())-5:] != ".yaml" {
				continue
			}
			name := e.Name()
			if dir != "." {
				name = dir + "/" + name
			}
			data, err := fs.ReadFile(f, name)
			check(err)
			check(cat.Add(name, data).Err())
		}
	}
	add(locales.Files, ".")
	add(dir, "locales")
	cat.OnMissing(func(id string, lang scene.Lang) { panic("message " + id + " is missing in " + string(lang)) })
	svc, issues := service.Load(dir, "service", cat)
	check(issues.Err())
	data, err := assets.Files.ReadFile("keymaps/default.yaml")
	check(err)
	keymap, issues := nav.LoadKeymap("keymaps/default.yaml", data)
	check(issues.Err())
	return kiosk.NewCore(kiosk.Config{Service: svc, Catalogue: cat, Languages: languages[:], Keymap: keymap, Timing: session.Defaults(), Clock: service.SampleClock, MayQuit: true,
		Socket: kiosk.Socket{Present: true, Device: "headset"}})
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
