//go:build peers && cgo && linux && !ci

package speaker_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"modu/accessibility/audio"
	"modu/accessibility/reading"
	"modu/accessibility/synth/espeak"
)

// koreanPrompts are ten sentences of an order, by their ids in locales/ko.yaml: the
// greeting, how to get help and practise, the ends of lists, the basket, the payment.
// They were chosen before they were heard, and differ in more than a number.
var koreanPrompts = []string{
	"speech.welcome", "bar.help.hint", "bar.call.hint", "practice.begun", "list.end",
	"reason.choose-first", "basket.empty", "pay.card", "pay.remove-card", "pay.unknown",
}

// Debian has no Korean model for the judge: it hears Korean with its English one and a
// dictionary made here, from the syllables as they are pronounced to the nearest English
// sounds. It tells sentences of a list apart and says nothing about accent.
//
// A sentence is given to it as one piece (pocketsphinx_batch): pocketsphinx_continuous
// cuts at every pause, and a list of whole sentences then fits none of the pieces.
func TestJudgeUnderstandsKorean(t *testing.T) {
	if _, err := exec.LookPath("pocketsphinx_batch"); err != nil {
		t.Fatalf("this lane needs pocketsphinx: %v", err)
	}
	texts := koreanTexts(t)
	said, _ := onTheCard(t, espeak.Config{Respell: reading.Respell}) // at 100 per cent: 150 words a minute
	sounds := map[string][]float32{}
	for i, text := range texts {
		sounds[fmt.Sprintf("p%d", i)] = said("ko", text)
	}
	// The judge must be able to be wrong: what is played backwards is not the sentence.
	for i := range texts {
		back := slices.Clone(sounds[fmt.Sprintf("p%d", i)])
		slices.Reverse(back)
		sounds[fmt.Sprintf("b%d", i)] = back
	}
	got := recogniseKorean(t, texts, sounds)
	right, backwards := 0, 0
	for i, text := range texts {
		if g := got[fmt.Sprintf("p%d", i)]; g == i {
			right++
		} else {
			t.Logf("said %q, heard %d", text, g)
		}
		if got[fmt.Sprintf("b%d", i)] == i {
			backwards++
		}
	}
	// In another order of the list the same must be heard: none is taken for being first.
	turned := slices.Clone(texts)
	slices.Reverse(turned)
	other := 0
	inTurn := recogniseKorean(t, turned, sounds)
	for i := range texts {
		if inTurn[fmt.Sprintf("p%d", i)] == len(texts)-1-i {
			other++
		}
	}
	t.Logf("%d of %d understood, %d with the list turned round, %d backwards", right, len(texts), other, backwards)
	if min(right, other) < len(texts)-1 {
		t.Errorf("only %d and %d of %d understood, want %d", right, other, len(texts), len(texts)-1)
	}
	if backwards > len(texts)/2 {
		t.Errorf("%d of %d understood backwards: the judge judges nothing", backwards, len(texts))
	}
}

// koreanTexts are the prompts as the kiosk has them.
func koreanTexts(t *testing.T) (texts []string) {
	t.Helper()
	data, err := os.ReadFile("../../locales/ko.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Messages map[string]yaml.Node }
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	for _, id := range koreanPrompts {
		n, ok := file.Messages[id]
		if !ok {
			t.Fatalf("no message %s", id)
		}
		text := n.Value
		if n.Kind == yaml.MappingNode {
			var forms map[string]string
			if err := n.Decode(&forms); err != nil {
				t.Fatal(err)
			}
			text = forms["text"]
		}
		texts = append(texts, text)
	}
	return texts
}

// recogniseKorean says of each sound which text of the list it was, -1 for none.
func recogniseKorean(t *testing.T, list []string, sounds map[string][]float32) map[string]int {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	var dict, ctl strings.Builder
	var lines []string
	for i, text := range list {
		var line []string
		for k, word := range strings.Fields(reading.Respell("ko", text)) {
			name := fmt.Sprintf("s%dw%d", i, k)
			fmt.Fprintf(&dict, "%s %s\n", name, strings.Join(englishSounds(word), " "))
			line = append(line, name)
		}
		lines = append(lines, strings.Join(line, " "))
	}
	names := []string{}
	for name, pcm := range sounds {
		r := audio.NewFilter(audio.Rate, 16000).Resampler() // the model's rate
		var raw []byte
		for _, v := range append(r.Write(pcm), r.Flush()...) {
			raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(v*32767)))
		}
		write(name+".raw", raw)
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintln(&ctl, name)
	}
	hyp := filepath.Join(dir, "hyp")
	args := append([]string{"-adcin", "yes", "-cepdir", dir, "-cepext", ".raw", "-ctl", write("ctl", []byte(ctl.String())), "-hyp", hyp,
		"-jsgf", write("s.gram", []byte("#JSGF V1.0;\ngrammar kiosk;\npublic <s> = "+strings.Join(lines, " | ")+";\n")),
		"-hmm", filepath.Join(model, "en-us"), "-dict", write("s.dict", []byte(dict.String())), "-logfn", filepath.Join(dir, "log")}, allBeams...)
	cmd := exec.CommandContext(t.Context(), "pocketsphinx_batch", args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Run(); err != nil {
		log, _ := os.ReadFile(filepath.Join(dir, "log"))
		t.Fatalf("the judge: %v\n%s%s", err, errs.String(), log)
	}
	out, err := os.ReadFile(hyp)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for line := range strings.Lines(string(out)) { // "words of it (name score)"
		words, tail, ok := strings.Cut(strings.TrimSpace(line), "(")
		if !ok {
			t.Fatalf("the judge said %q", line)
		}
		name := strings.Fields(tail)[0]
		got[name] = slices.Index(lines, strings.TrimSpace(words))
	}
	if len(got) != len(sounds) {
		t.Fatalf("the judge answered %d of %d:\n%s", len(got), len(sounds), out)
	}
	return got
}

// allBeams gives no sentence up before its end. Korean fits English sounds so badly that
// with wideBeams the right one is at times dropped half-way ("Final result does not match
// the grammar", or another one); from 1e-160 to 1e-300 the answers are the same.
var allBeams = []string{"-beam", "1e-300", "-pbeam", "1e-300", "-wbeam", "1e-300"}

// The nearest English sounds of initial, vowel and final, in the order of Unicode.
var (
	initials = strings.Split("G,K,N,D,T,R,M,B,P,S,S,,JH,JH,CH,K,T,P,HH", ",")
	vowels   = strings.Split("AA,EH,Y AA,Y EH,AO,EH,Y AO,Y EH,OW,W AA,W EH,W EH,Y OW,UW,W AO,W EH,W IY,Y UW,UH,UH IY,IY", ",")
	finals   = strings.Split(",K,K,K,N,N,N,T,L,K,M,L,L,L,P,L,M,P,P,T,T,NG,T,T,K,T,P,T", ",")
)

// englishSounds of a word that is written as it is pronounced.
func englishSounds(word string) (sounds []string) {
	first, lateral := true, false
	for _, r := range word {
		n := int(r) - 0xac00
		if n < 0 || n >= 11172 {
			continue
		}
		i, v, f := n/588, n%588/28, n%28
		initial := initials[i]
		switch {
		case first && i == 0:
			initial = "K"
		case first && i == 3:
			initial = "T"
		case first && i == 7:
			initial = "P"
		case i == 5 && lateral:
			initial = ""
		case initial == "S" && (vowels[v] == "IY" || strings.HasPrefix(vowels[v], "Y ")):
			initial = "SH"
		}
		sounds = append(sounds, strings.Fields(initial+" "+vowels[v]+" "+finals[f])...)
		first, lateral = false, f == 8
	}
	return sounds
}
