// Package service is a service as data: the steps a person goes through, the menu,
// prices and the guards that choose the way. A service is a directory:
//
//	service.yaml   steps, fields, languages, currency
//	menu.yaml      categories, items, options; not needed where no step shows a menu
//	pictures/      one file per picture name: name.svg, name.png or name.jpg
//
// It hides the file format, the expression language (CEL) and every check that a
// service must pass before a person meets it. Load reports all mistakes at once,
// each with its line and a remedy. A Service never changes after Load; any
// goroutine may use it. It does no I/O beyond the fs.FS it is given, never calls a
// clock, and knows no service by name.
//
// # Steps
//
// Every step has a kind. Keys in brackets may be left out.
//
//	choose      title, field, choices, next   one question; the answer goes into a field
//	categories  title, next                   the categories of the menu
//	items       title, next                   the items of the chosen category
//	options     title, next                   the options of the chosen item
//	basket      title, next, [more]           what was ordered; "more" leads back to the menu
//	review      title, next                   everything once more before it counts
//	pay         title, next                   payment
//	done        title                         the end: the order number
//
// "next" is a step, or a list of guarded ways of which the first whose guard is
// true is taken; the last one has no guard:
//
//	next: [{when: "basket.lines == 0", go: category}, {go: review}]
//
// # Expressions
//
// Guards ("when") are CEL expressions of type bool; the price of an option's value
// is a whole number of minor units or a CEL expression of type int. They may use
//
//	fields.NAME      the answer to a field ("" before it is answered)
//	basket.lines     how many lines the basket has
//	basket.count     how many things
//	basket.total     what they cost, in minor units
//
// and, in options only,
//
//	item.id, item.price, item.category
//	options.NAME     what is picked: text for "one", a list of text for "many",
//	                 a whole number for "count"
//
// Expressions are checked at load: names, types, no fractions. Each evaluation has
// a cost limit, and an overflow is an error, never a wrong price.
package service
