package service

import (
	"maps"
	"reflect"
	"slices"

	"modu/internal/datafile"
)

// Group is a group of steps as a file writes it. datafile.DecodeGroups puts its steps in the
// places where it is used, so that only schema and reference know of groups.
type Group struct{}

// groupKeys are the keys of a group.
type groupKeys struct {
	Params []string          `yaml:"params" doc:"Names of its parameters, small letters and digits: every use gives them, under with."`
	Usual  map[string]string `yaml:"usual" doc:"Further parameters, with the value that each has where a use gives none."`
	Start  string            `yaml:"start" doc:"The step of the group that it begins with; where it has only one, it may be left out."`
	Fields map[string]Field  `yaml:"fields" doc:"Fields that each use brings along: $use-NAME has a name of its own in each."`
	Steps  map[string]Step   `yaml:"steps" doc:"Its steps, by id, as those of the file. $NAME stands for a parameter, as a whole value or within a text or an id, $use for the name of the use, $$ for a dollar sign. A step that the group names and has is its own. Needed."`
}

// useKeys are the keys of a step that uses a group.
type useKeys struct {
	Use  string            `yaml:"use,required" doc:"The group whose steps stand here, the first of them under this id, others as ID-STEP. Without kind and all other keys of a step."`
	With map[string]string `yaml:"with" doc:"Its parameters: a text, or whatever may stand where the parameter is all that stands there."`
}

// JSONSchema is what a group may be. At its steps it knows only the keys: any value may be a
// parameter.
func (*Group) JSONSchema() datafile.Object {
	keys := datafile.Object{}
	for _, t := range []reflect.Type{reflect.TypeFor[stepKeys](), reflect.TypeFor[useKeys]()} {
		for _, k := range datafile.Keys(t) {
			keys[k.Name] = datafile.Object{"description": k.Doc()}
		}
	}
	out := datafile.TypeSchema(reflect.TypeFor[groupKeys]())
	properties := out["properties"].(datafile.Object)
	for _, name := range []string{"usual", "fields"} {
		delete(properties[name].(datafile.Object), "additionalProperties")
	}
	properties["steps"].(datafile.Object)["additionalProperties"] = datafile.Object{"type": "object", "additionalProperties": false, "properties": keys}
	return out
}

// Words says it to people.
func (*Group) Words() string { return "names, each with keys and values" }

// stepKeys are the keys of a Step, which describes itself.
type stepKeys Step

// JSONSchema is what a step may be: one of a kind, or the use of a group.
func (*Step) JSONSchema() datafile.Object {
	step := datafile.TypeSchema(reflect.TypeFor[stepKeys]())
	properties, uses := step["properties"].(datafile.Object), datafile.TypeSchema(reflect.TypeFor[useKeys]())["properties"].(datafile.Object)
	delete(uses["with"].(datafile.Object), "additionalProperties") // whatever may stand where the parameter stands
	maps.Copy(properties, uses)
	step["if"] = datafile.Object{"required": []string{"use"}}
	step["then"] = datafile.Object{"propertyNames": datafile.Object{"enum": slices.Sorted(maps.Keys(uses))}}
	step["else"] = datafile.Object{"required": step["required"], "properties": datafile.Object{"with": false}}
	delete(step, "required")
	return step
}

// Words says it to people.
func (*Step) Words() string { return "keys and values" }

// Unused names groups of steps that nothing uses. None of it keeps a service from being run.
func (s *Service) Unused() datafile.Issues { return s.unused }

// adviseGroups notes groups that nothing uses.
func (l *loader) adviseGroups() {
	for _, name := range l.svcDoc.UnusedGroups() {
		l.svc.unused = append(l.svc.unused, l.svcDoc.Issue("groups."+name, "use it (a step {use: "+name+"}), or remove it", "group %q is not used, and nothing in it is looked at", name))
	}
}
