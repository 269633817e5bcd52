package act

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"modu/accessibility/scene"
)

// Kinds lists every kind of act.
func Kinds() []Kind {
	return []Kind{
		Help, Size, Back, Home, CallStaff, TurnPage, Close, Leave, Stay, Repeat, ReadAloud, SignAgain, SignPause, GoOnAloud,
		Start, Language,
		Need, Undo, Settings, Section, Values, Preference, Reset, Keys, Headset, Height, MoveScreen, LeaveHeight,
		Manner, WithdrawCall, WriteToStaff, Phrase, SubmitMessage,
		Key, Erase, Space, Layout, Dial, Pad,
		Continue, Answer, Row, Tick, None, Zone, Within, Seats, CountTo, SubmitEntry, CallAgain, PrintAgain, Otherwise, Category, Item, How, Many, Always, FullMenu, Option, OptionCount,
		NextOption, Add, OpenBasket, Quantity, Remove, More, Reviewed, Change, Pay, AskStop, StopPaying, Search, SubmitSearch,
		TakeNote,
		Practise, Practised, PractisePay, PractiseAgain, EndPractice, ForReal,
	}
}

// MarshalText is the kind itself; one that is not listed is an error.
func (k Kind) MarshalText() ([]byte, error) {
	if !slices.Contains(Kinds(), k) {
		return nil, fmt.Errorf("act: %q is no kind of act", k)
	}
	return []byte(k), nil
}

// UnmarshalText takes a kind of act; one that is not listed is an error.
func (k *Kind) UnmarshalText(b []byte) error {
	if !slices.Contains(Kinds(), Kind(b)) {
		return fmt.Errorf("act: %q is no kind of act; bring both programs to the same release", b)
	}
	*k = Kind(b)
	return nil
}

// Version of the JSON form of an act. It grows where a reader of the form before would
// misunderstand; keys and kinds that are only added leave it as it is.
const Version = 1

// document is what is written.
type document struct {
	Version int  `json:"version"`
	Act     *Act `json:"act,omitzero"`
}

// Disclose is the act as it may leave the process: redacted, without the key that was typed,
// the answer that was given and the row or the seats that were chosen.
func (a Act) Disclose(d scene.Disclosure) Act {
	if d != scene.Redacted {
		return a
	}
	switch a.Kind {
	case Key, Answer:
		a.Value = ""
	case Tick:
		a.Value, a.N = "", 0
	case Within:
		a.ID, a.Value = "", ""
	case Row, Zone, Seats:
		a.N = 0
	}
	return a
}

// Encode writes an act, redacted or not, on one line:
//
//	{"version":1,"act":{"kind":"option","id":"size","value":"large"}}
//
// Fields that are zero are left out. It fails without a kind, and for one that is not
// listed.
func Encode(a Act, d scene.Disclosure) ([]byte, error) {
	if a.Kind == "" {
		return nil, fmt.Errorf("act: an act without a kind does nothing")
	}
	a = a.Disclose(d)
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(document{Version, &a}); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Decode reads what Encode wrote. Keys that it does not know are passed over; another
// version, a kind that is not listed and a document without an act are errors.
func Decode(data []byte) (Act, error) {
	var v struct {
		Version int `json:"version"`
	}
	if err := json.Unmarshal(data, &v); err != nil {
		return Act{}, fmt.Errorf("act: %w", err)
	}
	if v.Version != Version {
		return Act{}, fmt.Errorf("act: the document has version %d, and this program reads version %d: bring both to the same release", v.Version, Version)
	}
	var d document
	if err := json.Unmarshal(data, &d); err != nil {
		return Act{}, fmt.Errorf("act: %w", err)
	}
	if d.Act == nil || d.Act.Kind == "" {
		return Act{}, fmt.Errorf(`act: there is no "act" with a "kind" in the document`)
	}
	return *d.Act, nil
}
