package kiosk

import (
	"strconv"
	"time"
	"unicode"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/locales"
)

// Screens of a call for staff.
const (
	talkCall  = "staff"      // where it stands, how to talk
	talkWrite = "staff-text" // something to tell them is being typed
)

// callPatience is how long staff may leave a call unanswered before the person is told
// so, honestly, and staff are called again; and so on until somebody comes.
const callPatience = time.Minute

// call is a person's call for staff.
type call struct {
	Effect input.EffectID
	State  input.CallState
	Since  time.Duration // of the last ring
	Late   bool          // nobody has answered in time
	Until  time.Duration // when the answer is no longer shown; 0 before there is one
	Answer scene.Text    // what staff said, if they said something
	Manner string        // how the person wants to talk: one of manners; "" is not said
}

// manners are the ways of talking that a person can ask for.
var manners = []string{"voice", "text", "sign"}

// maxReply and maxTold bound what crosses to and from staff, in characters.
const (
	maxReply = 120
	maxTold  = 60
)

// phrases are what is often told, without typing.
var phrases = []string{"lost", "reach", "hear", "paper"}

// callStaff rings; pressed once more it says where the call is, or opens the screen
// on which the person can tell staff more.
func (u *update) callStaff() {
	switch {
	case u.m.Talk.Kind == talkCall:
		u.closeTalk()
	case u.m.Call.State == input.CallRinging || u.m.Call.State == input.CallAnswered && u.c.StaffPage:
		if u.c.StaffPage {
			u.openTalk(talkCall)
			return
		}
		u.forAll(u.callText())
	default:
		u.m.Call = call{Effect: u.newEffect(), State: input.CallRinging, Since: u.now, Manner: u.manner()}
		u.forAll(u.text("call.ringing"))
		if u.c.StaffPage {
			u.notice(scene.Polite, u.text("call.more"))
		}
		u.ring()
	}
}

// manner is what the way a person uses the kiosk says about how to talk to them.
func (u *update) manner() string {
	switch {
	case u.m.Prefs.Sign:
		return "sign"
	case u.m.Prefs.Speech:
		return "voice"
	}
	return ""
}

// ring asks for staff. What they are told of the person is the name of the screen and
// the way of talking; nothing that is personal.
func (u *update) ring() {
	u.effects = append(u.effects, CallStaff{ID: u.m.Call.Effect, Stamp: u.stamp(), Where: u.where(), Manner: u.m.Call.Manner, Again: u.m.Call.Late})
}

// where is the screen in the language of the site.
func (u *update) where() string {
	loc := u.c.locs[u.c.Languages[0]]
	if st, ok := u.svc().Step(u.m.Here.Step); ok {
		return loc.Text(st.Title).Redacted()
	}
	return loc.Text("attract.start").Redacted()
}

// callLate tells the person that nobody has answered yet, and calls again.
func (u *update) callLate() {
	c := &u.m.Call
	if c.State != input.CallRinging || u.now < c.Since+callPatience {
		return
	}
	told := c.Late
	c.Since, c.Late = u.now, true
	if !told { // once: speech holds the clock of the stay, and this would hold it for ever
		u.forAll(u.callText())
	}
	u.ring()
}

func (u *update) callChanged(ev input.CallChanged) {
	c := &u.m.Call
	if ev.Effect != c.Effect || ev.Effect == (input.EffectID{}) || ev.State == c.State || ev.State == input.CallNone {
		return // a call of somebody who has left, or nothing new
	}
	if ev.State == input.CallRinging {
		return // every call begins so: a lamp that reports it late undoes no answer and no failure
	}
	c.State, c.Until = ev.State, u.now+callShown
	u.forAll(u.callText())
}

// staffReplied takes what staff say from their page. Their own words come from outside:
// they are bounded, and shown as words, whatever is in them.
func (u *update) staffReplied(ev input.StaffReplied) {
	c := &u.m.Call
	if ev.Effect != c.Effect || ev.Effect == (input.EffectID{}) {
		return
	}
	switch ev.Answer {
	case input.StaffComing:
		c.Answer = u.text("call.answered")
	case input.StaffMinutes:
		if ev.Minutes < 1 || ev.Minutes > 99 {
			return
		}
		c.Answer = u.text("call.minutes", locales.Count("N", ev.Minutes, "minute"))
	case input.StaffWords:
		words := cleaned(ev.Words)
		if words == "" {
			return
		}
		c.Answer = u.text("call.words", locales.Words("Words", scene.Literal(u.c.Languages[0], words, scene.Public)))
	default:
		return
	}
	c.State, c.Until = input.CallAnswered, u.now+callShown
	u.notice(scene.Assertive, c.Answer)
}

// cleaned is text from outside as one line without anything but signs.
func cleaned(s string) string {
	var out []rune
	for _, r := range s {
		switch {
		case len(out) >= maxReply:
			return string(out)
		case unicode.IsSpace(r):
			r = ' '
			if len(out) == 0 || out[len(out)-1] == ' ' {
				continue
			}
		case !unicode.IsGraphic(r) || r == unicode.ReplacementChar:
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// callText is where the call is, in words.
func (u *update) callText() scene.Text {
	c := u.m.Call
	switch {
	case c.State == input.CallRinging && c.Late:
		return u.text("call.late")
	case c.State == input.CallRinging:
		return u.text("call.ringing")
	case c.State == input.CallFailed:
		return u.text("call.failed")
	case c.State == input.CallAnswered && !c.Answer.IsZero():
		return c.Answer
	case c.State == input.CallAnswered:
		return u.text("call.answered")
	}
	return scene.Text{}
}

// callState shows where the call is, on every screen (STF-3).
func (b *builder) callState() {
	if t := b.callText(); !t.IsZero() {
		// Notices have said it; it must not be heard again on every screen.
		b.add(scene.Node{ID: "call.state", Role: scene.RoleProgress, Label: t, Quiet: b.m.Talk.Kind != talkCall})
	}
}

// callScreen lets a person say how they talk, and tell staff something in writing.
func (b *builder) callScreen() {
	b.kind = talkCall
	b.title = b.text("call.title")
	b.paged(scene.Node{ID: "manners", Arrange: scene.ArrangeGrid, Label: b.text("call.manner")}, len(manners), func(i int) scene.Node {
		m := manners[i]
		return b.node(scene.Node{ID: scene.NodeID("manner." + m), Role: scene.RoleChoice, Label: b.text("call.manner." + m),
			Picture: "manner-" + m, Selected: b.m.Call.Manner == m}, Act{Kind: ActManner, ID: m})
	})
	b.first = "call.close"
	b.actions(
		b.button("call.write", b.text("call.write"), Act{Kind: ActWriteToStaff}),
		primary(b.button("call.close", b.text("call.close"), Act{Kind: ActClose})),
	)
}

// writeScreen is the channel for people who do not speak: a phrase, or words of their
// own.
func (b *builder) writeScreen() {
	b.kind = talkWrite
	b.title = b.text("call.write")
	row := scene.Node{ID: "phrases", Role: scene.RoleGroup, Arrange: scene.ArrangeRow}
	for i, p := range phrases {
		t := b.text("call.phrase." + p)
		row.Children = append(row.Children, b.button(scene.NodeID("phrase."+strconv.Itoa(i+1)), t, Act{Kind: ActPhrase, ID: p}))
	}
	b.add(row)
	b.field(field{ID: "call.text", Label: b.text("call.text"), Alphabet: alphabetOf(b.m.Prefs.Language), Privacy: scene.Personal,
		Max: maxTold, Done: b.text("call.send"), Submit: Act{Kind: ActSubmitMessage}})
}

// tell sends the person's words to staff and forgets them. Whether anybody sees them is
// said when it is known: staffTold.
func (u *update) tell(words string) {
	u.effects = append(u.effects, TellStaff{ID: u.m.Call.Effect, Words: words})
	u.m.Writing = writing{}
	u.m.Talk = talk{Kind: talkCall, Back: u.m.Talk.Back}
}

// staffTold says whether what was written has reached anybody.
func (u *update) staffTold(ev input.StaffTold) {
	switch {
	case ev.Effect != u.m.Call.Effect || ev.Effect == (input.EffectID{}):
	case ev.Seen:
		u.notice(scene.Assertive, u.text("call.told"))
	default:
		u.notice(scene.Assertive, u.text("call.untold"))
	}
}

// callShownLongEnough takes the answer off the screen. The call itself stays known for as
// long as the person does: staff who said "two minutes" may say "five" later.
func (u *update) callShownLongEnough() {
	c := &u.m.Call
	if c.Until != 0 && u.now >= c.Until {
		*c = call{Effect: c.Effect, Manner: c.Manner}
	}
}

// callDeadline is when an unanswered call must be repeated, or its answer goes.
func (m *Model) callDeadline() (time.Duration, bool) {
	switch {
	case m.Call.State == input.CallRinging:
		return m.Call.Since + callPatience, true
	case m.Call.Until != 0:
		return m.Call.Until, true
	}
	return 0, false
}
