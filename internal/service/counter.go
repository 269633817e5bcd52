package service

import (
	"slices"

	"modu/internal/datafile"
)

// Counter is how things are counted: two cups, two bowls. How a language writes it is the
// message "counter.NAME", how a voice says it the business of the reading.
type Counter string

// Thing is the counter of what has none of its own.
const Thing Counter = "item"

// Minute and Second count time: the kiosk's own words do, and files the minutes only.
const (
	Minute Counter = "minute"
	Second Counter = "second"
)

// Counters lists every counter.
func Counters() []Counter {
	return []Counter{Thing, "person", "cup", "bowl", "piece", "bottle", "shot", "sheet", "copy", "book", Minute, "seat"}
}

// Values are all counters, for file formats.
func (Counter) Values() []string {
	var out []string
	for _, c := range Counters() {
		out = append(out, string(c))
	}
	return out
}

// lintCounter checks how something is counted.
func (l *loader) lintCounter(doc *datafile.Doc, at string, c Counter) {
	if c != "" && !slices.Contains(Counters(), c) {
		l.add(doc, at+".counter", datafile.Suggest(string(c), c.Values()), "counter %q is not known", c)
	}
}
