package service

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Kind says what a step shows and asks.
type Kind string

const (
	Choose     Kind = "choose"
	Categories Kind = "categories"
	Items      Kind = "items"
	Options    Kind = "options"
	Basket     Kind = "basket"
	Review     Kind = "review"
	Pay        Kind = "pay"
	Done       Kind = "done"
	Identify   Kind = "identify"
	Count      Kind = "count"
	Enter      Kind = "enter"
	Present    Kind = "present"
	Call       Kind = "call"
	Show       Kind = "show"
	Print      Kind = "print"
	Seats      Kind = "seats"
	Short      Kind = "short"
)

// Values are the names of all kinds.
func (Kind) Values() []string { return kindNames() }

// Step is one screen of the service. Title and labels are message ids. The tag
// "kinds" says which kinds of step may have a key; the loader, the JSON Schema and
// the reference page are made from it.
type Step struct {
	ID    string
	Kind  Kind     `yaml:"kind,required" doc:"What the step shows and asks."`
	Title string   `yaml:"title,required" doc:"Message: the title of the screen, said first."`
	Stage string   `yaml:"stage" doc:"The stage of the way that the step belongs to, where the service has stages. A step at which nobody acts (call, print) may leave it out: it is then in that of the steps that lead to it."`
	Says  []string `yaml:"says" doc:"Messages that stand under the title and are read when the screen opens."`

	Counts  []Counted `yaml:"counts" kinds:"count" doc:"What is counted on this screen, in its order: how many of each, with minus and plus."`
	MaxFrom string    `yaml:"max_from" kinds:"count" doc:"An answer of type count, or such a column of a chosen row, as in trip.left: never more than that in total."`

	Field   string   `yaml:"field" kinds:"choose,identify,enter,present,seats" doc:"The field that takes the answer."`
	Name    string   `yaml:"name" kinds:"choose,count" doc:"Message: what the question is about, in one or two words, such as the discount ticket. It stands before the answer where a review tells it; left out, the answer stands alone."`
	Choices []Choice `yaml:"choices" kinds:"choose,identify" doc:"What can be chosen."`
	From    string   `yaml:"from" kinds:"choose,seats" doc:"choose: instead of choices, the answer of type rows whose rows can be chosen; the field is then of type row. seats: the answer of type seats."`
	Row     *Row     `yaml:"row" kinds:"choose" doc:"How the rows of from are shown."`
	Pick    Pick     `yaml:"pick" kinds:"choose" one:"one,many" doc:"one, or left out: exactly one is chosen. many: several, each with a mark; the field is then of type many, or of rows of type rows."`
	None    string   `yaml:"none" kinds:"choose" doc:"pick many: message of the answer of who chooses none; the runtime's own if it is left out. There is none with min."`
	Days    *Days    `yaml:"days" kinds:"choose" doc:"Instead of choices, days between two bounds, as people name them; the field is then of type date."`
	Times   *Times   `yaml:"times" kinds:"choose" doc:"Instead of choices, times of day between two bounds; the field is then of type time."`
	Seats   *Seating `yaml:"seats" kinds:"seats" doc:"How many seats are chosen, and how they are told."`
	More    string   `yaml:"more" step:"true" kinds:"basket,review" doc:"The step that adds another item. A review offers it to those who have not come by the basket, which offers it, too."`
	Next    ways     `yaml:"next" step:"true" kinds:"choose,seats,short,count,categories,items,options,basket,review,pay,enter,present,call,show,print" doc:"The way on: a step, or a list of {when, go} of which the first whose guard is true is taken; the last has no guard."`
	All     bool     `yaml:"all" kinds:"items" doc:"Show the whole menu, without a step of kind categories before."`

	Items  []Usual  `yaml:"items" kinds:"short" doc:"What most people come for, the commonest first, at most six. What is sold out falls away."`
	Ask    []string `yaml:"ask" kinds:"short" doc:"Options, pick one, that are asked before how many; of each item at most one. All others stay as they usually are, and can be changed at the review."`
	Always *Always  `yaml:"always" kinds:"short" doc:"The commonest order of all: one press leads from it to the review. It is the same for everybody: nothing is known of the person."`
	Full   string   `yaml:"full" step:"true" kinds:"short" doc:"The step at which the whole menu begins."`
	How    string   `yaml:"how" kinds:"short" doc:"Message: the question about an option that is asked; the runtime's own if it is left out."`
	Many   string   `yaml:"many" kinds:"short" doc:"Message: the question how many, in the word that counts them; the runtime's own if it is left out."`

	Alphabet Alphabet `yaml:"alphabet" kinds:"enter" one:"digits,hangul,latin" doc:"What is typed; digits if it is left out."`
	Secret   bool     `yaml:"secret" kinds:"enter" doc:"Nobody may see or hear what is typed, only how many characters there are."`
	Min      int      `yaml:"min" kinds:"enter,count,choose" doc:"enter: fewest characters; 1 if it is left out. count: how many there are at least, in total. choose, pick many: how many are chosen at least." min:"0" max:"99"`
	Max      int      `yaml:"max" kinds:"enter,count,choose" doc:"enter: most characters, up to 40. count: how many there are at most, in total. choose, pick many: how many may be chosen." min:"0" max:"99"`
	Groups   []int    `yaml:"groups" kinds:"enter" doc:"How the places of a field of digits are grouped, where min is max: [6, 7]. One group if it is left out."`
	Pattern  Pattern  `yaml:"pattern" kinds:"enter" doc:"Regular expression (RE2) that the whole must match."`
	Wrong    string   `yaml:"wrong" kinds:"enter" doc:"Message: what is said when it is too short or does not match, with a hint how to mend it."`
	Confirm  string   `yaml:"confirm" kinds:"enter" doc:"Message: the button that ends typing; the runtime's own word if it is left out."`

	Reader Reader `yaml:"reader" kinds:"present" one:"card,code,fingerprint" doc:"What is presented."`

	Path      string            `yaml:"path" kinds:"call" doc:"Path of the request, added to the address that the site gives." pattern:"^/"`
	Timeout   time.Duration     `yaml:"timeout" kinds:"call" doc:"How long to wait for the answer: 1s to 20s; 5s if it is left out."`
	Send      []string          `yaml:"send" kinds:"call" doc:"Fields that are sent; of a field of type row its columns, as in car.id; basket for the lines of the order (BASKET.md)."`
	Answer    map[string]Result `yaml:"answer" kinds:"call" doc:"What is expected back, by name. Anything else in the answer is ignored; anything missing or of another shape is a failure."`
	Cancel    *Cancel           `yaml:"cancel" kinds:"call" doc:"The call makes the program keep something for the person. It is told when they give up, when their time runs out, and when the kiosk was cut off: at once, or as soon as it answers again, also after a restart. What is paid for, or has reached a step of kind done, is kept."`
	Busy      string            `yaml:"busy" kinds:"call" doc:"Message while waiting; the runtime's own if it is left out."`
	Failed    string            `yaml:"failed" kinds:"call,print" doc:"Message when it did not work, in words a customer understands; the runtime's own if it is left out."`
	Otherwise string            `yaml:"otherwise" step:"true" kinds:"call,print" doc:"The step that a person may go on to when it did not work."`

	Report *Report `yaml:"report" kinds:"pay" doc:"The program beside the kiosk is told that this was paid: at once, or as soon as it answers again, also after a restart."`
	Charge *Charge `yaml:"charge" kinds:"review" doc:"An answered amount that is to be paid: it becomes the basket when the step opens."`

	Discount *Discount `yaml:"discount" kinds:"review" doc:"An answered amount that is taken off when the step opens, never more than there is to pay: a line of its own, with its reason, from then on to the receipt."`

	Undone string `yaml:"undone" kinds:"done" doc:"Message: what practice ends with, for instance that nothing has been ordered yet; the runtime's own if it is left out."`
	Real   string `yaml:"real" kinds:"done" doc:"Message: the button that turns practice into the real thing; the runtime's own if it is left out."`

	Show  []Shown `yaml:"show" kinds:"show,done,print,choose" doc:"What is shown, line by line."`
	Paper Paper   `yaml:"paper" kinds:"print" one:"receipt,document" doc:"receipt: what was ordered and paid, and the lines of show. document: each thing that was ordered is printed."`
}

// Alphabet is what an enter step takes.
type Alphabet string

const (
	Digits Alphabet = "digits"
	Hangul Alphabet = "hangul"
	Latin  Alphabet = "latin"
)

// Reader is the device of a present step.
type Reader string

const (
	CardReader        Reader = "card"
	CodeReader        Reader = "code" // bar codes
	FingerprintReader Reader = "fingerprint"
)

// Paper is what a print step prints.
type Paper string

const (
	Receipt  Paper = "receipt"
	Document Paper = "document"
)

// Result is one value that a call expects.
type Result struct {
	Type    ValueType `yaml:"type,required" one:"text,code,price,count,choice,date,time,rows,seats" doc:"text: words. code: a number to be called by; beside letters three digits and more are read one by one, and no letter may sound like a digit (E, I, L, O). price: whole minor units. count: a whole number. choice: one of values. date: a day, as in \"2026-11-28\", told without its year and with its weekday. time: a time of day of 24 hours with two digits each, as in \"09:05\". rows: a list, of which a step of kind choose has one chosen. seats: the rows of a plan of seats, of which a step of kind seats has some chosen."`
	Values  []string  `yaml:"values" doc:"choice: what it may be."`
	Counter Counter   `yaml:"counter" doc:"count: how the things are counted (두 잔, 2 cups)."`
	Public  bool      `yaml:"public" doc:"Anybody may hear it, of a list all of it. Otherwise it is only shown, and said through the headset."`
	Hold    bool      `yaml:"hold" doc:"code, or a text that is public: an id that the program has made for what it keeps for the person, such as seats. It is kept on the disk until they have it, so that cancel can name it; it must tell nothing of them."`

	Of   map[string]Column `yaml:"of" doc:"rows: the columns, by name. Each row has a value in each of them."`
	Many bool              // of a column of several chosen rows: each value counts

	ID  string `yaml:"id" doc:"rows: the column, of type text or code, by which the program knows a row again. No two rows have the same."`
	Max int    `yaml:"max" doc:"rows, seats: how many rows there may be; 50 if it is left out. More is a failure." min:"0" max:"10000"`
}

// Column is one value of every row of a list.
type Column struct {
	Type    ValueType `yaml:"type,required" one:"text,code,price,count,choice,date,time" doc:"As that of an answer."`
	Values  []string  `yaml:"values" doc:"choice: what it may be."`
	Counter Counter   `yaml:"counter" doc:"count: how the things are counted (두 잔, 2 cups)."`
}

// Row says how the rows of a list are shown. Label, Second, Price and Picture are columns.
type Row struct {
	Label   string `yaml:"label,required" doc:"The column by which people know a row, of type text, code, choice, date or time: shown large, and said first."`
	Second  string `yaml:"second" doc:"The column that stands under it, of any type."`
	Words   string `yaml:"second_label" doc:"Message that tells what second is, with {{.Value}} in it, as in \"since {{.Value}}\"; left out, the value stands alone."`
	Price   string `yaml:"price" doc:"The column with what it costs, of type price."`
	Picture string `yaml:"picture" doc:"The column that picks the picture: of type choice, each of its values being the name of a picture."`
	Closed  string `yaml:"closed" doc:"Guard, in which row.COLUMN is a value of the row: while it is true the row is shown and cannot be chosen."`
	Why     string `yaml:"why" doc:"Message: why a closed row cannot be chosen, seen and said."`
	Empty   string `yaml:"empty" doc:"Message: the title of the screen where there are no rows; the runtime's own if it is left out."`
}

// Seating says how seats of a plan are chosen and told.
type Seating struct {
	Take    string    `yaml:"take,required" doc:"How many seats are chosen: a whole number, or an expression that gives one, as in 'fields.who == \"two\" ? 2 : 1'. Who comes in a wheelchair counts. People can choose up to 9."`
	Title   string    `yaml:"title" doc:"Message: the title over the seats that are proposed, once it is known where; the title of the step if it is left out."`
	Apart   bool      `yaml:"apart" doc:"Each zone is a room of its own, such as one of several coaches, in which rows are counted from its own front. Otherwise zones are parts of one room."`
	Windows bool      `yaml:"windows" doc:"The places at both ends of a row are at a window."`
	Best    BestSeats `yaml:"best" one:"front,middle,rear" doc:"Which rows of a zone are proposed first; front if it is left out."`
}

// BestSeats says which rows people like best.
type BestSeats string

// The rows; "" is front.
const (
	BestFront  BestSeats = "front"
	BestMiddle BestSeats = "middle"
	BestRear   BestSeats = "rear"
)

// Cancel tells the program that what a call has made it keep for a person is wanted no more.
type Cancel struct {
	Path string   `yaml:"path,required" doc:"Path of the request, added to the address that the site gives." pattern:"^/"`
	Send []string `yaml:"send" doc:"Answers of this call with hold: true. Nothing else is sent but the key of the call."`
}

// Charge makes an answered amount the basket, as one of an item, or what was counted.
type Charge struct {
	Item   string `yaml:"item" doc:"The item of the menu that stands for it; with from."`
	From   string `yaml:"from" doc:"The answer of type price that it costs, or such a column of a chosen row, as in car.due; with item."`
	Counts string `yaml:"counts" step:"true" doc:"Instead of both: the step of kind count whose counts are paid for, each as its item at its price."`
}

// Counted is one thing that is counted.
type Counted struct {
	Field   string `yaml:"field,required" doc:"The field of type count that takes how many."`
	Label   string `yaml:"label,required" doc:"Message: its name."`
	Picture string `yaml:"picture" doc:"Name of a picture, without the ending."`
	Item    string `yaml:"item" doc:"The item of the menu that stands for one of it where a review charges it."`
	Price   *Price `yaml:"price" doc:"What one costs: whole minor units, or an expression in quotes, as in \"fields.trip.fare / 2\". That of the item if it is left out; without both no price is shown."`
	Min     int    `yaml:"min" doc:"How many there are at least." min:"0" max:"99"`
	Max     int    `yaml:"max" doc:"How many there are at most; what the step allows, and never more than 99, if it is left out." min:"0" max:"99"`
	Default int    `yaml:"default" doc:"How many there are at first; min if it is left out." min:"0" max:"99"`
	When    string `yaml:"when" doc:"Guard: offered only while true."`
}

// Discount takes an answered amount off the order.
type Discount struct {
	From  string `yaml:"from,required" doc:"The answer, of type price, that is taken off; nothing where it is 0 or nothing was answered."`
	Label string `yaml:"label,required" doc:"Message: why, in two or three words, such as the name of a coupon."`
}

// Report tells the program beside the kiosk that something was paid.
type Report struct {
	Path string   `yaml:"path,required" doc:"Path of the request, added to the address that the site gives." pattern:"^/"`
	Send []string `yaml:"send" doc:"Choices, answers of calls and columns of chosen rows, by which the program knows what was paid; basket for the lines of the order (BASKET.md). Not entries: until the program has answered, this is kept on the disk."`
}

// Shown is one line of a show, done or print step.
type Shown struct {
	Label string      `yaml:"label,required" doc:"Message. With big, it holds {{.Value}}."`
	From  string      `yaml:"from" doc:"The answer or field that is shown beside it, or a column of a chosen row, as in car.plate; left out, the message stands alone."`
	Place scene.Place `yaml:"place" doc:"Where it is done, beside the screen: the screen points there, and says where it is, if the site has said so. Not with from."`
	Big   bool        `yaml:"big" doc:"Large, as a heading: what people must take along."`
	When  string      `yaml:"when" doc:"Guard: shown only while true."`
}

// Pattern is a regular expression, compiled at load.
type Pattern struct{ re *regexp.Regexp }

// maxPattern bounds a pattern, in bytes.
const maxPattern = 200

// DecodeValue reads a regular expression.
func (p *Pattern) DecodeValue(v datafile.Value) error {
	s, ok := v.Scalar()
	if !ok || len(s) > maxPattern {
		return errPatternShape
	}
	re, err := regexp.Compile("^(?:" + s + ")$")
	if err != nil {
		return fmt.Errorf("pattern %q is no regular expression: %w", s, err)
	}
	p.re = re
	return nil
}

// JSONSchema is what a pattern may be.
func (*Pattern) JSONSchema() datafile.Object {
	return datafile.Object{"type": datafile.AnyScalar(), "maxLength": maxPattern}
}

// Words says it to people.
func (*Pattern) Words() string { return "a regular expression" }

// Match reports whether the whole of what was typed fits; without a pattern,
// everything does.
func (p Pattern) Match(typed []byte) bool { return p.re == nil || p.re.Match(typed) }

// Given reports whether there is a pattern.
func (p Pattern) Given() bool { return p.re != nil }

// Choice is one answer of a choose or identify step.
type Choice struct {
	Value   string `yaml:"value,required" doc:"What the field then holds."`
	Label   string `yaml:"label,required" doc:"Message: its name."`
	Name    string `yaml:"name" doc:"Message: what it is called behind the name of the step, where its label is a whole sentence, as in \"discount ticket: none\" for \"No, I have none\"; left out, its label."`
	Picture string `yaml:"picture" doc:"Name of a picture, without the ending."`
	When    string `yaml:"when" doc:"Guard: offered only while true."`
	Go      string `yaml:"go" step:"true" doc:"The step that choosing it leads to; left out, the way of the step's next."`
	Again   bool   `yaml:"again" doc:"Choosing it begins another round, such as the next book: with it, and with nothing else, go may lead to an earlier stage."`
}

// Stage is a part of the way through a service, as the bar at the top of the screen shows it.
type Stage struct {
	ID    string `yaml:"id,required" doc:"Its id."`
	Label string `yaml:"label,required" doc:"Message: its name, one or two words."`
}

// Category is a page of the menu.
type Category struct {
	ID      string `yaml:"id,required" doc:"Its id."`
	Label   string `yaml:"label,required" doc:"Message: its name."`
	Picture string `yaml:"picture" doc:"Name of a picture, without the ending."`
	// Photo is empty where the first of its items is to stand for it.
	Photo string `yaml:"photo" doc:"Name of a photograph in pictures/photo that stands for it, without the ending. Without it, that of the first item it leads to."`
	// Tint of the ground under its pictures and those of its items. Empty: the next one.
	Tint scene.Tint `yaml:"tint" doc:"The pale ground under its pictures and those of its items, in the usual look. Without it, each category takes the next one in this order, and a short cut that of the first item it leads to."`
	// Items makes it a short cut to things of other categories, such as what people
	// usually take. Empty: the items that name this category.
	Items []string `yaml:"items" doc:"Items of other categories that it leads to, such as what people usually take. Empty: those that name this category."`
	// Valid are the times of its items that name none of their own.
	Valid []Valid `yaml:"valid" doc:"When its items are sold that have no times of their own. Without it, always."`
}

// Item is one thing to order. Price is in minor units, before options.
type Item struct {
	ID       string `yaml:"id,required" doc:"Its id."`
	Category string `yaml:"category" doc:"The category it stands in; needed where the menu has categories."`
	Label    string `yaml:"label,required" doc:"Message: its name."`
	Picture  string `yaml:"picture" doc:"Name of a picture, without the ending."`
	// Pictures are names of pictures by option and value, "temperature.iced".
	Pictures map[string]string `yaml:"pictures" doc:"Names of pictures that replace it, by what is picked: {temperature.iced: latte-iced}. Of several that are picked, that of the option asked first."`
	Photo    string            `yaml:"photo" doc:"Name of a photograph in pictures/photo, without the ending: JPEG or PNG, square or 4:3. Shown in place of the picture in the look with many colours."`
	// Photos are names of photographs by option and value, as Pictures.
	Photos  map[string]string `yaml:"photos" doc:"Names of photographs that replace it, by what is picked: {temperature.iced: latte-iced}."`
	Price   int64             `yaml:"price,required" doc:"In whole minor units (won, cents), before options." min:"0"`
	Options []string          `yaml:"options" doc:"What is asked about it, in this order."`
	Counter Counter           `yaml:"counter" doc:"How it is counted (두 잔, 2 cups); without one, as things are (두 개, 2)."`
	SoldOut bool              `yaml:"sold_out" doc:"It is shown, but cannot be ordered."`
	Limit   int               `yaml:"limit" doc:"Most of it in one order, whatever is picked for it. Without it, 99 of a line." min:"1" max:"99"`
	// Valid are when it is sold; nil in a file: as its category says.
	Valid []Valid    `yaml:"valid" doc:"When it is sold: any of these stretches of time. Without it, as its category says, else always. At other times it is shown, with when it is sold next, and cannot be chosen."`
	Sale  input.Sale // whether that is now; what the files alone know is always sold
	Left  *int64     // how many there are; nil: they are not counted. Only pushes tell
}

// Pick says how an option is picked.
type Pick string

const (
	PickOne   Pick = "one"   // exactly one value
	PickMany  Pick = "many"  // any number of values, each once
	PickCount Pick = "count" // a number from Min to Max, at Price each
)

// Option is one question about an item.
type Option struct {
	ID      string  `yaml:"id,required" doc:"Its id."`
	Label   string  `yaml:"label,required" doc:"Message: the question."`
	Picture string  `yaml:"picture" doc:"Name of a picture, without the ending."`
	Pick    Pick    `yaml:"pick,required" one:"one,many,count" doc:"one: exactly one value. many: any of the values. count: a number from min to max."`
	Default string  `yaml:"default" doc:"one: the value that is picked at first."`
	Values  []Value `yaml:"values" doc:"one, many: what can be picked."`
	Min     int     `yaml:"min" doc:"count: the least." min:"0"`
	Max     int     `yaml:"max" doc:"count: the most." min:"0"`
	Price   Price   `yaml:"price" doc:"count: of each, in minor units, or an expression in quotes."`
	Counter Counter `yaml:"counter" doc:"count: how the things are counted (두 잔, 2 cups)."`
	// Included are what the price of the item brings along.
	Included int    `yaml:"included" doc:"count: how many the item brings along. With 1, no more is \"1 copy\", and two more are \"3 copies\"." min:"0"`
	Named    bool   `yaml:"named" doc:"one, many: in the lines of an order its name stands before what was picked, where that alone does not say of what: \"size regular\"."`
	When     string `yaml:"when" doc:"Guard: asked only while true."`
}

// Value is one answer to an option.
type Value struct {
	ID      string `yaml:"id,required" doc:"Its id."`
	Label   string `yaml:"label,required" doc:"Message: its name."`
	Picture string `yaml:"picture" doc:"Name of a picture, without the ending."`
	Price   Price  `yaml:"price" doc:"What it adds, in minor units, or an expression in quotes."`
	Large   bool   `yaml:"large" doc:"What is printed for it is printed in large type."`
	When    string `yaml:"when" doc:"Guard: offered only while true."`
}

// Price is what an option adds: Minor units, or the value of Expr where that is
// not empty.
type Price struct {
	Minor int64
	Expr  string
}

// DecodeValue reads a whole number or an expression.
func (p *Price) DecodeValue(v datafile.Value) error {
	s, ok := v.Scalar()
	if !ok {
		return errPriceShape
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if plain, is := datafile.Plain(s); err != nil && is {
		return &datafile.Mistake{Msg: fmt.Sprintf("price %q is no whole number of minor units", s), Remedy: "write only its digits: " + plain}
	}
	if err == nil {
		p.Minor = n
	} else {
		p.Expr = s
	}
	return nil
}

// JSONSchema is what a price may be.
func (*Price) JSONSchema() datafile.Object {
	return datafile.Object{"type": []string{"integer", "string"}}
}

// Words says it to people.
func (*Price) Words() string { return "a whole number or an expression" }

// way is one way on. An empty When is always open.
type way struct {
	When string `yaml:"when" doc:"Guard: this way is taken while it is true."`
	Go   string `yaml:"go,required" step:"true" doc:"The step it leads to."`
}

type ways []way

// JSONSchema is what a way on may be.
func (*ways) JSONSchema() datafile.Object {
	return datafile.Object{"anyOf": []any{datafile.Object{"type": datafile.AnyScalar()}, datafile.TypeSchema(reflect.TypeFor[[]way]())}}
}

// Words says it to people.
func (*ways) Words() string { return "a step or a list" }

// Otherwise is the way on where no guard is true; "" where there is none.
func (w ways) Otherwise() string {
	if len(w) == 0 {
		return ""
	}
	return w[len(w)-1].Go
}

// All are the steps that the ways lead to, in their order.
func (w ways) All() []string {
	out := make([]string, 0, len(w))
	for _, way := range w {
		out = append(out, way.Go)
	}
	return out
}

// DecodeValue reads a step id or a list of guarded ways.
func (w *ways) DecodeValue(v datafile.Value) error {
	if v.IsList() {
		v.Into((*[]way)(w))
		return nil
	}
	s, ok := v.Scalar()
	if !ok {
		return errWayShape
	}
	*w = ways{{Go: s}}
	return nil
}

// Field is a named answer: a choice of given values, a row of a list, a number of things, or
// an entry: something typed or presented, which no file, log or expression ever sees. Of an entry
// an expression only learns whether it was given: fields.NAME == "given". Of a row it
// sees the same, and the columns: fields.NAME.COLUMN. Chosen seats are like a row.
type Field struct {
	Type    ValueType `yaml:"type,required" one:"choice,many,entry,row,rows,seats,count,date,time" doc:"choice: one of values. many: several of values. rows: several rows of a list. date: a day, as in 2026-12-07. time: a time of day, as in 14:30. entry: what is typed or presented. row: a row of a list that a call has answered. seats: seats of a plan, with the columns ids, places, zone, kind and count. count: how many of something."`
	Values  []string  `yaml:"values" doc:"choice, many: what it may be."`
	Counter Counter   `yaml:"counter" doc:"count: how the things are counted (두 명, 2 people)."`
}

// The types of a field, and what an expression sees of an entry, and of a row.
const (
	ChoiceField ValueType = "choice"
	ManyField   ValueType = "many"
	RowsField   ValueType = "rows"
	EntryField  ValueType = "entry"
	RowField    ValueType = "row"
	SeatsField  ValueType = "seats"
	CountField  ValueType = "count"
	DateField             = ResultDate
	TimeField             = ResultTime
	Given                 = "given"
)

type serviceFile struct {
	ID        string           `yaml:"id,required" doc:"Its id."`
	Name      string           `yaml:"name,required" doc:"Message: what the first screen is called."`
	Currency  string           `yaml:"currency,required" doc:"ISO 4217 code of all prices." pattern:"^[A-Z]{3}$"`
	Languages []scene.Lang     `yaml:"languages,required" doc:"BCP 47 tags of the languages it is written in, the first being the one a person meets."`
	Menu      string           `yaml:"menu" doc:"File of the menu; menu.yaml if it is left out."`
	Pictures  string           `yaml:"pictures" doc:"Directory of the pictures; pictures if it is left out."`
	Start     string           `yaml:"start,required" doc:"The first step; where there is a short way, the first of the whole menu."`
	Short     string           `yaml:"short" doc:"The step of kind short at which people begin instead, unless the site turns that off. false, or none: they begin at start."`
	Stages    []Stage          `yaml:"stages" doc:"The parts of the way, 3 to 6 in their order: a bar on every screen shows which of them it is. Without them there is no bar."`
	Fields    map[string]Field `yaml:"fields" doc:"Answers that the steps collect, by name."`
	Groups    map[string]Group `yaml:"groups" doc:"Groups of steps with parameters, by name, for steps that would stand there twice; a step {use: NAME} puts them there."`
	Steps     map[string]Step  `yaml:"steps,required" doc:"The steps, by id."`
}

type menuFile struct {
	Catalogue  *Catalogue `yaml:"catalogue" doc:"A call that tells prices, what is sold out or left, and more items. Asked only where the site names a program; what it told last holds while it is away."`
	Categories []Category `yaml:"categories" doc:"The pages of the menu, in the order of the screen; not needed where every item is shown at once."`
	Items      []Item     `yaml:"items,required" doc:"What can be ordered, in the order of the screen."`
	Options    []Option   `yaml:"options" doc:"What is asked about items."`
	OwnPhotos  bool       `yaml:"own_photos" doc:"The photographs show the very things that are sold here. The easy form shows them, too; of others it shows the pictures."`
}
