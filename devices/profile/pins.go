package profile

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/devices/transport"
	"modu/internal/datafile"
)

// MaxPin is the last pin that Firmata can report: 16 ports of 8 pins (protocol
// 2.5, "digital I/O message", four bits for the port).
const MaxPin = 127

// MaxKeyCode is the last key that Linux knows (input-event-codes.h, KEY_MAX).
const MaxKeyCode = 0x2FF

func kindNames() (names []string) {
	for _, k := range Kinds() {
		names = append(names, string(k))
	}
	return names
}

func keyNames() []string { return input.Key("").Values() }

// foreign names parts that only other kinds have.
func (l *loader) foreign(f file) {
	only := func(remedy string, paths ...string) {
		for _, at := range paths {
			if l.doc.Given(at) {
				l.bad(at, remedy, "a profile of kind %s has no %q", l.p.Kind, at)
			}
		}
	}
	only(`remove it, or write "kind: keypad"`, "frame", "lines", "probe")
	for _, k := range datafile.Keys(reflect.TypeFor[fileKeys]()) {
		if kinds := k.Kinds(); kinds != nil && !slices.Contains(kinds, string(l.p.Kind)) {
			only("remove it: "+string(l.p.Kind)+" itself says which key went down or up", "keys."+k.Name)
		}
	}
	if l.p.Kind == HID {
		only(`remove it, or write "kind: firmata"`, "board")
		only("remove it: a keyboard has no line to set", "line")
		if f.Match == nil {
			l.bad("", `add "match: {usb: {vid: …, pid: …}}"; lsusb shows both`, "nothing says which keyboard is meant")
		}
	}
}

// codes reads keys.names of pins and of key codes.
func (l *loader) codes(f fileKeys) {
	l.p.Keys = Keys{Names: map[string]input.Key{}, StateAt: -1}
	known := keyNames()
	usedBy := map[string]string{}
	for _, code := range slices.Sorted(maps.Keys(f.Names)) {
		at, name := "keys.names."+code, string(f.Names[code])
		if !slices.Contains(known, name) {
			l.bad(at, datafile.Suggest(name, known), "there is no key named %q", name)
		}
		// Two contacts may mean one key: a foot switch beside a button. Two codes of
		// a keyboard are a mistake in typing.
		if other, twice := usedBy[name]; twice && l.p.Kind == HID {
			l.bad(at, "give one of them another name", "codes %s and %s are both named %q", other, code, name)
		}
		usedBy[name] = code
		n, ok := l.code(at, code)
		if !ok {
			continue
		}
		if plain := strconv.Itoa(n); l.p.Keys.Names[plain] == "" {
			l.p.Keys.Names[plain] = input.Key(name)
		} else {
			l.bad(at, "remove one of the two", "code %s is given twice", plain)
		}
	}
	if f.Names != nil && len(f.Names) == 0 {
		l.bad("keys.names", "list each code with the name of its key", "no key is named")
	}
}

func (l *loader) code(at, code string) (int, bool) {
	if l.p.Kind == Firmata {
		n, err := strconv.Atoi(code)
		if err != nil {
			l.bad(at, `write the number that is printed beside the pin, such as "4"`, "%q is not a pin", code)
			return 0, false
		}
		return n, l.pin(at, n)
	}
	if n, ok := keyCodes()[code]; ok {
		return n, true
	}
	n, err := strconv.ParseUint(code, 0, 16)
	if err != nil {
		l.bad(at, datafile.Suggest(code, slices.Collect(maps.Keys(keyCodes())))+` (or its number; "evtest" prints both)`, "%q is not a key code", code)
		return 0, false
	}
	if n == 0 || n > MaxKeyCode {
		l.bad(at, fmt.Sprintf("write 1 to %d", MaxKeyCode), "there is no key code %d", n)
		return 0, false
	}
	return int(n), true
}

func (l *loader) pin(at string, n int) bool {
	if n < 0 || n > MaxPin {
		l.bad(at, fmt.Sprintf("write 0 to %d", MaxPin), "there is no pin %d", n)
		return false
	}
	return true
}

func (l *loader) board(f *fileBoard) {
	b := &Board{PullUp: true, Lamps: map[string]int{}, Debounce: DefaultDebounce, Boot: DefaultBoot}
	l.p.Board = b
	if f == nil {
		return
	}
	used := map[int]string{}
	for _, code := range slices.Sorted(maps.Keys(l.p.Keys.Names)) {
		if n, err := strconv.Atoi(code); err == nil {
			used[n] = "key " + string(l.p.Keys.Names[code])
		}
	}
	take := func(at string, n int, what string) {
		if !l.pin(at, n) {
			return
		}
		if by, taken := used[n]; taken {
			l.bad(at, "give each its own pin", "pin %d is for %s and for %s", n, by, what)
		}
		used[n] = what
	}
	if f.PullUp != nil {
		b.PullUp = *f.PullUp
	}
	if f.Jack != nil {
		oneOf(l, "board.jack.in", f.Jack.In, "open", "closed")
		b.Jack = &Jack{Pin: f.Jack.Pin, InOpen: f.Jack.In == "open"}
		take("board.jack.pin", f.Jack.Pin, "the jack")
	}
	for _, name := range slices.Sorted(maps.Keys(f.Lamps)) {
		at := "board.lamps." + name
		if name == "" || strings.ContainsAny(name, " \t") {
			l.bad(at, "write one word", "a lamp's name is one word, not %q", name)
		}
		b.Lamps[name] = f.Lamps[name]
		take(at, f.Lamps[name], "lamp "+name)
	}
	span := func(at string, got *time.Duration, into *time.Duration, low, high time.Duration, why string) {
		if got == nil {
			return
		}
		if *into = *got; *got < low || *got > high {
			l.bad(at, fmt.Sprintf("write %v to %v, or leave it out for the default", low, high), "%v is %s", *got, why)
		}
	}
	span("board.debounce", f.Debounce, &b.Debounce, time.Millisecond, 200*time.Millisecond, "no time that a contact bounces and a person does not feel")
	span("board.boot", f.Boot, &b.Boot, 0, 30*time.Second, "no time that a board takes to start")
}

// noLine is the port of a keyboard.
func noLine(s transport.PortSpec) transport.PortSpec {
	return transport.PortSpec{Path: s.Path, USB: s.USB}
}
