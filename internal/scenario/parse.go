package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/internal/datafile"
)

// Step is one line of a scenario with the transcript that belongs to it.
type Step struct {
	Line       int
	Text       string   // as written
	Verb       string   // "press", "expect" …
	Args       []string // the words after it
	Rest       string   // everything after the verb
	Transcript []string // without indentation
}

// Script is a scenario file.
type Script struct {
	File     string
	Record   bool
	Language string
	Lift     bool   // the screen has a height actuator
	Whole    bool   // the site begins with the whole menu
	Service  string // name of a built-in service; "" is the one of the site
	Steps    []Step
	lines    []string // of the file
}

// verbs with the least number of words they need.
var verbs = map[string]int{"press": 1, "hold": 2, "release": 1, "touch": 1, "wait": 1, "seek": 1, "plug": 1, "unplug": 1,
	"tap": 1, "decline": 1, "cancel": 1, "lose": 1, "answer": 1, "fail": 1, "expect": 2, "never": 2,
	"present": 1, "backend": 1, "printer": 1, "push": 2, "catalogue": 1, "work": 2}

// subjects of expect and never.
var subjects = []string{"speech", "speaker", "headset", "screen", "focus", "kind", "order", "notice", "privacy", "paper", "health"}

// heads are the keys before the first step.
var heads = []string{"version", "record", "language", "service", "lift", "short"}

// Parse reads a scenario and names all its mistakes.
func Parse(file string, data []byte) (*Script, datafile.Issues) {
	p := parser{script: &Script{File: file, lines: strings.Split(strings.TrimRight(string(data), "\n"), "\n")}}
	s := p.script
	for i, raw := range s.lines {
		p.line = i + 1
		line := strings.TrimSpace(raw)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		indented := strings.HasPrefix(raw, " ")
		if k, v, ok := strings.Cut(line, ": "); ok && len(s.Steps) == 0 && !indented && !strings.Contains(k, " ") {
			p.key(k, v)
		} else if indented {
			p.transcript(line)
		} else {
			p.step(line)
		}
	}
	if !p.versioned {
		p.line = 1
		p.bad("begin the file with version: 1", "no version")
	}
	if p.issues.Err() != nil {
		return nil, p.issues
	}
	return s, nil
}

// parser reads a scenario line by line.
type parser struct {
	script    *Script
	line      int
	versioned bool
	issues    datafile.Issues
}

func (p *parser) bad(remedy, format string, args ...any) {
	p.issues = append(p.issues, datafile.Issue{Pos: datafile.Pos{File: p.script.File, Line: p.line, Col: 1}, Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}

// key reads a line of the head.
func (p *parser) key(k, v string) {
	s := p.script
	switch k {
	case "version":
		p.versioned = true
		if v != strconv.Itoa(datafile.Version) {
			p.bad("write version: 1", "version %q is not known", v)
		}
	case "record":
		s.Record = v == "yes"
	case "lift":
		s.Lift = v == "yes"
	case "short":
		s.Whole = v == "no"
	case "language":
		s.Language = v
	case "service":
		s.Service = v
	default:
		p.bad(datafile.Suggest(k, heads), "unknown key %q", k)
	}
}

// transcript reads what the step before led to.
func (p *parser) transcript(line string) {
	steps := p.script.Steps
	if len(steps) == 0 {
		p.bad("begin the line at the margin", "a transcript line before the first step")
		return
	}
	last := &steps[len(steps)-1]
	last.Transcript = append(last.Transcript, line)
}

func (p *parser) step(line string) {
	st := Step{Line: p.line, Text: line}
	st.Verb, st.Rest, _ = strings.Cut(line, " ")
	st.Rest = strings.TrimSpace(st.Rest)
	st.Args = strings.Fields(st.Rest)
	need, known := verbs[st.Verb]
	switch {
	case !known:
		p.bad(datafile.Suggest(st.Verb, keys(verbs)), "unknown step %q", st.Verb)
	case len(st.Args) < need:
		p.bad("see kioskctl scenario run --help", "%q needs more words", st.Verb)
	case (st.Verb == "expect" || st.Verb == "never") && !slices.Contains(subjects, st.Args[0]):
		p.bad(datafile.Suggest(st.Args[0], subjects), "cannot expect %q", st.Args[0])
	case st.Verb == "hold" || st.Verb == "wait" && st.Args[0] != "speech":
		if d, err := time.ParseDuration(st.Args[len(st.Args)-1]); err != nil || d <= 0 || d > time.Hour {
			p.bad(`write a length of time such as "2s"`, "%q is not a length of time", st.Args[len(st.Args)-1])
		}
	}
	p.script.Steps = append(p.script.Steps, st)
}

func keys(m map[string]int) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Rewrite returns the file with the transcripts that a run produced.
func (s *Script) Rewrite(transcripts [][]string) []byte {
	var b strings.Builder
	at := 0
	for i, raw := range s.lines {
		if strings.HasPrefix(raw, " ") && at > 0 {
			continue // an old transcript line
		}
		b.WriteString(raw + "\n")
		if at < len(s.Steps) && s.Steps[at].Line == i+1 {
			if s.Record {
				for _, t := range transcripts[at] {
					b.WriteString("  " + t + "\n")
				}
			}
			at++
		}
	}
	return []byte(b.String())
}
