package bench

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/lab/load"
	"modu/internal/runtime"
)

// catalogueSizes are compared: ten thousand things must open, be searched and turn their
// pages as forty do.
func catalogueSizes() []int { return []int{40, 10_000} }

// catalogueGoal is how many times longer the large one may take.
const catalogueGoal = 1.2

// acts are what is timed in a shop, in the order of a visit.
func acts() []string { return []string{"opens", "turns a page", "searches"} }

// catalogue measures a shop with few and one with many things in turns, from a touch to the
// scene and the words that follow. It returns what does not hold.
func catalogue(out io.Writer, n int) (lost []string, err error) {
	dir, remove, err := scratch()
	if err != nil {
		return nil, err
	}
	defer remove()
	for _, kind := range []struct {
		name string
		open func(dir string, size int) (*shopper, error)
	}{{"catalogue", newShopper}, {"list from a program", newLister}} {
		var shops []*shopper
		for _, size := range catalogueSizes() {
			s, err := kind.open(filepath.Join(dir, kind.name, fmt.Sprint(size)), size)
			if err != nil {
				return nil, err
			}
			shops = append(shops, s)
		}
		times, err := visits(shops, n)
		if err != nil {
			return nil, err
		}
		lost = append(lost, compared(out, kind.name, times)...)
		for j, size := range catalogueSizes() {
			fmt.Fprintf(out, "%-58s %9s\n", fmt.Sprintf("  first search among %d, once a list", size), shops[j].first.Round(time.Microsecond))
		}
	}
	return lost, nil
}

// compared prints the times by act and by shop, and returns what the large one loses.
func compared(out io.Writer, kind string, times [][][]time.Duration) (lost []string) {
	for i, act := range acts() {
		var p50 []float64
		for j, size := range catalogueSizes() {
			show(out, fmt.Sprintf("a %s of %d %s", kind, size, act), "", times[i][j])
			p50 = append(p50, float64(times[i][j][len(times[i][j])/2]))
		}
		ratio := p50[1] / p50[0]
		fmt.Fprintf(out, "%-58s %9.2f %9s %9s  ≤ %.1f ×\n", "  ratio", ratio, "", "", catalogueGoal)
		if ratio > catalogueGoal {
			lost = append(lost, "the large "+kind+" is slower: "+act)
		}
	}
	return lost
}

// visits visits shops in turns, n times each, and times every act, by act and by shop.
func visits(shops []*shopper, n int) ([][][]time.Duration, error) {
	times := make([][][]time.Duration, len(acts()))
	for i := range times {
		times[i] = make([][]time.Duration, len(shops))
	}
	const warm = 5 // the first rounds make what is made once
	for round := range n + warm {
		for j := range shops {
			j = (j + round) % len(shops) // neither is always the first
			got, err := shops[j].visit()
			if err != nil {
				return nil, err
			}
			for i, d := range got {
				if round >= warm {
					times[i][j] = append(times[i][j], d)
				}
			}
		}
	}
	return times, nil
}

// shopper visits a shop again and again.
type shopper struct {
	m     *runtime.Machine
	now   time.Duration
	rows  []input.Row   // what the program answers; nil: there is none
	first time.Duration // the first search
}

func newShopper(dir string, size int) (*shopper, error) {
	var menu, texts strings.Builder
	menu.WriteString("version: 1\ncategories: [{id: things, label: t}]\nitems:\n")
	for i := range size {
		fmt.Fprintf(&menu, "  - {id: i%d, category: things, label: item.i%d, price: %d}\n", i, i, 1000+i)
		fmt.Fprintf(&texts, "  item.i%d: %c메뉴 %d\n", i, '가'+rune(i%500)*20, i)
	}
	parts, err := written(dir, map[string]string{
		"service.yaml": "version: 1\nid: big\nname: t\ncurrency: KRW\nlanguages: [ko]\nstart: category\nsteps:\n" +
			"  category: {kind: categories, title: t, next: item}\n  item: {kind: items, title: t, next: basket}\n  basket: {kind: basket, title: t, more: category, next: review}\n" +
			"  review: {kind: review, title: t, next: pay}\n  pay: {kind: pay, title: t, next: done}\n  done: {kind: done, title: t}\n",
		"menu.yaml":       menu.String(),
		"locales/ko.yaml": "version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  t: 고르세요\n" + texts.String(),
	})
	if err != nil {
		return nil, err
	}
	return (&shopper{}).begin(parts), nil
}

// newLister is a shopper at a machine whose things are the rows that a program answers.
func newLister(dir string, size int) (*shopper, error) {
	parts, err := written(dir, map[string]string{
		"service.yaml": "version: 1\nid: long\nname: t\ncurrency: KRW\nlanguages: [ko]\nstart: begin\nfields:\n  begin: {type: choice, values: [\"on\"]}\n  to: {type: row}\nsteps:\n" +
			"  begin: {kind: choose, title: t, field: begin, choices: [{value: \"on\", label: t, go: ask}]}\n" +
			"  ask: {kind: call, title: t, path: /towns, answer: {towns: {type: rows, id: id, max: 10000, public: true, of: {id: {type: code}, name: {type: text}}}}, next: to}\n" +
			"  to: {kind: choose, title: t, from: towns, field: to, row: {label: name}, next: done}\n  done: {kind: done, title: t}\n",
		"menu.yaml":       "version: 1\ncategories: []\nitems: []\n",
		"locales/ko.yaml": "version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  t: 고르세요\n",
	})
	if err != nil {
		return nil, err
	}
	s := &shopper{}
	for i := range size {
		s.rows = append(s.rows, input.Row{"id": {Text: fmt.Sprint(i)}, "name": {Text: fmt.Sprintf("%c마을 %d", '가'+rune(i%500)*20, i), Lang: "ko"}})
	}
	return s.begin(parts), nil
}

// written loads a service of some files, which it writes.
func written(dir string, files map[string]string) (*assemble.Parts, error) {
	for name, text := range files {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o700); err != nil {
			return nil, err
		}
		if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	parts, issues := load.Service(dir)
	if issues.Err() != nil {
		return nil, issues
	}
	return parts, nil
}

func (s *shopper) begin(parts *assemble.Parts) *shopper {
	s.m = parts.Machine(1, 101)
	_ = s.m.Start()
	_ = s.touch("attract.start")
	return s
}

// visit opens the list, turns its page, searches, and goes back to where it began.
func (s *shopper) visit() (times []time.Duration, err error) {
	timed := func(ids ...string) {
		t := time.Now()
		for _, id := range ids {
			err = errors.Join(err, s.touch(id))
		}
		times = append(times, time.Since(t))
	}
	if s.rows != nil {
		timed("choice.on")
		timed("rows.next")
	} else {
		timed("category.things")
		timed("items.next")
		err = errors.Join(err, s.touch("bar.back"))
	}
	timed("find.open", "ㅁ", "typing.done")
	if s.first == 0 {
		s.first = times[len(times)-1]
	}
	if kind := s.m.Scene().Kind; kind != scene.KindFound {
		err = errors.Join(err, fmt.Errorf("the search ends on %q", kind))
	}
	if err = errors.Join(err, s.touch("bar.back"), s.touch("bar.back")); s.rows != nil {
		err = errors.Join(err, s.touch("bar.back"))
	}
	return times, err
}

// touch puts a finger on a node, by its id or by what stands on it, and takes it off.
func (s *shopper) touch(what string) error {
	sc := s.m.Scene()
	var at scene.NodeID
	sc.Walk(func(n *scene.Node, _ int) bool {
		if string(n.ID) == what || strings.HasPrefix(string(n.ID), "key.") && n.Label.String() == what {
			at = n.ID
		}
		return at == ""
	})
	if at == "" {
		return fmt.Errorf("there is no %q on %q: %v", what, sc.Kind, slices.Sorted(slices.Values(sc.FocusOrder())))
	}
	s.now += time.Second
	for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
		rev := s.m.Scene()
		out := s.m.Step(input.Touched{Phase: phase, Node: at, Revision: rev.Revision}, s.now)
		for _, e := range out.Effects {
			if ask, ok := e.(kiosk.AskService); ok {
				s.m.Step(input.ServiceAnswered{Effect: ask.ID, Values: map[string]input.Value{"towns": {Rows: s.rows}}}, s.now)
			}
		}
	}
	return nil
}
