package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
)

func TestSpeakSilence(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.wav")
	code, out, errOut := ctl("speak", "--engine", "silence", "--out", file, "9,000원입니다")
	if code != exitOK || !strings.Contains(out, "구천 원입니다") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
	// 6 syllables at 4.5 a second, to the next 10 ms.
	if pcm, err := wavsink.Load(file); err != nil || len(pcm) != 134*audio.Rate/100 {
		t.Errorf("%v, %d samples", err, len(pcm))
	}
}

func TestSpeakMistakes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.wav")
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"speak", "라떼"}, exitUsage, "--out"},
		{[]string{"speak", "--out", file}, exitUsage, "usage: kioskctl speak"},
		{[]string{"speak", "--out", file, "--rate", "1000", "라떼"}, exitUsage, "75 to 300"},
		{[]string{"speak", "--out", file, "--engine", "silenc", "라떼"}, exitUsage, `did you mean "silence"?`},
		{[]string{"speak", "--out", file, "--engine", "silence", "--voice", "silence-kr", "라떼"}, exitUsage, `did you mean "silence-ko"?`},
		{[]string{"speak", "--out", file, "--engine", "./no-such-worker", "라떼"}, exitFailed, "no-such-worker"},
		{[]string{"speak", "--out", filepath.Join(file, "x"), "--engine", "silence", "라떼"}, exitFailed, "a.wav"},
		{[]string{"voices", "x"}, exitUsage, "usage: kioskctl voices"},
	} {
		if code, _, errOut := ctl(c.args...); code != c.code || !strings.Contains(errOut, c.want) {
			t.Errorf("%q: exit %d: %s", c.args, code, errOut)
		}
	}
}

// A text of any length is said: 10,000 characters are several clauses, cut between
// words.
func TestSpeakLongText(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.wav")
	code, out, errOut := ctl("speak", "--engine", "silence", "--rate", "300", "--out", file, strings.Repeat("아이스 아메리카노 ", 1000))
	if code != exitOK {
		t.Fatalf("exit %d: %s", code, errOut)
	}
	// 8,000 syllables at 13.5 a second.
	if pcm, err := wavsink.Load(file); err != nil || len(pcm) < 590*audio.Rate || len(pcm) > 600*audio.Rate {
		t.Errorf("%v, %d s: %.60s", err, len(pcm)/audio.Rate, out)
	}
}

func TestVoices(t *testing.T) {
	code, out, errOut := ctl("voices", "--engine", "silence")
	if code != exitOK || strings.Count(out, "\n") != 5 || !strings.Contains(out, "silence-ko") {
		t.Errorf("exit %d: %s%s", code, out, errOut)
	}
}

func TestSpeakProgram(t *testing.T) {
	if _, err := exec.LookPath("espeak-ng"); err != nil {
		t.Skip("espeak-ng is not installed")
	}
	file := filepath.Join(t.TempDir(), "a.wav")
	code, out, errOut := ctl("speak", "--engine", "program", "--voice", "en-gb", "--locale", "en", "--out", file, "Two iced lattes, $8.50")
	pcm, err := wavsink.Load(file)
	if code != exitOK || err != nil || len(pcm) < audio.Rate || !strings.Contains(out, "dollars") {
		t.Fatalf("exit %d: %s%s %v", code, out, errOut, err)
	}
	if l := audio.Loudness(pcm); l < audio.SpeechLUFS-2 || l > audio.SpeechLUFS+2 {
		t.Errorf("%.1f LUFS", l)
	}
}
