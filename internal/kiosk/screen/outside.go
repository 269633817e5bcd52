package screen

import (
	"modu/accessibility/scene"
	"modu/internal/kiosk/act"
	"modu/internal/service"
)

// outside is what a person is to do, or to wait for, beside the screen: a pictogram, a
// sentence, and where it is, if the site has said so of one of the places: in a sentence that
// is heard too, and in a few words beside the arrow.
func (b *builder) outside(id scene.NodeID, label scene.Text, picture string, places ...scene.Place) scene.Node {
	n := scene.Node{ID: id, Role: scene.RoleProgress, Label: label, Picture: picture}
	if way, where := b.Where(places...); !where.IsZero() {
		n.Toward, n.Details = way, []scene.Text{where}
		n.Children = []scene.Node{{ID: id + ".way", Role: scene.RoleText, Label: b.Text("way." + string(way)), Quiet: true}}
	}
	return n
}

// back is an errand by which a person takes something back from where they put it: they know
// where that is, and no sentence of the place, which may say what is put in there, stands
// beside the arrow.
func back(n scene.Node) scene.Node {
	if n.Toward != "" {
		n.Details, n.Children = []scene.Text{n.Children[0].Label}, nil
	}
	return n
}

// addTask adds what the screen asks for. Focus starts on it: nothing that is pressed
// without looking can then undo anything, and select says it again.
func (b *builder) addTask(n scene.Node) {
	n.Stop = true
	b.first = n.ID
	b.add(b.node(n, act.Act{Kind: act.ReadAloud}))
}

// presented is what is held to a reader, or put into a slot where the site has one.
func (b *builder) presented(r service.Reader) scene.Node {
	message, picture, place := "present."+string(r), "present-"+string(r), scene.Reader
	if r == service.CardReader && b.HasPlace(scene.Slot) {
		message, picture, place = "present.insert", "present-insert", scene.Slot
	}
	return b.outside("present.wait", b.Text(message), picture, place)
}

// errands are what a line of a service leads to, by its place: the pictogram, and the
// places that serve where the site has not said where the first is.
var errands = map[scene.Place]struct {
	picture string
	places  []scene.Place
}{
	scene.Terminal: {"pay-card", []scene.Place{scene.Terminal}},
	scene.Reader:   {"present-card", []scene.Place{scene.Reader}},
	scene.Slot:     {"present-insert", []scene.Place{scene.Slot}},
	scene.Printer:  {"take", []scene.Place{scene.Printer, scene.Tray}},
	scene.Tray:     {"take", []scene.Place{scene.Tray, scene.Printer}},
	scene.Headset:  {"headset-plug", []scene.Place{scene.Headset}},
	scene.Counter:  {"counter", []scene.Place{scene.Counter}},
	scene.Return:   {"give-back", []scene.Place{scene.Return}},
	scene.Display:  {"number-called", []scene.Place{scene.Display}},
	scene.Keypad:   {"keypad", []scene.Place{scene.Keypad}},
}

// errand is a line of a service that is done beside the screen.
func (b *builder) errand(id scene.NodeID, label scene.Text, place scene.Place) scene.Node {
	e := errands[place]
	return b.outside(id, label, e.picture, e.places...)
}

// countdown is what is left of the time that runs out on this screen; none where nothing does.
// It is for the eyes: what it means is said when it begins, and near its end.
func (b *builder) countdown(id scene.NodeID, message string) []scene.Node {
	c, ok := b.Countdown()
	if !ok {
		return nil
	}
	n := scene.Node{ID: id, Role: scene.RoleProgress, Quiet: true}
	n.Remaining, n.Span = c.Seconds(b.M.Now)
	n.Label = b.TimeIn(message, n.Remaining)
	return []scene.Node{n}
}
