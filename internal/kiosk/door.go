package kiosk

import (
	"slices"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/internal/session"
)

// The door and what lies behind it.
const (
	talkHelp     = "help"
	talkSettings = "settings"

	needList scene.NodeID = "needs"
	helpList scene.NodeID = "help.list"
	idUndo   scene.NodeID = "help.undo"
	idMore   scene.NodeID = "help.more"
)

// undo is how things were before a need was chosen.
type undo struct {
	Prefs accessibility.Preferences
	Node  scene.NodeID // that was chosen
}

// maxUndo bounds what is remembered; nobody goes back further than that one by one.
const maxUndo = 16

// openHelp opens the one door; pressed again it closes it.
func (u *update) openHelp() {
	switch u.m.Talk.Kind {
	case talkHelp:
		u.closeTalk()
		return
	case talkSettings:
		u.toDoor()
		return
	case talkLift:
		u.fromLift()
		return
	}
	if u.m.Clock.Phase == session.Attract {
		u.begin(u.m.Prefs.Speech)
	}
	u.openTalk(talkHelp)
	u.topOf(needList)
}

// topOf shows a list from its first page.
func (u *update) topOf(list scene.NodeID) {
	u.m.Here.Anchors = clone(u.m.Here.Anchors)
	delete(u.m.Here.Anchors, list)
}

// toSettings goes one level deeper, toDoor back up; who leaves from either is where they
// were before.
func (u *update) toSettings() {
	u.m.Talk = talk{Kind: talkSettings, Back: u.m.Talk.Back}
	u.topOf(helpList)
}

func (u *update) toDoor() {
	u.m.Talk = talk{Kind: talkHelp, Focus: idMore, Back: u.m.Talk.Back}
}

// door offers six needs. Choosing one changes everything that belongs to it at once;
// choosing it again takes it back, and so does "undo", whatever came last.
func (b *builder) door() {
	b.kind = talkHelp
	b.title = b.text("help.title")
	if b.m.Prefs.Size <= onePageSize { // at the large sizes the needs themselves have the room
		b.says("help.lead", scene.RoleText, b.text("help.lead"))
	}
	needs := accessibility.Needs()
	b.paged(scene.Node{ID: needList, Arrange: scene.ArrangeGrid}, len(needs), func(i int) scene.Node {
		n := needs[i]
		return b.node(scene.Node{
			ID: scene.NodeID("need." + n.ID), Role: scene.RoleChoice, Label: b.text("need." + n.ID), Hint: b.text("need." + n.ID + ".hint"),
			Picture: n.Picture, Selected: n.Met(b.c.table, b.m.Prefs),
		}, Act{Kind: ActNeed, ID: n.ID})
	})
	row := []scene.Node{b.button(idMore, b.text("help.more"), Act{Kind: ActSettings})}
	row = append(row, b.liftDoor()...)
	row = append(row, b.byHand()...)
	if len(b.m.Undo) > 0 {
		row = append(row, b.button(idUndo, b.text("help.undo"), Act{Kind: ActUndo}))
	}
	b.actions(append(row, primary(b.button("help.close", b.text("help.close"), Act{Kind: ActClose})))...)
}

// choose applies a need, or takes it back.
func (u *update) choose(n accessibility.Need) {
	u.remember(scene.NodeID("need." + n.ID))
	if n.Met(u.c.table, u.m.Prefs) {
		u.m.Prefs = n.Drop(u.c.table, u.m.Prefs)
		u.notice(scene.Assertive, u.text("help.undone"))
		return
	}
	u.m.Prefs = n.Apply(u.c.table, u.m.Prefs)
	u.notice(scene.Assertive, u.text("need."+n.ID+".on"))
}

// remember keeps how things are, for undo.
func (u *update) remember(at scene.NodeID) {
	u.m.Undo = append(slices.Clone(u.m.Undo), undo{u.m.Prefs, at})
	if len(u.m.Undo) > maxUndo {
		u.m.Undo = u.m.Undo[1:]
	}
}

// undo makes everything as it was before the last need was chosen, and puts focus there.
func (u *update) undo() {
	was, rest, ok := last(u.m.Undo)
	if !ok {
		return
	}
	u.m.Prefs, u.m.Undo = was.Prefs, rest
	u.setFocus(was.Node)
	u.notice(scene.Assertive, u.text("help.undone"))
}

// settings lists every preference with its value; select goes to the next value, at
// once, and says it.
func (b *builder) settings() {
	b.kind = talkSettings
	b.title = b.text("help.settings")
	if b.m.Prefs.Size <= onePageSize {
		b.says("help.lead", scene.RoleText, b.text("help.settings.lead"))
	}
	table := b.c.table
	b.paged(scene.Node{ID: helpList, Arrange: scene.ArrangeGrid}, len(table), func(i int) scene.Node {
		d := table[i]
		n := scene.Node{
			ID: scene.NodeID("pref." + d.Field), Role: scene.RoleChoice, Label: b.text("pref." + d.Field),
			Details: []scene.Text{b.prefValue(d)}, Picture: d.Picture,
		}
		if d.Field == "curtain" && !b.m.Prefs.Speech {
			n.Disabled, n.Reason = true, b.text("reason.speech-first") // dark and silent helps nobody
		}
		return b.node(n, Act{Kind: ActPreference, ID: d.Field})
	})
	row := append(b.practiceDoor(),
		b.button("help.keys", b.text("help.keys"), Act{Kind: ActKeys}),
		b.button("help.reset", b.text("help.reset"), Act{Kind: ActReset}),
		primary(b.button("help.close", b.text("help.close"), Act{Kind: ActClose})))
	b.actions(row...)
}

// curtained reports whether the screen is covered: never in silence.
func (u *update) curtained() bool { return u.m.Prefs.Curtain && u.m.Prefs.Speech }
