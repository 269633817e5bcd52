package service

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"modu/accessibility/input"
)

// ErrTooDear: a basket full of the item could not be added up.
var ErrTooDear = errors.New("service: the price is too high to add up")

// With is the service with other prices, other things sold out, others counted, sold at other
// times and others added; the service itself does not change. Of what there are none left, it is sold out. It
// refuses as a whole: ErrUnknown, ErrPrice, ErrTooDear, ErrAdded.
func (s *Service) With(changes map[string]input.ItemChange) (*Service, error) {
	out := *s
	out.items = slices.Clone(s.items)
	if err := out.add(changes); err != nil {
		return nil, err
	}
	for id, c := range changes {
		i, ok := out.itemAt[id]
		if !ok {
			return nil, fmt.Errorf("%w: item %q", ErrUnknown, id)
		}
		it := &out.items[i]
		if c.SoldOut != nil {
			it.SoldOut = *c.SoldOut
		}
		if c.Price != nil {
			it.Price = *c.Price
		}
		if c.Left != nil && *c.Left >= 0 {
			it.Left = c.Left
			it.SoldOut = it.SoldOut || *c.Left == 0
		}
		if c.Times != nil {
			it.Valid = validFrom(*c.Times)
		}
		if c.Sale != nil {
			it.Sale = *c.Sale
		}
		if it.Price < 0 {
			return nil, fmt.Errorf("%w: item %q", ErrPrice, id)
		}
		if !out.addsUp(*it) {
			return nil, fmt.Errorf("%w: item %q", ErrTooDear, id)
		}
	}
	out.index()
	return &out, nil
}

// Most is how many of an item one order may hold, and which of the two holds it there: its
// limit, or what is left of it (left), the smaller one. Without either there is no most.
func (s *Service) Most(item string) (most int, left bool) {
	it, _ := s.Item(item)
	most = math.MaxInt
	if it.Limit > 0 {
		most = it.Limit
	}
	if it.Left != nil && *it.Left < int64(most) {
		return int(*it.Left), true
	}
	return most, false
}

// index makes what is looked up by id or by category.
func (s *Service) index() {
	s.itemAt, s.itemsOf, s.menu = map[string]int{}, map[string][]Item{}, nil
	charged := map[string]bool{}
	for _, st := range s.steps {
		for _, id := range s.ChargedBy(st) {
			charged[id] = true
		}
	}
	for i, it := range s.items {
		s.itemAt[it.ID] = i
		s.itemsOf[it.Category] = append(s.itemsOf[it.Category], it)
		if !charged[it.ID] {
			s.menu = append(s.menu, it)
		}
	}
	for _, c := range s.categories { // short cuts list items of other categories
		for _, id := range c.Items {
			if i, ok := s.itemAt[id]; ok {
				s.itemsOf[c.ID] = append(s.itemsOf[c.ID], s.items[i])
			}
		}
	}
}

// Menu is everything that a person can order, in the file's order: what only a charge
// orders is not in it. The slice is shared: it must not be written to.
func (s *Service) Menu() []Item { return s.menu }

// MenuFile is the name of the menu's file in the directory of the service.
func (s *Service) MenuFile() string { return s.menuFile }

// Steps are the ids of all steps, sorted.
func (s *Service) Steps() []string { return slices.Sorted(maps.Keys(s.steps)) }

// stepsOf are the ids of all steps of a kind, sorted.
func (s *Service) stepsOf(k Kind) []string {
	return slices.DeleteFunc(s.Steps(), func(id string) bool { return s.steps[id].Kind != k })
}

// Calls reports whether a step asks a program beside the kiosk, or tells it something.
func (s *Service) Calls() bool {
	for _, st := range s.steps {
		if st.Kind == Call || st.Report != nil {
			return true
		}
	}
	return false
}

// Prints reports whether a step prints.
func (s *Service) Prints() bool { return s.has(Print) }

func (s *Service) has(k Kind) bool {
	_, ok := s.StepOf(k)
	return ok
}

// Charged reports whether an item stands for an answered amount.
func (s *Service) Charged(id string) bool {
	return slices.ContainsFunc(slices.Collect(maps.Values(s.steps)), func(st Step) bool { return slices.Contains(s.ChargedBy(st), id) })
}

// ChargedBy are the items that a review makes the basket; none where it charges nothing.
func (s *Service) ChargedBy(st Step) (out []string) {
	switch {
	case st.Charge == nil:
	case st.Charge.Counts == "":
		return []string{st.Charge.Item}
	default:
		for _, c := range s.steps[st.Charge.Counts].Counts {
			out = append(out, c.Item)
		}
	}
	return out
}
