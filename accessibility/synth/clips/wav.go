package clips

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"modu/accessibility/audio"
)

// Limits of one recording. A prompt lasts seconds; more can only be a mistake.
const (
	MaxSeconds = 60
	maxHz      = 192000
	// maxBytes is MaxSeconds of two channels of 32 bits at the highest rate, and
	// room for what editors write beside the sound.
	maxBytes = MaxSeconds*2*4*maxHz + 1<<20
)

// Sound is a recording as it was made, in mono.
type Sound struct {
	PCM  []float32 // -1 to 1
	Rate int       // Hz
}

// AtRate is the sound at audio.Rate.
func (s Sound) AtRate() []float32 {
	if s.Rate == audio.Rate {
		return s.PCM
	}
	r := audio.NewFilter(s.Rate, audio.Rate).Resampler()
	return append(r.Write(s.PCM), r.Flush()...)
}

// Format tags of a RIFF WAVE file (Multimedia Programming Interface and Data
// Specifications 1.0, IBM and Microsoft 1991; the extensible form is of mmreg.h).
const (
	tagPCM        = 1
	tagFloat      = 3
	tagExtensible = 0xFFFE
)

// fault is a mistake in a recording and what to do about it.
type fault struct{ msg, remedy string }

func (f *fault) Error() string { return f.msg + "; " + f.remedy }

const saveAs = "save it as WAV: 48 kHz, 16 or 24 bit, mono"

func bad(remedy, format string, args ...any) error {
	return &fault{fmt.Sprintf(format, args...), remedy}
}

// explain splits an error of Decode into what is wrong and the remedy.
func explain(err error) (msg, remedy string) {
	var f *fault
	if errors.As(err, &f) {
		return f.msg, f.remedy
	}
	return err.Error(), saveAs
}

// Decode reads a WAV file: PCM of 16, 24 or 32 bit or 32 bit float, one channel or
// two (which are averaged), of the usual rates from 8 to 192 kHz, at most MaxSeconds. The error says what is
// wrong and what to do.
func Decode(data []byte) (Sound, error) {
	if len(data) > maxBytes {
		return Sound{}, bad(fmt.Sprintf("cut it to %d seconds", MaxSeconds), "%d bytes are too many for a prompt", len(data))
	}
	if len(data) < 12 || string(data[:4]) != "RIFF" || string(data[8:12]) != "WAVE" {
		return Sound{}, bad(saveAs, "it is not a WAV file")
	}
	format, samples, err := chunks(data[12:])
	if err != nil {
		return Sound{}, err
	}
	f, err := parseFormat(format)
	if err != nil {
		return Sound{}, err
	}
	return f.sound(samples)
}

// chunks finds the format and the samples of a WAV file behind its first twelve bytes.
func chunks(rest []byte) (format, samples []byte, err error) {
	for len(rest) >= 8 && samples == nil {
		name, size := string(rest[:4]), uint64(binary.LittleEndian.Uint32(rest[4:]))
		body := rest[8:]
		if size > uint64(len(body)) {
			return nil, nil, bad("export it again", "it is cut off: its part %q has %d of %d bytes", name, len(body), size)
		}
		switch name {
		case "fmt ":
			format = body[:size]
		case "data":
			samples = body[:size:size]
		}
		rest = body[min(size+size%2, uint64(len(body))):] // parts begin at even places
	}
	if len(format) < 16 || samples == nil {
		return nil, nil, bad(saveAs, "its format or its sound is missing")
	}
	return format, samples, nil
}

// wavFormat is how samples lie in a file.
type wavFormat struct {
	channels, width, hz int                  // width in bytes
	read                func([]byte) float32 // one sample
}

func parseFormat(b []byte) (wavFormat, error) {
	u16 := func(at int) int { return int(binary.LittleEndian.Uint16(b[at:])) }
	tag, channels, bits := u16(0), u16(2), u16(14)
	hz := binary.LittleEndian.Uint32(b[4:])
	if tag == tagExtensible && len(b) >= 26 {
		tag = u16(24) // the first two bytes of the sub-format are the tag
	}
	if !usual(hz) {
		return wavFormat{}, bad(saveAs, "its rate of %d Hz is none that recorders use", hz)
	}
	if channels < 1 || channels > 2 {
		return wavFormat{}, bad(saveAs, "it has %d channels", channels)
	}
	read := sampleReader(tag, bits)
	if read == nil {
		return wavFormat{}, bad(saveAs, "its samples are of a kind that is not read here (format %d, %d bit)", tag, bits)
	}
	return wavFormat{channels, bits / 8, int(hz), read}, nil
}

// sound reads samples; two channels are averaged.
func (f wavFormat) sound(samples []byte) (Sound, error) {
	n := len(samples) / (f.width * f.channels)
	if n > MaxSeconds*f.hz {
		return Sound{}, bad(fmt.Sprintf("cut it to %d seconds", MaxSeconds), "it lasts %d seconds", n/f.hz)
	}
	if n == 0 {
		return Sound{}, bad("record it again", "there is no sound in it")
	}
	out := make([]float32, n)
	for i := range out {
		for c := range f.channels {
			v := f.read(samples[(i*f.channels+c)*f.width:])
			if !(v >= -1 && v <= 1) { // also what is not a number
				return Sound{}, bad("export it again, without going over full scale", "sample %d is %v", i, v)
			}
			out[i] += v / float32(f.channels)
		}
	}
	return Sound{PCM: out, Rate: f.hz}, nil
}

// usual rates only: the filter of an odd one has tens of thousands of phases and
// takes seconds to make.
func usual(hz uint32) bool {
	switch hz {
	case 8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, maxHz:
		return true
	}
	return false
}

func sampleReader(tag, bits int) func([]byte) float32 {
	switch {
	case tag == tagPCM && bits == 16:
		return func(b []byte) float32 { return float32(int16(binary.LittleEndian.Uint16(b))) / (1 << 15) }
	case tag == tagPCM && bits == 24:
		return func(b []byte) float32 {
			return float32(int32(uint32(b[0])<<8|uint32(b[1])<<16|uint32(b[2])<<24)>>8) / (1 << 23)
		}
	case tag == tagPCM && bits == 32:
		return func(b []byte) float32 { return float32(float64(int32(binary.LittleEndian.Uint32(b))) / (1 << 31)) }
	case tag == tagFloat && bits == 32:
		return func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
	}
	return nil
}
