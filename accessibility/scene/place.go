package scene

// Place names something beside the screen that people use.
type Place string

// The places. Which of them a kiosk has, and where, its site says.
const (
	Terminal Place = "terminal" // card terminal
	Reader   Place = "reader"   // reads cards, codes and fingers
	Slot     Place = "slot"     // takes a card in, where it is not held to the reader
	Printer  Place = "printer"  // paper comes out
	Tray     Place = "tray"     // what was ordered, or printed, is taken from it
	Headset  Place = "headset"  // socket of the headset
	Counter  Place = "counter"  // people of the site
	Return   Place = "return"   // box for what is given back
	Display  Place = "display"  // shows the numbers that are called
	Keypad   Place = "keypad"   // keys that are felt
)

// Places lists every place.
func Places() []Place {
	return []Place{Terminal, Reader, Slot, Printer, Tray, Headset, Counter, Return, Display, Keypad}
}

// Values are all places, for file formats.
func (Place) Values() []string {
	out := make([]string, len(Places()))
	for i, p := range Places() {
		out[i] = string(p)
	}
	return out
}
