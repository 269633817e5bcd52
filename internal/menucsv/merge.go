package menucsv

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"modu/internal/datafile"
	"modu/internal/service"
)

// Kept is the name of the file in which a service keeps the table that it was last made of, with
// the id of each item. What has changed in a table is told from it: what somebody has changed in
// the service meanwhile is theirs, and stays.
const Kept = "imported.csv"

// Existing is a service that a table is put into.
type Existing struct {
	Service *service.Service
	Files   map[string][]byte // the menu, the locales and Kept, by their names in its directory
}

// Touched are the files of a service that a table may change, by their names in its directory.
func Touched(svc *service.Service) []string {
	names := []string{svc.MenuFile(), Kept}
	for _, lang := range svc.Languages {
		names = append(names, localeFile(string(lang)))
	}
	return names
}

// Difference is one thing that a table changes, or would change.
type Difference struct {
	Line   int    // of the table; 0: it is not in it any more
	Item   string // its id
	Name   string
	What   string // new, price, sold out, name, a form of a text, picture, photo, gone, deleted
	Was    string
	Is     string
	Refuse string // why it is not done: somebody has changed it in the service; "": it is
}

// String is the difference as people read it.
func (d Difference) String() string {
	s := fmt.Sprintf("%s (%s): %s", d.Name, d.Item, d.What)
	if d.Was != "" || d.Is != "" {
		s += fmt.Sprintf(" %s → %s", cmp.Or(d.Was, "(none)"), cmp.Or(d.Is, "(none)"))
	}
	if d.Refuse != "" {
		s += "; kept as it is: " + d.Refuse
	}
	return s
}

// Merged is what putting a table into a service comes to.
type Merged struct {
	Files    map[string][]byte // what is to be written; nothing else changes
	Pictures []string          // that new items use
	Photos   []string
	ToDo     []string
	All      []Difference
}

// Merge puts a table into a service. Items that are new are added behind the others, what has changed
// in the table is changed, and what somebody has made by hand stays: options, pictures, texts, the
// order. What is not in the table any more is marked as sold out; with remove, it is taken out. What was never in a
// table is left alone.
func Merge(file string, data []byte, have Have, ex Existing, remove bool) (Merged, datafile.Issues) {
	im := &importer{file: file, have: have, catAt: map[string]int{}, optionAt: map[string]int{}}
	im.read(data)
	if len(im.rows) == 0 && len(im.issues) == 0 {
		im.bad(1, "write one row an item under the names of the columns", "the table has no items")
	}
	m := &merge{importer: im, svc: ex.Service, files: maps.Clone(ex.Files), remove: remove, menu: map[string]map[string]string{}, texts: map[string][]datafile.Entry{}}
	m.readLast()
	m.readTexts()
	m.name()
	if len(im.issues) > 0 {
		return Merged{}, im.issues
	}
	for i := range im.rows {
		if r := &im.rows[i]; m.has(r.id) {
			m.update(r)
		} else {
			m.add(r)
		}
	}
	if len(im.issues) > 0 {
		return Merged{}, im.issues
	}
	m.vanished()
	if err := m.write(); err != nil {
		im.bad(0, "change it by hand, or write the lists of menu.yaml and the texts one entry a line", "the service cannot be changed in place: %v", err)
		return Merged{}, im.issues
	}
	out := Merged{Files: map[string][]byte{}, Pictures: im.pictures, Photos: im.photos, ToDo: im.todo, All: m.all}
	for name, now := range m.files {
		if string(now) != string(ex.Files[name]) {
			out.Files[name] = now
		}
	}
	return out, nil
}

// merge is a table being put into a service.
type merge struct {
	*importer
	svc    *service.Service
	files  map[string][]byte
	remove bool
	last   map[string]row                          // the rows of the table before, by id
	words  map[string]map[string]map[string]string // texts by language, message and form
	all    []Difference

	menu    map[string]map[string]string // what changes of items that are there
	items   []string                     // entries to add
	cats    []string
	opts    []string
	gone    []string
	texts   map[string][]datafile.Entry // by language
	joined  []string                    // categories that get a new item
	newCats map[string]string           // ids by name
	newOpts map[string]string           // ids by what they are
}

func (m *merge) has(id string) bool { _, there := m.svc.Item(id); return there }

// readLast reads the table that the service was last made of.
func (m *merge) readLast() {
	m.last = map[string]row{}
	data, there := m.files[Kept]
	if !there {
		return
	}
	old := &importer{file: Kept, catAt: map[string]int{}, optionAt: map[string]int{}}
	old.read(data)
	m.issues = append(m.issues, old.issues...)
	for _, r := range old.rows {
		m.last[r.cells["id"]] = r
	}
}

// readTexts reads the texts of the service.
func (m *merge) readTexts() {
	m.words = map[string]map[string]map[string]string{}
	for _, lang := range m.svc.Languages {
		all := map[string]map[string]string{}
		m.words[string(lang)] = all
		name := localeFile(string(lang))
		entries, err := datafile.Entries(m.files[name], "messages", "text")
		if err != nil {
			m.issues = append(m.issues, datafile.Issue{Pos: datafile.Pos{File: name}, Msg: err.Error(), Remedy: "put the table in by hand"})
		}
		for _, e := range entries {
			forms := map[string]string{}
			for _, f := range e.Forms {
				forms[f.Name] = f.Text
			}
			all[e.Name] = forms
		}
	}
}

func localeFile(lang string) string { return "locales/" + lang + ".yaml" }

// korean is the text of a message in Korean, the language of tables.
func (m *merge) korean(message string) string { return m.words["ko"][message]["text"] }

// name finds the item of each row: by the id that it names, else by its name in the table before,
// by its name in the service, and by its English name. What nothing is found for is new.
func (m *merge) name() {
	byName := map[string]string{}
	for _, it := range m.svc.Menu() {
		byName[m.korean(it.Label)] = it.ID
	}
	for id, r := range m.last {
		if m.has(id) {
			byName[r.cells["name"]] = id
		}
	}
	seen, free := map[string]int{}, 0
	for i := range m.rows {
		r := &m.rows[i]
		own := r.cells["id"]
		switch known := byName[r.cells["name"]]; {
		case own != "":
			if r.id = slug(own); r.id != strings.ToLower(own) {
				m.bad(r.line, "begin with a letter; letters, digits and - only", "id %q cannot be used", own)
			}
		case known != "":
			r.id = known
		case slug(r.cells["name.en"]) != "":
			r.id = slug(r.cells["name.en"])
		default:
			for free++; m.has(fmt.Sprintf("item-%d", free)) || m.last[fmt.Sprintf("item-%d", free)].line > 0; free++ {
			}
			r.id = fmt.Sprintf("item-%d", free)
			m.gap(r.line, "give %q an id of its own: pushes name items by id, and this one is %s", r.cells["name"], r.id)
		}
		if other, twice := seen[r.id]; twice {
			m.bad(r.line, "give each a name or an id of its own", "this is the item %q of line %d once more", r.id, other)
		}
		seen[r.id] = r.line
	}
}

// note notes a difference, and reports whether it is to be made: not if the table says what it
// said before, and the service says something else, which somebody has then written there.
func (m *merge) note(r *row, cell, what, was, is string) bool {
	old, known := m.last[r.id]
	d := Difference{Line: r.line, Item: r.id, Name: r.cells["name"], What: what, Was: was, Is: is}
	if known && old.cells[cell] == r.cells[cell] {
		d.Refuse = "the table says what it said before, so this was changed in the service"
	}
	m.all = append(m.all, d)
	return d.Refuse == ""
}

func (m *merge) set(id, key, value string) {
	if m.menu[id] == nil {
		m.menu[id] = map[string]string{}
	}
	m.menu[id][key] = value
}

// update brings an item in line with its row.
func (m *merge) update(r *row) {
	it, _ := m.svc.Item(r.id)
	if it.Price != r.price && m.note(r, "price", "price", strconv.FormatInt(it.Price, 10), strconv.FormatInt(r.price, 10)) {
		m.set(r.id, "price", strconv.FormatInt(r.price, 10))
	}
	_, told := r.cells["sold_out"]
	if told && it.SoldOut != r.soldOut && m.note(r, "sold_out", "sold out", strconv.FormatBool(it.SoldOut), strconv.FormatBool(r.soldOut)) {
		m.set(r.id, "sold_out", strconv.FormatBool(r.soldOut))
	}
	old, known := m.last[r.id]
	if !told && it.SoldOut && known && old.soldOut && m.note(r, "sold_out", "sold out", "true", "false") {
		m.set(r.id, "sold_out", "false") // it was not in the table for a while, and is again
	}
	for _, t := range []struct{ cell, lang, form string }{{"name", "ko", "text"}, {"spoken", "ko", "spoken"}, {"easy", "ko", "easy"}, {"name.en", "en", "text"}, {"spoken.en", "en", "spoken"}, {"easy.en", "en", "easy"}} {
		m.updateText(r, it, t.cell, t.lang, t.form)
	}
	for _, cell := range [...]string{"options", "category"} {
		if known && old.cells[cell] != r.cells[cell] {
			m.all = append(m.all, Difference{Line: r.line, Item: r.id, Name: r.cells["name"], What: cell, Was: old.cells[cell], Is: r.cells[cell], Refuse: "change it in menu.yaml; what was made there by hand must not be lost"})
		}
	}
}

// updateText brings one text of an item in line with its cell. An empty cell says nothing.
func (m *merge) updateText(r *row, it service.Item, cell, lang, form string) {
	want := r.cells[cell]
	forms, offered := m.words[lang]
	if want == "" || !offered {
		return
	}
	if form == "easy" {
		name := cmp.Or(r.cells[map[string]string{"ko": "name", "en": "name.en"}[lang]], r.cells["name"])
		want = easyWords(name, want)
	}
	was := forms[it.Label][form]
	if was == want || !m.note(r, cell, form+" in "+lang, was, want) {
		return
	}
	m.say(lang, it.Label, datafile.Form{Name: form, Text: want})
	if cell == "name" {
		for _, l := range slices.Sorted(maps.Keys(m.words)) {
			if l != lang || forms[it.Label]["easy"] != "" || forms[it.Label]["spoken"] != "" {
				m.gap(r.line, "%q is now called %q: look through its other forms in %s", was, want, localeFile(l))
			}
		}
	}
}

func (m *merge) say(lang, message string, forms ...datafile.Form) {
	m.texts[lang] = append(m.texts[lang], datafile.Entry{Name: message, Forms: forms})
}

// easyWords explain a name and do not replace it: who knows it by its name must find it.
func easyWords(name, easy string) string {
	if easy == "" || strings.Contains(easy, name) {
		return easy
	}
	return name + " (" + easy + ")"
}

// add adds an item.
func (m *merge) add(r *row) {
	m.all = append(m.all, Difference{Line: r.line, Item: r.id, Name: r.cells["name"], What: "new", Is: strconv.FormatInt(r.price, 10)})
	entry := fmt.Sprintf("{id: %s, label: item.%s, price: %d", r.id, r.id, r.price)
	if len(m.svc.Categories()) > 0 {
		entry += ", category: " + m.category(r)
	}
	entry += m.shown(r)
	if ids := m.optionIDs(r); len(ids) > 0 {
		entry += fmt.Sprintf(", options: [%s]", strings.Join(ids, ", "))
	}
	if r.soldOut {
		entry += ", sold_out: true"
	}
	m.items = append(m.items, entry+"}")
	for _, lang := range m.svc.Languages {
		suffix := map[string]string{"en": ".en"}[string(lang)]
		name := r.cells["name"]
		inTable := lang == "ko" || lang == "en"
		if own := r.cells["name"+suffix]; inTable && own != "" {
			name = own
		} else {
			m.gap(r.line, "the name of %q in %s: until then it is there in Korean", name, lang)
		}
		forms := []datafile.Form{{Name: "text", Text: name}}
		if easy := r.cells["easy"+suffix]; inTable && easy != "" {
			forms = append(forms, datafile.Form{Name: "easy", Text: easyWords(name, easy)})
		} else {
			forms = append(forms, datafile.Form{Name: "easy"})
			m.gap(r.line, "easy words for %q in %s", name, lang)
		}
		if spoken := r.cells["spoken"+suffix]; inTable && spoken != "" {
			forms = append(forms, datafile.Form{Name: "spoken", Text: spoken})
		}
		m.say(string(lang), "item."+r.id, forms...)
	}
}

// category is the category of a new item; one of another name is made.
func (m *merge) category(r *row) string {
	name := r.cells["category"]
	for _, c := range m.svc.Categories() {
		if m.korean(c.Label) == name {
			m.joined = append(m.joined, c.ID)
			return c.ID
		}
	}
	if name == "" {
		m.gap(r.line, "the category of %q: it is in the first one", r.cells["name"])
		m.joined = append(m.joined, m.svc.Categories()[0].ID)
		return m.svc.Categories()[0].ID
	}
	if id := m.newCats[name]; id != "" {
		return id
	}
	id := ""
	for n := len(m.svc.Categories()) + len(m.cats) + 1; id == ""; n++ {
		if _, taken := m.svc.Category(fmt.Sprintf("category-%d", n)); !taken {
			id = fmt.Sprintf("category-%d", n)
		}
	}
	if m.newCats == nil {
		m.newCats = map[string]string{}
	}
	m.newCats[name] = id
	m.cats = append(m.cats, fmt.Sprintf("{id: %s, label: %s}", id, id))
	m.sayAll(id, name)
	return id
}

// sayAll gives a new message the Korean text that a table has for it in every language, and names
// what is left to be done.
func (m *merge) sayAll(message, text string) {
	for _, lang := range m.svc.Languages {
		m.say(string(lang), message, datafile.Form{Name: "text", Text: text}, datafile.Form{Name: "easy"})
		m.gapElsewhere("easy words for %q in %s", text, lang)
		if lang != "ko" {
			m.gapElsewhere("%q in %s: until then it is there in Korean", text, lang)
		}
	}
}

// optionIDs are the options of a new item: those of the service that ask the same, else new ones.
func (m *merge) optionIDs(r *row) (ids []string) {
	for _, at := range m.optionsOf(r) {
		i := slices.IndexFunc(m.options, func(o option) bool { return o.id == at })
		ids = append(ids, m.optionID(m.options[i]))
	}
	return ids
}

func (m *merge) optionID(o option) string {
	if id := m.newOpts[o.id]; id != "" {
		return id
	}
	if m.newOpts == nil {
		m.newOpts = map[string]string{}
	}
	for _, it := range m.svc.Menu() {
		for _, id := range it.Options {
			if have, _ := m.svc.Option(id); m.asks(have, o) {
				m.newOpts[o.id] = id
				return id
			}
		}
	}
	id := ""
	for n := 1; id == ""; n++ {
		try := fmt.Sprintf("option-%d", n)
		if _, taken := m.svc.Option(try); !taken && !slices.Contains(slices.Collect(maps.Values(m.newOpts)), try) {
			id = try
		}
	}
	m.newOpts[o.id] = id
	entry := fmt.Sprintf("id: %s\nlabel: %s\npick: one\ndefault: v1\nvalues:\n", id, id)
	m.sayAll(id, o.label)
	for i, v := range o.values {
		entry += fmt.Sprintf("  - {id: v%d, label: %s.v%d, price: %d}\n", i+1, id, i+1, v.price)
		m.sayAll(fmt.Sprintf("%s.v%d", id, i+1), v.label)
	}
	m.opts = append(m.opts, entry)
	return id
}

// asks reports whether an option of the service is one of a table, by its words and prices.
func (m *merge) asks(have service.Option, o option) bool {
	if have.Pick != service.PickOne || m.korean(have.Label) != o.label || len(have.Values) != len(o.values) {
		return false
	}
	for i, v := range have.Values {
		if m.korean(v.Label) != o.values[i].label || v.Price != (service.Price{Minor: o.values[i].price}) {
			return false
		}
	}
	return true
}

// vanished marks what was in the table before and is not any more.
func (m *merge) vanished() {
	inTable := map[string]bool{}
	for _, r := range m.rows {
		inTable[r.id] = true
	}
	for _, it := range m.svc.Menu() {
		old, known := m.last[it.ID]
		switch {
		case inTable[it.ID] || !known:
			continue
		case m.remove:
			m.all = append(m.all, Difference{Item: it.ID, Name: old.cells["name"], What: "deleted"})
			m.gone = append(m.gone, it.ID)
		case !it.SoldOut && !m.sells(it.Category, inTable):
			m.all = append(m.all, Difference{Item: it.ID, Name: old.cells["name"], What: "not in the table any more", Refuse: "nothing else would be left of its category; take it out with --delete"})
		case !it.SoldOut:
			m.all = append(m.all, Difference{Item: it.ID, Name: old.cells["name"], What: "not in the table any more: marked as sold out"})
			m.set(it.ID, "sold_out", "true")
		}
	}
}

// sells reports whether a category has something to be had that is in the table, or was made by
// hand: one in which everything is sold out is a mistake.
func (m *merge) sells(category string, inTable map[string]bool) bool {
	if len(m.items) > 0 && (category == "" || slices.Contains(m.joined, category)) {
		return true
	}
	return slices.ContainsFunc(m.svc.Items(category), func(it service.Item) bool {
		soldOut := it.SoldOut
		if set := m.menu[it.ID]["sold_out"]; set != "" {
			soldOut = set == "true"
		}
		_, was := m.last[it.ID]
		return !soldOut && (inTable[it.ID] || !was)
	})
}

// unused are the categories and options that only what is taken out has used.
func (m *merge) unused() (cats, opts []string) {
	used := map[string]bool{}
	for _, it := range m.svc.Items("") {
		if !slices.Contains(m.gone, it.ID) {
			used["c "+it.Category] = true
			for _, o := range it.Options {
				used["o "+o] = true
			}
		}
	}
	for _, id := range m.newOpts { // what new items ask
		used["o "+id] = true
	}
	for _, id := range m.joined {
		used["c "+id] = true
	}
	for _, id := range m.gone {
		it, _ := m.svc.Item(id)
		if c, _ := m.svc.Category(it.Category); it.Category != "" && !used["c "+it.Category] && len(c.Items) == 0 {
			cats = append(cats, it.Category)
			used["c "+it.Category] = true // once
		}
		for _, o := range it.Options {
			if !used["o "+o] {
				opts = append(opts, o)
				used["o "+o] = true
			}
		}
	}
	return cats, opts
}

// write makes the files.
func (m *merge) write() (err error) {
	name := m.svc.MenuFile()
	menu := m.files[name]
	noCats, noOpts := m.unused()
	for _, step := range []func() ([]byte, error){
		func() ([]byte, error) { return datafile.SetInList(menu, "items", m.menu) },
		func() ([]byte, error) { return datafile.RemoveFromList(menu, "items", m.gone) },
		func() ([]byte, error) { return datafile.RemoveFromList(menu, "categories", noCats) },
		func() ([]byte, error) { return datafile.RemoveFromList(menu, "options", noOpts) },
		func() ([]byte, error) { return datafile.AddToList(menu, "categories", m.cats) },
		func() ([]byte, error) { return datafile.AddToList(menu, "items", m.items) },
		func() ([]byte, error) { return datafile.AddToList(menu, "options", m.opts) },
	} {
		if menu, err = step(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	m.files[name] = menu
	for lang, entries := range m.texts {
		file := localeFile(lang)
		if m.files[file], err = datafile.SetEntries(m.files[file], "messages", "text", entries); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	m.files[Kept] = m.keep()
	return nil
}

// keep is the table as it was put in. What has vanished stays in it, so that it is known again.
func (m *merge) keep() []byte {
	rows, skip := slices.Clone(m.rows), map[string]bool{}
	for _, r := range rows {
		skip[r.id] = true
	}
	for _, id := range m.gone {
		skip[id] = true
	}
	for _, id := range slices.Sorted(maps.Keys(m.last)) {
		if m.has(id) && !skip[id] {
			r := m.last[id]
			r.id, r.cells = id, maps.Clone(r.cells)
			r.cells["sold_out"] = "yes" // as it is marked
			rows = append(rows, r)
		}
	}
	return kept(rows)
}

// kept is rows as a table, each with its id.
func kept(rows []row) []byte {
	names := slices.Sorted(maps.Keys(columns))
	var b strings.Builder
	w := csv.NewWriter(&b)
	_ = w.Write(names) // to a Builder, which takes everything
	for _, r := range rows {
		cells := make([]string, len(names))
		for i, n := range names {
			cells[i] = r.cells[n]
			if n == "id" {
				cells[i] = r.id
			}
		}
		_ = w.Write(cells)
	}
	w.Flush()
	return []byte(b.String())
}
