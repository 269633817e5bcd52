// Package formats lists what is made from the file formats of this program: JSON Schemas
// for editors, and reference pages.
//
// It hides which package owns which format. It does no I/O; any goroutine may call it.
// "go generate ./internal/formats" writes the files.
package formats

import (
	"fmt"
	"io/fs"
	"strings"

	"modu/accessibility/nav"
	"modu/assets"
	"modu/devices/profile"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/order"
	"modu/internal/scenario"
	"modu/internal/service"
	"modu/internal/tryout"
	"modu/locales"
)

//go:generate env CGO_ENABLED=0 go run -tags ci ./write

// Files are the generated files by their paths in the module.
func Files() (map[string][]byte, error) {
	folder, err := fs.Sub(assets.Files, "profiles")
	if err != nil {
		return nil, err
	}
	shipped, err := profile.All(folder)
	if err != nil {
		return nil, fmt.Errorf("formats: %w", err)
	}
	files := map[string][]byte{
		"assets/profiles/profile.schema.json": profile.Schema(),
		"devices/profile/REFERENCE.md":        profile.Reference(shipped),
		"assets/services/REFERENCE.md":        service.Reference(),
		"assets/services/wish.schema.json":    tryout.Schema(),
		"assets/services/locale.schema.json":  locales.Schema(),
		"assets/keymaps/keymap.schema.json":   nav.Schema(),
		"locales/plain.schema.json":           locales.PlainSchema(),
		"internal/config/site.schema.json":    config.Schema(),
		"internal/config/brand.schema.json":   assemble.BrandSchema(),
		"internal/doc/files.md":               page(),
	}
	files["assets/services/basket.schema.json"] = order.BasketSchema()
	files["assets/services/catalogue.schema.json"] = service.CatalogueSchema()
	files["assets/services/BASKET.md"] = order.BasketReference()
	for name, schema := range service.Schemas() {
		files["assets/services/"+name] = schema
	}
	return files, nil
}

// page is the reference page of every file that is no part of a service, and of what is written
// about one: it has every key that a loader takes.
func page() []byte {
	var b strings.Builder
	b.WriteString("# Files: reference\n\nMade from the loaders by `go generate ./internal/formats`; do not edit. The files of a service (`service.yaml`, `menu.yaml`,\n" +
		"`sample.yaml`) are in [their own reference](../../assets/services/REFERENCE.md), device profiles in [theirs](../../devices/profile/REFERENCE.md).\n" +
		"Names in capitals, and lists with `[]`, stand for any number of entries. A key that is not \"needed\" may be left out.\n\n")
	for _, tables := range []string{config.Tables(), assemble.BrandTables(), nav.Tables(), locales.Tables(), locales.PlainTables(), tryout.Tables()} {
		b.WriteString(tables)
	}
	b.WriteString("## A scenario\n\nA text, no YAML; `kioskctl scenario run FILE` plays it. All that it can say:\n\n```\n" + scenario.Help + "```\n")
	return []byte(b.String())
}
