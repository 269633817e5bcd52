package model

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/entry"
	"modu/internal/headset"
	"modu/internal/hold"
	"modu/internal/kiosk/act"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/payment"
	"modu/internal/service"
	"modu/internal/session"
	"modu/internal/staffcall"
)

// Model is everything the kiosk knows at one moment. It is a value: whoever changes one
// makes a new one, and never writes into maps or slices of the old.
type Model struct {
	// The machine's, kept from one person to the next.
	Now        time.Duration // of the last event, since the start
	Boot       uint32        // from a durable file: ids never repeat after a restart
	Revision   uint64
	Inputs     uint64
	NoticeSeq  uint64
	Effects    uint32
	Sessions   uint32
	NextNumber int            // of the next order
	PerPage    map[FitKey]int // what the screen said fits
	Menu       Menu

	Headset headset.State
	Lift    hold.State

	// One person's, gone when they leave.
	Stay

	Intent nav.Intent // what the last event was taken to mean, for transcripts

	// What was last shown, and since which revision each node means what it means.
	Scene   scene.Scene
	Acts    map[scene.NodeID]act.Act
	Changed map[scene.NodeID]uint64
}

// Stay is everything about one person's visit. The zero value, with default
// preferences, is attract.
type Stay struct {
	Session  scene.SessionID
	Clock    session.State
	Prefs    accessibility.Preferences
	Undo     []Undo // what the needs of the help menu changed, the last one last
	Keys     nav.State
	Touch    gesture.State
	Again    int                // how often a sign-language clip was asked for again
	Part     int                // of a long text in the focus strip
	Devices  map[string]bool    // whose keys this person has used
	Hand     accessibility.Hand // what the person used last
	Braille  bool               // works the kiosk from a braille display
	Here     Place
	Trail    []Place // where "back" leads
	Order    order.Order
	Facts    service.Facts  // what calls have answered
	Visits   int            // of enter steps
	Task     Task           // a call or a print under way
	Checking input.EffectID // what was typed is being checked
	Practice bool           // nothing that is done has a consequence
	Number   int            // of the paid order
	Papered  bool           // paper has come out for this person
	Overlay  Overlay
	Pay      payment.State
	Call     staffcall.State
	Entry    entry.State
	Paused   bool // speech was paused
	Spelled  Spelled
	Aloud    scene.NodeID // what the person asked to hear from the loudspeaker, until focus leaves it
}

// Place is where in the service the person is.
type Place struct {
	Step     string // empty in attract
	Category string
	Item     string
	Picked   order.Choices // options being chosen
	Asked    int           // which option is asked, where they are asked one by one
	Calls    int           // how many calls have been answered on the way here
	Prints   int           // and how much paper has come out
	Search   SearchStage
	Query    string // what was looked for
	Over     bool   // practice has ended here
	Focus    scene.NodeID
	Anchors  map[scene.NodeID]int // per paged container, the item that must be on the page
	Pending  PendingFocus
}

// SearchStage is a stage of looking for something by its name. The stages are places of
// their own on the trail, over the step from which the search was opened.
type SearchStage string

// The stages; "" is no search.
const (
	SearchTyping SearchStage = "find"  // the name is being typed
	SearchFound  SearchStage = "found" // what bears such a name
)

// PendingFocus is a focus that only the next scene can resolve to an id.
type PendingFocus struct {
	Container scene.NodeID
	Last      bool
}

// FitKey is where the screen has reported how much fits.
type FitKey struct {
	Step      string
	Container scene.NodeID
	Size      int
	Low, Easy bool
	Lang      scene.Lang
}

// Task is something that the world does while the person waits: a call or a print.
type Task struct {
	Effect input.EffectID
	Failed bool
	Due    time.Duration // in practice: when it has seemed to take long enough; 0 outside it
}

// Running reports whether an answer is awaited.
func (t Task) Running() bool { return (t.Effect != (input.EffectID{}) || t.Due != 0) && !t.Failed }

// Overlay is what lies over a step. The zero value is nothing.
type Overlay struct {
	Kind    OverlayKind
	Focus   scene.NodeID
	Back    scene.NodeID // focus to return to
	LastKey input.Key    // of OverlayKeys: the key before
	News    []News       // of OverlayNews
}

// OverlayKind is what kind of screen lies over a step.
type OverlayKind string

// The kinds of overlays.
const (
	NoOverlay       OverlayKind = ""
	OverlayHelp     OverlayKind = "help"
	OverlaySettings OverlayKind = "settings"
	OverlayHeight   OverlayKind = "height"     // of the screen
	OverlayKeys     OverlayKind = "keys"       // keys say their names and what they do, and do nothing (KEY-8)
	OverlayHome     OverlayKind = "home"       // asks before anything is lost (ERR-2)
	OverlayNews     OverlayKind = "news"       // tells what changed about things that the person has already chosen
	OverlayStaff    OverlayKind = "staff"      // a call for staff: where it stands, how to talk
	OverlayMessage  OverlayKind = "staff-text" // something to tell staff is being typed
)

// News is one thing that changed about the menu.
type News struct {
	Item  string
	Gone  bool         // it is sold out
	Had   bool         // and was in the basket
	Price money.Amount // otherwise, what one now costs
}

// Undo is how things were before a need was chosen.
type Undo struct {
	Prefs accessibility.Preferences
	Node  scene.NodeID // that was chosen
}

// Spelled is how far the person has gone into one thing: asked where they are, heard its
// syllables, heard its letters by name.
type Spelled struct {
	Node  scene.NodeID
	Times int
}

// Menu is what was pushed about the menu since the start, over the service as it was
// loaded.
type Menu struct {
	Pushed map[string]input.ItemChange
	merged *service.Service // with what was pushed; nil: nothing was
}

// With adds what was pushed. It fails where the service refuses it, and then changes
// nothing.
func (m Menu) With(base *service.Service, items map[string]input.ItemChange) (Menu, error) {
	next := Menu{Pushed: make(map[string]input.ItemChange, len(m.Pushed)+len(items))}
	for id, c := range m.Pushed {
		next.Pushed[id] = c
	}
	for id, c := range items {
		was := next.Pushed[id]
		if c.SoldOut == nil {
			c.SoldOut = was.SoldOut
		}
		if c.Price == nil {
			c.Price = was.Price
		}
		next.Pushed[id] = c
	}
	var err error
	next.merged, err = base.With(next.Pushed)
	if err != nil {
		return m, err
	}
	return next, nil
}

// over is the service as it is now.
func (m Menu) over(base *service.Service) *service.Service {
	if m.merged != nil {
		return m.merged
	}
	return base
}
