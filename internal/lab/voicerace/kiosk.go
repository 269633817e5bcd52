package voicerace

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker/speechrace"
	"modu/accessibility/speech"
	"modu/internal/lab/load"
	"modu/internal/lab/rig"
	"modu/internal/runtime"
)

// answerLimit is how long a key may take to lead to something, beside much else.
const answerLimit = time.Minute

// Kiosk is the kiosk in the race: a keypad on a pseudo-terminal, the loop, the voice
// worker, the sound device. It lacks only the window.
type Kiosk struct {
	rig    *rig.Rig
	said   chan string
	heard  chan speech.Utterance
	focus  atomic.Value     // scene.NodeID
	last   speech.Utterance // of the loop's goroutine
	texts  speechrace.Texts
	lists  []int  // how many sentences come of each list
	next   string // the key that says the next text
	inside bool   // a list of sentences is open
}

// Event tells when the last utterance was heard to its end.
func (r *Kiosk) Event(_ time.Duration, ev input.Event) {
	if f, ok := ev.(input.SpeechFinished); ok && !f.Cut && f.Utterance == r.last.ID {
		select {
		case r.heard <- r.last:
		default:
		}
	}
}

// Output notes what a key led to: the words up to the pause after which only the
// optional follows.
func (r *Kiosk) Output(_ time.Duration, out runtime.Output) {
	if out.Utterance == nil {
		return
	}
	r.focus.Store(out.Change.After.Focus)
	r.last = *out.Utterance
	var texts []string
	for _, c := range out.Utterance.Clauses {
		if c.Node == out.Utterance.Focus && !c.Optional {
			texts = append(texts, c.Text)
		}
	}
	select {
	case r.said <- strings.Join(texts, ", "):
	default:
	}
}

// Start starts a kiosk that speaks, on a site's file ("" is the embedded defaults), its
// keypad's line in dir.
func Start(ctx context.Context, dir, site string, buffer time.Duration) (*Kiosk, error) {
	parts, _, err := load.WholeMenu(site) // "learn" goes through its lists
	if err != nil {
		return nil, err
	}
	r := &Kiosk{said: make(chan string, 8), heard: make(chan speech.Utterance, 8), texts: speechrace.Texts{}}
	r.rig, err = rig.Start(ctx, dir, rig.Config{Parts: parts, Observer: r, Sound: true, Buffer: buffer})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// Focus is the node that has focus now.
func (r *Kiosk) Focus() scene.NodeID {
	id, _ := r.focus.Load().(scene.NodeID)
	return id
}

// Listen presses a key and waits until what it leads to was heard to its end.
func (r *Kiosk) Listen(key string, limit time.Duration) (speech.Utterance, error) {
	for len(r.heard) > 0 {
		<-r.heard
	}
	if _, err := r.down(key); err != nil {
		return speech.Utterance{}, err
	}
	select {
	case u := <-r.heard:
		return u, nil
	case <-time.After(limit):
		return speech.Utterance{}, fmt.Errorf("key %s was never answered to its end", key)
	}
}

// learn goes through every list of the menu from top to bottom: what is said then is what
// the peers say, too, and nobody picks the sounds it begins with. The items of the first
// category are left out, since they are a choice out of the others. It ends where it began,
// on the first of the categories.
func (r *Kiosk) learn() error {
	if err := r.keys("down", "select"); err != nil { // speech, and then "eat here"
		return err
	}
	categories := 1
	words, err := r.walk(func(string) bool {
		if strings.HasPrefix(string(r.Focus()), "category.") {
			categories++
		}
		return true // below them stand the bar's words
	})
	if err != nil {
		return err
	}
	r.texts[speechrace.Word] = words
	if err := r.toFirstWord(); err != nil {
		return err
	}
	for range categories - 1 {
		if err := r.keys("down", "select"); err != nil {
			return err
		}
		lines, err := r.walk(func(text string) bool { return strings.Contains(text, ", ") }) // a name and a price
		if err != nil {
			return err
		}
		r.lists = append(r.lists, len(lines))
		r.texts[speechrace.Sentence] = append(r.texts[speechrace.Sentence], lines...)
		if err := r.keys("left"); err != nil {
			return err
		}
	}
	return r.toFirstWord()
}

// toFirstWord goes up from any of the words to the first.
func (r *Kiosk) toFirstWord() error { return r.repeat("up", len(r.texts[speechrace.Word])) }

// walk goes down from the first line of a list to its last, or as long as the lines are in,
// and gives what was said of each. The first is heard on the way back from the second: when
// a list opens, its title is said ahead of it.
func (r *Kiosk) walk(in func(text string) bool) (lines []string, err error) {
	if _, err := r.Press("down"); err != nil {
		return nil, err
	}
	first, err := r.Press("up")
	if err != nil {
		return nil, err
	}
	lines = append(lines, first)
	for len(lines) < 50 {
		before := r.focus.Load()
		text, err := r.Press("down")
		if err != nil || r.focus.Load() == before || !in(text) {
			return lines, err
		}
		lines = append(lines, text)
	}
	return nil, errors.New("the list has no end")
}

func (r *Kiosk) repeat(key string, n int) error {
	for range n {
		if _, err := r.Press(key); err != nil {
			return err
		}
	}
	return nil
}

func (r *Kiosk) keys(keys ...string) error {
	for _, k := range keys {
		if _, err := r.Press(k); err != nil {
			return err
		}
	}
	return nil
}

// Press presses a key and gives what it led to: the words up to the pause after which
// only the optional follows.
func (r *Kiosk) Press(key string) (string, error) {
	for len(r.said) > 0 {
		<-r.said
	}
	if _, err := r.down(key); err != nil {
		return "", err
	}
	select {
	case text := <-r.said:
		return text, nil
	case <-time.After(answerLimit):
		return "", fmt.Errorf("nothing came of key %s", key)
	}
}

// down writes the bytes of a key; its release follows a moment later.
func (r *Kiosk) down(key string) (time.Time, error) {
	began, err := r.rig.Down(key)
	if err != nil {
		return began, err
	}
	time.Sleep(30 * time.Millisecond)
	return began, r.rig.Up(key)
}

// Name, Prepare, Say and Hush make it a speechrace.Contender.
func (r *Kiosk) Name() string { return "Modu" }

// Prepare goes to where the next press says the i-th text: to the top of the words when
// they begin anew, and from one list of sentences into the next.
func (r *Kiosk) Prepare(k speechrace.Kind, i int) error {
	i %= len(r.texts[k])
	r.next = "down"
	if k == speechrace.Word {
		if i > 0 {
			return nil
		}
		r.next = "up"
		return errors.Join(r.toFirstWord(), r.keys("down"))
	}
	for n, length := range r.lists {
		if i > 0 {
			i -= length
			continue
		}
		if i < 0 {
			return nil // in the middle of a list
		}
		r.next = "up"
		return errors.Join(r.leave(n == 0), r.keys("down", "select", "down"))
	}
	return nil
}

// leave goes from the list of sentences that is open back to its category, or to the first.
func (r *Kiosk) leave(first bool) (err error) {
	if r.inside {
		err = r.keys("left")
	}
	r.inside = true
	if first {
		err = errors.Join(err, r.toFirstWord())
	}
	return err
}

// Say presses the key that leads to the text that Prepare went to.
func (r *Kiosk) Say(speechrace.Kind, int) (time.Time, error) { return r.down(r.next) }

// Hush is any key of the keypad that only stops what is being said.
func (r *Kiosk) Hush() (time.Time, error) { return r.down("pause") }

// Close ends it.
func (r *Kiosk) Close() { r.rig.Close() }
