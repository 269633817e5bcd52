//go:build peers

package reading

import (
	"os/exec"
	"strings"
	"testing"

	"modu/accessibility/scene"
)

// sounds gives espeak-ng's phonemes for each line of text, without stress.
// Checked against espeak-ng 1.51.
func sounds(t *testing.T, lines []string) []string {
	t.Helper()
	out := make([]string, 0, len(lines))
	for _, line := range lines {
		cmd := exec.Command("espeak-ng", "-v", "ko", "-q", "-x", "--", line)
		b, err := cmd.Output()
		if err != nil {
			t.Fatalf("espeak-ng is needed for this test: %v", err)
		}
		s := strings.NewReplacer("'", "", ",", "", "\n", " ").Replace(string(b))
		out = append(out, strings.Join(strings.Fields(s), " "))
	}
	return out
}

// Respelling must bring the voice nearer to the standard for most words and
// never further away.
func TestRespellingHelpsEspeak(t *testing.T) {
	var written, respelled, standard []string
	for _, row := range golden(t) {
		want, _, _ := strings.Cut(row[1], " ; ")
		written, respelled, standard = append(written, row[0]), append(respelled, Respell("ko", row[0])), append(standard, want)
	}
	raw, ours, want := sounds(t, written), sounds(t, respelled), sounds(t, standard)
	wrongRaw, wrongOurs := 0, 0
	for i := range raw {
		if raw[i] != want[i] {
			wrongRaw++
		}
		if ours[i] != want[i] {
			wrongOurs++
			t.Logf("%s: %s, standard %s", written[i], ours[i], want[i])
			if raw[i] == want[i] {
				t.Errorf("%s was right and is made worse", written[i])
			}
		}
	}
	t.Logf("%d words: as written %d differ from the standard, respelled %d", len(raw), wrongRaw, wrongOurs)
	if wrongOurs*50 > len(raw) { // 2 %
		t.Errorf("respelling leaves %d of %d wrong", wrongOurs, len(raw))
	}
}

// What the reader gives to a Korean voice never makes it change to English, and
// is never silent; the same texts as written do both.
func TestEspeakStaysKorean(t *testing.T) {
	var written, said []string
	for _, row := range rows(t, "testdata/ko.txt") {
		spans := parse(t, row[0])
		w := ""
		for _, s := range spans {
			w += s.Text
		}
		written, said = append(written, w), append(said, Respell("ko", Read("ko", spans).Text))
	}
	switched := 0
	for i, s := range sounds(t, said) {
		if strings.Contains(s, "(en)") || s == "" {
			t.Errorf("%q is heard as %q", said[i], s)
		}
	}
	for _, s := range sounds(t, written) {
		if strings.Contains(s, "(en)") {
			switched++
		}
	}
	t.Logf("%d texts, %d would change to English as written", len(said), switched)
	if switched == 0 {
		t.Error("the control shows nothing: espeak-ng has changed")
	}
}

// A few sounds by ear of the standard, written in espeak-ng's own notation, so
// that not everything is compared with our own spelling of it.
func TestSoundsInEspeakNotation(t *testing.T) {
	for word, want := range map[string]string{
		"합니다": "mnid", // nasal, article 18
		"국물":  "Nm",
		"십만":  "mm",
		"같이":  "tSh",  // palatal, article 17
		"놓고":  "nokh", // aspirated, article 12
	} {
		got := sounds(t, []string{word, Respell("ko", word)})
		if !strings.Contains(got[1], want) {
			t.Errorf("%s: %s has no %s", word, got[1], want)
		}
		if word != "같이" && strings.Contains(got[0], want) {
			t.Errorf("%s: %s has %s as written already: the control shows nothing", word, got[0], want)
		}
	}
}

// What the reader gives to the Chinese and Japanese voices is never spelled out in
// English ("Chinese letter"), which is what they do with signs they do not know.
func TestOtherVoicesStayInTheirLanguage(t *testing.T) {
	for lang, voice := range map[scene.Lang]string{"zh-Hans": "cmn-latn-pinyin", "ja": "ja"} {
		heard := func(s string) string {
			b, err := exec.Command("espeak-ng", "-v", voice, "-q", "-x", "--", s).Output()
			if err != nil {
				t.Fatalf("espeak-ng is needed for this test: %v", err)
			}
			return string(b)
		}
		n := 0
		for _, row := range rows(t, "testdata/"+string(lang)+".txt") {
			said := Read(lang, parse(t, row[0])).Text
			if Unread(lang, said) != "" {
				continue // kanji: the author's to read
			}
			n++
			if s := heard(Respell(lang, said)); strings.Contains(s, "(en)") || strings.TrimSpace(s) == "" {
				t.Errorf("%s %q is heard as %q", lang, said, s)
			}
		}
		if n < 60 {
			t.Errorf("%s: only %d texts", lang, n)
		}
	}
	if b, _ := exec.Command("espeak-ng", "-v", "ja", "-q", "-x", "--", "注文").Output(); !strings.Contains(string(b), "(en)") {
		t.Error("the control shows nothing: espeak-ng has changed")
	}
}
