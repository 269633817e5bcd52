package service

import (
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/internal/order"
)

// quickShop is the shop with a short way to its soup.
var quickShop = strings.NewReplacer("start: dine\n", "start: dine\nshort: quick\n",
	"  review:   {kind: review, title: review.title, next: pay}\n",
	"  quick:    {kind: short, title: t, ask: [size], items: [{item: soup, options: [size.large, extra.egg, shots.2]}, {item: stew}], always: {item: soup, options: [size.large], answers: {dine: here}}, full: dine, how: h, many: m, next: where}\n"+
		"  where:    {kind: choose, title: t, field: dine, next: review, choices: [{value: here, label: a}, {value: togo, label: b}]}\n"+
		"  review:   {kind: review, title: review.title, next: pay, more: quick}\n").Replace(shopService)

func quick(t *testing.T) *Service {
	t.Helper()
	s, issues := Load(files(quickShop, shopMenu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

// The short way is where people begin, unless it is turned off; what is sold out falls away, and
// what is usual stands first and is picked.
func TestShort(t *testing.T) {
	s := quick(t)
	if s.Start != "quick" || s.Whole().Start != "dine" || s.Start != "quick" {
		t.Errorf("it begins at %q, without the short way at %q", s.Start, s.Whole().Start)
	}
	st, _ := s.Step("quick")
	usuals := s.Usuals(st)
	if len(usuals) != 1 || usuals[0].Item != "soup" { // there is no stew today
		t.Fatalf("%+v", usuals)
	}
	picked, err := s.Picks(usuals[0], order.Order{})
	if err != nil || picked.String() != "extra=egg shots=2 size=large" {
		t.Errorf("%s, %v", picked, err)
	}
	asked, ok := s.Asked(st, usuals[0], order.Order{})
	if !ok || asked.ID != "size" || len(asked.Values) != 2 || asked.Values[0].ID != "large" || asked.Values[1].ID != "small" {
		t.Errorf("%v %+v", ok, asked.Values)
	}
	if _, ok := s.Asked(Step{}, usuals[0], order.Order{}); ok {
		t.Error("a step that asks nothing asks")
	}
	gone := true
	sold, err := s.With(map[string]input.ItemChange{"soup": {SoldOut: &gone}})
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := sold.AlwaysNow(st); ok || len(sold.Usuals(st)) != 0 || sold.Start != "quick" {
		t.Error("what is sold out is offered")
	}
}

// "short: false" keeps the step for another day; without the line nobody comes to it.
func TestShortIsTurnedOff(t *testing.T) {
	s, issues := Load(files(strings.Replace(quickShop, "short: quick", "short: false", 1), shopMenu), "shop", nil)
	if issues.Err() != nil || s.Start != "dine" {
		t.Errorf("%v", issues)
	}
	alone := strings.Replace(strings.Replace(quickShop, "short: quick\n", "", 1), ", more: quick", "", 1)
	if _, issues := Load(files(alone, shopMenu), "shop", nil); !strings.Contains(issues.Error(), `step "quick" can never be reached`) {
		t.Errorf("%v", issues)
	}
}

func TestLintShort(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"short: quick", "short: quik", `shop/service.yaml:7:8: "quik" is no step of kind short; did you mean "quick"?; "short: false" turns it off`},
		{"short: quick", "short: dine", `"dine" is no step of kind short`},
		{"start: dine", "start: dyne", `start step "dyne" does not exist; did you mean "dine"?`},
		{"{item: stew}", "{item: stw}", `item "stw" does not exist; did you mean "stew"?`},
		{"{item: stew}", "{item: soup}", `"soup" is there twice`},
		{"size.large", "size.larg", `"larg" is no value of option "size"; did you mean "size.large"?`},
		{"size.large", "colour.red", `item "soup" has no option "colour"`},
		{"size.large", "size.large, size.small", `option "size" is picked twice; keep one of them`},
		{"shots.2", "shots.4", `option "shots" cannot be picked "4" times; write shots.0 to shots.3`},
		{"shots.2", "shots.two", `option "shots" cannot be picked "two" times`},
		{"ask: [size]", "ask: [sise]", `option "sise" does not exist; did you mean "size"?`},
		{"ask: [size]", "ask: [extra]", `option "extra" is no question with one answer`},
		{"items: [{item: soup, options: [size.large, extra.egg, shots.2]}, ", "items: [", `nothing that step "quick" offers has the option "size"`},
		{"items: [{item: soup, options: [size.large, extra.egg, shots.2]}, {item: stew}]", "items: []", `step "quick" offers 0 things; list 1 to 6 things`},
		{"full: dine, ", "", `from step "quick" nobody comes to the whole menu; add "full: …"`},
		{"full: dine", "full: dyne", `step "dyne" does not exist; did you mean "dine"?`},
		{"answers: {dine: here}", "answers: {dine: hear}", `"hear" is not a value of field "dine"; did you mean "here"?`},
		{"answers: {dine: here}", "answers: {dyne: here}", `field "dyne" does not exist; did you mean "dine"?`},
		{", next: where}", "}", `step "quick" has no way on`},
		{", more: quick", ", more: qick", `step "qick" does not exist; did you mean "quick"?`},
	} {
		svc := strings.Replace(quickShop, c.old, c.new, 1)
		if svc == quickShop {
			t.Fatalf("%q is not in the file", c.old)
		}
		if s, issues := Load(files(svc, shopMenu), "shop", nil); s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
	open := strings.Replace(shopMenu, "    default: small\n", "", 1)
	svc := strings.NewReplacer("ask: [size], ", "", "size.large, ", "").Replace(quickShop)
	if _, issues := Load(files(svc, open), "shop", nil); !strings.Contains(issues.Error(), `item "soup" is not whole: nobody is asked for "size"`) {
		t.Errorf("%v", issues)
	}
	two := shopMenu + "  - {id: way, label: w, pick: one, default: a, values: [{id: a, label: a}, {id: b, label: b}]}\n"
	two = strings.Replace(two, "shots]}", "shots, way]}", 1)
	if _, issues := Load(files(strings.Replace(quickShop, "ask: [size]", "ask: [size, way]", 1), two), "shop", nil); !strings.Contains(issues.Error(), `of item "soup" size and way are asked; ask one of them`) {
		t.Errorf("%v", issues)
	}
	bare := strings.NewReplacer("next: basket}", "next: review}", `  basket:   {kind: basket, title: basket.title, more: category, next: [{when: "basket.lines == 0", go: category}, {go: review}]}`+"\n", "").Replace(quickShop)
	if _, issues := Load(files(bare, shopMenu), "shop", nil); !strings.Contains(issues.Error(), `step "quick" asks how many, and nothing can hold them`) {
		t.Errorf("%v", issues)
	}
}
