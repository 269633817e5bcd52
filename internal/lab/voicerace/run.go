package voicerace

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"modu/accessibility/speaker/speechrace"
	"modu/accessibility/typing"
)

// Options of a race.
type Options struct {
	Count  int           // words and sentences of each contender; 0: every one of the lists once
	Buffer time.Duration // the sound device's buffer; 0: as the kiosk has it
	Only   string        // "word" or "sentence"; "": both
}

// Kinds are the names that Options.Only may have.
func Kinds() []string { return []string{string(speechrace.Word), string(speechrace.Sentence)} }

// Run runs a race and prints its table. It returns what does not hold of the goals, a line
// each.
func Run(ctx context.Context, out io.Writer, o Options) (lost []string, err error) {
	dir, err := os.MkdirTemp("", "modu-race-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	card, err := speechrace.Start(ctx, dir)
	if err != nil {
		return nil, err
	}
	defer card.Close()
	for name, v := range card.Vars() {
		if err := os.Setenv(name, v); err != nil {
			return nil, err
		}
	}
	ours, err := Start(ctx, dir, "", o.Buffer)
	if err != nil {
		return nil, err
	}
	defer ours.Close()
	if err := ours.learn(); err != nil {
		return nil, err
	}
	dispatcher, err := speechrace.StartDispatcher(ctx, card, ours.texts)
	if err != nil {
		return nil, err
	}
	defer dispatcher.Close()
	kinds := []speechrace.Kind{speechrace.Word, speechrace.Sentence}
	if o.Only != "" {
		kinds = []speechrace.Kind{speechrace.Kind(o.Only)}
	}
	count := map[speechrace.Kind]int{}
	for _, k := range kinds {
		count[k] = cmp.Or(o.Count, len(ours.texts[k]))
	}
	results, err := speechrace.Run(card, count, kinds, ours, speechrace.CLI(ctx, card, ours.texts), speechrace.Pipe(ctx, card, ours.texts), dispatcher)
	if err != nil {
		return nil, err
	}
	speechrace.Table(out, results)
	apart(out, results, ours.texts)
	return speechrace.Judge(results), nil
}

// apart prints the times of texts that begin with a vowel and of those that begin with a
// consonant, and the texts: a vowel is heard at once, a consonant such as ㄱ begins in silence,
// and a mean of both hides either.
func apart(out io.Writer, results []speechrace.Result, texts speechrace.Texts) {
	for _, group := range []struct {
		name  string
		vowel bool
	}{{"begins with a vowel", true}, {"begins with a consonant", false}} {
		in := func(k speechrace.Kind, i int) bool {
			return beginsWithVowel(texts[k][i%len(texts[k])]) == group.vowel
		}
		fmt.Fprintln(out)
		speechrace.Apart(out, results, group.name, in)
		for _, k := range []speechrace.Kind{speechrace.Word, speechrace.Sentence} {
			var some []string
			for i, text := range texts[k] {
				if in(k, i) {
					some = append(some, text)
				}
			}
			fmt.Fprintf(out, "\n%s, %d: %s\n", k, len(some), strings.Join(some, " · "))
		}
	}
}

// beginsWithVowel reports whether the first syllable of a Korean text has no consonant before
// its vowel.
func beginsWithVowel(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return typing.Initial(first) == 'ㅇ' // which is silent there
}
