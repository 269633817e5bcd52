package service

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// holding are messages by what they hold; every other one is there and holds nothing.
type holding map[string][]string

func (holding) Has(string, scene.Lang) bool                     { return true }
func (h holding) Placeholders(id string, _ scene.Lang) []string { return h[id] }

// Whatever stands in a message of a service is filled where it is used, or is a mistake that
// names what could stand there.
func TestPlaceholders(t *testing.T) {
	sound := holding{"q": {"Value"}}
	for name, c := range map[string]struct {
		more holding
		old  string // of the service
		new  string
		want string // "" for none
	}{
		"a title with an answer and a field": {more: holding{"t": {"queue", "why"}}},
		"a sentence":                         {more: holding{"s": {"ahead"}}},
		"a line of its own":                  {more: holding{"a": {"due"}}},
		"a line beside its value":            {more: holding{"q": {"Value", "ahead"}}},
		"what has failed":                    {more: holding{"ff": {"due"}}, old: "failed: f", new: "failed: ff"},
		"an unknown name":                    {more: holding{"s": {"quue"}}, want: `message "s" holds {{.quue}}, which is neither an answer nor a field; did you mean "queue"?`},
		"an entry":                           {more: holding{"t": {"number"}}, want: `message "t" holds {{.number}}, an entry, which nobody is shown; show an answer of a call instead`},
		"a choice":                           {more: holding{"v": {"queue"}}, want: `message "v" holds {{.queue}}, and here nothing is put into it`},
		"the name of an item":                {more: holding{"b": {"queue"}}, want: `message "b" holds {{.queue}}, and here nothing is put into it`},
		"a large line without its value":     {more: holding{"q": nil}, want: `message "q" does not hold {{.Value}}, so that nobody sees it; write {{.Value}} where it is to stand`},
		"a value where none is given":        {more: holding{"a": {"Value"}}, want: `message "a" holds {{.Value}}, which is neither an answer nor a field`},
		"a name with a dash":                 {more: holding{"t": {"in_line"}}, old: "ahead", new: "in-line"},
	} {
		file := deskService
		if c.old != "" {
			file = strings.ReplaceAll(strings.ReplaceAll(file, "answers."+c.old, "answers."+celName(c.new)), c.old, c.new)
		}
		messages := maps.Clone(sound)
		maps.Copy(messages, c.more)
		s, issues := Load(deskFiles(file), "desk", messages)
		switch {
		case c.want == "" && issues.Err() != nil:
			t.Errorf("%s: %v", name, issues)
		case c.want != "" && (s != nil || !strings.Contains(issues.Error(), c.want)):
			t.Errorf("%s: want %s, got %v", name, c.want, issues)
		}
		if name == "a name with a dash" && s != nil && fmt.Sprint(s.Placeholders("t")) != "[{in_line in-line}]" {
			t.Errorf("it is filled by %v", s.Placeholders("t"))
		}
	}
}
