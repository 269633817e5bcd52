package course

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"modu/internal/order"
	"modu/internal/service"
)

// While a service is being written, its files are loaded anew beneath a stay. What follows is
// about who may go on where they were.

// Fits says why a person cannot go on in another form of the service that they are in: what they
// have gone through, answered or chosen is not there any more. nil: they can.
func Fits(c Course, was, is *service.Service) error {
	for _, p := range append(slices.Clone(c.Trail), c.Here) {
		if err := placeFits(p, was, is); err != nil {
			return err
		}
		if err := knownFits(p.Known, was, is); err != nil {
			return err
		}
	}
	if err := knownFits(known(c), was, is); err != nil {
		return err
	}
	if c.Order.Len() > 0 && was.Currency != is.Currency {
		return fmt.Errorf("the currency is %s, and was %s", is.Currency, was.Currency)
	}
	if st := c.Here.Change.Review; st != "" {
		if _, there := is.Step(st); !there {
			return fmt.Errorf("the step %q, to which a change leads back, is gone", st)
		}
	}
	for _, l := range c.Order.Lines() {
		if _, err := is.Line(l.Item, l.Options, l.Quantity, c.Order); err != nil && !errors.Is(err, service.ErrSoldOut) {
			return fmt.Errorf("what is in the basket cannot be ordered so any more: %q (%w)", l.Item, err)
		}
	}
	return nil
}

// placeFits says why a place is not there any more, or asks something else.
func placeFits(p Place, was, is *service.Service) error {
	if p.Step == "" {
		return nil
	}
	old, _ := was.Step(p.Step)
	now, there := is.Step(p.Step)
	if !there {
		return fmt.Errorf("the step %q is gone", p.Step)
	}
	if err := asksAlike(now, old); err != nil {
		return err
	}
	if _, there := is.Category(p.Category); p.Category != "" && !there {
		return fmt.Errorf("the category %q is gone", p.Category)
	}
	if p.Item == "" {
		return nil
	}
	it, there := is.Item(p.Item)
	if !there {
		return fmt.Errorf("the item %q is gone", p.Item)
	}
	if before, _ := was.Item(p.Item); !slices.Equal(it.Options, before.Options) {
		return fmt.Errorf("the item %q has other options", p.Item)
	}
	return pickedFits(p.Item, p.Picked, is)
}

// asksAlike says what a step asks that it did not ask before.
func asksAlike(now, old service.Step) error {
	switch {
	case now.Kind != old.Kind:
		return fmt.Errorf("the step %q is of kind %s, and was of kind %s", now.ID, now.Kind, old.Kind)
	case now.Field != old.Field || now.From != old.From || now.Reader != old.Reader || now.IsMany() != old.IsMany() || (now.Days == nil) != (old.Days == nil) || (now.Times == nil) != (old.Times == nil):
		return fmt.Errorf("the step %q asks something else", now.ID)
	case now.Kind == service.Enter && !typedAlike(now, old):
		return fmt.Errorf("at the step %q something else is typed", now.ID)
	case !reflect.DeepEqual(now.Counts, old.Counts) || !reflect.DeepEqual(now.Seats, old.Seats) || !slices.Equal(now.Ask, old.Ask):
		return fmt.Errorf("the step %q asks otherwise", now.ID)
	}
	return nil
}

func typedAlike(a, b service.Step) bool {
	return a.Alphabet == b.Alphabet && a.Secret == b.Secret && a.Max == b.Max && slices.Equal(a.Groups, b.Groups)
}

// pickedFits says what of that which was picked for an item cannot be picked any more.
func pickedFits(item string, picked order.Choices, is *service.Service) error {
	for _, c := range picked {
		o, there := is.Option(c.Option)
		switch {
		case !there:
			return fmt.Errorf("the option %q of %q is gone", c.Option, item)
		case (o.Pick == service.PickCount) != (c.Value == ""):
			return fmt.Errorf("the option %q of %q is picked otherwise", c.Option, item)
		case o.Pick == service.PickCount && (c.Count < o.Min || c.Count > o.Max):
			return fmt.Errorf("the option %q of %q has other bounds", c.Option, item)
		case c.Value != "" && !slices.ContainsFunc(o.Values, func(v service.Value) bool { return v.ID == c.Value }):
			return fmt.Errorf("the value %q of the option %q is gone", c.Value, c.Option)
		}
	}
	return nil
}

// knownFits says which answer of a person or of a program means something else now.
func knownFits(k Known, was, is *service.Service) error {
	for _, a := range k.Answers.Answers() {
		old, _ := was.Field(a.Field)
		now, there := is.Field(a.Field)
		if !there || now.Type != old.Type {
			return fmt.Errorf("the field %q, which was answered, is gone or of another type", a.Field)
		}
		values := []string{a.Value}
		if list, is := order.SplitList(a.Value); is {
			values = list
		}
		if len(now.Values) > 0 && slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(now.Values, v) }) {
			return fmt.Errorf("what was answered for the field %q is not among its values any more", a.Field) // not what: it is a person's
		}
	}
	for _, name := range slices.Sorted(maps.Keys(k.Facts)) {
		old, _ := was.Result(name)
		now, there := is.Result(name)
		_, asked := is.Step(k.Facts[name].Step)
		if !there || !asked || !reflect.DeepEqual(old, now) {
			return fmt.Errorf("the answer %q of the program is declared otherwise", name)
		}
	}
	return nil
}
