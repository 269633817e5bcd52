package service

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"modu/internal/datafile"
)

// CatalogueVersion is the version of the form in which programs tell a catalogue. It grows with
// every change that makes an answer mean something else.
const CatalogueVersion = 1

// CatalogueSchema is the JSON Schema (draft 2020-12) of a catalogue, for those who write a program
// that tells one. It lets further keys pass, which the kiosk passes over. What only the files of
// a service know, such as its categories, ReadCatalogue checks.
func CatalogueSchema() []byte {
	text := func(most int, doc string) datafile.Object {
		return datafile.Object{"type": "string", "minLength": 1, "maxLength": most, "description": doc}
	}
	number := func(doc string) datafile.Object {
		return datafile.Object{"type": "integer", "minimum": 0, "maximum": int64(maxAnswerNumber), "description": doc}
	}
	name := datafile.Object{"type": "object", "required": []string{"text"}, "additionalProperties": false, "properties": datafile.Object{
		"text": text(MaxName, "What is shown."), "lang": text(maxLanguage, "Not needed: it is that of the key."),
		"spoken": datafile.Object{"type": "string", "maxLength": MaxName, "description": "How it is said, where that differs from what is written."},
		"easy":   datafile.Object{"type": "string", "maxLength": MaxName, "description": "The same in plain words."}}}
	item := datafile.Object{"type": "object", "required": []string{"id"}, "properties": datafile.Object{
		"id":       text(maxRevision, "The id of the item: one of the menu's file, or a new one of a-z, 0-9, - and _ that does not begin with shop-."),
		"price":    number("In whole minor units. Left out: as the menu's file has it; a new item needs one."),
		"sold_out": datafile.Object{"type": "boolean", "description": "It cannot be ordered. Left out: as the menu's file has it."},
		"left":     number("How many there are; at 0 it is sold out. Left out: they are not counted."),
		"valid": datafile.Object{"type": "array", "maxItems": maxValid, "items": validSchema(),
			"description": "When it is sold: any of these stretches of time, and always where there is none. Left out: as the menu's file has it; a new item, as its category."},
		"category": text(maxRevision, "A new item: its category, by its id."),
		"names": datafile.Object{"type": "object", "additionalProperties": datafile.Object{"anyOf": []any{text(MaxName, "What is shown."), name}},
			"description": "A new item: what it is called, by language. In a language without a name, people meet the first one that it has."},
		"options": datafile.Object{"type": "array", "uniqueItems": true, "items": text(maxRevision, "An option of the menu's file."), "description": "A new item: what is asked about it, in this order."},
		"counter": text(maxRevision, "A new item: how it is counted, as in the menu's file."),
		"picture": text(maxRevision, "A new item: a picture of the service, without the ending."),
		"photo":   text(maxRevision, "A new item: a photograph in pictures/photo, without the ending."),
	}}
	b, err := json.MarshalIndent(datafile.Object{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": fmt.Sprintf("urn:modu:schema:catalogue:%d", CatalogueVersion),
		"title": "A catalogue that a program tells a Modu kiosk", "type": "object", "required": []string{catalogueRevise, catalogueItems},
		"properties": datafile.Object{
			catalogueVersion: datafile.Object{"type": "integer", "const": CatalogueVersion, "description": "Of this form. Left out: 1."},
			catalogueRevise:  text(maxRevision, "What you call this state of the catalogue; it changes with everything in it."),
			catalogueItems:   datafile.Object{"type": "array", "maxItems": maxCatalogue, "items": item, "description": "What differs from the menu's file; the rest is as that has it."},
		}}, "", "  ")
	if err != nil {
		panic(err) // plain maps, texts and numbers can always be written
	}
	return append(b, '\n')
}

// validSchema is a stretch of time, as in the menu's file.
func validSchema() datafile.Object {
	props := datafile.Object{"days": datafile.Object{"type": "array", "uniqueItems": true, "items": datafile.Object{"enum": Weekdays()}, "description": "Days of the week. Without them, every day."}}
	for _, k := range datafile.Keys(reflect.TypeFor[Valid]()) {
		if k.Type.Kind() == reflect.String {
			f, _ := reflect.TypeFor[Valid]().FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, k.Name) })
			props[k.Name] = datafile.Object{"type": "string", "pattern": f.Tag.Get("pattern"), "description": k.Doc()}
		}
	}
	return datafile.Object{"type": "object", "properties": props}
}
