package kiosk

import (
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

// Socket is what a site has for one ear.
type Socket struct {
	Present bool   // there is an output for it, and something tells of its plug
	Manual  bool   // what tells is the person, under help
	Device  string // id of the sound device in its DeviceChanged events
}

const (
	// JackDebounce: a plug makes and breaks contact several times on its way in. A
	// plug on its way out acts on its first edge.
	JackDebounce = 200 * time.Millisecond
	// pulledPatience is how long a stay waits for a headset that was pulled: time to
	// find plug and socket again by touch.
	pulledPatience = time.Minute
)

// jack is the plug of the headset, the machine's own: it is there before a person
// comes and after they have gone.
type jack struct {
	known  bool          // a source has told how things stand; that is no act of a person
	raw    bool          // contact, by the newest edge
	due    time.Duration // when a contact counts as a plug; 0: none is being made
	in     bool          // a headset is in use
	deaf   bool          // it has no working sound
	routed bool          // what is said in it nobody else can hear
}

// pull is a stay that is held because the headset was pulled.
type pull struct {
	Since  time.Duration // 0: it is not held
	Screen scene.NodeID  // that was left
}

func (p pull) held() bool { return p.Since != 0 }

// ear says where speech goes now.
func (u *update) ear() scene.Ear {
	j, h := u.m.Jack, u.c.Socket
	return scene.Ear{Headset: j.in, Private: j.in && j.routed, Socket: !j.in && h.Present && !h.Manual && j.routed && !j.deaf}
}

// jackChanged takes one edge of the plug.
func (u *update) jackChanged(ev input.JackChanged) {
	j := &u.m.Jack
	if !u.c.Socket.Present {
		return
	}
	first := !j.known
	j.known, j.raw = true, ev.In
	switch {
	case !ev.In:
		j.due = 0
		u.headsetOut()
	case first:
		// A headset that is there from the start was left by somebody: it is used, but
		// nobody has come.
		j.in = !j.deaf
	case !j.in && j.due == 0:
		j.due = u.now + JackDebounce
	}
}

// jackDue acts on a contact that has lasted.
func (u *update) jackDue() {
	j := &u.m.Jack
	if j.due == 0 || u.now < j.due {
		return
	}
	j.due = 0
	u.headsetIn()
}

// headsetSound takes into account that the headset's sound device came or went. With
// its card gone, a headset is as good as pulled.
func (u *update) headsetSound(state input.DeviceState) {
	j := &u.m.Jack
	j.deaf = state != input.DeviceReady
	switch {
	case j.deaf:
		j.due = 0
		u.headsetOut()
	case j.raw && u.m.Clock.Phase == session.Attract:
		j.in = true // it was there before its sound; nobody has come
	case j.raw && !j.in && u.c.Socket.Present:
		j.due = u.now + JackDebounce
	}
}

// headsetIn: from now on everything is said in the headset (SPK-12), and speech is on:
// who plugs in wants to listen (SPK-14).
func (u *update) headsetIn() {
	m := u.m
	if m.Jack.in || m.Jack.deaf {
		return
	}
	m.Jack.in = true
	u.byPerson()
	if m.Clock.Phase == session.Attract {
		u.begin(true)
		return
	}
	m.Clock, _ = m.Clock.Act(u.now)
	m.ToldAt = 0
	m.Prefs.Speech = true
	if m.Pulled == (pull{}) {
		m.Pulled.Screen = m.Scene.Root.ID
		u.notice(scene.Assertive, u.text("headset.in"))
	}
	u.resume()
}

// resume goes on where the person was, and says where that is. If the screen has
// become another in the meantime, a payment has ended for example, it is read as any
// new one.
func (u *update) resume() {
	left := u.m.Pulled.Screen
	u.m.Pulled = pull{}
	s, _ := u.view()
	if u.resumed = s.Root.ID == left; u.resumed {
		u.whereIn(&s)
	}
}

// headsetOut: the stay is held. Whatever was on the screen or being said is nobody
// else's business.
func (u *update) headsetOut() {
	m := u.m
	if !m.Jack.in {
		return
	}
	m.Jack.in = false
	u.byPerson() // and so it cuts what is being said
	switch {
	case m.Clock.Phase == session.Attract || !m.Prefs.Speech:
	case m.Number != 0 && m.owed() == "":
		// Paid, told and gone: the next person must not meet the order number.
		over := u.pulledText()
		if m.Pay.Outcome != input.Approved {
			over = u.text("session.over") // it cost nothing
		}
		u.end()
		u.forAll(over)
	default:
		m.Pulled = pull{Since: u.now, Screen: m.Scene.Root.ID}
		m.Clock, _ = m.Clock.Act(u.now)
	}
}

// pulled is the neutral screen: nothing of the person, nothing to focus, so that the
// loudspeaker says this one sentence and no more.
func (b *builder) pulled() {
	b.kind = "pulled"
	b.title = b.pulledText()
	call := b.button(idCall, b.text(string(idCall)), Act{Kind: ActCallStaff})
	call.Hint, call.Picture, call.Pointer = b.text(string(idCall)+".hint"), "bar-call", true
	defer b.add(scene.Node{ID: "bar", Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: b.text("bar"), Children: []scene.Node{call}}) // STF-1
	if b.m.paying() {
		return
	}
	on := b.button(idGoOn, b.text("headset.go-on"), Act{Kind: ActGoOnAloud})
	on.Pointer = true // keys are told of it when one is pressed
	b.actions(primary(on))
}

const idGoOn scene.NodeID = "pulled.go-on"

// whilePulled takes an intent while the stay is held. Only two things are possible:
// to call staff, and to go on aloud.
func (u *update) whilePulled(selected, call bool) {
	switch {
	case call:
		u.callStaff()
	case selected && !u.m.paying():
		u.resume()
	case u.m.paying():
		u.notice(scene.Assertive, u.pulledText())
	default:
		u.notice(scene.Assertive, u.pulledText())
		u.notice(scene.Assertive, u.text("headset.or-aloud"))
	}
}

// pulledDue: nobody has plugged in again, so the usual question comes.
func (u *update) pulledDue() {
	m := u.m
	if !m.Pulled.held() || m.Clock.Phase != session.Active || u.clockHeld() || m.Task.running() || u.now < m.Pulled.Since+pulledPatience {
		return
	}
	m.Clock = m.Clock.Warn(u.now)
	m.ToldAt = int(u.c.timing(m).Warning / time.Second)
}

// headsetDeadline is when plug or patience want to be looked at.
func (c *Core) headsetDeadline(m *Model) (time.Duration, bool) {
	if m.Jack.due != 0 {
		return m.Jack.due, true
	}
	if m.Pulled.held() && m.Clock.Phase == session.Active && !m.paying() && !m.Task.running() {
		return m.Pulled.Since + pulledPatience, true
	}
	return 0, false
}

// guarded reports whether a node tells something personal that its person has not
// asked for: then select reads it before it does anything (SPK-7).
func (u *update) guarded(n *scene.Node) bool {
	return u.m.Prefs.Speech && !u.ear().Private && u.m.Aloud != n.ID && n.KeptBack()
}

// readAloud says a node on the loudspeaker, this once. The consent ends when focus
// leaves the node.
func (u *update) readAloud(n *scene.Node) {
	u.m.Aloud = n.ID
	for _, t := range tells(n) {
		u.notice(scene.Assertive, t)
		u.notices[len(u.notices)-1].Aloud = true
	}
}

// stops makes keys stop at what can only be heard on request.
func (b *builder) stops(nodes []scene.Node) {
	if !b.m.Prefs.Speech || b.ear().Private {
		return
	}
	for i := range nodes {
		n := &nodes[i]
		if !n.Role.Focusable() && n.KeptBack() {
			n.Stop = true
			b.acts[n.ID] = Act{Kind: ActReadAloud}
		}
		b.stops(n.Children)
	}
}

// nameOf is what a node is called, as private as the node: only what an entry is
// called is never private.
func nameOf(n *scene.Node) scene.Text {
	if n.Role == scene.RoleTextEntry || n.Role == scene.RoleSecretEntry {
		return n.Label
	}
	return n.Label.WithPrivacy(n.Privacy)
}

// tells is what a node says, as private as the node.
func tells(n *scene.Node) []scene.Text {
	out := []scene.Text{nameOf(n)}
	for _, d := range n.Details {
		out = append(out, d.WithPrivacy(n.Privacy))
	}
	return out
}

// whereIn says a screen and what has focus on it.
func (u *update) whereIn(s *scene.Scene) {
	title := locales.Words("Screen", s.Root.Label)
	n := s.Find(s.Focus)
	if n == nil {
		u.notice(scene.Assertive, u.text("where.nothing", title))
		return
	}
	u.notice(scene.Assertive, u.text("where.am-i", title, locales.Words("Focus", nameOf(n))))
	u.tellsAgain(s)
}

// byHand is the switch for sites where nothing tells of a plug.
func (b *builder) byHand() []scene.Node {
	if !b.c.Socket.Manual {
		return nil
	}
	id, use := "headset.use", 1
	if b.m.Jack.in {
		id, use = "headset.leave", 0
	}
	n := b.button("help.headset", b.text(id), Act{Kind: ActHeadset, N: use})
	n.Disabled, n.Reason = b.m.Jack.deaf, b.text("health.headset")
	return []scene.Node{n}
}
