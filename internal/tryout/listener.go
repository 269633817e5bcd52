package tryout

import (
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/scenario"
)

// listener is somebody who hears. They have a keypad, and know what was named last: that
// is what select takes.
type listener struct {
	*stay
	digits bool // the keypad has them; else the keys on the screen are found one by one, or digits are counted
	alone  bool // in the headset
	last   []string
	// counting is what of the things that are counted was named last, before what is
	// remembered of what was said.
	counting string
}

// farthest is how many presses somebody makes before they give up on one thing.
const farthest = 120

func (l *listener) begin() {
	l.forget()
	if l.alone {
		l.log("plugs", "the headset in")
		l.forget()
		l.v.Plug(scenario.Headset, true)
		l.note()
		return
	}
	l.press(input.KeyDown)
}

// press puts a key down and up, and listens.
func (l *listener) press(k input.Key) {
	l.log(string(k), "")
	l.mark = len(l.said)
	l.v.Press(scenario.DefaultDevice, k)
	l.note()
	if len(l.recent()) == 0 {
		l.stay.flag(Silent, "%s is answered by nothing", k)
	}
}

// note remembers what was named last: the end of what was said, but for what is optional.
func (l *listener) note() {
	if run := named(l.recent()); len(run) > 0 {
		l.last = run
	}
}

// named is the last thing that utterances tell of, in the words that were heard.
func named(said []speech.Utterance) []string {
	for i := len(said) - 1; i >= 0; i-- {
		var run []string
		var node scene.NodeID
		cs := said[i].Clauses
		for j := len(cs) - 1; j >= 0; j-- {
			c := cs[j]
			if c.Optional || c.Node == "" || c.Node != said[i].Focus && node == "" {
				continue
			}
			if node == "" {
				node = c.Node
			}
			if c.Node != node {
				break
			}
			run = append([]string{c.Text}, run...)
		}
		if len(run) > 0 {
			return run
		}
	}
	return nil
}

func (l *listener) perceives(id string) bool {
	want := l.sounds(id)
	if _, ok := l.match([]string{id}); ok {
		return true
	}
	for _, u := range l.said {
		for _, c := range u.Clauses {
			if c.Text == want {
				return true
			}
		}
	}
	return false
}

func (l *listener) find(ids []string) (offer, bool) {
	end := map[input.Key]string{input.KeyDown: "list.end", input.KeyUp: "list.start"}
	key := input.KeyDown
	for range farthest {
		if o, ok := l.match(ids); ok {
			return o, true
		}
		if l.readsRow(ids) {
			continue
		}
		if _, ok := l.match([]string{"read-on"}); ok { // it may come after what is read first
			l.act()
			continue
		}
		before := l.recent()
		l.press(key)
		// A foreigner does not understand that the list has ended, but hears the same twice.
		if l.hears(end[key]) || slices.Contains(ids, ownName) && alike(before, l.recent()) {
			if key == input.KeyUp {
				return offer{}, false
			}
			key = input.KeyUp
		}
	}
	return offer{}, false
}

// alike reports whether the same was said twice.
func alike(a, b []speech.Utterance) bool {
	words := func(us []speech.Utterance) (out []string) {
		for _, u := range us {
			for _, c := range u.Clauses {
				out = append(out, c.Text)
			}
		}
		return out
	}
	return slices.Equal(words(a), words(b))
}

// match compares what was named last with names that are known.
func (l *listener) match(ids []string) (offer, bool) {
	said := strings.Join(l.last, " ")
	for _, id := range ids {
		if o, ok, is := l.matchCount(id); ok {
			return o, true
		} else if is {
			continue
		}
		name := l.sounds(id)
		if name == "" || said != name && !strings.HasPrefix(said, name+" ") || !contains(l.last, name) {
			continue
		}
		return offer{id, contains(l.last, l.sounds(speech.MsgSelected)), contains(l.last, l.sounds(speech.MsgUnavailable))}, true
	}
	return offer{}, false
}

// contains reports whether a name was heard as a whole: it is one clause, or the first.
func contains(heard []string, name string) bool {
	for n := range heard {
		if heard[n] == name || strings.Join(heard[:n+1], " ") == name {
			return true
		}
	}
	return false
}

// hears reports whether a message was said since the newest press.
func (l *listener) hears(id string) bool {
	want := l.sounds(id)
	for _, u := range l.recent() {
		for _, c := range u.Clauses {
			if c.Text == want {
				return true
			}
		}
	}
	return false
}

func (l *listener) act() {
	l.counting = l.within()
	l.forget()
	l.press(input.KeySelect)
}

func (l *listener) anything() { l.forget(); l.press(input.KeyDown) }

func (l *listener) led(ids []string) bool { o, ok := l.match(ids); return ok && !o.disabled }

func (l *listener) enter(text string) {
	if !l.digits && !l.alone {
		l.count(text)
		return
	}
	for _, r := range text {
		if l.digits {
			l.log("digit", "")
			l.mark = len(l.said)
			l.v.Press(scenario.DefaultDevice, input.Key(string(r)))
			l.note()
			if len(l.recent()) == 0 {
				l.stay.flag(Silent, "a digit is answered by nothing")
			}
			continue
		}
		if !l.key(string(r)) {
			l.stay.flag(Reached, "a key for what must be typed is not to be heard")
			return
		}
		l.act()
	}
}

// count enters digits by how often a key is pressed. Who stands beside the kiosk hears the same
// whatever they are.
func (l *listener) count(digits string) {
	if _, ok := l.find([]string{dial}); !ok {
		l.stay.flag(Reached, "no way to enter a number without number keys and headset is to be heard")
		return
	}
	l.act()
	for _, r := range digits {
		n := int(r - '0')
		if n == 0 {
			n = 10
		}
		l.log("counts", "")
		l.mark = len(l.said)
		for range n {
			l.v.Press(scenario.DefaultDevice, input.KeyDown)
		}
		if len(l.recent()) > 0 {
			l.stay.flag(Private, "a press that is counted is heard")
		}
		l.press(input.KeySelect)
	}
	if l.m.Model().Entry.Dial.On { // fewer than there are places for: select alone stops
		l.press(input.KeySelect)
	}
}

// dial begins to count.
const dial = "typing.dial"

// key finds a key of the keyboard on the screen by its name.
func (l *listener) key(sign string) bool {
	name := strings.Join(l.voice(scene.Text{Lang: l.lang, Spans: []scene.Span{{Kind: scene.Spelled, Text: sign}}}, l.lang, l.easy), " ")
	key := input.KeyDown
	for range farthest {
		if len(l.last) > 0 && l.last[0] == name {
			return true
		}
		l.press(key)
		switch {
		case l.hears("list.end"):
			key = input.KeyUp
		case l.hears("list.start"):
			return false
		}
	}
	return false
}

func (l *listener) leave() {
	if !l.digits { // the kiosk finds its socket empty
		l.v.Plug(scenario.Headset, false)
	}
}

// settle listens to the end, and waits while nothing is asked.
func (l *listener) settle() {
	for range patience {
		if !idle(&l.scene) {
			l.busy()
		}
		l.v.WaitSpeech()
		l.note()
		if idle(&l.scene) {
			return
		}
		l.v.Wait(500 * time.Millisecond)
	}
	l.note()
}
