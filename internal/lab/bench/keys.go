package bench

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/input"
	"modu/accessibility/speaker/speakbench"
	"modu/internal/assemble"
	"modu/internal/lab/rig"
	"modu/internal/runtime"
)

// answerLimit is how long a key may take to lead to something, beside much else.
const answerLimit = time.Minute

// stopwatch is an observer that tells when a key led to a scene and to sound.
type stopwatch struct {
	pressed bool
	scene   chan time.Time
	sound   chan time.Time
}

func newStopwatch() *stopwatch {
	return &stopwatch{scene: make(chan time.Time, 1), sound: make(chan time.Time, 1)}
}

func (s *stopwatch) Event(_ time.Duration, ev input.Event) {
	switch ev.(type) {
	case input.KeyPressed:
		s.pressed = true
	case input.SpeechStarted:
		select {
		case s.sound <- time.Now():
		default:
		}
	}
}

func (s *stopwatch) Output(time.Duration, runtime.Output) {
	if s.pressed {
		s.pressed = false
		s.scene <- time.Now()
	}
}

// keyToScene writes the bytes of a key onto a pseudo-terminal and waits for the scene
// that they lead to.
func keyToScene(ctx context.Context, parts *assemble.Parts, out io.Writer, n int) error {
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	scenes, _, err := presses(ctx, dir, parts, n, false)
	if err != nil {
		return err
	}
	show(out, "key byte on the line → scene ready", "p99 < 2 ms", scenes)
	return nil
}

// keyToSound waits for the first samples, too, that the sound stack takes, on a card that
// only records.
func keyToSound(ctx context.Context, parts *assemble.Parts, out io.Writer, n int) error {
	dir, remove, err := scratch()
	if err != nil {
		return err
	}
	defer remove()
	env, card, err := fifocard.Start(dir)
	if err != nil {
		return err
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		if err := os.Setenv(k, v); err != nil {
			return err
		}
	}
	_, sounds, err := presses(ctx, dir, parts, n, true)
	if err != nil {
		return err
	}
	show(out, "key byte on the line → first sample taken by the audio stack", "", sounds)
	cli, err := speakbench.CLI(ctx, min(50, n), 60*time.Millisecond)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %v\n", "  beside it, espeak-ng --stdout to its first samples:", cli)
	return nil
}

// presses moves the focus n times along the longest list.
func presses(ctx context.Context, dir string, parts *assemble.Parts, n int, sound bool) (scenes, sounds []time.Duration, err error) {
	watch := newStopwatch()
	r, err := rig.Start(ctx, dir, rig.Config{Parts: parts, Observer: watch, Sound: sound})
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	for _, k := range []string{"down", "select", "select"} { // to the longest list
		if _, _, err := watch.press(r, k, sound); err != nil {
			return nil, nil, err
		}
	}
	for i := range n {
		s, p, err := watch.press(r, []string{"down", "up"}[i%2], sound)
		if err != nil {
			return nil, nil, err
		}
		scenes, sounds = append(scenes, s), append(sounds, p)
	}
	return scenes, sounds, nil
}

// press presses and releases a key and tells how long its scene and its sound took.
func (s *stopwatch) press(r *rig.Rig, name string, sound bool) (scene, pcm time.Duration, err error) {
	select { // a start of before that was not asked for
	case <-s.sound:
	default:
	}
	t, err := r.Down(name)
	if err != nil {
		return 0, 0, err
	}
	select {
	case at := <-s.scene:
		scene = at.Sub(t)
	case <-time.After(answerLimit):
		return 0, 0, fmt.Errorf("no scene came of key %s", name)
	}
	if sound {
		select {
		case at := <-s.sound:
			pcm = at.Sub(t)
		case <-time.After(answerLimit):
			return 0, 0, fmt.Errorf("no sound came of key %s", name)
		}
	}
	err = r.Up(name)
	time.Sleep(25 * time.Millisecond)
	return scene, pcm, err
}
