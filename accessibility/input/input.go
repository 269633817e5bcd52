// Package input is everything that input devices and outputs can say to the
// kiosk: the closed set of raw events that kiosk.Update receives.
//
// It hides which device said it. Meaning is not decided here: a KeyPressed
// carries the name of a key, and the keymap, whose state is in the model, turns
// it into an intent. Events are past-tense facts and plain values; it imports
// the standard library and scene only. Any goroutine may build them.
package input

import (
	"strconv"
	"time"

	"modu/accessibility/scene"
)

// Event is one fact. The set is closed: only this package adds to it.
type Event interface{ event() }

// Key is the name of a logical key. The set follows the accessible controller of
// VxSuite (apps/mark-scan/accessible-controller/src/commands.rs) and adds the
// keys that Korean keypads have.
type Key string

const (
	KeyUp         Key = "up"
	KeyDown       Key = "down"
	KeyLeft       Key = "left"
	KeyRight      Key = "right"
	KeySelect     Key = "select"
	KeyBack       Key = "back"
	KeyHelp       Key = "help"
	KeyPause      Key = "pause"
	KeyRepeat     Key = "repeat"
	KeyWhereAmI   Key = "where-am-i"
	KeySpell      Key = "spell"
	KeyHome       Key = "home"
	KeyCall       Key = "call"
	KeyLanguage   Key = "language"
	KeyRateUp     Key = "rate-up"
	KeyRateDown   Key = "rate-down"
	KeyVolumeUp   Key = "volume-up"
	KeyVolumeDown Key = "volume-down"
	KeyStar       Key = "star"
	KeyHash       Key = "hash"
	Key0          Key = "0" // "1" … "9" likewise

	// KeyHidden stands for a digit that was pressed while something lay over a private
	// field: it was meant for the field, so that nobody is told which it was. No device
	// has such a key.
	KeyHidden Key = "hidden"
)

// Keys lists every logical key in the order of the generated reference.
func Keys() []Key {
	keys := []Key{KeyUp, KeyDown, KeyLeft, KeyRight, KeySelect, KeyBack, KeyHelp, KeyPause, KeyRepeat,
		KeyWhereAmI, KeySpell, KeyHome, KeyCall, KeyLanguage, KeyRateUp, KeyRateDown, KeyVolumeUp, KeyVolumeDown, KeyStar, KeyHash}
	for d := '0'; d <= '9'; d++ {
		keys = append(keys, Key(d))
	}
	return keys
}

// Values are the names of all keys, for schemas of files that name keys.
func (Key) Values() (names []string) {
	for _, k := range Keys() {
		names = append(names, string(k))
	}
	return names
}

// KeyPressed: a key went down. Auto-repeat is not reported.
type KeyPressed struct {
	Device string // id of the device in the site file
	Key    Key
}

// KeyReleased: a key went up.
type KeyReleased struct {
	Device string
	Key    Key
}

// TouchPhase is a stage of one contact.
type TouchPhase uint8

const (
	TouchBegan     TouchPhase = iota // finger down
	TouchMoved                       // finger over another node than before
	TouchEnded                       // finger up
	TouchCancelled                   // the window system took it away
)

// Touched: a finger or the mouse. The screen, which drew the pixels, resolved
// which node they belong to and says which revision it was really showing; the
// core refuses, audibly, an act on a node that has changed since.
type Touched struct {
	Phase    TouchPhase
	Contact  int          // tells fingers apart where the device can; a mouse and X report 0
	Node     scene.NodeID // empty: between things
	Side     scene.Side   // of the screen where the finger came down: its left or right third, or the one between
	Revision uint64
}

// Pointed: a braille routing key, or any other device that points at a node.
type Pointed struct {
	Device   string
	Node     scene.NodeID
	Revision uint64
}

// Fitted: the screen reports how many children of a container fit on one page.
type Fitted struct {
	Revision  uint64
	Container scene.NodeID
	PerPage   int
}

// Shown: the screen has really shown this revision.
type Shown struct{ Revision uint64 }

// UtteranceID numbers utterances within a session; larger is later.
type UtteranceID uint64

// SpeechStarted: the first sample of an utterance was handed to the audio device.
type SpeechStarted struct {
	Utterance UtteranceID
	Session   scene.SessionID
	Estimate  time.Duration // how long it should last
}

// SpeechFinished: the last sample was played, or the utterance was cut.
type SpeechFinished struct {
	Utterance UtteranceID
	Session   scene.SessionID
	Cut       bool
	Said      int // of one that was cut: how many of its clauses were heard to their end
}

// MarkReached: a word of an utterance is being said.
type MarkReached struct {
	Utterance UtteranceID
	Session   scene.SessionID
	Node      scene.NodeID
	Offset    int // runes into the node's written text
	Length    int
}

// JackChanged: the plug of a headset made or lost contact: every edge, as it comes.
// A source that knows how things stand tells it once at its beginning.
type JackChanged struct {
	Device string
	In     bool
}

// HeadsetRouted: the audio side has found out whether what is said in the headset
// can be heard by no one else: speaker and headset are separate cards, or the site
// attests that the speaker is mute (SPK-7).
type HeadsetRouted struct{ Private bool }

// DeviceState is where a device is in its life.
type DeviceState uint8

const (
	DeviceAbsent DeviceState = iota
	DeviceReady
	DeviceLost
	DeviceFaulty // it answers, but wrongly
)

// DeviceChanged: a device came, went or misbehaves. Code is the id of the text
// for staff in the catalogue; it never carries an error string.
type DeviceChanged struct {
	Device string
	State  DeviceState
	Code   string
}

// SecretChanged: the person typed into a private field. The runtime keeps the
// characters; no other party ever sees them.
type SecretChanged struct {
	Field scene.NodeID
	Count int
	Full  bool // the character was not taken: there is no room for more
}

// Value is one value from outside: a text, a whole number or a list. It may be personal,
// so it never prints itself.
type Value struct {
	Text   string
	Number int64
	Lang   scene.Lang // of Text; "": that of the person
	Spoken string     // how Text is said; "": as it is written
	Easy   string     // Text in plain words; "": it has none
	Rows   []Row      // of a list; never written to
	Seats  []SeatRow  // of a plan of seats, from the front; never written to
}

// Row is one row of a list from outside: its values by the names of their columns.
type Row map[string]Value

// SeatRow is one row of a plan of seats.
type SeatRow struct {
	ID     string // by which its program knows it
	Zone   Value  // a text: the part of the room, or the car of the train, that it is in
	Name   string // as it is written on the seats
	Places []Seat // as they are seen from behind, from left to right
}

// Seat is one place of a row. The zero value is an aisle.
type Seat struct {
	Name  string
	Kind  SeatKind
	Taken bool
}

// SeatKind is for whom a place is.
type SeatKind string

// The kinds.
const (
	Ordinary   SeatKind = "ordinary"
	Wheelchair SeatKind = "wheelchair" // a space, with no seat in it
	Companion  SeatKind = "companion"  // beside a wheelchair, kept for who comes along
)

// String keeps a value out of logs that are written without thinking.
func (Value) String() string { return "(value)" }

// GoString is String, for %#v.
func (Value) GoString() string { return "(value)" }

// ServiceAnswered: the answer to an AskService effect, already checked against what
// the service declares. Values is nil where it failed, whatever the reason: staff
// learn that from health, the person from the screen.
type ServiceAnswered struct {
	Effect EffectID
	Values map[string]Value
}

// EntryKept: the answer to a KeepEntry effect. OK is false where what was typed is
// too short or does not match.
type EntryKept struct {
	Effect EffectID
	OK     bool
}

// Presented: somebody put a card, a bar code or a finger to a reader. Data is who or
// what it is; the runtime takes it out before anybody else sees the event.
type Presented struct {
	Device string
	Reader string // "card", "code", "fingerprint"
	OK     bool   // false: it could not be read
	Data   []byte
}

// String leaves the data out.
func (p Presented) String() string { return "presented to " + p.Reader }

// MenuChanged: what can be had or what it costs has changed, item by item; it was
// checked before.
type MenuChanged struct {
	Items   map[string]ItemChange
	Patient bool // prices, and what is added, wait until nobody is at the kiosk

	// Catalogue is what the program beside the kiosk calls the state of its catalogue with
	// these changes; "" where they are not of one.
	Catalogue string
}

// ItemChange is what changed about an item; a nil part has not.
type ItemChange struct {
	SoldOut *bool
	Price   *int64 // whole minor units
	Left    *int64 // how many there are; below zero: they are not counted

	// Times are when it is sold, none of them for always. Sale is whether that is now, which who
	// knows the time of the place tells.
	Times *[]Times
	Sale  *Sale

	// Added is what an item is that the files of the service do not have.
	Added *NewItem
	// Removed: what was added is not on the menu any more. The rest then counts for nothing.
	Removed bool
}

// Times is a stretch of time in which an item is sold: on some days, for some hours of each. What
// is empty does not bound it.
type Times struct {
	From  string   // a time of day, "07:00"
	To    string   // one, or "24:00"; where it is not behind From, of the next day
	Days  []string // of the week: "monday" to "sunday"
	Since string   // the first day, "2026-12-01"
	Until string   // the last
}

// Sale is whether an item is sold now, and if not, when it is next. The zero value is sold.
type Sale struct {
	Closed   bool
	Opens    Opens
	Day      int64 // counted from 1970-01-01, on which it is sold next
	From, To int64 // the hours of that day, in minutes since midnight; both 0 for all of it
}

// Opens is how people are told of the day on which an item is sold next.
type Opens string

// The values of Opens. Within a week a day is told by its name.
const (
	OpensNever    Opens = ""
	OpensToday    Opens = "today"
	OpensTomorrow Opens = "tomorrow"
	OpensThisWeek Opens = "week"
	OpensLater    Opens = "later"
)

// NewItem is an item that the files of the service do not have. It is never written to.
type NewItem struct {
	Category string
	Names    map[scene.Lang]Name // at least one
	Options  []string            // what is asked about it, in this order
	Counter  string              // how it is counted; "" as things are
	Picture  string              // name of its picture; "" for none
	Photo    string              // name of its photograph; "" for none
	Date     string              // when it was added, "2026-11-28"
}

// Name is what a thing is called in one language.
type Name struct {
	Text   string
	Spoken string // how Text is said; "": as it is written
	Easy   string // Text in plain words; "": it has none
}

// Over is what holds after a change, of what was changed before it. What is added or removed
// begins anew.
func (c ItemChange) Over(was ItemChange) ItemChange {
	if c.Added != nil || c.Removed {
		return c
	}
	c.Added, c.Removed = was.Added, was.Removed
	if c.Times == nil {
		c.Times = was.Times
	}
	if c.Sale == nil {
		c.Sale = was.Sale
	}
	if c.SoldOut == nil {
		c.SoldOut = was.SoldOut
	}
	if c.Price == nil {
		c.Price = was.Price
	}
	if c.Left == nil {
		c.Left = was.Left
	}
	return c
}

// PaperPrinted: the answer to a PrintPaper effect.
type PaperPrinted struct {
	Effect EffectID
	OK     bool
}

// EffectID names one order to the outside world (boot, counter), so that a late
// answer is recognised and dropped, and no idempotency key ever repeats.
type EffectID struct {
	Boot    uint32
	Counter uint32
}

// Outcome is how a payment ended.
type Outcome uint8

const (
	Approved Outcome = iota + 1
	Declined
	Cancelled
	Unknown // the terminal did not tell: neither paid nor unpaid may be assumed
)

func (o Outcome) String() string {
	names := [...]string{"none", "approved", "declined", "cancelled", "unknown"}
	if int(o) >= len(names) {
		return "outcome " + strconv.Itoa(int(o))
	}
	return names[o]
}

// PaymentEnded: the answer to a StartPayment effect.
type PaymentEnded struct {
	Effect  EffectID
	Outcome Outcome
}

// PaymentStage is what a terminal waits for.
type PaymentStage string

// The stages.
const (
	NoPayment         PaymentStage = ""        // no money is in the balance
	PaymentContact    PaymentStage = "contact" // it has been asked, and has not answered yet
	PaymentCard       PaymentStage = "card"
	PaymentPIN        PaymentStage = "pin"
	PaymentChecking   PaymentStage = "checking" // it asks the bank: there is nothing to do but to wait
	PaymentRemoveCard PaymentStage = "remove-card"
)

// PaymentWaiting: the terminal has told what it waits for.
type PaymentWaiting struct {
	Effect EffectID
	For    PaymentStage
}

// CallState is where a call for staff is.
type CallState uint8

const (
	CallNone CallState = iota
	CallRinging
	CallAnswered
	CallFailed
)

// CallChanged: the answer to a CallStaff effect.
type CallChanged struct {
	Effect EffectID
	State  CallState
}

// LiftMove is what a height actuator is to do.
type LiftMove int8

const (
	Halt  LiftMove = 0
	Raise LiftMove = +1
	Lower LiftMove = -1
)

// LiftState is what a height actuator really does, as it says itself.
type LiftState uint8

const (
	LiftStopped LiftState = iota
	LiftRising
	LiftSinking
	LiftTop    // it stands at its upper end
	LiftBottom // it stands at its lower end
	LiftStuck  // it is blocked, and has stopped
	LiftLost   // unknown: it does not answer, or its cable is out
)

// LiftChanged: the height actuator does something else than before.
type LiftChanged struct{ State LiftState }

// StaffAnswer is what staff say to a call from their page.
type StaffAnswer uint8

const (
	StaffComing  StaffAnswer = iota + 1
	StaffMinutes             // in so many minutes
	StaffWords               // in their own words
)

// StaffReplied: a member of staff answered a call. Words come from outside and may
// hold anything.
type StaffReplied struct {
	Effect  EffectID
	Answer  StaffAnswer
	Minutes int
	Words   string
}

// StaffTold: the answer to a TellStaff effect with words.
type StaffTold struct {
	Effect EffectID
	Seen   bool // somebody has the page open
}

// Signalled: a device that has nothing to say but a word has said it: a contact was closed,
// the button of a remote was pressed. It is no act of the person at the kiosk.
type Signalled struct {
	Device string
	Signal Signal
}

// Signal is the word of a kind of device. Its constants stand with what understands it.
type Signal string

// TimePassed: the deadline that the core asked for has come.
type TimePassed struct{}

// WallClock: what the clocks of the place show, in its time zone, which the core cannot know. Only
// data, never a timer: told at the start, and again when a clock was set or summer time begins.
type WallClock struct{ Now time.Time }

// Quit: the operator ends the program (development mode only).
type Quit struct{}

func (KeyPressed) event()     {}
func (KeyReleased) event()    {}
func (Touched) event()        {}
func (Pointed) event()        {}
func (Fitted) event()         {}
func (Shown) event()          {}
func (SpeechStarted) event()  {}
func (SpeechFinished) event() {}
func (MarkReached) event()    {}
func (JackChanged) event()    {}
func (HeadsetRouted) event()  {}
func (DeviceChanged) event()  {}
func (SecretChanged) event()  {}
func (PaymentEnded) event()   {}
func (PaymentWaiting) event() {}
func (StaffTold) event()      {}
func (CallChanged) event()    {}
func (LiftChanged) event()    {}
func (Signalled) event()      {}
func (StaffReplied) event()   {}
func (TimePassed) event()     {}
func (WallClock) event()      {}
func (Quit) event()           {}

func (ServiceAnswered) event() {}
func (EntryKept) event()       {}
func (Presented) event()       {}
func (PaperPrinted) event()    {}
func (MenuChanged) event()     {}
