package service

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/internal/datafile"
)

// Schemas are the JSON Schemas of service.yaml, menu.yaml and sample.yaml, for editors, by
// the names of their files.
func Schemas() map[string][]byte {
	out := map[string][]byte{}
	for name, t := range map[string]reflect.Type{"service": reflect.TypeFor[serviceFile](), "menu": reflect.TypeFor[menuFile](), "sample": reflect.TypeFor[sampleFile]()} {
		out[name+".schema.json"] = datafile.Format{Name: name, Title: "A " + name + " of the Modu kiosk", Type: t}.Schema()
	}
	return out
}

func kindNames() []string {
	return slices.Sorted(slices.Values(idsOf(slices.Collect(maps.Keys(kindRules())), func(k Kind) string { return string(k) })))
}

// Reference is the reference page of the file formats.
func Reference() []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Services: reference\n")
	p("Made from the loader by `go generate ./internal/formats`; do not edit. README.md is the guide; `kioskctl service lint DIR`")
	p("names every mistake. All files begin with `version: 1`.\n")
	section := func(title string, t reflect.Type) {
		p("## %s\n", title)
		p("| Key | Value | Kinds of step | Meaning |")
		p("|---|---|---|---|")
		for _, k := range datafile.Keys(t) {
			name := "`" + k.Name + "`"
			if k.Required {
				name += " (needed)"
			}
			p("| %s | %s | %s | %s |", name, k.Words(), cmp.Or(strings.Join(k.Kinds(), ", "), "all"), strings.ReplaceAll(k.Doc(), "|", `\|`))
		}
		p("")
	}
	for _, s := range []struct {
		title string
		typ   reflect.Type
	}{{"service.yaml", reflect.TypeFor[serviceFile]()}, {"stages: [stage, …]", reflect.TypeFor[Stage]()}, {"fields: NAME", reflect.TypeFor[Field]()}, {"steps: ID", reflect.TypeFor[Step]()}, {"steps: ID, the use of a group", reflect.TypeFor[useKeys]()}, {"groups: NAME", reflect.TypeFor[groupKeys]()}, {"next: [way, …]", reflect.TypeFor[way]()},
		{"choices: [choice, …]", reflect.TypeFor[Choice]()}, {"items: [usual, …]", reflect.TypeFor[Usual]()}, {"always", reflect.TypeFor[Always]()}, {"row", reflect.TypeFor[Row]()}, {"days", reflect.TypeFor[Days]()}, {"times", reflect.TypeFor[Times]()}, {"seats", reflect.TypeFor[Seating]()}, {"answer: NAME", reflect.TypeFor[Result]()}, {"of: COLUMN", reflect.TypeFor[Column]()}, {"cancel", reflect.TypeFor[Cancel]()}, {"charge", reflect.TypeFor[Charge]()}, {"discount", reflect.TypeFor[Discount]()}, {"report", reflect.TypeFor[Report]()}, {"show: [line, …]", reflect.TypeFor[Shown]()},
		{"menu.yaml", reflect.TypeFor[menuFile]()}, {"catalogue", reflect.TypeFor[Catalogue]()}, {"valid: [stretch, …]", reflect.TypeFor[Valid]()}, {"categories: [category, …]", reflect.TypeFor[Category]()}, {"items: [item, …]", reflect.TypeFor[Item]()},
		{"options: [option, …]", reflect.TypeFor[Option]()}, {"values: [value, …]", reflect.TypeFor[Value]()}, {"sample.yaml", reflect.TypeFor[sampleFile]()}, {"answers: [answer, …]", reflect.TypeFor[sampleAnswer]()}, {"a text with its forms", reflect.TypeFor[forms]()}} {
		section(s.title, s.typ)
	}
	p("## Kinds of step\n\n`%s`\n", strings.Join(kindNames(), "` `"))
	p("## Expressions\n\nGuards (`when`) give true or false, and prices in quotes a whole number of minor units. They are written in CEL:")
	p("`==` `!=` `<` `>` `+` `-` `*` `/` `%%` `&&` `||` `!` `in`, texts in quotes. An id with `-` is written with `_`.\n")
	p("| Name | What it is | Where |\n|---|---|---|")
	for _, n := range expressionNames() {
		p("| `%s` | %s | %s |", n.name, n.means, n.where)
	}
	p("\nOf a row: `fields.NAME.COLUMN` is a value of the row that was chosen for a field, and in `closed` `row.COLUMN` is one of the row that is shown. `answers.NAME` of a list is how many rows it has.")
	p("Chosen seats have the columns `ids` (texts with spaces between them), `places`, `zone`, `kind` (`ordinary` or `wheelchair`) and `count`; `answers.NAME` of a plan is how many seats are free.")
	p("\nFor example: `%s`.\n", strings.Join(expressionExamples(), "`, `"))
	p("## Counters\n\n`%s`: the message `counter.NAME` says how each language counts so. Without one things are counted as `%s`.\n",
		strings.Join(Thing.Values(), "` `"), Thing)
	p("## Messages with names of their own\n\n| Message | What it is |\n|---|---|")
	for _, m := range messageNames() {
		p("| `%s` | %s |", m[0], m[1])
	}
	return []byte(b.String())
}

// expressionName is a name that an expression may use.
type expressionName struct{ name, means, where string }

// Where an expression may use a name.
const (
	anywhere  = "all guards"
	ofOptions = "guards and prices of options and their values"
	ofSteps   = "guards of steps, choices and lines"
)

func expressionNames() []expressionName {
	return []expressionName{
		{"fields.NAME", `text: the choice; of what is typed or presented only "given"; "" before that`, anywhere},
		{"answers.NAME", `what a call answered: a whole number for price and count, else text; 0 or "" before that`, ofSteps},
		{"basket.lines", "whole number: how many lines the basket has", anywhere},
		{"basket.count", "whole number: how many things are in it", anywhere},
		{"basket.total", "whole number: what they cost, in minor units", anywhere},
		{"item.id", "text: the item of which the option is asked", ofOptions},
		{"item.category", "text: its category", ofOptions},
		{"item.price", "whole number: its price, in minor units", ofOptions},
		{"options.NAME", `what is picked: text for pick one, a whole number for count, a list for many, as in "milk" in options.extras`, ofOptions},
	}
}

func expressionExamples() []string {
	return []string{`answers.fee > 0`, `fields.task == "visit" && answers.status != "unknown"`, `basket.lines == 0`, `item.price * 15 / 100`, `"milk" in options.extras`}
}

// messageNames are the messages that a service writes and that no key of its files names.
func messageNames() [][2]string {
	return [][2]string{
		{"answer.NAME.VALUE", "a value that a call answers, where a line shows it"},
		{"go.KIND", "the button that leads on to a step of that kind; the kiosk has its own, which this replaces"},
		{"next.KIND", "in the easy form, what comes next: a step of that kind; the kiosk has its own"},
		{"counter.NAME", "how things are counted: {{.N}} is the number"},
		{"ID@keypad", "the message ID for people who use a keypad; also @switch and @touch"},
	}
}
