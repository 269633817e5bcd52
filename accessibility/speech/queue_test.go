package speech

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// A queue script: "interrupt 1", "polite 2", "progress 3", "overlay 4" push an
// utterance with that id, "done 1" finishes it, "cut", "reset", "session 2"
// changes whose utterances are pushed, "focus b" what they are about. After the
// arrow: what the player has to do.
func TestQueue(t *testing.T) {
	for name, script := range map[string]string{
		"one after the other": `
			polite 1 -> start 1
			polite 2 ->
			done 1 -> start 2
			done 2 ->`,
		"interrupt drops everything older": `
			polite 1 -> start 1
			polite 2 ->
			progress 3 -> drop 3
			interrupt 4 -> drop 2 cut start 4
			done 1 ->
			done 4 ->`,
		"progress: only the newest, only when idle": `
			interrupt 1 -> start 1
			progress 2 ->
			progress 3 -> drop 2
			done 1 -> start 3
			polite 4 -> cut start 4
			progress 5 ->
			polite 6 -> drop 5
			done 4 -> start 6
			done 6 ->`,
		"overlay goes beside": `
			polite 1 -> start 1
			overlay 2 -> beside 2
			done 1 ->`,
		"cut leaves something to repeat": `
			polite 1 -> start 1
			polite 2 ->
			cut -> drop 2 cut
			last -> 1
			cut ->
			reset ->
			last -> none`,
		"another person hears nothing of the one before": `
			polite 1 -> start 1
			polite 2 ->
			session 2
			polite 1 -> drop 2 cut start 1
			done 2 ->
			done 1 ->`,
		"a late end from the session before changes nothing": `
			polite 1 -> start 1
			session 2
			polite 1 -> cut start 1
			session 1
			done 1 ->`,
		"what speaks of nothing but an old focus is cut": `
			focus a
			only 1 -> start 1
			only 2 ->
			focus b
			polite 3 -> drop 2 cut start 3
			done 3 ->`,
		"the same is not said twice": `
			polite 1 -> start 1
			polite 2 ->
			same 2 -> drop 2
			same 1 -> drop 1
			progress 1 -> drop 1
			done 1 -> start 2
			progress 3 ->
			progress 3 -> drop 3
			interrupt 2 -> drop 3 cut start 2
			done 2 ->`,
		"too many wait: the oldest gives way": `
			polite 1 -> start 1
			polite 2 ->
			polite 3 ->
			polite 4 ->
			polite 5 ->
			polite 6 ->
			polite 7 ->
			polite 8 ->
			polite 9 ->
			polite 10 ->
			polite 11 ->
			polite 12 ->
			polite 13 ->
			polite 14 ->
			polite 15 ->
			polite 16 ->
			polite 17 ->
			polite 18 -> drop 2
			done 1 -> start 3`,
		"what is said about an old focus goes stale": `
			focus a
			polite 1 -> start 1
			polite 2 ->
			focus b
			polite 3 -> skip a
			done 1 -> start 2 without a
			done 2 -> start 3
			done 3 ->`,
	} {
		t.Run(name, func(t *testing.T) {
			var q Queue
			session := scene.SessionID{Boot: 1, Counter: 1}
			focus := scene.NodeID("")
			pri := map[string]Priority{"interrupt": Interrupt, "polite": PolitePri, "progress": Progress, "overlay": OverlayPri, "same": PolitePri, "only": PolitePri}
			for _, line := range strings.Split(strings.TrimSpace(script), "\n") {
				do, want, _ := strings.Cut(strings.TrimSpace(line), "->")
				f := strings.Fields(do)
				id := input.UtteranceID(0)
				if len(f) > 1 {
					fmt.Sscan(f[1], &id)
				}
				var got Step
				switch f[0] {
				case "done":
					got = q.Finished(session, id)
				case "cut":
					got = q.Cut()
				case "reset":
					got = q.Reset()
				case "session":
					session.Counter = uint32(id)
					continue
				case "focus":
					focus = scene.NodeID(f[1])
					continue
				case "last":
					s := "none"
					if u, ok := q.Last(); ok {
						s = fmt.Sprint(u.ID)
					}
					if s != strings.TrimSpace(want) {
						t.Errorf("%s: %s", line, s)
					}
					continue
				default:
					u := Utterance{ID: id, Session: session, Priority: pri[f[0]], Focus: focus, Clauses: []Clause{{Node: "news", Text: fmt.Sprint("소식 ", id)}}}
					if f[0] == "only" {
						u.Clauses = nil
					}
					if focus != "" {
						u.Clauses = append(u.Clauses, Clause{Node: focus, Text: fmt.Sprint("단추 ", id)})
					}
					got = q.Push(u)
				}
				var s []string
				for _, u := range got.Dropped {
					s = append(s, "drop", fmt.Sprint(u.ID))
				}
				if got.Skip != "" {
					s = append(s, "skip", string(got.Skip))
				}
				if got.Cut {
					s = append(s, "cut")
				}
				if got.Start != nil {
					s = append(s, "start", fmt.Sprint(got.Start.ID))
					if f[0] == "done" && got.Start.Focus != "" && len(got.Start.Clauses) == 1 {
						s = append(s, "without", string(got.Start.Focus))
					}
				}
				if got.Beside != nil {
					s = append(s, "beside", fmt.Sprint(got.Beside.ID))
				}
				if strings.Join(s, " ") != strings.TrimSpace(want) {
					t.Errorf("%s: got %q", line, strings.Join(s, " "))
				}
			}
			if strings.HasSuffix(strings.TrimSpace(script), "done 3 ->") && q.Speaking() {
				t.Error("still speaking")
			}
		})
	}
}

func TestEstimate(t *testing.T) {
	for _, c := range []struct {
		text  string
		pause time.Duration
		rate  int
		want  time.Duration
	}{
		{"", 0, 100, 0},
		{"팔천오백 원", 0, 100, 5 * time.Second * 10 / 52},
		{"팔천오백 원", 300 * time.Millisecond, 200, 5*time.Second*10/104 + 300*time.Millisecond},
		{"coffee please", 0, 100, 4 * time.Second / 4},      // o, ee, ea, e
		{"coffee please", 0, 0, 4 * time.Second / 4},        // no rate is the normal rate
		{"1 2", 0, 100, 2 * time.Second * 10 / 52},          // a digit is a syllable
		{"ㅋ, . ?", 0, 100, 1 * time.Second * 10 / 52},       // signs take no time of their own
		{"コーヒー 咖啡", 0, 100, 6 * time.Second * 10 / 52},      // a letter is a syllable
		{"콜드브루 latte", 0, 100, 4*time.Second*10/52 + 500e6}, // both in one clause
	} {
		got := Estimate(Utterance{Clauses: []Clause{{Text: c.text, PauseAfter: c.pause}}}, c.rate)
		if d := got - c.want; d < -time.Microsecond || d > time.Microsecond {
			t.Errorf("%q at %d %%: %v, want %v", c.text, c.rate, got, c.want)
		}
	}
}

func TestMessagesAreUniqueAndKnown(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range Messages() {
		if seen[id] || !strings.HasPrefix(id, "speech.") {
			t.Errorf("%q", id)
		}
		seen[id] = true
	}
	for id := range wording {
		if !seen[id] {
			t.Errorf("%q is used here but not listed", id)
		}
	}
}

// FuzzCompose builds two scenes from bytes and checks what must hold for every
// change.
func FuzzCompose(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, []byte{1, 2, 3, 4, 9, 9, 9, 9}, uint8(1), false)
	f.Add([]byte{0xff, 3, 0x80, 77, 5, 61}, []byte{}, uint8(7), true)
	f.Add([]byte("a quite long seed with many nodes in it"), []byte("another quite long seed"), uint8(2), false)
	f.Fuzz(func(t *testing.T, a, b []byte, flags uint8, headset bool) {
		c := scene.Change{Before: fromBytes(a), After: fromBytes(b), Cause: scene.Cause{Kind: scene.CauseKind(flags % 5)}}
		o := Options{Verbosity: Verbosity(flags / 8 % 3), Words: catalogue{}, Headset: headset, Easy: flags&64 != 0}
		u, ok := Compose(c, o)
		if ok != (len(u.Clauses) > 0) {
			t.Fatal("an utterance without clauses, or none with some")
		}
		if u.Privacy() == scene.Secret || !headset && u.Privacy() != scene.Public {
			t.Fatalf("%s speech, headset %v", u.Privacy(), headset)
		}
		twice := map[string]bool{}
		for _, cl := range u.Clauses {
			if key := string(cl.Node) + "\n" + string(cl.Lang) + "\n" + cl.Text; twice[key] {
				t.Fatalf("%q is said twice about %q", cl.Text, cl.Node)
			} else {
				twice[key] = true
			}
			if cl.Text == "" || cl.Lang == "" || strings.Contains(cl.Text, "비밀글") || !headset && strings.Contains(cl.Text, "개인글") {
				t.Fatalf("clause %+v", cl)
			}
			for _, w := range cl.Words {
				if w.At+w.Len > len([]rune(cl.Text)) {
					t.Fatalf("word %+v of %q", w, cl.Text)
				}
			}
		}
		if same, again := Compose(scene.Change{Before: c.After, After: c.After, Cause: c.Cause}, o); again {
			t.Fatalf("nothing changed, yet it says %+v", same)
		}
	})
}

func fromBytes(b []byte) scene.Scene {
	s := scene.Scene{Kind: scene.KindShow, Lang: "ko", Root: scene.Node{ID: "root", Role: scene.RoleScreen, Label: scene.Literal("ko", "제목", scene.Public)}}
	at := &s.Root
	words := []string{"라떼", "4,500원", "", "비밀글", "개인글", "끝. ", "A-1"}
	for i := 0; i+1 < len(b) && i < 40; i += 2 {
		p := scene.Public
		w := words[int(b[i])%len(words)]
		switch w {
		case "비밀글":
			p = scene.Secret
		case "개인글":
			p = scene.Personal
		}
		n := scene.Node{ID: scene.NodeID(fmt.Sprint("n", i/2)), Role: scene.Role(b[i+1] % 13), Label: scene.Literal("ko", w, p),
			Selected: b[i]&64 != 0, Disabled: b[i]&128 != 0, Count: int(b[i] % 3), Privacy: scene.Privacy(b[i+1] / 16 % 2)}
		if b[i+1]&32 != 0 {
			n.Details = []scene.Text{scene.Literal("en", w, p)}
		}
		if b[i+1]&64 != 0 {
			n.Page = scene.Page{Index: int(b[i] % 2), Count: 2, First: i, Total: 50}
		}
		at.Children = append(at.Children, n)
		if b[i+1]&128 != 0 {
			at = &at.Children[len(at.Children)-1]
		}
	}
	s.Focus = "n3"
	return s
}

// BenchmarkCompose measures a screen of twelve cards being opened.
func BenchmarkCompose(b *testing.B) {
	list := scene.Node{ID: "list", Role: scene.RoleGroup, Label: scene.Literal("ko", "음료", scene.Public)}
	for i := range 12 {
		list.Children = append(list.Children, scene.Node{ID: scene.NodeID(fmt.Sprint("c", i)), Role: scene.RoleChoice,
			Label: scene.Literal("ko", "아이스 아메리카노", scene.Public), Details: []scene.Text{scene.Literal("ko", "4,500원", scene.Public)}})
	}
	after := scene.Scene{Kind: scene.KindChoose, Lang: "ko", Focus: "c3", Root: scene.Node{ID: "r", Role: scene.RoleScreen,
		Label: scene.Literal("ko", "커피를 고르세요", scene.Public), Children: []scene.Node{list}}}
	c := scene.Change{After: after, Cause: scene.Cause{Kind: scene.ByPerson}}
	for b.Loop() {
		if _, ok := Compose(c, Options{Verbosity: Normal, Words: catalogue{}}); !ok {
			b.Fatal("silent")
		}
	}
}
