package service

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/money"
	"modu/internal/order"
)

var (
	// ErrUnknown: there is no such step, item, option or value.
	ErrUnknown = errors.New("service: unknown id")
	// ErrSoldOut: the item cannot be ordered.
	ErrSoldOut = errors.New("service: sold out")
	// ErrIncomplete: an option that must be picked is not, or one is picked that
	// is not offered.
	ErrIncomplete = errors.New("service: options do not fit the item")
	// ErrPrice: a price came out negative.
	ErrPrice = errors.New("service: negative price")
	// ErrExpression: a guard or price could not be evaluated (overflow, cost limit).
	ErrExpression = errors.New("service: expression failed")

	errPriceShape   = errors.New(`price must be a whole number of minor units or an expression in quotes`)
	errPatternShape = errors.New("pattern must be a regular expression of at most 200 bytes")
	errWayShape     = errors.New(`next must be a step or a list of {when: …, go: …}`)
)

// Service is a checked service. Make one with Load.
type Service struct {
	ID        string
	Name      string // message id
	Currency  string // ISO 4217
	Languages []scene.Lang
	Start     string // first step

	wholeStart string // the first step where there is no short way
	short      string // as service.yaml has it

	fields     map[string]Field
	steps      map[string]Step
	stages     []Stage
	stageOf    map[string]int // the place of each step among the stages
	categories []Category
	items      []Item
	options    []Option
	itemAt     map[string]int
	itemsOf    map[string][]Item // by category
	menu       []Item            // what a person can order
	optionAt   map[string]int
	ownPhotos  bool
	pictureDir string
	pictures   map[string]string // name → path in the service's file system
	signs      map[string]string // language/name → path in the service's file system
	pickOf     map[string]Pick   // by the name in expressions
	results    map[string]Result // what calls answer, and the columns of chosen rows, by name
	listOf     map[string]string // the answer of whose rows a field is one
	programs   *programs
	samples    *Samples

	placeholders           map[string][]Placeholder // by message
	menuFile               string                   // its name in the directory of the service
	revision, menuRevision string                   // of service.yaml, and of the file of the menu
	loaded                 []Item                   // as that file has them, whatever was pushed since
	catalogue              *Catalogue
	names                  names // of what was added since

	unrehearsed datafile.Issues // calls without a sample
	mixed       datafile.Issues // lists in which only some have a photograph
	unheard     datafile.Issues // what cannot be understood by ear alone
	unused      datafile.Issues // groups of steps that stand nowhere
}

// Step is a step by its id.
func (s *Service) Step(id string) (Step, bool) {
	st, ok := s.steps[id]
	return st, ok
}

// Field is a field by its name.
func (s *Service) Field(name string) (Field, bool) {
	f, ok := s.fields[name]
	return f, ok
}

// StepOf is the first step of a kind, by id; most services have one of each.
func (s *Service) StepOf(k Kind) (Step, bool) {
	best, found := Step{}, false
	for _, st := range s.steps {
		if st.Kind == k && (!found || st.ID < best.ID) {
			best, found = st, true
		}
	}
	return best, found
}

// Categories of the menu, in the file's order.
func (s *Service) Categories() []Category { return slices.Clone(s.categories) }

// Category by its id.
func (s *Service) Category(id string) (Category, bool) {
	i := slices.IndexFunc(s.categories, func(c Category) bool { return c.ID == id })
	if i < 0 {
		return Category{}, false
	}
	return s.categories[i], true
}

// CategoryTint is the tint of a category: its own, else that of its place among those that
// have items of their own, and of a short cut that of the first item it leads to. It is
// scene.NoTint where there is no such category.
func (s *Service) CategoryTint(id string) scene.Tint {
	place := 0
	for _, c := range s.categories {
		switch {
		case c.ID == id && c.Tint != scene.NoTint:
			return c.Tint
		case c.ID == id && len(c.Items) > 0:
			return s.tintOfFirst(c)
		case c.ID == id:
			return scene.Tints()[place%len(scene.Tints())]
		}
		if len(c.Items) == 0 {
			place++
		}
	}
	return scene.NoTint
}

// tintOfFirst is the tint of the first item of a short cut.
func (s *Service) tintOfFirst(c Category) scene.Tint {
	if it, ok := s.Item(c.Items[0]); ok && it.Category != c.ID {
		return s.CategoryTint(it.Category)
	}
	return scene.NoTint
}

// Items of a category, in the file's order; "" means all. The slice is shared: it must
// not be written to, so that a menu of ten thousand costs no more than one of forty.
func (s *Service) Items(category string) []Item {
	if category == "" {
		return s.items
	}
	return s.itemsOf[category]
}

// Item by its id.
func (s *Service) Item(id string) (Item, bool) {
	i, ok := s.itemAt[id]
	if !ok {
		return Item{}, false
	}
	return s.items[i], true
}

// Option by its id.
func (s *Service) Option(id string) (Option, bool) {
	i, ok := s.optionAt[id]
	if !ok {
		return Option{}, false
	}
	return s.options[i], true
}

// PictureOf is the name of an item's picture, with what is picked: its photograph where it
// has no other, and "" where it has none at all.
func (s *Service) PictureOf(it Item, picked order.Choices) string {
	if name := pickedName(it, it.Pictures, it.Picture, picked); name != "" {
		return name
	}
	return s.PhotoOf(it, picked)
}

// PhotoOf is the name of an item's photograph, as Picture takes it, with what is picked; ""
// where it has none.
func (s *Service) PhotoOf(it Item, picked order.Choices) string {
	return photoName(pickedName(it, it.Photos, it.Photo, picked))
}

// CategoryPhoto is the name of the photograph that stands for a category, as Picture takes
// it: its own, else that of the first thing it leads to; "" where it has none, or where not
// every category has one. Photographs and drawings are never mixed in one list.
func (s *Service) CategoryPhoto(id string) string {
	var found string
	for _, c := range s.categories {
		name := s.standsFor(c)
		if name == "" {
			return ""
		}
		if c.ID == id {
			found = name
		}
	}
	return photoName(found)
}

// standsFor is the photograph of a category, as the menu names it.
func (s *Service) standsFor(c Category) string {
	if items := s.Items(c.ID); c.Photo == "" && len(items) > 0 {
		return items[0].Photo
	}
	return c.Photo
}

// pickedName is the name in byValue of what is picked, else the usual one.
func pickedName(it Item, byValue map[string]string, usual string, picked order.Choices) string {
	if len(byValue) == 0 {
		return usual
	}
	for _, id := range it.Options {
		for _, c := range picked {
			if name := byValue[pictureKey(id, c.Value)]; c.Option == id && name != "" {
				return name
			}
		}
	}
	return usual
}

// photoName tells a photograph from a picture of the same name.
func photoName(name string) string {
	if name == "" {
		return ""
	}
	return PhotoDir + "/" + name
}

// OwnPhotos reports whether the photographs show the very things that are sold.
func (s *Service) OwnPhotos() bool { return s.ownPhotos }

// Mixed names every list of the menu in which some things have a photograph and others have
// none: it is shown without photographs. None of it keeps a service from being run.
func (s *Service) Mixed() datafile.Issues { return s.mixed }

// Unheard names what a person who only listens would miss: answers that a review tells without
// what they answer, and languages that are not offered at the first step. None of it keeps a
// service from being run.
func (s *Service) Unheard() datafile.Issues { return s.unheard }

// Photographed reports whether each of some items has a photograph: one list never mixes
// photographs with drawings.
func Photographed(items []Item) bool {
	for i := range items {
		if items[i].Photo == "" {
			return false
		}
	}
	return len(items) > 0
}

// pictureKey names a value of an option in the pictures of an item.
func pictureKey(option, value string) string { return option + "." + value }

// Amount is a number of minor units in the service's currency.
func (s *Service) Amount(minor int64) money.Amount {
	return money.Amount{Minor: minor, Currency: s.Currency}
}

// Picture is the path of a picture in the service's file system, and false where
// there is none.
func (s *Service) Picture(name string) (string, bool) {
	p, ok := s.pictures[name]
	return p, ok
}

// FailedGuard is a guard that could not be told while somebody stood at the kiosk. What a
// service declares has been checked at load; a sum may still become too large. It wraps
// ErrExpression.
type FailedGuard struct {
	Step string // "" for a guard of the menu
	Key  string // where it stands in the step, or in the menu: "next[0].when"
	Err  error
}

func (e *FailedGuard) Error() string { return fmt.Sprintf("step %q, %s: %s", e.Step, e.Key, e.Err) }

// Unwrap is what the expression said.
func (e *FailedGuard) Unwrap() error { return e.Err }

// Next is the step after this one, for this order. A guard that fails leaves nobody without
// a way on: it is the step's otherwise, or its way without a guard, and beside it stands a
// *FailedGuard. Any other error comes without a step: ErrUnknown.
func (s *Service) Next(step string, o order.Order, f Facts) (string, error) {
	st, ok := s.steps[step]
	if !ok {
		return "", fmt.Errorf("%w: step %s", ErrUnknown, step)
	}
	if way := s.chosenWay(st, o); way != "" {
		return way, nil
	}
	in := s.orderInput(o, f)
	for i, w := range st.Next {
		open, err := s.guard(w.When, in)
		if err != nil {
			return cmp.Or(st.Otherwise, st.Next.Otherwise()), &FailedGuard{step, fmt.Sprintf("next[%d].when", i), err}
		}
		if open {
			return w.Go, nil
		}
	}
	return "", fmt.Errorf("%w: no way on from step %s", ErrUnknown, step)
}

// chosenWay is where the answer of a choose or identify step leads by itself; "" where
// the step's next decides.
func (s *Service) chosenWay(st Step, o order.Order) string {
	for _, c := range st.Choices {
		if c.Go != "" && c.Value == o.Answer(st.Field) {
			return c.Go
		}
	}
	return ""
}

// Choices are the answers that a choose or identify step offers, for this order and
// what is known. A guard that fails closes nothing: beside all that is offered then stands
// a *FailedGuard, the first one. Any other error is ErrUnknown.
func (s *Service) Choices(step string, o order.Order, f Facts) ([]Choice, error) {
	st, ok := s.steps[step]
	if !ok {
		return nil, fmt.Errorf("%w: step %s", ErrUnknown, step)
	}
	in := s.orderInput(o, f)
	var out []Choice
	var failed error
	for i, c := range st.Choices {
		open, err := s.guard(c.When, in)
		if err != nil && failed == nil {
			failed = &FailedGuard{step, fmt.Sprintf("choices[%d].when", i), err}
		}
		if open || err != nil {
			out = append(out, c)
		}
	}
	return out, failed
}

// Names are the messages that name what can be ordered: people know it by them, and so does
// who hands it out.
func (s *Service) Names() []string {
	var out []string
	for _, it := range s.Items("") {
		out = append(out, it.Label)
	}
	return out
}

// Offer is an option as it is asked for one item: only what is open now.
type Offer struct {
	Option
	Values []OfferedValue
	Each   money.Amount // count: what one more adds
}

// OfferedValue is a value with its price worked out.
type OfferedValue struct {
	Value
	Adds money.Amount
}

// Offers are the options to ask for an item, in the item's order, given what is
// picked so far and what the basket holds.
func (s *Service) Offers(item string, picked order.Choices, o order.Order) ([]Offer, error) {
	it, ok := s.Item(item)
	if !ok {
		return nil, fmt.Errorf("%w: item %s", ErrUnknown, item)
	}
	in := s.itemInput(it, picked, o)
	var out []Offer
	for _, id := range it.Options {
		opt := s.options[s.optionAt[id]]
		open, err := s.guard(opt.When, in)
		if err != nil {
			return nil, &FailedGuard{Key: "options." + id + ".when", Err: err}
		}
		if !open {
			continue
		}
		offer := Offer{Option: opt}
		if opt.Pick == PickCount {
			if offer.Each, err = s.price(opt.Price, in); err != nil {
				return nil, &FailedGuard{Key: "options." + id + ".price", Err: err}
			}
		}
		for _, v := range opt.Values {
			open, err := s.guard(v.When, in)
			if err != nil {
				return nil, &FailedGuard{Key: "options." + id + "." + v.ID + ".when", Err: err}
			}
			if !open {
				continue
			}
			adds, err := s.price(v.Price, in)
			if err != nil {
				return nil, &FailedGuard{Key: "options." + id + "." + v.ID + ".price", Err: err}
			}
			offer.Values = append(offer.Values, OfferedValue{v, adds})
		}
		out = append(out, offer)
	}
	return out, nil
}

// Settle brings picked options in line with what is offered: defaults for what is
// not picked, nothing that is not offered. Call it with no picks when an item is
// opened, and after every pick, since a guard may open or close another option.
func (s *Service) Settle(item string, picked order.Choices, o order.Order) (order.Choices, error) {
	// Guards may depend on each other's options; each round settles at least one
	// more, so as many rounds as there are options are enough.
	for range len(s.options) + 1 {
		offers, err := s.Offers(item, picked, o)
		if err != nil {
			return nil, err
		}
		next := settleOnce(offers, picked)
		if next.Equal(picked) {
			return next, nil
		}
		picked = next
	}
	return nil, fmt.Errorf("%w: the guards of item %s never settle", ErrExpression, item)
}

func settleOnce(offers []Offer, picked order.Choices) order.Choices {
	var out order.Choices
	for _, f := range offers {
		switch f.Pick {
		case PickCount:
			out = out.SetCount(f.ID, min(max(picked.Count(f.ID), f.Min), f.Max))
		case PickMany:
			for _, v := range f.Values {
				if picked.Has(f.ID, v.ID) {
					out = out.Toggle(f.ID, v.ID)
				}
			}
		case PickOne:
			want := picked.Value(f.ID)
			if !f.has(want) {
				want = f.Default
			}
			if f.has(want) {
				out = out.Pick(f.ID, want)
			}
		}
	}
	return out
}

func (f Offer) has(value string) bool {
	return slices.ContainsFunc(f.Values, func(v OfferedValue) bool { return v.ID == value })
}

// Missing are the options that a person still has to pick, in order.
func (s *Service) Missing(item string, picked order.Choices, o order.Order) ([]string, error) {
	offers, err := s.Offers(item, picked, o)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, f := range offers {
		if f.Pick == PickOne && !f.has(picked.Value(f.ID)) || f.Pick == PickCount && picked.Count(f.ID) < f.Min {
			out = append(out, f.ID)
		}
	}
	return out, nil
}

// UnitPrice is the item's price with what is picked. Errors: ErrUnknown, ErrPrice,
// ErrExpression, ErrIncomplete (something is picked that is not offered),
// money.ErrOverflow.
func (s *Service) UnitPrice(item string, picked order.Choices, o order.Order) (money.Amount, error) {
	offers, err := s.Offers(item, picked, o)
	if err != nil {
		return money.Amount{}, err
	}
	it, _ := s.Item(item)
	sum := s.Amount(it.Price)
	used := 0
	for _, f := range offers {
		parts, err := f.surcharges(picked)
		if err != nil {
			return money.Amount{}, err
		}
		used += len(parts)
		for _, part := range parts {
			if sum, err = sum.Add(part); err != nil {
				return money.Amount{}, err
			}
		}
	}
	if used != len(picked) {
		return money.Amount{}, fmt.Errorf("%w: %s has %s", ErrIncomplete, item, picked)
	}
	if sum.Minor < 0 {
		return money.Amount{}, ErrPrice
	}
	return sum, nil
}

// surcharges are what the picks of this option add to the price, one for each pick.
func (f Offer) surcharges(picked order.Choices) ([]money.Amount, error) {
	var parts []money.Amount
	if n := picked.Count(f.ID); f.Pick == PickCount && n != 0 {
		if n < f.Min || n > f.Max {
			return nil, fmt.Errorf("%w: %s=%d", ErrIncomplete, f.ID, n)
		}
		part, err := f.Each.Times(n)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	for _, v := range f.Values {
		if picked.Has(f.ID, v.ID) {
			parts = append(parts, v.Adds)
		}
	}
	return parts, nil
}

// Line makes a basket line, priced and checked: ErrSoldOut, ErrIncomplete and the
// errors of UnitPrice.
func (s *Service) Line(item string, picked order.Choices, quantity int, o order.Order) (order.Line, error) {
	if it, ok := s.Item(item); ok && it.SoldOut {
		return order.Line{}, fmt.Errorf("%w: %s", ErrSoldOut, item)
	}
	missing, err := s.Missing(item, picked, o)
	if err != nil {
		return order.Line{}, err
	}
	if len(missing) > 0 {
		return order.Line{}, fmt.Errorf("%w: %s not picked for %s", ErrIncomplete, missing[0], item)
	}
	price, err := s.UnitPrice(item, picked, o)
	if err != nil {
		return order.Line{}, err
	}
	return order.Line{Item: item, Options: picked, Quantity: quantity, UnitPrice: price}, nil
}

// guard answers a guard; an empty one is always open.
func (s *Service) guard(expr string, in seen) (bool, error) {
	if expr == "" {
		return true, nil
	}
	return s.programs.bool(expr, in)
}

func (s *Service) price(p Price, in seen) (money.Amount, error) {
	if p.Expr == "" {
		return s.Amount(p.Minor), nil
	}
	n, err := s.programs.int(p.Expr, in)
	if err == nil && n < 0 {
		err = ErrPrice
	}
	return s.Amount(n), err
}

// PictureDir is the directory of the pictures in the service's folder; of a nil service,
// which could not be read, the usual one.
func (s *Service) PictureDir() string {
	if s == nil {
		return usualPictures
	}
	return s.pictureDir
}
