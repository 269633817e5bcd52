package tryout

import (
	"fmt"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk/focus"
)

// Rules of what is heard in a whole stay.
const (
	Asks      Rule = "a screen opens with its question or instruction" // SPK-1
	Once      Rule = "nothing is said twice on a screen"
	Confirmed Rule = "payment and print end in words" // SPK-1: what was done is told, not only what comes next
	OnceAStay Rule = "what is told once a stay is told once"
	Called    Rule = "no button of the bar is heard that nobody went to"
	Where     Rule = "who has something to do beside the screen is told where"
	Apart     Rule = "keys for a private number can be told apart, or another way is offered" // SPK-6
)

// Misheard names what breaks these rules in what the customer heard. Where is judged on a
// site that has said where everything is.
func (r Report) Misheard() []Finding {
	var out []Finding
	flag := func(rule Rule, t Turn, format string, args ...any) {
		f := Finding{rule, string(t.After.Kind) + " " + t.After.Root.Label.Redacted(), fmt.Sprintf(format, args...)}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	told(r.Turns, flag)
	visits := visitsOf(r.Turns)
	for i, v := range visits {
		asks(v, flag)
		once(v, flag)
		where(v, flag)
		uncalled(v, flag)
		apart(v, flag)
		if i > 0 {
			confirmed(visits[i-1], v, flag)
		}
	}
	return out
}

// flagger takes what a rule finds.
type flagger func(rule Rule, t Turn, format string, args ...any)

// visitsOf parts what was heard by the screens on which it was: a screen that is told from its
// title again is another.
func visitsOf(turns []Turn) (out [][]Turn) {
	for i, t := range turns {
		if i == 0 || speech.Opened(&t.Before, &t.After) {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], t)
	}
	return out
}

// asks: what a screen asks for is heard first: what is to be done beside it, the question
// whose first answer has the focus, or its title.
func asks(visit []Turn, flag flagger) {
	t := visit[0]
	if t.After.Kind == scene.KindAttract {
		return // nobody is asked anything any more
	}
	want := []scene.NodeID{t.After.Root.ID}
	if n := t.After.Root.Find(task); n != nil {
		want = []scene.NodeID{n.ID}
	} else if q := t.After.Parent(t.After.Focus); q != nil && q.IsQuestion() && !q.Label.IsZero() {
		want = append(want, q.ID)
	}
	for _, id := range want {
		n := t.After.Find(id)
		if !slices.ContainsFunc(t.Said.Clauses, func(c speech.Clause) bool {
			return !c.Optional && (c.Node == id || n.Label.ID != "" && c.Message == n.Label.ID) // a notice may have said it
		}) {
			flag(Asks, t, "%q is not heard when it opens", id)
		}
	}
	if t.After.Lang == "ko" && !slices.Contains(tellOnly, t.After.Kind) && !slices.ContainsFunc(t.Said.Clauses, asksInKorean) {
		flag(Asks, t, "nothing that is heard when it opens asks or says what to do")
	}
}

// tellOnly are the kinds of screens that may only tell: their one button ends or goes back.
var tellOnly = []scene.Kind{scene.KindDone, scene.KindShow, scene.KindKeys}

// asksInKorean reports whether a clause is a question or an instruction: in Korean its ending
// shows.
func asksInKorean(c speech.Clause) bool {
	text := strings.TrimRight(c.Text, ". ")
	return !c.Optional && !c.OnceAStay && (strings.HasSuffix(text, "?") || strings.HasSuffix(text, "세요"))
}

// task reports whether a node is what a screen asks for beside itself.
func task(n *scene.Node) bool { return n.Role == scene.RoleProgress && n.Stop && !n.Quiet }

// once: on one screen the kiosk says no message twice of itself. What somebody goes back to
// they hear again, and the lines of a list may be alike.
func once(visit []Turn, flag flagger) {
	said := map[string]bool{}
	for _, t := range visit {
		if moves(t.Did) {
			continue
		}
		for _, c := range t.Said.Clauses {
			if c.Message == "" || strings.HasPrefix(c.Message, "speech.") || inLine(&t.After, c.Node) {
				continue
			}
			key := c.Message + "\x00" + c.Text
			if said[key] {
				flag(Once, t, "%q is said again: %s", c.Message, c.Text)
			}
			said[key] = true
		}
	}
}

// told: how the kiosk is worked, and where things are, is told once a stay; somebody who goes
// back to it, or asks, hears it again.
func told(turns []Turn, flag flagger) {
	heard := map[string]bool{}
	for _, t := range turns {
		for _, c := range t.Said.Clauses {
			if !c.OnceAStay {
				continue
			}
			if heard[c.Text] {
				flag(OnceAStay, t, "%q is told again", c.Text)
			}
			heard[c.Text] = true
		}
	}
}

// uncalled: who waits, or is told news, hears no button of the bar: "please wait, help" sounds as
// if help were coming.
func uncalled(visit []Turn, flag flagger) {
	for i, t := range visit {
		if moves(t.Did) || i > 0 && len(t.Did) > 0 {
			continue
		}
		for _, c := range t.Said.Clauses {
			if p := t.After.Parent(c.Node); p != nil && p.Arrange == scene.ArrangeBar {
				flag(Called, t, "%q is said: %s", c.Node, c.Text)
			}
		}
	}
}

// moves reports whether an utterance answers somebody who looks for something.
func moves(did []string) bool {
	if len(did) == 0 {
		return false
	}
	last, _, _ := strings.Cut(did[len(did)-1], " ")
	return slices.Contains([]string{"down", "up", "digit", "touches", "repeat"}, last) || did[len(did)-1] == "taps a key"
}

// inLine reports whether a node is a line of a list.
func inLine(sc *scene.Scene, id scene.NodeID) bool {
	n := sc.Find(id)
	return n != nil && n.Role == scene.RoleSummary
}

// beside are the pictures of what is to be done beside the screen.
var beside = []string{"present-card", "present-code", "present-fingerprint", "present-insert", "pay-card", "pay-pin", "pay-remove-card",
	"paper-out", "take", "give-back", "counter", "headset-plug"}

// where: of everything that is to be done beside a screen people hear where it is, and an
// arrow points there.
func where(visit []Turn, flag flagger) {
	for _, t := range visit {
		t.After.Walk(func(n *scene.Node, _ int) bool {
			switch {
			case n.Quiet || n.Role != scene.RoleProgress || !slices.Contains(beside, n.Picture):
			case n.Toward == "" || len(n.Details) == 0:
				flag(Where, t, "%q points nowhere", n.ID)
			case !tells(visit, n):
				flag(Where, t, "%q is not said to be where it is", n.ID)
			}
			return true
		})
	}
}

// tells reports whether the place of a node is said on a screen: something beside its name.
func tells(visit []Turn, n *scene.Node) bool {
	for _, t := range visit {
		for i, c := range t.Said.Clauses {
			if c.Node == n.ID && c.Message == n.Details[0].ID && i > 0 && (t.Said.Clauses[i-1].Node == n.ID || t.Said.Clauses[i-1].Node == t.After.Root.ID) {
				return true
			}
		}
	}
	return false
}

// ways are the messages that offer who must not be overheard another way than the keys on the
// screen.
var ways = []string{"typing.number-keys", "typing.plug-in", "typing.not-read"}

// apart: in a headset each key of a private number has a name of its own; on the loudspeaker
// none has, and people are told of another way when the screen opens.
func apart(visit []Turn, flag flagger) {
	names := map[string]scene.NodeID{}
	for i, t := range visit {
		k := t.After.Root.Find(privateKey)
		if k == nil {
			continue
		}
		if !t.After.Ear.Private {
			if i == 0 && !slices.ContainsFunc(t.Said.Clauses, func(c speech.Clause) bool { return slices.Contains(ways, c.Message) }) {
				flag(Apart, t, "no other way than keys that all sound alike is heard")
			}
			continue
		}
		for _, c := range t.Said.Clauses {
			if n := t.After.Find(c.Node); n == nil || !privateKey(n) {
				continue
			}
			if other, known := names[c.Text]; known && other != c.Node {
				flag(Apart, t, "two keys are both called %q", c.Text)
			}
			names[c.Text] = c.Node
		}
	}
}

// privateKey reports whether a node is a key with which a private number is typed.
func privateKey(n *scene.Node) bool {
	digit := strings.TrimPrefix(string(n.ID), focus.KeyPrefix)
	return n.Privacy > scene.Public && len(digit) == 1 && digit != string(n.ID) && strings.Contains("0123456789", digit)
}

// ends are the words by which people know that something has ended well, by the kind of the
// screen on which it was under way.
var ends = map[scene.Kind]map[scene.Lang][]string{
	scene.KindPay:   {"ko": {"결제", "돈을 냈"}, "en": {"paid", "payment"}, "zh-Hans": {"付款", "支付", "付钱", "付好"}, "ja": {"しはら", "けっさい", "決済", "払", "はらい", "はらえ"}},
	scene.KindPrint: {"ko": {"나왔", "인쇄했", "뽑았"}, "en": {"ready", "printed", "come out", "is here", "take"}, "zh-Hans": {"打印", "印好", "出来"}, "ja": {"いんさつ", "印刷", "でました", "できました", "出ました"}},
}

// confirmed: who has paid, and who has waited for paper, is told that it is done before
// anything else is asked of them.
func confirmed(before, now []Turn, flag flagger) {
	from, t := before[len(before)-1].After.Kind, now[0]
	words, ends := ends[from][t.After.Lang]
	if !ends || t.After.Kind == from || !ended(from, t) {
		return
	}
	var all []string
	for _, c := range t.Said.Clauses {
		all = append(all, c.Text)
	}
	heard := strings.ToLower(strings.Join(all, " "))
	if !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(heard, w) }) {
		flag(Confirmed, t, "nothing says that %s is done: %s", from, heard)
	}
}

// ended reports whether what was under way has gone well: a card was used, or the kiosk went on
// of itself.
func ended(from scene.Kind, t Turn) bool {
	switch from {
	case scene.KindPay:
		return slices.Contains(t.Did, "taps card")
	case scene.KindPrint:
		return len(t.Did) == 0
	}
	return false
}
