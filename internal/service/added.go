package service

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// ErrAdded: an item that is to be added does not fit the menu. The error says why.
var ErrAdded = errors.New("service: this cannot be added to the menu")

// Bounds on what is added while the kiosk runs: what is on the disk, and in the memory of
// every screen, is bounded by them.
const (
	MaxAdded = 40     // items that staff add; a shop that adds more edits its files
	maxAdded = 10_000 // items in all
	MaxName  = 60     // characters: two lines of the largest card
)

// OwnPrefix stands before the ids of what staff add; a program has no such ids.
const OwnPrefix = "shop-"

// OwnID reports whether an id is one of what staff add.
func OwnID(id string) bool { return strings.HasPrefix(id, OwnPrefix) }

// addedLabel stands before the id of an added item in the message that names it. No file of
// messages has it: its words come with the item.
const addedLabel = "added."

// names are what added items are called, by message.
type names map[string]map[scene.Lang]input.Name

// add puts what is added behind the items of the file, by their ids.
func (s *Service) add(changes map[string]input.ItemChange) error {
	var ids []string
	for id, c := range changes {
		if c.Added != nil {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	if len(ids) > maxAdded {
		return fmt.Errorf("%w: there are %d, at most %d can be", ErrAdded, len(ids), maxAdded)
	}
	slices.Sort(ids)
	s.itemAt, s.names = maps.Clone(s.itemAt), names{}
	for _, id := range ids {
		n := *changes[id].Added
		if why := s.unfit(id, n); why != "" {
			return fmt.Errorf("%w: item %q: %s", ErrAdded, id, why)
		}
		label := addedLabel + id
		s.itemAt[id], s.names[label] = len(s.items), n.Names
		s.items = append(s.items, Item{ID: id, Category: n.Category, Label: label, Picture: n.Picture, Photo: n.Photo, Options: n.Options, Counter: Counter(n.Counter), Valid: s.timesOf(n.Category)})
	}
	return nil
}

// unfit says why an item cannot be added; "" where it can.
func (s *Service) unfit(id string, n input.NewItem) string {
	c, there := s.Category(n.Category)
	switch _, known := s.itemAt[id]; {
	case known:
		return "the menu has such an item already"
	case !goodID(id):
		return "its id is no good one"
	case n.Category != "" && !there:
		return fmt.Sprintf("there is no category %q", n.Category)
	case len(c.Items) > 0:
		return fmt.Sprintf("category %q is a short cut to items of others", n.Category)
	case n.Category == "" && len(s.categories) > 0:
		return "it is in no category"
	case n.Counter != "" && !isCounter(n.Counter):
		return fmt.Sprintf("there is no counter %q", n.Counter)
	}
	switch option, wrong := s.wrongOption(n.Options); wrong {
	case WrongValue:
		return fmt.Sprintf("there is no option %q", option)
	case WrongTwice:
		return fmt.Sprintf("option %q is asked twice", option)
	}
	return s.unnamed(n)
}

// wrongOption is the first of what a new item asks that there is not, or that it asks twice.
func (s *Service) wrongOption(options []string) (option string, wrong Wrong) {
	for i, o := range options {
		if _, ok := s.optionAt[o]; !ok {
			return o, WrongValue
		}
		if slices.Contains(options[:i], o) {
			return o, WrongTwice
		}
	}
	return "", ""
}

func isCounter(name string) bool { return slices.Contains(Counters(), Counter(name)) }

// filed is an item as the files of the service have it; false for what was added since.
func (s *Service) filed(id string) (Item, bool) {
	i, known := s.itemAt[id]
	if !known || i >= len(s.loaded) {
		return Item{}, false
	}
	return s.loaded[i], true
}

// unnamed says what is wrong with the names of an item.
func (s *Service) unnamed(n input.NewItem) string {
	if len(n.Names) == 0 {
		return "it has no name"
	}
	for _, lang := range slices.Sorted(maps.Keys(n.Names)) {
		if !slices.Contains(s.Languages, lang) {
			return fmt.Sprintf("the service is not written in %q", lang)
		}
		name := n.Names[lang]
		if strings.TrimSpace(name.Text) == "" {
			return "its name is empty"
		}
		for _, text := range []string{name.Text, name.Spoken, name.Easy} {
			if !plainName(text) {
				return fmt.Sprintf("a name is at most %d characters that can be seen", MaxName)
			}
		}
	}
	return ""
}

// plainName reports whether a name can stand on a card.
func plainName(s string) bool {
	return utf8.ValidString(s) && utf8.RuneCountInString(s) <= MaxName && !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) })
}

// Named is what an added item is called, by the message that names it: in the language, else
// in the first of the service's that it has a name in, which lang then is. It reports false for
// every other message.
func (s *Service) Named(message string, want scene.Lang) (name input.Name, lang scene.Lang, ok bool) {
	all, ok := s.names[message]
	if !ok {
		return input.Name{}, "", false
	}
	for _, lang := range append([]scene.Lang{want}, s.Languages...) {
		if name, has := all[lang]; has {
			return name, lang, true
		}
	}
	return input.Name{}, "", false
}

// Added reports whether an item is in no file of the service.
func (s *Service) Added(id string) bool { return s.names[addedLabel+id] != nil }

// Extended reports whether anything was added to the menu since it was loaded.
func (s *Service) Extended() bool { return len(s.names) > 0 }

// Gap is what an added item lacks of its names: all forms of a language, or one.
type Gap struct {
	Lang scene.Lang
	Form string // "text", "easy" or "spoken"
}

// Gaps are what is missing of the names of an item that is to be added, in the languages given:
// the name itself, and where it is there its easy form, or its reading where that cannot be told
// from the writing (unread names what cannot be read; it may be nil).
func Gaps(n input.NewItem, langs []scene.Lang, unread func(scene.Lang, string) string) (out []Gap) {
	for _, lang := range langs {
		name, has := n.Names[lang]
		switch {
		case !has:
			out = append(out, Gap{lang, "text"})
			continue
		case name.Easy == "":
			out = append(out, Gap{lang, "easy"})
		}
		if name.Spoken == "" && unread != nil && unread(lang, name.Text) != "" {
			out = append(out, Gap{lang, "spoken"})
		}
	}
	return out
}
