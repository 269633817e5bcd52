package journal

import (
	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// menuName is the file of what was pushed about the menu.
const menuName = "menu"

// CodeMenu is the code of a note: what was pushed about the menu could not be read. The menu
// is the one of the service until it is pushed anew.
const CodeMenu = "health.journal.menu"

// menuRecord is what the file holds, in a line as of a record.
type menuRecord struct {
	Version int                     `json:"version"`
	Items   map[string]menuOverride `json:"items"`
}

// menuOverride is what was pushed about an item.
type menuOverride struct {
	SoldOut *bool  `json:"sold_out,omitempty"`
	Price   *int64 `json:"price,omitempty"`
	Left    *int64 `json:"left,omitempty"`

	Valid *[]menuTimes `json:"valid,omitempty"` // an empty list is always

	Added *addedItem `json:"added,omitempty"`
}

// menuTimes is a stretch of time in which an item is sold.
type menuTimes struct {
	From  string   `json:"from,omitempty"`
	To    string   `json:"to,omitempty"`
	Days  []string `json:"days,omitempty"`
	Since string   `json:"since,omitempty"`
	Until string   `json:"until,omitempty"`
}

// addedItem is an item that no file of the service has. Its photograph is a file of its own.
type addedItem struct {
	Category string                   `json:"category,omitempty"`
	Names    map[scene.Lang]addedName `json:"names"`
	Options  []string                 `json:"options,omitempty"`
	Counter  string                   `json:"counter,omitempty"`
	Picture  string                   `json:"picture,omitempty"`
	Photo    string                   `json:"photo,omitempty"`
	Date     string                   `json:"date,omitempty"`
}

type addedName struct {
	Text   string `json:"text"`
	Spoken string `json:"spoken,omitempty"`
	Easy   string `json:"easy,omitempty"`
}

// overrideOf is a change as the file holds it.
func overrideOf(c input.ItemChange) menuOverride {
	out := menuOverride{SoldOut: c.SoldOut, Price: c.Price, Left: c.Left}
	if c.Times != nil {
		valid := make([]menuTimes, len(*c.Times))
		for i, t := range *c.Times {
			valid[i] = menuTimes(t)
		}
		out.Valid = &valid
	}
	if n := c.Added; n != nil {
		out.Added = &addedItem{n.Category, map[scene.Lang]addedName{}, n.Options, n.Counter, n.Picture, n.Photo, n.Date}
		for lang, name := range n.Names {
			out.Added.Names[lang] = addedName(name)
		}
	}
	return out
}

// change is what the file holds, as it was handed in.
func (o menuOverride) change() input.ItemChange {
	out := input.ItemChange{SoldOut: o.SoldOut, Price: o.Price, Left: o.Left}
	if o.Valid != nil {
		times := make([]input.Times, len(*o.Valid))
		for i, t := range *o.Valid {
			times[i] = input.Times(t)
		}
		out.Times = &times
	}
	if a := o.Added; a != nil {
		out.Added = &input.NewItem{Category: a.Category, Names: map[scene.Lang]input.Name{}, Options: a.Options, Counter: a.Counter, Picture: a.Picture, Photo: a.Photo, Date: a.Date}
		for lang, name := range a.Names {
			out.Added.Names[lang] = input.Name(name)
		}
	}
	return out
}

// MenuChanged keeps all that was pushed about the menu, in the place of what was kept
// before. It returns after it is on disk.
func (j *Journal) MenuChanged(pushed map[string]input.ItemChange) error {
	r := menuRecord{Version: version, Items: map[string]menuOverride{}}
	for id, c := range pushed {
		r.Items[id] = overrideOf(c)
	}
	return j.keep(menuName, r)
}

// readMenu reads what was pushed before this run. What cannot be read is put aside.
func readMenu(dir string, rec *Recovered) error {
	var r menuRecord
	if there, err := readKept(dir, menuName, rec, CodeMenu, "what was pushed about the menu", &r, &r.Version); !there {
		return err
	}
	rec.Menu = make(map[string]input.ItemChange, len(r.Items))
	for id, c := range r.Items {
		rec.Menu[id] = c.change()
	}
	return nil
}
