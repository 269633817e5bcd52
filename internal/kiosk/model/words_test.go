package model_test

import (
	"io/fs"
	"testing"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/order"
	"modu/internal/payment"
	"modu/internal/service"
	"modu/locales"
)

func TestWords(t *testing.T) {
	n := at(kiosktest.Core())
	krw := n.Service().Amount
	line := order.Line{Item: "tea", Quantity: 2, Options: order.Choices{}.Pick("size", "large").SetCount("sugar", 3)}
	words := func(texts []scene.Text) string {
		s := ""
		for _, t := range texts {
			s += t.String() + "; "
		}
		return s
	}
	for _, tc := range []struct{ name, got, want string }{
		{"nothing to pay", n.Price(krw(0)).String(), "free"},
		{"a price", n.Price(krw(3000)).String(), "3,000 won"},
		{"an item", n.ItemName("tea").String(), "Green tea"},
		{"a line", words(n.LineWords(line)), "2; large; Sugar 3 pieces; "},
		{"its options", words(n.OptionWords(line)), "large; Sugar 3 pieces; "},
		{"a line without options", words(n.OptionWords(order.Line{Item: "soup"})), ""},
		{"59 s", n.TimeIn("warn.left", 59).String(), "Back to the first screen in 59 seconds"},
		{"60 s", n.TimeIn("warn.left", 60).String(), "Back to the first screen in 1 minute"},
		{"61 s", n.TimeIn("warn.left", 61).String(), "Back to the first screen in 1 minute 1 second"},
		{"180 s", n.TimeIn("warn.left", 180).String(), "Back to the first screen in 3 minutes"},
		{"a key", n.KeyName(input.KeySelect).String(), "middle key"},
		{"a key without a name", n.KeyName("f13").String(), "key f13"},
		{"an intent", n.Meaning(nav.Next).String(), "goes to the next"},
		{"a letter", n.Character("k").String(), "k"},
		{"a full stop", n.Character(".").String(), "."},
		{"for staff", n.S.SiteText("item.tea").String(), "녹차"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
	if spoken := n.Character(".").SpokenSpans(); len(spoken) != 1 || spoken[0].Text != "dot" {
		t.Errorf("a full stop is said as %+v", spoken)
	}
	own := n.OwnName("ko")
	if own.String() != "한국어" || own.Spans[0].Lang != "ko" || own.Lang != "en" {
		t.Errorf("%+v", own)
	}
}

// A service without a basket has one thing, which is not counted.
func TestLineWordsWithoutBasket(t *testing.T) {
	n := at(kiosktest.Parcel())
	if got := n.LineWords(order.Line{Item: "a", Quantity: 2}); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestWordsForHandAndEasy(t *testing.T) {
	n := at(kiosktest.Core())
	id := ""
	for _, each := range n.S.Catalogue.IDs("en") {
		if base, ok := cutHand(each); ok {
			id = base
			break
		}
	}
	if id == "" {
		t.Fatal("no message has words for a hand")
	}
	usual := n.Text(id).String()
	n.M.Hand = accessibility.Touch
	if got := n.Text(id).String(); got == usual {
		t.Errorf("%s: with a finger still %q", id, got)
	}
	if got := n.Text("call.ringing").String(); got != "Calling staff" {
		t.Errorf("a message without words for a hand: %q", got)
	}
	n.M.Hand = accessibility.NoHand
	if got := n.Text(id).String(); got != usual {
		t.Errorf("%s: %q, want %q", id, got, usual)
	}
	for _, id := range n.S.Catalogue.IDs("en") {
		if f, _ := n.S.Catalogue.Forms(id, "en"); f.Easy == "" || f.Easy == f.Text {
			continue
		}
		n.M.Prefs.Easy = false
		plain := n.Text(id)
		n.M.Prefs.Easy = true
		if got := n.Text(id); !got.Equal(plain.InEasyForm()) || got.String() == plain.String() {
			t.Errorf("%s in the easy form: %q", id, got)
		}
		return
	}
	t.Fatal("no message has an easy form")
}

func cutHand(id string) (string, bool) {
	const touch = "@touch"
	if len(id) <= len(touch) || id[len(id)-len(touch):] != touch {
		return "", false
	}
	return id[:len(id)-len(touch)], true
}

// What comes from outside is personal unless the service says that anybody may hear it.
func TestFactArg(t *testing.T) {
	n := at(kiosktest.Parcel())
	result := func(typ service.ValueType, public bool) service.Result {
		return service.Result{Type: typ, Counter: "item", Public: public}
	}
	for _, tc := range []struct {
		name    string
		fact    *service.Fact
		from    string
		want    string
		privacy scene.Privacy
	}{
		{"no answer yet", nil, "name", "none", scene.Public},
		{"an answer to a field that was not given", nil, "phone", "none", scene.Public},
		{"words", &service.Fact{Result: result(service.ResultText, false), Value: input.Value{Text: "Kim"}}, "name", "Kim", scene.Personal},
		{"public words", &service.Fact{Result: result(service.ResultText, true), Value: input.Value{Text: "Kim"}}, "name", "Kim", scene.Public},
		{"a code", &service.Fact{Result: result(service.ResultCode, false), Value: input.Value{Text: "4711"}}, "box", "4711", scene.Personal},
		{"a price", &service.Fact{Result: result(service.ResultPrice, true), Value: input.Value{Number: 5000}}, "due", "5,000 won", scene.Public},
		{"a count", &service.Fact{Result: result(service.ResultCount, true), Value: input.Value{Number: 2}}, "count", "2", scene.Public},
		{"none", &service.Fact{Result: result(service.ResultCount, false), Value: input.Value{}}, "count", "none", scene.Personal},
	} {
		n.M.Facts = nil
		if tc.fact != nil {
			n.M.Facts = service.Facts{tc.from: *tc.fact}
		}
		got := n.Text("call.words", n.FactArg("Words", tc.from))
		if got.String() != "Staff say, "+tc.want || got.Privacy() != tc.privacy {
			t.Errorf("%s: %q, %v, want %q, %v", tc.name, got, got.Privacy(), tc.want, tc.privacy)
		}
	}
	shop := at(kiosktest.Core())
	shop.M.Order = shop.M.Order.WithAnswer("way", "go")
	if got := shop.Text("call.words", shop.FactArg("Words", "way")).String(); got != "Staff say, To go" {
		t.Errorf("a choice: %q", got)
	}
}

func TestHeadsetOut(t *testing.T) {
	approved := payment.State{Outcome: input.Approved}
	dir, err := fs.Sub(assets.Files, "services/certificate")
	if err != nil {
		t.Fatal(err)
	}
	core := kiosktest.Over(dir)
	printing := course.Place{Step: "print"}
	task := course.Task{Effect: input.EffectID{Counter: 1}}
	for _, tc := range []struct {
		name string
		set  func(*model.Model)
		want string
	}{
		{"nothing is paid", func(*model.Model) {}, "headset.pulled"},
		{"it cost nothing", func(m *model.Model) { m.Number = 5 }, "headset.pulled"},
		{"paid", func(m *model.Model) { m.Number, m.Pay = 5, approved }, "pay.approved"},
		{"paid, and paper lies there", func(m *model.Model) { m.Number, m.Pay, m.Papered = 5, approved, true }, "headset.paid-paper"},
		{"paid, and it prints", func(m *model.Model) { m.Number, m.Pay, m.Here, m.Task = 5, approved, printing, task }, "headset.paid-paper"},
		{"paid, and it did not print", func(m *model.Model) {
			m.Number, m.Pay, m.Here, m.Task = 5, approved, printing, course.Task{Failed: true}
		}, "home.unprinted"},
		{"declined", func(m *model.Model) { m.Number, m.Pay = 5, payment.State{Outcome: input.Declined} }, "headset.pulled"},
		{"unknown", func(m *model.Model) { m.Pay = payment.State{Outcome: input.Unknown} }, "pay.unknown"},
	} {
		n := at(core)
		tc.set(n.M)
		if got, want := n.HeadsetOut().String(), n.Text(tc.want).String(); got != want {
			t.Errorf("%s: %q, want %q", tc.name, got, want)
		}
	}
}

// What a node tells is as private as the node; what an entry is called is never private.
func TestTelling(t *testing.T) {
	literal := func(s string) scene.Text { return scene.Literal("en", s, scene.Public) }
	button := scene.Node{Role: scene.RoleButton, Label: literal("a"), Details: []scene.Text{literal("b")}, Privacy: scene.Personal}
	for _, tc := range []struct {
		role scene.Role
		want scene.Privacy // of the name
	}{{scene.RoleButton, scene.Personal}, {scene.RoleTextEntry, scene.Public}, {scene.RoleSecretEntry, scene.Public}} {
		n := button
		n.Role = tc.role
		told := model.Telling(&n)
		if len(told) != 2 || told[0].Privacy() != tc.want || told[1].Privacy() != scene.Personal {
			t.Errorf("%v: %+v", tc.role, told)
		}
	}
	if button.Label.Privacy() != scene.Public {
		t.Error("telling a node changes it")
	}
}

// Every preference, intent and key has words in every language, and in every value.
func TestEverythingHasWords(t *testing.T) {
	n := at(kiosktest.Core()) // whose catalogue panics where a message is missing
	for _, lang := range n.S.Languages {
		n.M.Prefs.Language = lang
		for _, d := range n.S.Preferences {
			if n.Preference("pref.changed", d).IsZero() || n.PreferenceValue(d).IsZero() {
				t.Errorf("%s: %s", lang, d.Field)
			}
		}
		for _, k := range input.Keys() {
			if n.KeyName(k).IsZero() {
				t.Errorf("%s: %s", lang, k)
			}
		}
	}
}

// The words of an amount are an argument of a message like any other.
func TestPriceArg(t *testing.T) {
	n := at(kiosktest.Core())
	if got := n.Text("value.price", model.PriceArg("Price", n.Service().Amount(12_000))).String(); got != "12,000 won" {
		t.Errorf("%q", got)
	}
	if got := n.Text("value.count", locales.Count("N", 7, "item")).String(); got != n.Count(7).String() {
		t.Errorf("%q, %q", got, n.Count(7))
	}
	if got := n.Total(); got.Minor != 0 {
		t.Errorf("an empty order costs %+v", got)
	}
}
