package tryout

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/kiosk/focus"
	"modu/internal/kiosk/screen"
	"modu/internal/runtime"
	"modu/internal/scenario"
	"modu/internal/session"
)

// Hand is the way in which a customer uses the kiosk.
type Hand string

const (
	Touch   Hand = "touch"   // sees the screen and taps it; hears nothing
	Ear     Hand = "ear"     // hears the loudspeaker, and has a keypad with digits
	Headset Hand = "headset" // hears the headset, and has three keys: up, down, select
	Keys    Hand = "keys"    // hears the loudspeaker beside an empty headset socket, and has the same three keys

	// Pictures sees the screen, taps it and cannot read: where a service has pictures of all
	// that it offers, that is enough.
	Pictures Hand = "pictures"
)

// Hands are those that every service is for.
func Hands() []Hand { return []Hand{Touch, Ear, Headset, Keys} }

// Shown are those of whom a stay can be looked at.
func Shown() []Hand { return append(Hands(), Pictures) }

// Options say who comes, and what happens to them.
type Options struct {
	Hand     Hand
	Lang     scene.Lang
	Easy     bool
	Says     string // how much is said: a value of the preference "verbosity"; empty: as at first
	Practice bool   // they practise first, and then do it for real
	Aloud    bool   // of a hand that touches: everything is said as well, and the first touch only reads (TGT-8)

	Mishaps  bool // on every screen: time runs out and is extended, staff are called, help and home are opened and closed, a wrong turn is undone
	Switch   bool // on every screen the language is changed, round to where it was; for hands with a keypad
	Push     bool // on every screen what is in the basket costs more, and then again what it cost
	RunOutAt int  // on the nth screen they fall asleep; 0: on none
	LeaveAt  int  // on the nth screen they give up; 0: on none

	// Met is called with the model of every moment, and when that is; nil: nobody asks.
	Met func(kiosk.Model, time.Duration)

	// Tamper changes what the machine puts out, for tests that show that a fault is found.
	Tamper func(*runtime.Output)
}

// Finding is something that would block a person.
type Finding struct {
	Rule   Rule
	Screen string
	Msg    string
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s: %s", f.Screen, f.Rule, f.Msg) }

// Report is what came of one stay.
type Report struct {
	Findings []Finding
	Screens  int      // that the customer acted on
	Log      []string // what they met and did, for people to read
	Turns    []Turn   // what they heard, until their stay was over
}

// stay is one customer's visit, with what they perceive and what is judged.
type stay struct {
	parts  *assemble.Parts
	wish   Wish
	opt    Options
	lang   scene.Lang // now
	easy   bool
	v      *scenario.Virtual
	m      *runtime.Machine
	report Report

	fresh kiosk.Stay // before anyone has come
	blank scene.Scene
	first scene.Scene // that this customer met

	scene   scene.Scene        // what is shown
	said    []speech.Utterance // since the customer chose something last
	mark    int                // where in it the newest press begins
	effects []kiosk.Effect     // all, since the stay began
	judge   judge
	settled bool // the customer has set language and form: from now on both are judged
	logged  string
	called  string          // the busy step on which staff were called
	known   map[word]string // words that the customer has thought of, as they sound
	did     []string        // what they have done since something was said last
	closed  bool            // their stay is over, and somebody else is there
}

// Run is one stay from attract to its end.
func Run(p *assemble.Parts, w Wish, o Options) Report {
	s := &stay{parts: p, wish: w, opt: o, lang: p.Languages[0], known: map[word]string{}}
	s.judge = newJudge(s)
	if o.Hand == Ear || o.Hand == Keys {
		p = atKeypad(p, o.Hand == Ear)
	}
	s.m = machine(p, o.Says)
	s.v = scenario.NewVirtual(s.m, s.output)
	if p.Core.Socket.Present {
		s.v.Route(true)
	}
	s.v.SetSample(p.Sample)
	c := &customer{stay: s, taken: map[string]bool{}, asked: map[string]bool{}, met: map[string]bool{}}
	c.visit()
	return s.report
}

// machine is a kiosk at which so much is said to the first customer.
func machine(p *assemble.Parts, says string) *runtime.Machine {
	if says == "" {
		return p.Machine(1, 101)
	}
	m := p.Core.New(1, 101)
	m.Prefs.Verbosity = says
	return runtime.NewMachine(p.Core, m, p.Words, p.OutOfOrder)
}

// atKeypad are the parts of a kiosk whose keypad has number keys, or none.
func atKeypad(p *assemble.Parts, digits bool) *assemble.Parts {
	parts, core, setup := *p, *p.Core, *p.Core.Setup
	setup.NoNumberKeys = !digits
	core.Setup, parts.Core = &setup, &core
	return &parts
}

// output takes what the machine puts out: it is what the customer meets.
func (s *stay) output(now time.Duration, out runtime.Output) {
	if s.opt.Tamper != nil {
		s.opt.Tamper(&out)
	}
	if s.opt.Switch && s.settled { // a person who changes it knows which comes
		s.lang = s.m.Model().Prefs.Language
	}
	if s.opt.Met != nil {
		s.opt.Met(s.m.Model(), now)
	}
	s.scene = out.Change.After
	if s.scene.Root.ID == "" {
		s.scene = s.m.Scene()
	}
	if out.Utterance != nil {
		s.said = append(s.said, *out.Utterance)
		s.turn(&out)
		s.log(heard, runtime.Spoken(*out.Utterance))
	}
	s.effects = append(s.effects, out.Effects...)
	s.judge.output(&out)
}

// bare is what the machine knows about the person, without what belongs to no person:
// keys that are down, and when the voice last ended.
func (s *stay) bare() kiosk.Stay {
	m := s.m.Model().Stay
	m.Keys = kiosk.Stay{}.Keys
	if m.Clock.Phase == session.Attract {
		m.Clock = session.State{}
	}
	return m
}

func (s *stay) flag(r Rule, format string, args ...any) {
	f := Finding{r, string(s.scene.Kind) + " " + s.scene.Root.Label.Redacted(), fmt.Sprintf(format, args...)}
	for _, g := range s.report.Findings {
		if g.Rule == f.Rule && g.Msg == f.Msg {
			return
		}
	}
	s.report.Findings = append(s.report.Findings, f)
}

// heard is what is logged of what is said.
const heard = "hears"

// met is a screen that has come up, as this customer meets it.
func (s *stay) met() []string {
	kind := "(" + string(s.scene.Kind) + ")"
	switch s.opt.Hand {
	case Pictures:
		return []string{"── " + kind, "  sees   " + pictured(&s.scene)}
	case Touch:
		return []string{"── " + s.scene.Root.Label.Redacted() + " " + kind, "  sees   " + drawn(&s.scene)}
	}
	return []string{"── " + s.scene.Root.Label.Redacted() + " " + kind}
}

// log writes a line for people.
func (s *stay) log(what, text string) {
	asked := 0
	if s.m != nil {
		asked = s.m.Model().Here.Asked
	}
	if screen := fmt.Sprint(s.scene.Kind, s.scene.Root.Label.Redacted(), asked); screen != s.logged {
		s.logged = screen
		s.report.Log = append(s.report.Log, s.met()...)
	}
	if what != heard {
		s.did = append(s.did, strings.TrimSpace(what+" "+text))
	}
	s.report.Log = append(s.report.Log, strings.TrimRight(fmt.Sprintf("  %-6s %s", what, text), " "))
}

// drawn is what is to be seen of a screen beside its title and the bar, in one line.
func drawn(sc *scene.Scene) string {
	var parts []string
	var walk func(n *scene.Node)
	walk = func(n *scene.Node) {
		if n.ID == screen.Bar {
			return
		}
		if n.Role != scene.RoleScreen && !n.Label.IsZero() && !strings.HasPrefix(string(n.ID), focus.KeyPrefix) {
			t := n.Label.Redacted()
			if n.Role == scene.RoleSteps {
				t = fmt.Sprintf("%d/%d %s", n.Page.Index+1, n.Page.Count, t)
			}
			for _, d := range n.Details {
				t += " " + d.Redacted()
			}
			if n.Selected {
				t += " ✓"
			}
			if n.Disabled {
				t += " (" + n.Reason.Redacted() + ")"
			}
			parts = append(parts, t)
		}
		for i := range n.Children {
			walk(&n.Children[i])
		}
	}
	walk(&sc.Root)
	return strings.Join(parts, " · ")
}

// order is what the machine has understood so far.
func (s *stay) order() string { return s.v.Order() }

// place is where the customer is: a dialog must lead back to it.
type place struct {
	root  scene.NodeID
	asked int // where options are asked one by one
	order string
	picks string // options being chosen
	focus scene.NodeID
}

// same reports whether it is the same question of the same screen.
func (p place) same(o place) bool { return p.root == o.root && p.asked == o.asked }

func (s *stay) place() place {
	m := s.m.Model()
	return place{s.scene.Root.ID, m.Here.Asked, s.order(), m.Here.Picked.String(), s.scene.Focus}
}

// gone checks that nothing of the person is left, and that the next one meets what this
// one met.
func (s *stay) gone() {
	if s.scene.Kind != scene.KindAttract {
		s.flag(Gone, "the stay should be over, and %q is shown", s.scene.Kind)
		return
	}
	if now := s.bare(); !reflect.DeepEqual(now, s.fresh) {
		s.flag(Gone, "something of the person is still known")
	}
	if now := s.scene; !s.alike(&now, &s.blank) {
		s.flag(Gone, "the first screen is not the one that this person met")
	}
	ended := false
	for _, e := range s.effects {
		if _, is := e.(kiosk.EndSession); is {
			ended = true
		}
	}
	if !ended {
		s.flag(Gone, "no output was told to forget the person")
	}
}

// next lets somebody else come, and compares what they meet.
func (s *stay) next(begin func()) {
	s.settled, s.closed, s.lang, s.easy = false, true, s.parts.Languages[0], false
	begin()
	first := s.first
	if s.opt.Says != "" {
		first.Root.Hint = scene.Text{} // of who wanted everything explained
	}
	if now := s.scene; !s.alike(&now, &first) {
		s.flag(Gone, "the next person meets another first screen")
	}
}

// alike compares two screens of different people.
func (s *stay) alike(a, b *scene.Scene) bool {
	x := *a
	x.Session, x.Part = b.Session, b.Part
	return x.Same(b)
}
