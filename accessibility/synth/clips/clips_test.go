package clips_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/synthtest"
)

const humRate = 22050

// humming says everything as a hum of 300 Hz at -20 dB, with 200 ms of silence on
// either side, and remembers what it was asked.
type humming struct {
	silence.Engine
	asked []string
	fail  error
}

func (h *humming) Voices() []synth.Voice {
	v := h.Engine.Voices()
	for i := range v {
		v[i].Silent, v[i].LoudnessLUFS = false, audio.Loudness(tone(300, 0.1, time.Second, audio.Rate))
	}
	return v
}

func (h *humming) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	h.asked = append(h.asked, r.Text)
	if h.fail != nil {
		return nil, h.fail
	}
	st, err := h.Engine.Synthesize(ctx, r)
	if err != nil {
		return nil, err
	}
	text := synth.Clean(r.Text, synth.MaxText)
	d := synth.Estimate(text, r.Lang, r.Rate)
	if d == 0 {
		return st, nil
	}
	edge := make([]float32, humRate/5)
	pcm := append(append(edge, tone(300, 0.1, d, humRate)...), edge...)
	marks := synth.ShareMarks(text, r.Lang, d)
	for i := range marks {
		marks[i].Offset += 200 * time.Millisecond
	}
	return &hum{ctx: ctx, pcm: pcm, marks: marks}, nil
}

type hum struct {
	ctx   context.Context
	pcm   []float32
	marks []synth.Mark
}

func (*hum) Rate() int      { return humRate }
func (h *hum) Close() error { return nil }
func (h *hum) Next() (synth.Chunk, error) {
	if err := h.ctx.Err(); err != nil {
		return synth.Chunk{}, err
	}
	if len(h.pcm) == 0 {
		return synth.Chunk{}, io.EOF
	}
	n := min(1000, len(h.pcm))
	c := synth.Chunk{PCM: h.pcm[:n], Marks: h.marks}
	h.pcm, h.marks = h.pcm[n:], nil
	return c, nil
}

func tone(hz, level float64, d time.Duration, rate int) []float32 {
	out := make([]float32, int(int64(d)*int64(rate)/int64(time.Second)))
	for i := range out {
		out[i] = float32(level * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return out
}

// wav is a file of 16 bit.
func wav(pcm []float32, rate, channels int) []byte {
	b := []byte("RIFF....WAVEfmt ")
	b = binary.LittleEndian.AppendUint32(b, 16)
	b = binary.LittleEndian.AppendUint16(b, 1)
	b = binary.LittleEndian.AppendUint16(b, uint16(channels))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate))
	b = binary.LittleEndian.AppendUint32(b, uint32(rate*channels*2))
	b = binary.LittleEndian.AppendUint16(b, uint16(channels*2))
	b = binary.LittleEndian.AppendUint16(b, 16)
	b = append(b, "data"...)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(pcm)*2*channels))
	for _, v := range pcm {
		for range channels {
			b = binary.LittleEndian.AppendUint16(b, uint16(int16(v*32767)))
		}
	}
	return b
}

// recorded makes a set in which each words of a message are a tone of 1,000 Hz.
func recorded(t testing.TB, lang scene.Lang, message string, words ...string) *clips.Set {
	t.Helper()
	dir := fstest.MapFS{}
	var entries []clips.Entry
	for i, w := range words {
		file := fmt.Sprintf("%d.wav", i)
		entries = append(entries, clips.Entry{Message: message, Says: w, File: file})
		dir[string(lang)+"/"+file] = &fstest.MapFile{Data: wav(tone(1000, 0.4, synth.Estimate(w, lang, 0), 44100), 44100, 1)}
	}
	dir[string(lang)+"/"+clips.IndexFile] = &fstest.MapFile{Data: clips.Index(lang, entries)}
	set, issues := clips.Load(dir, "clips")
	if issues.Err() != nil || set.Len() != len(words) {
		t.Fatalf("%d of %d: %v", set.Len(), len(words), issues)
	}
	return set
}

func TestContract(t *testing.T) {
	for name, words := range map[string][]string{
		"nothing": nil, "beginning": {"불고기버거 세트"}, "end": {"팔천오백 원"}, "whole": {"불고기버거 세트, 팔천오백 원"}, "middle": {"세트", "아이스 라떼"},
	} {
		t.Run(name, func(t *testing.T) {
			set := recorded(t, "ko", "m", words...)
			synthtest.Run(t, func(*testing.T) synth.Synthesizer { return synthtest.WithMessage(clips.New(&humming{}, set), "m") })
		})
	}
	t.Run("over silence", func(t *testing.T) {
		set := recorded(t, "ko", "m", "세트")
		synthtest.Run(t, func(*testing.T) synth.Synthesizer {
			return synthtest.WithMessage(clips.New(silence.Engine{}, set), "m")
		})
	})
}

// Only what is recorded of that very message, in those very words, is played, at any
// speed; all else is said live.
func TestWhatIsRecordedAndWhatIsLive(t *testing.T) {
	set := recorded(t, "ko", "basket.added", "를 담았습니다", "을 담았습니다", "담았습니다")
	for _, c := range []struct {
		r    synth.Request
		live string
	}{
		{synth.Request{Text: "카페라떼를 담았습니다", Lang: "ko", Message: "basket.added"}, "카페라떼"},
		{synth.Request{Text: "카페라떼를 담았습니다.", Lang: "ko-KR", Message: "basket.added"}, "카페라떼"},
		{synth.Request{Text: "베이글을 담았습니다", Lang: "ko", Message: "basket.added", Rate: 100}, "베이글"},
		{synth.Request{Text: "카페라떼를 담았습니다", Lang: "ko", Message: "basket.added", Rate: 150}, "카페라떼"},
		{synth.Request{Text: "카페라떼를 담았습니다", Lang: "ko", Message: "other"}, "카페라떼를 담았습니다"},
		{synth.Request{Text: "카페라떼를 담았습니다", Lang: "ko"}, "카페라떼를 담았습니다"},
		{synth.Request{Text: "카페라떼를 담았습니다만", Lang: "ko", Message: "basket.added"}, "카페라떼를 담았습니다만"},
		{synth.Request{Text: "카페라떼를 담았습니다", Lang: "en", Message: "basket.added"}, "카페라떼를 담았습니다"},
		{synth.Request{Text: "담았습니다", Lang: "ko", Message: "basket.added"}, ""},
		{synth.Request{Text: "두 잔, 담았습니다, 세 잔", Lang: "ko", Message: "basket.added"}, "두 잔, |세 잔"},
	} {
		h := &humming{}
		if _, err := synthtest.Drain(t.Context(), clips.New(h, set), c.r); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(h.asked, "|"); got != c.live {
			t.Errorf("%+v: live %q, want %q", c.r, got, c.live)
		}
	}
	// Latin words are not cut.
	h := &humming{}
	if _, err := synthtest.Drain(t.Context(), clips.New(h, recorded(t, "en", "m", "cup")), synth.Request{Text: "a teacup, a cup", Lang: "en", Message: "m"}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(h.asked, "|"); got != "a teacup, a " {
		t.Errorf("live %q", got)
	}
}

// Recorded and live stretches have one loudness, no gap and no click where they
// meet, and the words are where they are heard.
func TestJoins(t *testing.T) {
	set := recorded(t, "ko", "m", "주문 번호", "입니다 고맙습니다")
	text := "주문 번호 백이십삼입니다 고맙습니다"
	r, err := synthtest.Drain(t.Context(), clips.New(&humming{}, set), synth.Request{Text: text, Lang: "ko", Message: "m"})
	if err != nil {
		t.Fatal(err)
	}
	lengths := []time.Duration{synth.Estimate("주문 번호", "ko", 0), synth.Estimate("백이십삼", "ko", 0), synth.Estimate("입니다 고맙습니다", "ko", 0)}
	whole := lengths[0] + lengths[1] + lengths[2]
	if d := r.Length() - whole; d < -50*time.Millisecond || d > 50*time.Millisecond {
		t.Errorf("lasts %v, its parts %v", r.Length(), whole)
	}
	from := time.Duration(0)
	for i, d := range lengths {
		part := r.PCM[audio.Samples(from+50*time.Millisecond):audio.Samples(from+d-50*time.Millisecond)]
		if l := audio.Loudness(part); math.Abs(l-audio.SpeechLUFS) > 1 {
			t.Errorf("part %d has %.1f LUFS", i, l)
		}
		from += d
	}
	// A sine of 1,000 Hz at this level moves by less than this from sample to sample.
	step := 1.5 * 2 * math.Pi * 1000 / audio.Rate * audio.Peak(r.PCM)
	for i := 1; i < len(r.PCM); i++ {
		if d := math.Abs(float64(r.PCM[i] - r.PCM[i-1])); d > step {
			t.Fatalf("a click at sample %d: %.3f, at most %.3f", i, d, step)
		}
	}
	if len(r.Marks) != 5 {
		t.Fatalf("marks %+v", r.Marks)
	}
	if m := r.Marks[2]; m.At != 6 || m.Len != 4 || (m.Offset-lengths[0]).Abs() > 30*time.Millisecond {
		t.Errorf("the number is marked %+v, it begins at %v", m, lengths[0])
	}
}

// The pause of a comma stays where trimming takes the engine's own away.
func TestPauseBetween(t *testing.T) {
	set := recorded(t, "ko", "m", "합계")
	length := func(text string) time.Duration {
		r, err := synthtest.Drain(t.Context(), clips.New(&humming{}, set), synth.Request{Text: text, Lang: "ko", Message: "m"})
		if err != nil {
			t.Fatal(err)
		}
		return r.Length()
	}
	if d := length("합계, 구천 원") - length("합계 구천 원"); d < 150*time.Millisecond || d > 250*time.Millisecond {
		t.Errorf("the comma lasts %v", d)
	}
}

// A recorded prompt is heard although the wrapped engine is dead; its errors are
// passed on where it is needed.
func TestEngineFails(t *testing.T) {
	e := clips.New(&humming{fail: synth.ErrEngine}, recorded(t, "ko", "m", "주문 번호"))
	if r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: "주문 번호.", Lang: "ko", Message: "m"}); err != nil || r.Length() == 0 {
		t.Errorf("%v, %v", r.Length(), err)
	}
	for _, text := range []string{"주문 번호 삼", "안녕"} {
		if _, err := synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: "ko", Message: "m"}); err != synth.ErrEngine {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// At every rate a person may choose the recorded voice lasts as long as it should and
// keeps its pitch to 3 % and its loudness to 1 LU.
func TestRecordingsAtEveryRate(t *testing.T) {
	voice := soundtest.Voice(130, 2*time.Second, 44100)
	dir := fstest.MapFS{
		"ko/1.wav":              &fstest.MapFile{Data: wav(voice, 44100, 1)},
		"ko/" + clips.IndexFile: &fstest.MapFile{Data: clips.Index("ko", []clips.Entry{{Message: "m", Says: "카드를 넣어 주세요", File: "1.wav"}})},
	}
	set, issues := clips.Load(dir, "clips")
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	whole := 2 * time.Second
	for _, rate := range []int{75, 100, 125, 150, 200, 300} {
		h := &humming{}
		r, err := synthtest.Drain(t.Context(), clips.New(h, set), synth.Request{Text: "카드를 넣어 주세요", Lang: "ko", Message: "m", Rate: rate})
		if err != nil || len(h.asked) > 0 {
			t.Fatalf("%v, live: %v", err, h.asked)
		}
		want := whole * 100 / time.Duration(rate)
		if d := r.Length() - want; d < -5*time.Millisecond || d > 5*time.Millisecond {
			t.Errorf("at %d %% it lasts %v, want %v", rate, r.Length(), want)
		}
		if hz, n := sound.Pitch(r.PCM); math.Abs(hz/130-1) > 0.03 || n < 20 {
			t.Errorf("at %d %% its pitch is %.1f Hz in %d frames", rate, hz, n)
		}
		if l := sound.Loudness(r.PCM); math.Abs(l-audio.SpeechLUFS) > 1 {
			t.Errorf("at %d %% it has %.1f LUFS", rate, l)
		}
	}
}
