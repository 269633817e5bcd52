package room

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"modu/accessibility/audit/screen"
	"modu/accessibility/scene"
	"modu/internal/lab/verdict"
)

var rewrite = flag.Bool("rewrite", false, "write anew what has been looked at: the structure of screens, known shortfalls, how much is left empty")

// counted are the measures, each with the test that counts what it finds.
func counted() map[string]string {
	out := map[string]string{"growth": "geometry"}
	for _, m := range screen.Bounds() {
		out[m.Name] = "geometry"
	}
	for _, m := range screen.Turned() {
		out[m.Name] = "geometry"
	}
	for _, m := range sampled() {
		out[m] = "pixels"
	}
	return out
}

// findings counts what known.tsv lists, from several goroutines.
type findings struct {
	mu    sync.Mutex
	n     map[shortfall]int
	first map[shortfall]string
}

func newFindings() *findings { return &findings{n: map[shortfall]int{}, first: map[shortfall]string{}} }

func (fs *findings) add(s shortfall, example string) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if fs.n[s]++; fs.first[s] == "" || example < fs.first[s] {
		fs.first[s] = example
	}
}

// compare fails for what is worse than known, and for what has become better and is still
// listed as it was.
func (fs *findings) compare(t *testing.T, test string) {
	t.Helper()
	var measures []string
	for m, by := range counted() {
		if by == test {
			measures = append(measures, m)
		}
	}
	text, err := os.ReadFile("known.tsv") // not what was built in: another test may have written it anew
	if err != nil {
		t.Fatal(err)
	}
	was, err := readKnown(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if *rewrite {
		fs.write(t, was, measures)
		return
	}
	for _, problem := range worse(was, fs.n, measures) {
		t.Error(problem.text, fs.first[problem.at])
	}
}

// problem is a row of known.tsv that is not as it should be.
type problem struct {
	at   shortfall
	text string
}

func worse(was, is map[shortfall]int, measures []string) (out []problem) {
	keys := map[shortfall]bool{}
	for s := range was {
		keys[s] = true
	}
	for s := range is {
		keys[s] = true
	}
	for _, s := range slices.SortedFunc(maps.Keys(keys), func(a, b shortfall) int { return strings.Compare(a.String(), b.String()) }) {
		switch old, now := was[s], is[s]; {
		case !slices.Contains(measures, s.Measure):
		case now > old:
			out = append(out, problem{s, fmt.Sprintf("%s: %d findings, %d are known; the first:", s, now, old)})
		case now < old:
			out = append(out, problem{s, fmt.Sprintf("%s: %d findings, lower its row in known.tsv from %d, or remove it", s, now, old)})
		}
	}
	return out
}

// write puts the rows of some measures anew.
func (fs *findings) write(t *testing.T, was map[shortfall]int, measures []string) {
	rows := maps.Clone(fs.n)
	for s, n := range was {
		if !slices.Contains(measures, s.Measure) {
			rows[s] = n
		}
	}
	var b strings.Builder
	b.WriteString(strings.SplitAfter(knownFile, "\n")[0])
	for _, s := range slices.SortedFunc(maps.Keys(rows), func(a, b shortfall) int { return strings.Compare(a.String(), b.String()) }) {
		fmt.Fprintf(&b, "%s\t%d\n", s, rows[s])
	}
	if err := os.WriteFile("known.tsv", []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestKnown: a count that is passed fails, and so does one that could be lower; a row names a
// measure that some test counts.
func TestKnown(t *testing.T) {
	all, err := known()
	if err != nil {
		t.Fatal(err)
	}
	for s := range all {
		if counted()[s.Measure] == "" {
			t.Errorf("known.tsv: nothing counts the measure %q", s.Measure)
		}
	}
	for _, mistake := range []string{"rows\titems\t32 inch upright", "rows\titems\t32 inch upright\t0", "rows\titems\tx\t1\nrows\titems\tx\t2", "rows\titems\tx\tmany"} {
		if got, err := readKnown(mistake); err == nil || !strings.Contains(err.Error(), "known.tsv:") {
			t.Errorf("%q is read as %v, %v", mistake, got, err)
		}
	}
	row := shortfall{"rows", scene.KindItems, "32 inch upright"}
	for _, c := range []struct {
		was, is int
		measure string
		want    string
	}{
		{3, 3, "rows", ""},
		{3, 4, "rows", "4 findings, 3 are known"},
		{0, 1, "rows", "1 findings, 0 are known"},
		{3, 2, "rows", "2 findings, lower its row"},
		{3, 0, "rows", "0 findings, lower its row"},
		{3, 0, "growth", ""},
	} {
		got := worse(map[shortfall]int{row: c.was}, map[shortfall]int{row: c.is}, []string{c.measure})
		if (c.want == "") != (len(got) == 0) || len(got) > 0 && !strings.Contains(got[0].text, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// What is expected of one kind of screen is a mistake on another, but for what is counted in
// a sample.
func TestVerdicts(t *testing.T) {
	r := verdict.New("looks", io.Discard)
	v := &Verdicts{r, map[shortfall]bool{{Measure: "clipped", Kind: scene.KindPay}: true, {Measure: "rows"}: true}, map[shortfall]*example{}}
	v.See("here", scene.KindPay, screen.Finding{Measure: "clipped", Rule: "TXT-7", Text: "cut"})
	v.See("there", scene.KindPay, screen.Finding{Measure: "clipped", Rule: "TXT-7", Text: "cut"})
	v.See("here", scene.KindDone, screen.Finding{Measure: "clipped", Rule: "TXT-7", Node: "go", Text: "cut"})
	v.See("here", scene.KindDone, screen.Finding{Measure: "rows", Rule: "TXT-7", Text: "room"})
	v.See("here", scene.KindDone, screen.Finding{Measure: "whole", Rule: "TXT-7", Text: "gone"})
	v.Report()
	if len(r.Mistakes) != 2 || r.Mistakes[0].Message != "go: cut" || r.Mistakes[1].Message != "gone" {
		t.Errorf("mistakes: %+v", r.Mistakes)
	}
	if len(r.Notes) != 2 || !strings.Contains(r.Notes[0].Message, "2 times") || r.Notes[1].Where != string(scene.KindDone) {
		t.Errorf("notes: %+v", r.Notes)
	}
}
