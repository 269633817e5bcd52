package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// builder collects the nodes of one screen and what they do.
type builder struct {
	model.Moment
	kind      scene.Kind
	title     scene.Text
	picture   string // beside the title: of what the screen is about
	photo     string // the same as a photograph
	tint      scene.Tint
	nodes     []scene.Node
	acts      map[scene.NodeID]act.Act
	first     scene.NodeID // where focus starts, if not on the first node
	moreAsked bool         // the options are asked one by one, and this is not the last
	saysNext  bool         // the button that leads on says what happens then

	notes int // of the parts of a page, the last ones that tell nothing of what it is about
}

func (b *builder) add(n scene.Node) { b.nodes = append(b.nodes, n) }

func (b *builder) says(id scene.NodeID, role scene.Role, t scene.Text) {
	b.add(scene.Node{ID: id, Role: role, Label: t})
}

// node registers what a node does and returns it.
func (b *builder) node(n scene.Node, a act.Act) scene.Node {
	if a != (act.Act{}) {
		b.acts[n.ID], n.Commits = a, a.Kind.Commits()
	}
	return n
}

func (b *builder) button(id scene.NodeID, label scene.Text, a act.Act) scene.Node {
	return b.node(scene.Node{ID: id, Role: scene.RoleButton, Label: label}, a)
}

// actions is the row that holds the one obvious next act, last.
func (b *builder) actions(nodes ...scene.Node) {
	if len(nodes) > 0 {
		b.add(scene.Node{ID: Actions, Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: nodes})
	}
}

// primary marks the one obvious next act of a screen.
func primary(n scene.Node) scene.Node { n.Primary = true; return n }

// cameFrom is the kind of the step before this one; "" if there is none.
func cameFrom(b *builder) service.Kind {
	if len(b.M.Trail) == 0 {
		return ""
	}
	st, _ := b.Service().Step(b.M.Trail[len(b.M.Trail)-1].Step)
	return st.Kind
}

// paged adds a group of which the screen shows as many children as fit, and
// buttons for the hand to turn its pages. each makes the ith child; it is called
// for the visible ones only, so that a catalogue of any length costs the same.
func (b *builder) paged(g scene.Node, total int, each func(i int) scene.Node) {
	g.Role = scene.RoleGroup
	if g.ID != scene.WholePage && b.M.Crowded() > 0 {
		if b.addPair(g, total, each) {
			return
		}
		for i := range total { // fold cuts everything together
			b.add(each(i))
		}
		return
	}
	per := b.M.Fits(g.ID, g.Arrange)
	pages := (total + per - 1) / per
	page := min(b.anchor(g.ID, total, each), max(0, total-1)) / per
	first := page * per
	g.Page = scene.Page{Index: page, Count: pages, First: first, Total: total, Most: b.M.Most(g.ID, g.Arrange)}
	for i := first; i < min(first+per, total); i++ {
		g.Children = append(g.Children, each(i))
	}
	b.add(g)
	if pages < 2 {
		return
	}
	turn := func(by int) act.Act { return act.Act{Kind: act.TurnPage, ID: string(g.ID), N: by} }
	prev := b.button(scene.NodeID(string(g.ID)+".previous"), b.Text("page.previous"), turn(-1))
	next := b.button(NextPage(g.ID), b.Text("page.next"), turn(+1))
	prev.Pointer, next.Pointer = true, true
	if page == 0 {
		prev.Disabled, prev.Reason = true, b.Text("list.start")
	}
	if page == pages-1 {
		next.Disabled, next.Reason = true, b.Text("list.end")
	}
	of := b.Text("page.of", locales.Count("Page", page+1, ""), locales.Count("Pages", pages, ""))
	b.add(scene.Node{ID: pagerOf(g.ID), Role: scene.RoleGroup, Arrange: scene.ArrangeRow,
		Children: []scene.Node{prev, {ID: scene.NodeID(string(g.ID) + ".page"), Role: scene.RoleText, Label: of, Quiet: true, Pointer: true}, next}})
}

// addPair adds the two answers of a question as one part, which no page cuts, and reports
// whether there are two: each is chosen against the other.
func (b *builder) addPair(g scene.Node, total int, each func(i int) scene.Node) bool {
	if total != pair || g.Arrange != scene.ArrangeGrid {
		return false
	}
	g.Children = []scene.Node{each(0), each(1)}
	if !g.IsQuestion() {
		return false
	}
	b.add(g)
	return true
}

// anchor is the item of a list that must be on its page. Where the screen has just been cut
// in another way, it is the one that holds what the person was on.
func (b *builder) anchor(list scene.NodeID, total int, each func(i int) scene.Node) int {
	p := b.M.Pages()
	if p.At.Node == "" || list != scene.WholePage && p.At.List != scene.WholePage {
		return p.Anchors[list]
	}
	acts := b.acts
	b.acts = map[scene.NodeID]act.Act{} // of what is only looked at
	defer func() { b.acts = acts }()
	for i := range total {
		part := scene.Scene{Root: each(i)}
		if part.Find(p.At.Node) != nil {
			return i
		}
	}
	return p.Anchors[list]
}
