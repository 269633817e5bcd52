package archtest

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"modu/internal/service"
)

// serviceNames are the ids of the embedded services and of all they sell.
func serviceNames(t *testing.T, module fs.FS) Names {
	t.Helper()
	const dir = "assets/services"
	entries, err := fs.ReadDir(module, dir)
	if err != nil {
		t.Fatal(err)
	}
	var names Names
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		names.Words = append(names.Words, e.Name())
		sub, err := fs.Sub(module, dir+"/"+e.Name())
		if err != nil {
			t.Fatal(err)
		}
		svc, issues := service.Load(sub, dir+"/"+e.Name(), nil)
		if issues.Err() != nil {
			t.Error(issues)
			continue
		}
		for _, it := range svc.Items("") {
			names.Literals = append(names.Literals, it.ID)
		}
	}
	if len(names.Words) == 0 || len(names.Literals) == 0 {
		t.Error("there is no embedded service to look for")
	}
	return names
}

func TestModule(t *testing.T) {
	module := os.DirFS("../..")
	found, err := Modu().Check(module, serviceNames(t, module))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

// Every rule finds a made-up violation, and nothing in a sound package.
func TestViolations(t *testing.T) {
	const doc = "// Package x hides one decision for the test.\n"
	for name, c := range map[string]struct{ file, source, want string }{
		"sound core":             {"internal/kiosk/a.go", doc + `package kiosk; import ("time"; "modu/internal/order"; "modu/accessibility/scene"); var _ = time.Second`, ""},
		"sound program":          {"cmd/x/a.go", doc + `package main; import ("os"; "fyne.io/fyne/v2"; "modu/ui"; "modu/devices/keypad"); func main() { go main(); _ = os.Args }`, ""},
		"family":                 {"devices/keypad/a.go", doc + `package keypad; import "modu/devices/frame"`, ""},
		"listed sibling":         {"accessibility/speaker/a.go", doc + `package speaker; import "modu/accessibility/audio/wavsink"`, ""},
		"outward":                {"internal/order/a.go", doc + `package order; import "modu/internal/kiosk"`, "internal/order/a.go:2: internal/order (ring 1) must not know internal/kiosk (ring 2)"},
		"core knows a window":    {"internal/kiosk/a.go", doc + `package kiosk; import "modu/ui"`, "internal/kiosk (ring 2) must not know ui (ring 3)"},
		"device knows the loop":  {"devices/keypad/a.go", doc + `package keypad; import "modu/internal/runtime"`, "devices/keypad (ring 3) must not know internal/runtime (ring 4)"},
		"device knows a window":  {"devices/keypad/a.go", doc + `package keypad; import "modu/ui/theme"`, "devices/keypad must not know ui/theme: both are in ring 3"},
		"unlisted sibling":       {"internal/session/a.go", doc + `package session; import "modu/internal/order"`, "both are in ring 1"},
		"sibling one way only":   {"internal/order/a.go", doc + `package order; import "modu/internal/service"`, "both are in ring 1"},
		"under another tag":      {"internal/order/a.go", "//go:build windows\n\n" + doc + `package order; import "modu/ui"`, "must not know ui"},
		"unknown package":        {"internal/misc/a.go", doc + `package misc`, "internal/misc has no ring"},
		"foreign module":         {"ui/a.go", doc + `package ui; import "go.bug.st/serial"`, "ui must not import go.bug.st/serial: only devices/transport/serialport may"},
		"foreign without owner":  {"ui/a.go", doc + `package ui; import "example.org/x/y"`, "has no owner"},
		"app in ui's neighbour":  {"internal/runtime/a.go", doc + `package runtime; import "fyne.io/fyne/v2/app"`, "only ui/**, cmd/**, internal/lab/photo may"},
		"file in the core":       {"internal/kiosk/a.go", doc + `package kiosk; import "os"`, `no "os"`},
		"clock in the core":      {"internal/session/a.go", doc + `package session; import "time"; var f = time.Now`, "no time.Now"},
		"goroutine in the core":  {"internal/order/a.go", doc + "package order; func f() {\n\tgo f() }", "internal/order/a.go:3: internal/order is in ring 1, which starts no goroutine"},
		"a file to its end":      {"internal/config/a.go", doc + `package config; import "os"; var f = os.ReadFile`, "internal/config reads a file to its end with os.ReadFile"},
		"a file of a service":    {"internal/service/a.go", doc + `package service; import "io/fs"; var f = fs.ReadFile`, "internal/service reads a file to its end with fs.ReadFile"},
		"a file of the kernel":   {"devices/evdev/a.go", doc + `package evdev; import "os"; var f = os.ReadFile`, ""},
		"a word of our own":      {"ui/a.go", doc + `package ui; func searchDoor() {}`, `"searchDoor" is a word of our own`},
		"exported":               {"ui/a.go", doc + `package ui; type Doors struct{}`, `"Doors" is a word of our own`},
		"a word that holds it":   {"ui/a.go", doc + `package ui; func outdoors() {}`, ""},
		"a lock in the core":     {"internal/kiosk/course/a.go", doc + `package course; import "sync"`, `internal/kiosk/course is in ring 2, which touches nothing outside: no "sync"`},
		"and in a machine":       {"internal/hold/a.go", doc + `package hold; import "sync/atomic"`, `no "sync/atomic"`},
		"made once":              {"internal/kiosk/model/a.go", doc + `package model; import "sync"`, ""},
		"devices have locks":     {"devices/keypad/a.go", doc + `package keypad; import "sync"`, ""},
		"a starter of its own":   {"devices/keypad/a.go", doc + `package keypad; import "os/exec"`, "devices/keypad must not start programs by itself"},
		"and without os/exec":    {"cmd/kiosk/a.go", doc + `package main; import "os"; var f = os.StartProcess`, "not os.StartProcess"},
		"the one starter":        {"internal/child/a.go", doc + `package child; import "os/exec"`, ""},
		"the lab starts others":  {"internal/lab/world/a.go", doc + `package world; import "os/exec"`, ""},
		"its commands do not":    {"cmd/kioskctl/a.go", doc + `package main; import "os/exec"`, "cmd/kioskctl must not start programs by itself"},
		"task in the core":       {"internal/order/a.go", doc + `package order; import "modu/internal/task"`, `no "modu/internal/task"`},
		"task in the world":      {"devices/link/a.go", doc + `package link; import "modu/internal/task"`, ""},
		"who starts tasks":       {"internal/task/a.go", doc + "package task; func f() {\n\tgo f() }", ""},
		"init":                   {"cmd/x/a.go", doc + `package main; func init() {}`, "init runs before anybody asked for it"},
		"a method named init":    {"cmd/x/a.go", doc + `package main; type t int; func (t) init() {}`, ""},
		"no doc":                 {"ui/a.go", `package ui`, "package ui has no doc comment"},
		"a service as a word":    {"cmd/x/a.go", doc + `package main; var f = "services/kiosque/menu.yaml"`, `names a service`},
		"a service as a name":    {"cmd/x/a.go", doc + `package main; var Kiosque = 1`, `names a service`},
		"an item":                {"ui/a.go", doc + `package ui; var f = "soup"`, `"soup" is an id of a service`},
		"an item's word in text": {"ui/a.go", doc + `package ui; var f = "soup is hot"`, ""},
		"in a comment":           {"ui/a.go", doc + "// The kiosque sells soup.\npackage ui", ""},
		"in a test":              {"ui/a_test.go", `package ui; import "modu/cmd/x"; var f = "soup"`, ""},
		"in test data":           {"ui/testdata/a.go", `not Go at all`, ""},
		"test helper":            {"internal/kiosk/kiosktest/a.go", doc + `package kiosktest; import "os"`, ""},
	} {
		found, err := Modu().Check(fstest.MapFS{c.file: {Data: []byte(c.source)}}, Names{Words: []string{"kiosque"}, Literals: []string{"soup"}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		switch {
		case c.want == "" && len(found) > 0:
			t.Errorf("%s: %v", name, found)
		case c.want != "" && (len(found) != 1 || !strings.Contains(found[0].String(), c.want)):
			t.Errorf("%s: got %v, want one with %q", name, found, c.want)
		}
	}
}

// A module of its own inside this one follows its own rules.
func TestInnerModule(t *testing.T) {
	found, err := Modu().Check(fstest.MapFS{
		"internal/peertest/go.mod": {Data: []byte("module peertest\n")},
		"internal/peertest/a.go":   {Data: []byte("package peertest; import _ \"example.org/x\"")},
	}, Names{})
	if err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

// Of several rows that hold a package the longest counts.
func TestLongestRowCounts(t *testing.T) {
	r := Rules{Rings: []Ring{{"braille/**", 1}, {"braille/louis/**", 3}}}
	found, err := r.Check(fstest.MapFS{
		"braille/cells/a.go": {Data: []byte("// Package cells hides one decision for the test.\npackage cells; import \"modu/braille/louis/table\"")},
	}, Names{})
	if want := "braille/cells (ring 1) must not know braille/louis/table (ring 3)"; err != nil || len(found) != 1 || !strings.Contains(found[0].String(), want) {
		t.Errorf("got %v, %v; want one with %q", found, err, want)
	}
}

// The tables themselves: no row twice, every exception with a reason and within one
// ring, every ring with a word about what its packages may do.
func TestTables(t *testing.T) {
	r := Modu()
	for _, rd := range slices.Concat(r.Readers, r.Once) {
		if _, ok := r.rowOf(strings.TrimSuffix(rd.path, "/**")); rd.reason == "" || !ok {
			t.Errorf("%+v: needs a package and a reason", rd)
		}
	}
	seen := map[string]bool{}
	for _, row := range r.Rings {
		if seen[row.path] {
			t.Errorf("%s has two rings", row.path)
		}
		seen[row.path] = true
		if row.ring >= len(r.May) {
			t.Errorf("nothing says what the packages of ring %d may do", row.ring)
		}
	}
	for _, s := range r.Siblings {
		from, ok1 := r.rowOf(s.from)
		to, ok2 := r.rowOf(s.to)
		if !ok1 || !ok2 || from.ring != to.ring || s.reason == "" {
			t.Errorf("exception %+v: needs two packages of one ring, and a reason", s)
		}
	}
}
