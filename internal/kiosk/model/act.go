package model

// Act is what activating a node does, as a value: it can be compared, printed and sent
// to another process. Which fields count depends on Kind.
type Act struct {
	Kind  ActKind
	Step  string // the service's step that it belongs to
	ID    string // what it is about: an item, an option, a basket line, a list, a preference …
	Value string // the value that is chosen
	N     int    // a count, or a direction
}

// ActKind names what an act does.
type ActKind string

// The acts. What they need beside their kind stands behind each.
const (
	// Everywhere.
	ActHelp      ActKind = "help"
	ActBack      ActKind = "back"
	ActHome      ActKind = "home"
	ActCallStaff ActKind = "call-staff"
	ActTurnPage  ActKind = "turn-page" // ID: the list; N: +1 or -1
	ActClose     ActKind = "close"     // what lies over the step
	ActLeave     ActKind = "leave"     // ends the stay
	ActStay      ActKind = "stay"      // only answers the warning, as any act does
	ActRepeat    ActKind = "repeat"
	ActReadAloud ActKind = "read-aloud"
	ActSignAgain ActKind = "sign-again"
	ActGoOnAloud ActKind = "go-on-aloud" // without the headset

	// The first screen.
	ActStart    ActKind = "start"
	ActLanguage ActKind = "language" // ID: the language

	// The help menu and what lies behind it.
	ActNeed        ActKind = "need" // ID: the need
	ActUndo        ActKind = "undo"
	ActSettings    ActKind = "settings"
	ActPreference  ActKind = "preference" // ID: the field
	ActReset       ActKind = "reset"
	ActKeys        ActKind = "keys"
	ActHeadset     ActKind = "headset" // N: 1 to use it, 0 to leave it
	ActHeight      ActKind = "height"
	ActMoveScreen  ActKind = "move-screen" // ID: the button
	ActLeaveHeight ActKind = "leave-height"

	// A call for staff.
	ActManner        ActKind = "manner" // ID: the way of talking
	ActWriteToStaff  ActKind = "write-to-staff"
	ActPhrase        ActKind = "phrase" // ID: the phrase
	ActSubmitMessage ActKind = "submit-message"

	// Typing.
	ActKey    ActKind = "key" // ID: the layout; Value: the key
	ActErase  ActKind = "erase"
	ActSpace  ActKind = "space"
	ActLayout ActKind = "layout"

	// Steps of a service.
	ActContinue     ActKind = "continue"     // Step
	ActAnswer       ActKind = "answer"       // Step; Value: the choice
	ActSubmitEntry  ActKind = "submit-entry" // Step
	ActCallAgain    ActKind = "call-again"   // Step
	ActPrintAgain   ActKind = "print-again"  // Step
	ActOtherwise    ActKind = "otherwise"    // Step
	ActCategory     ActKind = "category"     // Step; ID: the category
	ActItem         ActKind = "item"         // Step; ID: the item
	ActOption       ActKind = "option"       // ID: the option; Value
	ActOptionCount  ActKind = "option-count" // ID: the option; N: how many
	ActNextOption   ActKind = "next-option"
	ActAdd          ActKind = "add" // Step
	ActOpenBasket   ActKind = "open-basket"
	ActQuantity     ActKind = "quantity" // ID: the basket line; N: how many
	ActRemove       ActKind = "remove"   // ID: the basket line
	ActMore         ActKind = "more"     // Step
	ActReviewed     ActKind = "reviewed" // Step
	ActPay          ActKind = "pay"
	ActStopPaying   ActKind = "stop-paying"
	ActSearch       ActKind = "search"
	ActSubmitSearch ActKind = "submit-search"
	ActTakeNote     ActKind = "take-note" // of what changed about the menu

	// Practice.
	ActPractise      ActKind = "practise"
	ActPractised     ActKind = "practised" // Step
	ActPractisePay   ActKind = "practise-pay"
	ActPractiseAgain ActKind = "practise-again"
	ActEndPractice   ActKind = "end-practice"
	ActForReal       ActKind = "for-real"
)
