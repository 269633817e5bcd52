package model

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// plain writes plain data as JSON, whatever fields it has: a field that is added is stored
// without a line here. Fields go by their names in Go and are left out where they are zero,
// embedded structs go by the name of their type, so that no two fields can meet under one
// name, and maps whose keys are no texts become lists of pairs. Types that bring a form of
// their own (MarshalJSON, MarshalText, tags) keep it. What is not exported and has no form
// of its own is an error, never lost in silence.
//
// Fields that follow from others are left out, and stay zero when a model is read.
type plain struct {
	as func(any) any // what stands for a value; nil: itself
}

// derived is a part of a model that follows from the rest of it.
type derived interface{ Derived() }

func (w plain) of(v any) (any, error) {
	if w.as != nil {
		v = w.as(v)
	}
	r := reflect.ValueOf(v)
	if ownForm(r.Type()) {
		return v, nil
	}
	switch r.Kind() {
	case reflect.Struct:
		return w.fields(r)
	case reflect.Map:
		return w.entries(r)
	case reflect.Slice, reflect.Array:
		out := make([]any, r.Len())
		for i := range out {
			var err error
			if out[i], err = w.of(r.Index(i).Interface()); err != nil {
				return nil, err
			}
		}
		return out, nil
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return v, nil
	}
	return nil, fmt.Errorf("model: %s is not plain data; give it MarshalJSON and UnmarshalJSON", r.Type())
}

func (w plain) fields(r reflect.Value) (any, error) {
	out := map[string]any{}
	for i := range r.NumField() {
		f := r.Type().Field(i)
		if !f.IsExported() {
			return nil, fmt.Errorf("model: %s.%s cannot be stored from outside its package; give the type MarshalJSON and UnmarshalJSON", r.Type(), f.Name)
		}
		if _, follows := r.Field(i).Interface().(derived); follows || r.Field(i).IsZero() {
			continue
		}
		v, err := w.of(r.Field(i).Interface())
		if err != nil {
			return nil, err
		}
		out[f.Name] = v
	}
	return out, nil
}

// entries never redacts keys: they say where something stands, not what it is, and two of
// them must not become one.
func (w plain) entries(r reflect.Value) (any, error) {
	texts := r.Type().Key().Kind() == reflect.String
	byText, pairs := map[string]any{}, [][2]any{}
	for it := r.MapRange(); it.Next(); {
		v, err := w.of(it.Value().Interface())
		if err != nil {
			return nil, err
		}
		if texts {
			byText[it.Key().String()] = v
			continue
		}
		k, err := plain{}.of(it.Key().Interface())
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, [2]any{k, v})
	}
	if texts {
		return byText, nil
	}
	sorted := make([]json.RawMessage, len(pairs))
	for i, p := range pairs {
		var err error
		if sorted[i], err = json.Marshal(p); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(sorted, func(a, b json.RawMessage) int { return bytes.Compare(a, b) })
	return sorted, nil
}

// ownForm reports whether a type says itself how it is written: by methods, or by tags.
func ownForm(t reflect.Type) bool {
	if t.Implements(reflect.TypeFor[json.Marshaler]()) || t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) {
		return true
	}
	return t.Kind() == reflect.Struct && t.NumField() > 0 && t.Field(0).Tag.Get("json") != ""
}

// readPlain reads into v points to what plain wrote. A field that v does not have is an
// error.
func readPlain(data []byte, v any) error {
	r := reflect.ValueOf(v).Elem()
	return readInto(data, r, r.Type().Name())
}

// readInto reads one value; path says which, for errors.
func readInto(data []byte, r reflect.Value, path string) error {
	t := r.Type()
	if !ownForm(t) {
		switch t.Kind() {
		case reflect.Struct:
			return readFields(data, r, path)
		case reflect.Map:
			return readEntries(data, r, path)
		case reflect.Slice, reflect.Array:
			return readList(data, r, path)
		}
	}
	return fault(path, json.Unmarshal(data, r.Addr().Interface()))
}

func fault(path string, err error) error {
	if err != nil {
		err = fmt.Errorf("model: %s: %w", path, err)
	}
	return err
}

func readFields(data []byte, r reflect.Value, path string) error {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return fault(path, err)
	}
	for i := range r.NumField() {
		name := r.Type().Field(i).Name
		if raw, ok := fields[name]; ok {
			if err := readInto(raw, r.Field(i), path+"."+name); err != nil {
				return err
			}
			delete(fields, name)
		}
	}
	for name := range fields {
		return fault(path, fmt.Errorf("there is no field %q", name))
	}
	return nil
}

func readList(data []byte, r reflect.Value, path string) error {
	var list []json.RawMessage
	if err := json.Unmarshal(data, &list); err != nil || list == nil {
		return fault(path, err)
	}
	if r.Kind() == reflect.Slice {
		r.Set(reflect.MakeSlice(r.Type(), len(list), len(list)))
	}
	if len(list) != r.Len() {
		return fault(path, fmt.Errorf("%d values, of which there are %d", len(list), r.Len()))
	}
	for i, raw := range list {
		if err := readInto(raw, r.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
			return err
		}
	}
	return nil
}

func readEntries(data []byte, r reflect.Value, path string) error {
	t := r.Type()
	if t.Key().Kind() == reflect.String {
		var byText map[string]json.RawMessage
		if err := json.Unmarshal(data, &byText); err != nil || byText == nil {
			return fault(path, err)
		}
		r.Set(reflect.MakeMap(t))
		for k, raw := range byText {
			v := reflect.New(t.Elem()).Elem()
			if err := readInto(raw, v, path+"."+k); err != nil {
				return err
			}
			r.SetMapIndex(reflect.ValueOf(k).Convert(t.Key()), v)
		}
		return nil
	}
	var pairs [][2]json.RawMessage
	if err := json.Unmarshal(data, &pairs); err != nil || pairs == nil {
		return fault(path, err)
	}
	r.Set(reflect.MakeMap(t))
	for i, p := range pairs {
		k, v := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
		at := fmt.Sprintf("%s[%d]", path, i)
		if err := readInto(p[0], k, at); err != nil {
			return err
		}
		if err := readInto(p[1], v, at); err != nil {
			return err
		}
		r.SetMapIndex(k, v)
	}
	return nil
}
