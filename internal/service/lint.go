package service

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/money"
	"modu/internal/order"
)

// goodID keeps ids fit for node ids, file names and expressions.
func goodID(id string) bool {
	for i, r := range id {
		letter, digit := r >= 'a' && r <= 'z', r >= '0' && r <= '9' || r == '-' || r == '_'
		if !letter && (i == 0 || !digit) {
			return false
		}
	}
	return id != "" && len(id) <= 40
}

func (l *loader) checkID(doc *datafile.Doc, at, id string) {
	if id != "" && !goodID(id) {
		l.add(doc, at, "begin with a small letter, go on with small letters, digits, - or _; at most 40", "%q is not a good id", id)
	}
}

// text notes a message that the service names.
func (l *loader) text(doc *datafile.Doc, at, id string) {
	if id != "" {
		l.texts = append(l.texts, text{doc: doc, at: at, id: id})
	}
}

// telling notes a message that may hold values, and must hold one that it is given.
func (l *loader) telling(doc *datafile.Doc, at, id, holds string) {
	if id != "" {
		l.texts = append(l.texts, text{doc, at, id, true, holds})
	}
}

// lintTexts checks that every message exists in every language of the service. A
// language that has none of them is one mistake, not hundreds.
func (l *loader) lintTexts() {
	if l.messages == nil {
		return
	}
	for i, lang := range l.svc.Languages {
		var missing []text
		for _, t := range l.texts {
			if !l.messages.Has(t.id, lang) {
				missing = append(missing, t)
			}
		}
		if len(missing) > 1 && len(missing) == len(l.texts) {
			l.add(l.svcDoc, fmt.Sprintf("languages[%d]", i), "check the tag (ko, en, zh-Hans), or add the file locales/"+string(lang)+".yaml, which "+l.lister()+" --begin makes", "not one message exists in %q", lang)
			continue
		}
		if len(missing) > 5 && 2*len(missing) > len(l.texts) {
			l.add(l.svcDoc, fmt.Sprintf("languages[%d]", i), "see whether locales/"+string(lang)+".yaml has a mistake; "+l.lister()+" lists them all, and --begin adds them to be translated", "%d of %d messages do not exist in %q, the first being %q", len(missing), len(l.texts), lang, missing[0].id)
			continue
		}
		for _, t := range missing {
			l.add(t.doc, t.at, fmt.Sprintf("add %q to the messages of %s", t.id, lang), "message %q is missing in %s", t.id, lang)
		}
	}
}

// lister is the command that lists what is missing.
func (l *loader) lister() string { return "kioskctl service messages " + l.dir }

func (l *loader) picture(doc *datafile.Doc, at, name, dir string) {
	if name == "" {
		return
	}
	if _, ok := l.svc.pictures[name]; !ok {
		add := fmt.Sprintf("add %s/%s.svg (or .png, .jpg)", dir, name)
		l.add(doc, at, suggestOr(name, slices.Collect(maps.Keys(l.svc.pictures)), add), "picture %q has no file", name)
	}
}

// suggestOr is a known name that is like another, else what to add: all of dozens are no help.
func suggestOr(name string, known []string, add string) string {
	if remedy := datafile.Suggest(name, known); strings.HasPrefix(remedy, "did you mean") {
		return remedy
	}
	return add
}

// photo looks for the file of a photograph.
func (l *loader) photo(at, name, dir string) {
	if name == "" {
		return
	}
	if _, ok := l.svc.pictures[photoName(name)]; ok {
		return
	}
	var known []string
	for p := range l.svc.pictures {
		if n, is := strings.CutPrefix(p, PhotoDir+"/"); is {
			known = append(known, n)
		}
	}
	add := fmt.Sprintf("add %s/%s/%s.jpg (or .png)", dir, PhotoDir, name)
	l.add(l.menuDoc, at, suggestOr(name, known, add), "photograph %q has no file", name)
}

func (l *loader) lintService(pictures string) {
	s, doc := l.svc, l.svcDoc
	l.checkID(doc, "id", s.ID)
	l.text(doc, "name", s.Name)
	if s.Currency != "" && !money.Known(s.Currency) {
		l.add(doc, "currency", datafile.Suggest(s.Currency, money.KnownCodes()), "currency %q is not known", s.Currency)
	}
	l.lintLanguages()
	for id, f := range s.fields {
		l.lintField(id, f)
	}
	l.lintPictures(pictures)
}

func (l *loader) lintLanguages() {
	seen := map[scene.Lang]bool{}
	for i, lang := range l.svc.Languages {
		if at := fmt.Sprintf("languages[%d]", i); lang == "" || seen[lang] {
			l.add(l.svcDoc, at, "remove it", "language %q is empty or given twice", lang)
		}
		seen[lang] = true
	}
	if len(l.svc.Languages) == 0 {
		l.add(l.svcDoc, "languages", "write for instance: languages: [ko, en]", "the service has no language")
	}
}

func fieldTypes() []ValueType {
	return []ValueType{ChoiceField, ManyField, EntryField, RowField, RowsField, SeatsField, CountField, DateField, TimeField}
}

func (l *loader) lintField(id string, f Field) {
	doc, at := l.svcDoc, "fields."+id
	l.checkID(doc, at, id)
	if is, remedy := withoutValues(f.Type); len(f.Values) > 0 && is != "" {
		l.add(doc, at+".values", remedy, "field %q is %s and has no values", id, is)
	}
	switch {
	case f.Counter != "" && f.Type != CountField:
		l.add(doc, at+".counter", "keep it for the type count", "field %q of type %s is not counted", id, f.Type)
	case (f.Type == ChoiceField || f.Type == ManyField) && len(f.Values) == 0:
		l.add(doc, at, "list the values", "field %q has no values", id)
	case !slices.Contains(fieldTypes(), f.Type) && f.Type != "":
		l.add(doc, at+".type", datafile.Suggest(f.Type, fieldTypes()), "field type %q is not known", f.Type)
	}
	l.lintCounter(doc, at, f.Counter)
	l.duplicates(doc, at+".values", f.Values)
}

// withoutValues is what a field is whose type has no values, and what to do about them; "" for
// another type.
func withoutValues(kind ValueType) (is, remedy string) {
	switch kind {
	case RowField:
		return "a row", "remove them: a call answers the rows"
	case RowsField:
		return "rows", "remove them: a call answers the rows"
	case SeatsField:
		return "seats", "remove them: a call answers the plan"
	case EntryField:
		return "an entry", "remove them"
	case CountField, DateField, TimeField:
		return "a " + string(kind), "remove them"
	}
	return "", ""
}

// lintPictures looks for the file of every picture in a directory.
func (l *loader) lintPictures(dir string) {
	s := l.svc
	for id, st := range s.steps {
		for i, c := range st.Choices {
			l.picture(l.svcDoc, fmt.Sprintf("steps.%s.choices[%d].picture", id, i), c.Picture, dir)
		}
		for i, c := range st.Counts {
			l.picture(l.svcDoc, fmt.Sprintf("steps.%s.counts[%d].picture", id, i), c.Picture, dir)
		}
	}
	for i, c := range s.categories {
		l.picture(l.menuDoc, fmt.Sprintf("categories[%d].picture", i), c.Picture, dir)
		l.photo(fmt.Sprintf("categories[%d].photo", i), c.Photo, dir)
	}
	for i, it := range s.items {
		l.picture(l.menuDoc, fmt.Sprintf("items[%d].picture", i), it.Picture, dir)
		for key, name := range it.Pictures {
			l.picture(l.menuDoc, fmt.Sprintf("items[%d].pictures.%s", i, key), name, dir)
		}
		l.photo(fmt.Sprintf("items[%d].photo", i), it.Photo, dir)
		for key, name := range it.Photos {
			l.photo(fmt.Sprintf("items[%d].photos.%s", i, key), name, dir)
		}
	}
	for i, o := range s.options {
		l.picture(l.menuDoc, fmt.Sprintf("options[%d].picture", i), o.Picture, dir)
		for j, v := range o.Values {
			l.picture(l.menuDoc, fmt.Sprintf("options[%d].values[%d].picture", i, j), v.Picture, dir)
		}
	}
}

func (l *loader) duplicates(doc *datafile.Doc, at string, ids []string) {
	seen := map[string]bool{}
	for i, id := range ids {
		if seen[id] {
			l.add(doc, fmt.Sprintf("%s[%d]", at, i), "give each its own id", "%q is there twice", id)
		}
		seen[id] = true
	}
}

func idsOf[T any](list []T, id func(T) string) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = id(x)
	}
	return out
}

func (l *loader) lintMenu() {
	s, doc := l.svc, l.menuDoc
	categories := idsOf(s.categories, func(c Category) string { return c.ID })
	options := idsOf(s.options, func(o Option) string { return o.ID })
	l.duplicates(doc, "categories", categories)
	l.duplicates(doc, "items", idsOf(s.items, func(it Item) string { return it.ID }))
	l.duplicates(doc, "options", options)
	if len(s.categories) == 0 && slices.ContainsFunc(slices.Collect(maps.Values(s.steps)), func(st Step) bool { return st.Kind == Categories }) {
		l.add(doc, "categories", "add one", "the menu has no category")
	}
	for i, c := range s.categories {
		l.lintCategory(fmt.Sprintf("categories[%d]", i), c)
	}
	used := map[string]bool{}
	for i, it := range s.items {
		l.lintItem(fmt.Sprintf("items[%d]", i), it, categories, options)
		for _, o := range it.Options {
			used[o] = true
		}
	}
	for i, o := range s.options {
		at := fmt.Sprintf("options[%d]", i)
		if !used[o.ID] && o.ID != "" {
			l.add(doc, at, "name it in the options of an item, or remove it", "no item has the option %q", o.ID)
		}
		l.lintOption(at, o)
	}
	l.lintMixed()
	l.lintCatalogue()
	s.inherit()
}

func (l *loader) lintCategory(at string, c Category) {
	s, doc := l.svc, l.menuDoc
	l.checkID(doc, at+".id", c.ID)
	l.text(doc, at+".label", c.Label)
	l.duplicates(doc, at+".items", c.Items)
	if names := c.Tint.Values(); c.Tint != scene.NoTint && !slices.Contains(names, string(c.Tint)) {
		l.add(doc, at+".tint", datafile.Suggest(string(c.Tint), names), "tint %q is not known", c.Tint)
	}
	for j, id := range c.Items {
		if _, ok := s.itemAt[id]; !ok {
			l.add(doc, fmt.Sprintf("%s.items[%d]", at, j), datafile.Suggest(id, idsOf(s.items, func(it Item) string { return it.ID })), "item %q does not exist", id)
		}
	}
	if l.lintValid(at+".valid", c.Valid); len(c.Items) > 0 && len(c.Valid) > 0 {
		l.add(doc, at+".valid", "write it at the items, or at the category that they stand in", "category %q is a short cut: its items are sold when they are sold elsewhere", c.ID)
	}
	items := s.Items(c.ID)
	switch {
	case len(items) == 0:
		l.add(doc, at, "add an item to it, or remove it", "category %q has no items", c.ID)
	case !slices.ContainsFunc(items, func(it Item) bool { return !it.SoldOut }):
		l.add(doc, at, "remove the category, or take sold_out off an item", "everything in category %q is sold out", c.ID)
	}
}

// lintItem checks an item; categories and options are the ids of all there are.
func (l *loader) lintItem(at string, it Item, categories, options []string) {
	s, doc := l.svc, l.menuDoc
	l.checkID(doc, at+".id", it.ID)
	l.text(doc, at+".label", it.Label)
	if it.Category == "" && len(categories) > 0 && !s.Charged(it.ID) {
		l.add(doc, at, fmt.Sprintf(`add "category: …" to item %s`, it.ID), "item %q stands in no category, so nobody meets it", it.ID)
	}
	if it.Category != "" && !slices.Contains(categories, it.Category) {
		l.add(doc, at+".category", datafile.Suggest(it.Category, categories), "category %q does not exist", it.Category)
	} else if c, _ := s.Category(it.Category); len(c.Items) > 0 {
		l.add(doc, at+".category", "name the category it belongs to", "category %q is a short cut with a list of its own; the item is in no other", it.Category)
	}
	l.lintCounter(doc, at, it.Counter)
	l.notNegative(at+".price", it.Price)
	if it.Limit < 0 || it.Limit > order.MaxQuantity {
		l.add(doc, at+".limit", fmt.Sprintf("write 1 to %d, or leave it out", order.MaxQuantity), "nobody can order %d of item %q", it.Limit, it.ID)
	}
	if l.lintValid(at+".valid", it.Valid); len(it.Valid) > 0 && s.Charged(it.ID) {
		l.add(doc, at+".valid", "remove it, and guard the way to the review", "item %q is charged by a review, whatever the time", it.ID)
	}
	l.duplicates(doc, at+".options", it.Options)
	for j, o := range it.Options {
		if !slices.Contains(options, o) {
			l.add(doc, fmt.Sprintf("%s.options[%d]", at, j), datafile.Suggest(o, options), "option %q does not exist", o)
		}
	}
	l.lintItemPictures(at, it)
	if !s.addsUp(it) {
		l.add(doc, at+".price", fmt.Sprintf("a full basket must stay below %d", int64(math.MaxInt64)), "item %q is too dear: its total overflows", it.ID)
	}
}

// lintItemPictures checks what the pictures of an item are chosen by.
func (l *loader) lintItemPictures(at string, it Item) {
	var known []string
	for _, id := range it.Options {
		o, _ := l.svc.Option(id)
		for _, v := range o.Values {
			known = append(known, pictureKey(id, v.ID))
		}
	}
	check := func(at string, chosenBy map[string]string) {
		for key := range chosenBy {
			if !slices.Contains(known, key) {
				l.add(l.menuDoc, at+"."+key, datafile.Suggest(key, known), "%q is no value of an option of item %q", key, it.ID)
			}
		}
	}
	check(at+".pictures", it.Pictures)
	check(at+".photos", it.Photos)
	if len(it.Photos) > 0 && it.Photo == "" {
		l.add(l.menuDoc, at+".photos", "name the one that is shown before anything is picked: photo: …", "item %q has photographs of what is picked, but none of its own", it.ID)
	}
}

// lintMixed notes each list of the menu of which only a part has photographs.
func (l *loader) lintMixed() {
	note := func(at, list string, items []Item) {
		var without []string
		for _, it := range items {
			if it.Photo == "" {
				without = append(without, it.ID)
			}
		}
		if len(without) > 0 && len(without) < len(items) {
			l.svc.mixed = append(l.svc.mixed, l.menuDoc.Issue(at, "add a photo to each of them, or take it from the others: "+strings.Join(without, ", "),
				"%s: %d of %d items have no photograph, so that none is shown", list, len(without), len(items)))
		}
	}
	for i, c := range l.svc.categories {
		note(fmt.Sprintf("categories[%d]", i), fmt.Sprintf("category %q", c.ID), l.svc.Items(c.ID))
	}
	l.lintMixedCategories()
	everything := func(st Step) bool { return st.Kind == Items && st.All }
	if slices.ContainsFunc(slices.Collect(maps.Values(l.svc.steps)), everything) {
		note("items", "the menu", l.svc.menu)
	}
}

// lintMixedCategories notes categories without a photograph beside others that have one.
func (l *loader) lintMixedCategories() {
	first, without := -1, []string(nil)
	for i, c := range l.svc.categories {
		if l.svc.standsFor(c) == "" {
			if without = append(without, c.ID); first < 0 {
				first = i
			}
		}
	}
	if n := len(l.svc.categories); len(without) > 0 && len(without) < n {
		l.svc.mixed = append(l.svc.mixed, l.menuDoc.Issue(fmt.Sprintf("categories[%d]", first), "add a photo to each of them or to its first item, or take it from the others: "+strings.Join(without, ", "),
			"the categories: %d of %d have no photograph, so that none is shown", len(without), n))
	}
}

func (l *loader) notNegative(at string, minor int64) {
	if minor < 0 {
		l.add(l.menuDoc, at, "write 0 or more; a discount belongs in the price of the item", "price %d is negative", minor)
	}
}

// addsUp reports whether the dearest basket of one item can be added up: a sum that
// overflows at the till would be too late.
func (s *Service) addsUp(it Item) bool {
	sum := s.Amount(max(it.Price, 0))
	var err error
	add := func(minor int64, n int) {
		part, e := s.Amount(max(minor, 0)).Times(n)
		if err = firstErr(err, e); err == nil {
			sum, err = sum.Add(part)
		}
	}
	for _, id := range it.Options {
		i, ok := s.optionAt[id]
		if !ok {
			continue
		}
		o := s.options[i]
		switch o.Pick {
		case PickCount:
			add(o.Price.Minor, max(o.Max, 0))
		case PickMany:
			for _, v := range o.Values {
				add(v.Price.Minor, 1)
			}
		case PickOne:
			dearest := int64(0)
			for _, v := range o.Values {
				dearest = max(dearest, v.Price.Minor)
			}
			add(dearest, 1)
		}
	}
	if err == nil {
		_, err = sum.Times(order.MaxQuantity * order.MaxLines)
	}
	return err == nil
}

func firstErr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

func (l *loader) lintOption(at string, o Option) {
	doc := l.menuDoc
	l.checkID(doc, at+".id", o.ID)
	l.text(doc, at+".label", o.Label)
	values := idsOf(o.Values, func(v Value) string { return v.ID })
	l.duplicates(doc, at+".values", values)
	for j, v := range o.Values {
		vat := fmt.Sprintf("%s.values[%d]", at, j)
		l.checkID(doc, vat+".id", v.ID)
		l.lintValueID(doc, vat+".id", v.ID)
		l.text(doc, vat+".label", v.Label)
		l.notNegative(vat+".price", v.Price.Minor)
	}
	switch o.Pick {
	case PickOne, PickMany:
		l.lintPicked(at, o, values)
	case PickCount:
		l.lintCounted(at, o)
	case "":
	default:
		l.add(doc, at+".pick", datafile.Suggest(string(o.Pick), []string{string(PickOne), string(PickMany), string(PickCount)}), "pick %q is not known", o.Pick)
	}
}

// lintPicked checks an option of which one or several values are picked.
func (l *loader) lintPicked(at string, o Option, values []string) {
	doc := l.menuDoc
	if len(o.Values) == 0 {
		l.add(doc, at, "list its values", "option %q has no values", o.ID)
	}
	if o.Min != 0 || o.Max != 0 || o.Included != 0 || o.Counter != "" || o.Price != (Price{}) {
		l.add(doc, at, `keep them for "pick: count"; each value has a price of its own`, "option %q is not counted, so min, max, included, price and counter mean nothing", o.ID)
	}
	switch {
	case o.Default == "":
	case o.Pick == PickMany:
		l.add(doc, at+".default", "remove it", `a default is for "pick: one"`)
	case !slices.Contains(values, o.Default):
		l.add(doc, at+".default", datafile.Suggest(o.Default, values), "default %q is not one of the values", o.Default)
	}
}

// lintCounted checks an option that is picked a number of times.
func (l *loader) lintCounted(at string, o Option) {
	l.notNegative(at+".price", o.Price.Minor)
	l.lintCounter(l.menuDoc, at, o.Counter)
	if o.Named {
		l.add(l.menuDoc, at+".named", "remove it", "option %q is counted, and its name stands before the number anyway", o.ID)
	}
	if o.Included < 0 || o.Included > order.MaxQuantity {
		l.add(l.menuDoc, at+".included", fmt.Sprintf("0 to %d", order.MaxQuantity), "option %q cannot bring %d along", o.ID, o.Included)
	}
	if len(o.Values) > 0 || o.Default != "" {
		l.add(l.menuDoc, at, "remove values and default", "option %q is counted and cannot have values", o.ID)
	}
	if o.Min < 0 || o.Max < 1 || o.Min > o.Max || o.Max > order.MaxQuantity {
		l.add(l.menuDoc, at, fmt.Sprintf("0 ≤ min ≤ max ≤ %d, and max at least 1", order.MaxQuantity), "option %q may be picked %d to %d times", o.ID, o.Min, o.Max)
	}
}

// lintExpressions compiles every guard and price, so that a mistake in one shows
// before the first person does.
func (l *loader) lintExpressions() {
	check := func(doc *datafile.Doc, at string, sc scope, text string, want *cel.Type) {
		if text == "" {
			return
		}
		for _, p := range l.svc.programs.compile(sc, text, want) {
			l.add(doc, at, p.remedy, "%s", p.msg)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(l.svc.steps)) {
		st := l.svc.steps[id]
		for i, w := range st.Next {
			check(l.svcDoc, fmt.Sprintf("steps.%s.next[%d].when", id, i), stepScope, w.When, cel.BoolType)
		}
		for i, c := range st.Choices {
			check(l.svcDoc, fmt.Sprintf("steps.%s.choices[%d].when", id, i), stepScope, c.When, cel.BoolType)
		}
		for i, c := range st.Counts {
			at := fmt.Sprintf("steps.%s.counts[%d]", id, i)
			check(l.svcDoc, at+".when", stepScope, c.When, cel.BoolType)
			if c.Price != nil {
				check(l.svcDoc, at+".price", stepScope, c.Price.Expr, cel.IntType)
			}
		}
		for i, sh := range st.Show {
			check(l.svcDoc, fmt.Sprintf("steps.%s.show[%d].when", id, i), stepScope, sh.When, cel.BoolType)
		}
		if st.Row != nil && l.svc.results[st.From].Type == ResultRows {
			check(l.svcDoc, fmt.Sprintf("steps.%s.row.closed", id), rowScope(st.From), st.Row.Closed, cel.BoolType)
		}
		if st.Seats != nil {
			check(l.svcDoc, fmt.Sprintf("steps.%s.seats.take", id), stepScope, st.Seats.Take, cel.IntType)
		}
	}
	for i, o := range l.svc.options {
		at := fmt.Sprintf("options[%d]", i)
		check(l.menuDoc, at+".when", optionScope, o.When, cel.BoolType)
		check(l.menuDoc, at+".price", optionScope, o.Price.Expr, cel.IntType)
		for j, v := range o.Values {
			vat := fmt.Sprintf("%s.values[%d]", at, j)
			check(l.menuDoc, vat+".when", optionScope, v.When, cel.BoolType)
			check(l.menuDoc, vat+".price", optionScope, v.Price.Expr, cel.IntType)
		}
	}
}
