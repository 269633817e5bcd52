// Package synthtest holds every engine to the contract of package synth. It
// hides what the contract's sentences mean in checks. It is called from tests
// only, on the test's goroutine.
package synthtest

import (
	"context"
	"errors"
	"io"
	"math"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
)

// Result is one clause, synthesised to its end.
type Result struct {
	Rate  int
	PCM   []float32
	Marks []synth.Mark
}

// Length of the sound.
func (r Result) Length() time.Duration {
	return time.Duration(float64(len(r.PCM)) / float64(r.Rate) * float64(time.Second))
}

// WithMessage is an engine of which every request is about the same message.
func WithMessage(s synth.Synthesizer, message string) synth.Synthesizer {
	return about{s, message}
}

type about struct {
	synth.Synthesizer
	message string
}

func (a about) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	r.Message = a.message
	return a.Synthesizer.Synthesize(ctx, r)
}

// Drain synthesises one clause to its end.
func Drain(ctx context.Context, s synth.Synthesizer, r synth.Request) (Result, error) {
	st, err := s.Synthesize(ctx, r)
	if err != nil {
		return Result{}, err
	}
	defer st.Close()
	out := Result{Rate: st.Rate()}
	for {
		c, err := st.Next()
		out.PCM = append(out.PCM, c.PCM...)
		out.Marks = append(out.Marks, c.Marks...)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return out, err
		}
	}
}

// Samples are sentences that every engine must get through, by language.
func Samples() map[scene.Lang]string {
	return map[scene.Lang]string{
		"ko": "불고기버거 세트, 팔천오백 원",
		"en": "Iced latte, large, two cups",
		"zh": "谢谢 请付款",
		"ja": "ごちゅうもん ありがとう",
	}
}

// Hostile texts must neither hang nor kill an engine.
func Hostile() map[string]string {
	return map[string]string{
		"empty":       "",
		"spaces":      " \t\n ",
		"punctuation": "... , --- !",
		"control":     "아이스\x01\x00\x1b[31m 라떼\x7f\u0085",
		"invalid":     "라떼\xff\xfe\xc3 한 잔",
		"ssml":        `<speak><audio src="/etc/passwd"/><break time="600s"/>라떼</speak>`,
		"phonemes":    "[[h@l'oU]] 라떼 [[",
		"option":      "--help -v en -w x.wav",
		"long":        strings.Repeat("아이스 아메리카노 ", 1000),
		"one word":    strings.Repeat("가", 10000),
		"emoji":       "🌶️ 매운 라면 👨‍👩‍👧‍👦",
		"bidi":        "\u202eabc\u2066 라떼",
	}
}

// Run checks one engine. fresh makes an engine for each check.
func Run(t *testing.T, fresh func(t *testing.T) synth.Synthesizer) {
	t.Helper()
	t.Run("offers voices", func(t *testing.T) { offersVoices(t, fresh(t)) })
	t.Run("speaks every language it offers", func(t *testing.T) { speaksItsLanguages(t, fresh(t)) })
	t.Run("rate changes length", func(t *testing.T) { rateChangesLength(t, fresh(t)) })
	t.Run("survives hostile text", func(t *testing.T) { survivesHostileText(t, fresh(t)) })
	t.Run("nothing to say is no error", func(t *testing.T) { nothingToSay(t, fresh(t)) })
	t.Run("cancel ends it", func(t *testing.T) { cancelEnds(t, fresh(t)) })
	t.Run("close in the middle and twice", func(t *testing.T) { closesTwice(t, fresh(t)) })
}

func offersVoices(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	for _, v := range s.Voices() {
		if v.Name == "" || v.Lang == "" || v.LoudnessLUFS >= 0 || v.LoudnessLUFS < -60 {
			t.Errorf("voice %+v", v)
		}
	}
}

func speaksItsLanguages(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	for _, v := range s.Voices() {
		text, ok := Samples()[v.Lang]
		if !ok {
			continue
		}
		r, err := Drain(t.Context(), s, synth.Request{Text: text, Lang: v.Lang})
		if err != nil {
			t.Fatalf("%s: %v", v.Lang, err)
		}
		check(t, text, r)
		if est := synth.Estimate(text, v.Lang, 0); r.Length() < est/3 || r.Length() > est*3 {
			t.Errorf("%s lasts %v, estimated %v", v.Lang, r.Length(), est)
		}
		if len(r.Marks) == 0 {
			t.Errorf("%s: no word marks", v.Lang)
		}
	}
}

func rateChangesLength(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	v := s.Voices()[0]
	text := Samples()[v.Lang]
	var last time.Duration = math.MaxInt64
	for _, rate := range []int{synth.MinRate, synth.NormalRate, 200, synth.MaxRate} {
		r, err := Drain(t.Context(), s, synth.Request{Text: text, Lang: v.Lang, Rate: rate})
		if err != nil {
			t.Fatal(err)
		}
		if r.Length() >= last {
			t.Errorf("rate %d lasts %v, slower than the rate before (%v)", rate, r.Length(), last)
		}
		last = r.Length()
	}
}

func survivesHostileText(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	v := s.Voices()[0]
	for name, text := range Hostile() {
		r, err := Drain(t.Context(), s, synth.Request{Text: text, Lang: v.Lang, Rate: synth.MaxRate})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		check(t, text, r)
	}
	if _, err := Drain(t.Context(), s, synth.Request{Text: Samples()[v.Lang], Lang: v.Lang}); err != nil {
		t.Errorf("after all that: %v", err)
	}
}

func nothingToSay(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	r, err := Drain(t.Context(), s, synth.Request{Text: " ", Lang: s.Voices()[0].Lang})
	if err != nil || r.Length() > 600*time.Millisecond {
		t.Errorf("%v, %v", r.Length(), err)
	}
}

func cancelEnds(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	v := s.Voices()[0]
	ctx, cancel := context.WithCancel(t.Context())
	st, err := s.Synthesize(ctx, synth.Request{Text: strings.Repeat(Samples()[v.Lang]+" ", 20), Lang: v.Lang})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := st.Next(); err != nil {
		t.Fatal(err)
	}
	cancel()
	// What was on its way may still arrive, but no more than a pipe holds.
	for n := 0; ; n++ {
		if _, err = st.Next(); err != nil {
			break
		}
		if n > 64 {
			t.Fatal("goes on after cancel")
		}
	}
	if !errors.Is(err, context.Canceled) {
		t.Errorf("ends with %v", err)
	}
	if _, err := s.Synthesize(ctx, synth.Request{Text: "가", Lang: v.Lang}); !errors.Is(err, context.Canceled) {
		t.Errorf("starts although cancelled: %v", err)
	}
}

func closesTwice(t *testing.T, s synth.Synthesizer) {
	t.Helper()
	v := s.Voices()[0]
	for range 3 {
		st, err := s.Synthesize(t.Context(), synth.Request{Text: Samples()[v.Lang], Lang: v.Lang})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := st.Next(); err != nil {
			t.Fatal(err)
		}
		st.Close()
		st.Close()
	}
}

func check(t *testing.T, text string, r Result) {
	t.Helper()
	if r.Rate < 8000 || r.Rate > 192000 {
		t.Errorf("rate %d", r.Rate)
	}
	for i, v := range r.PCM {
		if !(v >= -1 && v <= 1) {
			t.Fatalf("sample %d is %v", i, v)
		}
	}
	end, last := utf8.RuneCountInString(text), time.Duration(-1)
	for _, m := range r.Marks {
		if m.At < 0 || m.Len <= 0 || m.At+m.Len > end {
			t.Errorf("mark %+v outside of %d runes", m, end)
		}
		if m.Offset < last || m.Offset > r.Length() {
			t.Errorf("mark %+v after %v, length %v", m, last, r.Length())
		}
		last = m.Offset
	}
}
