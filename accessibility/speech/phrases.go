package speech

import (
	"modu/accessibility/reading"
	"modu/accessibility/scene"
)

// Phrases gives the connecting words of speech from the catalogue. A phrase
// that is missing (a zero Text) is left out, never replaced by wording of ours.
type Phrases interface {
	// Phrase returns the message id in a language. args are the numbers that the
	// message names.
	Phrase(lang scene.Lang, id string, args map[string]int) scene.Text
}

// Message ids that Compose asks for, with the numbers they name.
const (
	MsgSelected     = "speech.selected"             // the state of what is come to: it is chosen
	MsgChosen       = "speech.chosen"               // it has just been chosen
	MsgUnselected   = "speech.unselected"           // it has just been taken back
	MsgUnavailable  = "speech.unavailable"          // it cannot be used; the reason follows
	MsgAvailable    = "speech.available"            // it can be used again
	MsgPosition     = "speech.position"             // Index of Total
	MsgPage         = "speech.page"                 // Page of Pages
	MsgChoices      = "speech.choices"              // Total choices
	MsgSecret       = "speech.role.secret"          // a secret entry
	MsgEntry        = "speech.role.entry"           // a text entry
	MsgTyped        = "speech.typed"                // one character came in that is not said (SPK-6), Total are in
	MsgTypedGroup   = "speech.typed-group"          // the same at the end of a group: Total are in, Left are to come
	MsgTypedAll     = "speech.typed-all"            // all of them, Total, are in
	MsgEntered      = "speech.entered"              // Total characters are in
	MsgErased       = "speech.erased"               // one went out, Total are left
	MsgEmpty        = "speech.empty"                // none is in
	MsgPrivate      = "speech.private."             // + span kind: stands for a personal value on the loudspeaker
	MsgPrivateDigit = MsgPrivate + "digit"          // a key with a digit
	MsgPrivateText  = MsgPrivate + "plain"          // any other personal text
	MsgWithheld     = "speech.private.withheld"     // stands for a value that is personal as a whole, where its name was said
	MsgOfferSocket  = "speech.private.offer.socket" // plug a headset in, or press select to hear it from the speaker (SPK-7)
	MsgOffer        = "speech.private.offer"        // where a headset would not help: press select to hear it
	argIndex        = "Index"
	argTotal        = "Total"
	argLeft         = "Left"
	argPage         = "Page"
	argPages        = "Pages"
)

// Messages lists every id, for the check that each language has them.
func Messages() []string {
	ids := []string{MsgSelected, MsgChosen, MsgUnselected, MsgUnavailable, MsgAvailable, MsgPosition, MsgPage, MsgChoices,
		MsgSecret, MsgEntry, MsgTyped, MsgTypedGroup, MsgTypedAll, MsgEntered, MsgErased, MsgEmpty, MsgWithheld, MsgOffer, MsgOfferSocket, MsgPrivateDigit}
	for k := scene.Plain; k <= scene.Name; k++ {
		ids = append(ids, MsgPrivate+k.String())
	}
	return ids
}

// Verbosity is how much is said beside what is necessary.
type Verbosity uint8

const (
	Brief  Verbosity = iota // names, prices, states: for those who know the machine
	Normal                  // and how many choices, position, groups, and once a stay how the kiosk is worked
	Long                    // and what things do, and on every screen how it is worked: for a first time
)

// Options are the listener's preferences and situation.
type Options struct {
	Verbosity Verbosity
	Words     Phrases
	Headset   bool           // only the person can hear: personal values may be said (SPK-7)
	Easy      bool           // plain words; Scene.Look.Easy asks for them as well
	Reading   *reading.Words // a site's own words; nil: the built-in ones
}
