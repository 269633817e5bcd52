package voice

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/synth"
)

// The silent engine lasts as long as speech would: a long text is said in several clauses,
// and what is another language's is read as that language.
func TestSayText(t *testing.T) {
	e, err := Open("silence")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	s, err := e.SayText(t.Context(), "ko", "9,000원입니다", synth.NormalRate, "")
	if err != nil || s.Text != "구천 원입니다" || len(s.PCM) != 134*audio.Rate/100 {
		t.Errorf("%q, %d samples, %v", s.Text, len(s.PCM), err)
	}
	named, err := e.SayText(t.Context(), "ko", "라떼", synth.NormalRate, "silence-en")
	if err != nil || len(named.PCM) == 0 {
		t.Errorf("by a named voice: %v", err)
	}
	long, err := e.SayText(t.Context(), "ko", strings.Repeat("아메리카노 ", 300), 300, "")
	if err != nil || len(long.PCM) < 100*audio.Rate {
		t.Errorf("a long text: %d samples, %v", len(long.PCM), err)
	}
	if _, err := e.SayText(t.Context(), "ko", strings.Repeat("가", maxSpoken*synth.MaxText+1), 100, ""); !errors.Is(err, ErrUnknown) {
		t.Errorf("a text without end: %v", err)
	}
	if _, err := e.SayText(t.Context(), "ko", "라떼", 100, "silence-kr"); !errors.Is(err, ErrUnknown) || !strings.Contains(err.Error(), `did you mean "silence-ko"?`) {
		t.Errorf("an unknown voice: %v", err)
	}
}

func TestOpenAndList(t *testing.T) {
	if _, err := Open("silenc"); !errors.Is(err, ErrUnknown) {
		t.Errorf("an unknown engine: %v", err)
	}
	if _, err := Open("./no-such-worker"); err == nil || errors.Is(err, ErrUnknown) {
		t.Errorf("a worker that is not there: %v", err)
	}
	l := List(t.Context(), "silence")
	if len(l) != 1 || l[0].Err != nil || !slices.IsSortedFunc(l[0].Voices, func(a, b synth.Voice) int { return strings.Compare(string(a.Lang), string(b.Lang)) }) || len(l[0].Voices) < 4 {
		t.Errorf("%+v", l)
	}
	for _, l := range List(t.Context(), "") {
		if l.Engine == "espeak" {
			t.Error("the engine that is made of the others is listed")
		}
	}
}
