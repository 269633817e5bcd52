package kiosk

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/session"
)

// Model is everything the kiosk knows at one moment. It is a value: Update
// returns a new one and never writes into maps or slices of the old.
type Model struct {
	// The machine's, kept from one person to the next.
	Boot       uint32 // from a durable file: ids never repeat after a restart
	Revision   uint64
	Inputs     uint64
	NoticeSeq  uint64
	Effects    uint32
	Sessions   uint32
	NextNumber int              // of the next order
	PerPage    map[fitKey]int   // what the screen said fits
	Menu       *service.Service // with what was pushed since the start; nil: as it was loaded

	Jack     jack
	LiftDoes input.LiftState // what the height actuator last said that it does
	LiftGone bool            // and that it cannot be used

	// One person's, gone when they leave.
	Stay

	Intent nav.Intent // what the last event was taken to mean, for transcripts

	// What was last shown, and since which revision each node means what it means.
	Scene   scene.Scene
	acts    map[scene.NodeID]Act
	order   []scene.NodeID // focus order of Scene
	changed map[scene.NodeID]uint64
}

// Stay is everything about one person's visit. The zero value, with default
// preferences, is attract.
type Stay struct {
	Session  scene.SessionID
	Clock    session.State
	Prefs    accessibility.Preferences
	Keys     nav.State
	Touch    touch
	Lift     lift
	Lifted   time.Duration   // when the last contact ended; 0 before there was one
	Spoken   scene.NodeID    // what a finger has found and heard: another tap on it acts (TGT-8)
	Undo     []undo          // what the needs of the help changed, the last one last
	Again    int             // how often a sign-language clip was asked for again
	Part     int             // of a long text in the focus strip
	Hands    map[string]bool // devices whose keys this person has used
	Here     place
	Trail    []place // where "back" leads
	Order    order.Order
	Facts    service.Facts  // what calls have answered
	Visits   int            // of enter steps
	Task     task           // a call or a print under way
	Checking input.EffectID // what was typed is being checked
	Talk     talk           // a question or the help screen over the step
	Pay      payment
	Call     call
	Paused   bool
	Braille  bool // works the kiosk from a braille display
	Spelled  spelled
	Hand     accessibility.Hand // what the person used last
	IdleRead bool               // where they are was read out since their last act
	Pulled   pull
	Aloud    scene.NodeID  // what the person asked to hear from the loudspeaker, until focus leaves it
	Practice bool          // nothing that is done has a consequence
	Writing  writing       // what is being typed
	Aside    writing       // what was being typed on the step, while something is written to staff
	Number   int           // of the paid order
	Papered  bool          // paper has come out for this person
	ToldAt   int           // last second of the countdown that was announced
	NextTick time.Duration // when the countdown shows the next number
}

// place is where in the service the person is.
type place struct {
	Step     string // empty in attract
	Category string
	Item     string
	Picked   order.Choices // options being chosen
	Asked    int           // which option is asked, where they are asked one by one
	Calls    int           // how many calls have been answered on the way here
	Prints   int           // and how much paper has come out
	Find     string        // "", or the stage of looking for something by its name
	Query    string        // what was looked for
	Over     bool          // practice has ended here
	Focus    scene.NodeID
	Anchors  map[scene.NodeID]int // per paged container, the item that must be on the page
	wish     wish
}

// wish is a focus that only the next view can resolve to an id.
type wish struct {
	container scene.NodeID
	last      bool
}

type fitKey struct {
	step      string
	container scene.NodeID
	size      int
	low, easy bool
	lang      scene.Lang
}

// callShown is how long the answer to a call stays on the screen: long enough for
// staff to come, short enough that the next person does not meet it.
const callShown = time.Minute

type touch struct {
	Down    bool
	Contact int
	Node    scene.NodeID
	Rev     uint64
	Since   time.Duration
	Used    bool // the contact has done what it could do
	Slid    bool // it left the node where it began: it explores, or it was cancelled
	Known   bool // the node had been found before: with speech on, only then it acts (TGT-8)
}

// talk is what stands over a step.
type talk struct {
	Kind  string    // "", "help", "settings", "home", "keys"
	Last  input.Key // in practice, the key before
	Focus scene.NodeID
	Back  scene.NodeID // focus to return to
	News  []news       // "news": what changed about the menu
}

type payment struct {
	Effect  input.EffectID
	Stage   string // "", "contact", "card", "remove-card"
	Outcome input.Outcome
}

// New is the model at power-on. nextNumber is the first order number that was
// never given out.
func (c *Core) New(boot uint32, nextNumber int) Model {
	m := Model{Boot: boot, NextNumber: nextNumber}
	m.Prefs = accessibility.Defaults(c.table)
	u := &update{c: c, m: &m}
	u.draw(scene.Cause{Kind: scene.ByStart})
	return m
}

// paying reports whether money is in the balance: then nothing else may end or
// change the order.
func (m *Model) paying() bool { return m.Pay.Stage != "" }

// spent reports whether the order can no longer be changed.
func (m *Model) spent() bool {
	return !m.Practice && (m.Number != 0 || m.Pay.Outcome == input.Unknown)
}
