package service

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"modu/accessibility/input"
	"modu/internal/datafile"
	"modu/internal/order"
)

const (
	// maxCost bounds one evaluation; the dearest sensible guard costs a few dozen.
	maxCost = 10_000
	// maxExpr bounds the length of an expression, in code points.
	maxExpr = 1_000
)

// scope says which names an expression may use.
type scope string

const (
	stepScope   scope = "step"   // fields, basket, answers
	optionScope scope = "option" // and item, options
)

// rowScope is that of a guard over the rows of a list: what steps know, and row.
func rowScope(list string) scope { return scope("row of " + list) }

// programs are the compiled expressions of one service. It is filled by Load and
// read-only afterwards; compiled programs may run on any goroutine. A service
// without expressions never makes an environment.
type programs struct {
	vars   map[scope]map[string]variable
	envs   map[scope]*cel.Env
	byText map[string]cel.Program
}

type variable struct {
	typ     *cel.Type
	values  []string // every value that it can have, where that is known
	counted bool     // people count it, up to order.MaxQuantity
}

// celName is how an id is written in an expression, where "-" would be a minus.
func celName(id string) string { return strings.ReplaceAll(id, "-", "_") }

func newPrograms(fields map[string]Field, answers map[string]Result, options []Option) *programs {
	steps := map[string]variable{
		"basket.lines": {typ: cel.IntType},
		"basket.count": {typ: cel.IntType},
		"basket.total": {typ: cel.IntType},
	}
	for id, f := range fields {
		v := variable{typ: cel.StringType, values: f.Values}
		switch {
		case f.Type == EntryField, f.columned():
			v.values = []string{Given}
		case f.Type == ManyField:
			v.typ = cel.ListType(cel.StringType)
		case f.Type == CountField:
			v = variable{typ: cel.IntType, counted: true}
		}
		steps["fields."+celName(id)] = v
	}
	p := &programs{vars: map[scope]map[string]variable{stepScope: steps}, envs: map[scope]*cel.Env{}, byText: map[string]cel.Program{}}
	p.vars[optionScope] = optionVariables(maps.Clone(steps), options)
	for id, r := range answers {
		root := "answers."
		if strings.Contains(id, ".") { // a column of a chosen row
			root = "fields."
		}
		steps[root+celName(id)] = r.variable()
	}
	for id, r := range answers {
		if r.Type != ResultRows {
			continue
		}
		rows := maps.Clone(steps)
		for name := range r.Of {
			c, _ := r.column(name)
			rows["row."+celName(name)] = c.variable()
		}
		p.vars[rowScope(id)] = rows
	}
	return p
}

// variable is how an expression sees an answer: a list as how many rows it has.
func (r Result) variable() variable {
	if r.Many {
		return variable{typ: cel.ListType(cel.StringType), values: r.Values}
	}
	switch r.Type {
	case ResultPrice, ResultCount, ResultRows, ResultSeats:
		return variable{typ: cel.IntType}
	case ResultChoice:
		return variable{typ: cel.StringType, values: r.Values}
	}
	return variable{typ: cel.StringType}
}

// optionVariables adds what only expressions of options know.
func optionVariables(opts map[string]variable, options []Option) map[string]variable {
	opts["item.id"] = variable{typ: cel.StringType}
	opts["item.category"] = variable{typ: cel.StringType}
	opts["item.price"] = variable{typ: cel.IntType}
	for _, o := range options {
		v := variable{typ: cel.StringType}
		for _, val := range o.Values {
			v.values = append(v.values, val.ID)
		}
		switch o.Pick {
		case PickMany:
			v = variable{typ: cel.ListType(cel.StringType)}
		case PickCount:
			v = variable{typ: cel.IntType}
		}
		opts["options."+celName(o.ID)] = v
	}
	return opts
}

func (p *programs) env(sc scope) (*cel.Env, error) {
	if p.envs[sc] != nil {
		return p.envs[sc], nil
	}
	opts := []cel.EnvOption{cel.ParserExpressionSizeLimit(maxExpr), cel.ParserRecursionLimit(50)}
	for name, v := range p.vars[sc] {
		opts = append(opts, cel.Variable(name, v.typ))
	}
	env, err := cel.NewEnv(opts...)
	p.envs[sc] = env
	return env, err
}

func key(sc scope, text string) string { return string(sc) + ": " + text }

// problem is what is wrong with an expression.
type problem struct{ msg, remedy string }

// compile checks an expression and keeps its program.
func (p *programs) compile(sc scope, text string, want *cel.Type) []problem {
	k := want.String() + key(sc, text)
	if _, done := p.byText[k]; done {
		return nil
	}
	env, err := p.env(sc)
	if err != nil {
		return []problem{{err.Error(), ""}}
	}
	parsed, iss := env.Parse(text)
	if iss.Err() != nil {
		return p.celProblems(sc, text, iss)
	}
	if out := p.unknownNames(sc, parsed); len(out) > 0 {
		return out
	}
	checked, iss := env.Check(parsed)
	if iss.Err() != nil {
		return p.celProblems(sc, text, iss)
	}
	if got := checked.OutputType(); !got.IsExactType(want) {
		remedy := "write a comparison, such as basket.lines > 0"
		if want == cel.IntType {
			remedy = "write a whole number of minor units or an expression that gives one"
		}
		return []problem{{fmt.Sprintf("expression %q gives %s, not %s", text, got, want), remedy}}
	}
	for _, t := range checked.NativeRep().TypeMap() {
		if t.Kind() == types.DoubleKind {
			return []problem{{fmt.Sprintf("expression %q uses fractions", text), "money is in whole minor units: multiply first, then divide, as in price * 15 / 100"}}
		}
	}
	if out := append(p.unknownValues(sc, text, checked), partial(text, checked)...); len(out) > 0 {
		return out
	}
	if out := p.overflowing(sc, text, checked); len(out) > 0 {
		return out
	}
	prog, err := env.Program(checked, cel.CostLimit(maxCost))
	if err != nil {
		return []problem{{fmt.Sprintf("expression %q: %s", text, err), ""}}
	}
	p.byText[k] = prog
	return nil
}

func (p *programs) celProblems(sc scope, text string, iss *cel.Issues) []problem {
	var out []problem
	for _, e := range iss.Errors() {
		msg, _, _ := strings.Cut(e.Message, "\n")
		msg = strings.TrimSuffix(strings.TrimPrefix(msg, "Syntax error: "), " (in container '')")
		msg, _, _ = strings.Cut(msg, " expecting {") // a list of the grammar's token names
		msg = strings.ReplaceAll(msg, "<EOF>", "end of the expression")
		out = append(out, problem{fmt.Sprintf("expression %q, character %d: %s", text, e.Location.Column()+1, msg), p.example(sc)})
	}
	return out
}

// example says how an expression is written here, in names that exist here.
func (p *programs) example(sc scope) string {
	names := slices.Sorted(maps.Keys(p.vars[sc]))
	text := "write it like basket.count > 0"
	for _, name := range names {
		if v := p.vars[sc][name]; len(v.values) > 0 && v.typ.IsExactType(cel.StringType) {
			text = fmt.Sprintf("write it like %s == %q", name, v.values[0])
			break
		}
	}
	return text + "; the names here are " + strings.Join(names, ", ")
}

// partial finds what can fail while somebody stands at the machine, where a guard that fails
// leaves no way on: there it must be certain that every value has a result.
func partial(text string, checked *cel.Ast) []problem {
	native := checked.NativeRep()
	var out []problem
	add := func(format, remedy string, args ...any) {
		out = append(out, problem{fmt.Sprintf("expression %q can fail while it is used: ", text) + fmt.Sprintf(format, args...), remedy})
	}
	for _, e := range ast.MatchDescendants(ast.NavigateAST(native), ast.KindMatcher(ast.CallKind)) {
		call := e.AsCall()
		switch fn, args := call.FunctionName(), call.Args(); fn {
		case "int", "uint", "double", "bool", "timestamp", "duration":
			if from := native.GetType(args[0].ID()); from.IsExactType(cel.StringType) || from.IsExactType(cel.DynType) {
				add("%s of a text that is no such value, or is not there yet", "compare the text itself, as in fields.time == \"9\", or have the program answer a count or a price", fn)
			}
		case "_/_", "_%_":
			if by := args[1]; by.Kind() != ast.LiteralKind || by.AsLiteral().Equal(types.IntZero) == types.True {
				add("what it divides by may be 0", "divide by a number that stands in the expression, as in item.price * 15 / 100")
			}
		case "_[_]":
			add("there may be nothing at that place", `ask with "in" whether something is there, as in "egg" in options.extra`)
		case "matches":
			pattern := call.Args()[len(args)-1]
			if lit, ok := literal(pattern); !ok || !validPattern(lit) {
				add("the pattern is none", "write a pattern of its own, in quotes, that Go's regexp takes")
			}
		}
	}
	return out
}

func literal(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	s, ok := e.AsLiteral().Value().(string)
	return s, ok
}

func validPattern(s string) bool {
	_, err := regexp.Compile(s)
	return err == nil
}

// chain is the dotted name that an expression spells, "" for anything else.
func chain(e ast.Expr) string {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent()
	case ast.SelectKind:
		if base := chain(e.AsSelect().Operand()); base != "" {
			return base + "." + e.AsSelect().FieldName()
		}
	}
	return ""
}

// unknownNames finds dotted names that the scope does not have; CEL itself would
// only complain about the part before the dot.
func (p *programs) unknownNames(sc scope, parsed *cel.Ast) []problem {
	known := slices.Sorted(maps.Keys(p.vars[sc]))
	roots := map[string]bool{"fields": true, "basket": true, "item": true, "options": true, "answers": true, "row": true}
	var out []problem
	for _, e := range ast.MatchDescendants(ast.NavigateAST(parsed.NativeRep()), ast.KindMatcher(ast.SelectKind)) {
		name := chain(e)
		root, rest, _ := strings.Cut(name, ".")
		of, _, column := strings.Cut(rest, ".")
		if !roots[root] || column && !p.isRow(sc, root+"."+of) {
			continue
		}
		if _, ok := p.vars[sc][name]; !ok {
			out = append(out, problem{fmt.Sprintf("unknown name %q in an expression", name), datafile.Suggest(name, known)})
		}
	}
	return out
}

// isRow reports whether a name is a field of which the columns of a row are known.
func (p *programs) isRow(sc scope, name string) bool {
	for known := range p.vars[sc] {
		if strings.HasPrefix(known, name+".") {
			return true
		}
	}
	return false
}

// unknownValues finds comparisons that can never be true because the value is not
// one of those the name can have.
func (p *programs) unknownValues(sc scope, text string, checked *cel.Ast) []problem {
	var out []problem
	for _, e := range ast.MatchDescendants(ast.NavigateAST(checked.NativeRep()), ast.KindMatcher(ast.CallKind)) {
		call := e.AsCall()
		if fn := call.FunctionName(); fn != "_==_" && fn != "_!=_" && fn != "@in" || len(call.Args()) != 2 {
			continue
		}
		a, b := call.Args()[0], call.Args()[1]
		if a.Kind() == ast.LiteralKind {
			a, b = b, a
		}
		v, ok := p.vars[sc][chain(a)]
		if !ok || v.values == nil || b.Kind() != ast.LiteralKind {
			continue
		}
		if lit, ok := b.AsLiteral().Value().(string); ok && lit != "" && !slices.Contains(v.values, lit) {
			out = append(out, problem{fmt.Sprintf("in expression %q, %s is never %q", text, chain(a), lit), datafile.Suggest(lit, v.values)})
		}
	}
	return out
}

// seen is what an expression sees. It looks names up when they are needed.
type seen struct {
	scope   scope
	order   order.Order
	facts   Facts
	results map[string]Result
	fields  map[string]Field
	item    Item
	picked  order.Choices
	pickOf  map[string]Pick // by celName
	row     input.Row
	columns map[string]Column // of row
}

func (s *Service) orderInput(o order.Order, f Facts) seen {
	return seen{scope: stepScope, order: o, facts: f, results: s.results, fields: s.fields}
}

func (s *Service) itemInput(it Item, picked order.Choices, o order.Order) seen {
	return seen{scope: optionScope, order: o, fields: s.fields, item: it, picked: picked, pickOf: s.pickOf}
}

// Parent implements CEL's activation.
func (seen) Parent() cel.Activation { return nil }

// ResolveName implements CEL's activation.
func (in seen) ResolveName(name string) (any, bool) {
	root, rest, _ := strings.Cut(name, ".")
	if rest == "" {
		return nil, false
	}
	switch root {
	case "fields":
		if strings.Contains(rest, ".") {
			return in.answered(rest)
		}
		return in.field(rest), true
	case "options":
		return in.pickedValue(rest)
	case "answers":
		return in.answered(rest)
	case "row":
		return in.cell(rest)
	}
	switch name {
	case "basket.lines":
		return int64(in.order.Len()), true
	case "basket.count":
		return int64(in.order.Count()), true
	case "basket.total":
		t, err := in.order.Total()
		return t.Minor, err == nil
	case "item.id":
		return in.item.ID, true
	case "item.category":
		return in.item.Category, true
	case "item.price":
		return in.item.Price, true
	}
	return nil, false
}

// field is what an expression sees of a field: "" or 0 before it is answered.
func (in seen) field(name string) any {
	for id, f := range in.fields {
		switch {
		case celName(id) != name:
		case f.Type == CountField:
			return int64(CountOf(in.order, id))
		case f.Type == ManyField:
			return append([]string{}, ChosenOf(in.order.Answer(id))...)
		}
	}
	for _, a := range in.order.Answers() {
		if celName(a.Field) == name {
			return a.Value
		}
	}
	return ""
}

func (in seen) pickedValue(name string) (any, bool) {
	pick, ok := in.pickOf[name]
	if !ok {
		return nil, false
	}
	values, count := []string{}, 0
	for _, c := range in.picked {
		if celName(c.Option) == name {
			values, count = append(values, c.Value), c.Count
		}
	}
	switch {
	case pick == PickMany:
		return values, true
	case pick == PickCount:
		return int64(count), true
	case len(values) > 0:
		return values[0], true
	}
	return "", true
}

func (p *programs) eval(text string, want *cel.Type, in seen) (any, error) {
	prog, ok := p.byText[want.String()+key(in.scope, text)]
	if !ok {
		return nil, fmt.Errorf("%w: %q was not compiled", ErrExpression, text)
	}
	v, _, err := prog.Eval(in)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrExpression, text, err)
	}
	return v.Value(), nil
}

var errResult = errors.New("service: expression gave another type than it was checked for")

func (p *programs) bool(text string, in seen) (bool, error) {
	v, err := p.eval(text, cel.BoolType, in)
	if err != nil {
		return false, err
	}
	b, ok := v.(bool)
	if !ok {
		return false, errResult
	}
	return b, nil
}

func (p *programs) int(text string, in seen) (int64, error) {
	v, err := p.eval(text, cel.IntType, in)
	if err != nil {
		return 0, err
	}
	n, ok := v.(int64)
	if !ok {
		return 0, errResult
	}
	return n, nil
}
