// Package wavsink writes sound into WAV files: Save for sound that is complete, New
// for a sink that records what is played, at the pace of the clock, pauses included.
//
// It hides the file format (RIFF WAVE, 16 bit mono at audio.Rate; Multimedia
// Programming Interface and Data Specifications 1.0, IBM and Microsoft 1991). The
// sink may be used from any goroutine. It never plays anything aloud.
package wavsink

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"sync"
	"time"

	"modu/accessibility/audio"
)

const headerSize = 44

// maxGap is the longest pause that is written out; longer ones are shortened to it.
const maxGap = 30 * time.Second

// Save writes a whole WAV file.
func Save(path string, pcm []float32) error {
	return os.WriteFile(path, append(header(2*len(pcm)), bytesOf(pcm)...), 0o644)
}

func header(dataBytes int) []byte {
	h := make([]byte, 0, headerSize)
	u16 := func(v int) { h = binary.LittleEndian.AppendUint16(h, uint16(v)) }
	u32 := func(v int) { h = binary.LittleEndian.AppendUint32(h, uint32(v)) }
	h = append(h, "RIFF"...)
	u32(headerSize - 8 + dataBytes)
	h = append(h, "WAVEfmt "...)
	u32(16)
	u16(1) // PCM
	u16(1) // channels
	u32(audio.Rate)
	u32(audio.Rate * 2) // bytes a second
	u16(2)              // bytes a frame
	u16(16)             // bits
	h = append(h, "data"...)
	u32(dataBytes)
	return h
}

func bytesOf(pcm []float32) []byte {
	out := make([]byte, 0, 2*len(pcm))
	for _, v := range pcm {
		s := math.RoundToEven(float64(v) * 32768)
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(min(max(s, -32768), 32767))))
	}
	return out
}

// ErrNotWAV: the file is not one that this package writes. Never retry.
var ErrNotWAV = errors.New("wavsink: not a 16 bit mono WAV file at 48 kHz")

// Load reads a file that Save or a Sink wrote.
func Load(path string) ([]float32, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(b) < headerSize || string(b[:headerSize]) != string(header(len(b)-headerSize)) {
		return nil, ErrNotWAV
	}
	pcm := make([]float32, (len(b)-headerSize)/2)
	for i := range pcm {
		pcm[i] = float32(int16(binary.LittleEndian.Uint16(b[headerSize+2*i:]))) / 32768
	}
	return pcm, nil
}

// Sink records. Close it to get a whole file.
type Sink struct {
	*audio.Paced
	mu   sync.Mutex
	w    io.WriteSeeker
	n    int // samples written
	next time.Time
	err  error
	once sync.Once
}

// New records into w, which it does not close.
func New(w io.WriteSeeker) (*Sink, error) {
	if _, err := w.Write(header(0)); err != nil {
		return nil, err
	}
	s := &Sink{w: w}
	s.Paced = audio.NewPaced(s.write)
	return s, nil
}

func (s *Sink) write(mix []float32, at time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.next.IsZero() {
		if gap := min(at.Sub(s.next), maxGap); gap > 0 {
			s.put(make([]float32, audio.Samples(gap)))
		}
	}
	s.put(mix)
	s.next = at.Add(audio.Duration(len(mix)))
}

func (s *Sink) put(pcm []float32) {
	if s.err != nil {
		return
	}
	if _, s.err = s.w.Write(bytesOf(pcm)); s.err == nil {
		s.n += len(pcm)
	}
}

// Close ends the recording and reports the first error of writing it.
func (s *Sink) Close() error {
	s.Paced.Close()
	s.once.Do(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.err != nil {
			return
		}
		if _, s.err = s.w.Seek(0, io.SeekStart); s.err == nil {
			_, s.err = s.w.Write(header(2 * s.n))
		}
	})
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}
