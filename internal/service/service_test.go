package service

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/scene"
	"modu/internal/money"
	"modu/internal/order"
)

const shopService = `version: 1
id: shop
name: shop.name
currency: KRW
languages: [ko, en]
start: dine
fields:
  dine: {type: choice, values: [here, togo]}
steps:
  dine:     {kind: choose, title: dine.title, field: dine, next: category, choices: [{value: here, label: dine.here}, {value: togo, label: dine.togo, picture: bag}]}
  category: {kind: categories, title: category.title, next: item}
  item:     {kind: items, title: item.title, next: options}
  options:  {kind: options, title: options.title, next: basket}
  basket:   {kind: basket, title: basket.title, more: category, next: [{when: "basket.lines == 0", go: category}, {go: review}]}
  review:   {kind: review, title: review.title, next: pay}
  pay:      {kind: pay, title: pay.title, next: done}
  done:     {kind: done, title: done.title}
`

const shopMenu = `version: 1
categories:
  - {id: hot, label: category.hot, picture: bag}
items:
  - {id: soup, category: hot, label: item.soup, price: 4500, options: [size, extra, shots]}
  - {id: stew, category: hot, label: item.stew, price: 9000, sold_out: true}
options:
  - id: size
    label: option.size
    pick: one
    default: small
    values:
      - {id: small, label: size.small}
      - {id: large, label: size.large, price: "item.price / 9"}
      - {id: bucket, label: size.bucket, price: 4000, when: 'fields.dine == "togo"'}
  - id: extra
    label: option.extra
    pick: many
    values:
      - {id: egg, label: extra.egg, price: 700}
      - {id: rice, label: extra.rice, price: 1000, when: 'options.size != "small"'}
  - {id: shots, label: option.shots, pick: count, max: 3, price: 500, counter: shot}
`

func files(service, menu string) fstest.MapFS {
	return fstest.MapFS{
		"service.yaml":     {Data: []byte(service)},
		"menu.yaml":        {Data: []byte(menu)},
		"pictures/bag.svg": {Data: []byte("<svg/>")},
	}
}

func shop(t testing.TB) *Service {
	t.Helper()
	s, issues := Load(files(shopService, shopMenu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return s
}

func won(n int64) money.Amount { return money.Amount{Minor: n, Currency: "KRW"} }

func TestWholeOrder(t *testing.T) {
	s := shop(t)
	var o order.Order
	o = o.WithAnswer("dine", "here")
	path := []string{s.Start}
	for range 6 {
		next, err := s.Next(path[len(path)-1], o, nil)
		if err != nil {
			t.Fatal(err)
		}
		path = append(path, next)
	}
	// The basket is empty, so its guard leads back to the menu.
	if got := strings.Join(path, " "); got != "dine category item options basket category item" {
		t.Errorf("way with an empty basket: %s", got)
	}
	picked, err := s.Settle("soup", nil, o)
	if err != nil || picked.String() != "size=small" {
		t.Fatalf("defaults %v, %v", picked, err)
	}
	picked = picked.Pick("size", "large").Toggle("extra", "rice").SetCount("shots", 2)
	l, err := s.Line("soup", picked, 2, o)
	if err != nil {
		t.Fatal(err)
	}
	if l.UnitPrice != won(4500+500+1000+1000) {
		t.Errorf("unit price %v", l.UnitPrice)
	}
	if o, _, err = o.Add(l); err != nil {
		t.Fatal(err)
	}
	if next, err := s.Next("basket", o, nil); next != "review" || err != nil {
		t.Errorf("with a full basket the way leads to %q, %v", next, err)
	}
	if got, want := o.String(), "dine=here; 2 × soup (extra=rice shots=2 size=large) 7000 KRW; total 14000 KRW"; got != want {
		t.Errorf("order %s\nwant  %s", got, want)
	}
}

// A guard that closes takes back what depended on it.
func TestSettle(t *testing.T) {
	s := shop(t)
	here, togo := order.Order{}.WithAnswer("dine", "here"), order.Order{}.WithAnswer("dine", "togo")
	bucket := order.Choices{}.Pick("size", "bucket").Toggle("extra", "rice")
	for _, c := range []struct {
		o    order.Order
		want string
	}{{togo, "extra=rice size=bucket"}, {here, "size=small"}} {
		got, err := s.Settle("soup", bucket, c.o)
		if err != nil || got.String() != c.want {
			t.Errorf("%v: settled to %q, %v; want %q", c.o, got, err, c.want)
		}
	}
}

func TestLineRefuses(t *testing.T) {
	s := shop(t)
	var o order.Order
	small := order.Choices{}.Pick("size", "small")
	for name, c := range map[string]struct {
		item   string
		picked order.Choices
		want   error
	}{
		"sold out":         {"stew", nil, ErrSoldOut},
		"unknown item":     {"cake", nil, ErrUnknown},
		"size not picked":  {"soup", nil, ErrIncomplete},
		"closed value":     {"soup", small.Toggle("extra", "rice"), ErrIncomplete},
		"unknown value":    {"soup", small.Toggle("extra", "gold"), ErrIncomplete},
		"unknown option":   {"soup", small.Pick("colour", "red"), ErrIncomplete},
		"too many shots":   {"soup", small.SetCount("shots", 4), ErrIncomplete},
		"negative of them": {"soup", small.SetCount("shots", -1), ErrIncomplete},
	} {
		if _, err := s.Line(c.item, c.picked, 1, o); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestExpressionsFailSafely(t *testing.T) {
	for name, c := range map[string]struct {
		price string
		want  error
	}{
		"overflow":     {"item.price * 9223372036854775807", ErrExpression},
		"divide":       {"item.price / basket.lines", nil}, // found at load
		"negative":     {"0 - item.price", ErrPrice},
		"cost limit":   {"[1,2,3,4,5,6,7,8,9,10].map(a, [1,2,3,4,5,6,7,8,9,10].map(b, [1,2,3,4,5,6,7,8,9,10].map(c, [1,2,3,4,5,6,7,8,9,10].map(d, a+b+c+d)))).size()", ErrExpression},
		"sum overflow": {"9223372036854775807", nil}, // found at load
	} {
		menu := strings.Replace(shopMenu, `"item.price / 9"`, `"`+c.price+`"`, 1)
		s, issues := Load(files(shopService, menu), "shop", nil)
		if c.want == nil {
			if text := issues.Error(); issues.Err() == nil || !strings.Contains(text, "too dear") && !strings.Contains(text, "divides by may be 0") {
				t.Errorf("%s: %v", name, issues)
			}
			continue
		}
		if issues.Err() != nil {
			t.Errorf("%s: %v", name, issues)
			continue
		}
		if _, err := s.UnitPrice("soup", order.Choices{}.Pick("size", "large"), order.Order{}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// A service without expressions never pays for the expression language.
func TestNoExpressionNoEnvironment(t *testing.T) {
	svc := strings.Replace(shopService, `[{when: "basket.lines == 0", go: category}, {go: review}]`, "review", 1)
	menu := strings.NewReplacer(`"item.price / 9"`, "500", `, when: 'fields.dine == "togo"'`, "", `, when: 'options.size != "small"'`, "").Replace(shopMenu)
	s, issues := Load(files(svc, menu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if s.programs.envs[stepScope] != nil || s.programs.envs[optionScope] != nil {
		t.Error("an environment was made for nothing")
	}
}

// Every mistake, with its line and what to do; each case changes one thing in a
// sound service.
func TestLint(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"start: dine", "start: dien", `shop/service.yaml:6:8: start step "dien" does not exist; did you mean "dine"?`},
		{"next: pay}", "next: pya}", `shop/service.yaml:15:55: step "pya" does not exist; did you mean "pay"?`},
		{"next: pay}", "nxet: pay}", `unknown key "nxet"; did you mean "next"?`},
		{", next: pay}", "}", `shop/service.yaml:15:13: step "review" has no way on; add "next: …" to step review`},
		{"next: pay}", "next: basket}", `step "pay" can never be reached from "dine"`},
		{"next: pay}", "next: basket}", `from step "review" there is no way to the end`},
		{"kind: review", "kind: reveiw", `kind "reveiw" is not known; did you mean "review"?`},
		{"kind: done,", "kind: done, next: pay,", "is the end and has no way on"},
		{"{kind: done,", "{kind: review, next: pay,", "no step ends the service"},
		{"next: category, choices", "next: item, choices", `step "item" of kind items can be reached without a step of kind categories`},
		{"{go: review}", `{when: "basket.total > 0", go: review}`, `step "basket" has no way on where no guard is true`},
		{"{go: review}", `{go: review}, {go: pay}`, "the ways after this one are never taken"},
		{"basket.lines == 0", "basket.lnes == 0", `unknown name "basket.lnes" in an expression; did you mean "basket.lines"?`},
		{"basket.lines == 0", "basket.lines", "gives int, not bool; write a comparison"},
		{"basket.lines == 0", "basket.lines == ", "mismatched input 'end of the expression'"},
		{"basket.lines == 0", "basket.lines == '0'", "no matching overload"},
		{"basket.lines == 0", "fields.dine == 'hear'", `fields.dine is never "hear"; did you mean "here"?`},
		{"basket.lines == 0", "item.price == 0", `unknown name "item.price"`},
		{"basket.lines == 0", "double(basket.lines) < 0.5", "uses fractions"},
		{"value: here,", "value: heer,", `"heer" is not a value of field "dine"; did you mean "here"?`},
		{"field: dine", "field: dime", `field "dime" of step "dine" does not exist; did you mean "dine"?`},
		{"picture: bag}", "picture: bga}", `picture "bga" has no file; did you mean "bag"?`},
		{"picture: bag}", "picture: elephant}", `picture "elephant" has no file; add pictures/elephant.svg`},
		{"currency: KRW", "currency: WON", `currency "WON" is not known`},
		{"languages: [ko, en]", "languages: []", "the service has no language"},
		{"id: shop", "id: Shop", `"Shop" is not a good id`},
		{"version: 1\nid", "version: 3\nid", `version "3" is not known`},
		{"[size, extra, shots]", "[size, extra, shotz]", `shop/menu.yaml:5:85: option "shotz" does not exist; did you mean "shots"?`},
		{"[size, extra, shots]", "[size, extra]", `no item has the option "shots"`},
		{"category: hot, label: item.soup", "category: hoot, label: item.soup", `category "hoot" does not exist; did you mean "hot"?`},
		{"price: 4500, options: [size, extra, shots]", "price: 4500, options: [size, extra, shots], sold_out: true", `everything in category "hot" is sold out`},
		{"id: stew", "id: soup", `"soup" is there twice`},
		{"price: 700", "price: -700", "price -700 is negative"},
		{"price: 4500", "price: 4500.5", `price must be a whole number, not "4500.5"`},
		{"price: 4500", "price: 9223372036854775807", `item "soup" is too dear`},
		{"price: 700", "price: 70x", "expression \"70x\""},
		{`"item.price / 9"`, "'\"500\"'", "gives string, not int"},
		{"default: small", "default: smal", `default "smal" is not one of the values; did you mean "small"?`},
		{"id: egg", "id: plus", `shop/menu.yaml:20:14: "plus" is the id of a quantity's button; give it another id`},
		{"id: egg", "id: minus", `"minus" is the id of a quantity's button`},
		{"pick: many", "pick: may", `pick "may" is not known; did you mean "many"?`},
		{"max: 3", "max: 300", "may be picked 0 to 300 times"},
		{"options.size != \"small\"", "options.size != \"smal\"", `options.size is never "smal"`},
		{"options.size != \"small\"", "options.shots", "gives int, not bool"},
	} {
		svc, menu := strings.Replace(shopService, c.old, c.new, 1), shopMenu
		if svc == shopService {
			menu = strings.Replace(shopMenu, c.old, c.new, 1)
		}
		if svc == shopService && menu == shopMenu {
			t.Fatalf("%q is in neither file", c.old)
		}
		s, issues := Load(files(svc, menu), "shop", nil)
		if s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
}

// A service cannot break paying: review, pay and done follow each other, with
// nothing between them and no way around. Each wrong way is one mistake.
func TestLintPaying(t *testing.T) {
	const bag = "  bag: {kind: choose, title: t, field: dine, next: pay, choices: [{value: here, label: h}]}\n  pay: "
	for name, c := range map[string]struct {
		change []string
		want   []string
	}{
		"around the review": {[]string{"{go: review}]", "{go: pay}]", "  review:   {kind: review, title: review.title, next: pay}\n", ""},
			[]string{`shop/service.yaml:14:120: step "basket" of kind basket leads to "pay" of kind pay without a review; lead to a step of kind review`}},
		"without payment": {[]string{"next: pay}", "next: done}", "  pay:      {kind: pay, title: pay.title, next: done}\n", ""},
			[]string{`step "review" of kind review leads to "done" of kind done; lead every way of a review to a step of kind pay`}},
		"between review and pay": {[]string{"next: pay}", "next: bag}", "  pay:  ", bag},
			[]string{`step "review" of kind review leads to "bag" of kind choose`, `step "bag" of kind choose leads to "pay" of kind pay without a review`}},
		"back after paying": {[]string{"next: done}", `next: [{when: "basket.lines > 3", go: category}, {go: done}]}`},
			[]string{`step "pay" of kind pay leads to "category" of kind categories after paying; lead every way of it to a step of kind done`}},
		"done without paying": {[]string{`go: category}, {go: review}`, `go: done}, {go: review}`},
			[]string{`step "basket" of kind basket leads to "done" of kind done without a payment`}},
		"done by more": {[]string{`more: category`, `more: done`},
			[]string{`step "basket" of kind basket leads to "done" of kind done without a payment`}},
	} {
		svc := strings.NewReplacer(c.change...).Replace(shopService)
		s, issues := Load(files(svc, shopMenu), "shop", nil)
		if s != nil || len(issues) != len(c.want) {
			t.Errorf("%s: %d mistakes, want %d:\n%v", name, len(issues), len(c.want), issues)
		}
		for _, want := range c.want {
			if !strings.Contains(issues.Error(), want) {
				t.Errorf("%s\nwant %s\ngot  %v", name, want, issues)
			}
		}
	}
}

// One mistake must not hide another.
func TestLintTellsAll(t *testing.T) {
	svc := strings.NewReplacer("next: pay}", "next: pya}", "basket.lines == 0", "basket.lnes == 0", "start: dine", "start: dien").Replace(shopService)
	menu := strings.NewReplacer("price: 700", "price: -700", "default: small", "default: smal").Replace(shopMenu)
	_, issues := Load(files(svc, menu), "shop", nil)
	if len(issues) != 5 {
		t.Errorf("5 mistakes, %d reported:\n%v", len(issues), issues)
	}
}

// present are messages of which only is known whether they are there.
type present func(id string, lang scene.Lang) bool

func (p present) Has(id string, lang scene.Lang) bool           { return p(id, lang) }
func (p present) Placeholders(id string, _ scene.Lang) []string { return nil }

func TestMessages(t *testing.T) {
	_, issues := Load(files(shopService, shopMenu), "shop", present(func(id string, lang scene.Lang) bool {
		return !(id == "size.large" && lang == "en")
	}))
	if got, want := issues.Error(), `shop/menu.yaml:14:28: message "size.large" is missing in en; add "size.large" to the messages of en`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A language without any message is one mistake.
func TestWrongLanguage(t *testing.T) {
	svc := strings.Replace(shopService, "[ko, en]", "[kr, en]", 1)
	_, issues := Load(files(svc, shopMenu), "shop", present(func(_ string, lang scene.Lang) bool { return lang == "en" }))
	if len(issues) != 1 || !strings.Contains(issues.Error(), `shop/service.yaml:5:13: not one message exists in "kr"`) {
		t.Errorf("%v", issues)
	}
}

// A service that sells nothing needs no menu and no pictures.
func TestNoMenu(t *testing.T) {
	const checkin = "version: 1\nid: desk\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: ask\nfields: {why: {type: choice, values: [visit, parcel]}}\n" +
		"steps:\n  ask: {kind: choose, title: t, field: why, next: done, choices: [{value: visit, label: v}, {value: parcel, label: p}]}\n  done: {kind: done, title: d}\n"
	s, issues := Load(fstest.MapFS{"service.yaml": {Data: []byte(checkin)}}, "desk", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	if next, err := s.Next("ask", order.Order{}, nil); next != "done" || err != nil {
		t.Errorf("%q, %v", next, err)
	}
}

func TestMissingFiles(t *testing.T) {
	for _, name := range []string{"service.yaml", "menu.yaml"} {
		fsys := files(shopService, shopMenu)
		delete(fsys, name)
		s, issues := Load(fsys, "shop", nil)
		if s != nil || !strings.Contains(issues.Error(), "shop/"+name+": cannot read the file: file does not exist") {
			t.Errorf("without %s: %v", name, issues)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	fsys := files(shopService, shopMenu)
	for b.Loop() {
		if _, issues := Load(fsys, "shop", nil); issues != nil {
			b.Fatal(issues)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(shopService), []byte(shopMenu))
	f.Add([]byte(severalService), []byte("version: 1\n"))
	f.Add([]byte(groupService), []byte(shopMenu))
	f.Add([]byte("version: 1\nsteps: {a: {next: [[]]}}"), []byte("version: 1\noptions: [{values: [{price: [1]}]}]"))
	f.Fuzz(func(t *testing.T, svc, menu []byte) {
		s, issues := Load(files(string(svc), string(menu)), "shop", nil)
		if (s == nil) == (len(issues) == 0) {
			t.Fatalf("service %v with issues %v", s, issues)
		}
		if s == nil {
			return
		}
		// A service that passes can be walked without surprise.
		if _, ok := s.Step(s.Start); !ok {
			t.Fatalf("no start step %q", s.Start)
		}
		for _, it := range s.Items("") {
			if _, err := s.Settle(it.ID, nil, order.Order{}); err != nil && !errors.Is(err, ErrExpression) && !errors.Is(err, ErrPrice) {
				t.Fatal(err)
			}
		}
	})
}
