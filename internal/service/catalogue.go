package service

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// Catalogue is the call by which a program tells what is on the menu, what it costs and what
// there is of it. It is asked again and again while the kiosk runs, and not at all where the
// site names no program.
type Catalogue struct {
	Path  string        `yaml:"path,required" doc:"Path of the request, added to the address that the site gives." pattern:"^/"`
	Every time.Duration `yaml:"every" doc:"How often it is asked: 10s to 24h; 5m if it is left out."`
}

// Bounds on a catalogue.
const (
	MaxCatalogue = 4 << 20 // bytes of an answer
	maxCatalogue = 10_000  // items
	maxRevision  = 100     // characters
	minEvery     = 10 * time.Second
	maxEvery     = 24 * time.Hour
	usualEvery   = 5 * time.Minute
)

// Interval is how often it is asked.
func (c Catalogue) Interval() time.Duration {
	if c.Every == 0 {
		return usualEvery
	}
	return c.Every
}

// Catalogue is the call of the menu; false where it has none.
func (s *Service) Catalogue() (Catalogue, bool) {
	if s.catalogue == nil {
		return Catalogue{}, false
	}
	return *s.catalogue, true
}

func (l *loader) lintCatalogue() {
	c := l.svc.catalogue
	if c == nil {
		return
	}
	if len(c.Path) == 0 || c.Path[0] != '/' {
		l.add(l.menuDoc, "catalogue.path", `write a path such as "/catalogue"`, "%q does not begin with /", c.Path)
	}
	if e := c.Interval(); e < minEvery || e > maxEvery {
		l.add(l.menuDoc, "catalogue.every", fmt.Sprintf("write %s to %s", minEvery, maxEvery), "the catalogue is asked every %s", e)
	}
}

// Told is what a program has told of the menu. What it does not name is as the files have it.
type Told struct {
	Revision string // what the program calls this state of it
	Items    map[string]input.ItemChange
}

// ReadCatalogue takes the answer of a catalogue call apart: a JSON object with a revision and a
// list of items. Those that the files have may have another price, be sold out or counted; others
// are new. Anything that does not fit the menu is an *AnswerError with the name of the value. It
// trusts nothing that comes from outside, as Step.Read does not.
func (s *Service) ReadCatalogue(body []byte) (Told, error) {
	if len(body) > MaxCatalogue {
		return Told{}, &AnswerError{"", WrongSize}
	}
	var got *toldMenu
	if json.Unmarshal(body, &got) != nil || got == nil {
		return Told{}, &AnswerError{"", WrongObject}
	}
	if raw := got.Version.RawMessage; !absent(raw) && string(raw) != strconv.Itoa(CatalogueVersion) {
		return Told{}, &AnswerError{"version", WrongValue}
	}
	var out Told
	var wrong Wrong
	if out.Revision, wrong = shortText(got.Revision.RawMessage, maxRevision); wrong != "" {
		return Told{}, &AnswerError{"revision", wrong}
	}
	var items []json.RawMessage
	switch raw := got.Items.RawMessage; {
	case absent(raw):
		return Told{}, &AnswerError{"items", WrongMissing}
	case json.Unmarshal(raw, &items) != nil:
		return Told{}, &AnswerError{"items", WrongList}
	case len(items) > maxCatalogue:
		return Told{}, &AnswerError{"items", WrongMany}
	}
	out.Items = make(map[string]input.ItemChange, len(items))
	for i, raw := range items {
		at := fmt.Sprintf("items[%d]", i+1)
		if err := s.readTold(&out, at, raw); err != nil {
			return Told{}, err
		}
	}
	return out, nil
}

// readTold takes one item apart; at names it.
func (s *Service) readTold(out *Told, at string, raw json.RawMessage) error {
	var it toldItem
	if json.Unmarshal(raw, &it) != nil || bytes.Equal(raw, []byte("null")) {
		return &AnswerError{at, WrongObject}
	}
	id, wrong := shortText(it.ID.RawMessage, maxRevision)
	if wrong != "" {
		return &AnswerError{at + ".id", wrong}
	}
	if _, twice := out.Items[id]; twice {
		return &AnswerError{at + ".id", WrongTwice}
	}
	c, in, wrong := it.parts()
	if wrong != "" {
		return &AnswerError{at + in, wrong}
	}
	if _, filed := s.filed(id); !filed {
		if !goodID(id) || OwnID(id) {
			return &AnswerError{at + ".id", WrongValue}
		}
		if c.Price == nil {
			return &AnswerError{at + ".price", WrongMissing}
		}
		if c.Added, in, wrong = s.readNew(it); wrong != "" {
			return &AnswerError{at + in, wrong}
		}
	}
	priced := Item{Options: it.Options}
	if i, known := s.itemAt[id]; known {
		priced = s.items[i]
	}
	if c.Price != nil {
		priced.Price = *c.Price
	}
	if !s.addsUp(priced) {
		return &AnswerError{at + ".price", WrongRange}
	}
	out.Items[id] = c
	return nil
}

// parts are price, stock, whether it is sold out, and when it is sold.
func (it toldItem) parts() (c input.ItemChange, in string, wrong Wrong) {
	number := func(raw json.RawMessage, name string) *int64 {
		if absent(raw) || wrong != "" {
			return nil
		}
		v, bad := readNumber(raw)
		if wrong = bad; bad != "" {
			in = name
		}
		return &v.Number
	}
	c.Price, c.Left = number(it.Price.RawMessage, ".price"), number(it.Left.RawMessage, ".left")
	if raw := it.SoldOut.RawMessage; !absent(raw) && wrong == "" {
		c.SoldOut = new(bool)
		if json.Unmarshal(raw, c.SoldOut) != nil {
			in, wrong = ".sold_out", WrongValue
		}
	}
	if raw := it.Valid.RawMessage; !absent(raw) && wrong == "" {
		c.Times, in, wrong = readTimes(raw)
	}
	return c, in, wrong
}

// readTimes takes apart when an item is sold.
func readTimes(raw json.RawMessage) (times *[]input.Times, in string, wrong Wrong) {
	var all []json.RawMessage
	switch in = ".valid"; {
	case json.Unmarshal(raw, &all) != nil:
		return nil, in, WrongList
	case len(all) > maxValid:
		return nil, in, WrongMany
	}
	valid := make([]Valid, len(all))
	for i, raw := range all {
		var t map[string]json.RawMessage
		in := fmt.Sprintf(".valid[%d]", i+1)
		if json.Unmarshal(raw, &t) != nil || absent(raw) {
			return nil, in, WrongObject
		}
		for _, part := range []struct {
			name string
			into any
		}{{"from", &valid[i].From}, {"to", &valid[i].To}, {"since", &valid[i].Since}, {"until", &valid[i].Until}, {"days", &valid[i].Days}} {
			if raw := t[part.name]; !absent(raw) && json.Unmarshal(raw, part.into) != nil {
				return nil, in + "." + part.name, WrongText
			}
		}
		if len(valid[i].Days) > weekDays {
			return nil, in + ".days", WrongMany
		}
		if _, key, wrong := valid[i].stretch(); wrong != "" {
			return nil, in + "." + key, wrong
		}
	}
	return timesFrom(valid), "", ""
}

// readNew takes apart what an item is that the files do not have.
func (s *Service) readNew(it toldItem) (n *input.NewItem, in string, wrong Wrong) {
	n = &input.NewItem{Names: map[scene.Lang]input.Name{}, Options: it.Options}
	for _, part := range []struct {
		name  string
		raw   json.RawMessage
		into  *string
		known func(string) bool
	}{
		{".category", it.Category.RawMessage, &n.Category, func(c string) bool { has, ok := s.Category(c); return ok && len(has.Items) == 0 }},
		{".counter", it.Counter.RawMessage, &n.Counter, isCounter},
		{".picture", it.Picture.RawMessage, &n.Picture, func(p string) bool { return s.pictures[p] != "" }},
		{".photo", it.Photo.RawMessage, &n.Photo, func(p string) bool { return s.pictures[photoName(p)] != "" }},
	} {
		if absent(part.raw) {
			continue
		}
		if *part.into, wrong = shortText(part.raw, maxRevision); wrong == "" && !part.known(*part.into) {
			wrong = WrongValue
		}
		if wrong != "" {
			return nil, part.name, wrong
		}
	}
	if _, wrong := s.wrongOption(it.Options); wrong != "" {
		return nil, ".options", wrong
	}
	if n.Category == "" && len(s.categories) > 0 {
		return nil, ".category", WrongMissing
	}
	in, wrong = s.readNames(n, it)
	return n, in, wrong
}

// readNames takes apart what a new item is called.
func (s *Service) readNames(n *input.NewItem, it toldItem) (in string, wrong Wrong) {
	if len(it.Names) == 0 {
		return ".names", WrongMissing
	}
	for _, lang := range slices.Sorted(maps.Keys(it.Names)) {
		if !slices.Contains(s.Languages, scene.Lang(lang)) {
			continue // it has more languages than this kiosk
		}
		said, wrong := readName(it.Names[lang].RawMessage)
		if wrong != "" {
			return ".names." + lang, wrong
		}
		n.Names[scene.Lang(lang)] = said
	}
	if len(n.Names) == 0 {
		return ".names", WrongValue
	}
	return "", ""
}

func readName(raw json.RawMessage) (input.Name, Wrong) {
	if absent(raw) {
		return input.Name{}, WrongMissing
	}
	forms, wrong := readText(raw)
	t := toldName(forms)
	for _, text := range []string{t.Text, t.Spoken, t.Easy} {
		if wrong == "" {
			wrong = printable(text, MaxName)
		}
	}
	if wrong == "" && strings.TrimSpace(t.Text) == "" {
		wrong = WrongLength
	}
	return input.Name{Text: t.Text, Spoken: t.Spoken, Easy: t.Easy}, wrong
}

// shortText reads a text of 1 to most characters.
func shortText(raw json.RawMessage, most int) (s string, wrong Wrong) {
	switch {
	case absent(raw):
		return "", WrongMissing
	case json.Unmarshal(raw, &s) != nil:
		return "", WrongText
	case s == "":
		return "", WrongLength
	}
	return s, printable(s, most)
}

func absent(raw json.RawMessage) bool { return len(raw) == 0 || bytes.Equal(raw, []byte("null")) }

// Differs is what changes where a program has told something else than before: of each item the
// parts that are new, and where it says nothing any more what the files have. So what staff or a
// push have changed meanwhile stays, as long as the program says of it what it said.
func (s *Service) Differs(was, now map[string]input.ItemChange) map[string]input.ItemChange {
	out := map[string]input.ItemChange{}
	for id, c := range now {
		before := was[id]
		switch {
		case c.Added != nil && (before.Added == nil || !reflect.DeepEqual(c.Added, before.Added)):
			out[id] = c
		case c.Added == nil && before.Added != nil: // the files have it by now
			out[id] = c
		default:
			if d := s.partsDiffer(id, before, c); d != (input.ItemChange{}) {
				out[id] = d
			}
		}
	}
	for id, before := range was {
		if _, still := now[id]; still {
			continue
		}
		if before.Added != nil {
			out[id] = input.ItemChange{Removed: true}
		} else if d := s.partsDiffer(id, before, input.ItemChange{}); d != (input.ItemChange{}) {
			out[id] = d
		}
	}
	return out
}

// partsDiffer is what differs in price, stock, whether it is sold out, and when it is sold.
func (s *Service) partsDiffer(id string, was, now input.ItemChange) (d input.ItemChange) {
	loaded, filed := s.filed(id)
	switch {
	case filed:
	case now.Added == nil:
		return d
	default:
		loaded.Valid = s.timesOf(now.Added.Category)
	}
	d.Price = differs(was.Price, now.Price, loaded.Price)
	d.SoldOut = differs(was.SoldOut, now.SoldOut, loaded.SoldOut)
	d.Left = differs(was.Left, now.Left, -1)
	if !reflect.DeepEqual(was.Times, now.Times) {
		if d.Times = now.Times; d.Times == nil {
			d.Times = timesFrom(loaded.Valid)
		}
	}
	return d
}

// differs is the new value where it is another; otherwise is what holds where nothing is said.
func differs[T comparable](was, now *T, otherwise T) *T {
	switch {
	case was == nil && now == nil, was != nil && now != nil && *was == *now:
		return nil
	case now == nil:
		return &otherwise
	}
	return now
}
