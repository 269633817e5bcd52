package service

import (
	"reflect"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// CatalogueVersion is the version of the form in which programs tell a catalogue. It grows with
// every change that makes an answer mean something else.
const CatalogueVersion = 1

// toldMenu is an answer to a catalogue call. Its bounds are those of ReadCatalogue, which a test
// holds together; the tags are explained at datafile.Key.
type toldMenu struct {
	Version  datafile.Raw[int]        `json:"version,omitempty" doc:"Of this form. Left out: 1."`
	Revision datafile.Raw[string]     `json:"revision" min:"1" max:"100" doc:"What you call this state of the catalogue; it changes with everything in it."`
	Items    datafile.Raw[[]toldItem] `json:"items" most:"10000" doc:"What differs from the menu's file; the rest is as that has it."`
}

// toldItem is one item of an answer.
type toldItem struct {
	ID      datafile.Raw[string]  `json:"id" min:"1" max:"100" doc:"The id of the item: one of the menu's file, or a new one of a-z, 0-9, - and _ that does not begin with shop-."`
	Price   datafile.Raw[int64]   `json:"price,omitempty" min:"0" max:"999999999" doc:"In whole minor units. Left out: as the menu's file has it; a new item needs one."`
	SoldOut datafile.Raw[bool]    `json:"sold_out,omitempty" doc:"It cannot be ordered. Left out: as the menu's file has it."`
	Left    datafile.Raw[int64]   `json:"left,omitempty" min:"0" max:"999999999" doc:"How many there are; at 0 it is sold out. Left out: they are not counted."`
	Valid   datafile.Raw[[]Valid] `json:"valid,omitempty" most:"10" doc:"When it is sold: any of these stretches of time, and always where there is none. Left out: as the menu's file has it; a new item, as its category."`

	Category datafile.Raw[string]              `json:"category,omitempty" min:"1" max:"100" doc:"A new item: its category, by its id."`
	Names    map[string]datafile.Raw[toldName] `json:"names,omitempty" doc:"A new item: what it is called, by language. In a language without a name, people meet the first one that it has."`
	Options  []string                          `json:"options,omitempty" min:"1" max:"100" unique:"true" doc:"A new item: what is asked about it, options of the menu's file in this order."`
	Counter  datafile.Raw[string]              `json:"counter,omitempty" min:"1" max:"100" doc:"A new item: how it is counted, as in the menu's file."`
	Picture  datafile.Raw[string]              `json:"picture,omitempty" min:"1" max:"100" doc:"A new item: a picture of the service, without the ending."`
	Photo    datafile.Raw[string]              `json:"photo,omitempty" min:"1" max:"100" doc:"A new item: a photograph in pictures/photo, without the ending."`
}

// toldName is what a new item is called in one language: the forms of said, which may also be a
// text alone, within the bounds of names.
type toldName struct {
	Text   string     `json:"text" min:"1" max:"60" doc:"What is shown."`
	Lang   scene.Lang `json:"lang,omitempty" min:"1" max:"20" doc:"Not needed: it is that of the key."`
	Spoken string     `json:"spoken,omitempty" max:"60" doc:"How it is said, where that differs from what is written."`
	Easy   string     `json:"easy,omitempty" max:"60" doc:"The same in plain words."`
}

// JSONSchema takes a text, or an object with no other keys.
func (toldName) JSONSchema() datafile.Object {
	forms := datafile.MessageSchema(reflect.TypeFor[toldName]())
	forms["additionalProperties"] = false
	return datafile.Object{"anyOf": []any{forms["properties"].(datafile.Object)["text"], forms}}
}

// Words says what a name may be.
func (toldName) Words() string { return "a text, or its forms" }

// CatalogueSchema is the JSON Schema (draft 2020-12) of a catalogue, for those who write a program
// that tells one. It lets further keys pass, which the kiosk passes over. What only the files of
// a service know, such as its categories, ReadCatalogue checks.
func CatalogueSchema() []byte {
	return datafile.Message{Name: "catalogue", Title: "A catalogue that a program tells a Modu kiosk", Version: CatalogueVersion, Type: reflect.TypeFor[toldMenu]()}.Schema()
}
