package voicerace

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"modu/accessibility/speaker/speechrace"
)

// Options of a race.
type Options struct {
	Count  int           // words and sentences of each contender, at least 1
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
	results, err := speechrace.Run(card, o.Count, kinds, ours, speechrace.CLI(ctx, card, ours.texts), speechrace.Pipe(ctx, card, ours.texts), dispatcher)
	if err != nil {
		return nil, err
	}
	speechrace.Table(out, results)
	for _, k := range kinds {
		fmt.Fprintf(out, "\n%s: %s\n", k, strings.Join(ours.texts[k], " · "))
	}
	return speechrace.Judge(results), nil
}
