package walk_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/kiosk"
	"modu/internal/runtime"
	"modu/internal/walk"
	"modu/locales"
)

// parts loads a service by name or directory.
func parts(t *testing.T, name string) *assemble.Parts {
	t.Helper()
	site, issues := config.Parse("", nil, config.Known{DirExists: func(string) bool { return true }})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	site.Service = name
	p, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return p
}

// walked is one walk, made once for all tests.
type walked struct {
	p        *assemble.Parts
	o        walk.Options
	screens  []walk.Screen
	findings []walk.Finding
}

var (
	once  sync.Once
	walks map[string]walked
)

// everyWalk walks every built-in service in every language and form: with every answer before
// each screen in its first language, whose words depend on them most, and by coverage in the others.
func everyWalk(t *testing.T, f func(t *testing.T, w walked)) {
	once.Do(func() {
		walks = map[string]walked{}
		for _, name := range assemble.Services() {
			p := parts(t, name)
			for _, lang := range p.Languages {
				for _, easy := range []bool{false, true} {
					o := walk.Options{Lang: lang, Easy: easy}
					w := walked{p: p, o: o}
					if lang == p.Languages[0] {
						w.screens, w.findings = walk.Walk(p, o)
					} else {
						c, err := walk.Cover(p, walk.CoverOptions{Options: o})
						if err != nil {
							t.Fatal(err)
						}
						w.screens, w.findings = c.Screens, c.Findings
					}
					walks[fmt.Sprintf("%s/%s/easy=%v", name, lang, easy)] = w
				}
			}
		}
	})
	if len(walks) < 12 {
		t.Fatalf("only %d walks", len(walks))
	}
	for name, w := range walks {
		t.Run(name, func(t *testing.T) { f(t, w) })
	}
}

// Every way through every service, in every language and form: nothing is silent, no
// text is missing, no dialog loses the focus, every screen can be left, every step is
// met, and the end.
func TestServices(t *testing.T) {
	everyWalk(t, func(t *testing.T, w walked) {
		for _, f := range w.findings {
			t.Error(f)
		}
		met := map[string]bool{}
		for _, s := range w.screens {
			met[s.Step] = true
		}
		for _, id := range w.p.Service.Steps() {
			if !met[id] {
				t.Errorf("step %q was never met", id)
			}
		}
	})
}

// maxDecisions is what the commonest order may take from attract to pay in the normal
// form: activations that are not the obvious next act.
const maxDecisions = 6

// maxShort is the same where the service has a short way: what, how, how many, and where.
const maxShort = 4

// commonest is the file with the commonest way of each service, one line each: name,
// colon, kind of the screen on which it ends, colon, the acts.
const commonest = "testdata/commonest.txt"

func TestFewestSteps(t *testing.T) {
	data, err := os.ReadFile(commonest)
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	measured := []string{"order.txt", "menu.txt"} // of the café
	for _, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.SplitN(line, ":", 3)
		if len(f) != 3 {
			t.Fatalf("%q is not name: kind: acts", line)
		}
		name, ends := strings.TrimSpace(f[0]), strings.TrimSpace(f[1])
		named[name] = true
		var acts []string
		for _, act := range strings.Split(f[2], ",") {
			acts = append(acts, strings.TrimSpace(act))
		}
		p := parts(t, name)
		for _, lang := range p.Languages {
			screens, err := walk.Follow(p, walk.Options{Lang: lang}, acts)
			if err != nil {
				t.Errorf("%s, %s: %v", name, lang, err)
				continue
			}
			if last := screens[len(screens)-1]; string(last.Kind) != ends {
				t.Errorf("%s, %s: the way ends on %q, not on %q", name, lang, last.Kind, ends)
			} else if most := decisions(acts); last.Acts > most || last.Acts == 0 {
				t.Errorf("%s, %s: %d decisions, at most %d are allowed: %v", name, lang, last.Acts, most, acts)
			}
			for _, s := range screens[:len(screens)-1] {
				if s.Kind == scene.KindPay {
					t.Errorf("%s, %s: the way goes on after the payment began", name, lang)
				}
			}
		}
		if name == "cafe" {
			sameOrder(t, acts, measured[0])
			measured = measured[1:]
		}
	}
	for _, name := range assemble.Services() {
		if !named[name] {
			t.Errorf("%s names no commonest way of %s", commonest, name)
		}
	}
}

// decisions is how many a way may take: fewer on the short one. Who leaves that for the whole
// menu has decided to.
func decisions(acts []string) int {
	if slices.Contains(acts, "many.1") {
		return maxShort
	}
	return maxDecisions
}

// sameOrder makes sure that what is counted here is the order whose speech is measured:
// everything that one seeks by key stands in the way too, in that order.
func sameOrder(t *testing.T, acts []string, file string) {
	t.Helper()
	data, err := os.ReadFile("../lab/budget/" + file)
	if err != nil {
		t.Fatal(err)
	}
	sought := regexp.MustCompile(`(?m)^seek (.+)$`).FindAllStringSubmatch(string(data), -1)
	if len(sought) < 2 {
		t.Fatalf("only %d things are sought in the order", len(sought))
	}
	at := 0
	for _, m := range sought {
		i := slices.Index(acts[at:], m[1])
		if i < 0 {
			t.Errorf("%q of the measured order is not in %v", m[1], acts[at:])
			continue
		}
		at += i + 1
	}
}

// An act that is not there is named, and so is what is there.
func TestFollowSaysNo(t *testing.T) {
	_, err := walk.Follow(parts(t, "cafe"), walk.Options{Lang: "ko"}, []string{"short.full", "item.whale"})
	if err == nil || !strings.Contains(err.Error(), `"item.whale"`) || !strings.Contains(err.Error(), "choice.here") {
		t.Errorf("%v", err)
	}
}

// maxSyllables of one sentence of the easy form.
const maxSyllables = 25

// maxChoices are in view at once in the easy form.
const maxChoices = 4

// The easy form asks one thing a screen, of few choices, in short sentences.
func TestEasyForm(t *testing.T) {
	everyWalk(t, func(t *testing.T, w walked) {
		if !w.o.Easy {
			return
		}
		told := map[string]bool{}
		for _, s := range w.screens {
			if s.Kind == scene.KindAttract {
				continue // the next person's, in the ordinary form
			}
			if s.Scene.Find("find.open") != nil { // whoever is new to this does not know that ㅇㅁ finds something
				t.Errorf("screen %d, %s: the easy form offers the search", s.Number, s.Scene.Root.Label)
			}
			asked, choices := 0, 0
			s.Scene.Walk(func(n *scene.Node, _ int) bool {
				if n.ID == "bar" || n.ID == "keyboard" {
					return true
				}
				if asks(n) {
					asked++
				}
				if n.Role == scene.RoleChoice {
					choices++
				}
				for _, text := range append([]scene.Text{n.Label, n.Reason}, n.Details...) {
					for _, sentence := range strings.FieldsFunc(text.String(), func(r rune) bool { return strings.ContainsRune(".?!。", r) }) {
						if k := syllables(sentence); k > maxSyllables && !told[sentence] {
							told[sentence] = true
							t.Errorf("%s: %d syllables: %s", text.ID, k, sentence)
						}
					}
				}
				return true
			})
			if choices > maxChoices {
				t.Errorf("screen %d, %s: %d choices are in view", s.Number, s.Scene.Root.Label, choices)
			}
			if asked > 1 && s.Kind != scene.KindBasket && s.Kind != scene.KindHelp {
				t.Errorf("screen %d, %s: %d things are asked at once", s.Number, s.Scene.Root.Label, asked)
			}
		}
	})
}

// The search is there for those in a hurry, where it can be typed.
func TestSearchIsOffered(t *testing.T) {
	everyWalk(t, func(t *testing.T, w walked) {
		if w.o.Easy {
			return
		}
		offered, categories := false, false
		for _, s := range w.screens {
			categories = categories || s.Kind == scene.KindCategories
			offered = offered || s.Scene.Find("find.open") != nil
		}
		if want := categories && (w.o.Lang == "ko" || w.o.Lang == "en"); offered != want {
			t.Errorf("the search is offered: %v, it should be: %v", offered, want)
		}
	})
}

// asks reports whether a node is one question: a group of choices, a number, a field.
func asks(n *scene.Node) bool {
	switch n.Role {
	case scene.RoleQuantity, scene.RoleTextEntry, scene.RoleSecretEntry:
		return true
	case scene.RoleGroup:
		for i := range n.Children {
			if n.Children[i].Role == scene.RoleChoice {
				return true
			}
		}
	}
	return false
}

// syllables counts Hangul syllables; other letters count in pairs, as an English
// syllable has about three of them.
func syllables(s string) int {
	n, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Hangul, r), unicode.Is(unicode.Han, r):
			n++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return n + letters/3
}

// gapped is the test shop with one message missing in one language, as no loader would
// let it pass.
func gapped(t *testing.T, lang scene.Lang, id string) *assemble.Parts {
	t.Helper()
	p := parts(t, "../kiosk/kiosktest/shop")
	cat := locales.New("ko")
	for _, dir := range []fs.FS{locales.Files, os.DirFS("../kiosk/kiosktest/shop/locales")} {
		for _, name := range []string{"ko.yaml", "en.yaml"} {
			data, err := fs.ReadFile(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			if name == string(lang)+".yaml" {
				data = regexp.MustCompile(`(?m)^  `+regexp.QuoteMeta(id)+`:.*\n`).ReplaceAll(data, nil)
			}
			if issues := cat.Add(name, data); issues.Err() != nil {
				t.Fatal(issues)
			}
		}
	}
	cfg := p.Core.Config
	cfg.Catalogue = cat
	return &assemble.Parts{Core: kiosk.NewCore(cfg), Service: p.Service, Catalogue: cat, Languages: p.Languages,
		Words: runtime.NewWords(cat, p.Languages, nil), Missing: func() []string { return nil }}
}

// A walk can say no: a message that is missing in one language is found on the screens
// that show it, whether it is the runtime's or the service's, and nothing else is.
func TestWalkFinds(t *testing.T) {
	for _, id := range []string{"options.add", "item.soup", "pay.declined"} {
		_, findings := walk.Walk(gapped(t, "en", id), walk.Options{Lang: "en"})
		if len(findings) == 0 {
			t.Errorf("nobody missed %q", id)
		}
		for _, f := range findings {
			if !strings.Contains(f.Msg, fmt.Sprintf("message %q is missing in en", id)) {
				t.Errorf("without %q: %s", id, f)
			}
		}
		if _, findings := walk.Walk(gapped(t, "en", id), walk.Options{Lang: "ko"}); len(findings) > 0 {
			t.Errorf("%q is not missing in Korean: %v", id, findings[0])
		}
	}
}

// What people review has every screen with what is seen and heard.
func TestPrint(t *testing.T) {
	p := parts(t, "../kiosk/kiosktest/shop")
	screens, findings := walk.Walk(p, walk.Options{Lang: "en"})
	var out bytes.Buffer
	walk.Print(&out, screens, findings)
	for _, want := range []string{"(way, choose)", "sees:  group", "choice: ", "hears: ", "payment declined", "0 mistakes", "◀"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String()[:2000])
		}
	}
}

// A guard that passes lint and fails while somebody stands there is found, and the walk goes
// on behind it.
func TestWalkFindsGuardsThatFail(t *testing.T) {
	dir := t.TempDir()
	from, err := fs.Sub(assets.Files, "services/library")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, from); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "service.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	wrong := bytes.Replace(data, []byte("answers.fee > 0"), []byte("answers.fee - 9223372036854775807 - 2 > 0"), 1)
	if bytes.Equal(wrong, data) {
		t.Fatal("the library asks for no fee any more")
	}
	if err := errors.Join(os.Chmod(file, 0o644), os.WriteFile(file, wrong, 0o644)); err != nil {
		t.Fatal(err)
	}
	screens, findings := walk.Walk(parts(t, dir), walk.Options{Lang: "ko"})
	if !slices.ContainsFunc(findings, func(f walk.Finding) bool { return strings.Contains(f.Msg, "cannot be told") }) {
		t.Errorf("nobody found it: %v", findings)
	}
	if !slices.ContainsFunc(screens, func(s walk.Screen) bool { return s.Kind == scene.KindDone }) {
		t.Error("nobody came to the end")
	}
}
