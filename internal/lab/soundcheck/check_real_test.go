//go:build cgo && linux && !ci

package soundcheck

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/internal/lab/load"
)

// microphone writes what a microphone beside the loudspeaker would hear of two checks
// in a row: hz of each.
func microphone(t *testing.T, file string, tones ...float64) {
	t.Helper()
	var raw []byte
	for i := range audio.Samples(toneTime) {
		v := 0.0
		for _, hz := range tones {
			v += 0.05 * math.Sin(2*math.Pi*hz*float64(i)/audio.Rate)
		}
		raw = binary.LittleEndian.AppendUint16(raw, uint16(int16(v*32767)))
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The whole check against cards that are not there: what it plays reaches its own
// card and no other, a microphone that hears the headset's tone is believed, and a
// machine without sound is told so plainly.
func TestAudioCheck(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(site, []byte("version: 1\naudio: {speaker: {device: loud}, headset: {device: ear}, separate: attested}\nheadset: {source: evdev, port: {mock: jack}}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, parsed, err := load.Site(site)
	if err != nil {
		t.Fatal(err)
	}
	check := func(listen string) (int, string) {
		var out bytes.Buffer
		wrong := Check(t.Context(), &out, Options{Site: parsed, Listen: listen})
		return wrong, out.String()
	}
	empty := filepath.Join(dir, "empty.conf")
	if err := os.WriteFile(empty, []byte("# no card\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", empty)
	if wrong, said := check("default"); wrong == 0 || !strings.Contains(said, `there is no sound device "loud" here`) || !strings.Contains(said, `there is no sound device "ear" here`) {
		t.Errorf("%d\n%s", wrong, said)
	}

	env, cards, err := fifocard.StartAll(dir, "loud", "ear")
	if err != nil {
		t.Fatal(err)
	}
	defer cards[0].Close()
	defer cards[1].Close()
	conf := strings.TrimPrefix(env[0], "ALSA_CONFIG_PATH=")
	t.Setenv("ALSA_CONFIG_PATH", conf)
	text, err := os.ReadFile(conf)
	if err != nil {
		t.Fatal(err)
	}
	heard := filepath.Join(dir, "heard.raw")
	text = fmt.Appendf(text, `pcm.mic { type plug slave { pcm { type file file "/dev/null" infile "%s" format "raw" slave.pcm { type null } } format S16_LE rate 48000 channels 1 } }
`, heard)
	if err := os.WriteFile(conf, text, 0o600); err != nil {
		t.Fatal(err)
	}
	microphone(t, heard, speakerHz) // in both recordings the speaker's tone only
	if wrong, said := check("mic"); wrong != 0 || !strings.Contains(said, "the speaker was heard") || !strings.Contains(said, "was not heard from the speaker") {
		t.Errorf("%d\n%s", wrong, said)
	} else {
		t.Log("\n" + said)
	}
	loud, ear := cards[0].PCM(), cards[1].PCM()
	if !stands(loud, speakerHz) || stands(loud, headsetHz) || !stands(ear, headsetHz) || stands(ear, speakerHz) {
		t.Error("a tone went to the wrong card")
	}
	microphone(t, heard, speakerHz, headsetHz) // and now the headset's as well
	if wrong, said := check("mic"); wrong == 0 || !strings.Contains(said, "was heard from the speaker") {
		t.Errorf("a leak was not found: %d\n%s", wrong, said)
	}
	if wrong, said := check("nothing-there"); wrong != 0 || !strings.Contains(said, "could not listen") {
		t.Errorf("%d\n%s", wrong, said)
	}
}
