// Package datafile reads the files that integrators and translators write (site,
// service, profile, keymap, locale, scenario): YAML that begins with "version: 1".
//
// It hides the YAML library and turns every mistake, not only the first, into an
// Issue with file, line and remedy. Unknown keys are mistakes and get a
// suggestion. It also owns how much of any file is read at all: Read, which takes a file
// system; package disk beside it is that of the machine. Any goroutine may call it.
package datafile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Version is the only format version so far, of every file format.
const Version = 1

// MaxBytes bounds a file: larger ones are refused, since a YAML file of this kind is
// written by hand.
const MaxBytes = 4 << 20

// Bounds on what is said about one file or one set of files. Nobody mends more at a time,
// and a terminal or a log must not be flooded.
const (
	maxFound = 1000 // mistakes that are looked for in one file
	maxShown = 100  // mistakes that Issues.Error writes out
	maxLine  = 800  // characters of one of them
	maxKey   = 200  // bytes of a key
)

// Pos is a place in a file. Line and Col count from 1; 0 means unknown.
type Pos struct {
	File      string
	Line, Col int
}

func (p Pos) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0: // the YAML library tells the line only
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
}

// Issue is one mistake: where, what, and what to do about it.
type Issue struct {
	Pos
	Msg    string
	Remedy string
}

func (i Issue) Error() string {
	if i.Remedy == "" {
		return i.Pos.String() + ": " + clip(i.Msg)
	}
	return i.Pos.String() + ": " + clip(i.Msg) + "; " + clip(i.Remedy)
}

// clip shortens what a file has written into a message.
func clip(text string) string {
	if len(text) <= maxLine {
		return text
	}
	n := 0
	for i := range text {
		if n++; n > maxLine {
			return text[:i] + " …"
		}
	}
	return text
}

// Issues is all that is wrong with a file or a set of files, in reading order.
type Issues []Issue

// Error writes a mistake a line, and of many the first ones and how many more there are.
func (is Issues) Error() string {
	shown := is[:min(len(is), maxShown)]
	lines := make([]string, len(shown), len(shown)+1)
	for i := range shown {
		lines[i] = shown[i].Error()
	}
	if more := len(is) - len(shown); more > 0 {
		lines = append(lines, fmt.Sprintf("… and %d more; mend these first", more))
	}
	return strings.Join(lines, "\n")
}

// Count says how many there are: "1 mistake", "3 mistakes".
func (is Issues) Count() string {
	switch {
	case len(is) == 1:
		return "1 mistake"
	case len(is) >= maxFound:
		return fmt.Sprintf("at least %d mistakes", len(is))
	}
	return fmt.Sprintf("%d mistakes", len(is))
}

// Err is nil where nothing is wrong.
func (is Issues) Err() error {
	if len(is) == 0 {
		return nil
	}
	return is
}

// Doc remembers where in the file each value stood.
type Doc struct {
	File   string
	pos    map[string]Pos
	notes  map[string]string // of values that a group has made: where it is used
	unused []string
	broken bool
}

// UnusedGroups are the groups that no step uses, in the order of their names; they stand at
// "groups.NAME". Nothing of what is in them has been looked at.
func (d *Doc) UnusedGroups() []string { return d.unused }

// Broken reports whether nothing could be read, because the file is no YAML, or two files in
// one: what else is wrong would only follow from that.
func (d *Doc) Broken() bool { return d.broken }

// At gives the position of a value by its path, "steps.dine.choices[0].label", or
// of the nearest value around it that exists.
func (d *Doc) At(path string) Pos {
	pos, _ := d.nearest(path)
	return pos
}

// nearest is At, with what is to be said of a value that a group has made.
func (d *Doc) nearest(path string) (Pos, string) {
	for p := path; ; {
		if pos, ok := d.pos[p]; ok {
			return pos, d.notes[p]
		}
		i := strings.LastIndexAny(p, ".[")
		if i < 0 {
			break
		}
		p = p[:i]
	}
	return Pos{File: d.File}, ""
}

// Given reports whether the file has a value at a path, be it empty.
func (d *Doc) Given(path string) bool {
	_, ok := d.pos[path]
	return ok
}

// Issue makes an issue at a path. Where a group has made the value, it names the use, too.
func (d *Doc) Issue(path, remedy, format string, args ...any) Issue {
	pos, note := d.nearest(path)
	return Issue{Pos: pos, Msg: fmt.Sprintf(format, args...) + note, Remedy: remedy}
}

// Value is one value of a file, for types that decode themselves because the
// format allows several shapes ("next: pay" or a list of guarded ways).
type Value struct {
	d    *decoder
	node *yaml.Node
	path string
}

// Mistake is an error of DecodeValue that says what to do about it.
type Mistake struct{ Msg, Remedy string }

func (m *Mistake) Error() string { return m.Msg }

// Custom is implemented (on the pointer) by types that decode themselves. A
// returned error becomes an Issue at the value's position.
type Custom interface{ DecodeValue(v Value) error }

// Scalar returns the text of a scalar, and false for lists and mappings.
func (v Value) Scalar() (string, bool) { return v.node.Value, v.node.Kind == yaml.ScalarNode }

// Quoted reports whether the value is written in quotes: then it is a text, whatever
// stands in it.
func (v Value) Quoted() bool { return quoted(v.node) }

func quoted(n *yaml.Node) bool {
	const quotes = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	return n.Kind == yaml.ScalarNode && (n.Style&quotes != 0 || n.Tag == "!!str" && n.Style&yaml.TaggedStyle != 0)
}

// Quote writes a text as a YAML scalar that is read back as this text, whatever stands in
// it, if it is UTF-8.
func Quote(text string) string { return strconv.Quote(text) }

// empty reports whether nothing is written: "key:" or "key: null".
func empty(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

// IsList reports whether the value is a list.
func (v Value) IsList() bool { return v.node.Kind == yaml.SequenceNode }

// Into decodes the value the ordinary way.
func (v Value) Into(into any) { v.d.decode(v.node, reflect.ValueOf(into).Elem(), v.path) }

// Decode reads one file into the struct that into points to. Field names come
// from the tag `yaml:"name"` or `yaml:"name,required"`; fields without a tag are
// left alone. Types: string, bool, ints, float64, time.Duration ("45s"), structs,
// pointers, slices, maps with string keys, Custom. The top level must hold
// "version: 1". The Doc is never nil.
func Decode(file string, data []byte, into any) (*Doc, Issues) {
	return decodeFile(file, data, into, false)
}

func decodeFile(file string, data []byte, into any, groups bool) (*Doc, Issues) {
	d := &decoder{doc: &Doc{File: file, pos: map[string]Pos{}, notes: map[string]string{}}}
	if len(data) > MaxBytes {
		d.issues = append(d.issues, Issue{Pos{File: file}, fmt.Sprintf("%d bytes is too large", len(data)), fmt.Sprintf("keep it under %d bytes", MaxBytes)})
		return d.doc, d.issues
	}
	root, second, err := documents(data)
	if err != nil {
		d.doc.broken = true
		d.issues = append(d.issues, yamlIssue(file, data, err))
		return d.doc, d.issues
	}
	if second > 0 {
		d.doc.broken = true
		d.issues = append(d.issues, Issue{Pos{file, second, 0}, "a second document begins here, and nothing of it would be read", `remove the line "---", or move what follows into a file of its own`})
		return d.doc, d.issues
	}
	if len(root.Content) == 0 {
		d.issues = append(d.issues, Issue{Pos{file, 1, 1}, "the file is empty", `begin it with "version: 1"`})
		return d.doc, d.issues
	}
	top := root.Content[0]
	if top.Kind != yaml.MappingNode {
		d.bad(top, `begin it with "version: 1"`, "the file must be a mapping of keys to values")
		return d.doc, d.issues
	}
	d.version(top)
	if groups {
		d.expand(top)
	}
	d.decode(top, reflect.ValueOf(into).Elem(), "")
	slices.SortStableFunc(d.issues, func(a, b Issue) int { return a.Line - b.Line })
	return d.doc, d.issues.Merged()
}

// documents reads the first document of a file, and on which line a second one begins; 0:
// there is none.
func documents(data []byte) (root yaml.Node, second int, err error) {
	r := yaml.NewDecoder(bytes.NewReader(data))
	if err := r.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		return root, 0, err
	}
	var next yaml.Node
	switch err := r.Decode(&next); {
	case errors.Is(err, io.EOF):
		return root, 0, nil
	case err != nil: // it is broken as well; that it is there comes first
		return root, max(yamlIssue("", nil, err).Line, 1), nil
	}
	return root, max(next.Line, 1), nil
}

type decoder struct {
	doc    *Doc
	issues Issues
	depth  int

	traces  map[*yaml.Node]trace // of what groups have made
	grouped bool                 // the file may have groups
}

func (d *decoder) bad(n *yaml.Node, remedy, format string, args ...any) {
	switch at := (Pos{d.doc.File, n.Line, n.Column}); {
	case len(d.issues) < maxFound:
		d.issues = append(d.issues, Issue{at, clip(fmt.Sprintf(format, args...)) + d.traces[n].note, clip(remedy)})
	case len(d.issues) == maxFound:
		d.issues = append(d.issues, Issue{at, fmt.Sprintf("the rest of the file is not looked at: it has more than %d mistakes", maxFound), "mend the first ones and look again"})
	}
}

func (d *decoder) version(top *yaml.Node) {
	for i := 0; i+1 < len(top.Content); i += 2 {
		if top.Content[i].Value == "version" {
			if v := top.Content[i+1]; v.Value != strconv.Itoa(Version) || quoted(v) {
				d.bad(v, fmt.Sprintf(`write "version: %d"`, Version), "version %q is not known", v.Value)
			}
			return
		}
	}
	d.bad(top, fmt.Sprintf(`begin the file with "version: %d"`, Version), "no version")
}

var (
	customType   = reflect.TypeFor[Custom]()
	durationType = reflect.TypeFor[time.Duration]()
)

// durationPattern is what a length of time looks like; both micro signs are in use.
const durationPattern = `^(([0-9]*[.])?[0-9]+(ns|us|µs|μs|ms|s|m|h))+$`

var isDuration = regexp.MustCompile(durationPattern).MatchString

func (d *decoder) decode(n *yaml.Node, v reflect.Value, path string) {
	d.depth++
	defer func() { d.depth-- }()
	if !d.allowed(n) {
		return
	}
	if len(d.issues) > maxFound {
		return
	}
	d.doc.pos[path] = Pos{d.doc.File, n.Line, n.Column}
	if note := d.traces[n].note; note != "" {
		d.doc.notes[path] = note
	}
	if d.decodeCustom(n, v, path) {
		return
	}
	if empty(n) {
		return // "key:" with nothing behind it leaves the default
	}
	if v.Type() == durationType {
		d.decodeDuration(n, v)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.decode(n, v.Elem(), path)
	case reflect.Struct:
		d.decodeStruct(n, v, path)
	case reflect.Map:
		d.decodeMap(n, v, path)
	case reflect.Slice:
		if n.Kind != yaml.SequenceNode {
			d.bad(n, `write a list: [a, b] or lines that begin with "-"`, "%s must be a list, not %s", last(path), describe(n))
			return
		}
		out := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
		for i, c := range n.Content {
			if empty(c) {
				d.bad(c, "write a value or remove the entry", "an entry of %s is empty", last(path))
				continue
			}
			d.decode(c, out.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
		v.Set(out)
	default:
		d.decodeScalar(n, v, path)
	}
}

// allowed refuses what makes a small file large.
func (d *decoder) allowed(n *yaml.Node) bool {
	switch {
	case d.depth > 64:
		d.bad(n, "flatten it", "nested too deeply")
	case n.Kind == yaml.AliasNode:
		d.bad(n, "write the value out"+d.orGroup(), "aliases are not allowed")
	default:
		return true
	}
	return false
}

// orGroup is what to do instead of repeating steps by the means of YAML.
func (d *decoder) orGroup() string {
	if !d.grouped {
		return ""
	}
	return `, or make the steps that repeat a group (groups: …) and say "use: GROUP"`
}

// decodeCustom lets a type decode itself. It reports false for a type that does not.
func (d *decoder) decodeCustom(n *yaml.Node, v reflect.Value, path string) bool {
	if !v.CanAddr() || !v.Addr().Type().Implements(customType) {
		return false
	}
	if err := v.Addr().Interface().(Custom).DecodeValue(Value{d, n, path}); err != nil {
		remedy := ""
		if what, ok := v.Addr().Interface().(Described); ok {
			remedy = "write " + what.Words()
		}
		if m := new(Mistake); errors.As(err, &m) {
			remedy = m.Remedy
		}
		d.bad(n, remedy, "%s", err)
	}
	return true
}

func (d *decoder) decodeDuration(n *yaml.Node, v reflect.Value) {
	dur, err := time.ParseDuration(n.Value)
	if n.Kind != yaml.ScalarNode || err != nil || !isDuration(n.Value) {
		d.bad(n, `write a number with a unit, such as "45s" or "2m"`, "%s is not a length of time", describe(n))
		return
	}
	v.SetInt(int64(dur))
}

func (d *decoder) decodeScalar(n *yaml.Node, v reflect.Value, path string) {
	want := map[reflect.Kind]string{reflect.String: "text", reflect.Bool: "true or false", reflect.Float64: "a number"}[v.Kind()]
	if want == "" {
		want = "a whole number"
	}
	if quoted(n) && v.Kind() != reflect.String { // "14000" is a text, for every other reader too
		d.bad(n, "write it without quotes: "+n.Value, "%s must be %s, not a text in quotes", last(path), want)
		return
	}
	if n.Kind != yaml.ScalarNode || !setScalar(v, n.Value) {
		d.bad(n, scalarRemedy(n, v.Kind()), "%s must be %s, not %s", last(path), want, describe(n))
	}
}

// scalarRemedy says what to write in place of a value.
func scalarRemedy(n *yaml.Node, kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "write one text; in quotes, if it holds a colon or a brace"
	case reflect.Bool:
		return "write true or false"
	case reflect.Float64:
		return "write a number, such as 0.5"
	}
	if plain, ok := Plain(n.Value); ok && n.Kind == yaml.ScalarNode {
		return "write only its digits: " + plain
	}
	return "write digits only, such as 14000"
}

// Plain is the whole number that people have written as 14,000, 14,000원 or ₩14000; ok is
// false where a text is no such number.
func Plain(text string) (digits string, ok bool) {
	digits = strings.NewReplacer(",", "", " ", "", "원", "", "₩", "", "￦", "", "円", "", "元", "", "¥", "", "$", "", "€", "", "_", "").Replace(strings.ToLower(text))
	digits = strings.TrimSuffix(strings.TrimSuffix(digits, "krw"), "won")
	n, err := strconv.ParseInt(digits, 10, 64)
	return strconv.FormatInt(n, 10), err == nil
}

// setScalar reads a text into v and reports whether it could.
func setScalar(v reflect.Value, text string) bool {
	switch {
	case v.Kind() == reflect.String:
		v.SetString(text)
		return true
	case v.Kind() == reflect.Bool:
		v.SetBool(text == "true")
		return text == "true" || text == "false"
	case v.Kind() == reflect.Float64:
		x, err := strconv.ParseFloat(text, 64)
		v.SetFloat(x)
		return err == nil
	case v.CanInt():
		x, err := strconv.ParseInt(text, 0, 64)
		if err != nil || v.OverflowInt(x) {
			return false
		}
		v.SetInt(x)
		return true
	case v.CanUint():
		x, err := strconv.ParseUint(text, 0, 64)
		if err != nil || v.OverflowUint(x) {
			return false
		}
		v.SetUint(x)
		return true
	}
	panic("datafile: a field of type " + v.Type().String() + " cannot be read from a file")
}

func (d *decoder) decodeStruct(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.bad(n, "write keys and values", "%s must be a mapping, not %s", last(path), describe(n))
		return
	}
	keys := map[string]Key{}
	var names []string
	for _, k := range Keys(v.Type()) {
		keys[k.Name] = k
		names = append(names, k.Name)
	}
	if path == "" {
		names = append(names, "version")
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, val := n.Content[i], n.Content[i+1]
		if seen[k.Value] {
			d.bad(k, "remove one of the two", "%q is given twice", k.Value)
			continue
		}
		seen[k.Value] = true
		key, ok := keys[k.Value]
		switch {
		case ok && key.Required && empty(val):
			d.bad(val, "write its value", "%q is empty", k.Value)
		case ok:
			d.nameStep(key, val)
			d.decode(val, v.Field(key.field), join(path, k.Value))
		case path == "" && k.Value == "version":
		default:
			d.unknownKey(n, i, names)
		}
	}
	for _, name := range names {
		if keys[name].Required && !seen[name] {
			d.bad(n, fmt.Sprintf(`add "%s: …"`, name), "%s has no %q", last(path), name)
		}
	}
}

// nameStep gives a step that is named inside a group the id that it has in this use of it.
func (d *decoder) nameStep(key Key, val *yaml.Node) {
	if to, own := d.traces[val].steps[val.Value]; own && key.tag.Get("step") != "" && val.Kind == yaml.ScalarNode {
		val.Value = to
	}
}

// unknownKey names a key of a mapping that is none, by its place there.
func (d *decoder) unknownKey(n *yaml.Node, i int, names []string) {
	if n.Content[i].Value == "<<" {
		d.bad(n.Content[i], "write its keys out"+d.orGroup(), "merging another value into this one is not allowed")
		return
	}
	if n.Style&yaml.FlowStyle != 0 && empty(n.Content[i+1]) && i > 0 {
		d.cut(n.Content[i-2], n.Content[i-1], n.Content[i])
		return
	}
	d.bad(n.Content[i], Suggest(n.Content[i].Value, names), "unknown key %q", n.Content[i].Value)
}

// cut names a value inside { } that a comma has cut in two: what follows the comma is taken
// for a key.
func (d *decoder) cut(key, value, rest *yaml.Node) {
	whole := value.Value + "," + rest.Value
	if plain, ok := Plain(whole); ok {
		d.bad(rest, fmt.Sprintf("write only its digits: %s: %s", key.Value, plain), "the comma ends %q here, so that %q is cut in two", key.Value, whole)
		return
	}
	d.bad(rest, fmt.Sprintf("write a text with a comma in quotes, %s: %s, or give %q a value", key.Value, Quote(value.Value+", "+rest.Value), rest.Value), "the comma ends %q here, and %q is no key", key.Value, rest.Value)
}

func (d *decoder) decodeMap(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.bad(n, "write keys and values", "%s must be a mapping, not %s", last(path), describe(n))
		return
	}
	out := reflect.MakeMap(v.Type())
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, val := n.Content[i], n.Content[i+1]
		if len(k.Value) > maxKey { // it would stand in the path of everything below it
			d.bad(k, fmt.Sprintf("keep it under %d bytes", maxKey), "a key of %d bytes is too long", len(k.Value))
			continue
		}
		key := reflect.ValueOf(k.Value).Convert(v.Type().Key())
		if out.MapIndex(key).IsValid() {
			d.bad(k, "remove one of the two", "%q is given twice", k.Value)
			continue
		}
		if empty(val) {
			d.bad(val, "write its value or remove it", "%q is empty", k.Value)
			continue
		}
		elem := reflect.New(v.Type().Elem()).Elem()
		d.decode(val, elem, join(path, k.Value))
		out.SetMapIndex(key, elem)
	}
	v.Set(out)
}

// Suggest words a remedy for a name that is none of the known ones.
func Suggest[S ~string](got S, known []S) string {
	names := make([]string, min(len(known), maxFound))
	for i := range names {
		names[i] = string(known[i])
	}
	return suggest(string(got), names)
}

// suggest is Suggest for names, so few that all of them can be looked at.
func suggest(got string, known []string) string {
	best, bestDist := "", 1+len(got)/3
	for _, k := range known {
		if len(k) > maxKey || len(got) > maxKey {
			continue // no slip of the pen
		}
		if dist := editDistance(got, k); dist < bestDist || dist == bestDist && (best == "" || nearer(got, k, best)) {
			best, bestDist = k, dist
		}
	}
	if best != "" {
		return fmt.Sprintf("did you mean %q?", best)
	}
	if len(known) == 0 {
		return "remove it: there is nothing of that kind to be named"
	}
	known = slices.Sorted(slices.Values(known))
	if len(known) > 12 {
		known = append(known[:12:12], "…")
	}
	return "known: " + strings.Join(known, ", ")
}

// nearer reports whether of two names that are as far from another one a is the likelier: it
// begins more like it, or is as long.
func nearer(got, a, b string) bool {
	begins := func(k string) (n int) {
		for n < len(k) && n < len(got) && k[n] == got[n] {
			n++
		}
		return n
	}
	longer := func(k string) int { return max(len(k)-len(got), len(got)-len(k)) }
	if x, y := begins(a), begins(b); x != y {
		return x > y
	}
	return longer(a) < longer(b)
}

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost = 1 + min(diag, row[j], row[j-1])
			}
			diag, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

// yamlIssue words what the YAML library says of a file; data is the file.
func yamlIssue(file string, data []byte, err error) Issue {
	msg := strings.TrimPrefix(err.Error(), "yaml: ")
	is := Issue{Pos: Pos{File: file, Line: 1}, Msg: msg, Remedy: "check indentation, colons and quotes on that line"}
	if rest, ok := strings.CutPrefix(msg, "line "); ok {
		num, text, _ := strings.Cut(rest, ":")
		if line, err := strconv.Atoi(num); err == nil {
			is.Line, is.Msg = line, strings.TrimSpace(text)
		}
	}
	if _, name, ok := strings.Cut(is.Msg, "unknown anchor '"); ok { // it comes without a line
		name, _, _ = strings.Cut(name, "'")
		before, _, _ := bytes.Cut(data, []byte("*"+name))
		is.Line = bytes.Count(before, []byte("\n")) + 1
	} else if m, found := layout(data); found {
		is.Line, is.Msg, is.Remedy = m.line, m.msg, m.remedy
		return is
	}
	// What the library's parser finds, unlike what its scanner finds, it counts from line 0;
	// and it names where the thing begins that does not end well.
	for _, w := range wordings() {
		if strings.Contains(is.Msg, w.said) {
			is.Line += w.later
			is.Msg, is.Remedy = w.msg, w.remedy
			break
		}
	}
	return is
}

// wording is how something that the YAML library says is said to people.
type wording struct {
	said        string
	later       int // how many lines later it is
	msg, remedy string
}

func wordings() []wording {
	const inside = "write a text that holds a comma, a colon or a question mark inside { } or [ ] in quotes"
	return []wording{
		{"did not find expected ',' or '}'", 1, "what stands in { } cannot be read", inside},
		{"did not find expected ',' or ']'", 1, "what stands in [ ] cannot be read", inside},
		{"did not find expected node content", 1, "something is missing or too much at the end of what stands in { } or [ ]", "look for two commas in a row, or a bracket that nothing opens"},
		{"did not find expected", 1, "the lines from here on do not belong together", "look from that line on: something below it is indented otherwise, or lacks its colon or a quote"},
		{"mapping values are not allowed", 0, "a second colon, or a line without one before it", `write a text that holds ": " in quotes, and give each key its colon`},
		{"could not find expected ':'", 0, "a key without its colon", `write "key: value"`},
		{"found character that cannot start any token", 0, "the value begins with a sign that cannot begin one", "write the value in quotes; indent with spaces, not with a tab"},
		{"found a tab character", 0, "the line begins with a tab", "begin it with spaces"},
		{"found unknown escape character", 0, `a \\ in double quotes stands before a sign that it cannot stand before`, `write \\\\ for one, or single quotes around the text`},
		{"unknown anchor", 0, "a value begins with *, which names another value here", "write the value out, or in quotes if it is a text"},
		{"invalid UTF-8", 0, "the file is not in UTF-8", "save it again as UTF-8"},
		{"control characters are not allowed", 0, "the file holds a character that cannot be seen", "remove it, or save the file again as UTF-8 text"},
	}
}

func describe(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a mapping"
	default:
		return strconv.Quote(n.Value)
	}
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func last(path string) string {
	if path == "" {
		return "the file"
	}
	return path[strings.LastIndex(path, ".")+1:]
}
