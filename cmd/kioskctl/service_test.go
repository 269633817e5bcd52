package main

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/ui/picture"
)

// Every built-in service passes lint, without a gap.
func TestServiceLint(t *testing.T) {
	code, out, errOut := ctl("service", "lint", "cafe", "certificate", "clinic", "library", "parking", "train")
	if code != exitOK || strings.Count(out, "no mistake, 0 gaps") != 6 {
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

// A service with groups of steps passes lint; a group that nothing uses is noted, and a mistake in
// one names its line and that of the use.
func TestServiceLintGroups(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "proxy")
	if err := os.CopyFS(dir, os.DirFS("../../internal/tryout/testdata/services/proxy")); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "service.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	idle := strings.Replace(string(data), "groups:\n", "groups:\n  idle: {steps: {x: {kind: show}}}\n", 1)
	for _, c := range []struct {
		text, want string
		code       int
	}{
		{string(data), "no mistake, 0 gaps; 11 steps", exitOK},
		{idle, `service.yaml:14:3: group "idle" is not used, and nothing in it is looked at; use it (a step {use: idle}), or remove it`, exitOK},
		{strings.Replace(string(data), "go: unknown}", "go: unknwon}", 1), `step "unknwon" does not exist (group "person", used at `, exitUsage},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if code, out, errOut := ctl("service", "lint", dir); code != c.code || !strings.Contains(out+errOut, c.want) {
			t.Errorf("exit %d, no %s in\n%s%s", code, c.want, out, errOut)
		}
	}
}

func TestServiceWalk(t *testing.T) {
	code, out, _ := ctl("service", "walk", "clinic", "--locale", "en", "--easy")
	for _, want := range []string{"Why are you here?", "way:   choice.visit → choice.card → present card", "on choice.bones: Orthopaedics, bones and back", "Your number", "the printer fails", ", 0 mistakes", "reached 18 of 18 steps, 18 of 18 branches, 4 of 4 ends"} {
		if code != exitOK || !strings.Contains(out, want) {
			t.Errorf("exit %d, no %q", code, want)
		}
	}
	for _, args := range [][]string{{"walk"}, {"walk", "clinic", "--locale", "fr"}, {"walk", "clinic", "--from", "nowhere"}, {"walk", "clinic", "--count", "-1"}, {"fly"}, {"import", "x.csv"}, {"lint"}} {
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
	if code, out, _ := ctl("service", "try", "library", "--stay", "ear", "--easy"); code != exitOK || !strings.Contains(out, "hears  돌려줄 책을 꺼내 주세요") {
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
	if code, _, errOut := ctl("service", "import", table, "--out", dir); code != exitUsage || !strings.Contains(errOut, "is no service; nothing is overwritten") {
		t.Errorf("an existing directory was written to: %s", errOut)
	}
}

// begun is a new service in a directory of its own.
func begun(t *testing.T, flags ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "desk")
	code, out, errOut := ctl(append([]string{"service", "new", dir}, flags...)...)
	if code != exitOK || strings.Count(out, "\n  ki") != 3 {
		t.Fatalf("exit %d\n%s%s", code, out, errOut)
	}
	return dir
}

// What is begun passes lint and a trial; nothing is overwritten, and what cannot be begun is said.
func TestServiceNew(t *testing.T) {
	dir := begun(t, "--for", "sign-in", "--locale", "ko,en", "--name", "Modu")
	if code, out, errOut := ctl("service", "lint", dir); code != exitOK || !strings.Contains(out, "no mistake, 0 gaps") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if code, out, errOut := ctl("service", "try", dir, "--locale", "en"); code != exitOK || !strings.Contains(out, "24 stays, 0 mistakes") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	copied := begun(t, "--from", "library")
	if code, out, _ := ctl("service", "lint", copied); code != exitOK || !strings.Contains(out, "no mistake") {
		t.Errorf("exit %d\n%s", code, out)
	}
	into := filepath.Join(t.TempDir(), "new")
	for _, args := range [][]string{{dir, "--for", "order"}, {into, "--from", "nothing"}, {into, "--for", "fun"}, {into, "--for", "pay", "--digits", "99"}, {into + "/No No"}, {into}} {
		if code, _, errOut := ctl(append([]string{"service", "new"}, args...)...); code != exitUsage || !strings.Contains(errOut, "usage: kioskctl service new") {
			t.Errorf("%q: exit %d, %s", args, code, errOut)
		}
	}
}

// Five questions are asked; an answer that cannot be taken is asked for again.
func TestServiceNewAsks(t *testing.T) {
	into := filepath.Join(t.TempDir(), "desk")
	root := rootCommand()
	var out bytes.Buffer
	root.SetOut(&out)
	root.SetErr(&out)
	root.SetIn(strings.NewReader("동네 의원\nfun\nsign-in\nko, fr\nko en\n2\n6\nmaybe\ny\n"))
	root.SetArgs([]string{"service", "new", into})
	if err := root.Execute(); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{"5. ", "write one of [order sign-in pay]", "write some of", "write a number from 3 to 40", "write y or n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
	for file, want := range map[string]string{"service.yaml": "min: 6", "locales/ko.yaml": "name: 동네 의원", "locales/en.yaml": "language: en"} {
		if data, err := os.ReadFile(filepath.Join(into, file)); err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%s: %v\n%s", file, err, data)
		}
	}
}

// Missing texts are listed, begun, handed out as a table and taken back.
func TestServiceMessages(t *testing.T) {
	dir := begun(t, "--for", "order", "--locale", "ko,en", "--name", "Modu")
	en, table := filepath.Join(dir, "locales", "en.yaml"), filepath.Join(t.TempDir(), "texts.csv")
	whole, err := os.ReadFile(en)
	if err != nil {
		t.Fatal(err)
	}
	says := func(code int, want string, args ...string) {
		t.Helper()
		got, out, errOut := ctl(append([]string{"service", "messages"}, args...)...)
		if got != code || !strings.Contains(out+errOut, want) {
			t.Errorf("%q: exit %d, no %q in\n%s%s", args, got, want, out, errOut)
		}
	}
	says(exitOK, "0 texts and 0 other forms are missing", dir)
	if err := os.WriteFile(en, []byte(strings.Replace(string(whole), "  item.tea: Tea\n", "", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	says(exitFailed, "en  text    item.tea  (menu.yaml: items[1].label)", dir)
	says(exitOK, "1 begun", dir, "--begin")
	if _, _, errOut := ctl("service", "lint", dir); !strings.Contains(errOut, `message "item.tea" is not yet translated`) {
		t.Error(errOut)
	}
	says(exitOK, "texts.csv", dir, "--export", table)
	data, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(table, bytes.Replace(data, []byte("items[1].label,차,,,,"), []byte("items[1].label,차,,,,Green tea"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	says(exitOK, "1 texts are new", dir, "--import", table)
	says(exitOK, "0 texts and 0 other forms are missing", dir)
	if now, _ := os.ReadFile(en); !strings.Contains(string(now), "item.tea: Green tea\n") {
		t.Errorf("%s", now)
	}
	says(exitUsage, "ends in .csv or .tsv", dir, "--export", "texts.xlsx")
	says(exitUsage, "give one of", dir, "--begin", "--export", table)
	says(exitUsage, "cannot be read", dir, "--import", filepath.Join(dir, "none.csv"))
	says(exitUsage, "no-such", "no-such")
}

// Days are sent as they are offered, and several as a list, in the words of who asks or of the file.
func TestServiceAskSendsDaysAndLists(t *testing.T) {
	dir := "../../internal/tryout/testdata/services/checkup"
	var bodies []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies = append(bodies, string(body))
		if r.URL.Path == "/tests" {
			_, _ = w.Write([]byte(`{"offers": [{"code": "B-1", "name": "x", "due": 100}, {"code": "B-2", "name": "y", "due": 100}]}`))
			return
		}
		_, _ = w.Write([]byte(`{"result": "kept"}`))
	}))
	defer srv.Close()
	for _, c := range []struct{ flag, want string }{{"pain=head fever", `"pain":["head","fever"]`}, {"pain=-", `"pain":[]`}, {"day=2030-01-02", `"day":"2030-01-02"`}} {
		bodies = nil
		if code, out, errOut := ctl("service", "ask", dir, "--backend", srv.URL, "--field", c.flag); code != exitOK || !strings.Contains(out, "2 calls, 0 mistakes") {
			t.Errorf("exit %d\n%s%s", code, out, errOut)
		}
		for _, want := range []string{c.want, `"tests.code":["B-1"]`, `"day":"20`, `"time":"`} {
			if !strings.Contains(strings.Join(bodies, " "), want) {
				t.Errorf("%s: %s is not in %q", c.flag, want, bodies)
			}
		}
	}
}

// Every call of a service is sent to its program; what is wrong is named, and what is right, too.
func TestServiceAsk(t *testing.T) {
	dir := begun(t, "--for", "pay", "--name", "Modu")
	var paths []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		paths = append(paths, r.URL.Path+" "+string(body))
		if r.URL.Path == "/bill" {
			_, _ = w.Write([]byte(`{"status": "known", "due": 100, "bill": "B-7"}`))
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	defer srv.Close()
	if code, out, errOut := ctl("service", "ask", dir, "--backend", srv.URL, "--field", "number=1234", "--report"); code != exitOK || !strings.Contains(out, "2 calls, 0 mistakes") || !strings.Contains(out, "as declared: bill, due, status") {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
	if len(paths) != 2 || !strings.Contains(paths[0], `"number":"1234"`) || !strings.Contains(paths[1], `/paid`) || !strings.Contains(paths[1], `"bill":"B-7"`) {
		t.Errorf("%q", paths)
	}
	if code, out, _ := ctl("service", "ask", "library", "--backend", srv.URL, "--json"); code != exitFailed || !strings.Contains(out, `the status is 204`) || !strings.Contains(out, "POST /return") {
		t.Errorf("exit %d\n%s", code, out)
	}
	for _, args := range [][]string{{dir}, {dir, "--backend", "http://example.org"}, {dir, "--backend", srv.URL, "--field", "x=1"}} {
		if code, _, errOut := ctl(append([]string{"service", "ask"}, args...)...); code != exitUsage {
			t.Errorf("%q: exit %d, %s", args, code, errOut)
		}
	}
}
