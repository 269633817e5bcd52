package service

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"

	"modu/internal/order"
)

// What each name means in an expression.
func TestNames(t *testing.T) {
	s := shop(t)
	it, _ := s.Item("soup")
	o := order.Order{}.WithAnswer("dine", "togo")
	o, _, err := o.Add(order.Line{Item: "soup", Quantity: 3, UnitPrice: s.Amount(1000)})
	if err != nil {
		t.Fatal(err)
	}
	picked := order.Choices{}.Pick("size", "large").Toggle("extra", "egg").Toggle("extra", "rice").SetCount("shots", 2)
	for expr, want := range map[string]bool{
		`fields.dine == "togo"`:             true,
		`basket.lines == 1`:                 true,
		`basket.count == 3`:                 true,
		`basket.total == 3000`:              true,
		`item.id == "soup"`:                 true,
		`item.category == "hot"`:            true,
		`item.price == 4500`:                true,
		`options.size == "large"`:           true,
		`options.shots == 2`:                true,
		`"egg" in options.extra`:            true,
		`options.extra.size() == 2`:         true,
		`options.extra.exists(x, x == "a")`: false,
	} {
		if problems := s.programs.compile(optionScope, expr, cel.BoolType); problems != nil {
			t.Errorf("%s: %v", expr, problems)
			continue
		}
		if got, err := s.programs.bool(expr, s.itemInput(it, picked, o)); err != nil || got != want {
			t.Errorf("%s = %v, %v", expr, got, err)
		}
	}
	// Nothing answered, picked or ordered yet.
	for _, expr := range []string{`fields.dine == ""`, `options.size == ""`, `options.shots == 0`, `options.extra.size() == 0`, `basket.total == 0`} {
		if problems := s.programs.compile(optionScope, expr, cel.BoolType); problems != nil {
			t.Errorf("%s: %v", expr, problems)
			continue
		}
		if got, err := s.programs.bool(expr, s.itemInput(it, nil, order.Order{})); err != nil || !got {
			t.Errorf("at first, %s = %v, %v", expr, got, err)
		}
	}
}

// What can fail while somebody stands at the machine is a mistake at load.
func TestWhatCanFailLaterIsRefused(t *testing.T) {
	s := shop(t)
	for expr, want := range map[string]string{
		`int(fields.dine) < 3`:                "int of a text that is no such value",
		`basket.total / basket.count > 100`:   "what it divides by may be 0",
		`basket.total % 0 == 1`:               "what it divides by may be 0",
		`options.extra[0] == "egg"`:           "there may be nothing at that place",
		`item.id.matches(item.category)`:      "the pattern is none",
		`item.id.matches("(")`:                "the pattern is none",
		`timestamp(item.id).getHours() > 3`:   "timestamp of a text",
		`options.extra.exists(x, int(x) > 1)`: "int of a text",
		`basket.total / 100 > 3`:              "",
		`item.id.matches("^so")`:              "",
		`int(basket.count) > 3`:               "",
	} {
		problems := s.programs.compile(optionScope, expr, cel.BoolType)
		if got := fmt.Sprint(problems); want == "" && problems != nil || want != "" && !strings.Contains(got, want) {
			t.Errorf("%s: %v, want %q", expr, problems, want)
		}
	}
}

// Who has mistyped an expression is shown the names that exist there.
func TestNamesAreShown(t *testing.T) {
	s := shop(t)
	for sc, want := range map[scope]string{stepScope: "fields.dine == ", optionScope: "options.extra"} {
		problems := s.programs.compile(sc, `fields.dine = "togo"`, cel.BoolType)
		if len(problems) == 0 || !strings.Contains(problems[0].remedy, want) || strings.Contains(problems[0].remedy, "options.extra") != (sc == optionScope) {
			t.Errorf("%v", problems)
		}
	}
}

// An id may hold a minus; in an expression it is written with an underscore.
func TestMinusInNames(t *testing.T) {
	p := newPrograms(map[string]Field{"eat-where": {Values: []string{"here"}}}, nil, nil)
	const expr = `fields.eat_where == "here"`
	if problems := p.compile(stepScope, expr, cel.BoolType); problems != nil {
		t.Fatal(problems)
	}
	if got, err := p.bool(expr, (&Service{}).orderInput(order.Order{}.WithAnswer("eat-where", "here"), nil)); err != nil || !got {
		t.Errorf("%v, %v", got, err)
	}
}

// Whatever an expression says, it is refused at load, or gives a value of the right
// type or an error that says so.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{`basket.lines == 0`, `item.price * 15 / 100`, `options.extra.map(x, x + x).size() > 3`, `"a".matches("(a*)*")`, `[1][9223372036854775807]`, `1/0 > 1`, `-(-9223372036854775807 - 1)`, `has(fields.dine)`, `"here" in fields.dine`, `size(fields.dine) > 1`, `fields`, `"`, `int(1e99)`} {
		f.Add(s)
	}
	s := shop(f)
	it, _ := s.Item("soup")
	in := s.itemInput(it, order.Choices{}.Pick("size", "large"), order.Order{})
	f.Fuzz(func(t *testing.T, text string) {
		p := &programs{vars: s.programs.vars, envs: s.programs.envs, byText: map[string]cel.Program{}}
		if p.compile(optionScope, text, cel.BoolType) == nil {
			if _, err := p.bool(text, in); err != nil && !errors.Is(err, ErrExpression) {
				t.Error(err)
			}
		}
		if p.compile(optionScope, text, cel.IntType) == nil {
			if _, err := p.int(text, in); err != nil && !errors.Is(err, ErrExpression) {
				t.Error(err)
			}
		}
	})
}
