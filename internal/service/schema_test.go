package service

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/datafile"
	"modu/internal/datafile/datafiletest"
)

const shipped = "../../assets/services"

// Every key of the format is explained.
func TestEverythingIsDocumented(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(typ reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice || typ.Kind() == reflect.Map || typ.Kind() == reflect.Pointer {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] || typ == reflect.TypeFor[Price]() || typ == reflect.TypeFor[scalar]() || typ == reflect.TypeFor[Pattern]() {
			return
		}
		seen[typ] = true
		for _, k := range datafile.Keys(typ) {
			if k.Doc() == "" || !strings.Contains(string(Reference()), "`"+k.Name+"`") {
				t.Errorf("%s.%s is not explained", typ, k.Name)
			}
			for _, kind := range k.Kinds() {
				if !slices.Contains(kindNames(), kind) {
					t.Errorf("%s.%s is for a kind %q that is not known", typ, k.Name, kind)
				}
			}
			look(k.Type)
		}
	}
	look(reflect.TypeFor[serviceFile]())
	look(reflect.TypeFor[groupKeys]())
	look(reflect.TypeFor[useKeys]())
	look(reflect.TypeFor[menuFile]())
	look(reflect.TypeFor[sampleFile]())
	if len(seen) < 12 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

// format is one of the service's files under test; the others are sound.
func format(t *testing.T, name string, files fstest.MapFS) *datafiletest.Format {
	t.Helper()
	return datafiletest.New(t, Schemas()[name+".schema.json"], func(data []byte) error {
		with := maps.Clone(files)
		with[name+".yaml"] = &fstest.MapFile{Data: data}
		_, issues := Load(with, "x", nil)
		return issues.Err()
	})
}

// What the schemas refuse, lint refuses. Every shipped service is broken in every place.
func TestSchemaAgreesWithLint(t *testing.T) {
	dirs, err := filepath.Glob(shipped + "/*/service.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatal("services are missing", err)
	}
	refused := 0
	for _, file := range dirs {
		dir, files := filepath.Dir(file), fstest.MapFS{}
		for _, name := range []string{"service", "menu", "sample"} {
			if data, err := os.ReadFile(filepath.Join(dir, name+".yaml")); err == nil {
				files[name+".yaml"] = &fstest.MapFile{Data: data}
			}
		}
		err := fs.WalkDir(os.DirFS(dir), "pictures", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				files[name] = &fstest.MapFile{}
			}
			return err
		})
		if err != nil {
			t.Fatal(dir, err)
		}
		for _, name := range []string{"service", "menu", "sample"} {
			if whole, there := files[name+".yaml"]; there {
				refused += format(t, name, files).Break(t, dir+" "+name, whole.Data)
			}
		}
	}
	if refused < 200 {
		t.Errorf("the schemas refused only %d broken files", refused)
	}
}

// Every rule of the schemas can say no, and lint then says no, too.
func TestEveryRuleOfTheSchemaIsBroken(t *testing.T) {
	both := files(shopService, strings.NewReplacer("items:\n", "items:\n  - {id: bill, category: hot, label: b, price: 0}\n", ", when: 'fields.dine == \"togo\"'", "").Replace(shopMenu))
	both["pictures/v.svg"] = &fstest.MapFile{}
	format(t, "service", both).BreakEveryRule(t, deskService, shopService, stagedService, listService, seatsService, heldService(), quickShop, countService, groupService, daysService, severalService)
	menu := files(shopService, shopMenu)
	menu["pictures/p.svg"], menu["pictures/photo/p.jpg"] = &fstest.MapFile{}, &fstest.MapFile{}
	format(t, "menu", menu).BreakEveryRule(t, wholeMenu)
	format(t, "sample", deskFiles(deskService)).BreakEveryRule(t, wholeSample)
}

// listService uses every key of a list.
const listService = `version: 1
id: lists
name: n
currency: KRW
languages: [ko]
start: look
fields: {thing: {type: row}}
steps:
  look: {kind: call, title: t, path: /look, answer: {list: {type: rows, id: id, max: 20, public: true, of: {id: {type: text}, n: {type: count, counter: cup}, p: {type: price}, k: {type: choice, values: [v]}}}}, next: which}
  which: {kind: choose, title: t, from: list, field: thing, row: {label: id, second: n, second_label: s, price: p, picture: k, closed: 'row.n == 0', why: w, empty: e}, next: done}
  done: {kind: done, title: t}
`

// seatsService uses every key of seats.
const seatsService = `version: 1
id: seats
name: n
currency: KRW
languages: [ko]
start: look
fields: {seat: {type: seats}}
steps:
  look: {kind: call, title: t, path: /look, answer: {plan: {type: seats, max: 20, public: true}}, next: seats}
  seats: {kind: seats, title: t, from: plan, field: seat, seats: {take: "2", title: t, apart: true, windows: true, best: rear}, next: done}
  done: {kind: done, title: t}
`

// daysService uses every key of days and times.
const daysService = `version: 1
id: days
name: n
currency: KRW
languages: [ko]
start: day
fields: {day: {type: date}, hour: {type: time}}
steps:
  day: {kind: choose, title: t, field: day, days: {first: today, last: 2026-12-24, except: [sunday], empty: e}, next: hour}
  hour: {kind: choose, title: t, field: hour, times: {on: day, ahead: 30m, first: "09:00", last: "12:00", every: 30m, except: ["10:00"], empty: e}, next: done}
  done: {kind: done, title: t}
`

// countService uses every key of counts.
const countService = `version: 1
id: counts
name: n
currency: KRW
languages: [ko]
start: look
fields: {some: {type: count, counter: cup}}
steps:
  look: {kind: call, title: t, path: /look, answer: {left: {type: count, public: true}}, next: many}
  many: {kind: count, title: t, counts: [{field: some, label: l, picture: v, item: bill, price: 5, min: 1, max: 9, default: 2, when: 'answers.left > 0'}], min: 1, max: 9, max_from: left, next: review}
  review: {kind: review, title: t, charge: {counts: many}, next: pay}
  pay: {kind: pay, title: t, next: done}
  done: {kind: done, title: t}
`

// groupService uses every key of a group.
const groupService = `version: 1
id: groups
name: n
currency: KRW
languages: [ko]
start: a
groups:
  ask:
    params: [then]
    usual: {title: t}
    start: one
    fields: {$use-f: {type: choice, values: [x, y]}}
    steps:
      one: {kind: choose, title: $title, field: $use-f, choices: [{value: x, label: x, go: two}, {value: y, label: y, go: $then}]}
      two: {kind: show, title: t, says: [s], next: $then}
steps:
  a: {use: ask, with: {then: b}}
  b: {use: ask, with: {then: done, title: u}}
  done: {kind: done, title: t}
`

// wholeMenu uses every key of a menu.
const wholeMenu = `version: 1
catalogue: {path: /catalogue, every: 5m}
categories: [{id: a, label: a, valid: [{from: "07:00", to: "10:30", days: [monday], since: "2026-12-01", until: "2027-02-28"}]}, {id: b, label: b, picture: p, items: [y]}]
items: [{id: y, category: a, label: y, price: 1}, {id: x, category: a, label: x, picture: p, pictures: {o.v: p}, photo: p, photos: {o.v: p}, price: 1, options: [o, c], counter: cup, sold_out: true, limit: 2, valid: [{from: "22:00", to: "24:00", days: [saturday, sunday], since: "2026-12-01", until: "2027-02-28"}]}]
options:
  - {id: o, label: o, picture: p, pick: one, default: v, named: true, when: "true", values: [{id: v, label: v, picture: p, price: 1, large: true, when: "true"}]}
  - {id: c, label: c, pick: count, min: 0, max: 2, included: 1, price: 1, counter: item}
own_photos: true
`

const wholeSample = `version: 1
answers: [{path: /look, when: {number: given}, body: {status: known, queue: "12", due: 1, ahead: 2}}]
`

// Mistakes that a person makes, and both must see.
func TestBothSee(t *testing.T) {
	var edits []datafiletest.Edit
	for _, c := range []struct{ old, new string }{
		{"version: 1", "version: 2"}, {"kind: identify", "kind: identity"}, {"kind: enter,", "kind: enter, reader: card,"}, {"alphabet: digits", "alphabet: letters"},
		{"reader: card", "reader: credit"}, {"type: code", "type: number"}, {"timeout: 3s", "timeout: 3"}, {"path: /look", "path: look"}, {"max: 13", "max: 100"},
		{"currency: KRW", "currency: won"}, {"paper: receipt", "paper: note"}, {"charge: {item: bill,", "charge: {itme: bill,"}, {"next: pay}", "nxet: pay}"},
	} {
		edits = append(edits, datafiletest.Edit{Old: c.old, New: c.new})
	}
	format(t, "service", deskFiles(deskService)).BothRefuse(t, deskService, edits)
	menu := format(t, "menu", deskFiles(deskService))
	menu.BothRefuse(t, deskMenu, []datafiletest.Edit{
		{Old: "price: 0", New: `price: "14000"`}, {Old: "price: 0", New: "price: 14,000"}, {Old: "price: 0", New: "price: 4.5"}, {Old: "price: 0", New: "price: -1"},
		{Old: "price: 0", New: "price:"}, {Old: "price: 0", New: `price: 0, sold_out: "true"`}, {Old: "price: 0", New: "price: 0, sold_out: 1"},
		{Old: "version: 1", New: `version: "1"`}, {Old: "{id: bill", New: ", {id: bill"}, {Old: "items: [{", New: "options: [,]\nitems: [{"},
	})
	menu.BothAccept(t, deskMenu, []datafiletest.Edit{
		{Old: "price: 0", New: "price: 14000"}, {Old: "price: 0", New: "price: 14_000"}, {Old: "price: 0", New: "price: 0, sold_out: false"}, {Old: "price: 0", New: "price: 0, sold_out: null"},
	})
}
