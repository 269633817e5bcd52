package main

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/ui/picture"
)

// Every built-in service passes lint, without a gap.
func TestServiceLint(t *testing.T) {
	code, out, errOut := ctl("service", "lint", "cafe", "certificate", "clinic", "library", "parking")
	if code != exitOK || strings.Count(out, "no mistake, 0 gaps") != 5 {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "service.yaml"), []byte("version: 1\nid: x\nstepz: {}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := ctl("service", "lint", dir); code != exitUsage || !strings.Contains(errOut, `service.yaml:3:1: unknown key "stepz"; did you mean "steps"?`) {
		t.Errorf("exit %d\n%s", code, errOut)
	}
}

func TestServiceWalk(t *testing.T) {
	code, out, _ := ctl("service", "walk", "clinic", "--locale", "en", "--easy")
	for _, want := range []string{"Why are you here?", "way:   choice.visit → choice.card → present card", "on choice.bones: Orthopaedics, bones and back", "Your number", "the printer fails", ", 0 mistakes"} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q", code, want)
		}
	}
	for _, args := range [][]string{{"walk"}, {"walk", "clinic", "--locale", "fr"}, {"fly"}, {"import", "x.csv"}, {"lint"}} {
		if code, _, _ := ctl(append([]string{"service"}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

// Customers come to a service of somebody else's; what they meet is printed.
func TestServiceTry(t *testing.T) {
	if code, out, errOut := ctl("service", "try", "library", "--locale", "en"); code != exitOK || !strings.Contains(out, "library: 24 stays, 0 mistakes") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if code, out, _ := ctl("service", "try", "library", "--stay", "ear", "--easy"); code != exitOK || !strings.Contains(out, "hears  돌려줄 책을 준비해 주세요") {
		t.Errorf("exit %d\n%s", code, out)
	}
	dir := filepath.Join(t.TempDir(), "library")
	if err := os.CopyFS(dir, os.DirFS("../../assets/services/library")); err != nil {
		t.Fatal(err)
	}
	wish := filepath.Join(dir, "wish.yaml")
	if err := os.WriteFile(wish, []byte("version: 1\nwishes:\n  - {name: a book, choose: [another.no], gets: more=yes}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, out, _ := ctl("service", "try", dir, "--locale", "ko"); code != exitFailed || !strings.Contains(out, `the kiosk understood "book=given; more=no"`) {
		t.Errorf("exit %d\n%s", code, out)
	}
	if err := os.Remove(wish); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := ctl("service", "try", dir); code != exitUsage || !strings.Contains(errOut, "wish.yaml") {
		t.Errorf("exit %d\n%s", code, errOut)
	}
	for _, args := range [][]string{{"try"}, {"try", "library", "--locale", "fr"}, {"try", "library", "--stay", "nose"}} {
		if code, _, _ := ctl(append([]string{"service"}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}

// Photographs as they come out of a telephone are made fit to be shown, and a list of which
// only a part has one is named.
func TestServiceImportPhotographs(t *testing.T) {
	dir := t.TempDir()
	var shot bytes.Buffer
	if err := jpeg.Encode(&shot, image.NewYCbCr(image.Rect(0, 0, 2600, 1950), image.YCbCrSubsampleRatio420), nil); err != nil {
		t.Fatal(err)
	}
	table, from, into := filepath.Join(dir, "menu.csv"), filepath.Join(dir, "photos"), filepath.Join(dir, "shop")
	if err := errors.Join(os.Mkdir(from, 0o755), os.WriteFile(filepath.Join(from, "식빵.jpeg"), shot.Bytes(), 0o644), os.WriteFile(filepath.Join(from, "녹차.jpg"), []byte("hello"), 0o644),
		os.WriteFile(table, []byte("분류,이름,가격,사진\n빵,식빵,3000,식빵\n빵,크림빵,3500,\n차,녹차,2000,\n"), 0o644)); err != nil {
		t.Fatal(err)
	}
	if code, out, errOut := ctl("service", "import", table, "--out", into, "--pictures", from); code != exitOK {
		t.Fatalf("exit %d\n%s%s", code, out, errOut)
	}
	made, err := os.ReadFile(filepath.Join(into, "pictures", "photo", "식빵.jpg"))
	if err != nil || picture.CheckPhoto(made) != nil {
		t.Error(err, picture.CheckPhoto(made))
	}
	if code, out, _ := ctl("service", "lint", into); code != exitOK || !strings.Contains(out, `menu.yaml:6:5: photographs: category "category-1": 1 of 2 items have no photograph`) {
		t.Errorf("exit %d\n%s", code, out)
	}
	if err := os.WriteFile(table, []byte("이름,가격,사진\n녹차,2000,녹차\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if code, _, errOut := ctl("service", "import", table, "--out", into+"2", "--pictures", from); code == exitOK || !strings.Contains(errOut, "녹차.jpg:1: this photograph cannot be used: it is no picture") {
		t.Errorf("exit %d\n%s", code, errOut)
	}
}

// A table becomes a service that passes lint and can be walked; what it lacks is listed.
func TestServiceImport(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "menu.csv")
	if err := os.WriteFile(table, []byte("분류,이름,가격,선택,그림,쉬운 말\n빵,식빵,3000,굽기=그대로|데워서+500,croissant,네모난 빵\n빵,크림빵,3500,,,\n차,녹차,2000,,,\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	into := filepath.Join(dir, "shop")
	code, out, errOut := ctl("service", "import", table, "--out", into, "--pictures", "../../assets/services/cafe/pictures", "--name", "동네 빵집")
	if code != exitOK || !strings.Contains(out, "3 items") {
		t.Fatalf("exit %d\n%s%s", code, out, errOut)
	}
	if _, err := os.Stat(filepath.Join(into, "pictures", "croissant.svg")); err != nil {
		t.Error(err)
	}
	todo, err := os.ReadFile(filepath.Join(into, "TODO.md"))
	if err != nil || !strings.Contains(string(todo), `line 3: easy words for "크림빵" in ko`) {
		t.Errorf("%v\n%s", err, todo)
	}
	if code, out, _ := ctl("service", "lint", into); code != exitOK || !strings.Contains(out, `message "item.item-2" has no easy form in ko`) || strings.Contains(out, `"item.item-1" has no easy`) {
		t.Errorf("exit %d\n%s", code, out)
	}
	if code, out, errOut := ctl("service", "walk", into, "--easy"); code != exitOK || !strings.Contains(out, "식빵 (네모난 빵) · 3,000원") || !strings.Contains(out, "크림빵 · 3,500원") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if code, _, _ := ctl("service", "import", table, "--out", into); code != exitUsage {
		t.Error("an existing directory was written to")
	}
}
