package kiosk_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"testing"

	"modu/accessibility/input"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/looks"
)

// declared are the kinds of acts that package act declares.
func declared(t *testing.T) []act.Kind {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), "act/act.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var kinds []act.Kind
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		typ, ok := spec.Type.(*ast.Ident)
		if !ok || typ.Name != "Kind" {
			t.Fatalf("%s is no kind of act", spec.Names[0])
		}
		for _, v := range spec.Values {
			s, err := strconv.Unquote(v.(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			kinds = append(kinds, act.Kind(s))
		}
		return false
	})
	return kinds
}

// rows is how many rows carry out a kind of act: the core's own, and the course's. The
// course is asked to do it somewhere, where it may well be impossible.
func rows(k act.Kind, at course.Situation) int {
	n := 0
	for _, own := range kiosk.Rows() {
		if own == k {
			n++
		}
	}
	if way(k, at) {
		n++
	}
	return n
}

func way(k act.Kind, at course.Situation) (ok bool) {
	defer func() { ok = recover() != nil || ok }()
	c, _ := course.Course{}.Begin(0, at)
	_, _, ok = c.Do(act.Act{Kind: k, Step: c.Here.Step}, 0, at)
	return ok
}

// TestEveryActHasOneRow: whatever a node may do, exactly one row carries it out, and no row
// carries out what no node can do.
func TestEveryActHasOneRow(t *testing.T) {
	at := course.Situation{Service: kiosktest.Core().Service, Effect: input.EffectID{Counter: 1}}
	kinds := declared(t)
	if len(kinds) < 50 {
		t.Fatalf("only %d kinds of acts were found", len(kinds))
	}
	for i, k := range kinds {
		if n := rows(k, at); n != 1 {
			t.Errorf("%q has %d rows", k, n)
		}
		if slices.Contains(kinds[:i], k) {
			t.Errorf("%q is declared twice", k)
		}
	}
	for _, k := range kiosk.Rows() {
		if !slices.Contains(kinds, k) {
			t.Errorf("a row carries out %q, which is not declared", k)
		}
	}
	if n := rows("no-such-act", at); n != 0 {
		t.Errorf("an act that does not exist has %d rows", n)
	}
}

// TestActsOnScreensHaveARow: so does everything on every screen that is found by trying
// everything.
func TestActsOnScreensHaveARow(t *testing.T) {
	for name, core := range map[string]*kiosk.Core{"shop": kiosktest.Core(), "parcel": kiosktest.Parcel()} {
		at := course.Situation{Service: core.Service, Effect: input.EffectID{Counter: 1}}
		met := map[act.Kind]bool{}
		for _, p := range looks.Crawl(core) {
			for id, a := range p.Model.Acts {
				if met[a.Kind] {
					continue
				}
				met[a.Kind] = true
				if n := rows(a.Kind, at); n != 1 {
					t.Errorf("%s, %s: %s does %+v, which has %d rows", name, p.Name, id, a, n)
				}
			}
		}
		if len(met) < 10 {
			t.Errorf("%s: only %d kinds of acts were met", name, len(met))
		}
		t.Logf("%s: %d kinds of acts", name, len(met))
	}
}
