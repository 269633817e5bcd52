package screen

import "modu/accessibility/scene"

// Ids of the nodes that package kiosk knows by name. A node's id is part of what tests,
// pictures and transcripts hold on to.
const (
	Help     scene.NodeID = "bar.help"
	Back     scene.NodeID = "bar.back"
	Home     scene.NodeID = "bar.home"
	Call     scene.NodeID = "bar.call"
	Start    scene.NodeID = "attract.start"
	Practice scene.NodeID = "practice.open"
	Actions  scene.NodeID = "actions" // the row with the next act

	Needs       scene.NodeID = "needs"
	Preferences scene.NodeID = "help.list"
	Undo        scene.NodeID = "help.undo"
	More        scene.NodeID = "help.more"
	Height      scene.NodeID = "help.height" // leads to the two buttons below
	HeightUp    scene.NodeID = "lift.up"
	HeightDown  scene.NodeID = "lift.down"
	Add         scene.NodeID = "options.add"
	GoOn        scene.NodeID = "pulled.go-on"

	// ReadOn stands in the place of what commits until all has been read; then that is back.
	ReadOn scene.NodeID = "read-on"

	Submit scene.NodeID = "typing.done"
	erase  scene.NodeID = "typing.erase"
	space  scene.NodeID = "typing.space"
	layout scene.NodeID = "typing.layout"

	Languages scene.NodeID = "languages"
	courseID  scene.NodeID = "course" // says what has been done and what comes next
	liftState scene.NodeID = "lift.state"

	languagePrefix = "language."
	NeedPrefix     = "need." // before a need of the help menu
)

// OffersLanguage reports whether a node is one of the languages.
func OffersLanguage(id scene.NodeID) bool {
	return len(id) > len(languagePrefix) && id[:len(languagePrefix)] == languagePrefix
}
