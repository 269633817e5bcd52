//go:build peers && cgo && linux && !ci

package voicerace

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
)

// The judge is pocketsphinx 5prealpha with its en-us model (Debian 12), a program that
// knows nothing of ours. Debian has no Korean model for it; that it can be shown to say
// no, the judge of package speaker has.
const judgeModel = "/usr/share/pocketsphinx/model/en-us"

// wide beams keep every prompt of the list possible to the end.
var wideBeams = []string{"-beam", "1e-120", "-pbeam", "1e-100", "-wbeam", "1e-120"}

// judge says which prompt of the list it heard.
func judge(t *testing.T, pcm []float32, list []string) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	grammar := write("s.gram", []byte("#JSGF V1.0;\ngrammar kiosk;\npublic <s> = "+strings.Join(list, " | ")+";\n"))
	r := audio.NewFilter(audio.Rate, 16000).Resampler() // the model's rate
	var raw []byte
	for _, v := range append(r.Write(pcm), r.Flush()...) {
		raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(v*32767)))
	}
	args := append([]string{"-infile", write("s.raw", raw), "-jsgf", grammar, "-hmm", filepath.Join(judgeModel, "en-us"), "-dict", filepath.Join(judgeModel, "cmudict-en-us.dict"), "-logfn", os.DevNull}, wideBeams...)
	cmd := exec.CommandContext(t.Context(), "pocketsphinx_continuous", args...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("the judge: %v\n%s", err, errs.String())
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// Keys on a serial line lead through the whole kiosk to sound on a card, and the judge
// tells what the kiosk says there: the settings, one after the other.
func TestJudgeUnderstandsTheKiosk(t *testing.T) {
	for _, need := range []string{"espeak-ng", "pocketsphinx_continuous"} {
		if _, err := exec.LookPath(need); err != nil {
			t.Fatalf("this lane needs %s: %v", need, err)
		}
	}
	bin, err := filepath.Abs("../../../bin") // where make builds the worker
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	prompts, sounds := hear(t, 16)
	var list []string
	for _, u := range prompts {
		list = append(list, judgeText(u))
	}
	right := 0
	for i, pcm := range sounds {
		if got := judge(t, pcm, list); got == list[i] {
			right++
		} else {
			t.Logf("said %q, heard %q", list[i], got)
		}
	}
	t.Logf("%d of %d understood", right, len(sounds))
	if right < 15 {
		t.Errorf("only %d of %d understood, want 15", right, len(sounds))
	}
}

// hear works a kiosk by its keypad to the settings, walks through n of them and returns
// what was said of each, and the sound of it on the card.
func hear(t *testing.T, n int) (said []speech.Utterance, sounds [][]float32) {
	t.Helper()
	dir := t.TempDir()
	env, card, err := fifocard.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	site := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\nlanguages: [en, ko]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	k, err := Start(t.Context(), dir, site, 40*time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	defer k.Close()
	press := func(key string) speech.Utterance {
		t.Helper()
		u, err := k.Listen(key, 40*time.Second)
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	// The way there is not listened to.
	for _, key := range []string{"down", "help"} {
		if _, err := k.Press(key); err != nil {
			t.Fatal(err)
		}
	}
	seek := func(id scene.NodeID) {
		t.Helper()
		for range 40 {
			if k.Focus() == id {
				return
			}
			if _, err := k.Press("down"); err != nil {
				t.Fatal(err)
			}
		}
		t.Fatalf("%s is not reached", id)
	}
	seek("help.more")
	press("select")
	seek("section.hear")
	press("select")
	dry := func() int { times, _ := card.Underruns(); return times }
	for range n {
		if k.Focus() == "settings.next" {
			press("select") // through all sections
		}
		var u speech.Utterance
		for try := range 3 { // a card that ran dry says nothing about what is judged here
			if try > 0 {
				press("up")
			}
			before, from := dry(), len(card.Samples())
			u = press("down")
			time.Sleep(150 * time.Millisecond) // the card's own pipe
			pcm := card.PCM()[from:]
			if dry() == before || try == 2 {
				sounds = append(sounds, pcm)
				break
			}
		}
		said = append(said, u)
	}
	return said, sounds
}

// judgeText is what was said as words of the judge's dictionary.
func judgeText(u speech.Utterance) string {
	s := ""
	for _, c := range u.Clauses {
		s += " " + c.Text
	}
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(",.?!:;-", r) {
			return ' '
		}
		return r
	}, strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}
