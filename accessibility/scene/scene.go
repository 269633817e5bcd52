// Package scene is the semantic picture of what a person meets at one moment:
// the single thing that screen, speech, braille, keypad and switch scanning
// render or read.
//
// It hides how the picture is stored and compared. It knows no toolkit, no
// voice, no device and no service; it imports the standard library only. All
// values are immutable by convention once handed out: the code that builds a scene
// builds a new one. Any goroutine may read them.
package scene

import "slices"

// NodeID names a node. It is unique within a scene and stable from one revision
// to the next for as long as the node means the same thing.
type NodeID string

// SessionID numbers one person's stay: boot number and counter, so that it never
// repeats after a restart. Zero means that there is no person.
type SessionID struct {
	Boot    uint32 `json:"boot,omitzero"`
	Counter uint32 `json:"counter,omitzero"`
}

// Role says what a node is to the person. Each constant has four lines: what
// the screen draws, what speech says (long, short), what braille shows, how keys
// and switches act on it.
type Role uint8

const (
	// RoleScreen is the root.
	// Screen: the page; its label is the title bar, its picture shows what it is about.
	// Speech: the title, then how many choices there are; short: the title.
	// Braille: the title while nothing has focus.
	// Keys: none of its own.
	RoleScreen Role = iota
	// RoleHeading is a title inside the page.
	// Screen: large type. Speech: its text on open. Braille: its text when panned to.
	// Keys: not focusable.
	RoleHeading
	// RoleText is something to read. Pictures of what it says may be its children.
	// Screen: body type, those pictures in a row above it. Speech: its text on open. Braille: its text when panned to.
	// Keys: not focusable.
	RoleText
	// RoleGroup holds nodes that belong together; it may be paged.
	// Screen: an area, laid out by Arrange. Speech: its label when focus enters it,
	// with "2 of 5" where it is paged. Braille: its label. Keys: not focusable; a
	// group key jumps from one to the next.
	RoleGroup
	// RoleChoice is one of several things to choose.
	// Screen: a card with picture, name, details, a mark when Selected. Speech: name,
	// details (price), state, position; short: name, price. Braille: name, price.
	// Keys: focusable; select activates it.
	RoleChoice
	// RoleButton does something.
	// Screen: a button. Speech: its name, state; long: and what it does. Braille: name.
	// Keys: focusable; select activates it.
	RoleButton
	// RoleQuantity is a number that can be changed.
	// Screen: minus, number, plus. Speech: name, value; on change the value. Braille:
	// name, value. Keys: focusable parts minus and plus are its children buttons.
	RoleQuantity
	// RoleSecretEntry takes characters that must not be seen or heard.
	// Screen: one mark a character. Speech: the count, "asterisk" per character.
	// Braille: one mark a character. Keys: digits; back deletes.
	RoleSecretEntry
	// RoleTextEntry takes characters.
	// Screen: what was typed. Speech: each character as typed, the whole on focus.
	// Braille: what was typed. Keys: the on-screen keyboard or digits.
	RoleTextEntry
	// RoleSummary is a line of a list to check: a basket line, a total.
	// Screen: name left, what it comes to right (Amount), the rest below. Speech: name,
	// count, price. Braille: same.
	// Keys: not focusable; buttons that change the line are its children, or pictures of what
	// it comes to: notes and coins.
	RoleSummary
	// RoleProgress is something under way, or to be done beside the screen: a pictogram,
	// what to do, where (Details, Toward), and where time runs out how much is left of it.
	// Screen: picture, text, an arrow, and a moving mark below 2 Hz or a bar that shrinks.
	// Speech: its text on open and at each change. Braille: its text. Keys: focusable
	// where Stop says so; select reads it again.
	RoleProgress
	// RoleAlert must be known now.
	// Screen: a framed area above all else. Speech: before everything else.
	// Braille: before everything else. Keys: not focusable; its buttons are.
	RoleAlert
	// RolePicture carries meaning of its own. A quiet one shows a part of what words say, those
	// of the text or summary that it is a child of, and may be left out where room is scarce;
	// its label names the part.
	// Screen: the picture. Speech: its label. Braille: its label. Keys: not focusable.
	RolePicture
	// RoleSteps is how far the person has come on their way: its label is the name of the
	// present stage, Page.Index its place among Page.Count stages. It is the first child of
	// the root, but for the mark.
	// Screen: a bar of as many parts, filled up to the present one, and the name of that.
	// Speech: nothing when the screen opens; "step 3 of 5" and the name when a person asks
	// where they are. Braille: nothing. Keys: not focusable.
	RoleSteps
	// RoleMark is what holds for the whole screen, for example that it is practice. It is the
	// first child of the root, and quiet: the title says it to who listens.
	// Screen: a hatched band along the upper edge with its label.
	// Speech: nothing. Braille: its label before the title. Keys: not focusable.
	RoleMark
)

var roleNames = [...]string{"screen", "heading", "text", "group", "choice", "button", "quantity",
	"secret-entry", "text-entry", "summary", "progress", "alert", "picture", "steps", "mark"}

func (r Role) String() string { return roleNames[r] }

// Focusable reports whether keys can put focus on nodes of this role.
func (r Role) Focusable() bool {
	switch r {
	case RoleChoice, RoleButton, RoleSecretEntry, RoleTextEntry:
		return true
	}
	return false
}

// Entry reports whether nodes of this role take what is typed.
func (r Role) Entry() bool { return r == RoleSecretEntry || r == RoleTextEntry }

// Arrange says how the children of a group belong together on a screen. It is
// meaning, not measure: the screen decides columns and sizes.
type Arrange uint8

const (
	ArrangeList Arrange = iota // one below the other
	ArrangeGrid                // equal things to compare: cards
	ArrangeBar                 // the persistent bar: at most MostInBar buttons, same place on every screen
	ArrangeRow                 // side by side: minus, number, plus
	ArrangeKeys                // a keyboard: its children are rows of keys, all keys of one width
	ArrangeSign                // a sign-language clip, and beside it what no clip can say; Picture names it, Count is how often it was asked for
)

var arrangeNames = [...]string{"list", "grid", "bar", "row", "keys", "sign"}

// MostInBar is how many buttons the bar has at most: what is needed on every screen, help,
// size, back, start again and call, and nothing that a service would like to have there.
const MostInBar = 5

// WholePage is the group that holds everything between title and next act where a
// screen had to be cut into pages as a whole. A screen that does not fit at the size
// the person chose is reported under this name (input.Fitted).
const WholePage NodeID = "page"

// FinePage is reported (input.Fitted) where a question with its answers does not fit on a
// page of WholePage: then its answers are parts of their own.
const FinePage NodeID = "page.fine"

// Find returns the first of the nodes below n, parents first, for which f holds.
func (n *Node) Find(f func(*Node) bool) *Node {
	for i := range n.Children {
		c := &n.Children[i]
		if f(c) {
			return c
		}
		if k := c.Find(f); k != nil {
			return k
		}
	}
	return nil
}

// Page says which part of a long group is in the scene. The screen reports how
// much fits (input.Fitted); the view cuts the group by it. Of steps, Index is the present
// stage and Count all of them; nothing is cut.
type Page struct {
	Index int `json:"index,omitzero"` // 0-based page
	Count int `json:"count,omitzero"` // pages in all; 0 or 1 means not paged
	First int `json:"first,omitzero"` // 0-based position of the first child within the whole group
	Total int `json:"total,omitzero"` // children in the whole group
	Most  int `json:"most,omitzero"`  // a page never holds more, whatever fits; 0: no such bound
}

// Node is one thing a person can perceive or act on.
type Node struct {
	ID        NodeID    `json:"id,omitzero"`
	Role      Role      `json:"role,omitzero"`
	Arrange   Arrange   `json:"arrange,omitzero"` // of a group
	Label     Text      `json:"label,omitzero"`   // its name: shown, said first
	Details   []Text    `json:"details,omitzero"` // what matters next: price, state in words; shown, said after the name
	Hint      Text      `json:"hint,omitzero"`    // what acting on it does; said at long verbosity only
	Disabled  bool      `json:"disabled,omitzero"`
	Reason    Text      `json:"reason,omitzero"`    // why it is disabled; shown and said when it is
	Selected  bool      `json:"selected,omitzero"`  // chosen, among choices
	Paused    bool      `json:"paused,omitzero"`    // of a sign-language clip: it stands still (TIM-7)
	Pointer   bool      `json:"pointer,omitzero"`   // for the hand only: keys reach what it does in another way (page buttons)
	Quiet     bool      `json:"quiet,omitzero"`     // shown, but said only within an alert that opens: notices speak of it (a countdown, a call for staff)
	Late      bool      `json:"late,omitzero"`      // said last when a screen opens, after a pause: a person who knows enough has gone on by then (what has been done, what comes next)
	Stop      bool      `json:"stop,omitzero"`      // keys stop here although there is nothing to do but to hear it: what is personal is said on request
	Primary   bool      `json:"primary,omitzero"`   // the one obvious next act of the screen
	Commits   bool      `json:"commits,omitzero"`   // acting on it pays, sends, prints or signs for what is on this screen; not there before every page has been shown (ERR-2)
	Picture   string    `json:"picture,omitzero"`   // name of a picture in the service's folder, or a plan of seats (PlanPicture); decorative beside a label
	Photo     string    `json:"photo,omitzero"`     // name of a photograph of the same; a screen shows it in place of Picture where a look has many colours, and never in some nodes of a group only
	Tint      Tint      `json:"tint,omitzero"`      // of the category of what the picture shows: under it, in looks that have tints
	Sample    Sample    `json:"sample,omitzero"`    // of a choice that changes the screen: how that would look, in place of a picture
	Switch    Switch    `json:"switch,omitzero"`    // of a choice that is on or off: which of them it is; Details say it in words
	Toward    Direction `json:"toward,omitzero"`    // where, beside the screen, the person is to act: an arrow points there; its sentence is the first of the Details
	Amount    bool      `json:"amount,omitzero"`    // the last of Details is what the line comes to, or the value that answers its label: it has a column of its own
	Remaining int       `json:"remaining,omitzero"` // seconds that are left, of Span; a shrinking bar
	Span      int       `json:"span,omitzero"`      // seconds that there are in all; 0: nothing runs out
	Count     int       `json:"count,omitzero"`     // characters entered, of a SecretEntry
	Most      int       `json:"most,omitzero"`      // characters that a SecretEntry takes; 0: as many as there is room for
	Groups    []int     `json:"groups,omitzero"`    // of an entry of fixed length: its places in groups, to be shown before they are filled; nil: no places
	Page      Page      `json:"page,omitzero"`      // of a group, or of steps
	Privacy   Privacy   `json:"privacy,omitzero"`
	Children  []Node    `json:"children,omitzero"`
}

// Focusable reports whether keys can put focus here. A disabled node can have
// focus: its reason must be heard.
func (n *Node) Focusable() bool { return (n.Role.Focusable() || n.Stop) && !n.Pointer }

// HasCode reports whether a node is called by a number or a code.
func (n *Node) HasCode() bool {
	return slices.ContainsFunc(n.Label.Spans, func(s Span) bool { return s.Kind == Code })
}

// IsQuestion reports whether a node is a question with its answers: a group whose first
// child is a choice.
func (n *Node) IsQuestion() bool {
	return n.Role == RoleGroup && len(n.Children) > 0 && n.Children[0].Role == RoleChoice
}

// LabelPrivacy is how private a node's label is at least: as private as the node. Only
// what an entry is called is never private, whatever is in it.
func (n *Node) LabelPrivacy() Privacy {
	if n.Role.Entry() {
		return Public
	}
	return n.Privacy
}

// Scene is everything a person meets at one moment.
type Scene struct {
	Revision uint64    `json:"revision,omitzero"` // grows by one with every input
	Session  SessionID `json:"session,omitzero"`  // zero in attract
	Kind     Kind      `json:"kind,omitzero"`
	Lang     Lang      `json:"lang,omitzero"`    // of the screen; every Text carries its own
	Focus    NodeID    `json:"focus,omitzero"`   // empty only where nothing is focusable
	Marked   bool      `json:"marked,omitzero"`  // what has focus is marked on the screen: the person goes by it, and not by finger alone
	Root     Node      `json:"root,omitzero"`    // RoleScreen
	Look     Look      `json:"look,omitzero"`    // how it should look; renderers that have no look ignore it
	Curtain  bool      `json:"curtain,omitzero"` // the person asked for a dark screen (PRV-2)
	Ear      Ear       `json:"ear,omitzero"`     // where speech about it goes
	Cover    Text      `json:"cover,omitzero"`   // with Curtain, the one line that is shown
	Covered  bool      `json:"covered,omitzero"` // something lies over a private field: digits that are pressed now were meant for it
	Part     int       `json:"part,omitzero"`    // which part of a text that is too long for it the focus strip shows, counted on without end
}

// Look is the part of the preferences that a screen needs to draw the scene.
type Look struct {
	Theme string `json:"theme,omitzero"` // id of a look, e.g. "default", "high-contrast", "low-contrast"
	Size  int    `json:"size,omitzero"`  // per cent of the default, for everything on the screen (TXT-6)
	Easy  bool   `json:"easy,omitzero"`  // easy form in use
	Low   bool   `json:"low,omitzero"`   // controls in the lower part of the screen (RCH-6)
	Side  Side   `json:"side,omitzero"`  // with Low, on which side of the screen the controls are to be
	Bare  bool   `json:"bare,omitzero"`  // captions show what is personal, not only its kind: the person asked for it
	Still bool   `json:"still,omitzero"` // nothing moves on the screen by itself
	Strip bool   `json:"strip,omitzero"` // the caption's place is large, and shows what has focus while nothing is said
}

// Side is a side of the screen, as the person sees it.
type Side string

// The sides. AnySide is the usual place of controls, and the middle of the screen.
const (
	AnySide   Side = ""
	LeftSide  Side = "left"
	RightSide Side = "right"
)

// Switch is where a switch stands.
type Switch string

// The places of a switch.
const (
	NoSwitch  Switch = "" // it is none
	SwitchOff Switch = "off"
	SwitchOn  Switch = "on"
)

// Switches is both places of a switch.
func Switches() []Switch { return []Switch{SwitchOff, SwitchOn} }

// Sides is both of them.
func Sides() []Side { return []Side{LeftSide, RightSide} }

// Walk calls f for every node, parents first, until f returns false.
func (s *Scene) Walk(f func(n *Node, depth int) bool) { walk(&s.Root, 0, f) }

func walk(n *Node, depth int, f func(*Node, int) bool) bool {
	if !f(n, depth) {
		return false
	}
	for i := range n.Children {
		if !walk(&n.Children[i], depth+1, f) {
			return false
		}
	}
	return true
}

// Find returns the node with that id, or nil.
func (s *Scene) Find(id NodeID) *Node {
	var found *Node
	if id == "" {
		return nil
	}
	s.Walk(func(n *Node, _ int) bool {
		if n.ID == id {
			found = n
		}
		return found == nil
	})
	return found
}

// Parent returns the parent of the node with that id, or nil.
func (s *Scene) Parent(id NodeID) *Node {
	var found *Node
	s.Walk(func(n *Node, _ int) bool {
		for i := range n.Children {
			if n.Children[i].ID == id {
				found = n
			}
		}
		return found == nil
	})
	return found
}

// FocusOrder lists the focusable nodes in reading order.
func (s *Scene) FocusOrder() []NodeID {
	var ids []NodeID
	s.Walk(func(n *Node, _ int) bool {
		if n.Focusable() {
			ids = append(ids, n.ID)
		}
		return true
	})
	return ids
}
