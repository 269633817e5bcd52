package model

import (
	"bytes"
	"encoding/json"
	"fmt"

	"modu/accessibility/input"
	"modu/accessibility/scene"
)

// Version of the stored form. It grows with every change that makes a stored model mean
// something else: what is stored is never older than the program that reads it.
const Version = 1

// stored is a model outside the process. What never changes while a kiosk runs is named,
// not stored: the reader brings the same.
type stored struct {
	Version  int             `json:"version"`
	Service  string          `json:"service"`
	Redacted bool            `json:"redacted,omitzero"` // personal values have been replaced
	Model    json.RawMessage `json:"model"`
}

// storing is what is stored before it is written: the model is written once, and not again
// as a part of something.
type storing struct {
	stored
	Model any `json:"model"`
}

// Encode writes the model, on one line and always the same for equal models. Redacted, what
// is personal is replaced: what was typed, answered, looked for or told by a program beside
// the kiosk, and which keys that took. Unredacted is for tests: a model with a person in it
// is never kept.
func (n Moment) Encode(d scene.Disclosure) ([]byte, error) {
	tree, err := treeOf(*n.M, d)
	if err != nil {
		return nil, err
	}
	return compact(storing{stored{Version: Version, Service: n.S.Service.ID, Redacted: d == scene.Redacted}, tree})
}

// Decode reads a model that Encode wrote, for the set-up that it was written in. The menu
// is made anew from the service and what was pushed about it. Another version, another
// service, and anything that is not of a model are errors.
func Decode(s *Setup, data []byte) (Model, error) {
	var d stored
	if err := json.Unmarshal(data, &d); err != nil {
		return Model{}, fmt.Errorf("model: %w", err)
	}
	if d.Version != Version {
		return Model{}, fmt.Errorf("model: stored in version %d, and this program reads version %d: store it anew", d.Version, Version)
	}
	if d.Service != s.Service.ID {
		return Model{}, fmt.Errorf("model: stored over the service %q, and read over %q", d.Service, s.Service.ID)
	}
	var m Model
	if err := readPlain(d.Model, &m); err != nil {
		return Model{}, err
	}
	var err error
	if m.Menu.Pushed != nil {
		m.Menu, err = Menu{}.With(s.Service, m.Menu.Pushed)
	}
	return m, err
}

// treeOf is a model as JSON knows it.
func treeOf(m Model, d scene.Disclosure) (any, error) {
	w := plain{}
	if d == scene.Redacted {
		w.as = redacted
	}
	return w.of(m)
}

func compact(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("model: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// String is the redacted model.
func (m Model) String() string {
	tree, err := treeOf(m, scene.Redacted)
	if err != nil {
		return err.Error()
	}
	data, err := compact(tree)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// GoString is String: no verb prints what is personal.
func (m Model) GoString() string { return m.String() }

// MarshalJSON writes what waits.
func (w Waiting) MarshalJSON() ([]byte, error) { return json.Marshal(map[string]input.ItemChange(w)) }

// UnmarshalJSON reads what waits.
func (w *Waiting) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, (*map[string]input.ItemChange)(w))
}

// MarshalJSON writes what was pushed.
func (m Menu) MarshalJSON() ([]byte, error) { return json.Marshal(m.Pushed) }

// UnmarshalJSON reads what was pushed. Only With makes a service of it.
func (m *Menu) UnmarshalJSON(data []byte) error { return json.Unmarshal(data, &m.Pushed) }
