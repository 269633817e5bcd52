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
	lists  []int // how many sentences come of each list
	place  int   // more than 0: on the way through the words
	inside bool  // a list of sentences is open
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
	parts, _, err := load.Site(site)
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
// the peers say, too, and nobody picks the sounds it begins with. The first category is left
// out, since it is a choice out of the others. It ends where it began, on the first line of
// the categories.
func (r *Kiosk) learn() error {
	if err := r.keys("down", "select"); err != nil { // speech, and then "eat here"
		return err
	}
	var err error
	if r.texts[speechrace.Word], err = r.walk(""); err != nil {
		return err
	}
	if err := r.toFirstWord(); err != nil {
		return err
	}
	for range r.texts[speechrace.Word] {
		if err := r.keys("down", "select"); err != nil {
			return err
		}
		lines, err := r.walk(", ") // a name and a price; below the list stand the bar's words
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

// toFirstWord goes up from the last category to the first.
func (r *Kiosk) toFirstWord() error { return r.repeat("up", len(r.texts[speechrace.Word])) }

// walk goes down a list as long as what is said has a certain part, or to its end, and
// gives what was said on the way.
func (r *Kiosk) walk(part string) (lines []string, err error) {
	for len(lines) < 50 {
		before := r.focus.Load()
		text, err := r.Press("down")
		if err != nil || r.focus.Load() == before || !strings.Contains(text, part) {
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
func (r *Kiosk) Prepare(k speechrace.Kind, i int) (err error) {
	i %= len(r.texts[k])
	if k == speechrace.Word {
		if i > 0 || r.place == 0 {
			r.place++
			return nil
		}
		return r.toFirstWord()
	}
	if r.place > 0 { // the words are over
		if err := r.toFirstWord(); err != nil {
			return err
		}
		r.place = 0
	}
	for n, length := range r.lists {
		if i > 0 {
			i -= length
			continue
		}
		if i < 0 {
			return nil // in the middle of a list
		}
		if n > 0 {
			err = r.keys("left")
		} else if r.inside {
			err = errors.Join(r.keys("left"), r.toFirstWord())
		}
		r.inside = true
		return errors.Join(err, r.keys("down", "select"))
	}
	return nil
}

// Say presses the key that leads to the text that Prepare went to.
func (r *Kiosk) Say(speechrace.Kind, int) (time.Time, error) { return r.down("down") }

// Hush is any key of the keypad that only stops what is being said.
func (r *Kiosk) Hush() (time.Time, error) { return r.down("pause") }

// Close ends it.
func (r *Kiosk) Close() { r.rig.Close() }
