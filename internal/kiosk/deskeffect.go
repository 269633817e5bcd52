package kiosk

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
)

// KeepEntry has what was typed on an enter step checked against its length and
// pattern, and kept for the calls of the stay. A secret is in the runtime's vault,
// under Node; Typed holds an entry that is none. Answered by input.EntryKept.
type KeepEntry struct {
	ID input.EffectID
	Stamp
	Node  scene.NodeID
	Step  service.Step
	Typed string
}

// KeepPresented keeps what was just presented under the name of a field.
type KeepPresented struct {
	Stamp
	Field string
}

// AskService asks the program beside the kiosk. Fields are the answers to send; of
// what was typed or presented they say "given", and the runtime, which alone knows
// it, puts it in. Answered by input.ServiceAnswered.
//
// Turn counts the calls that have been answered on the way here: a call of the same step,
// turn and fields is the same call again, however often it is tried and whichever way the
// person came back to it, and must not be carried out twice.
type AskService struct {
	ID input.EffectID
	Stamp
	Step     service.Step
	Turn     int
	Fields   map[string]string
	Basket   *order.Basket // what is ordered so far, without a number; nil: the step does not send it
	Language scene.Lang
}

// PrintPaper prints. Answered by input.PaperPrinted. The same Step and Turn are the same
// paper again, after a printer that failed.
type PrintPaper struct {
	ID input.EffectID
	Stamp
	Step   string
	Turn   int
	Sheets []Sheet
}

// ForgetEntries forgets what was typed or presented: it was practice.
type ForgetEntries struct{}

func (KeepEntry) effect()     {}
func (KeepPresented) effect() {}
func (AskService) effect()    {}
func (PrintPaper) effect()    {}
func (ForgetEntries) effect() {}
