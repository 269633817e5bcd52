package order

import "reflect"

// BasketVersion is the version of the JSON form of baskets. It grows where a reader of the
// form before would misunderstand; keys that are only added leave it as it is.
const BasketVersion = 1

// Basket is an order as a program beside the kiosk is sent it: a till, a kitchen, a stock.
// Kiosk, Epoch and Seq together name it, whatever it is sent for and however often. Amounts
// are whole minor units of Currency (won, cents). The tags are explained at datafile.Key.
type Basket struct {
	Version   int              `json:"version" doc:"1."`
	Kiosk     string           `json:"kiosk" doc:"The id of the kiosk, from its site file."`
	Epoch     string           `json:"epoch" doc:"Which count seq belongs to. A new one begins only where the record of the kiosk was lost or damaged."`
	Seq       int64            `json:"seq" min:"1" doc:"The number of the basket: 1, 2, 3 and on, none left out and none given twice in an epoch. The same lines from the same menu, ordered by the same person, keep it, whatever is taken off meanwhile."`
	Service   BasketService    `json:"service" doc:"The service that it was ordered from."`
	Catalogue BasketCatalogue  `json:"catalogue" doc:"The menu that it was ordered from."`
	Currency  string           `json:"currency" doc:"ISO 4217 code of all amounts."`
	Lines     []BasketLine     `json:"lines" doc:"What is ordered, in the order in which it was chosen."`
	Discounts []BasketDiscount `json:"discounts,omitempty" doc:"What is taken off."`
	Total     int64            `json:"total" min:"0" doc:"What the lines come to, less the discounts."`
	Notes     []BasketNote     `json:"notes,omitempty" doc:"The choices that the step sends beside the basket (send: [basket, dine]), in words."`
}

// BasketService names a service.
type BasketService struct {
	ID       string `json:"id" doc:"The id of the service."`
	Revision string `json:"revision" doc:"Changes with every change of service.yaml."`
}

// BasketCatalogue names the state of a menu.
type BasketCatalogue struct {
	Revision string `json:"revision" doc:"Changes with every change of the menu's file and with every price that was pushed, and is the same again where they are; not with what is sold out or left."`
	Program  string `json:"program,omitempty" doc:"What the program calls the state of its catalogue that it was ordered from, where it tells one."`
}

// BasketLine is a number of equal things.
type BasketLine struct {
	Item     string         `json:"item" doc:"The id of the item in the menu."`
	Name     string         `json:"name" doc:"Its name, in the first language of the service."`
	Options  []BasketOption `json:"options,omitempty" doc:"What was picked for it, in the order in which it was asked."`
	Quantity int            `json:"quantity" min:"1" doc:"How many."`
	Unit     int64          `json:"unit" min:"0" doc:"What one costs, with its options."`
	Amount   int64          `json:"amount" min:"0" doc:"What all of them cost: unit times quantity."`
}

// BasketOption is an option of a line: with Values of those that are picked, with Count of
// those that are counted.
type BasketOption struct {
	Option string        `json:"option" doc:"The id of the option in the menu."`
	Name   string        `json:"name" doc:"Its question, in the first language of the service."`
	Values []BasketValue `json:"values,omitempty" doc:"What was picked."`
	Count  int           `json:"count,omitempty" min:"1" doc:"How often, of an option that is counted, without what the item brings along."`
	Amount int64         `json:"amount" min:"0" doc:"What it adds to one thing."`
}

// BasketValue is a value that was picked.
type BasketValue struct {
	Value  string `json:"value" doc:"The id of the value in the menu."`
	Name   string `json:"name" doc:"Its name, in the first language of the service."`
	Amount int64  `json:"amount" min:"0" doc:"What it adds to one thing."`
}

// BasketDiscount is a discount.
type BasketDiscount struct {
	Reason string `json:"reason" doc:"The message that names it in the service."`
	Name   string `json:"name" doc:"Its name, in the first language of the service."`
	Amount int64  `json:"amount" min:"1" doc:"What it takes off."`
}

// BasketNote is a choice that was made on the way.
type BasketNote struct {
	Field string `json:"field" doc:"The field of the service."`
	Value string `json:"value" doc:"What it holds."`
	Name  string `json:"name" doc:"The same, in the first language of the service."`
}

// Same reports whether two baskets hold the same things from the same menu, whatever they
// are called by, whatever else is sent with them, and whatever was taken off meanwhile.
func (b Basket) Same(c Basket) bool {
	b.Epoch, b.Seq, b.Notes, b.Discounts, b.Total = c.Epoch, c.Seq, c.Notes, c.Discounts, c.Total
	return reflect.DeepEqual(b, c)
}

// Report is what the program beside the kiosk is told once an order is paid. It holds
// nothing that a person typed or presented: it is kept on the disk until the program has
// taken it.
type Report struct {
	Path     string
	Language string            // BCP 47, of the person
	Fields   map[string]string // by which the program knows what was paid
	Basket   *Basket           // what was ordered; nil: it is not told. Numbered once it is paid
}
