// Package menucsv makes a service out of a menu that a shop keeps as a table: one row
// an item, in UTF-8, with a first row of column names (Korean or English, any order).
//
//	category 분류   name 이름   price 가격   id   name.en 영어 이름
//	options 선택    picture 그림   photo 사진      spoken 읽는 말   easy 쉬운 말   sold_out 품절 (yes, no)
//	spoken.en 영어 읽는 말   easy.en 영어 쉬운 말
//
// Easy words explain a name and do not replace it: without the name in them they are put
// behind it, in brackets.
//
// Only name and price are needed. An option is written 온도=따뜻하게|차갑게+500, several
// are divided by ";". What the table lacks is left as a gap in the files, where the
// kiosk falls back to what there is, and named in a to-do list. The files name their JSON
// Schemas, which lie beside them, for editors.
//
// It is pure: text in, text out. Any goroutine may call it.
package menucsv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"modu/internal/datafile"
	"modu/internal/service"
	"modu/locales"
)

// Result is the files of a service and what is still to be done.
type Result struct {
	Files    map[string][]byte // by their names in the service's directory
	Pictures []string          // names that the menu uses
	Photos   []string          // the same of photographs
	ToDo     []string          // one gap each, with the line of the table
	Items    int
}

// maxPrice is nine digits: read in one breath, and no basket of them overflows.
const maxPrice = 999_999_999

// columns are the names of the columns, as people write them.
var columns = map[string][]string{
	"id": {"id", "번호"}, "category": {"category", "분류"}, "name": {"name", "이름", "메뉴", "상품명"}, "price": {"price", "가격"},
	"options": {"options", "선택", "옵션"}, "picture": {"picture", "그림"}, "photo": {"photo", "사진"}, "spoken": {"spoken", "읽는 말"}, "easy": {"easy", "쉬운 말"},
	"sold_out": {"sold_out", "sold out", "품절"}, "name.en": {"name.en", "영어 이름"}, "spoken.en": {"spoken.en", "영어 읽는 말"}, "easy.en": {"easy.en", "영어 쉬운 말"},
}

type row struct {
	soldOut bool
	line    int
	cells   map[string]string
	id      string
	price   int64
	options []string
}

type option struct {
	id, label string
	values    []value
}

type value struct {
	label string
	price int64
}

type importer struct {
	file     string
	rows     []row
	issues   datafile.Issues
	todo     []string
	english  bool
	cats     []string
	catAt    map[string]int // places in cats
	options  []option
	optionAt map[string]int // places in options, by what they are
	have     Have
	pictures []string // that the menu uses
	photos   []string
}

// Have tells which pictures and which photographs there are, by their names.
type Have struct{ Picture, Photo func(name string) bool }

// Import reads a table. What have does not know is left out of the menu and named. name is
// what the shop is called.
func Import(file string, data []byte, name string, have Have) (Result, datafile.Issues) {
	im := &importer{file: file, have: have, catAt: map[string]int{}, optionAt: map[string]int{}}
	im.read(data)
	if len(im.rows) == 0 && len(im.issues) == 0 {
		im.bad(1, "write one row an item under the names of the columns", "the table has no items")
	}
	im.ids()
	im.alike()
	for i := range im.rows {
		im.rows[i].options = im.optionsOf(&im.rows[i])
	}
	if len(im.issues) > 0 {
		return Result{}, im.issues
	}
	r := Result{Items: len(im.rows), Files: map[string][]byte{}}
	r.Files["menu.yaml"] = im.menu()
	r.Pictures, r.Photos = im.pictures, im.photos
	r.Files["service.yaml"] = im.service()
	r.Files["locales/ko.yaml"] = im.locale("ko", "", name)
	if im.english {
		r.Files["locales/en.yaml"] = im.locale("en", ".en", name)
	}
	schemas := service.Schemas()
	r.Files["service.schema.json"], r.Files["menu.schema.json"] = schemas["service.schema.json"], schemas["menu.schema.json"]
	r.Files["locale.schema.json"] = locales.Schema()
	r.Files[Kept] = kept(im.rows)
	r.ToDo = im.todo
	r.Files["TODO.md"] = im.list()
	return r, nil
}

func (im *importer) bad(line int, remedy, format string, args ...any) {
	im.issues = append(im.issues, datafile.Issue{Pos: datafile.Pos{File: im.file, Line: line}, Msg: fmt.Sprintf(format, args...), Remedy: remedy})
}

func (im *importer) gap(line int, format string, args ...any) {
	im.todo = append(im.todo, fmt.Sprintf("line %d: ", line)+fmt.Sprintf(format, args...))
}

func (im *importer) read(data []byte) {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if len(data) > datafile.MaxBytes {
		im.bad(0, fmt.Sprintf("keep it under %d bytes", datafile.MaxBytes), "the table is too large")
		return
	}
	if !utf8.Valid(data) {
		im.bad(0, `save it again as "CSV UTF-8"`, "the table is not in UTF-8")
		return
	}
	rd := csv.NewReader(bytes.NewReader(data))
	rd.FieldsPerRecord = -1
	rd.TrimLeadingSpace = true
	head, err := rd.Read()
	if err != nil {
		im.bad(1, "begin with the names of the columns", "the table cannot be read")
		return
	}
	names := im.head(head)
	for {
		cells, err := rd.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			im.bad(pe.Line, "check the quotes on that line", "%s", pe.Err)
			return
		}
		line, _ := rd.FieldPos(0)
		if strings.TrimSpace(strings.Join(cells, "")) == "" {
			continue
		}
		r := row{line: line, cells: map[string]string{}}
		for i, c := range cells {
			if i < len(names) {
				r.cells[names[i]] = strings.Join(strings.Fields(c), " ")
			} else if strings.TrimSpace(c) != "" {
				im.bad(line, "put texts with a comma into quotes", "the line has more cells than there are columns")
				break
			}
		}
		im.check(&r)
		im.rows = append(im.rows, r)
	}
}

func (im *importer) head(cells []string) []string {
	var known []string
	for _, words := range columns {
		known = append(known, words...)
	}
	var unknown []string
	out := make([]string, len(cells))
	for i, c := range cells {
		c = strings.ToLower(strings.TrimSpace(c))
		for name, words := range columns {
			if slices.Contains(words, c) {
				out[i] = name
			}
		}
		if out[i] == "" && c != "" {
			unknown = append(unknown, c)
		}
	}
	missing := false
	for _, need := range []string{"name", "price"} {
		if !slices.Contains(out, need) {
			im.bad(1, "add it", "there is no column %q", strings.Join(columns[need], " or "))
			missing = true
		}
	}
	for _, c := range unknown {
		if missing { // it may be that one, in other words
			im.bad(1, datafile.Suggest(c, known), "column %q is not known", c)
		} else {
			im.gap(1, "the column %q is not used: it is not known; %s", c, datafile.Suggest(c, known))
		}
	}
	im.english = slices.Contains(out, "name.en")
	return out
}

func (im *importer) check(r *row) {
	if r.cells["name"] == "" {
		im.bad(r.line, "give it a name", "the item has no name")
	}
	if strings.Contains(strings.Join([]string{r.cells["name"], r.cells["easy"], r.cells["spoken"]}, ""), "{{") {
		im.bad(r.line, "write plain text", "the text holds a placeholder")
	}
	var ok bool
	if r.price, ok = amount(r.cells["price"]); !ok {
		im.bad(r.line, fmt.Sprintf("write whole won, 0 to %d, such as 4500 or 4,500원", maxPrice), "price %q is not understood", r.cells["price"])
	}
	switch s := strings.ToLower(r.cells["sold_out"]); {
	case slices.Contains(soldOut, s):
		r.soldOut = true
	case s != "" && !slices.Contains(forSale, s):
		im.bad(r.line, "write yes or no, 품절 or 판매중, or leave it empty", "whether it is sold out cannot be told from %q", r.cells["sold_out"])
	}
	c := r.cells["category"]
	if _, known := im.catAt[c]; !known {
		im.catAt[c] = len(im.cats)
		im.cats = append(im.cats, c)
	}
}

// What tables write under "sold out", in lower case. An x alone is neither: it is "no" beside
// an o, and a tick elsewhere.
var (
	soldOut = []string{"1", "y", "yes", "true", "o", "예", "네", "품절", "매진", "sold out", "sold_out"}
	forSale = []string{"0", "n", "no", "false", "아니요", "아니오", "판매중", "판매 중", "있음", "-"}
)

// amount reads 4500, 4,500, 4,500원 and ₩4,500.
func amount(s string) (int64, bool) {
	s = strings.NewReplacer(",", "", "원", "", "₩", "", " ", "").Replace(s)
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && n <= maxPrice
}

// ids gives every row its id: its own, the English name, or its place.
func (im *importer) ids() {
	seen := map[string]int{}
	for i := range im.rows {
		r := &im.rows[i]
		own := r.cells["id"]
		r.id = slug(own)
		if own != "" && r.id != strings.ToLower(own) {
			im.bad(r.line, "begin with a letter; letters, digits and - only", "id %q cannot be used", own)
		}
		if r.id == "" {
			r.id = slug(r.cells["name.en"])
		}
		if r.id == "" {
			r.id = fmt.Sprintf("item-%d", i+1)
			im.gap(r.line, "give %q an id of its own; %s changes when rows move, and pushes name items by id", r.cells["name"], r.id)
		}
		if other, twice := seen[r.id]; twice {
			im.bad(r.line, "give each its own id", "id %q is also that of line %d", r.id, other)
		}
		seen[r.id] = r.line
	}
}

// alike names what has one name in one category: nobody could tell the two apart.
func (im *importer) alike() {
	seen := map[[2]string]int{}
	for _, r := range im.rows {
		key := [2]string{r.cells["category"], r.cells["name"]}
		if other, twice := seen[key]; twice && key[1] != "" {
			im.bad(r.line, "give each a name that tells them apart, also by ear", "the name %q is also that of line %d", key[1], other)
		}
		seen[key] = r.line
	}
}

// slug makes an id of Latin words; "" where there are none.
func slug(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9' && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	out := strings.Trim(b.String(), "-")
	return out[:min(len(out), 40)]
}

// optionsOf reads 온도=따뜻하게|차갑게+500; …; equal ones are one option of the menu.
func (im *importer) optionsOf(r *row) []string {
	var ids []string
	for _, part := range strings.Split(r.cells["options"], ";") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		label, list, ok := strings.Cut(part, "=")
		o := option{label: strings.TrimSpace(label)}
		for _, v := range strings.Split(list, "|") {
			text, price, priced := strings.Cut(v, "+")
			n, good := amount(price)
			if !priced {
				n, good = 0, true
			}
			o.values = append(o.values, value{strings.TrimSpace(text), n})
			ok = ok && good && strings.TrimSpace(text) != ""
		}
		if !ok || o.label == "" || len(o.values) < 2 {
			im.bad(r.line, "write it like 온도=따뜻하게|차갑게+500", "option %q is not understood", part)
			continue
		}
		key := strconv.Quote(o.label)
		for _, v := range o.values {
			key += fmt.Sprintf("|%q+%d", v.label, v.price)
		}
		i, known := im.optionAt[key]
		if !known {
			i = len(im.options)
			im.optionAt[key] = i
			o.id = fmt.Sprintf("option-%d", i+1)
			im.options = append(im.options, o)
		}
		if id := im.options[i].id; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (im *importer) cat(name string) string {
	return fmt.Sprintf("category-%d", im.catAt[name]+1)
}

func (im *importer) menu() []byte {
	var b strings.Builder
	b.WriteString(schemaLine("menu.schema.json") + "# Made of " + strconv.Quote(im.file) + " by kioskctl service import. Prices are whole won.\nversion: 1\n\n")
	if len(im.cats) > 1 {
		b.WriteString("categories:\n")
		for _, c := range im.cats {
			fmt.Fprintf(&b, "  - {id: %s, label: %s}\n", im.cat(c), im.cat(c))
		}
	}
	b.WriteString("\nitems:\n")
	for _, r := range im.rows {
		fmt.Fprintf(&b, "  - {id: %s, label: item.%s, price: %d", r.id, r.id, r.price)
		if len(im.cats) > 1 {
			fmt.Fprintf(&b, ", category: %s", im.cat(r.cells["category"]))
		}
		b.WriteString(im.shown(&r))
		if len(r.options) > 0 {
			fmt.Fprintf(&b, ", options: [%s]", strings.Join(r.options, ", "))
		}
		if r.soldOut {
			b.WriteString(", sold_out: true")
		}
		b.WriteString("}\n")
	}
	im.menuOptions(&b)
	if len(im.photos) > 0 {
		b.WriteString("\nown_photos: true # they show the very things that are sold here\n")
	}
	return []byte(b.String())
}

// shown is what the menu says of the picture and the photograph of an item.
func (im *importer) shown(r *row) string {
	out, name := "", r.cells["name"]
	pic, photo := r.cells["picture"], r.cells["photo"]
	switch {
	case pic == "" && photo == "":
		im.gap(r.line, "a picture for %q", name)
	case pic == "":
	case !im.have.Picture(pic):
		im.gap(r.line, "the picture %q for %q has no file: add pictures/%s.svg and write picture: %s in menu.yaml", pic, name, pic, pic)
	default:
		out += ", picture: " + datafile.Quote(pic)
		im.pictures = append(im.pictures, pic)
	}
	switch {
	case photo == "":
	case !im.have.Photo(photo):
		im.gap(r.line, "the photograph %q for %q has no file: add pictures/photo/%s.jpg and write photo: %s in menu.yaml", photo, name, photo, photo)
	default:
		out += ", photo: " + datafile.Quote(photo)
		im.photos = append(im.photos, photo)
	}
	return out
}

func (im *importer) menuOptions(b *strings.Builder) {
	if len(im.options) == 0 {
		return
	}
	b.WriteString("\noptions:\n")
	for _, o := range im.options {
		fmt.Fprintf(b, "  - id: %s\n    label: %s\n    pick: one\n    default: v1\n    values:\n", o.id, o.id)
		for i, v := range o.values {
			fmt.Fprintf(b, "      - {id: v%d, label: %s.v%d, price: %d}\n", i+1, o.id, i+1, v.price)
		}
	}
}

// schemaLine tells editors that know YAML schemas which schema a file has.
func schemaLine(at string) string { return "# yaml-language-server: $schema=" + at + "\n" }

func (im *importer) list() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "# To do\n\nWhat the table did not tell. The service works without it: where there is no easy form the\nordinary one is shown, where there is no spoken form the written one is read.\n\n")
	for _, t := range im.todo {
		b.WriteString("- [ ] " + t + "\n")
	}
	if len(im.todo) == 0 {
		b.WriteString("Nothing.\n")
	}
	return []byte(b.String())
}
