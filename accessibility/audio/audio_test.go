package audio_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility/audio"
)

func tone(hz float64, rate, n int, amp float64) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = float32(amp * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return out
}

// sinad fits a sine of known frequency and compares it with everything else, in dB.
func sinad(pcm []float32, hz float64, rate int) float64 {
	var ss, cc, sc, xs, xc float64
	for i, v := range pcm {
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / float64(rate))
		ss, cc, sc = ss+s*s, cc+c*c, sc+s*c
		xs, xc = xs+s*float64(v), xc+c*float64(v)
	}
	det := ss*cc - sc*sc
	a, b := (xs*cc-xc*sc)/det, (xc*ss-xs*sc)/det
	var sig, noise float64
	for i, v := range pcm {
		s, c := math.Sincos(2 * math.Pi * hz * float64(i) / float64(rate))
		y := a*s + b*c
		sig += y * y
		noise += (float64(v) - y) * (float64(v) - y)
	}
	return 10 * math.Log10(sig/noise)
}

func TestResamplerQuality(t *testing.T) {
	for _, rate := range []int{8000, 16000, 22050, 24000, 44100, 48000, 96000} {
		for _, part := range []float64{0.01, 0.05, 0.15, 0.3, 0.4} {
			hz := part * float64(min(rate, audio.Rate))
			in := tone(hz, rate, rate/2, 0.5)
			r := audio.NewFilter(rate, audio.Rate).Resampler()
			var out []float32
			for len(in) > 0 { // in blocks of odd sizes
				n := min(len(in), 1+rand.IntN(700))
				out = append(out, r.Write(in[:n])...)
				in = in[n:]
			}
			out = append(out, r.Flush()...)
			if want := audio.Rate / 2; len(out) != want {
				t.Errorf("%d Hz: %d samples, want %d", rate, len(out), want)
			}
			edge := audio.Rate / 50
			mid := out[edge : len(out)-edge]
			shifted := sinad(mid, hz, audio.Rate)
			if shifted < 70 {
				t.Errorf("%d Hz, tone %.0f Hz: SINAD %.1f dB", rate, hz, shifted)
			}
			var energy float64
			for _, v := range mid {
				energy += float64(v) * float64(v)
			}
			if p := audio.Decibels(math.Sqrt(2*energy/float64(len(mid))) / 0.5); math.Abs(p) > 0.1 {
				t.Errorf("%d Hz, tone %.0f Hz: level %+.2f dB", rate, hz, p)
			}
		}
	}
}

// What cannot be represented at the lower rate must not come back as another tone.
func TestResamplerAliases(t *testing.T) {
	for _, hz := range []float64{25000, 30000, 40000} {
		r := audio.NewFilter(96000, audio.Rate).Resampler()
		out := append(r.Write(tone(hz, 96000, 48000, 0.5)), r.Flush()...)
		if db := audio.Decibels(audio.Peak(out[1000:len(out)-1000]) / 0.5); db > -70 {
			t.Errorf("%.0f Hz comes back at %.1f dB", hz, db)
		}
	}
}

// A sine of 997 Hz at full scale in one channel is -3.01 LUFS (BS.1770-4, annex 1).
func TestLoudness(t *testing.T) {
	full := tone(997, audio.Rate, 3*audio.Rate, 1)
	if got := audio.Loudness(full); math.Abs(got+3.01) > 0.05 {
		t.Errorf("full scale: %.2f LUFS", got)
	}
	half := append(tone(997, audio.Rate, 3*audio.Rate, 0.1), make([]float32, 5*audio.Rate)...)
	if got := audio.Loudness(half); math.Abs(got+23.01) > 0.3 {
		t.Errorf("-20 dB and silence: %.2f LUFS; the gate should drop the silence", got)
	}
	if got := audio.Loudness(make([]float32, audio.Rate)); !math.IsInf(got, -1) {
		t.Errorf("silence: %v", got)
	}
	for _, ms := range []int{1, 60, 100, 150, 340, 399, 400, 401} {
		if got := audio.Loudness(tone(997, audio.Rate, audio.Rate*ms/1000, 1)); math.Abs(got+3.01) > 1 {
			t.Errorf("sound of %d ms: %.2f LUFS", ms, got)
		}
	}
	if got := audio.Loudness(nil); !math.IsInf(got, -1) {
		t.Errorf("nothing: %v", got)
	}
	if got := audio.Loudness(audio.Normalise(full, -23)); math.Abs(got+23) > 0.1 {
		t.Errorf("normalised: %.2f LUFS", got)
	}
}

func TestShaperLevelsAndTrims(t *testing.T) {
	const from = 22050
	speech := append(make([]float32, from/20), tone(300, from, from, 0.9)...)
	speech = append(speech, make([]float32, from/10)...) // a pause inside stays
	speech = append(speech, tone(300, from, from/2, 0.05)...)
	speech = append(speech, make([]float32, from*3/10)...)
	s := audio.NewShaper(audio.NewFilter(from, audio.Rate), -30, true) // 7 dB up: the loud part must be limited
	var out []float32
	for at := 0; at < len(speech); at += 500 {
		out = append(out, s.Write(speech[at:min(at+500, len(speech))])...)
	}
	out = append(out, s.Flush()...)
	if want := 0.003 + 1 + 0.1 + 0.5 + 0.020; math.Abs(float64(len(out))/audio.Rate-want) > 0.003 {
		t.Errorf("lasts %.4f s, want %.4f", float64(len(out))/audio.Rate, want)
	}
	if math.Abs(s.Lead()-0.047) > 0.001 {
		t.Errorf("lead %.4f s", s.Lead())
	}
	if p := audio.Decibels(audio.Peak(out)); p > audio.CeilingDB+0.01 || p < audio.CeilingDB-0.5 {
		t.Errorf("peak %.2f dB", p)
	}
	quiet := out[len(out)-audio.Rate/4 : len(out)-audio.Rate/10]
	if p := audio.Decibels(audio.Peak(quiet) / 0.05); math.Abs(p-7) > 0.2 {
		t.Errorf("quiet part raised by %.2f dB, want 7", p)
	}
}

func TestShaperOnSilence(t *testing.T) {
	s := audio.NewShaper(audio.NewFilter(22050, audio.Rate), -23, true)
	out := append(s.Write(make([]float32, 22050)), s.Flush()...)
	if len(out) > audio.Block*3 {
		t.Errorf("silence became %d samples", len(out))
	}
	s = audio.NewShaper(audio.NewFilter(audio.Rate, audio.Rate), audio.SpeechLUFS, false)
	out = append(s.Write(make([]float32, 22050)), s.Flush()...)
	if len(out) != 22050 {
		t.Errorf("untrimmed silence became %d samples", len(out))
	}
}

func TestShaperAtUnityChangesNothing(t *testing.T) {
	in := tone(440, audio.Rate, 5000, 0.5)
	s := audio.NewShaper(audio.NewFilter(audio.Rate, audio.Rate), audio.SpeechLUFS, false)
	out := append(s.Write(append([]float32(nil), in...)), s.Flush()...)
	if len(out) != len(in) {
		t.Fatal(len(out))
	}
	for i := range in {
		if in[i] != out[i] {
			t.Fatalf("sample %d: %v became %v", i, in[i], out[i])
		}
	}
}

func TestQueueIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := audio.NewQueue(1000)
		ctx, cancel := context.WithCancel(t.Context())
		wrote := 0
		done := make(chan error)
		go func() {
			for {
				if err := q.Write(ctx, make([]float32, 100)); err != nil {
					done <- err
					return
				}
				wrote++
			}
		}()
		synctest.Wait()
		if wrote != 10 {
			t.Errorf("%d blocks in a queue for 10", wrote)
		}
		if n, end := q.Read(make([]float32, 250)); n != 250 || end {
			t.Error(n, end)
		}
		synctest.Wait()
		if wrote != 13 {
			t.Errorf("%d blocks after 2.5 were read", wrote)
		}
		cancel()
		if err := <-done; err != context.Canceled {
			t.Error(err)
		}
		q.End()
		if n, end := q.Read(make([]float32, 5000)); n != 1050 || !end {
			t.Error(n, end)
		}
	})
}

func TestPacedKeepsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []float32
		p := audio.NewPaced(func(mix []float32, _ time.Time) { got = append(got, mix...) })
		in := tone(440, audio.Rate, audio.Rate/2, 0.5)
		began := time.Now()
		b := p.Play(audio.NewClip(in), 0)
		<-b.Started()
		if d := time.Since(began); d != 0 {
			t.Errorf("started after %v", d)
		}
		time.Sleep(105 * time.Millisecond)
		if n := b.Played(); n != 10*audio.Block {
			t.Errorf("%d samples after 105 ms", n)
		}
		<-b.Ended()
		if d := time.Since(began); d != 500*time.Millisecond {
			t.Errorf("ended after %v", d)
		}
		if b.Played() != len(in) {
			t.Error(b.Played())
		}
		p.Close()
		for i := range in {
			if got[i] != in[i] {
				t.Fatalf("sample %d", i)
			}
		}
	})
}

func TestPacedStopIsHeardWithinABlock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var got []float32
		p := audio.NewPaced(func(mix []float32, _ time.Time) { got = append(got, mix...) })
		defer p.Close()
		ones := make([]float32, audio.Rate)
		for i := range ones {
			ones[i] = 0.5
		}
		b := p.Play(audio.NewClip(ones), 0)
		other := p.Play(audio.NewClip(ones), -6)
		time.Sleep(95 * time.Millisecond)
		b.Stop()
		<-b.Ended()
		time.Sleep(25 * time.Millisecond)
		other.SetGain(-120)
		time.Sleep(30 * time.Millisecond)
		p.Stop()
		p.Stop()
		<-other.Ended()
		time.Sleep(50 * time.Millisecond)
		synctest.Wait()
		n := len(got)
		time.Sleep(time.Second)
		synctest.Wait()
		if len(got) != n {
			t.Error("still playing after Stop")
		}
		both, one := float32(0.5)+0.5*audio.Gain(-6), 0.5*audio.Gain(-6)
		near := func(at int, want float32) {
			t.Helper()
			if d := got[at] - want; d > 1e-4 || d < -1e-4 {
				t.Errorf("sample %d is %v, want %v", at, got[at], want)
			}
		}
		near(10*audio.Block-1, both)
		near(11*audio.Block, one)
		near(14*audio.Block, 0)
		// The first block may be played before there is a second clip, and both begin loud.
		for i := 2 * audio.Block; i < n; i++ {
			if d := got[i] - got[i-1]; d > 0.01 || d < -0.01 {
				t.Fatalf("click of %v at sample %d", d, i)
			}
		}
		// After Close nothing hangs.
		p.Close()
		<-p.Play(audio.NewClip(ones), 0).Ended()
	})
}
