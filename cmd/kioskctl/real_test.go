//go:build peers

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/internal/lab/world"
	"modu/internal/lab/xdisplay"
	"modu/internal/runtime"
	"modu/ui"
)

// kioskBinary is the program under test, built by "make build". The one built
// without migrated_fynedo also reports calls to Fyne from the wrong goroutine.
func kioskBinary(t *testing.T) string {
	t.Helper()
	bin := os.Getenv("MODU_KIOSK")
	if bin == "" {
		bin = filepath.Join("..", "..", "bin", "kiosk")
	}
	abs, err := filepath.Abs(bin)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(abs); err != nil {
		t.Fatalf("the kiosk is not built: run make build (%v)", err)
	}
	return abs
}

// realKiosk is a kiosk in a real window on a virtual display.
type realKiosk struct {
	t       *testing.T
	display *xdisplay.Display
	rects   string

	mu      sync.Mutex
	entries []runtime.Entry
}

func startReal(t *testing.T, args ...string) *realKiosk { return startRealSite(t, "", args...) }

// startRealSite is startReal with more lines in the site file.
func startRealSite(t *testing.T, more string, args ...string) *realKiosk {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	dir := t.TempDir()
	d, err := xdisplay.Start(ctx, world.PanelW, world.PanelH)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	watch, err := xdisplay.WatchFlashes(d.Name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { // FLA-1, on every run
		if found, seen := watch.Stop(); len(found) > 0 || seen == 0 {
			t.Errorf("looked %d times for flashes: %v", seen, found)
		}
	})
	site := filepath.Join(dir, "site.yaml")
	text := fmt.Sprintf("version: 1\nstate_dir: state\nspeech: {engine: silence}\npanel: {pixels: {w: %d, h: %d}, mm: {w: 268, h: 476}}\n", world.PanelW, world.PanelH)
	if err := os.WriteFile(site, []byte(text+more), 0o644); err != nil {
		t.Fatal(err)
	}
	k := &realKiosk{t: t, display: d, rects: filepath.Join(dir, "rects.json")}
	var log strings.Builder // read when the program has ended
	program, err := world.Start(ctx, world.Options{Program: kioskBinary(t), Args: append(args, "--site", site, "--transcript", "-", "--rects", k.rects), Display: d.Name, Stderr: &log,
		Line: func(_ string, e runtime.Entry) {
			k.mu.Lock()
			defer k.mu.Unlock()
			k.entries = append(k.entries, e)
		}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := program.Stop(); err != nil {
			t.Errorf("the kiosk ended with %v", err)
		}
		if strings.Contains(log.String(), "Error in Fyne call thread") {
			t.Errorf("Fyne was called from the wrong goroutine:\n%s", log.String())
		}
		if t.Failed() {
			t.Logf("the kiosk said:\n%s", log.String())
		}
	})
	return k
}

// until polls what a person outside can see; the display has no other way to tell.
func (k *realKiosk) until(what string, holds func() bool) {
	k.t.Helper()
	for limit := time.Now().Add(xdisplay.Patience); time.Now().Before(limit); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.t.Fatalf("waited in vain for %s; last entries %+v", what, k.entries[max(0, len(k.entries)-6):])
}

// node is where a node is drawn; its width is 0 while it is not.
func (k *realKiosk) node(id scene.NodeID) ui.NodeRect { return world.Rects(k.rects)[id] }

// drawn reports whether anything is drawn yet.
func (k *realKiosk) drawn() bool { return len(world.Rects(k.rects)) > 0 }

// humanPace is how long a quick person takes from one act to the next. A program that acts
// faster makes the screen change faster than any eye is ever shown.
const humanPace = 700 * time.Millisecond

// touch clicks in the middle of a node's rectangle, as a finger does.
func (k *realKiosk) touch(id scene.NodeID) {
	k.t.Helper()
	k.until("node "+string(id)+" to be drawn", func() bool { return k.node(id).W > 0 })
	time.Sleep(humanPace) // a person looks before touching; the layout settles
	at := k.node(id)
	if err := k.display.Click(int(at.X+at.W/2), int(at.Y+at.H/2), 60*time.Millisecond); err != nil {
		k.t.Fatal(err)
	}
	k.until("the touch on "+string(id), func() bool { return k.has("touch", "", string(id)) })
}

func (k *realKiosk) has(kind, text, node string) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, e := range k.entries {
		if e.Kind == kind && strings.Contains(e.Text, text) && (node == "" || e.Node == node) {
			return true
		}
	}
	return false
}

// order is what the kiosk handed to the kitchen.
func (k *realKiosk) order() string {
	var order string
	k.until("a finished order", func() bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		for _, e := range k.entries {
			if _, o, ok := strings.Cut(e.Text, ": "); ok && e.Kind == "effect" && strings.HasPrefix(e.Text, "order ") {
				order = o
			}
		}
		return order != ""
	})
	return order
}

// Somebody goes through the looks, and then to another page and back, as fast as keys can
// be pressed: the window does not flash.
func TestNoFlashOnTheRealWindow(t *testing.T) {
	k := startReal(t)
	press := func(key string) {
		t.Helper()
		if err := k.display.Key(key, 0); err != nil {
			t.Fatal(err)
		}
		time.Sleep(40 * time.Millisecond)
	}
	focuses := func() (n int, last string) {
		k.mu.Lock()
		defer k.mu.Unlock()
		for _, e := range k.entries {
			if e.Kind == "focus" {
				n, last = n+1, e.Node
			}
		}
		return n, last
	}
	seek := func(id string) {
		t.Helper()
		for range 40 {
			n, last := focuses()
			if last == id {
				return
			}
			time.Sleep(humanPace)
			press("Down")
			k.until("the next focus", func() bool { m, _ := focuses(); return m > n })
		}
		t.Fatalf("%s was not reached", id)
	}
	drawn := func(id scene.NodeID) func() bool {
		return func() bool { return k.node(id).W > 0 }
	}
	k.until("the first screen", drawn("attract.start"))
	for _, step := range []struct {
		key  string
		then scene.NodeID
	}{{"Down", "item.latte"}, {"F1", "need.large"}} {
		time.Sleep(humanPace)
		press(step.key)
		k.until(string(step.then), drawn(step.then))
	}
	seek("help.more")
	time.Sleep(humanPace)
	press("Return")
	k.until("the settings", drawn("section.hear"))
	seek("section.see")
	press("Return")
	k.until("what is seen", drawn("pref.size"))
	seek("pref.look")
	press("Return")
	k.until("the looks", drawn("pref.look.default"))
	for range 15 {
		for _, key := range []string{"Down", "Return", "Up", "Return"} {
			press(key)
		}
	}
	time.Sleep(humanPace)
	for range 30 {
		press("BackSpace")
		press("F1")
	}
	time.Sleep(2 * humanPace) // the display goes dark with the program: no page does that
}

// latte is what every way of ordering must come to.
const latte = "dine=here; 1 × latte (size=regular temperature=iced) 5500 KRW; total 5500 KRW"

// The order by a finger on the real window, through the real hit-testing, is the
// same value as the order by keypad and by scenario.
func TestOrderByTouchOnTheRealWindow(t *testing.T) {
	k := startReal(t)
	for _, id := range []scene.NodeID{"attract.start", "item.latte", "option.temperature.iced", "many.1", "choice.here", "review.pay"} {
		k.touch(id)
	}
	if got := k.order(); got != latte {
		t.Errorf("order %q, want %q", got, latte)
	}
	if k.has("say", "", "") {
		t.Error("a person who touches was spoken to")
	}
	k.touch("done.finish")
	k.until("the first screen", func() bool { return k.has("effect", "end of session", "") })
}

// The same by the computer's keyboard, through the real window and the whole menu.
func TestOrderByKeyboardOnTheRealWindow(t *testing.T) {
	k := startRealSite(t, "short: false\n")
	k.until("the first screen", k.drawn)
	time.Sleep(500 * time.Millisecond)
	count := func(kind string) (n int, last string) {
		k.mu.Lock()
		defer k.mu.Unlock()
		for _, e := range k.entries {
			if e.Kind == kind {
				n, last = n+1, e.Node
			}
		}
		return n, last
	}
	said := 0 // before the last key
	press := func(name string) {
		t.Helper()
		if name == "Return" {
			time.Sleep(humanPace)
		}
		keys, _ := count("key")
		said, _ = count("say")
		if err := k.display.Key(name, 40*time.Millisecond); err != nil {
			t.Fatal(err)
		}
		k.until("key "+name, func() bool { n, _ := count("key"); return n > keys })
	}
	focus := func(id string) {
		t.Helper()
		for range 40 {
			// What has focus is told before what is said. A key pressed meanwhile goes past the node.
			k.until("the answer to the last key", func() bool { n, _ := count("say"); return n > said })
			if _, last := count("focus"); last == id {
				return
			}
			press("Down")
		}
		_, last := count("focus")
		t.Fatalf("%s is not reached; focus is on %s", id, last)
	}
	press("Down")
	focus("choice.here")
	press("Return")
	focus("category.usual")
	press("Return")
	focus("item.latte")
	press("Return")
	focus("option.temperature.iced")
	press("Return")
	focus("options.add")
	press("Return")
	focus("basket.next")
	press("Return")
	focus("review.pay")
	press("Return")
	if got := k.order(); got != latte {
		t.Errorf("order %q, want %q", got, latte)
	}
}

// The same by scenario, in discrete-event time and over real pseudo-terminals.
func TestOrderByScenario(t *testing.T) {
	file := filepath.Join(t.TempDir(), "latte.txt")
	script := "version: 1\nshort: no\npress down\npress select\nseek category.coffee\npress select\nseek item.latte\npress select\nseek option.temperature.iced\npress select\nseek options.add\npress select\nexpect order " + latte + "\n"
	if err := os.WriteFile(file, []byte(script), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"scenario", "run", file}, {"scenario", "run", "--real", file}} {
		if code, _, errOut := ctl(args...); code != exitOK {
			t.Errorf("%v: exit %d: %s", args, code, errOut)
		}
	}
}

// The height over a real line: keypad bytes in, actuator bytes out and back, and a cable
// pulled while it is in use.
func TestHeightOverARealLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "height.txt")
	const script = "version: 1\nlanguage: ko\nlift: yes\ntouch anywhere\ntouch bar.help\ntouch help.height\nexpect focus lift.down\nwait 400ms\n" +
		"hold select 1s\nexpect notice 화면이 내려오고 있습니다\nwait 400ms\nexpect notice 화면이 멈췄습니다\n" +
		"unplug lift\nexpect notice 지금은 화면 높이를 바꿀 수 없습니다\nhold select 500ms\nnever notice 내려오고 있습니다\n" +
		"plug lift\nwait 400ms\nhold select 1s\nexpect notice 화면이 내려오고 있습니다\n"
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := ctl("scenario", "run", "--real", file); code != exitOK {
		t.Errorf("exit %d: %s", code, errOut)
	}
}

// A whole order over a real line, the keypad unplugged and replugged on the way.
func TestUnplugOverARealLine(t *testing.T) {
	if code, _, errOut := ctl("scenario", "run", "--real", filepath.Join("testdata", "unplugged-in-the-middle.txt")); code != exitOK {
		t.Errorf("exit %d: %s", code, errOut)
	}
}
