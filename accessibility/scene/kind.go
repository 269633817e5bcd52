package scene

// Kind is which kind of screen a scene is. Renderers keep one tree of widgets a kind,
// speech reads a screen as new where its kind changes.
type Kind string

// The kinds. Those of a service's steps bear the names of the steps' kinds.
const (
	KindAttract    Kind = "attract"      // the first screen: nobody is here
	KindWarning    Kind = "warning"      // "do you need more time?"
	KindHeadsetOut Kind = "pulled"       // the stay waits for its headset
	KindHelp       Kind = "help"         // the help menu: six needs
	KindSections   Kind = "sections"     // leads to each section of the preferences
	KindSettings   Kind = "settings"     // the preferences of one section
	KindSizes      Kind = "sizes"        // the sizes of text, with samples
	KindLooks      Kind = "looks"        // the looks, with samples
	KindHeight     Kind = "height"       // raises and lowers the screen
	KindKeys       Kind = "keys"         // keys say what they do
	KindStaff      Kind = "staff"        // a call for staff
	KindMessage    Kind = "staff-text"   // something to tell staff is being typed
	KindQuestion   Kind = "question"     // before anything is lost, or goes on
	KindSearch     Kind = "find"         // a name is being typed
	KindFound      Kind = "found"        // what bears it
	KindPractice   Kind = "practice"     // practice has ended
	KindOutOfOrder Kind = "out-of-order" // stands in for a broken scene

	KindChoose     Kind = "choose"
	KindCategories Kind = "categories"
	KindItems      Kind = "items"
	KindOptions    Kind = "options"
	KindBasket     Kind = "basket"
	KindReview     Kind = "review"
	KindPay        Kind = "pay"
	KindDone       Kind = "done"
	KindIdentify   Kind = "identify"
	KindCount      Kind = "count"
	KindEnter      Kind = "enter"
	KindPresent    Kind = "present"
	KindCall       Kind = "call"
	KindShow       Kind = "show"
	KindPrint      Kind = "print"
	KindSeats      Kind = "seats"
)

// Kinds lists every kind of screen.
func Kinds() []Kind {
	return []Kind{KindAttract, KindWarning, KindHeadsetOut, KindHelp, KindSections, KindSettings, KindSizes, KindLooks, KindHeight, KindKeys, KindStaff, KindMessage,
		KindQuestion, KindSearch, KindFound, KindPractice, KindOutOfOrder, KindChoose, KindCategories, KindItems, KindOptions,
		KindBasket, KindReview, KindPay, KindDone, KindIdentify, KindCount, KindEnter, KindPresent, KindCall, KindShow, KindPrint, KindSeats}
}
