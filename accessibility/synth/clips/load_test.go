package clips_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/synth/clips"
)

func good() []byte { return wav(tone(500, 0.3, time.Second/2, 16000), 16000, 1) }

// broken files, and what is said of them.
func broken() map[string]struct {
	data []byte
	want string
} {
	at := func(pos int, v uint32) []byte {
		b := good()
		binary.LittleEndian.PutUint32(b[pos:], v)
		return b
	}
	short := good()
	float := wav(nil, 48000, 1)
	float[20], float[34] = 3, 32
	float = append(float, 0, 0, 0xc0, 0x7f) // not a number
	binary.LittleEndian.PutUint32(float[40:], 4)
	return map[string]struct {
		data []byte
		want string
	}{
		"empty":    {nil, "not a WAV file"},
		"text":     {[]byte("this is no sound at all"), "not a WAV file"},
		"cut off":  {short[:len(short)/2], "cut off"},
		"header":   {short[:20], "cut off"},
		"no data":  {short[:36], "sound is missing"},
		"huge":     {at(40, math.MaxUint32), "cut off"},
		"rate":     {at(24, 100), "100 Hz"},
		"rate 0":   {at(24, 47999), "47999 Hz"},
		"channels": {at(20, 1|6<<16), "6 channels"},
		"format":   {at(20, 0x55|1<<16), "format 85"},
		"bits":     {at(32, 2|0<<16), "0 bit"},
		"nothing":  {wav(nil, 48000, 1), "no sound in it"},
		"silent":   {wav(make([]float32, 48000), 48000, 1), "silent"},
		"long":     {wav(make([]float32, 8000*61), 8000, 1), "61 seconds"},
		"nan":      {float, "sample 0 is NaN"},
	}
}

func TestBrokenRecordings(t *testing.T) {
	for name, c := range broken() {
		t.Run(name, func(t *testing.T) {
			index := clips.Index("ko", []clips.Entry{{Message: "a", Says: "안녕", File: "a.wav"}, {Message: "b", Says: "다음", File: "b.wav"}})
			set, issues := clips.Load(fstest.MapFS{"ko/index.yaml": {Data: index}, "ko/a.wav": {Data: c.data}, "ko/b.wav": {Data: good()}}, "here")
			if len(issues) != 1 || issues[0].File != "here/ko/a.wav" || !strings.Contains(issues[0].Msg, c.want) || issues[0].Remedy == "" {
				t.Errorf("%v, want %q", issues, c.want)
			}
			if set.Len() != 1 {
				t.Errorf("%d recordings are left, want the sound one", set.Len())
			}
		})
	}
}

func TestIndexMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"":                                    "ko/index.yaml:1:1: the file is empty",
		"clips: []":                           "no version",
		"version: 1":                          "language",
		"version: 1\nlanguage: en\nclips: []": `the directory is called "ko"`,
		"version: 1\nlanguage: ko\nclips:\n  - {message: a, says: 안녕, file: ../a.wav}":                                            "is elsewhere",
		"version: 1\nlanguage: ko\nclips:\n  - {message: a, says: 안녕, file: none.wav}":                                            "ko/none.wav: there is no such file",
		"version: 1\nlanguage: ko\nclips:\n  - {message: a, says: '...', file: a.wav}":                                            "nothing to hear",
		"version: 1\nlanguage: ko\nclips:\n  - {message: a, says: 안녕, file: a.wav}\n  - {message: a, says: ' 안녕. ', file: a.wav}": "twice",
	} {
		_, issues := clips.Load(fstest.MapFS{"ko/index.yaml": {Data: []byte(text)}, "ko/a.wav": {Data: good()}}, "here")
		if issues.Err() == nil || !strings.Contains(issues.Error(), want) {
			t.Errorf("%q: %v, want %q", text, issues, want)
		}
	}
	if _, issues := clips.Load(fstest.MapFS{"ko/a.wav": {Data: good()}}, "here"); issues.Err() == nil || !strings.Contains(issues.Error(), "here/ko/index.yaml") {
		t.Errorf("no index: %v", issues)
	}
}

func TestDecodeFormats(t *testing.T) {
	want := tone(500, 0.3, time.Second/2, 16000)
	files := map[string][]byte{"mono": good(), "stereo": wav(want, 16000, 2)}
	for name, bits := range map[string]uint16{"24 bit": 24, "32 bit": 32, "float": 33} {
		width := int(bits / 8)
		var data []byte
		tag := uint16(1)
		for _, v := range want {
			switch bits {
			case 33:
				tag = 3
				data = binary.LittleEndian.AppendUint32(data, math.Float32bits(v))
			case 24:
				n := int32(float64(v) * (1<<23 - 1))
				data = append(data, byte(n), byte(n>>8), byte(n>>16))
			default:
				data = binary.LittleEndian.AppendUint32(data, uint32(int32(float64(v)*math.MaxInt32)))
			}
		}
		// The extensible header, and a part of odd length before the sound.
		b := []byte("RIFF....WAVEfmt \x28\x00\x00\x00\xfe\xff\x01\x00\x80\x3e\x00\x00........")
		b = binary.LittleEndian.AppendUint16(b[:32], uint16(width))
		b = binary.LittleEndian.AppendUint16(b, bits&^1)
		b = append(b, make([]byte, 8)...)
		b = binary.LittleEndian.AppendUint16(b, tag)
		b = append(b, make([]byte, 14)...)
		b = append(b, "LIST\x03\x00\x00\x00abc\x00data"...)
		b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
		files[name] = append(b, data...)
	}
	for name, data := range files {
		got, err := clips.Decode(data)
		if err != nil || got.Rate != 16000 || len(got.PCM) != len(want) {
			t.Errorf("%s: %v, %d samples at %d", name, err, len(got.PCM), got.Rate)
			continue
		}
		for i := range want {
			if math.Abs(float64(got.PCM[i]-want[i])) > 1e-4 {
				t.Errorf("%s: sample %d is %v, want %v", name, i, got.PCM[i], want[i])
				break
			}
		}
		if n := len(got.AtRate()); n != audio.Rate/2 {
			t.Errorf("%s: %d samples at 48 kHz", name, n)
		}
	}
}

func TestPrepare(t *testing.T) {
	const rate = 44100
	noise := func(d time.Duration) []float32 { return tone(3777, 0.0003, d, rate) }
	speech := tone(700, 0.05, time.Second, rate)
	pcm, err := clips.Prepare(clips.Sound{PCM: append(append(noise(time.Second), speech...), noise(2*time.Second)...), Rate: rate})
	if err != nil {
		t.Fatal(err)
	}
	if d := audio.Duration(len(pcm)); d < time.Second || d > 1060*time.Millisecond {
		t.Errorf("%v are left of a second of speech", d)
	}
	if l := audio.Loudness(pcm); math.Abs(l-audio.SpeechLUFS) > 0.5 {
		t.Errorf("%.1f LUFS", l)
	}
	hard := tone(700, 1.5, time.Second, rate)
	for i, v := range hard {
		hard[i] = min(max(v, -1), 1)
	}
	bang := append(tone(700, 0.01, time.Second, rate), append(tone(5000, 0.95, 2*time.Millisecond, rate), tone(700, 0.01, time.Second/2, rate)...)...)
	for want, pcm := range map[string][]float32{"clipped": hard, "too quiet": noise(time.Second), "uneven": bang, "too quiet ": nil} {
		if got, err := clips.Prepare(clips.Sound{PCM: pcm, Rate: rate}); err == nil || got != nil || !strings.Contains(err.Error(), strings.TrimSpace(want)) {
			t.Errorf("want %q: %v", want, err)
		}
	}
	if clips.Plausible(time.Second, 10*time.Second) == nil || clips.Plausible(time.Second, time.Second) != nil {
		t.Error("length is not judged")
	}
}

// Whatever stands in the files, loading ends with a set and named mistakes.
func FuzzLoad(f *testing.F) {
	index := clips.Index("ko", []clips.Entry{{Message: "a", Says: "안녕", File: "a.wav"}})
	f.Add(index, good())
	f.Add([]byte("version: 1\nlanguage: ko\nclips: [{message: a}]"), good()[:50])
	for _, c := range broken() {
		if len(c.data) < 100000 {
			f.Add(index, c.data)
		}
	}
	f.Fuzz(func(t *testing.T, index, sound []byte) {
		set, issues := clips.Load(fstest.MapFS{"ko/index.yaml": {Data: index}, "ko/a.wav": {Data: sound}}, "here")
		if set == nil || set.Len() > 0 && bytes.Equal(sound, nil) {
			t.Fatalf("%v", issues)
		}
		for _, i := range issues {
			if i.File == "" || i.Msg == "" {
				t.Fatalf("%+v", i)
			}
		}
		if s, err := clips.Decode(sound); err == nil {
			for _, v := range s.AtRate() {
				if v != v {
					t.Fatal("not a number")
				}
			}
			pcm, err := clips.Prepare(s)
			if (err == nil) == (pcm == nil) {
				t.Fatalf("%d samples, %v", len(pcm), err)
			}
			if audio.Peak(pcm) > 1 {
				t.Fatalf("peak %v", audio.Peak(pcm))
			}
		}
	})
}
