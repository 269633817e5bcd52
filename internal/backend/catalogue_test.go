package backend_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/service"
	"modu/locales"
)

const coffeeHouse = "../../assets/services/cafe"

// house is a kiosk of the café, as far as a program that tells its menu knows.
type house struct {
	t      *testing.T
	menu   *backend.Menu
	cfg    backend.MenuConfig
	kept   map[string]input.ItemChange
	told   []input.MenuChanged
	known  backend.Kept
	health map[string]string
	day    time.Time
}

func newHouse(t *testing.T) *house {
	t.Helper()
	svc, issues := service.Load(os.DirFS(coffeeHouse), "cafe", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	h := &house{t: t, health: map[string]string{}, day: time.Date(2026, 11, 29, 9, 0, 0, 0, time.UTC)}
	h.cfg = backend.MenuConfig{Service: svc, Emit: func(ev input.Event) { h.told = append(h.told, ev.(input.MenuChanged)) },
		Keep: func(all map[string]input.ItemChange) error { h.kept = all; return nil }, KeepTold: func(k backend.Kept) error { h.known = k; return nil },
		Now: func() time.Time { return h.day }}
	h.menu = backend.NewMenu(h.cfg)
	return h
}

// restart is the kiosk after it was killed: what is on the disk is all there is.
func (h *house) restart() {
	h.cfg.Before, h.cfg.Told = h.kept, h.known
	h.told = nil
	h.menu = backend.NewMenu(h.cfg)
}

// asks has the program asked so many times, and waits for each answer.
func (h *house) asks(url string, times int) {
	h.t.Helper()
	call, ok := h.cfg.Service.Catalogue()
	if !ok {
		h.t.Fatal("no catalogue")
	}
	waits, again := make(chan time.Duration), make(chan time.Time)
	a := backend.Ask(backend.CatalogueConfig{URL: url, Call: call, Menu: h.menu, Patience: time.Second,
		Wait:   func(d time.Duration) <-chan time.Time { waits <- d; return again },
		Health: func(subject, code string, args ...locales.Arg) { h.health[subject] = code + fmt.Sprint(len(args)) }})
	for range times - 1 {
		<-waits
		again <- time.Time{}
	}
	<-waits
	a.Close()
}

func (h *house) item(id string) string {
	it, ok := h.menu.Service().Item(id)
	if !ok {
		return "none"
	}
	left := ""
	if it.Left != nil {
		left = fmt.Sprint(" left ", *it.Left)
	}
	return fmt.Sprint(it.Price, " ", it.SoldOut, left)
}

func (h *house) want(id, want string) {
	h.t.Helper()
	if got := h.item(id); got != want {
		h.t.Errorf("%s: %s, want %s", id, got, want)
	}
}

// The café and its program understand each other: what it tells is on the menu, holds while it is
// away and over a restart, and what staff change meanwhile stays until it says something else.
func TestACatalogueIsTold(t *testing.T) {
	h := newHouse(t)
	url := program(t, coffeeHouse+"/program/cafe.py")
	h.asks(url, 1)
	h.want("latte", "5200 false")
	h.want("bagel", h.item("bagel")[:4]+" false left 3")
	h.want("chestnut-latte", "6300 false")
	if ev := h.told[len(h.told)-1]; !ev.Patient || ev.Catalogue != "autumn" || h.known.Revision != "autumn" || h.health["catalogue"] != "0" {
		t.Errorf("%+v, %v", ev, h.health)
	}
	if name, lang, ok := h.menu.Service().Named("added.chestnut-latte", "ja"); !ok || lang != "ja" || name.Spoken != "くりラテ" {
		t.Errorf("%+v %s", name, lang)
	}
	price, n := int64(5000), len(h.told)
	if err := h.menu.Set("latte", input.ItemChange{Price: &price}); err != nil {
		t.Fatal(err)
	}
	h.day = h.day.Add(5 * time.Minute)
	h.asks(url, 2)
	if len(h.told) != n+1 {
		t.Errorf("what is told again changes something: %+v", h.told[n:])
	}
	h.want("latte", "5000 false")
	h.restart()
	h.want("latte", "5000 false")
	h.want("chestnut-latte", "6300 false")
	if len(h.told) != 1 || h.told[0].Catalogue != "autumn" {
		t.Errorf("after the restart: %+v", h.told)
	}
	if file := h.menu.File(); file.Items["chestnut-latte"].Added != nil || file.Items["latte"].Price == nil || h.menu.Added("chestnut-latte") != nil {
		t.Error("what a program tells is handed on as what staff have added")
	}
}

// A program on its bad days leaves the menu as it told it, and staff are told since when.
func TestACatalogueThatMisbehaves(t *testing.T) {
	for how, code := range map[string]string{"away": backend.CodeStatus + "3", "slow": backend.CodeSilent + "3", "wrong": backend.CodeAnswer + string(service.WrongNumber) + "4"} {
		h := newHouse(t)
		bad := program(t, coffeeHouse+"/program/cafe.py", "--misbehave", how)
		h.asks(bad, 1)
		if h.health["catalogue"] != code || h.health["catalogue-age"] != backend.CodeCatalogueNone+"0" || len(h.told) > 0 {
			t.Errorf("%s at first: %v, told %v", how, h.health, h.told)
		}
		h.asks(program(t, coffeeHouse+"/program/cafe.py"), 1)
		h.asks(bad, 1)
		h.want("latte", "5200 false")
		if h.health["catalogue"] != code || h.health["catalogue-age"] != backend.CodeCatalogueOld+"1" || h.known.Revision != "autumn" {
			t.Errorf("%s later: %v", how, h.health)
		}
		h.asks(program(t, coffeeHouse+"/program/cafe.py"), 1)
		if h.health["catalogue"] != "0" || h.health["catalogue-age"] != "0" {
			t.Errorf("%s, mended: %v", how, h.health)
		}
	}
}

// What is told no more is as the files have it, and what is new grows the menu.
func TestACatalogueShrinksAndGrows(t *testing.T) {
	h := newHouse(t)
	file, _ := h.menu.Loaded("latte")
	h.asks(program(t, coffeeHouse+"/program/cafe.py", "--misbehave", "shrink"), 2)
	h.want("chestnut-latte", "none")
	h.want("latte", "5200 false")
	h.want("kiwi-juice", "6300 true")
	h.asks(program(t, coffeeHouse+"/program/cafe.py", "--misbehave", "shrink"), 5)
	h.want("latte", fmt.Sprint(file.Price, " false"))
	h.want("kiwi-juice", "6300 false")
	if it, _ := h.menu.Service().Item("bagel"); it.Left != nil {
		t.Errorf("a bagel is still counted: %d", *it.Left)
	}
	h.asks(program(t, coffeeHouse+"/program/cafe.py", "--misbehave", "grow"), 3)
	h.want("chestnut-latte", "6300 false")
	h.want("chestnut-latte-2", "6500 false")
	h.restart()
	h.want("chestnut-latte-2", "6500 false")
}

// Killed between what is kept and what was told: it is found once more and changes nothing.
func TestACatalogueIsKeptBeforeItCounts(t *testing.T) {
	h := newHouse(t)
	h.cfg.KeepTold = func(backend.Kept) error { return fmt.Errorf("killed") }
	h.menu = backend.NewMenu(h.cfg)
	url := program(t, coffeeHouse+"/program/cafe.py")
	h.asks(url, 1)
	if h.health["catalogue"] != backend.CodeRecord+"0" {
		t.Errorf("%v", h.health)
	}
	h.cfg.KeepTold = func(k backend.Kept) error { h.known = k; return nil }
	h.restart()
	h.want("chestnut-latte", "6300 false")
	before := fmt.Sprint(len(h.kept))
	h.asks(url, 1)
	h.want("latte", "5200 false")
	if h.known.Revision != "autumn" || fmt.Sprint(len(h.kept)) != before {
		t.Errorf("%+v", h.known)
	}
}

// The wait grows while there is no answer, up to how often the menu is asked for.
func TestACatalogueIsAskedAgain(t *testing.T) {
	h := newHouse(t)
	call, _ := h.cfg.Service.Catalogue()
	waits, again := make(chan time.Duration), make(chan time.Time)
	srv := httptest.NewServer(http.NotFoundHandler())
	defer srv.Close()
	a := backend.Ask(backend.CatalogueConfig{URL: srv.URL, Call: call, Menu: h.menu, Wait: func(d time.Duration) <-chan time.Time { waits <- d; return again }})
	var got []time.Duration
	for range 10 {
		got = append(got, <-waits)
		again <- time.Time{}
	}
	<-waits
	a.Close()
	if got[0] != 2*time.Second || got[1] != 4*time.Second || got[9] != 5*time.Minute || !slices.IsSorted(got) {
		t.Errorf("%v", got)
	}
}

// kioskctl service ask plays the catalogue, too, and names what is wrong.
func TestTryCatalogue(t *testing.T) {
	svc := newHouse(t).cfg.Service
	if got := backend.TryCatalogue(context.Background(), program(t, coffeeHouse+"/program/cafe.py"), svc); len(got.Wrong) > 0 || got.Items != 4 || got.Status != 200 {
		t.Errorf("%+v", got)
	}
	got := backend.TryCatalogue(context.Background(), program(t, coffeeHouse+"/program/cafe.py", "--misbehave", "wrong"), svc)
	if len(got.Wrong) != 1 || !strings.Contains(got.Wrong[0], `"items[1].price" is no whole number`) {
		t.Errorf("%+v", got)
	}
	if got = backend.TryCatalogue(context.Background(), "http://127.0.0.1:1", svc); len(got.Wrong) != 1 || got.Status != 0 {
		t.Errorf("%+v", got)
	}
}
