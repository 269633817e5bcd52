package kiosk_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/kiosktest"
)

// withSigns is the shop with clips of these names; what is in them is not the core's
// business.
func withSigns(t *testing.T, names ...string) *driver {
	t.Helper()
	files := fstest.MapFS{}
	shop := os.DirFS("kiosktest/shop")
	err := fs.WalkDir(shop, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(shop, p)
		files[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		files["sign/"+n+".mpg"] = &fstest.MapFile{Data: []byte("clip")}
	}
	c := kiosktest.Over(files)
	return &driver{t: t, c: c, m: c.New(7, 101)}
}

func (d *driver) clip() string {
	if n := d.m.Scene.Find("sign"); n != nil {
		return n.Picture
	}
	return ""
}

func (d *driver) besides() string {
	var all []string
	if n := d.m.Scene.Find("sign"); n != nil {
		for i := range n.Children {
			if n.Children[i].Role == scene.RoleText {
				all = append(all, n.Children[i].Label.String())
			}
		}
	}
	return strings.Join(all, " / ")
}

// A clip is of the screen first, of its message second; an alert has one of its own;
// what is missing shows nothing. Only those who ask for clips have them.
func TestSignClips(t *testing.T) {
	d := withSigns(t, "ko/screen.way", "ko/screen.pay", "ko/pay.declined", "ko/home.loss", "ko/basket.empty", "en/screen.way")
	d.touch("attract.start")
	if d.clip() != "" {
		t.Errorf("a clip that nobody asked for: %q", d.clip())
	}
	d.touch("bar.help")
	d.touch("need.sign")
	d.touch("help.close")
	want := func(clip, beside string) {
		t.Helper()
		if d.clip() != clip || d.besides() != beside {
			t.Errorf("screen %s: clip %q beside %q, want %q %q", d.m.Scene.Kind, d.clip(), d.besides(), clip, beside)
		}
	}
	first := d.m.Here.Step
	if first != "way" {
		t.Fatalf("the shop begins with %q", first)
	}
	want("sign/ko/screen.way.mpg", "")
	d.press("language")
	want("sign/en/screen.way.mpg", "")
	d.press("language")
	d.touch("choice.stay")
	want("", "")
	for _, id := range []scene.NodeID{"category.hot", "item.soup"} {
		d.touch(id)
	}
	want("", "")
	d.touch("bar.home")
	want("sign/ko/home.loss.mpg", "국") // what would be lost
	d.touch("home.keep")
	d.touch("basket.next")
	d.touch("review.pay")
	want("sign/ko/screen.pay.mpg", "결제할 금액 5,500원")
	d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Declined})
	want("sign/ko/pay.declined.mpg", "결제할 금액 5,500원")
	n := d.m.Scene.Find("sign").Count
	d.touch("sign.again")
	d.press("repeat")
	if got := d.m.Scene.Find("sign").Count; got != n+2 {
		t.Errorf("asked for again %d times, want 2", got-n)
	}
	// Keys never stand on a button that the screen may have had no room for.
	for _, id := range d.m.Scene.FocusOrder() {
		if strings.HasPrefix(string(id), "sign") {
			t.Errorf("keys meet %s", id)
		}
	}
}

// Nobody hears about a clip.
func TestSignIsSilent(t *testing.T) {
	d := withSigns(t, "ko/screen.way")
	d.press("down")
	d.m.Prefs.Sign = true
	d.press("down")
	n := d.m.Scene.Find("sign")
	if n == nil {
		t.Fatal("no clip")
	}
	for i := range n.Children {
		if c := &n.Children[i]; !c.Quiet && !c.Pointer {
			t.Errorf("%s is said", c.ID)
		}
	}
	d.m.Prefs.Curtain = true
	d.press("down")
	if d.clip() != "" {
		t.Error("a clip plays behind the curtain")
	}
}

// A text that is too long for the focus strip is turned on with "repeat", and begins
// anew elsewhere.
func TestStripParts(t *testing.T) {
	d := start(t)
	d.press("down")
	d.m.Prefs.Strip = true
	d.press("repeat", "repeat")
	if !d.m.Scene.Look.Strip || d.m.Scene.Part != 2 {
		t.Errorf("part %d", d.m.Scene.Part)
	}
	d.press("down")
	if d.m.Scene.Part != 0 {
		t.Errorf("another focus begins at part %d", d.m.Scene.Part)
	}
}

// A clip can be stopped by hand and with the pause key, and goes on the same ways (TIM-7); on
// another screen, shown again, and for the next person, it plays.
func TestSignPause(t *testing.T) {
	d := withSigns(t, "ko/screen.way", "ko/screen.help")
	d.touch("attract.start")
	d.m.Prefs.Sign = true
	want := func(paused bool, word, when string) {
		t.Helper()
		n, b := d.m.Scene.Find("sign"), d.m.Scene.Find("sign.pause")
		if n == nil || b == nil || n.Paused != paused || b.Label.ID != word {
			t.Errorf("%s: %+v, %+v; want paused %v", when, n, b, paused)
		}
	}
	d.press("down")
	want(false, "sign.pause", "at first")
	d.touch("sign.pause")
	want(true, "sign.play", "stopped by hand")
	d.press("down")
	want(true, "sign.play", "another focus")
	d.touch("sign.pause")
	want(false, "sign.pause", "let go on by hand")
	d.press("pause")
	want(true, "sign.play", "stopped by key")
	d.press("repeat")
	want(false, "sign.pause", "shown again")
	d.press("pause")
	d.press("pause")
	want(false, "sign.pause", "let go on by key")
	d.press("pause")
	d.touch("bar.help")
	want(false, "sign.pause", "another screen")
	d.touch("help.close")
	want(false, "sign.pause", "back on the screen where it was stopped")

	// Who listens as well stops both at once, and lets both go on.
	d.m.Prefs.Speech = true
	d.touch("sign.pause")
	d.touch("sign.pause") // the first one only speaks
	d.press("pause")
	want(true, "sign.play", "speech is stopped, and the clip stays so")
	d.press("pause")
	want(false, "sign.pause", "both go on")
	d.press("pause")
	d.m, _, _ = d.c.Abandon(d.m, d.now)
	if d.m.Still != "" {
		t.Error("the next person meets a clip that somebody else has stopped")
	}
}

// The names of the clips that would do are those among which the screen chooses.
func TestClipNames(t *testing.T) {
	d := withSigns(t)
	d.touch("attract.start")
	if got := d.c.ClipNames(d.m); len(got) < 2 || got[0] != "screen.way" || got[1] != "way.title" {
		t.Errorf("%v", got)
	}
}
