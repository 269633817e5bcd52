package speaker_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"modu/accessibility"
	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/audit/sound"
	"modu/accessibility/audit/sound/soundtest"
	"modu/accessibility/input"
	"modu/accessibility/speaker"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
)

var rewrite = flag.Bool("rewrite", false, "write the measured tables anew")

// talker says everything with one voice of 120 Hz.
type talker struct{}

var spoken = sync.OnceValue(func() []float32 { return soundtest.Voice(120, 2*time.Second, audio.Rate) })

func (talker) Voices() []synth.Voice {
	return []synth.Voice{{Name: "talker", Lang: "ko", LoudnessLUFS: audio.Loudness(spoken())}}
}

func (talker) Synthesize(ctx context.Context, _ synth.Request) (synth.Stream, error) {
	return &talk{ctx: ctx, pcm: spoken()}, ctx.Err()
}

type talk struct {
	ctx context.Context
	pcm []float32
}

func (*talk) Rate() int    { return audio.Rate }
func (*talk) Close() error { return nil }
func (s *talk) Next() (synth.Chunk, error) {
	if err := s.ctx.Err(); err != nil {
		return synth.Chunk{}, err
	}
	if len(s.pcm) == 0 {
		return synth.Chunk{}, io.EOF
	}
	n := min(4800, len(s.pcm))
	c := synth.Chunk{PCM: append([]float32(nil), s.pcm[:n]...)}
	s.pcm = s.pcm[n:]
	return c, nil
}

// What each level of a volume really is, measured from the WAV file that a sink wrote:
// testdata/levels.txt is the table to read. -rewrite writes it anew.
func TestMeasuredLevels(t *testing.T) {
	var b strings.Builder
	b.WriteString("Levels of outputs as a site may have measured them, from captured samples (16 bit).\nThe reset level is marked; dB(A) is where the person's head is.\n")
	for _, c := range []struct {
		name    string
		o       accessibility.Output
		ambient float64
	}{
		{"loudspeaker, measured 88 dB(A), in a noise of 65 dB(A)", accessibility.Output{MeasuredDBA: 88, CeilingDBA: 85}, 65},
		{"weak loudspeaker, measured 70 dB(A)", accessibility.Output{MeasuredDBA: 70, CeilingDBA: 85}, 0},
		{"headset, measured 86 dB(A), ceiling 80", accessibility.Output{MeasuredDBA: 86, CeilingDBA: 80}, 0},
		{"not measured", accessibility.Output{}, 0},
	} {
		levels, reset := capture(t, c.o)
		for _, f := range sound.Volume(levels, c.o, c.ambient) {
			t.Errorf("%s: %s", c.name, f)
		}
		for _, f := range sound.Reset(reset, c.o) {
			t.Errorf("%s: %s", c.name, f)
		}
		fmt.Fprintf(&b, "\n%s\nlevel  volume  gain dB  captured LUFS   dB(A)   step dB\n", c.name)
		for i, l := range levels {
			mark, step := ' ', ""
			if l.VolumeDB == 0 {
				mark = '*'
			}
			if i > 0 {
				step = fmt.Sprintf("%.1f", l.LUFS-levels[i-1].LUFS)
			}
			dba := fmt.Sprintf("%.1f", sound.DBA(l.LUFS, c.o))
			if !c.o.Measured() {
				dba = "?"
			}
			fmt.Fprintf(&b, "%4d%c  %+6d  %7.1f  %13.1f  %6s  %8s\n", i+1, mark, l.VolumeDB, c.o.GainDB(l.VolumeDB), l.LUFS, dba, step)
		}
		fmt.Fprintf(&b, "span %.1f dB\n", levels[len(levels)-1].LUFS-levels[0].LUFS)
	}
	const file = "testdata/levels.txt"
	if *rewrite {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != b.String() {
		t.Errorf("measured\n%s\nis not %s; -rewrite writes it anew", b.String(), file)
	}
}

// capture says one text at every level, and once more as the next person hears it.
func capture(t *testing.T, o accessibility.Output) (levels []sound.Level, reset float64) {
	file := filepath.Join(t.TempDir(), "levels.wav")
	volumes := o.Volumes()
	synctest.Test(t, func(t *testing.T) {
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sink, err := wavsink.New(f)
		if err != nil {
			t.Fatal(err)
		}
		s := speaker.New(speaker.Config{Synth: talker{}, Sink: sink, Emit: func(input.Event) {}})
		say := func(volume int) {
			g := o.GainDB(volume)
			s.SetVolumes(g, g)
			s.Say(say(1, speech.PolitePri, "가"))
			time.Sleep(3 * time.Second)
		}
		say(0) // the first word rises
		for _, v := range volumes {
			say(v)
		}
		say(0) // the next person's
		s.Close()
		if err := sink.Close(); err != nil {
			t.Fatal(err)
		}
	})
	pcm, err := wavsink.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	part := func(i int) []float32 { return pcm[audio.Rate*3*i:][:2*audio.Rate] }
	for i, v := range volumes {
		levels = append(levels, sound.Level{VolumeDB: v, LUFS: sound.Relative(part(i + 1))})
	}
	return levels, sound.Relative(part(len(volumes) + 1))
}
