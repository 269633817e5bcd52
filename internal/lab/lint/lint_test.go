package lint

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/sign/signtest"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
	"modu/internal/lab/verdict"
)

func TestMain(m *testing.M) { signtest.Main(m) }

// What we ship ourselves says nothing for which people have a plainer word (LNG-1), and
// nothing that they would not say at a counter.
func TestWording(t *testing.T) {
	for _, name := range assemble.Services() {
		p, issues := load.Service(name)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		advice, err := Wording(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range advice {
			t.Errorf("%s: %s; %s", a.Pos, a.Msg, a.Remedy)
		}
	}
}

// Of several services every mistake is named, and what is sound is judged all the same.
func TestServices(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "service.yaml"), []byte("version: 1\nid: x\nstepz: {}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := verdict.New("service lint", io.Discard)
	err := Services(r, []string{dir, assemble.Services()[0]}, signtest.Decoder())
	var issues datafile.Issues
	if !errors.As(err, &issues) || !strings.Contains(err.Error(), "service.yaml:3:1") {
		t.Errorf("%v", err)
	}
	if r.Counts["services"] != 1 || len(r.Notes) == 0 {
		t.Errorf("%v, %d notes", r.Counts, len(r.Notes))
	}
}

// A photograph that was cut off begins well: it is named all the same.
func TestPhotographsAreDecoded(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../../internal/kiosk/kiosktest/shop")); err != nil {
		t.Fatal(err)
	}
	var shot bytes.Buffer
	if err := jpeg.Encode(&shot, image.NewGray(image.Rect(0, 0, 480, 480)), nil); err != nil {
		t.Fatal(err)
	}
	menu, err := os.ReadFile(filepath.Join(dir, "menu.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	photo := filepath.Join(dir, "pictures", "photo", "soup.jpg")
	for _, step := range []struct {
		data []byte
		want bool
	}{{shot.Bytes(), false}, {shot.Bytes()[:shot.Len()*2/3], true}} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(photo), 0o755), os.WriteFile(photo, step.data, 0o600),
			os.WriteFile(filepath.Join(dir, "menu.yaml"), bytes.Replace(menu, []byte("item.soup,"), []byte("item.soup, photo: soup,"), 1), 0o600)); err != nil {
			t.Fatal(err)
		}
		p, issues := load.Service(dir)
		if issues.Err() != nil {
			t.Fatal(issues)
		}
		if got := photographs(p).Error(); strings.Contains(got, "pictures/photo/soup.jpg:1: this photograph cannot be shown") != step.want {
			t.Errorf("of %d bytes: %s", len(step.data), got)
		}
	}
}

func TestProfiles(t *testing.T) {
	r := verdict.New("profile lint", io.Discard)
	err := Profiles(r, []string{"../../../assets/profiles/text-keypad.yaml", "no-such-file"})
	if err == nil || !strings.Contains(err.Error(), "no-such-file: this file cannot be read") || r.Counts["profiles"] != 1 {
		t.Errorf("%v, %v", err, r.Counts)
	}
}
