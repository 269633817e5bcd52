package backend_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/service"
)

// morning is a house in which cakes are sold in the morning, and its clock.
func morning(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	files := os.DirFS(coffeeHouse)
	menu, err := os.ReadFile(coffeeHouse + "/menu.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(menu), "{id: croissant,", `{id: croissant, valid: [{from: "07:00", to: "10:30"}],`, 1)
	svc, issues := service.Load(over{files, fstest.MapFS{"menu.yaml": &fstest.MapFile{Data: []byte(text)}}}, "cafe", nil)
	if issues.Err() != nil || !svc.Timed() {
		t.Fatal(issues)
	}
	h.cfg.Service = svc
	h.day = time.Date(2026, 11, 30, 10, 29, 0, 0, time.UTC)
	h.told = nil
	h.menu = backend.NewMenu(h.cfg)
	return h
}

// ticks lets minutes pass.
func (h *house) ticks(minutes ...int) {
	h.t.Helper()
	waits, again := make(chan time.Duration), make(chan time.Time)
	stop := h.menu.KeepTime(func(d time.Duration) <-chan time.Time { waits <- d; return again })
	for _, m := range minutes {
		if d := <-waits; d <= 0 || d > time.Minute {
			h.t.Errorf("it is looked again after %v", d)
		}
		h.day = h.day.Add(time.Duration(m) * time.Minute)
		again <- time.Time{}
	}
	<-waits
	stop()
}

// sales are what was emitted of whether an item is sold.
func (h *house) sales(id string) (out []string) {
	for _, ev := range h.told {
		if c, ok := ev.Items[id]; ok && c.Sale != nil {
			out = append(out, fmt.Sprint(c.Sale.Closed, " ", c.Sale.Opens))
		}
	}
	return out
}

// What has its time is closed and opened as the clock of the place passes the bounds, once each,
// at the start too, and whatever else is changed.
func TestTimesAreKept(t *testing.T) {
	h := morning(t)
	if len(h.told) != 0 {
		t.Fatalf("it is on sale, and told %+v", h.told)
	}
	h.ticks(1, 1, 60, 13*60, 7*60) // 10:30, 10:31, 11:31, 0:31, 7:31
	if got := fmt.Sprint(h.sales("croissant")); got != "[true tomorrow true today false ]" || len(h.told) != 3 {
		t.Errorf("%s of %+v", got, h.told)
	}
	h.day = h.day.Add(4 * time.Hour)
	h.restart()
	if got := fmt.Sprint(h.sales("croissant")); got != "[true tomorrow]" {
		t.Errorf("at the start: %s", got)
	}
	// It is no change that is kept, exported or undone.
	if len(h.kept) != 0 || len(h.menu.Changes()) != 0 || h.menu.Undoable() {
		t.Errorf("%+v", h.kept)
	}
	price := int64(4000)
	if err := h.menu.Set("croissant", input.ItemChange{Price: &price}); err != nil || h.kept["croissant"].Sale != nil {
		t.Errorf("%v, %+v", err, h.kept)
	}
	if got := fmt.Sprint(h.sales("croissant")); got != "[true tomorrow]" {
		t.Errorf("a price opens it: %s", got)
	}
	// A clock that is set back.
	h.day = h.day.Add(-2 * time.Hour)
	h.ticks(0)
	if got := fmt.Sprint(h.sales("croissant")); got != "[true tomorrow false ]" {
		t.Errorf("%s", got)
	}
	// Edited while it runs: whoever begins anew is told.
	h.day = h.day.Add(4 * time.Hour)
	h.menu.Reload(h.cfg.Service)
	if got := h.sales("croissant"); len(got) != 3 || got[2] != "true tomorrow" {
		t.Errorf("%v", got)
	}
	always, _ := service.Load(os.DirFS(coffeeHouse), "cafe", nil)
	h.menu.Reload(always)
	if got := h.sales("croissant"); len(got) != 4 || got[3] != "false " {
		t.Errorf("its times were removed: %v", got)
	}
}

// A program tells times, and what it adds comes closed where it is not its time. They are there
// after a restart.
func TestACatalogueTellsTimes(t *testing.T) {
	h := morning(t)
	h.day = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
	tell := func(body string) {
		t.Helper()
		told, err := h.cfg.Service.ReadCatalogue([]byte(body))
		if err == nil {
			err = h.menu.Tell(told)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	tell(`{"revision": "1", "items": [{"id": "latte", "valid": [{"to": "11:00"}]}, {"id": "croissant", "valid": []},
		{"id": "soup-of-the-day", "price": 7000, "category": "bread", "names": {"ko": "오늘의 수프"}, "valid": [{"from": "18:00"}]}]}`)
	last := h.told[len(h.told)-1].Items
	if s := last["soup-of-the-day"].Sale; s == nil || s.Opens != input.OpensToday || s.From != 18*60 || !last["latte"].Sale.Closed || last["soup-of-the-day"].Added == nil {
		t.Errorf("%+v", last)
	}
	h.restart()
	if len(h.told) != 1 || !h.told[0].Items["latte"].Sale.Closed || h.told[0].Items["croissant"].Sale != nil {
		t.Errorf("after the restart: %+v", h.told)
	}
	tell(`{"revision": "2", "items": []}`)
	last = h.told[len(h.told)-1].Items
	if last["latte"].Sale.Closed || !last["soup-of-the-day"].Removed || !last["croissant"].Sale.Closed {
		t.Errorf("told no more: %+v", last)
	}
	if f := h.menu.File(); f.Items["latte"].Sale != nil {
		t.Errorf("%+v", f)
	}
}

// over is a directory with files in the place of some of its own.
type over struct {
	fs.FS
	own fs.FS
}

func (o over) Open(name string) (fs.File, error) {
	if f, err := o.own.Open(name); err == nil && name != "." {
		return f, nil
	}
	return o.FS.Open(name)
}
