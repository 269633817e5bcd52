package speechrace

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// ErrNoSound: a contender was not heard, or did not fall silent.
var ErrNoSound = errors.New("speechrace: no sound")

// Contender is something that speaks.
type Contender interface {
	Name() string
	// Say asks for a text, the kind saying which of the two it is; began is the moment
	// from which a person would count. It returns at once.
	Say(k Kind, i int) (began time.Time, err error)
	// Hush ends what is being said, in its own way.
	Hush() (began time.Time, err error)
}

// Preparer is a Contender that must be brought to where it says a text, before each.
type Preparer interface{ Prepare(k Kind, i int) error }

// Kind of text.
type Kind string

// The two kinds: a short word and a sentence with a price.
const (
	Word     Kind = "word"
	Sentence Kind = "sentence"
)

// Times of one contender.
type Times []time.Duration

// At is the quantile q, from 0 to 1.
func (t Times) At(q float64) time.Duration {
	s := slices.Sorted(slices.Values(t))
	if len(s) == 0 {
		return 0
	}
	return s[min(len(s)-1, int(q*float64(len(s))))]
}

// Result of one contender.
type Result struct {
	Name   string
	Sound  map[Kind]Times // request → first sample heard
	Texts  map[Kind][]int // which text each of them was, counted from 0
	Silent Times          // request to be silent → last sample heard; of ours only
}

// of are the times of the texts that are in.
func (r Result) of(k Kind, in func(k Kind, text int) bool) (some Times) {
	for n, text := range r.Texts[k] {
		if in(k, text) {
			some = append(some, r.Sound[k][n])
		}
	}
	return some
}

// The gates.
const (
	SentenceShare = 0.55                  // of the best peer, at p50 and p95
	SilenceLimit  = 25 * time.Millisecond // key → silence of the old speech
)

// Judge says which gates do not hold; the first result is ours.
func Judge(rs []Result) []string {
	var broken []string
	ours := rs[0]
	for _, q := range []struct {
		name string
		at   float64
	}{{"p50", .5}, {"p95", .95}} {
		for kind, share := range map[Kind]float64{Word: 1, Sentence: SentenceShare} {
			best := time.Duration(0)
			for _, r := range rs[1:] {
				if d := r.Sound[kind].At(q.at); d > 0 && (best == 0 || d < best) {
					best = d
				}
			}
			limit := time.Duration(share * float64(best))
			if got := ours.Sound[kind].At(q.at); got > limit {
				broken = append(broken, fmt.Sprintf("%s of a %s: %v, at most %v (%.2f of the best peer's %v)", q.name, kind, ms(got), ms(limit), share, ms(best)))
			}
		}
	}
	if got := ours.Silent.At(.95); got > SilenceLimit {
		broken = append(broken, fmt.Sprintf("p95 to silence: %v, at most %v", ms(got), ms(SilenceLimit)))
	}
	slices.Sort(broken)
	return broken
}

func ms(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }

// Run lets every contender say so many texts of each kind, in turns, so that whatever else
// the machine does meets all of them. The first is ours: its silence is measured as well.
func Run(card *Card, count map[Kind]int, kinds []Kind, contenders ...Contender) ([]Result, error) {
	rs := make([]Result, len(contenders))
	for i, c := range contenders {
		rs[i] = Result{Name: c.Name(), Sound: map[Kind]Times{}, Texts: map[Kind][]int{}}
	}
	for _, kind := range kinds {
		for i := range count[kind] + warm {
			for k, c := range contenders {
				sound, silent, err := once(card, c, kind, i)
				if err != nil {
					return nil, fmt.Errorf("%s, %s %d: %w", c.Name(), kind, i, err)
				}
				if i < warm { // at first nothing is in memory
					continue
				}
				rs[k].Sound[kind] = append(rs[k].Sound[kind], sound)
				rs[k].Texts[kind] = append(rs[k].Texts[kind], i)
				if k == 0 && kind == Sentence {
					rs[k].Silent = append(rs[k].Silent, silent)
				}
			}
		}
	}
	return rs, nil
}

// once is one text of one contender: request → heard, and request to be silent → silent.
func once(card *Card, c Contender, kind Kind, i int) (sound, silent time.Duration, err error) {
	if p, ok := c.(Preparer); ok {
		if err = p.Prepare(kind, i); err != nil {
			return 0, 0, err
		}
	}
	if _, err = card.Hush(quiet, limit); err != nil {
		return 0, 0, err
	}
	began, err := c.Say(kind, i)
	if err != nil {
		return 0, 0, err
	}
	at, err := card.Heard(began, limit)
	if err != nil {
		return 0, 0, err
	}
	time.Sleep(listened)
	stop, err := c.Hush()
	if err != nil {
		return 0, 0, err
	}
	last, err := card.Hush(quiet, limit)
	return at.Sub(began), max(0, last.Sub(stop)), err
}

const (
	warm = 2
	// quiet is longer than the pause that any of the voices makes inside a sentence.
	quiet = 600 * time.Millisecond
	// listened is how much of a text is heard before it is cut.
	listened = 300 * time.Millisecond
	limit    = 15 * time.Second
)

// Table prints the results, as README has them.
func Table(out io.Writer, rs []Result) {
	table(out, "request → first sample heard, ms", rs, func(r Result, k Kind) Times { return r.Sound[k] })
	s := rs[0].Silent
	fmt.Fprintf(out, "\n%s, key → last sample of the old speech: p50 %s, p95 %s (below %s)\n", rs[0].Name, ms(s.At(.5)), ms(s.At(.95)), ms(SilenceLimit))
}

// Apart prints the table again with the times of some texts only, those that are in. The
// gates do not ask for these: a sound that begins softly is heard later by every contender.
func Apart(out io.Writer, rs []Result, which string, in func(k Kind, text int) bool) {
	table(out, which+", ms", rs, func(r Result, k Kind) Times { return r.of(k, in) })
}

// table prints one row a contender. A kind of which there is no text has a dash.
func table(out io.Writer, head string, rs []Result, times func(r Result, k Kind) Times) {
	fmt.Fprintf(out, "| %s | word p50 | word p95 | sentence p50 | sentence p95 |\n| --- | --- | --- | --- | --- |\n", head)
	for _, r := range rs {
		fmt.Fprintf(out, "| %s", strings.ReplaceAll(r.Name, "|", `\|`))
		for _, k := range []Kind{Word, Sentence} {
			t := times(r, k)
			for _, q := range []float64{.5, .95} {
				if len(t) == 0 {
					fmt.Fprint(out, " | –")
					continue
				}
				fmt.Fprintf(out, " | %.1f", float64(t.At(q).Microseconds())/1000)
			}
		}
		fmt.Fprint(out, " |\n")
	}
}
