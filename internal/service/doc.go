// Package service is a service as data: the steps a person goes through, the menu,
// prices and the guards that choose the way. A service is a directory:
//
//	service.yaml   steps, fields, languages, currency
//	menu.yaml      categories, items, options; not needed where no step shows a menu
//	pictures/      one file per picture name: name.svg, name.png or name.jpg
//	sign/          sign-language clips: <language>/screen.<step>.mpg, or <language>/<message id>.mpg
//
// It hides the file format, the expression language (CEL) and every check that a
// service must pass before a person meets it. Load reports all mistakes at once,
// each with its line and a remedy. A Service never changes after Load; any
// goroutine may use it. It does no I/O beyond the fs.FS it is given, never calls a
// clock, and knows no service by name.
//
// # Steps
//
// Every step has a kind, a title and perhaps messages under "says". Keys in brackets
// may be left out; assets/services/README.md is the guide, REFERENCE.md lists every
// key.
//
//	choose      field, choices, next       one question; the answer goes into a field.
//	                                       A choice may lead somewhere itself: "go"
//	            field, from, row, next     the same over the rows of a list that a call
//	                                       has answered
//	short       items, full, next, [ask, always, how, many]
//	                                       what most people come for, as they usually
//	                                       have it: which, how, how many; "full" leads
//	                                       to the whole menu
//	categories  next                       the categories of the menu
//	items       next, [all]                the items of the chosen category, or all
//	options     next                       the options of the chosen item
//	basket      next, [more]               what was ordered; "more" leads to the menu
//	review      next, [charge, more]       everything once more before it counts; with
//	                                       "charge" an answered amount is what is paid
//	pay         next                       payment; where nothing is to be paid, none
//	identify    field, choices             ways to say who one is; each leads to enter
//	                                       or present, and never only to a fingerprint
//	enter       field, next, [alphabet, secret, min, max, pattern, wrong, confirm]
//	present     field, reader, next        hold a card, a code or a finger to a reader
//	call        path, next, [timeout, send, answer, busy, failed, otherwise]
//	                                       ask a program beside the kiosk over HTTP
//	show        next, [show]               something to read
//	print       paper, next, [show, failed, otherwise]
//	done        [show]                     the end: the order number, or what show says
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
//	fields.NAME      the answer to a field ("" before it is answered); of what was
//	                 typed or presented only that it was: "given"
//	answers.NAME     what a call answered: text, or a whole number for price and
//	                 count; "" and 0 before there is an answer. Of a list how many
//	                 rows it has
//	fields.NAME.COLUMN
//	                 a value of the row that was chosen for a field
//	basket.lines     how many lines the basket has
//	basket.count     how many things
//	basket.total     what they cost, in minor units
//
// in the guard "closed" of a row also row.COLUMN and, in options only,
//
//	item.id, item.price, item.category
//	options.NAME     what is picked: text for "one", a list of text for "many",
//	                 a whole number for "count"
//
// Expressions are checked at load: names, types, no fractions. Each evaluation has
// a cost limit, and an overflow is an error, never a wrong price.
package service
