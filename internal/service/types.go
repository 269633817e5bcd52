package service

import (
	"strconv"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Kind says what a step shows and asks.
type Kind string

const (
	Choose     Kind = "choose"
	Categories Kind = "categories"
	Items      Kind = "items"
	Options    Kind = "options"
	Basket     Kind = "basket"
	Review     Kind = "review"
	Pay        Kind = "pay"
	Done       Kind = "done"
)

// Step is one screen of the service. Title and labels are message ids.
type Step struct {
	ID      string
	Kind    Kind     `yaml:"kind,required"`
	Title   string   `yaml:"title,required"`
	Field   string   `yaml:"field"`   // choose: where the answer goes
	Choices []Choice `yaml:"choices"` // choose
	More    string   `yaml:"more"`    // basket: the step that adds another item
	Next    ways     `yaml:"next"`
}

// Choice is one answer of a "choose" step.
type Choice struct {
	Value   string `yaml:"value,required"`
	Label   string `yaml:"label,required"`
	Picture string `yaml:"picture"`
	When    string `yaml:"when"` // guard: offered only while true
}

// Category is a page of the menu.
type Category struct {
	ID      string `yaml:"id,required"`
	Label   string `yaml:"label,required"`
	Picture string `yaml:"picture"`
}

// Item is one thing to order. Price is in minor units, before options.
type Item struct {
	ID       string   `yaml:"id,required"`
	Category string   `yaml:"category,required"`
	Label    string   `yaml:"label,required"`
	Picture  string   `yaml:"picture"`
	Price    int64    `yaml:"price,required"`
	Options  []string `yaml:"options"`
	SoldOut  bool     `yaml:"sold_out"`
}

// Pick says how an option is picked.
type Pick string

const (
	PickOne   Pick = "one"   // exactly one value
	PickMany  Pick = "many"  // any number of values, each once
	PickCount Pick = "count" // a number from Min to Max, at Price each
)

// Option is one question about an item.
type Option struct {
	ID      string  `yaml:"id,required"`
	Label   string  `yaml:"label,required"`
	Picture string  `yaml:"picture"`
	Pick    Pick    `yaml:"pick,required"`
	Default string  `yaml:"default"` // one: the value that is picked at first
	Values  []Value `yaml:"values"`  // one, many
	Min     int     `yaml:"min"`     // count
	Max     int     `yaml:"max"`     // count
	Price   Price   `yaml:"price"`   // count: of each
	Counter string  `yaml:"counter"` // count: how the things are counted when read aloud
	When    string  `yaml:"when"`    // guard: asked only while true
}

// Value is one answer to an option.
type Value struct {
	ID      string `yaml:"id,required"`
	Label   string `yaml:"label,required"`
	Picture string `yaml:"picture"`
	Price   Price  `yaml:"price"`
	When    string `yaml:"when"` // guard: offered only while true
}

// Price is what an option adds: Minor units, or the value of Expr where that is
// not empty.
type Price struct {
	Minor int64
	Expr  string
}

// DecodeValue reads a whole number or an expression.
func (p *Price) DecodeValue(v datafile.Value) error {
	s, ok := v.Scalar()
	if !ok {
		return errPriceShape
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		p.Minor = n
	} else {
		p.Expr = s
	}
	return nil
}

// way is one way on. An empty When is always open.
type way struct {
	When string `yaml:"when"`
	Go   string `yaml:"go,required"`
}

type ways []way

// DecodeValue reads a step id or a list of guarded ways.
func (w *ways) DecodeValue(v datafile.Value) error {
	if v.IsList() {
		v.Into((*[]way)(w))
		return nil
	}
	s, ok := v.Scalar()
	if !ok {
		return errWayShape
	}
	*w = ways{{Go: s}}
	return nil
}

// Field is a named answer. So far every field is a choice of given values.
type Field struct {
	Type   string   `yaml:"type,required"`
	Values []string `yaml:"values,required"`
}

type serviceFile struct {
	ID        string           `yaml:"id,required"`
	Name      string           `yaml:"name,required"`
	Currency  string           `yaml:"currency,required"`
	Languages []scene.Lang     `yaml:"languages,required"`
	Menu      string           `yaml:"menu"`
	Pictures  string           `yaml:"pictures"`
	Start     string           `yaml:"start,required"`
	Fields    map[string]Field `yaml:"fields"`
	Steps     map[string]Step  `yaml:"steps,required"`
}

type menuFile struct {
	Categories []Category `yaml:"categories,required"`
	Items      []Item     `yaml:"items,required"`
	Options    []Option   `yaml:"options"`
}
