//go:build peers && cgo && linux && !ci

package speaker_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
)

// server is a PulseAudio of its own with two silent outputs, "loud" and "ear", and what
// came out of the first.
type server struct {
	t    *testing.T
	dir  string
	cmd  *exec.Cmd
	mu   sync.Mutex
	loud []float32
}

func startServer(t *testing.T) *server {
	t.Helper()
	dir, err := os.MkdirTemp("", "modu-pulse-") // short: it holds sockets
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &server{t: t, dir: dir}
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("pulse.pa", fmt.Sprintf(`load-module module-native-protocol-unix auth-anonymous=1 socket=%s
load-module module-null-sink sink_name=loud norewinds=1 rate=48000 channels=1 format=s16le
load-module module-null-sink sink_name=ear norewinds=1 rate=48000 channels=1 format=s16le
load-module module-rescue-streams
set-default-sink loud
`, s.socket()))
	write("asound.conf", "pcm.loud { type pulse device loud }\npcm.ear { type plug slave.pcm { type pulse device ear } }\n")
	for k, v := range map[string]string{"ALSA_CONFIG_PATH": filepath.Join(dir, "asound.conf"), "PULSE_SERVER": "unix:" + s.socket(),
		"PULSE_RUNTIME_PATH": dir, "XDG_RUNTIME_DIR": dir} {
		t.Setenv(k, v)
	}
	s.start("pulseaudio", "-n", "-F", filepath.Join(dir, "pulse.pa"), "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--log-level=error")
	for begun := time.Now(); exec.Command("pactl", "info").Run() != nil; time.Sleep(50 * time.Millisecond) {
		if time.Since(begun) > 10*time.Second {
			t.Fatal("pulseaudio does not answer")
		}
	}
	rec := exec.Command("parec", "--device=loud.monitor", "--raw", "--format=s16le", "--channels=1", "--rate=48000", "--latency-msec=10")
	out, err := rec.StdoutPipe()
	if err == nil {
		err = rec.Start()
	}
	if err != nil {
		t.Fatalf("this lane needs pulseaudio-utils: %v", err)
	}
	t.Cleanup(func() { _ = rec.Process.Kill(); _ = rec.Wait() })
	go func() {
		buf := make([]byte, 960)
		for {
			if _, err := io.ReadFull(out, buf); err != nil {
				return
			}
			s.mu.Lock()
			for i := 0; i < len(buf); i += 2 {
				s.loud = append(s.loud, float32(int16(binary.LittleEndian.Uint16(buf[i:])))/32768)
			}
			s.mu.Unlock()
		}
	}()
	return s
}

func (s *server) socket() string { return filepath.Join(s.dir, "native") }

func (s *server) start(name string, args ...string) {
	s.cmd = exec.Command(name, args...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatalf("this lane needs pulseaudio: %v", err)
	}
	s.t.Cleanup(s.kill)
}

func (s *server) kill() { _ = s.cmd.Process.Kill(); _ = s.cmd.Wait() }

func (s *server) heard() []float32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]float32(nil), s.loud...)
}

// unload takes the output "ear" away, as a USB card that is pulled out.
func (s *server) unload() {
	out, err := exec.Command("pactl", "list", "short", "modules").Output()
	if err != nil {
		s.t.Fatal(err)
	}
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) > 1 && strings.Contains(line, "sink_name=ear") {
			if err := exec.Command("pactl", "unload-module", f[0]).Run(); err != nil {
				s.t.Fatal(err)
			}
			return
		}
	}
	s.t.Fatal("no module to unload")
}

// A sound server moves what plays to another output when one goes away, and nobody is
// told. So nothing private is said through one, even on a site that attests that its
// headset is private; what is public may move. And a server that dies is a lost device:
// speech goes on in silence, and its end is reported.
func TestNothingPrivateThroughASoundServer(t *testing.T) {
	s := startServer(t)
	out := otosink.New(otosink.Options{Device: "loud"})
	in := otosink.New(otosink.Options{Device: "ear"})
	e := &ears{events: make(chan input.Event, 1000)}
	lost := make(chan string, 100)
	e.Speaker = speaker.New(speaker.Config{Synth: tones{}, Sink: out, Headset: in, Attested: true, Emit: func(ev input.Event) {
		if r, ok := ev.(input.HeadsetRouted); ok && r.Private {
			t.Error("a headset behind a sound server counts as private")
		}
		if d, ok := ev.(input.DeviceChanged); ok && d.State == input.DeviceLost {
			lost <- d.Device
		}
		e.events <- ev
	}})
	t.Cleanup(func() { e.Close(); out.Close(); in.Close() })
	time.Sleep(time.Second) // both are open
	if _, server, err := otosink.Card("ear"); err != nil || !server {
		t.Fatalf("the server is not seen: %v %v", server, err)
	}
	e.Jack(true)
	e.SetHeadset(true)
	e.Say(clauses(speech.InHeadset, 1, scene.Personal, "private"))
	until(t, e, func(f input.SpeechFinished) bool { return f.Utterance == 1 && f.Cut })
	e.Say(speech.Utterance{ID: 2, Ear: speech.InHeadset, Priority: speech.Interrupt, Clauses: []speech.Clause{
		{Lang: "ko", Text: "public", Privacy: scene.Public}, {Lang: "ko", Text: "private", Privacy: scene.Personal}}})
	started(t, e, 2)
	time.Sleep(500 * time.Millisecond)
	before := len(s.heard())
	s.unload()
	until(t, e, func(f input.SpeechFinished) bool { return f.Utterance == 2 })
	time.Sleep(300 * time.Millisecond)
	moved := s.heard()
	if p := audio.Peak(moved[:before]); p > 0.001 {
		t.Errorf("the loudspeaker sounded at %.1f dB while the headset was in", audio.Decibels(p))
	}
	if l := level(moved[before:], privateHz); l > -70 {
		t.Errorf("the private tone is on the loudspeaker at %.1f dB", l)
	}
	t.Logf("after the output went away, what was public was at %.1f dB on the loudspeaker", level(moved[before:before+second], publicHz))

	e.Say(clauses(speech.InHeadset, 3, scene.Public, "public"))
	started(t, e, 3)
	s.kill()
	times := map[string]int{} // the headset's may have been noticed when its output went away
	for deadline := time.After(15 * time.Second); len(times) < 2; {
		select {
		case d := <-lost:
			times[d]++
		case <-deadline:
			t.Fatalf("lost: %v", times)
		}
	}
	e.Say(clauses(speech.InHeadset, 4, scene.Public, "public"))
	until(t, e, func(f input.SpeechFinished) bool { return f.Utterance == 4 && !f.Cut })
	for len(lost) > 0 {
		times[<-lost]++
	}
	for d, n := range times {
		if n != 1 {
			t.Errorf("%s was reported lost %d times", d, n)
		}
	}
}

// A sound that begins after a rest, when the queue of silence before it is thrown away,
// arrives whole: no sample of its beginning is lost, and none is missing in it.
func TestASoundAfterARestArrivesWhole(t *testing.T) {
	s := startServer(t)
	sink := otosink.New(otosink.Options{Device: "loud"})
	defer sink.Close()
	if h := <-sink.Health(); !h.OK || !h.Server || h.Card != "" {
		t.Fatalf("%+v", h)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := range 5 {
		want := make([]float32, second/4)
		for i := range want {
			want[i] = float32(rnd.IntN(20000)-10000) / 32768 // what 16 bits can say
		}
		want[0] = 0.25
		whole := false
		for try := 0; try < 3 && !whole; try++ { // a busy machine may starve it once
			time.Sleep(time.Duration(100+50*round) * time.Millisecond)
			from := len(s.heard())
			<-sink.Play(audio.NewClip(want), 0).Ended()
			time.Sleep(200 * time.Millisecond)
			whole = holds(s.heard()[from:], want)
		}
		if !whole {
			t.Errorf("round %d: what was played is not in what was heard", round)
		}
	}
}

// holds reports whether want stands in got, sample for sample.
func holds(got, want []float32) bool {
	for at := 0; at+len(want) <= len(got); at++ {
		if got[at] == want[0] && slices.Equal(got[at:at+len(want)], want) {
			return true
		}
	}
	return false
}
