package clips

import (
	"context"
	"errors"
	"io"
	"math"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/synth"
)

// chunk is how much of a recording is given at a time: 100 ms.
const chunk = audio.Rate / 10

// stitched is a clause of recorded and live stretches.
type stitched struct {
	e        *Engine
	ctx      context.Context
	req      synth.Request
	rate     int       // per cent of normal
	segments []segment // the first is being said when open
	open     bool
	join     joiner
	start    int // sample where the segment begins
	clip     []int16
	stretch  *audio.Stretcher // of the clip
	live     synth.Stream     // nil: the segment is recorded
	shape    *audio.Shaper
	pending  []synth.Mark // of the segment, from its first sample
	last     time.Duration
}

func (s *stitched) Rate() int { return audio.Rate }

// Close lets go of the wrapped engine.
func (s *stitched) Close() error {
	s.segments = nil
	return s.closeLive()
}

func (s *stitched) closeLive() error {
	if s.live == nil {
		return nil
	}
	err := s.live.Close()
	s.live, s.shape, s.open = nil, nil, false
	return err
}

func (s *stitched) Next() (synth.Chunk, error) {
	for {
		if err := s.ctx.Err(); err != nil {
			return synth.Chunk{}, err
		}
		if len(s.segments) == 0 {
			s.join.begin() // nothing follows: what is held back goes out whole
			s.join.abandon()
			if rest := s.join.take(0); len(rest) > 0 {
				return synth.Chunk{PCM: rest}, nil
			}
			return synth.Chunk{}, io.EOF
		}
		if !s.open {
			if err := s.begin(); err != nil {
				return synth.Chunk{}, err
			}
		}
		ended, err := s.more()
		if err != nil {
			return synth.Chunk{}, err
		}
		marks := s.marks(ended)
		if ended {
			s.segments, s.open = s.segments[1:], false
			if err := s.closeLive(); err != nil {
				return synth.Chunk{}, err
			}
		}
		if pcm := s.join.take(joinLength); len(pcm) > 0 || len(marks) > 0 {
			return synth.Chunk{PCM: pcm, Marks: marks}, nil
		}
	}
}

// begin opens the first segment.
func (s *stitched) begin() error {
	g := s.segments[0]
	if g.clip == nil {
		r := s.req
		r.Text, r.Message = string(g.text), ""
		st, err := s.e.live.Synthesize(s.ctx, r)
		if err != nil {
			return err
		}
		v := s.e.voice(r.Lang)
		s.live, s.shape = st, audio.NewShaper(s.e.filter(st.Rate()), v.LoudnessLUFS, !v.Silent)
	}
	s.open, s.clip = true, g.clip
	if g.pause > 0 {
		s.join.begin()
		s.join.write(make([]float32, g.pause*synth.NormalRate/s.rate))
	}
	s.join.begin()
	s.start = s.join.length()
	if g.clip != nil {
		s.stretch = audio.NewStretcher(audio.Rate, s.rate)
		s.pending = synth.ShareMarks(string(g.text), s.req.Lang, audio.Duration(len(g.clip)*synth.NormalRate/s.rate))
	}
	return nil
}

// more adds the next stretch of the segment's sound and reports whether it ended.
func (s *stitched) more() (ended bool, err error) {
	if s.live == nil {
		n := min(chunk, len(s.clip))
		pcm := make([]float32, n)
		for i, v := range s.clip[:n] {
			pcm[i] = float32(v) / 32768
		}
		s.clip = s.clip[n:]
		s.join.write(s.stretch.Write(pcm))
		if len(s.clip) > 0 {
			return false, nil
		}
		s.join.write(s.stretch.Flush())
		return true, nil
	}
	c, err := s.live.Next()
	s.pending = append(s.pending, c.Marks...)
	s.join.write(s.shape.Write(c.PCM))
	if errors.Is(err, io.EOF) {
		s.join.write(s.shape.Flush())
		return true, nil
	}
	return false, err
}

// marks returns the words whose sound has come. Before the first sound of a live
// segment it is not known how much silence was taken off.
func (s *stitched) marks(ended bool) []synth.Mark {
	now := s.join.length()
	if now == s.start && !ended {
		return nil
	}
	base, lead := audio.Duration(s.start), time.Duration(0)
	if s.shape != nil {
		lead = time.Duration(s.shape.Lead() * float64(time.Second))
	}
	var out []synth.Mark
	for len(s.pending) > 0 {
		m := s.pending[0]
		at := base + max(m.Offset-lead, 0)
		if here := audio.Duration(max(now-1, 0)); at > here {
			if !ended {
				break
			}
			at = here
		}
		s.last = max(s.last, at)
		out = append(out, synth.Mark{At: s.segments[0].at + m.At, Len: m.Len, Offset: s.last})
		s.pending = s.pending[1:]
	}
	return out
}

// joinLength of a cross-fade: 10 ms is heard neither as a click nor as an echo.
const joinLength = audio.Rate / 100

// joiner lays stretches of sound behind each other: the end of one fades out while
// the beginning of the next fades in, both with the power of their sum constant.
type joiner struct {
	out   []float32 // not taken yet; its end may still be faded
	fade  []float32 // the end of the stretch before
	at    int       // how much of it has been mixed in
	taken int
}

// length of all sound so far, in samples.
func (j *joiner) length() int { return j.taken + len(j.out) }

// begin starts a new stretch over the end of the one before.
func (j *joiner) begin() {
	for ; j.at < len(j.fade); j.at++ { // the stretch before was shorter than its fade
		_, down := j.weights()
		j.out = append(j.out, j.fade[j.at]*down)
	}
	n := min(joinLength, len(j.out))
	from := len(j.out) - n
	j.fade, j.at = append([]float32(nil), j.out[from:]...), 0
	j.out = j.out[:from]
}

// abandon puts the end back as it was: no stretch follows.
func (j *joiner) abandon() {
	j.out = append(j.out, j.fade[j.at:]...)
	j.fade, j.at = nil, 0
}

func (j *joiner) weights() (up, down float32) {
	x := (float64(j.at) + 0.5) / float64(len(j.fade)) * math.Pi / 2
	return float32(math.Sin(x)), float32(math.Cos(x))
}

func (j *joiner) write(pcm []float32) {
	for _, v := range pcm {
		if j.at < len(j.fade) {
			up, down := j.weights()
			v = v*up + j.fade[j.at]*down
			j.at++
		}
		j.out = append(j.out, min(max(v, -1), 1))
	}
}

// take returns the sound that is complete: all but keep samples.
func (j *joiner) take(keep int) []float32 {
	n := len(j.out) - keep
	if n <= 0 {
		return nil
	}
	pcm := append([]float32(nil), j.out[:n]...)
	j.out = append(j.out[:0], j.out[n:]...)
	j.taken += n
	return pcm
}
