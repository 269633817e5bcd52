package model

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/beacon"
	"modu/internal/entry"
	"modu/internal/headset"
	"modu/internal/hold"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/payment"
	"modu/internal/service"
	"modu/internal/session"
	"modu/internal/staffcall"
)

// Model is everything the kiosk knows at one moment. It is a value: to change one is to
// make a new one: never write into maps or slices of the old.
type Model struct {
	// The machine's, kept from one person to the next.
	Now        time.Duration // of the last event, since the start
	Civil      service.Clock // what the clocks of the place showed when Now was 0
	Boot       uint32        // from a durable file: ids never repeat after a restart
	Revision   uint64
	Inputs     uint64
	NoticeSeq  uint64
	Effects    uint32
	Sessions   uint32
	NextNumber int            // of the next order
	PerPage    map[FitKey]int // what the screen said fits
	Menu       Menu
	Waiting    Waiting

	// Catalogue is what the program beside the kiosk calls the state of its catalogue that this
	// person orders from; NextCatalogue that which holds from the next one on, "" for the same.
	Catalogue, NextCatalogue string

	Headset headset.State
	Lift    hold.State
	Beacon  beacon.State

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
	course.Course
	Session scene.SessionID
	Clock   session.State
	Prefs   accessibility.Preferences
	Undo    []Undo // what the needs of the help menu changed, the last one last
	Keys    nav.State
	Touch   gesture.State
	Again   int                // how often a sign-language clip was asked for again
	Still   string             // the sign-language clip that the person has stopped; on another screen clips play
	Part    int                // of a long text in the focus strip
	Devices map[string]bool    // whose keys this person has used
	Hand    accessibility.Hand // what the person used last
	Braille bool               // works the kiosk from a braille display
	Side    scene.Side         // on which a finger has rested, in the low position
	Overlay Overlay
	Pay     payment.State
	Call    staffcall.State
	Entry   entry.State
	Paused  bool // speech was paused
	Spelled Spelled
	Told    map[string]bool // what the person has heard of how the kiosk is worked, by message
	Aloud   scene.NodeID    // what the person asked to hear from the loudspeaker, until focus leaves it
	Sought  Sought          // follows from the rest
}

// FitKey is where the screen has reported how much fits.
type FitKey struct {
	Step      string
	Container scene.NodeID
	Size      int
	Low, Easy bool
	Side      scene.Side // with Low
	Lang      scene.Lang
}

// Overlay is what lies over a step. The zero value is nothing.
type Overlay struct {
	Kind    OverlayKind
	Section accessibility.Section // of OverlaySection
	Focus   scene.NodeID
	Back    scene.NodeID  // focus to return to
	Pages   course.Pages  // where the person is in it, apart from the step below
	Under   []Under       // what it was opened from, the nearest last
	LastKey input.Key     // of OverlayKeys: the key before
	News    []course.News // of OverlayNews
}

// Under is the overlay from which another was opened, and where the person was in it.
type Under struct {
	Kind    OverlayKind
	Section accessibility.Section
	Pages   course.Pages
}

// OverlayKind is what kind of screen lies over a step.
type OverlayKind string

// The kinds of overlays.
const (
	NoOverlay       OverlayKind = ""
	OverlayHelp     OverlayKind = "help"
	OverlaySettings OverlayKind = "settings"   // leads to each section of the preferences
	OverlaySection  OverlayKind = "section"    // the preferences of one
	OverlaySizes    OverlayKind = "sizes"      // of text, to choose from
	OverlayLooks    OverlayKind = "looks"      // to choose from
	OverlayHeight   OverlayKind = "height"     // of the screen
	OverlayKeys     OverlayKind = "keys"       // keys say their names and what they do, and do nothing (KEY-8)
	OverlayHome     OverlayKind = "home"       // asks before anything is lost (ERR-2)
	OverlayStop     OverlayKind = "stop"       // asks before paying is stopped (ERR-2)
	OverlayNews     OverlayKind = "news"       // tells what changed about things that the person has already chosen
	OverlayStaff    OverlayKind = "staff"      // a call for staff: where it stands, how to talk
	OverlayMessage  OverlayKind = "staff-text" // something to tell staff is being typed
)

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

// Waiting is what changes about the menu from the next person on, by item; nil: nothing.
type Waiting map[string]input.ItemChange

// Menu is what was pushed about the menu, over the service as it was
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
		if c.Removed {
			delete(next.Pushed, id)
			continue
		}
		next.Pushed[id] = c.Over(next.Pushed[id])
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
