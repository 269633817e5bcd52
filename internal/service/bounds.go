package service

import (
	"fmt"
	"math"
	"math/big"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"

	"modu/internal/order"
)

// span is between what a number of an expression lies.
type span struct{ least, most *big.Int }

func between(least, most int64) *span { return &span{big.NewInt(least), big.NewInt(most)} }

// known are the numbers of which it is known how large they can be: counts, and what a program
// answers.
func (p *programs) known(sc scope, name string) *span {
	v, ok := p.vars[sc][name]
	switch {
	case !ok || !v.typ.IsExactType(cel.IntType) || strings.HasPrefix(name, "basket.") || strings.HasPrefix(name, "item."):
		return nil
	case v.counted:
		return between(0, order.MaxQuantity)
	}
	return between(0, maxAnswerNumber)
}

// overflowing names the first sum or product of an expression about counts that can become
// larger than a number may be. Other expressions are left as they always were: one that
// overflows takes the way that is meant for a guard that fails.
func (p *programs) overflowing(sc scope, text string, checked *cel.Ast) []problem {
	about := false
	for _, e := range ast.MatchDescendants(ast.NavigateAST(checked.NativeRep()), ast.AllMatcher()) {
		about = about || p.vars[sc][chain(e)].counted
	}
	if !about {
		return nil
	}
	for _, e := range ast.MatchDescendants(ast.NavigateAST(checked.NativeRep()), ast.KindMatcher(ast.CallKind)) {
		if s := p.spanOf(sc, e); s != nil && !s.fits() && p.partsFit(sc, e) {
			return []problem{{fmt.Sprintf("expression %q can fail while it is used: %s may be as large as %s, and no number is larger than %d", text, spelled(e), s.largest(), int64(math.MaxInt64)),
				"compare the parts one by one, or multiply by less"}}
		}
	}
	return nil
}

// partsFit reports whether what a call is made of is no such problem of its own.
func (p *programs) partsFit(sc scope, e ast.Expr) bool {
	for _, a := range e.AsCall().Args() {
		if s := p.spanOf(sc, a); s != nil && !s.fits() {
			return false
		}
	}
	return true
}

func (s *span) fits() bool { return s.least.IsInt64() && s.most.IsInt64() }

// largest is the bound that is farthest from 0.
func (s *span) largest() *big.Int {
	if s.least.CmpAbs(s.most) > 0 {
		return s.least
	}
	return s.most
}

// spanOf is between what a number lies; nil where that is not known.
func (p *programs) spanOf(sc scope, e ast.Expr) *span {
	switch e.Kind() {
	case ast.LiteralKind:
		if n, ok := e.AsLiteral().Value().(int64); ok {
			return between(n, n)
		}
	case ast.IdentKind, ast.SelectKind:
		return p.known(sc, chain(e))
	case ast.CallKind:
		var args []*span
		for _, a := range e.AsCall().Args() {
			args = append(args, p.spanOf(sc, a))
			if args[len(args)-1] == nil {
				return nil
			}
		}
		return arithmetic(e.AsCall().FunctionName(), args)
	}
	return nil
}

// arithmetic is between what the result of a sum, a difference or a product lies.
func arithmetic(operator string, args []*span) *span {
	n := func() *big.Int { return new(big.Int) }
	switch {
	case operator == "-_" && len(args) == 1:
		return &span{n().Neg(args[0].most), n().Neg(args[0].least)}
	case len(args) != 2:
		return nil
	}
	a, b := args[0], args[1]
	switch operator {
	case "_+_":
		return &span{n().Add(a.least, b.least), n().Add(a.most, b.most)}
	case "_-_":
		return &span{n().Sub(a.least, b.most), n().Sub(a.most, b.least)}
	case "_*_":
		out := &span{n().Mul(a.least, b.least), n().Mul(a.least, b.least)}
		for _, x := range []*big.Int{n().Mul(a.least, b.most), n().Mul(a.most, b.least), n().Mul(a.most, b.most)} {
			if x.Cmp(out.least) < 0 {
				out.least = x
			}
			if x.Cmp(out.most) > 0 {
				out.most = x
			}
		}
		return out
	}
	return nil
}

// part is a part of an expression, in brackets where it is a sum and must be one.
func part(e ast.Expr, must bool) string {
	if must && e.Kind() == ast.CallKind && (e.AsCall().FunctionName() == "_+_" || e.AsCall().FunctionName() == "_-_") {
		return "(" + spelled(e) + ")"
	}
	return spelled(e)
}

// spelled names a part of an expression by what it is made of.
func spelled(e ast.Expr) string {
	switch e.Kind() {
	case ast.LiteralKind:
		return fmt.Sprint(e.AsLiteral().Value())
	case ast.CallKind:
		args := e.AsCall().Args()
		operator := strings.Trim(e.AsCall().FunctionName(), "_")
		if len(args) == 2 {
			return part(args[0], operator == "*") + " " + operator + " " + part(args[1], operator != "+")
		}
		return operator + spelled(args[0])
	}
	return chain(e)
}
