// Package act is what activating a node of a screen does, as a value: it can be compared,
// printed, stored and sent to another process.
//
// It names what there is to do and does nothing. Package screen gives each node of a
// screen its act, package kiosk carries acts out. Any goroutine may use it.
package act

// Act is what activating a node does, as a value: it can be compared, printed and sent
// to another process. Which fields count depends on Kind.
type Act struct {
	Kind  Kind   `json:"kind,omitzero"`
	Step  string `json:"step,omitzero"`  // the service's step that it belongs to
	ID    string `json:"id,omitzero"`    // what it is about: an item, an option, a basket line, a list, a preference …
	Value string `json:"value,omitzero"` // the value that is chosen
	N     int    `json:"n,omitzero"`     // a count, or a direction
}

// Kind names what an act does.
type Kind string

// Commits reports whether an act has an effect in money or in law that the person has not
// agreed to before: it pays or signs for what the screen shows (ERR-2). What is typed is
// sent from a field, which is never cut; what is tried again has been agreed to.
func (k Kind) Commits() bool { return k == Reviewed || k == Pay || k == PractisePay }

// The acts. What they need beside their kind stands behind each.
const (
	// Everywhere.
	Help      Kind = "help"
	Size      Kind = "size" // the next one, here
	Back      Kind = "back"
	Home      Kind = "home"
	CallStaff Kind = "call-staff"
	TurnPage  Kind = "turn-page" // ID: the list; N: +1 or -1
	Close     Kind = "close"     // what lies over the step
	Leave     Kind = "leave"     // ends the stay
	Stay      Kind = "stay"      // only answers the warning, as any act does
	Repeat    Kind = "repeat"
	ReadAloud Kind = "read-aloud"
	SignAgain Kind = "sign-again"
	SignPause Kind = "sign-pause"  // or lets it go on
	GoOnAloud Kind = "go-on-aloud" // without the headset

	// The first screen.
	Start    Kind = "start"
	Language Kind = "language" // ID: the language

	// The help menu and what lies behind it.
	Need        Kind = "need" // ID: the need
	Undo        Kind = "undo"
	Settings    Kind = "settings"
	Section     Kind = "section"    // of the preferences; ID: which
	Values      Kind = "values"     // of a preference, side by side; ID: the field
	Preference  Kind = "preference" // ID: the field; Value, or the next one
	Reset       Kind = "reset"
	Keys        Kind = "keys"
	Headset     Kind = "headset" // N: 1 to use it, 0 to leave it
	Height      Kind = "height"
	MoveScreen  Kind = "move-screen" // ID: the button
	LeaveHeight Kind = "leave-height"

	// A call for staff.
	Manner        Kind = "manner" // ID: the way of talking
	WithdrawCall  Kind = "withdraw-call"
	WriteToStaff  Kind = "write-to-staff"
	Phrase        Kind = "phrase" // ID: the phrase
	SubmitMessage Kind = "submit-message"

	// Typing.
	Key    Kind = "key" // ID: the layout; Value: the key
	Erase  Kind = "erase"
	Space  Kind = "space"
	Layout Kind = "layout"
	Dial   Kind = "dial" // digits by presses
	Pad    Kind = "pad"  // and by the keys on the screen after all

	// Steps of a service.
	Continue     Kind = "continue"     // Step
	Answer       Kind = "answer"       // Step; Value: the choice
	Row          Kind = "row"          // Step; N: the place of the row in its list, from 0
	Zone         Kind = "zone"         // Step; N: the place of the part of the plan of seats, from 0
	Tick         Kind = "tick"         // one of several, chosen or not any more. Step; Value: the choice; without it N: the place of the row in its list, from 0
	None         Kind = "none"         // Step; none of several is chosen
	Within       Kind = "within"       // Step; ID and Value: the first and the last day or time of a part of what is offered
	Seats        Kind = "seats"        // Step; N: the place of the proposal in its zone, from 0
	CountTo      Kind = "count-to"     // Step; ID: the field; N: how many
	SubmitEntry  Kind = "submit-entry" // Step
	CallAgain    Kind = "call-again"   // Step
	PrintAgain   Kind = "print-again"  // Step
	Otherwise    Kind = "otherwise"    // Step
	Category     Kind = "category"     // Step; ID: the category
	Item         Kind = "item"         // Step; ID: the item
	How          Kind = "how"          // Step; ID: the option that is asked; Value
	Many         Kind = "many"         // Step; N: how many
	Always       Kind = "always"       // Step; the commonest order of all
	FullMenu     Kind = "full-menu"    // Step
	Option       Kind = "option"       // ID: the option; Value
	OptionCount  Kind = "option-count" // ID: the option; N: how many
	NextOption   Kind = "next-option"
	Add          Kind = "add" // Step
	OpenBasket   Kind = "open-basket"
	Quantity     Kind = "quantity" // ID: the basket line; N: how many
	Remove       Kind = "remove"   // ID: the basket line
	More         Kind = "more"     // Step
	Reviewed     Kind = "reviewed" // Step
	Change       Kind = "change"   // of what a review shows; ID: the basket line, or Step: the one that was answered
	Pay          Kind = "pay"
	AskStop      Kind = "ask-stop" // asks whether paying is to be stopped
	StopPaying   Kind = "stop-paying"
	Search       Kind = "search"
	SubmitSearch Kind = "submit-search"
	TakeNote     Kind = "take-note" // of what changed about the menu

	// Practice.
	Practise      Kind = "practise"
	Practised     Kind = "practised" // Step
	PractisePay   Kind = "practise-pay"
	PractiseAgain Kind = "practise-again"
	EndPractice   Kind = "end-practice"
	ForReal       Kind = "for-real"
)
