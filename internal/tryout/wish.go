package tryout

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/kiosk/course"
)

// File is the name of the file with the wishes of a service, in its directory.
const File = "wish.yaml"

// Wish is what somebody comes for, in the words of the service: ids of messages, which
// every customer knows in their own language and form. A customer knows nothing else.
type Wish struct {
	Name   string              `yaml:"name,required" doc:"What somebody wants, in a few words."`
	Choose []string            `yaml:"choose" doc:"Messages: what is chosen wherever it is offered."`
	Wrong  []string            `yaml:"wrong" doc:"Messages: what is chosen by mistake, and undone."`
	Enter  map[string]string   `yaml:"enter" doc:"What is typed, by the title of the screen that asks for it."`
	Pick   map[string]string   `yaml:"pick" doc:"Which row of a list is chosen, in the words of its label, or 1 for the first that can be chosen, as the best seats; which day or time, as in 2026-12-22 or \"14:30\"; by the title of the screen that shows it."`
	Tick   map[string][]string `yaml:"tick" doc:"Which rows of a list are chosen where several are, in the words of their labels, by the title of the screen that shows them."`
	Many   int                 `yaml:"many" doc:"How many of it, where a short way asks; 1 if it is left out." min:"1" max:"6"`
	Count  map[string]int      `yaml:"count" doc:"How many of what is counted, by the message that names it."`
	Gets   string              `yaml:"gets,required" doc:"The whole order that must come out of it, as the program writes it; kioskctl service try prints what came out instead."`
}

type wishFile struct {
	Wishes []Wish `yaml:"wishes,required" doc:"What people come for."`
}

// Schema is the JSON Schema of files of wishes, for editors.
func Schema() []byte { return format().Schema() }

// Tables lists every key of files of wishes, in Markdown.
func Tables() string { return format().Tables() }

func format() datafile.Format {
	return datafile.Format{Name: "wish", Title: "Wishes of the customers of a service of the Modu kiosk", Type: reflect.TypeFor[wishFile]()}
}

// Load reads the wishes of a service. A service without them has none, and no mistake.
func Load(p *assemble.Parts) ([]Wish, datafile.Issues) {
	data, err := p.File(File)
	if err != nil {
		return nil, nil
	}
	return Parse(p.Dir+"/"+File, data, p)
}

// Parse reads a file of wishes and names what the service does not have.
func Parse(file string, data []byte, p *assemble.Parts) ([]Wish, datafile.Issues) {
	var f wishFile
	doc, issues := datafile.Decode(file, data, &f)
	known := p.Catalogue.IDs(p.Languages[0])
	for i, w := range f.Wishes {
		if w.Many < 0 || w.Many > course.MostAtOnce {
			issues = append(issues, doc.Issue(fmt.Sprintf("wishes[%d].many", i), fmt.Sprintf("write 1 to %d", course.MostAtOnce), "wish %q wants %d of it", w.Name, w.Many))
		}
		at := map[string]string{}
		for key, ids := range map[string][]string{"choose": w.Choose, "wrong": w.Wrong, "enter": slices.Collect(maps.Keys(w.Enter)), "pick": slices.Collect(maps.Keys(w.Pick)), "tick": slices.Collect(maps.Keys(w.Tick)), "count": slices.Collect(maps.Keys(w.Count))} {
			for _, id := range ids {
				at[id] = fmt.Sprintf("wishes[%d].%s", i, key)
			}
		}
		for _, id := range slices.Concat(w.Choose, w.Wrong, slices.Sorted(maps.Keys(w.Enter)), slices.Sorted(maps.Keys(w.Pick)), slices.Sorted(maps.Keys(w.Tick)), slices.Sorted(maps.Keys(w.Count))) {
			if !slices.Contains(known, id) {
				issues = append(issues, doc.Issue(at[id], datafile.Suggest(id, known), "wish %q names the message %q, which is in no catalogue", w.Name, id))
			}
		}
	}
	if issues.Err() != nil {
		return nil, issues
	}
	return f.Wishes, nil
}
