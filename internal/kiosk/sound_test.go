package kiosk_test

import (
	"strings"
	"testing"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
)

func measured(t *testing.T) *driver {
	cfg := kiosktest.Core().Config
	cfg.Speaker = accessibility.Output{MeasuredDBA: 70}                 // 64 and one level above
	cfg.Headset = accessibility.Output{MeasuredDBA: 90, CeilingDBA: 85} // 61 and four above
	c := kiosk.NewCore(cfg)
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

// Keys go through the levels of the output in use, say each over what is being said,
// and say so at both ends; the next person begins at the reset level (VOL-3, VOL-8).
func TestVolumeKeys(t *testing.T) {
	d := measured(t)
	d.press("down")
	up := func(key input.Key, n int) (said []string) {
		for range n {
			d.press(key)
			if len(d.change.Notices) != 1 || d.change.Notices[0].Politeness != scene.Overlay {
				t.Fatalf("%s: notices %+v", key, d.change.Notices)
			}
			said = append(said, d.change.Notices[0].Text.String())
		}
		return said
	}
	said := up("volume-up", 3)
	if d.m.Prefs.VolumeDB != 6 || !strings.Contains(said[0], "10단계") || !strings.Contains(said[2], "가장 큽니다") {
		t.Errorf("at %d: %q", d.m.Prefs.VolumeDB, said)
	}
	said = up("volume-down", 11)
	if d.m.Prefs.VolumeDB != -48 || !strings.Contains(said[8], "1단계") || strings.Contains(said[8], "가장") || !strings.Contains(said[9], "가장 작습니다") {
		t.Errorf("at %d: %q", d.m.Prefs.VolumeDB, said)
	}
	d.press("home", "left") // nothing was chosen: nothing to lose
	if d.m.Prefs.VolumeDB != 0 {
		t.Errorf("the next person begins at %d dB", d.m.Prefs.VolumeDB)
	}
}

// In the headset the levels are the headset's.
func TestVolumeKeysInTheHeadset(t *testing.T) {
	d := measured(t)
	d.send(input.HeadsetRouted{Private: true})
	d.send(input.JackChanged{Device: "headset", In: true})
	d.now += 1e9
	d.send(input.TimePassed{})
	if !d.m.Scene.Ear.Headset {
		t.Fatal("the headset is not in use")
	}
	for range 6 {
		d.press("volume-up")
	}
	if d.m.Prefs.VolumeDB != 24 || !strings.Contains(d.change.Notices[0].Text.String(), "10단계") {
		t.Errorf("at %d dB: %q", d.m.Prefs.VolumeDB, d.change.Notices[0].Text)
	}
}

// Who chooses "volume" by touch again and again never falls from the loudest into a
// level that cannot be heard.
func TestVolumeByTouch(t *testing.T) {
	d := measured(t)
	d.press("down", "help")
	d.seek("help.more")
	d.press("select")
	d.seek("section.hear")
	d.press("select")
	d.seek("pref.volume")
	var got []int
	for range 5 {
		d.press("select")
		got = append(got, d.m.Prefs.VolumeDB)
	}
	for i, want := range []int{6, -12, -6, 0, 6} {
		if got[i] != want {
			t.Fatalf("goes through %v", got)
		}
	}
}
