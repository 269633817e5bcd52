package act_test

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/filltest"
	"modu/internal/goldentest"
	"modu/internal/kiosk/act"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

func filled() (a act.Act) {
	filltest.Fill(&a, filltest.Own{reflect.TypeFor[act.Kind](): func(string) any { return act.Option }})
	return a
}

// Every field survives, whichever is added.
func TestNothingIsLost(t *testing.T) {
	data, err := act.Encode(filled(), scene.Redacted)
	if err != nil {
		t.Fatal(err)
	}
	if a, err := act.Decode(data); err != nil || a != filled() {
		t.Errorf("%v: read %+v from %s", err, a, data)
	}
}

// Every kind is listed once, and is read back as itself.
func TestKinds(t *testing.T) {
	f, err := parser.ParseFile(token.NewFileSet(), "act.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	constants := 0
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
			constants += len(g.Specs)
		}
	}
	seen := map[act.Kind]bool{}
	for _, k := range act.Kinds() {
		data, err := act.Encode(act.Act{Kind: k}, scene.Redacted)
		if err != nil {
			t.Fatal(err)
		}
		if a, err := act.Decode(data); err != nil || a.Kind != k || seen[k] {
			t.Errorf("%q is read as %q: %v", k, a.Kind, err)
		}
		seen[k] = true
	}
	if len(seen) != constants || constants < 50 {
		t.Errorf("%d of %d kinds are listed", len(seen), constants)
	}
}

func TestRefuses(t *testing.T) {
	for doc, want := range map[string]string{
		``:                                    "unexpected end",
		`{}`:                                  "version 0, and this program reads version 1",
		`{"version":2,"act":[1]}`:             "version 2, and this program reads version 1",
		`{"version":1}`:                       `no "act"`,
		`{"version":1,"act":{}}`:              `with a "kind"`,
		`{"version":1,"act":{"kind":"jump"}}`: `"jump" is no kind of act`,
		`{"version":1,"act":{"kind":"Pay"}}`:  `"Pay" is no kind of act`,
		`{"version":1,"act":{"kind":"pay","n":"1"}}`:  "cannot unmarshal",
		`{"version":1,"act":{"kind":"pay"}} trailing`: "after top-level value",
	} {
		if a, err := act.Decode([]byte(doc)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %+v, %v, not %q", doc, a, err, want)
		}
	}
	if a, err := act.Decode([]byte(`{"version":1,"act":{"kind":"pay","tip":3},"by":"a later release"}`)); err != nil || a.Kind != act.Pay {
		t.Errorf("keys that are not known are passed over: %+v, %v", a, err)
	}
	for want, a := range map[string]act.Act{"without a kind": {}, `"jump" is no kind`: {Kind: "jump"}} {
		if data, err := act.Encode(a, scene.Redacted); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v %s", want, err, data)
		}
	}
}

// What was typed and answered is the person's.
func TestDisclosure(t *testing.T) {
	for _, a := range []act.Act{{Kind: act.Key, ID: "digits", Value: "9471"}, {Kind: act.Answer, Step: "dine", Value: "9471"}, {Kind: act.Row, Step: "car", N: 9471}, {Kind: act.Zone, Step: "seats", N: 9471}, {Kind: act.Seats, Step: "seats", N: 9471}, {Kind: act.Within, Step: "day", ID: "9471", Value: "9471"}, {Kind: act.Tick, Step: "pain", Value: "9471"}, {Kind: act.Tick, Step: "parcel", N: 9471}, {Kind: act.Option, ID: "size", Value: "9471"}} {
		for _, to := range []scene.Disclosure{scene.Redacted, scene.Unredacted} {
			data, err := act.Encode(a, to)
			if err != nil {
				t.Fatal(err)
			}
			want := to == scene.Unredacted || a.Kind == act.Option
			if got := bytes.Contains(data, []byte("9471")); got != want {
				t.Errorf("disclosure %d: %s", to, data)
			}
		}
	}
}

// The form itself, as readers have come to rely on it.
func TestGolden(t *testing.T) {
	data, err := act.Encode(act.Act{Kind: act.OptionCount, Step: "options", ID: "shots", Value: "extra", N: 2}, scene.Redacted)
	if err != nil {
		t.Fatal(err)
	}
	goldentest.JSON(t, "testdata/act.json", data, *rewrite)
}

// FuzzDecode: what is read can be written, and is read as the same again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(`{"version":1,"act":{"kind":"option","id":"size","value":"large","n":-1}}`))
	f.Add([]byte(`{"version":1,"act":{"kind":"key","id":"<>","value":"\ud800"}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := act.Decode(data)
		if err != nil {
			return
		}
		again, err := act.Encode(a, scene.Unredacted)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := act.Decode(again); err != nil || a != b {
			t.Fatalf("%+v is read as %+v: %v", a, b, err)
		}
	})
}
