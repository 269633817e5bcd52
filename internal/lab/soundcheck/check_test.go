package soundcheck

import (
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/audio"
	"modu/accessibility/audio/otosink"
	"modu/devices/alsajack"
	"modu/internal/config"
	"modu/internal/lab/proc"
)

func TestAudioFindings(t *testing.T) {
	if !otosink.Built {
		f := facts{}
		if lines, wrong := f.findings(); wrong != 1 || !strings.Contains(lines[0], "built without sound") {
			t.Error(lines)
		}
		return
	}
	site := func(headset, separate string) (s config.Site) {
		s.Audio.Speaker.Device, s.Audio.Headset.Device, s.Audio.Separate = "loud", headset, separate
		s.Headset.Source = config.FromEvdev
		return s
	}
	loud := outletFacts{device: "loud", card: 0}
	ear := outletFacts{device: "ear", card: 1}
	with := func(o outletFacts, change func(*outletFacts)) outletFacts { change(&o); return o }
	for _, c := range []struct {
		name  string
		f     facts
		wrong int
		want  []string
		never string
	}{
		{"no card at all", facts{site: site("ear", "cards"), speaker: outletFacts{device: "loud", err: errors.New("otosink: no sound device: \"loud\": No such file or directory")}, headset: outletFacts{device: "ear", err: errors.New("x: No such device")}}, 2,
			[]string{`there is no sound device "loud" here (No such file or directory)`, "aplay -L"}, "separate"},
		{"two cards", facts{site: site("ear", "cards"), speaker: loud, headset: ear}, 0, []string{"two cards", "nobody listened"}, "WRONG"},
		{"one card", facts{site: site("ear", "cards"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card = 0 }),
			controls: []alsajack.Control{{Name: "Auto-Mute Mode", Value: "Enabled"}}}, 1, []string{"both on card 0", "half out", `"Auto-Mute Mode", now "Enabled"`}, "two cards:"},
		{"one card, attested", facts{site: site("ear", "attested"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card = 0 })}, 0, []string{"the site attests"}, "WRONG"},
		{"a sound server", facts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.card = -1 }), headset: with(ear, func(o *outletFacts) { o.card = -1 })}, 1, []string{"cannot be seen", "sound server"}, "two cards:"},
		{"a sound server, attested", facts{site: site("ear", "attested"), speaker: loud, headset: with(ear, func(o *outletFacts) { o.card, o.server = -1, true })}, 1, []string{"goes on on another one", "plughw:CARD"}, "attests that"},
		{"it leaks", facts{site: site("ear", "attested"), speaker: with(loud, func(o *outletFacts) { o.heard = heardTone }), headset: with(ear, func(o *outletFacts) { o.heard = heardTone })}, 1,
			[]string{"the speaker was heard", "what was played in the headset was heard from the speaker"}, "was not heard from"},
		{"it does not leak", facts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.heard = heardTone }), headset: with(ear, func(o *outletFacts) { o.heard = silent })}, 0, []string{"was not heard from the speaker"}, "WRONG"},
		{"deaf microphone", facts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.heard = silent }), headset: with(ear, func(o *outletFacts) { o.heard = silent })}, 0, []string{"proves nothing"}, "was not heard from the speaker;"},
		{"busy", facts{site: site("ear", "cards"), speaker: with(loud, func(o *outletFacts) { o.played = errors.New("busy") }), headset: ear}, 1, []string{"stop the kiosk"}, "two cards"},
		{"no headset", facts{site: site("", "cards"), speaker: loud}, 0, []string{"no headset output"}, "WRONG"},
	} {
		lines, wrong := c.f.findings()
		all := strings.Join(lines, "\n")
		if wrong != c.wrong {
			t.Errorf("%s: %d wrong, want %d\n%s", c.name, wrong, c.wrong, all)
		}
		for _, w := range c.want {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no %q in\n%s", c.name, w, all)
			}
		}
		if strings.Contains(all, c.never) {
			t.Errorf("%s: %q in\n%s", c.name, c.never, all)
		}
	}
}

// A tone is told from silence, from noise and from another tone.
func TestStands(t *testing.T) {
	tone := func(hz, level float64) []float32 {
		pcm := make([]float32, audio.Rate)
		seed := uint32(1)
		for i := range pcm {
			seed = seed*1664525 + 1013904223
			noise := float64(int32(seed)) / (1 << 31) * 0.01
			pcm[i] = float32(level*math.Sin(2*math.Pi*hz*float64(i)/audio.Rate) + noise)
		}
		return pcm
	}
	for _, c := range []struct {
		hz, level float64
		want      bool
	}{{headsetHz, 0.1, true}, {headsetHz, 0.005, true}, {headsetHz, 0, false}, {speakerHz, 0.1, false}} {
		if got := stands(tone(c.hz, c.level), headsetHz); got != c.want {
			t.Errorf("%v Hz at %v: %v", c.hz, c.level, got)
		}
	}
	if stands(make([]float32, audio.Rate), headsetHz) {
		t.Error("silence is a tone")
	}
}

// A card that the running kiosk plays on: the check says so, with the program's name and
// number, and does not ask whether the card is plugged in.
func TestTheKioskHoldsTheCard(t *testing.T) {
	var s config.Site
	s.Audio.Speaker.Device, s.Audio.Headset.Device, s.Audio.Separate = "hw:0", "hw:1", config.SeparateCards
	taken := map[string]bool{"hw:0": true}
	var held []proc.Holder
	m := senses{
		card: func(device string) (int, bool, error) {
			if taken[device] {
				return -1, false, fmt.Errorf("%w: %q: Device or resource busy", otosink.ErrBusy, device)
			}
			return 1, false, nil
		},
		holders: func() []proc.Holder { return held },
	}
	for _, c := range []struct {
		name  string
		held  []proc.Holder
		want  string
		never string
	}{
		{"the kiosk", []proc.Holder{{PID: 812, Name: "kiosk", Open: []string{"/dev/snd/pcmC0D0p"}}, {PID: 9, Name: "mixer", Open: []string{"/dev/snd/controlC0"}}},
			`the speaker: the sound device "hw:0" is there, and kiosk (process 812) holds it`, "mixer"},
		{"two", []proc.Holder{{PID: 7, Name: "aplay", Open: []string{"/dev/snd/pcmC0D0p"}}, {PID: 812, Name: "kiosk", Open: []string{"/dev/snd/controlC0", "/dev/snd/pcmC0D0p"}}},
			"aplay (process 7) and kiosk (process 812) hold it", "cannot see"},
		{"somebody else's", nil, "a program that this user cannot see holds it", "process"},
	} {
		held = c.held
		f := look(s, m)
		var n notes
		plays := []bool{n.outlet("speaker", f.speaker), n.outlet("headset", f.headset)}
		all := strings.Join(n.lines, "\n")
		if plays[0] || !plays[1] || n.wrong != 1 || !strings.Contains(all, c.want) || strings.Contains(all, c.never) || strings.Contains(all, "plugged in") {
			t.Errorf("%s: %d wrong\n%s", c.name, n.wrong, all)
		}
	}
}

// Where it is this process that has the file open, the real way through /proc finds it.
func TestHoldersAreReal(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "pcmC0D0p"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	who, _ := holding(proc.Holders(dir))
	if want := fmt.Sprintf("(process %d) holds it", os.Getpid()); !strings.Contains(who, want) {
		t.Errorf("%q, want %q", who, want)
	}
}
