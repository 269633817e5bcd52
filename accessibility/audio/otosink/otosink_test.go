//go:build cgo && linux && !ci

package otosink_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
)

// These tests play through oto and ALSA into a FIFO card, in real time.

func card(t *testing.T) *fifocard.Card {
	t.Helper()
	env, c, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func open(t *testing.T) audio.Sink {
	t.Helper()
	s := otosink.New(otosink.Options{Buffer: 40 * time.Millisecond})
	t.Cleanup(func() { s.Close() })
	return s
}

func health(t *testing.T, s audio.Sink, ok bool) audio.Health {
	t.Helper()
	deadline := time.After(10 * time.Second)
	var last audio.Health
	for {
		select {
		case last = <-s.Health():
			if last.OK == ok {
				return last
			}
		case <-deadline:
			t.Fatalf("health never became %v; it is %v, error %v", ok, last.OK, last.Err)
		}
	}
}

func ended(t *testing.T, p audio.Playback) {
	t.Helper()
	select {
	case <-p.Ended():
	case <-time.After(20 * time.Second):
		t.Fatal("never ended")
	}
}

// steps is sound that exists exactly once, in 16 bit steps.
func steps(n int) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(r.IntN(30000)-15000) / 32768
		if out[i] == 0 {
			out[i] = 1. / 32768
		}
	}
	return out
}

// find looks for want in got and returns where it is.
func find(got []int32, want []float32) int {
	for at := 0; at+len(want) <= len(got); at++ {
		i := 0
		for i < len(want) && got[at+i] == int32(float64(want[i])*(1<<31)) {
			i++
		}
		if i == len(want) {
			return at
		}
	}
	return -1
}

// heard plays steps and looks for them on the card. A busy machine may starve the
// player once, which puts silence in between; it gets three chances.
func heard(t *testing.T, c *fifocard.Card, s audio.Sink, n int) bool {
	t.Helper()
	want := steps(n)
	for range 3 {
		from := len(c.Samples())
		before, _ := c.Underruns()
		ended(t, s.Play(audio.NewClip(want), 0))
		time.Sleep(200 * time.Millisecond) // the pipe of the card
		if after, _ := c.Underruns(); after == before && find(c.Samples()[from:], want) >= 0 {
			return true
		}
	}
	times, lost := c.Underruns()
	t.Logf("%d samples captured, %d underruns, %d samples missing", len(c.Samples()), times, lost)
	return false
}

func TestPlaysBitForBit(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	want := steps(audio.Rate / 2)
	began := time.Now()
	p := s.Play(audio.NewClip(want), 0)
	ended(t, p)
	if d := time.Since(began); d < 500*time.Millisecond {
		t.Errorf("half a second ended after %v", d)
	}
	if p.Played() != len(want) {
		t.Errorf("%d played of %d", p.Played(), len(want))
	}
	select {
	case <-p.Started():
	default:
		t.Error("not started")
	}
	if !heard(t, c, s, audio.Rate/2) {
		t.Error("what left the audio stack is not what was played")
	}
}

func TestAskedBeforeTheDeviceIsOpen(t *testing.T) {
	c := card(t)
	s := open(t)
	level := make([]float32, audio.Rate/10)
	for i := range level {
		level[i] = 0.5
	}
	ended(t, s.Play(audio.NewClip(level), 0))
	time.Sleep(200 * time.Millisecond)
	n := 0
	for _, v := range c.PCM() {
		if v == 0.5 {
			n++
		}
	}
	if n != len(level) {
		t.Errorf("%d samples of the first sound were heard, want %d", n, len(level))
	}
}

func TestStopFadesOutWithinTheBuffers(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	tone := make([]float32, 5*audio.Rate)
	for i := range tone {
		tone[i] = float32(0.5 * math.Sin(2*math.Pi*200*float64(i)/audio.Rate))
	}
	p := s.Play(audio.NewClip(tone), -6)
	time.Sleep(500 * time.Millisecond)
	stopped := time.Now()
	p.Stop()
	if d := time.Since(stopped); d > 20*time.Millisecond {
		t.Errorf("Stop took %v", d)
	}
	ended(t, p)
	time.Sleep(400 * time.Millisecond)
	pcm := c.PCM()
	last := 0
	for i, v := range pcm {
		if v > 0.001 || v < -0.001 {
			last = i
		}
	}
	if last == 0 || last > audio.Rate*9/10 {
		t.Errorf("last sound at %v", audio.Duration(last))
	}
	if peak := audio.Decibels(audio.Peak(pcm[:last]) / 0.5); math.Abs(peak+6) > 0.1 {
		t.Errorf("gain %.2f dB, want -6", peak)
	}
	for i := 1; i < len(pcm); i++ { // the steepest slope of the tone is 0.0066
		if d := math.Abs(float64(pcm[i] - pcm[i-1])); d > 0.02 {
			if times, _ := c.Underruns(); times == 0 {
				t.Fatalf("click of %.3f at %v", d, audio.Duration(i))
			}
		}
	}
}

func TestTwoAtOnce(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	level := func(v float32) []float32 {
		out := make([]float32, audio.Rate/2)
		for i := range out {
			out[i] = v
		}
		return out
	}
	a := s.Play(audio.NewClip(level(0.25)), 0)
	b := s.Play(audio.NewClip(level(0.125)), 0)
	ended(t, a)
	ended(t, b)
	time.Sleep(200 * time.Millisecond)
	if p := audio.Peak(c.PCM()); math.Abs(p-0.375) > 1e-4 {
		t.Errorf("together %v", p)
	}
}

func TestNoDevice(t *testing.T) {
	conf := filepath.Join(t.TempDir(), "none.conf")
	if err := os.WriteFile(conf, []byte("# nothing\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	s := open(t)
	if h := health(t, s, false); !errors.Is(h.Err, otosink.ErrNoDevice) {
		t.Error(h.Err)
	}
	began := time.Now()
	p := s.Play(audio.NewClip(make([]float32, audio.Rate/2)), 0)
	ended(t, p)
	if d := time.Since(began); d < 480*time.Millisecond {
		t.Errorf("half a second of nothing ended after %v", d)
	}
	if p.Played() != audio.Rate/2 {
		t.Errorf("%d played", p.Played())
	}
	// A device that appears is found.
	c := card(t)
	health(t, s, true)
	if !heard(t, c, s, audio.Rate/10) {
		t.Error("not heard on the device that appeared")
	}
}

func TestStalledDevice(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	p := s.Play(audio.NewClip(make([]float32, 4*audio.Rate)), 0)
	time.Sleep(200 * time.Millisecond)
	c.Stall(true)
	if h := health(t, s, false); !errors.Is(h.Err, otosink.ErrStalled) {
		t.Error(h.Err)
	}
	ended(t, p) // in silence
	began := time.Now()
	s.Stop()
	q := s.Play(audio.NewClip(make([]float32, audio.Rate)), 0)
	q.Stop()
	ended(t, q)
	if d := time.Since(began); d > time.Second {
		t.Errorf("stop took %v", d)
	}
	c.Stall(false)
}

// The card is pulled out while something plays.
func TestLostDevice(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	p := s.Play(audio.NewClip(make([]float32, 2*audio.Rate)), 0)
	time.Sleep(300 * time.Millisecond)
	c.Close()
	h := health(t, s, false)
	t.Log(h.Err)
	ended(t, p) // in silence
	if p.Played() != 2*audio.Rate {
		t.Errorf("%d played", p.Played())
	}
	// Another one is plugged in.
	again := card(t)
	health(t, s, true)
	if !heard(t, again, s, audio.Rate/10) {
		t.Error("not heard on the device that came back")
	}
}

// A card that goes in the moment in which it is dropped is given back all the same: there is
// room for 64 devices, and a kiosk whose jack is loose loses one again and again.
func TestWhatIsLostWhileItIsDroppedIsGivenBack(t *testing.T) {
	for range 8 {
		c := card(t)
		s := open(t)
		health(t, s, true)
		s.Close()
		c.Close()
	}
	deadline := time.Now().Add(10 * time.Second)
	for otosink.Held() > 0 {
		if time.Now().After(deadline) {
			t.Fatalf("%d devices are held by nobody", otosink.Held())
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// oto's players close themselves when the garbage collector finds them; one that plays
// must not be found.
func TestPlaysThroughGarbageCollections(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	want := steps(2 * audio.Rate)
	for try := range 3 { // a busy machine may starve the player once
		from := len(c.Samples())
		p := s.Play(audio.NewClip(want), 0)
		for done := false; !done; {
			select {
			case <-p.Ended():
				done = true
			case <-time.After(20 * time.Millisecond):
				runtime.GC()
			}
		}
		time.Sleep(200 * time.Millisecond)
		if find(c.Samples()[from:], want) >= 0 {
			return
		}
		t.Logf("try %d: not whole", try+1)
	}
	t.Error("what was played did not come out whole")
}

// Muted, nothing but silence is handed over, at the same pace; unmuted, sound goes on.
func TestMute(t *testing.T) {
	c := card(t)
	s := open(t)
	health(t, s, true)
	s.(audio.Muter).Mute(true)
	level := make([]float32, audio.Rate/2)
	for i := range level {
		level[i] = 0.5
	}
	ended(t, s.Play(audio.NewClip(level), 0))
	time.Sleep(200 * time.Millisecond)
	if p := audio.Peak(c.PCM()); p != 0 {
		t.Errorf("a muted sink gave %v", p)
	}
	s.(audio.Muter).Mute(false)
	ended(t, s.Play(audio.NewClip(level), 0))
	time.Sleep(200 * time.Millisecond)
	if p := audio.Peak(c.PCM()); p != 0.5 {
		t.Errorf("unmuted it gave %v", p)
	}
}
