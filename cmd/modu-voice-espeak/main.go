// SPDX-License-Identifier: GPL-3.0-or-later

// Command modu-voice-espeak is a voice worker over libespeak-ng: frames with text in
// on standard input, frames with sound and words out on standard output. It ends
// when standard input does.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"runtime"
	"sync"
)

// voice is one of the library's, under the name that it knows. lufs is its loudness
// in hundredths of LUFS, as measured at the library's own amplitude.
type voice struct {
	name, lang string
	lufs       int16
}

// voices: cmn itself reads its own pinyin as English letters in 1.51.
func voices() []voice {
	return []voice{{"ko", "ko", -1960}, {"en-us", "en", -2080}, {"en-gb", "en-GB", -1990},
		{"cmn-latn-pinyin", "zh", -1870}, {"ja", "ja", -1980}}
}

// normalWPM is 100 per cent of rate; 300 per cent then is the library's fastest, 450.
const normalWPM = 150

// pitch at a rate in per cent. The falls at the ends of phrases shrink with the rate, so
// that short phrases sound higher; two of the fifty at twice the normal rate make up for
// half of it.
func pitch(rate int) int { return 50 - 2*min(max(0, rate-100), 100)/100 }

func main() {
	runtime.LockOSThread() // the library keeps its state in globals: one thread owns it
	rate, err := initialise()
	if err == nil {
		w := &work{cancelled: map[uint32]bool{}, out: os.Stdout, rate: rate}
		if _, err = os.Stdout.Write(appendHello(nil, rate, voices())); err == nil {
			err = w.run(os.Stdin)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "modu-voice-espeak:", err)
		os.Exit(1)
	}
}

// work is the clause that is being said and those that wait.
type work struct {
	out  io.Writer
	rate int

	mu        sync.Mutex
	cancelled map[uint32]bool

	// Owned by the thread of the library.
	current           speech
	runes             int
	lastAt, lastStart int
	words             int
	buf               []byte
	broken            error // standard output is gone
}

func (w *work) run(in io.Reader) error {
	clauses := make(chan speech, 64)
	ended := make(chan error, 1)
	go func() { // a read of standard input ends with the program
		defer close(clauses)
		ended <- w.listen(bufio.NewReader(in), clauses)
	}()
	for s := range clauses {
		w.speak(s)
		if w.broken != nil {
			return w.broken
		}
	}
	if err := <-ended; err != io.EOF {
		return err
	}
	return nil
}

// listen reads frames, also while something is being said.
func (w *work) listen(in io.Reader, clauses chan<- speech) error {
	buf := make([]byte, maxPayload)
	for {
		kind, id, payload, err := readFrame(in, buf)
		if err != nil {
			return err
		}
		if kind == kindCancel {
			w.mu.Lock()
			w.cancelled[id] = true
			w.mu.Unlock()
			continue
		}
		s, err := parseSpeak(id, payload)
		if err != nil {
			return err
		}
		clauses <- s
	}
}

func (w *work) isCancelled(id uint32) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cancelled[id]
}

// over forgets what was cancelled up to id.
func (w *work) over(id uint32) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for old := range w.cancelled {
		if old <= id {
			delete(w.cancelled, old)
		}
	}
}

func (w *work) speak(s speech) {
	defer w.over(s.id)
	if w.isCancelled(s.id) {
		w.end(statusCancelled, "", s.id)
		return
	}
	known := false
	for _, v := range voices() {
		known = known || v.name == s.voice
	}
	if !known {
		w.end(statusNoVoice, s.voice, s.id)
		return
	}
	w.current, w.runes = s, len([]rune(s.text))
	w.lastAt, w.lastStart, w.words = 0, 0, 0
	switch err := synthesise(w, s); {
	case err != nil:
		w.end(statusFailed, err.Error(), s.id)
	case w.isCancelled(s.id):
		w.end(statusCancelled, "", s.id)
	default:
		w.end(statusSaid, "", s.id)
	}
}

func (w *work) end(status byte, why string, id uint32) {
	w.write(appendEnd(w.buf[:0], id, status, why))
}

func (w *work) write(b []byte) {
	w.buf = b[:0]
	if w.broken == nil && len(b) > 0 {
		_, w.broken = w.out.Write(b)
	}
}

// word appends a word, as far as it can be true: in order and inside the text.
func (w *work) word(b []byte, at, length, sample int) []byte {
	at = max(at, w.lastAt)
	if at >= w.runes || w.words >= w.runes {
		return b
	}
	length = max(1, min(length, w.runes-at))
	w.lastAt, w.lastStart, w.words = at, max(sample, w.lastStart), w.words+1
	return appendWord(b, w.current.id, at, length, w.lastStart)
}
