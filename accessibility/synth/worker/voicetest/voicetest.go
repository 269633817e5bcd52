// Package voicetest is a voice worker that says each word as a tone of its own, and
// that crashes, hangs and lies on request. It hides how it misbehaves. Package
// worker is tried with it, and the author of a worker can read it as the shortest
// one there is. Main runs on the goroutine of a main function; it plays nothing.
package voicetest

import (
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"
	"time"
	"unicode"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/worker"
)

// Actions are the ways to misbehave, by the name that -do takes.
func Actions() []string {
	return []string{"crash", "hang", "garbage", "flood", "floodwords", "badword", "badid", "badaudio", "silent", "short",
		"fail", "drip", "nohello", "badhello", "dead", "eager", "deaf", "big"}
}

// Freq is the tone of a word in Hz. Most words are
// told apart by it.
func Freq(word string) float64 {
	sum := 0
	for _, r := range word {
		sum = (sum*31 + int(r)) % 40
	}
	return 300 + 50*float64(sum)
}

// voice is one run of the program.
type voice struct {
	out  io.Writer
	rate int
	do   string // misbehave so, "" for not
	at   int    // at this word of a clause

	mu        sync.Mutex
	cancelled map[uint32]bool
}

// Main is the program; it returns its exit status.
func Main(args []string, in io.Reader, out, errOut io.Writer) int {
	fs := flag.NewFlagSet("modu-voice-test", flag.ContinueOnError)
	fs.SetOutput(errOut)
	do := fs.String("do", "", "misbehave: "+strings.Join(Actions(), ", "))
	at := fs.Int("at", 0, "at which word of a clause, from 0")
	runs := fs.Int("runs", 1<<30, "only in so many runs of the program, counted in -count")
	count := fs.String("count", "", "file that gets a byte with every run")
	rate := fs.Int("rate", 16000, "sample rate in Hz")
	if fs.Parse(args) != nil {
		return 2
	}
	v := &voice{out: out, rate: *rate, do: *do, at: *at, cancelled: map[uint32]bool{}}
	if *count != "" {
		n, err := countRun(*count)
		if err != nil {
			fmt.Fprintln(errOut, err)
			return 2
		}
		if n > *runs {
			v.do = ""
		}
	}
	return v.run(in)
}

func countRun(file string) (int, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	if _, err := f.Write([]byte{'.'}); err != nil {
		return 0, err
	}
	st, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return int(st.Size()), nil
}

type job struct {
	id uint32
	s  worker.Speak
}

func (v *voice) run(in io.Reader) int {
	switch v.do {
	case "nohello":
		hang()
	case "badhello":
		v.send(worker.KindHello, 0, []byte{99})
		hang()
	case "dead":
		return 1
	}
	hello := worker.Hello{Rate: v.rate}
	for _, lang := range []string{"ko", "en", "zh", "ja"} {
		hello.Voices = append(hello.Voices, synth.Voice{Name: "tones-" + lang, Lang: scene.Lang(lang), LoudnessLUFS: -20})
	}
	v.send(worker.KindHello, 0, hello.Append(nil))
	if v.do == "eager" {
		v.send(worker.KindAudio, 7, make([]byte, 512))
	}
	if v.do == "deaf" {
		hang()
	}
	jobs := make(chan job, 1024)
	go v.listen(in, jobs) // a read of standard input ends with the program
	for j := range jobs {
		if !v.speak(j) {
			return 3
		}
	}
	return 0
}

// listen reads the kiosk's frames, also while something is being said.
func (v *voice) listen(in io.Reader, jobs chan<- job) {
	defer close(jobs)
	var d worker.Decoder
	buf := make([]byte, 4096)
	for {
		f, ok, err := d.Next()
		if err != nil {
			return
		}
		if !ok {
			n, err := in.Read(buf)
			if n == 0 && err != nil {
				return
			}
			d.Feed(buf[:n])
			continue
		}
		switch f.Kind {
		case worker.KindCancel:
			v.mu.Lock()
			v.cancelled[f.ID] = true
			v.mu.Unlock()
		case worker.KindSpeak:
			s, err := worker.ParseSpeak(f.Payload)
			if err != nil {
				return
			}
			jobs <- job{f.ID, s}
		}
	}
}

// isCancelled reports it, and forgets it when the clause is over.
func (v *voice) isCancelled(id uint32, over bool) bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	c := v.cancelled[id]
	for old := range v.cancelled {
		if over && old <= id {
			delete(v.cancelled, old)
		}
	}
	return c
}

// speak says a clause; false ends the program.
func (v *voice) speak(j job) bool {
	lang := scene.Lang(strings.TrimPrefix(j.s.Voice, "tones-"))
	runes := []rune(j.s.Text)
	sample, word := 0, 0
	for i := 0; i < len(runes); {
		if unicode.IsSpace(runes[i]) {
			i++
			continue
		}
		end := i
		for end < len(runes) && !unicode.IsSpace(runes[end]) {
			end++
		}
		text := string(runes[i:end])
		v.send(worker.KindWord, j.id, worker.Word{At: i, Len: end - i, Sample: sample}.Append(nil))
		pcm := v.tone(text, synth.Estimate(text, lang, j.s.Rate))
		if v.do != "" && (word == v.at || v.do == "silent") {
			var ok bool
			if pcm, ok = v.misbehave(j.id, pcm); !ok {
				return false
			}
			if pcm == nil {
				return true
			}
		}
		for len(pcm) > 0 {
			if v.isCancelled(j.id, false) {
				v.isCancelled(j.id, true)
				v.send(worker.KindEnd, j.id, []byte{worker.StatusCancelled})
				return true
			}
			n := min(len(pcm), v.rate/50*2)
			v.send(worker.KindAudio, j.id, pcm[:n])
			pcm = pcm[n:]
			sample += n / 2
		}
		i = end
		word++
	}
	v.isCancelled(j.id, true)
	v.send(worker.KindEnd, j.id, []byte{worker.StatusSaid})
	return true
}

// misbehave does what was asked for in the middle of a word. It gives what is to be
// said instead of the word, nil when the clause is over, false to end the program.
func (v *voice) misbehave(id uint32, pcm []byte) ([]byte, bool) {
	half := pcm[:len(pcm)/4*2]
	switch v.do {
	case "crash":
		v.send(worker.KindAudio, id, half)
		return nil, false
	case "hang":
		v.send(worker.KindAudio, id, half)
		hang()
	case "flood":
		for v.send(worker.KindAudio, id, pcm) == nil {
		}
		return nil, false
	case "floodwords":
		for v.send(worker.KindWord, id, worker.Word{At: 0, Len: 1, Sample: 0}.Append(nil)) == nil {
		}
		return nil, false
	case "silent":
		return make([]byte, len(pcm)), true
	case "short":
		v.send(worker.KindEnd, id, []byte{worker.StatusSaid})
		return nil, true
	case "fail":
		v.send(worker.KindEnd, id, append([]byte{worker.StatusFailed}, "model broken"...))
		return nil, true
	case "drip":
		for v.send(worker.KindAudio, id, half[:2]) == nil {
			time.Sleep(20 * time.Millisecond)
		}
		return nil, false
	default:
		v.malformed(id, half)
	}
	return pcm, true
}

// malformed writes what no worker may write, and goes on.
func (v *voice) malformed(id uint32, pcm []byte) {
	switch v.do {
	case "garbage":
		_, _ = v.out.Write([]byte("panic: something went wrong\n\ngoroutine 1 [running]:\n"))
	case "badword":
		v.send(worker.KindWord, id, worker.Word{At: 100000, Len: 5}.Append(nil))
	case "badid":
		v.send(worker.KindAudio, id+1000, pcm)
	case "badaudio":
		v.send(worker.KindAudio, id, pcm[:1])
	case "big":
		_, _ = v.out.Write(append([]byte{worker.KindAudio}, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff))
	}
}

// hang waits to be killed.
func hang() { time.Sleep(time.Hour) }

func (v *voice) send(kind byte, id uint32, payload []byte) error {
	_, err := v.out.Write(worker.AppendFrame(nil, kind, id, payload))
	return err
}

// tone is a word's sound: a sine at -20 dB.
func (v *voice) tone(word string, d time.Duration) []byte {
	n := int(d * time.Duration(v.rate) / time.Second)
	out := make([]byte, 0, 2*n)
	freq := Freq(word)
	for i := range n {
		s := 3277 * math.Sin(2*math.Pi*freq*float64(i)/float64(v.rate))
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(s)))
	}
	return out
}
