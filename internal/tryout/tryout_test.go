package tryout_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/runtime"
	"modu/internal/tryout"
)

// TestMain lets the garbage wait: thousands of short stays leave much of it.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

func parts(t *testing.T, name string) *assemble.Parts {
	t.Helper()
	return begun(t, name, true)
}

// begun is a service on a site that begins with its short way, or with the whole menu.
func begun(t *testing.T, name string, short bool) *assemble.Parts {
	t.Helper()
	site, issues := assemble.SampleSite(name)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	site.Headset.Source, site.Audio.Headset.Device = config.FromKey, "headset"
	site.Short = short
	p, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return p
}

// cells calls f for every wish of every service, in every hand, language and form.
func cells(t *testing.T, f func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options)) {
	t.Helper()
	n := 0
	for _, name := range assemble.Services() {
		p := parts(t, name)
		wishes, issues := tryout.Load(p)
		if issues.Err() != nil || len(wishes) == 0 {
			t.Fatal(name, issues)
		}
		for i, w := range wishes {
			for _, hand := range tryout.Hands() {
				for _, easy := range []bool{false, true} {
					for _, lang := range p.Languages {
						n++
						t.Run(fmt.Sprintf("%s/%d/%s/easy=%v/%s", name, i, hand, easy, lang), func(t *testing.T) {
							f(t, p, w, tryout.Options{Hand: hand, Lang: lang, Easy: easy})
						})
					}
				}
			}
		}
	}
	if n < 4*3*2*4 {
		t.Fatalf("only %d cells", n)
	}
}

// try is one stay; whatever is found fails the build.
func try(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) tryout.Report {
	t.Helper()
	r := tryout.Run(p, w, o)
	for _, f := range r.Findings {
		t.Error(f)
	}
	if t.Failed() {
		t.Log(strings.Join(r.Log[max(0, len(r.Log)-60):], "\n"))
	}
	return r
}

// Everybody reaches what they came for, with the same order, whatever they see or hear.
func TestEverybodyArrives(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		if r := try(t, p, w, o); r.Screens < 2 {
			t.Errorf("only %d screens", r.Screens)
		}
	})
}

// On every screen: the time runs out and is extended, staff are called and answer or do
// not, help and the question before leaving are opened and closed, and a wrong turn is
// undone. The same order comes of it.
func TestMishapsOnEveryScreen(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		o.Mishaps = true
		try(t, p, w, o)
	})
}

// On every screen the language is changed, from each to each next: what has the focus is
// said again in the new one, and the order comes out the same.
func TestLanguageChangesOnEveryScreen(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		if o.Hand == tryout.Touch || o.Lang != p.Languages[0] {
			return // there is no key; and the other languages are met on the way round
		}
		o.Switch = true
		try(t, p, w, o)
	})
}

// On every screen the register reports another price of what is in the basket, and takes
// it back: both are seen and heard, and the person is then where they were.
func TestPricesChangeOnEveryScreen(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		o.Push = true
		try(t, p, w, o)
	})
}

// On every screen, in turn, somebody falls asleep, or gives up: nothing of them is left.
func TestOverOnEveryScreen(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		n := tryout.Run(p, w, o).Screens
		if wishes, _ := tryout.Load(p); o.Lang != p.Languages[0] && w.Name != wishes[0].Name {
			return // further wishes in the first language only: the screens are much the same
		}
		lang := slices.Index(p.Languages, o.Lang) // the first has both on every screen; the others take turns
		for i := 1; i <= n && !t.Failed(); i++ {
			if o.RunOutAt, o.LeaveAt = i, 0; lang == 0 || (i+lang)%3 == 0 {
				try(t, p, w, o)
			}
			if o.RunOutAt, o.LeaveAt = 0, i; lang == 0 || (i+lang)%3 == 1 {
				try(t, p, w, o)
			}
		}
	})
}

// Somebody who cannot read finishes the café: everything on the way is told by its picture, by
// its figures or by being the next act.
func TestPicturesAreEnough(t *testing.T) {
	p := parts(t, "cafe")
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil || len(wishes) == 0 {
		t.Fatal(issues)
	}
	for _, w := range wishes {
		if r := try(t, p, w, tryout.Options{Hand: tryout.Pictures, Lang: p.Languages[0]}); r.Screens < 6 {
			t.Errorf("%s: only %d screens", w.Name, r.Screens)
		}
	}
}

// Two things with one picture are not told from each other by who cannot read.
func TestPicturesThatAreAlikeAreNotEnough(t *testing.T) {
	p := begun(t, "cafe", false)
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	o := tryout.Options{Hand: tryout.Pictures, Lang: p.Languages[0], Tamper: on(scene.KindItems, func(out *runtime.Output) {
		node("item.americano", func(n *scene.Node) { n.Picture = "latte" })(out)
	})}
	if r := tryout.Run(p, wishes[0], o); len(r.Findings) == 0 {
		t.Error("an order came of it")
	}
}

// Practice goes to its end, nothing leaves the kiosk, and it can be made real.
func TestPracticeEverywhere(t *testing.T) {
	cells(t, func(t *testing.T, p *assemble.Parts, w tryout.Wish, o tryout.Options) {
		o.Practice = true
		try(t, p, w, o)
	})
}
