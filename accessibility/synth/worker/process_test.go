package worker

import (
	"testing"
	"time"

	"modu/accessibility/synth"
)

// Whatever a worker sends: what is kept is bounded, words lie inside the text and in
// order, and only the clause whose turn it is gets anything.
func FuzzFrames(f *testing.F) {
	good := AppendFrame(nil, KindWord, 1, Word{At: 0, Len: 2}.Append(nil))
	good = AppendFrame(good, KindAudio, 1, make([]byte, 320))
	good = AppendFrame(good, KindEnd, 1, []byte{StatusSaid})
	good = AppendFrame(good, KindAudio, 2, []byte{1, 2})
	f.Add(good, false)
	f.Add(AppendFrame(nil, KindEnd, 1, nil), true)
	f.Add(AppendFrame(nil, KindAudio, 7, []byte{0, 0}), false)
	f.Fuzz(func(t *testing.T, b []byte, cancelled bool) {
		p := &process{hello: Hello{Rate: 8000}, timeout: time.Second}
		one := newClause(1, "라떼 하나", synth.Tick, 8000)
		two := newClause(2, "둘", synth.Tick, 8000)
		p.open = []*clause{one, two}
		if cancelled && !one.drop() {
			t.Fatal("an open clause cannot be dropped")
		}
		var d Decoder
		d.Feed(b)
		for {
			fr, ok, err := d.Next()
			if err != nil || !ok {
				break
			}
			if p.frame(fr) != nil {
				break
			}
			_ = p.deadline()
		}
		if two.got > 0 && !one.ended {
			t.Error("the second clause speaks before its turn")
		}
		for _, c := range []*clause{one, two} {
			if len(c.pcm) > 2*c.allowed || len(c.words) > c.runes || c == one && cancelled && (len(c.pcm) > 0 || len(c.words) > 0) {
				t.Errorf("%d bytes, %d words kept", len(c.pcm), len(c.words))
			}
			last := Word{}
			for _, w := range c.words {
				if w.At+w.Len > c.runes || w.At < last.At || w.Sample < last.Sample {
					t.Errorf("word %+v after %+v", w, last)
				}
				last = w
			}
		}
	})
}

// However long the text is estimated, a clause keeps a bounded sound.
func TestSoundIsBounded(t *testing.T) {
	if c := newClause(1, "x", 5*time.Hour, maxRate); c.allowed > 600*maxRate {
		t.Errorf("%d samples", c.allowed)
	}
	c := newClause(1, "x", 0, 8000)
	n := 0
	for c.audio(make([]byte, 1024)) == nil {
		n++
	}
	if n != 3*8000/512 {
		t.Errorf("%d blocks were taken", n)
	}
}
