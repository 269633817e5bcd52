package gallery

import (
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/lab/verdict"
	"modu/internal/looks"
)

// members are the screens of each service; to find them takes longer than everything else here.
var members = sync.OnceValues(func() (map[string][]member, error) {
	parts, err := equipped(assemble.Services())
	out := map[string][]member{}
	for _, p := range parts {
		out[p.Service.ID] = screensOf([]*assemble.Parts{p})
	}
	return out, err
})

// Every kind of screen in every language and both forms on every panel, each under a name of
// its own.
func TestSettings(t *testing.T) {
	of, err := members()
	if err != nil {
		t.Fatal(err)
	}
	var all []member
	for _, name := range slices.Sorted(maps.Keys(of)) {
		all = append(all, of[name]...)
	}
	screens := wordiest(all)
	kinds := map[scene.Kind]bool{}
	forms := map[bool]bool{}
	for _, s := range screens {
		kinds[s.Model.Scene.Kind], forms[s.Easy] = true, true
	}
	for _, k := range scene.Kinds() {
		if !kinds[k] && k != scene.KindOutOfOrder { // which no core shows
			t.Errorf("no screen of kind %s", k)
		}
	}
	list := settings(screens)
	names, panels := map[string]bool{}, map[string]bool{}
	for _, s := range list {
		names[s.name()], panels[s.panel.Name] = true, true
		if strings.ContainsAny(s.name(), " /,") {
			t.Errorf("%q is no file's name", s.name())
		}
	}
	if len(names) != len(list) || len(panels) != len(looks.Panels())-1 || len(forms) != 2 {
		t.Errorf("%d pictures with %d names on %d panels in %d forms", len(list), len(names), len(panels), len(forms))
	}
	t.Logf("%d screens, %d pictures", len(screens), len(list))
}

// Several pictures are painted at once, and come in the order that was asked for.
func TestSeveralAtOnce(t *testing.T) {
	parts, err := equipped([]string{"library"})
	if err != nil {
		t.Fatal(err)
	}
	screens := screensOf(parts)
	list := settings(screens)[:6]
	pictures, err := paintAll(context.Background(), Options{Dir: t.TempDir()}, list)
	if err != nil || len(pictures) != len(list) {
		t.Fatal(len(pictures), err)
	}
	for i, p := range pictures {
		if p.name() != list[i].name() {
			t.Errorf("picture %d is %s, want %s", i, p.name(), list[i].name())
		}
	}
}

// The page shows what was painted, beside what was painted before.
func TestMake(t *testing.T) {
	before, now := t.TempDir(), t.TempDir()
	for _, o := range []Options{{Dir: before, Kind: "looks"}, {Dir: now, Kind: "looks", Previous: before}} {
		if err := makeOf(context.Background(), verdict.New("looks", io.Discard), o, []string{"library"}); err != nil {
			t.Fatal(err)
		}
		if o.Previous != "" {
			break
		}
		files, err := filepath.Glob(filepath.Join(before, "*-200-ko.png"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%d pictures, %v", len(files), err)
		}
		if err := os.WriteFile(files[0], []byte("another picture"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(filepath.Join(now, page))
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	pictures, _ := filepath.Glob(filepath.Join(now, "*.png"))
	for what, want := range map[string]int{
		"<figure ":            len(pictures),
		`alt="before: `:       len(pictures),
		`data-changed="true"`: 1,
		`<option>ja</option>`: 1,
		"http":                0,
	} {
		if got := strings.Count(text, what); got != want {
			t.Errorf("%d times %q, want %d", got, what, want)
		}
	}
	if err := Make(context.Background(), verdict.New("looks", io.Discard), Options{Dir: now, Kind: "nonsense"}); err == nil {
		t.Error("a kind that is not there was painted")
	}
}

// Every service has screens on which a person and the staff meet; they are painted on every
// panel, and nothing else is.
func TestStaff(t *testing.T) {
	of, err := members()
	if err != nil {
		t.Fatal(err)
	}
	for name, screens := range of {
		panels, kinds := map[string]bool{}, map[string]bool{}
		for _, s := range ofKinds(settings(screens), staff) {
			panels[s.panel.Name], kinds[string(s.Model.Scene.Kind)] = true, true
		}
		if len(panels) != len(looks.Panels())-1 || len(kinds) != len(staff) {
			t.Errorf("%s: screens %v on %d panels", name, kinds, len(panels))
		}
	}
}
