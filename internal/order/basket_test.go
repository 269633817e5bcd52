package order

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"modu/internal/datafile"
	"modu/internal/datafile/datafiletest"
	"modu/internal/filltest"
)

// example is what the guide points to.
func example(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/basket.json")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The example holds every key, is what the schema says, and is read and written without a
// loss.
func TestBasketExample(t *testing.T) {
	data := example(t)
	if err := datafiletest.New(t, BasketSchema(), nil).Validate(data); err != nil {
		t.Error(err)
	}
	var b Basket
	if err := json.Unmarshal(data, &b); err != nil {
		t.Fatal(err)
	}
	again, err := json.MarshalIndent(b, "", "  ")
	if err != nil || string(again)+"\n" != string(data) {
		t.Errorf("%v, written again:\n%s", err, again)
	}
	var keys map[string]any
	if err := json.Unmarshal(data, &keys); err != nil {
		t.Fatal(err)
	}
	for _, k := range datafile.MessageKeys(reflect.TypeFor[Basket]()) {
		if _, ok := keys[k.Name]; !ok {
			t.Errorf("the example does not show %q", k.Name)
		}
	}
	sum := int64(0)
	for _, l := range b.Lines {
		sum += l.Amount
	}
	for _, d := range b.Discounts {
		sum -= d.Amount
	}
	if sum != b.Total {
		t.Errorf("the example adds up to %d, not %d", sum, b.Total)
	}
}

// The schema refuses what a kiosk never sends.
func TestBasketSchema(t *testing.T) {
	schema := datafiletest.New(t, BasketSchema(), nil)
	for name, edit := range map[string]func(map[string]any){
		"another version":     func(b map[string]any) { b["version"] = 2 },
		"no kiosk":            func(b map[string]any) { delete(b, "kiosk") },
		"no seq":              func(b map[string]any) { delete(b, "seq") },
		"seq 0":               func(b map[string]any) { b["seq"] = 0 },
		"a total below zero":  func(b map[string]any) { b["total"] = -1 },
		"lines that are text": func(b map[string]any) { b["lines"] = "latte" },
		"a line without an item": func(b map[string]any) {
			b["lines"] = []any{map[string]any{"name": "x", "quantity": 1, "unit": 1, "amount": 1}}
		},
		"half a thing": func(b map[string]any) {
			b["lines"] = []any{map[string]any{"item": "x", "name": "x", "quantity": 0.5, "unit": 1, "amount": 1}}
		},
	} {
		var b map[string]any
		if err := json.Unmarshal(example(t), &b); err != nil {
			t.Fatal(err)
		}
		edit(b)
		data, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(data) == nil {
			t.Errorf("%s passes: %s", name, data)
		}
	}
	var b Basket
	filltest.Fill(&b, nil)
	data, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(data); err != nil {
		t.Errorf("a basket with something in every field: %v", err)
	}
}

// Every key of the form is explained, and the page has them all.
func TestBasketReference(t *testing.T) {
	page := string(BasketReference())
	for _, typ := range []reflect.Type{reflect.TypeFor[Basket](), reflect.TypeFor[BasketService](), reflect.TypeFor[BasketCatalogue](), reflect.TypeFor[BasketLine](),
		reflect.TypeFor[BasketOption](), reflect.TypeFor[BasketValue](), reflect.TypeFor[BasketDiscount](), reflect.TypeFor[BasketNote]()} {
		if len(datafile.MessageKeys(typ)) != typ.NumField() {
			t.Errorf("a field of %s has no name", typ)
		}
		for _, k := range datafile.MessageKeys(typ) {
			if k.Doc() == "" || !strings.Contains(page, k.Doc()) || !strings.Contains(page, "## "+typ.Name()) {
				t.Errorf("%s.%s is not explained", typ, k.Name)
			}
		}
	}
}

// What makes a basket another one is what is in it and where it came from.
func TestSameBasket(t *testing.T) {
	var a Basket
	filltest.Fill(&a, nil)
	same := map[string]func(*Basket){
		"its number": func(b *Basket) { b.Seq, b.Epoch = 9, "other" },
		"its notes":  func(b *Basket) { b.Notes = nil },
		"a discount": func(b *Basket) { b.Discounts, b.Total = nil, 2 }, // it is what a program answered to it
	}
	other := map[string]func(*Basket){
		"kiosk":     func(b *Basket) { b.Kiosk = "x" },
		"service":   func(b *Basket) { b.Service.Revision = "x" },
		"catalogue": func(b *Basket) { b.Catalogue.Revision = "x" },
		"a line":    func(b *Basket) { b.Lines = append([]BasketLine{}, b.Lines[0], b.Lines[0]) },
		"an option": func(b *Basket) { b.Lines = []BasketLine{{Item: b.Lines[0].Item}} },
	}
	for name, edit := range same {
		b := a
		if edit(&b); !a.Same(b) {
			t.Errorf("%s makes it another basket", name)
		}
	}
	for name, edit := range other {
		b := a
		if edit(&b); a.Same(b) {
			t.Errorf("%s does not make it another basket", name)
		}
	}
}
