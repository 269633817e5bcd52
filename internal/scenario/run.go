package scenario

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// World is what a scenario acts on. Each method returns when its consequences
// have been seen, except that speech may still be going on.
type World interface {
	Press(device string, key input.Key) error // down and up again, shortly
	Hold(device string, key input.Key, d time.Duration) error
	Touch(node scene.NodeID, d time.Duration) error // node "" is anywhere
	Wait(d time.Duration) error
	WaitSpeech() error
	Plug(device string, in bool) error
	Card(what string) error // "tap", "decline", "cancel", "lose"
	Call(answered bool) error
	Present(what string, readable bool) error
	Neighbour(who string, b Behaviour) error // who: "backend", or Printer
	Push(item, change string) error
	Tell(catalogue string) error // what the program beside the kiosk answers when it is asked for its catalogue
	// Work carries out a command of a simulated device, which is called by its kind and has
	// that name as its id.
	Work(kind, command string) error
	Printed() []string // since the last call, one sheet each

	Health() []string // codes of what is wrong with devices now

	Scene() scene.Scene
	Order() string
	Heard() []string // what was said since the last call, one utterance each
	Noticed() []string
	Faults() []error // of scenes so far: broken ones, which no person would be shown
}

// DefaultDevice is the keypad that "press" uses.
const DefaultDevice = "keys"

// seekLimit bounds "seek": a list longer than that is a fault of the list.
const seekLimit = 200

// Failure is the first difference between a script and what happened.
type Failure struct {
	File string
	Line int
	Step string
	Msg  string
}

func (f *Failure) Error() string {
	return fmt.Sprintf("%s:%d: %s\n    %s", f.File, f.Line, f.Step, strings.ReplaceAll(f.Msg, "\n", "\n    "))
}

// Run plays a script. It returns the transcript of each step, and a *Failure for
// the first difference or broken scene. With rewrite, transcripts are not compared.
func Run(s *Script, w World, rewrite bool) ([][]string, error) {
	r := &runner{w: w}
	transcripts := make([][]string, len(s.Steps))
	r.look() // power-on belongs to no step
	if faults := w.Faults(); len(faults) > 0 {
		return transcripts, &Failure{s.File, 1, "power-on", broken(faults)}
	}
	for i := range s.Steps {
		st := &s.Steps[i]
		fail := func(format string, args ...any) error {
			return &Failure{s.File, st.Line, st.Text, fmt.Sprintf(format, args...)}
		}
		if st.Verb == "expect" || st.Verb == "never" {
			if msg := r.check(st); msg != "" {
				return transcripts, fail("%s", msg)
			}
			continue
		}
		if st.Verb != "wait" {
			r.heard, r.noticed, r.paper = nil, nil, nil
		}
		if err := r.act(st); err != nil {
			return transcripts, fail("%s", err)
		}
		transcripts[i] = r.look()
		if faults := w.Faults(); len(faults) > 0 {
			return transcripts, fail("%s", broken(faults))
		}
		if !s.Record || rewrite {
			continue
		}
		for j := range max(len(st.Transcript), len(transcripts[i])) {
			want, got := "(nothing more)", "(nothing more)"
			if j < len(st.Transcript) {
				want = st.Transcript[j]
			}
			if j < len(transcripts[i]) {
				got = transcripts[i][j]
			}
			if want != got {
				return transcripts, fail("transcript line %d\nwant: %s\ngot:  %s", j+1, want, got)
			}
		}
	}
	return transcripts, nil
}

// broken words the faults of scenes. A kiosk shows "out of order" instead of them.
func broken(faults []error) string { return "the scene is broken: " + errors.Join(faults...).Error() }

type runner struct {
	w       World
	heard   []string
	noticed []string
	paper   []string
	kind    scene.Kind
	focus   scene.NodeID
}

// look writes down what changed since the last look.
func (r *runner) look() []string {
	var out []string
	s := r.w.Scene()
	if s.Kind != r.kind {
		out = append(out, "screen: "+string(s.Kind)+" | "+s.Root.Label.Redacted())
		r.kind = s.Kind
	}
	heard, noticed := r.w.Heard(), r.w.Noticed()
	for _, n := range noticed {
		out = append(out, "notice: "+n)
	}
	for _, h := range heard {
		out = append(out, "say: "+h)
	}
	for _, p := range r.w.Printed() {
		out = append(out, "paper: "+p)
		r.paper = append(r.paper, p)
	}
	r.heard, r.noticed = append(r.heard, heard...), append(r.noticed, noticed...)
	if s.Focus != r.focus {
		out = append(out, strings.TrimSpace("focus: "+string(s.Focus)))
		r.focus = s.Focus
	}
	return out
}

func (r *runner) act(st *Step) error {
	w := r.w
	switch st.Verb {
	case "press":
		return r.press(st.Args)
	case "hold":
		return w.Hold(DefaultDevice, input.Key(st.Args[0]), st.duration(0))
	case "touch":
		return r.touch(st)
	case "wait":
		return r.wait(st)
	case "seek":
		return r.seek(scene.NodeID(st.Args[0]))
	case "plug", "unplug":
		return w.Plug(st.Args[0], st.Verb == "plug")
	case "tap", "decline", "cancel", "lose":
		return w.Card(st.Verb)
	case "present":
		if st.Args[0] == "unreadable" && len(st.Args) > 1 {
			return w.Present(st.Args[1], false)
		}
		return w.Present(st.Args[0], true)
	case "backend", "printer", "push", "catalogue":
		return r.neighbour(st)
	case "work":
		return w.Work(st.Args[0], strings.Join(st.Args[1:], " "))
	case "answer", "fail":
		return w.Call(st.Verb == "answer")
	}
	return fmt.Errorf("step %q is not known", st.Verb) // Parse has refused it already
}

// neighbour is what the programs and machines around the kiosk do.
func (r *runner) neighbour(st *Step) error {
	switch st.Verb {
	case "push":
		return r.w.Push(st.Args[0], st.Args[1])
	case "catalogue":
		return r.w.Tell(st.Rest)
	}
	return r.w.Neighbour(st.Verb, Behaviour(st.Args[0]))
}

func (r *runner) wait(st *Step) error {
	if st.Args[0] == "speech" {
		return r.w.WaitSpeech()
	}
	return r.w.Wait(st.duration(0))
}

// duration is the last word of a step, where it is a length of time.
func (st *Step) duration(otherwise time.Duration) time.Duration {
	if d, err := time.ParseDuration(st.Args[len(st.Args)-1]); err == nil {
		return d
	}
	return otherwise
}

// press presses keys: "down x3 pad:select".
func (r *runner) press(args []string) error {
	for i := 0; i < len(args); i++ {
		times, key := 1, args[i]
		if i+1 < len(args) {
			if n, ok := strings.CutPrefix(args[i+1], "x"); ok {
				if x, err := strconv.Atoi(n); err == nil {
					times = x
					i++
				}
			}
		}
		device, k := DefaultDevice, key
		if d, kk, ok := strings.Cut(key, ":"); ok {
			device, k = d, kk
		}
		for range times {
			if err := r.w.Press(device, input.Key(k)); err != nil {
				return err
			}
		}
	}
	return nil
}

// touch touches a node of the screen, or anywhere.
func (r *runner) touch(st *Step) error {
	node := scene.NodeID(st.Args[0])
	if st.Args[0] == "anywhere" {
		node = ""
	} else if s := r.w.Scene(); s.Find(node) == nil {
		return fmt.Errorf("there is no %q on this screen; there are %s", node, touchable(&s))
	}
	d := 100 * time.Millisecond
	if len(st.Args) > 1 {
		d = st.duration(d)
	}
	return r.w.Touch(node, d)
}

// seek presses down to the end of the list, then up to its start.
func (r *runner) seek(want scene.NodeID) error {
	key := input.KeyDown
	for range seekLimit {
		s := r.w.Scene()
		if s.Focus == want {
			return nil
		}
		if err := r.w.Press(DefaultDevice, key); err != nil {
			return err
		}
		if after := r.w.Scene(); after.Focus == s.Focus {
			if key == input.KeyUp {
				return fmt.Errorf("%q is not in the list between %q and its end", want, s.Focus)
			}
			key = input.KeyUp
		}
	}
	return fmt.Errorf("%q was not reached with %d presses", want, seekLimit)
}

// check looks at what was said since the last act, and at what is there now.
func (r *runner) check(st *Step) string {
	subject, want := st.Args[0], strings.TrimSpace(strings.TrimPrefix(st.Rest, st.Args[0]))
	got, whole := r.found(subject)
	holds := got == want
	if !whole {
		holds = strings.Contains(got, want) || want == "anything" && got != ""
	}
	if holds == (st.Verb == "expect") {
		return ""
	}
	if st.Verb == "never" {
		return fmt.Sprintf("%s must not be there\ngot:  %s", subject, got)
	}
	return fmt.Sprintf("want: %s\ngot:  %s", want, got)
}

// found is what there is of a subject. whole: it must be the same as what is wanted, where
// else that need only be in it, or "anything" be there.
func (r *runner) found(subject string) (got string, whole bool) {
	s := r.w.Scene()
	switch subject {
	case "speech":
		return strings.Join(r.heard, " / "), false
	case "speaker", "headset":
		var here []string
		for _, h := range r.heard {
			if strings.HasPrefix(h, inEar) == (subject == "headset") {
				here = append(here, h)
			}
		}
		return strings.Join(here, " / "), false
	case "notice":
		return strings.Join(r.noticed, " / "), false
	case "paper":
		return strings.Join(r.paper, " / "), false
	case "health":
		return strings.Join(r.w.Health(), " / "), false
	case "screen":
		return Text(&s), false
	case "focus":
		return string(s.Focus), true
	case "kind":
		return string(s.Kind), true
	case "order":
		return r.w.Order(), true
	}
	return s.Find(s.Focus).Privacy.String(), true // of "privacy"
}

// Text is everything a person can read on a screen, one node a line.
func Text(s *scene.Scene) string {
	var lines []string
	s.Walk(func(n *scene.Node, _ int) bool {
		parts := []string{n.Label.Redacted()}
		for _, d := range n.Details {
			parts = append(parts, d.Redacted())
		}
		if n.Disabled {
			parts = append(parts, n.Reason.Redacted())
		}
		lines = append(lines, strings.Join(parts, " "))
		return true
	})
	return strings.Join(lines, "\n")
}

func touchable(s *scene.Scene) string {
	var ids []string
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role.Focusable() {
			ids = append(ids, string(n.ID))
		}
		return true
	})
	return strings.Join(ids, " ")
}
