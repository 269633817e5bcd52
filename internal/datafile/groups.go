package datafile

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Bounds on what groups make of a file: a few lines must not become a file that nobody could
// have written.
const (
	maxGroups      = 100    // of a file
	maxGroupSteps  = 500    // steps that the groups of a file make, all together
	maxGroupDepth  = 8      // groups within groups
	maxGroupParams = 50     // parameters of a group
	maxGroupNodes  = 50_000 // values of all these steps, and places of parameters in their texts
	maxGroupText   = 2_000  // bytes of a text with parameters in it
	nodeText       = 100    // bytes of such a text that count as a value
)

// MaxGroupSteps is how many steps the groups of one file can make.
const MaxGroupSteps = maxGroupSteps

// ownName is the parameter that every group has: the name of the use.
const ownName = "use"

// DecodeGroups is Decode for a file that may hold groups of steps, each with parameters, beside
// its steps and fields, which are mappings by id. A step {use: GROUP, with: {PARAM: value}}
// becomes the steps of the group before anything is decoded, so that a loader knows of no
// groups:
//
//	groups:
//	  person:
//	    params: [then]                # each use gives them
//	    usual: {title: who.title}     # a use may give others
//	    start: name                   # its first step; may be left out where there is one only
//	    fields: {$use-name: {type: entry}}
//	    steps: {name: {…, next: birthday}, birthday: {…, next: $then}}
//	steps:
//	  applicant: {use: person, with: {then: proxy}}
//
// The first step takes the id of the use, "applicant", the others follow it,
// "applicant-birthday". Where a group names one of its own steps at a key with the tag
// step:"true", that id is meant; what a use gives means what it means where it is written. $then
// and $use (the name of the use) may stand anywhere in fields and steps, in ids, too; "$$" is a
// dollar sign. A parameter that is all of a value may be a list or a mapping. In expressions a "-"
// of a name behind "fields." and the like is written "_".
//
// Each value keeps its own line, and what is said of it names that of the use as well.
func DecodeGroups(file string, data []byte, into any) (*Doc, Issues) {
	return decodeFile(file, data, into, true)
}

// trace tells of a value that a group has made where it comes from.
type trace struct {
	steps map[string]string // ids of the steps of its group, by their names there
	note  string            // to be said behind a mistake in it
}

// expander puts the steps of groups in the place of their uses.
type expander struct {
	*decoder
	groups map[string]*group     // nil: what should be the groups of the file is none
	taken  map[string]*yaml.Node // ids of steps and, behind a ".", of fields
	fields []*yaml.Node          // that groups bring: key, value, key, …
	steps  int
	nodes  int
}

// group is one of them as the file has it.
type group struct {
	name   string
	at     *yaml.Node
	params map[string]*yaml.Node // the value that it usually has; nil: each use gives one
	start  string
	fields []*yaml.Node // key, value, key, …
	steps  []*yaml.Node
	wrong  bool // it has a mistake, so that its uses mean nothing
	used   bool
}

// use is one place where a group is used.
type use struct {
	*group
	id     string
	values map[string]*yaml.Node
	trace  trace
	outer  *use // in whose group it stands; nil: none
}

// expand replaces the uses of groups in the whole file. After a mistake the file is Broken:
// steps are missing, and whatever leads to them would seem wrong, too.
func (d *decoder) expand(top *yaml.Node) {
	e := &expander{decoder: d, taken: map[string]*yaml.Node{}}
	d.traces, d.grouped = map[*yaml.Node]trace{}, true
	before := len(d.issues)
	e.defineAll(top)
	if steps := valueOf(top, "steps"); steps != nil && steps.Kind == yaml.MappingNode {
		e.useAll(top, steps)
	}
	for _, name := range slices.Sorted(maps.Keys(e.groups)) {
		if !e.groups[name].used {
			d.doc.unused = append(d.doc.unused, name)
		}
	}
	d.doc.broken = d.doc.broken || len(d.issues) > before
}

// useAll replaces the uses among the steps of the file, and adds the fields of groups.
func (e *expander) useAll(top, steps *yaml.Node) {
	var out []*yaml.Node
	for i := 0; i+1 < len(steps.Content); i += 2 {
		if k := steps.Content[i]; !isUse(steps.Content[i+1]) {
			e.taken[k.Value] = k
		}
	}
	fields := valueOf(top, "fields")
	if fields != nil && fields.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(fields.Content); i += 2 {
			e.taken["."+fields.Content[i].Value] = fields.Content[i]
		}
	}
	for i := 0; i+1 < len(steps.Content); i += 2 {
		k, v := steps.Content[i], steps.Content[i+1]
		if isUse(v) {
			out = append(out, e.use(k, v, nil)...)
		} else {
			out = append(out, k, v)
		}
	}
	steps.Content = out
	switch {
	case len(e.fields) == 0:
	case fields == nil:
		key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: "fields", Line: e.fields[0].Line, Column: 1}
		top.Content = append(top.Content, key, &yaml.Node{Kind: yaml.MappingNode, Line: key.Line, Column: 1, Content: e.fields})
	case fields.Kind == yaml.MappingNode:
		fields.Content = append(fields.Content, e.fields...)
	case empty(fields):
		fields.Kind, fields.Tag, fields.Value, fields.Content = yaml.MappingNode, "", "", e.fields
	}
}

// isUse reports whether a step is the use of a group.
func isUse(step *yaml.Node) bool {
	return step.Kind == yaml.MappingNode && valueOf(step, "use") != nil
}

// use makes the steps of a group: key, value, key, … . Where it stands in a group itself, entry
// has been filled in, and outer is the use of that group.
func (e *expander) use(key, entry *yaml.Node, outer *use) (steps []*yaml.Node) {
	if len(e.issues) > maxFound {
		return nil
	}
	name := valueOf(entry, "use")
	g := e.named(name)
	if g == nil {
		return nil
	}
	g.used = true
	u := &use{group: g, id: key.Value, outer: outer, values: map[string]*yaml.Node{}}
	u.trace = trace{map[string]string{}, fmt.Sprintf(" (group %q, used at %s%s)", g.name, e.line(name), inner(e.traces[name].note))}
	if g.wrong || !e.bounded(u, name) || !e.given(u, entry, name) {
		return nil
	}
	keys := e.ids(u, key)
	if keys == nil {
		return nil
	}
	for i := 0; i+1 < len(g.fields); i += 2 {
		e.field(u, g.fields[i], g.fields[i+1])
	}
	for i, k := range keys {
		v := g.steps[2*i+1]
		if isUse(v) && mentions(valueOf(v, "use").Value) {
			e.bad(valueOf(v, "use"), "name the group itself", "which group is used cannot be a parameter")
		} else if isUse(v) {
			steps = append(steps, e.use(k, e.copy(v, u), u)...)
		} else if e.free(k.Value, k, "step", "give the use or the step another name") {
			e.steps++
			steps = append(steps, k, e.copy(v, u))
		}
	}
	return steps
}

// named is the group of a name; nil, and a mistake, where there is none.
func (e *expander) named(name *yaml.Node) *group {
	switch {
	case e.groups == nil: // which has been said
	case name.Kind == yaml.AliasNode:
		e.allowed(name)
	case name.Kind != yaml.ScalarNode:
		e.bad(name, "write use: GROUP", "use must name a group, not %s", describe(name))
	case e.groups[name.Value] != nil:
		return e.groups[name.Value]
	case len(e.groups) == 0:
		e.bad(name, fmt.Sprintf("write it: groups: {%s: {steps: {…}}}", cmp.Or(name.Value, "NAME")), "there is no group %q", name.Value)
	default:
		e.bad(name, Suggest(name.Value, slices.Sorted(maps.Keys(e.groups))), "there is no group %q", name.Value)
	}
	return nil
}

// bounded refuses a use that would never end, or make too much.
func (e *expander) bounded(u *use, name *yaml.Node) bool {
	way, depth := u.name, 1
	for o := u.outer; o != nil; o = o.outer {
		way = o.name + " → " + way
		if depth++; o.group == u.group {
			e.bad(name, "lead back to one of its steps (next: …), or write the steps out", "group %q uses itself: %s", u.name, way)
			return false
		}
	}
	switch {
	case depth > maxGroupDepth:
		e.bad(name, fmt.Sprintf("keep it to %d groups within each other", maxGroupDepth), "groups stand too deeply in groups: %s", way)
	case e.nodes > maxGroupNodes: // which has been said
	case e.steps+len(u.steps)/2 > maxGroupSteps:
		e.bad(name, "use fewer or smaller groups", "groups make more than %d steps of this file", maxGroupSteps)
	default:
		return true
	}
	return false
}

// given notes what a use gives for each parameter, and reports whether that is as the group wants it.
func (e *expander) given(u *use, entry, name *yaml.Node) bool {
	before := len(e.issues)
	usual := &use{group: u.group, id: u.id, trace: u.trace} // of what is usual only $use is known
	for _, p := range slices.Sorted(maps.Keys(u.params)) {
		if v := u.params[p]; v != nil {
			u.values[p] = e.copy(v, usual)
		}
	}
	for i := 0; i+1 < len(entry.Content); i += 2 {
		switch k, v := entry.Content[i], entry.Content[i+1]; {
		case k.Value == "use":
		case k.Value != "with":
			e.bad(k, "keep use and with; what the steps of the group say else is a parameter of it", "a use of a group has no key %q", k.Value)
		case v.Kind == yaml.MappingNode:
			e.with(u, v)
		case v.Kind == yaml.AliasNode:
			e.allowed(v)
		case !empty(v):
			e.bad(v, "write with: {PARAM: value}", "with must be a mapping, not %s", describe(v))
		}
	}
	for _, p := range slices.Sorted(maps.Keys(u.params)) {
		if u.values[p] == nil {
			e.bad(name, fmt.Sprintf(`add "%s: …" under with, or list it under usual in the group (%s)`, p, e.line(u.at)), "group %q is used without its parameter %q", u.name, p)
		}
	}
	return len(e.issues) == before
}

// with notes the parameters that a use gives.
func (e *expander) with(u *use, with *yaml.Node) {
	seen := map[string]bool{}
	for i := 0; i+1 < len(with.Content); i += 2 {
		k := with.Content[i]
		switch _, known := u.params[k.Value]; {
		case !known:
			e.bad(k, Suggest(k.Value, slices.Sorted(maps.Keys(u.params))), "group %q (%s) has no parameter %q", u.name, e.line(u.at), k.Value)
		case seen[k.Value]:
			e.bad(k, "remove one of the two", "%q is given twice", k.Value)
		default:
			seen[k.Value], u.values[k.Value] = true, with.Content[i+1]
		}
	}
}

// ids gives the steps of a use their ids; it is nil after a mistake.
func (e *expander) ids(u *use, key *yaml.Node) (keys []*yaml.Node) {
	for i := 0; i < len(u.steps); i += 2 {
		k := e.key(u.steps[i], u)
		id := u.id
		if u.steps[i].Value != u.start {
			id += "-" + k.Value
		}
		if len(id) > maxKey || e.nodes > maxGroupNodes { // an id stands in many paths and texts
			e.bad(key, fmt.Sprintf("keep it under %d bytes", maxKey), "an id of %d bytes is too long", len(id))
			return nil
		}
		u.trace.steps[k.Value] = id
		k.Value, k.Tag, k.Style = id, "!!str", 0
		keys = append(keys, k)
	}
	return keys
}

// field adds a field that a group brings.
func (e *expander) field(u *use, key, value *yaml.Node) {
	remedy := "give one of them another name"
	if !mentions(key.Value) {
		remedy = fmt.Sprintf("call it $use-%s, so that each use has its own, or list it once under the fields of the file", key.Value)
	}
	if k := e.key(key, u); e.free("."+k.Value, k, "field", remedy) {
		e.fields = append(e.fields, k, e.copy(value, u))
	}
}

// free reports whether nothing has an id yet, and takes it.
func (e *expander) free(id string, key *yaml.Node, what, remedy string) bool {
	was := e.taken[id]
	if was != nil {
		e.bad(key, remedy, "%s %q is there already, at %s%s", what, key.Value, e.line(was), e.traces[was].note)
		return false
	}
	e.taken[id] = key
	return true
}

// line is where a value stands, for people.
func (e *expander) line(n *yaml.Node) string { return Pos{File: e.doc.File, Line: n.Line}.String() }

// inner is a note inside another one.
func inner(note string) string {
	if note == "" {
		return ""
	}
	return ", in" + strings.TrimSuffix(strings.Replace(note, "(", "", 1), ")")
}

// noteBegins is how a note begins; see Merged.
var noteBegins = regexp.MustCompile(` \((group "|for \$)`)

// Merged leaves out what is the same mistake at the same place, seen through another use of a
// group: it is mended once.
func (is Issues) Merged() (out Issues) {
	seen := map[Issue]bool{}
	for _, i := range is {
		plain := i
		if at := noteBegins.FindStringIndex(i.Msg); at != nil {
			plain.Msg = i.Msg[:at[0]]
		}
		if !seen[plain] {
			out = append(out, i)
		}
		seen[plain] = true
	}
	return out
}
