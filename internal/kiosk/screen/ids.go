package screen

import (
	"strings"

	"modu/accessibility/scene"
)

// Ids of the nodes that other packages know by name. A node's id is part of what tests,
// pictures and transcripts hold on to.
const (
	Bar      scene.NodeID = "bar"
	Help     scene.NodeID = "bar.help"
	Size     scene.NodeID = "bar.size"
	Back     scene.NodeID = "bar.back"
	Home     scene.NodeID = "bar.home"
	Call     scene.NodeID = "bar.call"
	Start    scene.NodeID = "attract.start"
	Practice scene.NodeID = "practice.open"
	Actions  scene.NodeID = "actions" // the row with the next act
	Steps    scene.NodeID = "steps"   // the bar of stages

	FirstNeeds scene.NodeID = "first-needs" // on the first screen
	Invitation scene.NodeID = "invitation." // before the category, of a photograph on the first screen

	Needs       scene.NodeID = "needs"
	Sections    scene.NodeID = "sections"
	AllSettings scene.NodeID = "settings.all" // leads from the few of the easy form to the sections of all
	Undo        scene.NodeID = "help.undo"
	More        scene.NodeID = "help.more"
	Height      scene.NodeID = "help.height" // leads to the two buttons below
	HeightUp    scene.NodeID = "lift.up"
	HeightDown  scene.NodeID = "lift.down"
	Add         scene.NodeID = "options.add"
	GoOn        scene.NodeID = "pulled.go-on"

	// ReadOn stands in the place of what commits until all has been read; then that is back.
	ReadOn scene.NodeID = "read-on"

	SoFar           scene.NodeID = "course"      // says what has been done and what comes next
	BasketLines     scene.NodeID = "lines"       // the list of the basket
	ReviewLines     scene.NodeID = "review"      // the list of what is ordered
	OpenBasket      scene.NodeID = "basket.open" // leads to the basket
	BasketMore      scene.NodeID = "basket.more" // leads from the basket back to the menu
	ReviewMore      scene.NodeID = "review.more" // leads from what is ordered in the short way to another thing
	PresentOther    scene.NodeID = "present.other"
	Busy            scene.NodeID = "task.busy" // something outside is waited for
	TaskLeft        scene.NodeID = "task.left" // how long that may take
	Total           scene.NodeID = "total"     // what a list of things to buy comes to
	PayAmount       scene.NodeID = "pay.amount"
	Paid            scene.NodeID = "pay.approved" // that money was paid
	CancelPay       scene.NodeID = "pay.cancel"
	StopPay         scene.NodeID = "stop.pay" // does what CancelPay asks about
	TimeLeft        scene.NodeID = "warn.left"
	PracticeMark    scene.NodeID = "practice.mark"    // on every screen of practice
	PracticeNothing scene.NodeID = "practice.nothing" // that nothing happens in earnest
	ForReal         scene.NodeID = "practice.real"    // leads from the end of practice to where it is meant
	Counts          scene.NodeID = "counts"           // the numbers of a thing to choose from

	Sign      scene.NodeID = "sign"       // a sign-language clip
	SignAgain scene.NodeID = "sign.again" // plays it once more

	Submit scene.NodeID = "typing.done"
	Dial   scene.NodeID = "typing.dial" // digits by presses
	pad    scene.NodeID = "typing.pad"
	waysID scene.NodeID = "typing.ways" // the row of both
	erase  scene.NodeID = "typing.erase"
	space  scene.NodeID = "typing.space"
	layout scene.NodeID = "typing.layout"

	Languages scene.NodeID = "languages"
	callState scene.NodeID = "call.state"
	liftState scene.NodeID = "lift.state"

	BarPrefix        = "bar."    // before what stands in the bar
	CountPrefix      = "many."   // before a number of Counts
	SeatsPrefix      = "seats."  // before the place of a proposal of seats
	AnswerPrefix     = "answer." // before a field whose answer is read back
	TypingPrefix     = "typing." // before what belongs to a keyboard and is no key of it
	NextSuffix       = ".next"   // behind what is cut into pages: turns to the next one
	LanguagePrefix   = "language."
	sectionPrefix    = "section." // before a section of the preferences
	preferencePrefix = "pref."    // before a preference, and before its value
	NeedPrefix       = "need."    // before a need, on the first screen and in the help menu
)

// NeedNode is the node of a need.
func NeedNode(need string) scene.NodeID { return scene.NodeID(NeedPrefix + need) }

// NextPage is the node that turns to the next page of a container.
func NextPage(container scene.NodeID) scene.NodeID { return container + NextSuffix }

// BeginsItself reports whether a node of the first screen does more than begin a stay.
func BeginsItself(id scene.NodeID) bool {
	return id == Help || id == Size || id == Call || id == Practice || OffersLanguage(id) || strings.HasPrefix(string(id), NeedPrefix)
}

// OffersLanguage reports whether a node is one of the languages.
func OffersLanguage(id scene.NodeID) bool {
	return len(id) > len(LanguagePrefix) && id[:len(LanguagePrefix)] == LanguagePrefix
}

// IsOfOption reports whether a node is an option, one of its answers, or changes its count.
func IsOfOption(id scene.NodeID, option string) bool {
	name := "option." + option
	return string(id) == name || strings.HasPrefix(string(id), name+".")
}
