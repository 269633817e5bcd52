package verdict

import (
	"encoding/json"
	"fmt"
	"io"

	"modu/internal/datafile"
)

// Version of the JSON object.
const Version = 1

// Finding is one mistake or note.
type Finding struct {
	File    string `json:"file,omitempty"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Where   string `json:"where,omitempty"`
	Rule    string `json:"rule,omitempty"`
	Message string `json:"message"`
	Remedy  string `json:"remedy,omitempty"`
	Times   int    `json:"times,omitempty"`
}

// At is a finding at a place in a file.
func At(pos datafile.Pos, message, remedy string) Finding {
	return Finding{File: pos.File, Line: pos.Line, Column: pos.Col, Message: message, Remedy: remedy}
}

// Of is an issue of a data file as a finding.
func Of(i datafile.Issue) Finding { return At(i.Pos, i.Msg, i.Remedy) }

// Report collects what a check finds.
type Report struct {
	Version  int            `json:"version"`
	Command  string         `json:"command"`
	Holds    bool           `json:"holds"`
	Mistakes []Finding      `json:"mistakes"`
	Notes    []Finding      `json:"notes"`
	Counts   map[string]int `json:"counts"`

	people io.Writer
}

// New begins the report of a check. Lines for people go to a writer as they are found;
// io.Discard where only programs read.
func New(command string, people io.Writer) *Report {
	return &Report{Version: Version, Command: command, Mistakes: []Finding{}, Notes: []Finding{}, Counts: map[string]int{}, people: people}
}

// People is where lines for people go.
func (r *Report) People() io.Writer { return r.people }

// Say tells people something that is neither a mistake nor a note, in a line of its own.
func (r *Report) Say(format string, args ...any) { fmt.Fprintf(r.people, format+"\n", args...) }

// Note adds a note; people read it in a line made of format and args.
func (r *Report) Note(f Finding, format string, args ...any) {
	r.Notes = append(r.Notes, f)
	r.Say(format, args...)
}

// Mistake adds a mistake; people read it in a line made of format and args.
func (r *Report) Mistake(f Finding, format string, args ...any) {
	r.Mistakes = append(r.Mistakes, f)
	r.Say(format, args...)
}

// Add adds mistakes that people are told elsewhere.
func (r *Report) Add(fs ...Finding) { r.Mistakes = append(r.Mistakes, fs...) }

// Count adds to how much was looked at.
func (r *Report) Count(what string, n int) { r.Counts[what] += n }

// Encode writes the object, indented, and a line's end.
func (r *Report) Encode(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
