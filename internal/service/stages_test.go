package service

import (
	"strings"
	"testing"

	"modu/internal/order"
)

// stagedService is the shop with a bar of stages.
var stagedService = strings.NewReplacer(
	"fields:\n", "stages: [{id: dine, label: s}, {id: menu, label: s}, {id: pay, label: s}, {id: end, label: s}]\nfields:\n",
	"title: dine.title,", "title: dine.title, stage: dine,", "title: category.title,", "title: category.title, stage: menu,",
	"title: item.title,", "title: item.title, stage: menu,", "title: options.title,", "title: options.title, stage: menu,",
	"title: basket.title,", "title: basket.title, stage: menu,", "title: review.title,", "title: review.title, stage: pay,",
	"title: pay.title,", "title: pay.title, stage: pay,", "title: done.title}", "title: done.title, stage: end}").Replace(shopService)

func TestStages(t *testing.T) {
	if _, ok := shop(t).StageOf("dine"); ok || len(shop(t).Stages()) != 0 {
		t.Error("a service without stages has some")
	}
	s, issues := Load(files(stagedService, shopMenu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	for step, want := range map[string]int{"dine": 0, "basket": 1, "review": 2, "pay": 2, "done": 3} {
		if got, ok := s.StageOf(step); !ok || got != want {
			t.Errorf("%s is in stage %d, %v", step, got, ok)
		}
	}
	if live, err := s.With(nil); err != nil || len(live.Stages()) != 4 {
		t.Errorf("with today's prices it has %v, %v", live.Stages(), err)
	}
}

// A call takes the stage of the latest step that leads to it, also through another call.
func TestCallsTakeTheStageOfTheirWay(t *testing.T) {
	svc := strings.NewReplacer("next: pay}", "next: one}", "  pay: ", "  one: {kind: call, title: t, path: /one, next: two}\n  two: {kind: call, title: t, path: /two, next: last}\n  last: {kind: review, title: t, stage: pay, next: pay}\n  pay: ").Replace(stagedService)
	l := &loader{fsys: files(svc, shopMenu), dir: "shop"}
	s := l.load() // that a review leads to a call is another mistake
	for _, step := range []string{"one", "two"} {
		if got, ok := s.StageOf(step); !ok || got != 2 {
			t.Errorf("%s is in stage %d, %v", step, got, ok)
		}
	}
}

func TestLintStages(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{", {id: end, label: s}", "", `stage "end" does not exist`},
		{"{id: pay, label: s}, {id: end, label: s}", "", "shop/service.yaml:7:9: the way has 2 stages; name 3 to 6, or none"},
		{"{id: end, label: s}]", "{id: end, label: s}, {id: x, label: s}, {id: y, label: s}, {id: z, label: s}]", "the way has 7 stages"},
		{"{id: end, label: s}]", "{id: end, label: s}, {id: x, label: s}]", `no step is in the stage "x"; write "stage: x" at a step, or remove it`},
		{"{id: end, label: s}]", "{id: end, label: s}, {id: x, label: s}]", `the way ends at step "done", in stage 4 of 5`},
		{"{id: dine, label: s}, ", "{id: dine, label: s}, {id: dine, label: s}, ", `"dine" is there twice`},
		{"{id: dine, label: s}, ", "{id: Dine, label: s}, ", `"Dine" is not a good id`},
		{"stage: menu, next: options", "stage: mneu, next: options", `shop/service.yaml:13:53: stage "mneu" does not exist; did you mean "menu"?`},
		{"title: item.title, stage: menu,", "title: item.title,", `shop/service.yaml:13:13: step "item" is in no stage; add "stage: …", one of [dine menu pay end]`},
		{"title: dine.title, stage: dine,", "title: dine.title, stage: menu,", "the way begins in stage 2 of 4"},
		{"title: review.title, stage: pay,", "title: review.title, stage: dine,", `shop/service.yaml:15:133: step "basket" in stage "menu" leads back to "review" in stage "dine"; put both steps into one stage`},
		{"title: basket.title, stage: menu,", "title: basket.title, stage: pay,", `step "basket" in stage "pay" leads back to "category" in stage "menu"`},
		{"title: item.title, stage: menu,", "title: item.title, stage: end,", `step "item" in stage "end" leads back to "options" in stage "menu"`},
		{"label: dine.here}", "label: dine.here, go: category, again: true}", `choosing "here" leads to no earlier stage`},
		{"label: dine.here}", "label: dine.here, again: true}", `choosing "here" leads to no earlier stage`},
	} {
		svc := strings.Replace(stagedService, c.old, c.new, 1)
		if svc == stagedService {
			t.Fatalf("%q is not in the file", c.old)
		}
		if s, issues := Load(files(svc, shopMenu), "shop", nil); s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s → %s\nwant %s\ngot  %v", c.old, c.new, c.want, issues)
		}
	}
	for _, c := range []struct{ old, new, want string }{
		{"title: item.title,", "title: item.title, stage: menu,", `the service has no stage "menu"`},
		{"label: dine.here}", "label: dine.here, again: true}", "the service has no stages to begin again"},
	} {
		if s, issues := Load(files(strings.Replace(shopService, c.old, c.new, 1), shopMenu), "shop", nil); s != nil || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s\nwant %s\ngot  %v", c.new, c.want, issues)
		}
	}
}

// Only a choice that begins another round leads to an earlier stage.
func TestAnotherRound(t *testing.T) {
	svc := strings.NewReplacer("next: basket}", "next: more}", "  basket: ", `  more: {kind: choose, title: t, field: dine, stage: pay, choices: [{value: here, label: l, go: category, again: true}, {value: togo, label: l, go: basket, again: true}]}
  basket: `).Replace(stagedService)
	if s, issues := Load(files(svc, shopMenu), "shop", nil); s == nil {
		t.Fatal(issues)
	}
	if _, issues := Load(files(strings.Replace(svc, ", again: true}, {", "}, {", 1), shopMenu), "shop", nil); !strings.Contains(issues.Error(), `leads back to "category"`) {
		t.Errorf("without a word it leads back: %v", issues)
	}
}

func TestPicturesByWhatIsPicked(t *testing.T) {
	menu := strings.Replace(shopMenu, "price: 4500,", "picture: bag, pictures: {size.large: tub, extra.egg: egg}, price: 4500,", 1)
	all := files(shopService, menu)
	all["pictures/tub.png"], all["pictures/egg.svg"] = all["pictures/bag.svg"], all["pictures/bag.svg"]
	s, issues := Load(all, "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	soup, _ := s.Item("soup")
	stew, _ := s.Item("stew")
	small := order.Choices{}.Pick("size", "small")
	for _, c := range []struct {
		item   Item
		picked order.Choices
		want   string
	}{{soup, nil, "bag"}, {soup, small, "bag"}, {soup, small.Toggle("extra", "egg"), "egg"}, {soup, small.Pick("size", "large").Toggle("extra", "egg"), "tub"}, {stew, small, ""}} {
		if got := s.PictureOf(c.item, c.picked); got != c.want {
			t.Errorf("%s with %s: %q, want %q", c.item.ID, c.picked, got, c.want)
		}
	}
	for _, c := range []struct{ old, new, want string }{
		{"size.large: tub", "size.large: tbu", `picture "tbu" has no file; did you mean "tub"?`},
		{"size.large: tub", "size.lagre: tub", `"size.lagre" is no value of an option of item "soup"; did you mean "size.large"?`},
		{"extra.egg: egg", "shots.1: egg", `"shots.1" is no value of an option of item "soup"`},
	} {
		all["menu.yaml"].Data = []byte(strings.Replace(menu, c.old, c.new, 1))
		if _, issues := Load(all, "shop", nil); !strings.Contains(issues.Error(), "shop/menu.yaml:5:") || !strings.Contains(issues.Error(), c.want) {
			t.Errorf("%s\nwant %s\ngot  %v", c.new, c.want, issues)
		}
	}
}
