// Package filltest fills a value of any type with something in every field, so that a test
// can see that a codec keeps, a copy copies and a redaction replaces all of it, also the
// field that is added tomorrow.
//
// It hides how the types are walked. It is for tests; any goroutine may call it.
package filltest

import (
	"fmt"
	"reflect"
)

// Own says how a type is filled that the general rule cannot fill: enumerations of names,
// and structs whose fields are their own. It gets the path to the value, such as
// "Root.Label", and returns a value of its type.
type Own map[reflect.Type]func(path string) any

// deepest is how often a type that contains itself is found inside itself.
const deepest = 2

// Fill fills what v points to. Texts become their path in angle brackets, such as
// "«Root.Label.ID»", numbers 1, truth values true, maps, lists and pointers get one
// entry. It panics where a struct has a field that only its own package can set, and Own
// does not say how the struct is filled.
func Fill(v any, own Own) { fill(reflect.ValueOf(v).Elem(), "", own, map[reflect.Type]int{}) }

// Mark is the text that Fill leaves at a path.
func Mark(path string) string { return "«" + path + "»" }

func fill(v reflect.Value, path string, own Own, within map[reflect.Type]int) {
	t := v.Type()
	if f := own[t]; f != nil {
		v.Set(reflect.ValueOf(f(path)))
		return
	}
	switch t.Kind() {
	case reflect.Struct:
		within[t]++
		defer func() { within[t]-- }()
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() {
				panic(fmt.Sprintf("filltest: %s: only its package can set %s.%s; say in Own how it is filled", path, t, f.Name))
			}
			fill(v.Field(i), join(path, f.Name), own, within)
		}
	case reflect.Slice:
		if within[t.Elem()] < deepest {
			v.Set(reflect.MakeSlice(t, 1, 1))
			fill(v.Index(0), path, own, within)
		}
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), path, own, within)
		}
	case reflect.Map:
		fillMap(v, path, own, within)
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		fill(v.Elem(), path, own, within)
	case reflect.String:
		v.SetString(Mark(path))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(1)
	default:
		panic(fmt.Sprintf("filltest: %s: nothing to put into a %s", path, t))
	}
}

// fillMap puts one entry into a map; a map that holds itself holds itself no deeper than any
// other type.
func fillMap(v reflect.Value, path string, own Own, within map[reflect.Type]int) {
	t := v.Type()
	if within[t] >= deepest {
		return
	}
	within[t]++
	defer func() { within[t]-- }()
	key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
	fill(key, path+".key", own, within)
	fill(value, path, own, within)
	v.Set(reflect.MakeMap(t))
	v.SetMapIndex(key, value)
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
