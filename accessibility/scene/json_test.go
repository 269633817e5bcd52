package scene_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/filltest"
	"modu/internal/goldentest"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

// own fills what has its own names. Kinds of privacy are public, so that nothing is hidden.
var own = filltest.Own{
	reflect.TypeFor[scene.Kind]():      func(string) any { return scene.KindItems },
	reflect.TypeFor[scene.Side]():      func(string) any { return scene.LeftSide },
	reflect.TypeFor[scene.Switch]():    func(string) any { return scene.SwitchOn },
	reflect.TypeFor[scene.Earcon]():    func(string) any { return scene.EarconDone },
	reflect.TypeFor[scene.Privacy]():   func(string) any { return scene.Public },
	reflect.TypeFor[scene.Direction](): func(string) any { return scene.DownLeft },
	reflect.TypeFor[scene.Tint]():      func(string) any { return scene.Sand },
}

func filled(own filltest.Own) (c scene.Change) {
	filltest.Fill(&c, own)
	return c
}

// Every field survives, whichever is added.
func TestNothingIsLost(t *testing.T) {
	c := filled(own)
	data, err := scene.EncodeChange(c, scene.Redacted)
	if err != nil {
		t.Fatal(err)
	}
	got, err := scene.DecodeChange(data)
	if err != nil || !reflect.DeepEqual(got, c) {
		t.Errorf("%v\nread %+v\nfrom %s", err, got, data)
	}
	one, err := scene.Encode(c.After, scene.Redacted)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := scene.Decode(one); err != nil || !reflect.DeepEqual(s, c.After) {
		t.Errorf("%v\nread %+v\nfrom %s", err, s, one)
	}
	zero, err := scene.EncodeChange(scene.Change{}, scene.Redacted)
	if want := `{"version":1,"change":{}}`; err != nil || string(zero) != want {
		t.Errorf("nothing is written as %s, not %s: %v", zero, want, err)
	}
}

// Every field has a name of its own in the form, and none is written where it is zero.
func TestTags(t *testing.T) {
	key := regexp.MustCompile(`^[a-z][a-zA-Z]*,omitzero$`)
	seen := map[reflect.Type]bool{}
	var look func(reflect.Type)
	look = func(typ reflect.Type) {
		for typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] {
			return
		}
		seen[typ] = true
		keys := map[string]bool{}
		for i := range typ.NumField() {
			f := typ.Field(i)
			tag := f.Tag.Get("json")
			if !key.MatchString(tag) || keys[tag] {
				t.Errorf("%s.%s: tag %q is not one camelCase key of its own with omitzero", typ, f.Name, tag)
			}
			keys[tag] = true
			look(f.Type)
		}
	}
	look(reflect.TypeFor[scene.Change]())
	if len(seen) < 10 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

// constants counts the constants of each type of the package.
func constants(t *testing.T) map[string]int {
	t.Helper()
	count := map[string]int{}
	for _, name := range []string{"scene.go", "text.go", "change.go", "kind.go"} {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			typ := ""
			for _, s := range g.Specs {
				v := s.(*ast.ValueSpec)
				if id, ok := v.Type.(*ast.Ident); ok {
					typ = id.Name
				}
				count[typ] += len(v.Names)
			}
		}
	}
	return count
}

// Every constant has a name that is read back as itself, and no other name is taken.
func TestNames(t *testing.T) {
	numbers := map[string]func(i int) (string, string){
		"Role":       names[scene.Role],
		"Arrange":    names[scene.Arrange],
		"Privacy":    names[scene.Privacy],
		"SpanKind":   names[scene.SpanKind],
		"Politeness": names[scene.Politeness],
		"CauseKind":  names[scene.CauseKind],
	}
	count := constants(t)
	for typ, name := range numbers {
		n := count[typ]
		if n < 3 {
			t.Errorf("%s: only %d constants were found", typ, n)
		}
		seen := map[string]bool{}
		for i := range n {
			text, back := name(i)
			if text == "" || text != back || seen[text] {
				t.Errorf("%s %d is called %q and read as %q", typ, i, text, back)
			}
			seen[text] = true
		}
		if text, _ := name(n); text != "" {
			t.Errorf("%s %d is no constant and is called %q", typ, n, text)
		}
	}
	if len(scene.Kinds()) != count["Kind"] || len(scene.Earcons) != count["Earcon"] {
		t.Errorf("%d of %d kinds of screens and %d of %d earcons are listed", len(scene.Kinds()), count["Kind"], len(scene.Earcons), count["Earcon"])
	}
}

// names is the name of a constant, and the name of what that is read as.
func names[T ~uint8](i int) (string, string) {
	text := func(v T) string {
		b, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		return strings.Trim(string(b), `"`)
	}
	name := text(T(i))
	var back T
	if json.Unmarshal([]byte(`"`+name+`"`), &back) != nil {
		return name, ""
	}
	return name, text(back)
}

func TestDecodeRefuses(t *testing.T) {
	for doc, want := range map[string]string{
		``:                                      "unexpected end",
		`[]`:                                    "cannot unmarshal",
		`{}`:                                    "version 0, and this program reads version 1",
		`{"version":2,"scene":7}`:               "version 2, and this program reads version 1",
		`{"version":"1","scene":{}}`:            "cannot unmarshal",
		`{"version":1,"change":{}}`:             `no "scene"`,
		`{"version":1,"scene":{}} {}`:           "after top-level value",
		`{"version":1,"scene":{"kind":"shop"}}`: `"shop" is no kind of screen; write one of attract, `,
		`{"version":1,"scene":{"kind":""}}`:     `"" is no kind of screen`,
		`{"version":1,"scene":{"root":{"role":"Button"}}}`:                `"Button" is no role; write one of screen, `,
		`{"version":1,"scene":{"root":{"role":5}}}`:                       "cannot unmarshal",
		`{"version":1,"scene":{"root":{"arrange":"pile"}}}`:               `"pile" is no arrangement`,
		`{"version":1,"scene":{"root":{"privacy":"open"}}}`:               `"open" is no privacy`,
		`{"version":1,"scene":{"cover":{"spans":[{"kind":"x"}]}}}`:        `"x" is no kind of span`,
		`{"version":1,"scene":{"revision":-1}}`:                           "cannot unmarshal",
		`{"version":1,"scene":{"root":{"children":[{"role":"dial"}]}}}`:   `"dial" is no role`,
		`{"version":1,"scene":{"session":{"boot":4294967296}}}`:           "cannot unmarshal",
		`{"version":1,"scene":{"root":{"label":{"spans":"some words"}}}}`: "cannot unmarshal",
	} {
		if _, err := scene.Decode([]byte(doc)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, not %q", doc, err, want)
		}
	}
	for doc, want := range map[string]string{
		`{"version":1,"scene":{}}`:                                    `no "change"`,
		`{"version":1,"change":{"cause":{"kind":"chance"}}}`:          `"chance" is no kind of cause`,
		`{"version":1,"change":{"earcon":"bang"}}`:                    `"bang" is no earcon`,
		`{"version":1,"change":{"notices":[{"politeness":"shout"}]}}`: `"shout" is no politeness`,
	} {
		if _, err := scene.DecodeChange([]byte(doc)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, not %q", doc, err, want)
		}
	}
	s, err := scene.Decode([]byte(`{"version":1,"by":"a later release","scene":{"kind":"items","colour":"blue","root":{"id":"r","depth":3}}}`))
	if err != nil || s.Kind != scene.KindItems || s.Root.ID != "r" {
		t.Errorf("keys that are not known are passed over: %+v, %v", s, err)
	}
}

func TestEncodeRefusesWhatHasNoName(t *testing.T) {
	for want, spoil := range map[string]func(*scene.Change){
		"role 200 has no name":        func(c *scene.Change) { c.After.Root.Role = 200 },
		`"shop" is no kind`:           func(c *scene.Change) { c.Before.Kind = "shop" },
		`"bang" is no earcon`:         func(c *scene.Change) { c.Earcon = "bang" },
		"kind of cause 5 has no name": func(c *scene.Change) { c.Cause.Kind = 5 },
	} {
		c := filled(own)
		spoil(&c)
		if data, err := scene.EncodeChange(c, scene.Redacted); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v %s", want, err, data)
		}
	}
}

// desk is a scene with everything private in it that there can be.
func desk() scene.Scene {
	is := func(id scene.NodeID, s string, p scene.Privacy) scene.Text {
		t := scene.Literal("en", s, p)
		t.ID = string(id)
		return t
	}
	return scene.Scene{Revision: 12, Session: scene.SessionID{Boot: 3, Counter: 4}, Kind: scene.KindEnter, Lang: "en", Focus: "key.7",
		Look: scene.Look{Theme: "high-contrast", Size: 167, Low: true}, Ear: scene.Ear{Socket: true},
		Root: scene.Node{ID: "screen.enter.number", Role: scene.RoleScreen, Label: is("desk.title", "Your number", scene.Public), Children: []scene.Node{
			{ID: "result", Role: scene.RoleText, Stop: true, Label: scene.Text{ID: "desk.result", Lang: "en",
				Spans:  []scene.Span{{Text: "You owe "}, {Kind: scene.Price, Text: "$12.50", Value: scene.Value{Number: 1250, Currency: "USD"}, Privacy: scene.Personal}},
				Spoken: []scene.Span{{Text: "To pay: "}, {Kind: scene.Price, Text: "$12.50", Spoken: "twelve fifty", Value: scene.Value{Number: 1250, Currency: "USD"}, Privacy: scene.Personal}}}},
			{ID: "answer", Role: scene.RoleSummary, Label: is("answer.divorced", "Divorced", scene.Public), Picture: "divorced", Privacy: scene.Personal},
			{ID: "enter.number", Role: scene.RoleTextEntry, Label: is("enter.number", "Number", scene.Public), Details: []scene.Text{is("", "9471", scene.Public)}, Privacy: scene.Personal},
			{ID: "enter.pin", Role: scene.RoleSecretEntry, Label: is("enter.pin", "PIN", scene.Public), Count: 3, Most: 4, Privacy: scene.Secret},
			{ID: "keyboard", Role: scene.RoleGroup, Arrange: scene.ArrangeKeys, Page: scene.Page{Count: 1, Total: 1}, Children: []scene.Node{
				{ID: "keyboard.row.1", Role: scene.RoleGroup, Arrange: scene.ArrangeRow, Children: []scene.Node{
					{ID: "key.7", Role: scene.RoleButton, Label: scene.Text{Lang: "en", Spans: []scene.Span{{Kind: scene.Spelled, Text: "7", Privacy: scene.Personal}}}, Privacy: scene.Personal},
				}},
			}},
			{ID: "typing.done", Role: scene.RoleButton, Primary: true, Disabled: true, Label: is("typing.done", "Done", scene.Public), Reason: is("reason.type-all", "Type 4 digits first.", scene.Public)},
		}}}
}

func change() scene.Change {
	before := desk()
	before.Revision, before.Focus, before.Root.Children = 11, "typing.done", before.Root.Children[5:]
	before.Root.Children[0].Disabled, before.Root.Children[0].Reason = false, scene.Text{}
	cause := scene.Cause{Kind: scene.ByPerson, Seq: 40}
	return scene.Change{From: 11, To: 12, Cause: cause, Before: before, After: desk(), Earcon: scene.EarconEdge, Notices: []scene.Notice{
		{Seq: 5, Cause: cause, Politeness: scene.Assertive, Text: scene.Literal("en", "7", scene.Personal), ForAll: scene.Literal("en", "One digit.", scene.Public)}}}
}

// The form itself, as readers have come to rely on it.
func TestGoldens(t *testing.T) {
	for name, to := range map[string]scene.Disclosure{"scene.json": scene.Unredacted, "scene.redacted.json": scene.Redacted} {
		data, err := scene.Encode(desk(), to)
		if err != nil {
			t.Fatal(err)
		}
		goldentest.JSON(t, "testdata/"+name, data, *rewrite)
	}
	data, err := scene.EncodeChange(change(), scene.Unredacted)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.JSON(t, "testdata/change.json", data, *rewrite)
}

// Personal values are written unredacted only, and a secret never.
func TestDisclosure(t *testing.T) {
	personal := []string{"12.50", "twelve", "1250", "ivorced", "9471", `"7"`, `"focus":"key.7"`, "lorry"}
	c := change()
	row := scene.Node{ID: "car", Role: scene.RoleSummary, Label: scene.Literal("en", "Car", scene.Public), Details: []scene.Text{scene.Literal("en", "9471", scene.Personal)}, Picture: "lorry"} // a picture tells as much as the value
	c.After.Root.Children = append(c.After.Root.Children, row)
	secret := scene.Node{ID: "told", Role: scene.RoleText, Label: scene.Literal("en", "1234-secret", scene.Secret), Privacy: scene.Secret}
	c.After.Root.Children = append(c.After.Root.Children, secret)
	c.Notices = append(c.Notices, scene.Notice{Text: scene.Literal("en", "1234-secret", scene.Secret)})
	c.After.Cover = scene.Literal("en", "1234-secret", scene.Secret)
	for to, absent := range map[scene.Disclosure][]string{scene.Redacted: append([]string{"1234-secret"}, personal...), scene.Unredacted: {"1234-secret"}} {
		data, err := scene.EncodeChange(c, to)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range absent {
			if bytes.Contains(data, []byte(s)) {
				t.Errorf("disclosure %d writes %q:\n%s", to, s, data)
			}
		}
		for _, s := range []string{"You owe ", "Number", "PIN", "<secret plain>", "One digit."} {
			if !bytes.Contains(data, []byte(s)) {
				t.Errorf("disclosure %d does not write %q:\n%s", to, s, data)
			}
		}
		for _, s := range personal {
			if to == scene.Unredacted && !bytes.Contains(data, []byte(s)) {
				t.Errorf("unredacted, it does not write %q:\n%s", s, data)
			}
		}
	}
	if was := change(); !reflect.DeepEqual(was.Before, c.Before) || was.After.Focus != c.After.Focus || c.Notices[0].Text.String() != "7" {
		t.Error("hiding wrote into what it was given")
	}
}

// Nothing that is written of personal texts comes through, whichever field is added.
func TestEveryPrivateTextIsReplaced(t *testing.T) {
	private := filltest.Own{}
	for k, v := range own {
		private[k] = v
	}
	private[reflect.TypeFor[scene.Privacy]()] = func(string) any { return scene.Personal }
	data, err := scene.EncodeChange(filled(private), scene.Redacted)
	if err != nil {
		t.Fatal(err)
	}
	// Ids of nodes, languages and looks are public.
	public := regexp.MustCompile(`^(Before|After)\.(Lang|Focus|Look\.Theme|Root(\.Children)*\.ID)$|\.Lang$`)
	for _, m := range regexp.MustCompile(`«([^»]*)»`).FindAllStringSubmatch(string(data), -1) {
		if !public.MatchString(m[1]) {
			t.Errorf("%s is written although it is private", m[1])
		}
	}
}

// FuzzDecode: whatever is read can be written, is read as the same again, and is written
// as the same again.
func FuzzDecode(f *testing.F) {
	for _, to := range []scene.Disclosure{scene.Redacted, scene.Unredacted} {
		data, err := scene.EncodeChange(change(), to)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		if data, err = scene.Encode(desk(), to); err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"version":1,"scene":{"root":{"details":[],"children":[{}]},"cover":{"spans":[]}}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if s, err := scene.Decode(data); err == nil {
			again(t, s, scene.Encode, scene.Decode)
		}
		if c, err := scene.DecodeChange(data); err == nil {
			again(t, c, scene.EncodeChange, scene.DecodeChange)
		}
	})
}

func again[T any](t *testing.T, v T, encode func(T, scene.Disclosure) ([]byte, error), decode func([]byte) (T, error)) {
	for _, to := range []scene.Disclosure{scene.Redacted, scene.Unredacted} {
		once, err := encode(v, to)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decode(once)
		if err != nil {
			t.Fatalf("%v\n%s", err, once)
		}
		twice, err := encode(back, to)
		if err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("%v\n%s, then\n%s", err, once, twice)
		}
		if last, err := decode(twice); err != nil || !reflect.DeepEqual(last, back) {
			t.Fatalf("%v\n%s is read in two ways", err, once)
		}
	}
}
