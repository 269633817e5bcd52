package service

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// The reference names every name that an expression may use, in its scope, and every counter,
// and nothing that does not exist; what it shows as examples can be compiled.
func TestReferenceNamesExpressions(t *testing.T) {
	p := newPrograms(map[string]Field{"NAME": {Type: ChoiceField, Values: []string{"x"}}}, map[string]Result{"NAME": {Type: ResultText}},
		[]Option{{ID: "NAME", Pick: PickOne, Values: []Value{{ID: "x"}}}})
	steps, options := map[string]bool{}, map[string]bool{}
	for _, n := range expressionNames() {
		steps[n.name], options[n.name] = n.where != ofOptions, n.where != ofSteps
	}
	for sc, told := range map[scope]map[string]bool{stepScope: steps, optionScope: options} {
		maps.DeleteFunc(told, func(_ string, is bool) bool { return !is })
		if got, want := slices.Sorted(maps.Keys(told)), slices.Sorted(maps.Keys(p.vars[sc])); !slices.Equal(got, want) {
			t.Errorf("scope %q: the reference has %v, expressions %v", sc, got, want)
		}
	}
	page := string(Reference())
	for _, c := range Counters() {
		if !strings.Contains(page, "`"+string(c)+"`") {
			t.Errorf("the reference lacks the counter %q", c)
		}
	}
	known := newPrograms(map[string]Field{"task": {Type: ChoiceField, Values: []string{"visit"}}},
		map[string]Result{"fee": {Type: ResultPrice}, "status": {Type: ResultChoice, Values: []string{"unknown"}}},
		[]Option{{ID: "extras", Pick: PickMany, Values: []Value{{ID: "milk"}}}})
	for _, example := range expressionExamples() {
		sound := false
		for sc := range known.vars {
			env, err := known.env(scope(sc))
			if err != nil {
				t.Fatal(err)
			}
			_, issues := env.Compile(example)
			sound = sound || issues.Err() == nil
		}
		if !sound {
			t.Errorf("the example %s is none", example)
		}
	}
}
