package kiosk

import (
	"fmt"
	"strconv"
	"strings"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/session"
	"modu/locales"
)

// Ids of the nodes that are on every screen.
const (
	idHelp     scene.NodeID = "bar.help"
	idBack     scene.NodeID = "bar.back"
	idHome     scene.NodeID = "bar.home"
	idCall     scene.NodeID = "bar.call"
	idStart    scene.NodeID = "attract.start"
	idPractice scene.NodeID = "practice.open"

	actionsID scene.NodeID = "actions" // the row with the next act
)

// builder collects the nodes of one screen and what they do.
type builder struct {
	*update
	kind      string
	title     scene.Text
	nodes     []scene.Node
	acts      map[scene.NodeID]Act
	first     scene.NodeID // where focus starts, if not on the first node
	moreAsked bool         // the options are asked one by one, and this is not the last
}

// view makes the scene of the model. It resolves the focus: the one the model
// asks for if it is there, else the first of the content.
func (u *update) view() (scene.Scene, map[scene.NodeID]Act) {
	b := &builder{update: u, acts: map[scene.NodeID]Act{}}
	switch {
	case u.m.Clock.Phase == session.Warned:
		b.warning()
	case u.m.Pulled.held():
		b.pulled()
	case u.m.Talk.Kind == talkHelp:
		b.door()
	case u.m.Talk.Kind == talkSettings:
		b.settings()
	case u.m.Talk.Kind == talkLift:
		b.liftScreen()
	case u.m.Talk.Kind == talkKeys:
		b.keys()
	case u.m.Talk.Kind == talkCall:
		b.callScreen()
	case u.m.Talk.Kind == talkWrite:
		b.writeScreen()
	case u.m.Talk.Kind == "home":
		b.homeQuestion()
	case u.m.Talk.Kind == talkNews:
		b.menuNews()
	case u.m.Here.Step == "":
		b.attract()
	case u.m.Here.Over:
		b.practiceEnd()
	default:
		b.stepScreen()
	}
	b.mark()
	b.callState()
	b.signClip()
	b.fold()
	if b.kind != "pulled" { // that one brings the one button it needs
		b.bar()
	}
	b.pictured(b.nodes)
	b.stops(b.nodes)
	m := u.m
	s := scene.Scene{
		Session: m.Session,
		Kind:    b.kind,
		Lang:    m.Prefs.Language,
		Ear:     u.ear(),
		Look:    scene.Look{Theme: m.Prefs.Look, Size: m.Prefs.Size, Easy: m.Prefs.Easy, Low: m.Prefs.Low || b.kind == talkLift, Strip: m.Prefs.Strip, Bare: m.Prefs.Private},
		Covered: u.covered(b.nodes),
		Part:    m.Part,
		Root:    scene.Node{ID: b.screenID(), Role: scene.RoleScreen, Label: b.title, Children: b.nodes},
	}
	if u.curtained() {
		s.Curtain, s.Cover = true, b.text("curtain.line")
	}
	s.Focus = b.resolveFocus(&s)
	return s, b.acts
}

// screenID tells screens of one kind apart: another step, another attempt to pay.
func (b *builder) screenID() scene.NodeID {
	id := "screen." + b.kind
	if b.kind == "pulled" {
		return scene.NodeID(id) // whatever goes on behind it
	}
	if b.m.Talk.Kind == "" && b.m.Here.Step != "" {
		id += "." + b.m.Here.Step
	}
	if b.m.Pay.Effect.Counter != 0 {
		id += "." + strconv.Itoa(int(b.m.Pay.Effect.Counter))
	}
	return scene.NodeID(id)
}

func (b *builder) resolveFocus(s *scene.Scene) scene.NodeID {
	want := b.m.focus()
	if b.m.Clock.Phase == session.Warned {
		want = b.first
	}
	if w := b.m.Here.wish; w.container != "" {
		b.m.Here.wish = wish{}
		if c := s.Find(w.container); c != nil {
			sub := scene.Scene{Root: *c}
			if ids := sub.FocusOrder(); len(ids) > 0 {
				want = ids[0]
				if w.last {
					want = ids[len(ids)-1]
					if rows := board(s); !b.m.Writing.Sideways && strings.HasPrefix(string(want), keyPrefix) {
						want = lastKey(rows) // two keys walk columns: back into the last one
					}
				}
			}
		}
	}
	if n := s.Find(want); n != nil && n.Focusable() {
		return want
	}
	if n := s.Find(b.first); n != nil && n.Focusable() {
		return b.first
	}
	if ids := s.FocusOrder(); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

func (b *builder) add(n scene.Node) { b.nodes = append(b.nodes, n) }

func (b *builder) says(id scene.NodeID, role scene.Role, t scene.Text) {
	b.add(scene.Node{ID: id, Role: role, Label: t})
}

// node registers what a node does and returns it.
func (b *builder) node(n scene.Node, a Act) scene.Node {
	if a != (Act{}) {
		b.acts[n.ID] = a
	}
	return n
}

func (b *builder) button(id scene.NodeID, label scene.Text, a Act) scene.Node {
	return b.node(scene.Node{ID: id, Role: scene.RoleButton, Label: label}, a)
}

// actions is the row that holds the one obvious next act, last.
func (b *builder) actions(nodes ...scene.Node) {
	if len(nodes) > 0 {
		b.add(scene.Node{ID: actionsID, Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: nodes})
	}
}

func primary(n scene.Node) scene.Node { n.Primary = true; return n }

// defaultPerPage is used until the screen has reported what fits.
func defaultPerPage(a scene.Arrange) int {
	if a == scene.ArrangeGrid {
		return 6
	}
	return 5
}

// easyChoices is how many things to choose from the easy form shows at once: LNG-4 gives no
// figure; four can be kept in mind while the fifth would push out the first.
const easyChoices = 4

// perPage is how many children of a container stand on a page.
func (m *Model) perPage(id scene.NodeID, a scene.Arrange) int {
	per := m.PerPage[m.fitKey(id)]
	if per < 1 {
		per = defaultPerPage(a)
	}
	if most := m.mostPerPage(id, a); most > 0 {
		per = min(per, most)
	}
	return per
}

// mostPerPage is how many children a page of a container never exceeds; 0: as many as fit.
func (m *Model) mostPerPage(id scene.NodeID, a scene.Arrange) int {
	if m.Prefs.Easy && m.Talk.Kind == "" && (a == scene.ArrangeGrid || id == scene.WholePage) {
		// Not in the settings, which must not move under the hand that asks for the easy form.
		return easyChoices
	}
	return 0
}

// paged adds a group of which the screen shows as many children as fit, and
// buttons for the hand to turn its pages. each makes the ith child; it is called
// for the visible ones only, so that a catalogue of any length costs the same.
func (b *builder) paged(g scene.Node, total int, each func(i int) scene.Node) {
	g.Role = scene.RoleGroup
	if g.ID != scene.WholePage && b.crowded() > 0 {
		for i := range total { // fold cuts everything together
			b.add(each(i))
		}
		return
	}
	per := b.m.perPage(g.ID, g.Arrange)
	pages := (total + per - 1) / per
	page := min(b.m.Here.Anchors[g.ID], max(0, total-1)) / per
	first := page * per
	g.Page = scene.Page{Index: page, Count: pages, First: first, Total: total, Most: b.m.mostPerPage(g.ID, g.Arrange)}
	for i := first; i < min(first+per, total); i++ {
		g.Children = append(g.Children, each(i))
	}
	b.add(g)
	if pages < 2 {
		return
	}
	turn := func(by int) Act { return Act{Kind: ActTurnPage, ID: string(g.ID), N: by} }
	prev := b.button(scene.NodeID(string(g.ID)+".previous"), b.text("page.previous"), turn(-1))
	next := b.button(scene.NodeID(string(g.ID)+".next"), b.text("page.next"), turn(+1))
	prev.Pointer, next.Pointer = true, true
	if page == 0 {
		prev.Disabled, prev.Reason = true, b.text("list.start")
	}
	if page == pages-1 {
		next.Disabled, next.Reason = true, b.text("list.end")
	}
	of := b.text("page.of", locales.Count("Page", page+1, ""), locales.Count("Pages", pages, ""))
	b.add(scene.Node{ID: scene.NodeID(string(g.ID) + ".pager"), Role: scene.RoleGroup, Arrange: scene.ArrangeRow,
		Children: []scene.Node{prev, {ID: scene.NodeID(string(g.ID) + ".page"), Role: scene.RoleText, Label: of, Quiet: true, Pointer: true}, next}})
}

// bar is the same four buttons in the same place on every screen (LNG-2, ERR-1,
// STF-1). One that cannot act says why.
func (b *builder) bar() {
	m := b.m
	bar := scene.Node{ID: "bar", Role: scene.RoleGroup, Arrange: scene.ArrangeBar, Label: b.text("bar")}
	item := func(id scene.NodeID, a Act, disabled string) {
		n := b.button(id, b.text(string(id)), a)
		n.Hint, n.Picture = b.text(string(id)+".hint"), "bar-"+string(id)[len("bar."):]
		if disabled != "" {
			n.Disabled, n.Reason = true, b.text(disabled)
		}
		bar.Children = append(bar.Children, n)
	}
	back, home := "", ""
	if m.Clock.Phase == session.Attract && m.Talk.Kind == "" {
		back, home = "reason.first", "reason.first"
	} else if m.paying() {
		home = "reason.paying"
		if m.Talk.Kind == "" {
			back = "reason.paying"
		}
	} else if m.spent() && m.Talk.Kind == "" {
		back = "reason.paid"
	}
	item(idHelp, Act{Kind: ActHelp}, "")
	item(idBack, Act{Kind: ActBack}, back)
	item(idHome, Act{Kind: ActHome}, home)
	item(idCall, Act{Kind: ActCallStaff}, "")
	b.add(bar)
}

// attract invites. It keeps no trace of anybody.
func (b *builder) attract() {
	b.kind = "attract"
	b.title = b.text(b.svc().Name)
	row := b.languages()
	if len(row) == 0 { // beside names to press and "start" it tells nothing, and takes room on ten inches
		b.says("attract.touch", scene.RoleText, b.text("attract.touch"))
	}
	b.says("attract.speech", scene.RoleText, b.text("attract.speech"))
	b.first = idStart
	b.nodes = append(b.nodes, row...)
	b.actions(append(b.practiceDoor(), primary(b.button(idStart, b.text("attract.start"), Act{Kind: ActStart})))...)
}

// goTo opens a step; where the person was stays on the trail for "back".
func (u *update) goTo(step string) {
	st, ok := u.svc().Step(step)
	if !ok {
		panic(fmt.Sprintf("kiosk: step %q does not exist although the service was checked", step))
	}
	if u.practiceOver(st) {
		return
	}
	if u.m.Here.Step != "" && !u.passing() {
		u.m.Trail = append(append([]place(nil), u.m.Trail...), u.m.Here)
	}
	next := u.m.Here
	next.Over = false
	next.Step, next.Asked, next.Find, next.Query, next.Focus, next.Anchors, next.wish = step, 0, "", "", "", nil, wish{}
	u.m.Here = next
	u.arrive()
}

// back undoes the last step; from the first one it leads to the start.
func (u *update) back() {
	m := u.m
	if m.Talk.Kind == talkSettings {
		u.toDoor()
		return
	}
	if m.Talk.Kind == talkLift {
		u.fromLift()
		return
	}
	if m.Talk.Kind != "" {
		u.closeTalk()
		return
	}
	if m.Here.Asked > 0 && m.Talk.Kind == "" && u.oneByOne() {
		m.Here.Asked--
		m.Here.Focus = ""
		return
	}
	prev, rest, ok := last(m.Trail)
	if !ok {
		u.home()
		return
	}
	m.Here, m.Trail = prev, rest
	m.Task, m.Checking = task{}, input.EffectID{} // a late answer finds nobody waiting
}

// home starts again; what would be lost is asked about first.
func (u *update) home() {
	m := u.m
	if m.Talk.Kind == "home" {
		u.closeTalk()
		return
	}
	if m.paying() { // nobody may leave while money is in the balance
		u.notice(scene.Assertive, u.text("reason.paying"))
		return
	}
	if m.owed() == "" && (!m.atStake() || m.spent()) {
		u.leave()
		return
	}
	u.openTalk("home")
}
