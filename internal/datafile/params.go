package datafile

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// param is how a parameter stands in a text, and a dollar sign that is meant.
var param = regexp.MustCompile(`\$(\$|[a-z][a-z0-9]*)`)

// paramName is what a parameter may be called: without "-" and "_", so that $use-name and $use_name
// are read as people read them.
var paramName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)

// dotted is the beginning of a name of an expression, such as "answers.": in what follows, "-" is
// written "_".
var dotted = regexp.MustCompile(`\b(fields|answers|options|row)\.[A-Za-z0-9_.]*$`)

// mentions reports whether a text holds a parameter.
func mentions(text string) bool {
	return slices.ContainsFunc(param.FindAllString(text, -1), func(p string) bool { return p != "$$" })
}

// defineAll reads the groups of a file, and leaves nothing of them to be decoded.
func (e *expander) defineAll(top *yaml.Node) {
	n := valueOf(top, "groups")
	if n == nil || empty(n) {
		e.groups = map[string]*group{}
		return
	}
	switch {
	case n.Kind == yaml.AliasNode:
		e.allowed(n)
	case n.Kind != yaml.MappingNode:
		e.bad(n, "write NAME: {params: […], steps: {…}}", "groups must be a mapping, not %s", describe(n))
	case len(n.Content)/2 > maxGroups:
		e.bad(n, fmt.Sprintf("keep it to %d", maxGroups), "the file has %d groups", len(n.Content)/2)
	default:
		e.groups = map[string]*group{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			e.define(n.Content[i], n.Content[i+1])
		}
	}
	n.Kind, n.Tag, n.Value, n.Content = yaml.ScalarNode, "!!null", "", nil
}

// define reads one group.
func (e *expander) define(key, n *yaml.Node) {
	before := len(e.issues)
	g := &group{name: key.Value, at: key, params: map[string]*yaml.Node{}}
	if e.groups[g.name] != nil {
		e.bad(key, "remove one of the two", "%q is given twice", g.name)
		return
	}
	if e.groups[g.name] = g; len(g.name) > maxKey { // it stands in every mistake
		e.bad(key, fmt.Sprintf("keep it under %d bytes", maxKey), "a key of %d bytes is too long", len(g.name))
		delete(e.groups, g.name)
		return
	}
	e.doc.pos["groups."+g.name] = Pos{e.doc.File, key.Line, key.Column}
	if n.Kind != yaml.MappingNode {
		e.bad(n, "write {params: […], steps: {…}}", "group %q must be a mapping, not %s", g.name, describe(n))
		g.wrong = true
		return
	}
	keys, seen := []string{"params", "usual", "start", "fields", "steps"}, map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		switch {
		case seen[k.Value]:
			e.bad(k, "remove one of the two", "%q is given twice", k.Value)
		case !slices.Contains(keys, k.Value):
			e.bad(k, Suggest(k.Value, keys), "unknown key %q in group %q", k.Value, g.name)
		case !empty(v):
			e.part(g, k.Value, v)
		}
		seen[k.Value] = true
	}
	e.begin(g, key)
	e.idle(g)
	g.wrong = len(e.issues) > before
}

// part reads one key of a group.
func (e *expander) part(g *group, key string, v *yaml.Node) {
	want, kind := "mapping", yaml.MappingNode
	if key == "params" {
		want, kind = "list", yaml.SequenceNode
	} else if key == "start" {
		want, kind = "step", yaml.ScalarNode
	}
	if v.Kind != kind {
		e.bad(v, "write a "+want, "%s of group %q must be a %s, not %s", key, g.name, want, describe(v))
		return
	}
	switch key {
	case "params":
		for _, p := range v.Content {
			e.param(g, p, nil)
		}
	case "usual":
		for i := 0; i+1 < len(v.Content); i += 2 {
			e.param(g, v.Content[i], v.Content[i+1])
		}
	case "start":
		g.start = v.Value
	case "fields":
		g.fields = v.Content
	case "steps":
		g.steps = v.Content
	}
}

// param notes a parameter, with the value that it usually has.
func (e *expander) param(g *group, p, usual *yaml.Node) {
	switch _, twice := g.params[p.Value]; {
	case p.Kind != yaml.ScalarNode || !paramName.MatchString(p.Value):
		e.bad(p, "write small letters and digits, beginning with a letter: [title, then]", "%s is no name of a parameter", describe(p))
	case len(g.params) == maxGroupParams:
		e.bad(p, fmt.Sprintf("keep it to %d", maxGroupParams), "group %q has too many parameters", g.name)
	case p.Value == ownName:
		e.bad(p, "call it otherwise", "$%s is the name of the use, in every group", ownName)
	case twice:
		e.bad(p, "remove one of the two", "parameter %q is given twice", p.Value)
	default:
		g.params[p.Value] = usual
	}
}

// begin finds the step that a group begins with.
func (e *expander) begin(g *group, key *yaml.Node) {
	var names []string
	for i := 0; i < len(g.steps); i += 2 {
		names = append(names, g.steps[i].Value)
	}
	switch {
	case len(names) == 0:
		e.bad(key, "add steps: {…}, written as those of the file", "group %q has no steps", g.name)
	case g.start == "" && len(names) == 1:
		g.start = names[0]
	case g.start == "":
		e.bad(key, fmt.Sprintf(`add "start: %s", or the step that it begins with`, names[0]), "group %q does not say with which of its steps it begins", g.name)
	case !slices.Contains(names, g.start):
		e.bad(key, Suggest(g.start, names), "group %q begins with %q, which is none of its steps", g.name, g.start)
	}
}

// idle refuses a parameter that stands nowhere: somebody has meant it to.
func (e *expander) idle(g *group) {
	seen := map[string]bool{}
	var look func(ns []*yaml.Node)
	look = func(ns []*yaml.Node) {
		for _, n := range ns {
			for _, m := range param.FindAllStringSubmatch(n.Value, -1) {
				seen[m[1]] = true
			}
			look(n.Content)
		}
	}
	look(g.fields)
	look(g.steps)
	for _, p := range slices.Sorted(maps.Keys(g.params)) {
		if !seen[p] {
			e.bad(g.at, fmt.Sprintf("write $%s where its value is to stand, or remove it", p), "parameter %q stands nowhere in group %q", p, g.name)
		}
	}
}

// copy is a value of a group as one use has it.
func (e *expander) copy(n *yaml.Node, u *use) *yaml.Node {
	if n.Kind == yaml.ScalarNode {
		return e.fill(n, u)
	}
	if e.nodes > maxGroupNodes {
		return n
	}
	out := e.clone(n, u.trace)
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			out.Content = append(out.Content, e.key(c, u))
		} else {
			out.Content = append(out.Content, e.copy(c, u))
		}
	}
	return out
}

// key is a key of a group as one use has it.
func (e *expander) key(n *yaml.Node, u *use) *yaml.Node {
	k := e.copy(n, u)
	if k.Kind == yaml.ScalarNode {
		return k
	}
	was := describe(k)
	k = e.clone(n, u.trace)
	e.bad(k, "give it a name: one text", "%s stands for a key, and is %s", n.Value, was)
	return k
}

// clone is a value without what stands in it. Of too many, only the first is told.
func (e *expander) clone(n *yaml.Node, t trace) *yaml.Node {
	e.count(n, 1)
	out := *n
	out.Content = nil
	e.traces[&out] = t
	return &out
}

// count adds to what groups have made so far, and says once that it is too much.
func (e *expander) count(n *yaml.Node, made int) {
	if was := e.nodes; was <= maxGroupNodes && was+made > maxGroupNodes {
		e.bad(n, "use fewer or smaller groups", "groups make more than %d values of this file", maxGroupNodes)
	}
	e.nodes += made
}

// fill is a text of a group with the values of its parameters.
func (e *expander) fill(n *yaml.Node, u *use) *yaml.Node {
	out := e.clone(n, u.trace)
	if e.nodes > maxGroupNodes || !strings.Contains(n.Value, "$") {
		return out
	}
	if name := strings.TrimPrefix(n.Value, "$"); paramName.MatchString(name) && name != ownName {
		if v := e.value(name, out, u); v != nil {
			return e.stand(v, fmt.Sprintf(" (for $%s at %s of group %q", name, e.line(n), u.name))
		}
		return out
	}
	var b strings.Builder
	rest := n.Value
	for at := param.FindStringSubmatchIndex(rest); at != nil && b.Len() <= maxGroupText && e.nodes <= maxGroupNodes; at = param.FindStringSubmatchIndex(rest) {
		b.WriteString(rest[:at[0]])
		b.WriteString(e.word(rest[at[2]:at[3]], b.String(), out, u))
		rest = rest[at[1]:]
		e.count(n, 1)
	}
	b.WriteString(rest)
	out.Value = b.String()
	e.count(n, len(out.Value)/nodeText)
	if len(out.Value) > maxGroupText && mentions(n.Value) {
		e.bad(out, fmt.Sprintf("keep it under %d bytes", maxGroupText), "a text with parameters becomes too long")
		out.Value = ""
	}
	return out
}

// word is what a parameter is within a text, of which before has been written.
func (e *expander) word(name, before string, at *yaml.Node, u *use) string {
	if name == "$" {
		return name
	}
	text := u.id
	if name != ownName {
		v := e.value(name, at, u)
		switch {
		case v == nil:
			return ""
		case v.Kind != yaml.ScalarNode:
			e.bad(at, fmt.Sprintf("let $%s stand alone, or give one text", name), "$%s is %s (%s), which cannot stand within a text", name, describe(v), e.line(v))
			return ""
		case len(v.Value) > maxGroupText:
			e.bad(at, fmt.Sprintf("keep it under %d bytes", maxGroupText), "$%s (%s) is too long to stand within a text", name, e.line(v))
			return ""
		}
		text = v.Value
	}
	if dotted.MatchString(before[max(0, len(before)-maxKey):]) {
		text = strings.ReplaceAll(text, "-", "_")
	}
	return text
}

// value is what a use gives for a parameter; nil, and a mistake, where a group has none of that name.
func (e *expander) value(name string, at *yaml.Node, u *use) *yaml.Node {
	v := u.values[name]
	if v == nil {
		known := append(slices.Sorted(maps.Keys(u.values)), ownName)
		e.bad(at, Suggest(name, known)+"; a dollar sign is written $$", "%q has no parameter $%s", u.name, name)
	}
	return v
}

// stand is a value in the place of a parameter. It keeps its line, and what it means where it is written.
func (e *expander) stand(v *yaml.Node, note string) *yaml.Node {
	if e.nodes > maxGroupNodes {
		return v
	}
	was := e.traces[v]
	out := e.clone(v, trace{was.steps, note + inner(was.note) + ")"})
	for _, c := range v.Content {
		out.Content = append(out.Content, e.stand(c, note))
	}
	return out
}
