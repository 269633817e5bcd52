package order

import (
	"reflect"

	"modu/internal/datafile"
)

// basketMessage is the form of baskets; the tags of Basket are explained at datafile.Key.
func basketMessage() datafile.Message {
	return datafile.Message{Name: "basket", Title: "A basket that a Modu kiosk sends", Version: BasketVersion, Type: reflect.TypeFor[Basket]()}
}

// BasketSchema is the JSON Schema (draft 2020-12) of baskets, for those who write a program
// that takes them. It lets further keys pass: the form grows by them.
func BasketSchema() []byte { return basketMessage().Schema() }

// BasketReference is the reference page of baskets.
func BasketReference() []byte {
	return []byte("# Baskets: reference\n\n" +
		"Made from the types by `go generate ./internal/formats`; do not edit. README.md tells when a basket is sent;\n" +
		"`basket.schema.json` is the same for programs. Keys that a reader does not know are to be passed over; another `version`\n" +
		"is not to be read. All amounts are whole minor units (won, cents). [An example](../../internal/order/testdata/basket.json).\n" +
		basketMessage().Page())
}
