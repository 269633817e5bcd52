package model_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/filltest"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
)

// own fills what has its own names, or fields that only its package can set.
func own(t *testing.T, core *kiosk.Core, privacy scene.Privacy) filltest.Own {
	return filltest.Own{
		reflect.TypeFor[scene.Kind]():      func(string) any { return scene.KindItems },
		reflect.TypeFor[scene.Privacy]():   func(string) any { return privacy },
		reflect.TypeFor[scene.Side]():      func(string) any { return scene.LeftSide },
		reflect.TypeFor[scene.Direction](): func(string) any { return scene.Up },
		reflect.TypeFor[scene.Switch]():    func(string) any { return scene.SwitchOn },
		reflect.TypeFor[act.Kind]():        func(string) any { return act.Option },
		reflect.TypeFor[typing.Entry](): func(path string) any {
			var e typing.Entry
			for _, r := range filltest.Mark(path) {
				e, _ = e.Insert(r, 0)
			}
			return e
		},
		reflect.TypeFor[order.Order](): func(path string) any {
			o, _, err := order.Order{}.WithAnswer("field", filltest.Mark(path)).
				Add(order.Line{Item: "coffee", Quantity: 2, UnitPrice: money.Amount{Minor: 4500, Currency: "KRW"}, Options: order.Choices{{Option: "size", Value: "large"}, {Option: "shots", Count: 2}}})
			if err != nil {
				t.Fatal(err)
			}
			return o
		},
		reflect.TypeFor[model.Sought](): func(string) any { return model.Sought{} }, // it follows from the rest
		reflect.TypeFor[model.Menu]():   func(string) any { return pushed(t, core) },
	}
}

// pushed is a menu on which everything has changed.
func pushed(t *testing.T, core *kiosk.Core) model.Menu {
	items := map[string]input.ItemChange{}
	for i, it := range core.Service.Menu() {
		price, out := it.Price+100, i%2 == 0
		items[it.ID] = input.ItemChange{Price: &price, SoldOut: &out}
	}
	price := int64(100)
	items["shop-1"] = input.ItemChange{Price: &price, Added: &input.NewItem{Category: core.Service.Menu()[0].Category, Names: map[scene.Lang]input.Name{"ko": {Text: "대추차"}}}}
	m, err := model.Menu{}.With(core.Service, items)
	if err != nil || len(items) == 0 {
		t.Fatal(len(items), err)
	}
	return m
}

func filled(t *testing.T, core *kiosk.Core, privacy scene.Privacy) (m model.Model) {
	filltest.Fill(&m, own(t, core, privacy))
	return m
}

// store writes a model for tests and reads it again.
func store(core *kiosk.Core, m model.Model) (model.Model, error) {
	data, err := model.Moment{S: core.Setup, M: &m}.Encode(scene.Unredacted)
	if err != nil {
		return m, err
	}
	return model.Decode(core.Setup, data)
}

// difference says where two models first differ; "" where they are equal. What follows from the
// rest is made when it is wanted.
func difference(a, b model.Model) string {
	a.Sought, b.Sought = model.Sought{}, model.Sought{}
	return differs("", reflect.ValueOf(a), reflect.ValueOf(b))
}

// differs says where, as far as fields are exported.
func differs(path string, a, b reflect.Value) string {
	if reflect.DeepEqual(a.Interface(), b.Interface()) {
		return ""
	}
	switch {
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if f := a.Type().Field(i); f.IsExported() {
				if d := differs(path+"."+f.Name, a.Field(i), b.Field(i)); d != "" {
					return d
				}
			}
		}
	case a.Kind() == reflect.Slice && a.Len() == b.Len():
		for i := range a.Len() {
			if d := differs(fmt.Sprintf("%s[%d]", path, i), a.Index(i), b.Index(i)); d != "" {
				return d
			}
		}
	}
	return fmt.Sprintf("%s: %#v, then %#v", path, a, b)
}

// Every field of a model survives, whichever is added; and every one that does not is
// noticed.
func TestNoFieldIsLost(t *testing.T) {
	core := kiosktest.Core()
	want := filled(t, core, scene.Public)
	got, err := store(core, want)
	if err != nil {
		t.Fatal(err)
	}
	if d := difference(want, got); d != "" {
		t.Error(d)
	}
	if now, then := (model.Moment{S: core.Setup, M: &want}).Service(), (model.Moment{S: core.Setup, M: &got}).Service(); !reflect.DeepEqual(now.Menu(), then.Menu()) {
		t.Error("the menu was not made anew from what was pushed")
	}
	dropped := 0
	for _, of := range []func(*model.Model) reflect.Value{
		func(m *model.Model) reflect.Value { return reflect.ValueOf(m).Elem() },
		func(m *model.Model) reflect.Value { return reflect.ValueOf(&m.Stay).Elem() },
		func(m *model.Model) reflect.Value { return reflect.ValueOf(&m.Stay.Course).Elem() },
	} {
		for i := range of(&want).NumField() {
			if _, follows := of(&want).Field(i).Interface().(interface{ Derived() }); follows {
				continue
			}
			without := got
			of(&without).Field(i).SetZero()
			dropped++
			if difference(want, without) == "" {
				t.Errorf("it goes unnoticed that %s is gone", of(&want).Type().Field(i).Name)
			}
		}
	}
	if dropped < 30 {
		t.Errorf("only %d fields were dropped", dropped)
	}
}

func TestNothingIsEqualToItself(t *testing.T) {
	core := kiosktest.Core()
	got, err := store(core, model.Model{})
	if err != nil || difference(model.Model{}, got) != "" {
		t.Error(difference(model.Model{}, got), err)
	}
	// What is empty and not nil stays so: going on must not take another way.
	m := model.Model{PerPage: map[model.FitKey]int{}}
	m.Undo, m.Trail, m.Devices = []model.Undo{}, m.Trail[:0:0], map[string]bool{"keypad": false}
	if got, err := store(core, m); err != nil || difference(m, got) != "" {
		t.Error(difference(m, got), err)
	}
}

// public are the places in a model whose texts tell bystanders nothing about a person
// that the screen does not show everybody. A text that is added anywhere else fails the
// test below until it is decided.
var public = regexp.MustCompile(`^(` + strings.Join([]string{
	`PerPage(\.key)?\..*`, `Acts\..*`, `Intent`,
	`Waiting\..*`, `(Next)?Catalogue`, // what the shop sells
	`Scene\.(Lang|Focus|Look\.Theme|Root(\.Children)*\.ID)`, `Scene\..*\.Lang`,
	`Headset\.Left`, `Beacon\.Device`, `Lift\.(Node|Device|Key)`,
	`Stay\.Course\.(Here|Trail)\.(Step|Question|Category|Item|Search|Focus|Pending\.Container)`,
	`Stay\.(Course\.(Here|Trail)|Overlay|Overlay\.Under)\.Pages\.At\.(List|Node)`, `Stay\.Overlay\.Under\.(Kind|Section)`,
	`Stay\.Course\.(Here|Trail)\.(Picked\.(Option|Value)|Change\.(Review|Line|Fields|Past))`,
	`Stay\.Course\.((Here|Trail)\.Known\.)?Facts\.(Step|Result\.(Of\.)?(Type|Values|Counter|ID))`, // what the service declares
	`Stay\.(Undo\.)?Prefs\.\w+`, `Stay\.Undo\.Node`,
	`Stay\.Keys\.(Held|Last)\.(Device|Key|Hold|Press)`, `Stay\.Touch\.(Contact\.Node|Found)`,
	`Stay\.Hand`, `Stay\.Overlay\.(Kind|Section|Focus|Back|LastKey|News\.Item|News\.Price\.Currency)`,
	`Stay\.Pay\.Stage`, `Stay\.Call\.(Manner|Reply\.Words)`, // what staff write is on the screen for everybody
	`Stay\.Entry\.(Draft|Stashed)\.(Field|Alphabet|Layout)`,
	`Stay\.Spelled\.Node`, `Stay\.Aloud`, `Stay\.Still`,
}, "|") + `)$`)

// Nothing personal is left in a redacted model, whichever field is added.
func TestEveryPersonalTextIsReplaced(t *testing.T) {
	core := kiosktest.Core()
	m := filled(t, core, scene.Personal)
	m.Facts = personally(m.Facts)
	m.Here.Known.Facts = personally(m.Here.Known.Facts)
	m.Trail = slices.Clone(m.Trail)
	for i := range m.Trail {
		m.Trail[i].Known.Facts = personally(m.Trail[i].Known.Facts)
	}
	seen := 0
	for name, text := range map[string]string{"Encode": encoded(t, core, m, scene.Redacted), "String": m.String(), "GoString": fmt.Sprintf("%#v", m), "%+v": fmt.Sprintf("%+v", m)} {
		for _, mark := range regexp.MustCompile(`«([^»]*)»`).FindAllStringSubmatch(text, -1) {
			// A map's key says where something stands.
			if seen++; !public.MatchString(mark[1]) && !strings.HasSuffix(mark[1], ".key") {
				t.Errorf("%s is redacted and has %s", name, mark[1])
			}
		}
		for _, s := range []string{`"4500"`, ":4500"} {
			if strings.Contains(text, s) {
				t.Errorf("%s is redacted and has a price: %s", name, text)
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d texts were found", seen)
	}
	all := encoded(t, core, m, scene.Unredacted)
	for _, path := range []string{"Stay.Course.Here.Query", "Stay.Course.Facts.Value.Text", "Stay.Course.Order"} {
		if !strings.Contains(all, filltest.Mark(path)) {
			t.Errorf("a test that asks does not read %s", path)
		}
	}
}

// personally are facts that are nobody else's business.
func personally(facts service.Facts) service.Facts {
	facts = maps.Clone(facts)
	for id, f := range facts {
		f.Public = false
		facts[id] = f
	}
	return facts
}

// Which keys were met tells what was typed.
func TestKeysAreNotToldApart(t *testing.T) {
	core := kiosktest.Core()
	var m model.Model
	m.Here.Focus, m.Overlay.Back, m.Touch.Found, m.Spelled.Node, m.Aloud = "key.7", "key.7", "key.7", "key.7", "key.7"
	m.Keys.Last.Key, m.Overlay.LastKey = "7", "7"
	m.Entry.Text, _ = m.Entry.Text.Insert('7', 0)
	if text := encoded(t, core, m, scene.Redacted); strings.Contains(text, "7") || !strings.Contains(text, `"LastKey":"hidden"`) || !strings.Contains(text, "key.<personal>") {
		t.Error(text)
	}
	if text := encoded(t, core, m, scene.Unredacted); strings.Count(text, "7") != 8 {
		t.Error(text)
	}
}

func encoded(t *testing.T, core *kiosk.Core, m model.Model, to scene.Disclosure) string {
	t.Helper()
	data, err := model.Moment{S: core.Setup, M: &m}.Encode(to)
	if err != nil {
		t.Fatal(err)
	}
	again, err := model.Moment{S: core.Setup, M: &m}.Encode(to)
	if err != nil || string(again) != string(data) {
		t.Fatalf("%v: written in two ways", err)
	}
	return string(data)
}

func TestDecodeRefuses(t *testing.T) {
	core := kiosktest.Core()
	sound := encoded(t, core, core.New(1, 100), scene.Unredacted)
	for want, spoil := range map[string]func(map[string]any){
		"version 2, and this program reads version 1": func(d map[string]any) { d["version"] = 2 },
		"version 0, and this":                         func(d map[string]any) { delete(d, "version") },
		`over the service "elsewhere", and read over`: func(d map[string]any) { d["service"] = "elsewhere" },
		`Model: there is no field "Moode"`:            func(d map[string]any) { d["model"].(map[string]any)["Moode"] = 1 },
		`Model.Stay.Course: there is no field "Way"`: func(d map[string]any) {
			d["model"].(map[string]any)["Stay"].(map[string]any)["Course"] = map[string]any{"Way": 1}
		},
		"Model.Beacon.Begun: 1 values, of which there are 4": func(d map[string]any) {
			d["model"].(map[string]any)["Beacon"] = map[string]any{"Begun": []any{1}}
		},
		"Model.Boot: json: cannot unmarshal": func(d map[string]any) { d["model"].(map[string]any)["Boot"] = "one" },
		`Model.Scene: scene: "shop" is no kind of screen`: func(d map[string]any) {
			d["model"].(map[string]any)["Scene"].(map[string]any)["kind"] = "shop"
		},
		`item "caviar"`: func(d map[string]any) {
			d["model"].(map[string]any)["Menu"] = map[string]any{"caviar": map[string]any{"Price": 1}}
		},
		`"ab" is more than one letter`: func(d map[string]any) {
			d["model"].(map[string]any)["Stay"].(map[string]any)["Entry"] = map[string]any{"Draft": map[string]any{"Text": []any{map[string]any{"sign": "ab"}}}}
		},
		"201 strokes, of which a field takes 200": func(d map[string]any) {
			d["model"].(map[string]any)["Stay"].(map[string]any)["Entry"] = map[string]any{"Draft": map[string]any{"Text": slices.Repeat([]any{map[string]any{"sign": "a"}}, 201)}}
		},
	} {
		var d map[string]any
		if err := json.Unmarshal([]byte(sound), &d); err != nil {
			t.Fatal(err)
		}
		spoil(d)
		data, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := model.Decode(core.Setup, data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", want, err)
		}
	}
	if _, err := model.Decode(core.Setup, []byte(sound)); err != nil {
		t.Error(err)
	}
	if _, err := model.Decode(core.Setup, []byte(`{"version":1`)); err == nil {
		t.Error("half a document")
	}
}
