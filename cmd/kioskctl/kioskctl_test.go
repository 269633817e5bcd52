package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/assemble"
	"modu/internal/scenario"
)

func ctl(args ...string) (int, string, string) {
	var out, errOut bytes.Buffer
	code := run(context.Background(), args, &out, &errOut)
	return code, out.String(), errOut.String()
}

// The shipped scenarios play against the embedded service.
func TestShippedScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	more, err2 := filepath.Glob("testdata/*/*.txt")
	if err != nil || err2 != nil || len(files) < 5 || len(more) < 10 {
		t.Fatal("scenarios are missing", err, err2)
	}
	files = append(files, more...)
	if code, out, errOut := ctl(append([]string{"scenario", "run"}, files...)...); code != exitOK || strings.Count(out, "no difference") != len(files) {
		t.Errorf("exit %d\n%s%s", code, out, errOut)
	}
}

// A scenario that does not hold is named with its line, and the exit status says so.
func TestScenarioDifference(t *testing.T) {
	file := filepath.Join(t.TempDir(), "wrong.txt")
	if err := os.WriteFile(file, []byte("version: 1\npress down\nexpect kind pay\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, errOut := ctl("scenario", "run", file)
	if code != exitFailed || !strings.Contains(errOut, "wrong.txt:3") || !strings.Contains(errOut, "got:  choose") {
		t.Errorf("exit %d\n%s", code, errOut)
	}
}

// A request to end is obeyed while a scenario is computed.
func TestScenarioObeys(t *testing.T) {
	file := filepath.Join(t.TempDir(), "long.txt")
	if err := os.WriteFile(file, []byte("version: 1\npress down\nwait 1h\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errOut bytes.Buffer
	if code := run(ctx, []string{"scenario", "run", file}, &out, &errOut); code != exitFailed || !strings.Contains(errOut.String(), "interrupted") {
		t.Errorf("exit %d\n%s%s", code, out.String(), errOut.String())
	}
}

func TestUsage(t *testing.T) {
	for _, tc := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"scenaro"}, exitUsage, `did you mean "scenario"?`},
		{[]string{"scenario"}, exitUsage, "usage: kioskctl scenario run"},
		{[]string{"scenario", "run", "no-such-file"}, exitUsage, "no-such-file: the scenario cannot be read: no such file or directory; check its name\n1 mistake\n"},
		{[]string{"scenario", "run", "-real", "-rewrite", "x"}, exitUsage, "mistake in the command line: -rewrite needs"},
		{[]string{"lint", "-site", "no-such-site"}, exitUsage, "no-such-site"},
		{[]string{"help"}, exitOK, ""},
	} {
		if code, _, errOut := ctl(tc.args...); code != tc.code || !strings.Contains(errOut, tc.want) {
			t.Errorf("%v: exit %d, %s", tc.args, code, errOut)
		}
	}
}

func TestRead(t *testing.T) {
	if code, out, _ := ctl("read", "커피 2잔 8,500원"); code != exitOK || out != "커피 두 잔 팔천오백 원\n" {
		t.Errorf("exit %d: %q", code, out)
	}
}

// A broken service names all its mistakes with file and line, and exits with 2.
func TestBrokenService(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "version: 1\nservice: shop\n")
	write("shop/service.yaml", "version: 1\nid: shop\nname: shop.name\ncurrency: KRW\nlanguages: [ko]\nmenu: menu.yaml\nstart: nowhere\nsteps:\n  a: {kind: chose, title: t, next: b}\n")
	write("shop/menu.yaml", "version: 1\ncategories: []\nitems:\n  - {id: x, category: none, label: l, price: -3}\n")
	write("shop/locales/ko.yaml", "version: 1\nlanguage: ko\nmessages:\n  shop.name: \"{{.Name\"\n")
	code, _, errOut := ctl("lint", "-site", filepath.Join(dir, "site.yaml"))
	for _, want := range []string{"service.yaml:7", "service.yaml:9", "menu.yaml:4", "ko.yaml:4", "mistakes"} {
		if code != exitUsage || !strings.Contains(errOut, want) {
			t.Errorf("exit %d, %q is not in\n%s", code, want, errOut)
		}
	}
}

// lint names what is wrong around the service too: whatever the kiosk would refuse.
func TestLintNamesDevicesAndVoice(t *testing.T) {
	file := filepath.Join(t.TempDir(), "site.yaml")
	text := "version: 1\ndevices:\n  - {id: k, driver: keypad, profile: nonsense, port: {path: /dev/x}}\nspeech: {engine: espeek}\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, errOut := ctl("lint", "-site", file)
	for _, want := range []string{"site.yaml:3", "nonsense", "site.yaml:4", "espeek", "2 mistakes"} {
		if code != exitUsage || !strings.Contains(errOut, want) {
			t.Errorf("exit %d, %q is not in\n%s", code, want, errOut)
		}
	}
}

// hearing plays the customer against the core in virtual time: what they hear is
// all they know.
func hearing(t *testing.T, siteFile string) (*customer, *scenario.Virtual) {
	t.Helper()
	parts, _, err := loadSite(siteFile)
	if err != nil {
		t.Fatal(err)
	}
	heard := make(chan string, 64)
	v := scenario.NewVirtual(parts.Machine(1, 101), nil)
	tell := func() {
		if err := v.WaitSpeech(); err != nil {
			t.Fatal(err)
		}
		if said := v.Heard(); len(said) > 0 {
			heard <- strings.Join(said, " | ")
		}
	}
	c := &customer{heard: heard, tell: t.Logf,
		press: func(k input.Key) error {
			if err := v.Press(scenario.DefaultDevice, k); err != nil {
				return err
			}
			_ = v.Wait(time.Second)
			tell()
			return nil
		},
		card: func() error {
			if err := v.Card("tap"); err != nil {
				return err
			}
			tell()
			return nil
		},
		think: func(context.Context, time.Duration) error { return nil },
	}
	return c, v
}

// The customer who cannot see succeeds on the shipped menu, and on the same menu
// in another order: they know nothing but what they hear.
func TestCustomerWhoCannotSee(t *testing.T) {
	for _, reorder := range []bool{false, true} {
		site := ""
		if reorder {
			site = reordered(t)
		}
		c, v := hearing(t, site)
		if err := c.order(context.Background()); err != nil {
			t.Fatalf("reordered %v: %v", reorder, err)
		}
		if c.number == "" || !strings.Contains(v.Order(), "1 × latte") || !strings.Contains(v.Order(), "temperature=iced") || !strings.Contains(v.Order(), "dine=here") {
			t.Errorf("reordered %v: number %q, order %s", reorder, c.number, v.Order())
		}
	}
}

// reordered is the embedded service with its menu turned around.
func reordered(t *testing.T) string {
	t.Helper()
	return changedMenu(t, func(lines []string) []string {
		for at := 0; at < len(lines); {
			end := at
			for end < len(lines) && strings.HasPrefix(lines[end], "  - {") {
				end++
			}
			slices.Reverse(lines[at:end])
			at = max(end, at+1)
		}
		return lines
	})
}

// changedMenu writes a copy of the embedded service with another menu, and a site
// file for it.
func changedMenu(t *testing.T, change func(lines []string) []string) (siteFile string) {
	t.Helper()
	dir := t.TempDir()
	src := os.DirFS("../../assets/services")
	if err := os.CopyFS(filepath.Join(dir, "services"), src); err != nil {
		t.Fatal(err)
	}
	service := filepath.Join(dir, "services", assemble.Services()[0])
	menu := filepath.Join(service, "menu.yaml")
	data, err := os.ReadFile(menu)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Join(change(strings.Split(string(data), "\n")), "\n")
	if changed == string(data) {
		t.Fatal("the menu was not changed: its lines have another form now")
	}
	if err := os.WriteFile(menu, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(file, []byte("version: 1\nservice: "+service+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// A customer whose wish is not on the menu fails, and says which: the demonstration
// cannot pass by accident.
func TestCustomerWithoutALatte(t *testing.T) {
	c, v := hearing(t, changedMenu(t, func(lines []string) []string {
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.Contains(l, "{id: latte,") })
		for i := range lines {
			lines[i] = strings.Replace(lines[i], "[americano, latte,", "[americano,", 1)
		}
		return lines
	}))
	err := c.order(t.Context())
	if err == nil || err.Error() != "did not find a café latte anywhere in the list" {
		t.Errorf("error %v", err)
	}
	if c.number != "" || strings.Contains(v.Order(), "×") {
		t.Errorf("number %q, order %s", c.number, v.Order())
	}
}

// A customer whose card does nothing never hears a number, and fails for that.
func TestCustomerWhoseCardDoesNothing(t *testing.T) {
	c, v := hearing(t, "")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c.card = func() error { cancel(); return nil } // and nobody waits on in a test
	err := c.order(ctx)
	if err == nil || !strings.Contains(err.Error(), "paid and never heard an order number") || c.number != "" {
		t.Errorf("error %v, number %q", err, c.number)
	}
	if v.Scene().Kind != "pay" || !strings.Contains(v.Order(), "1 × latte") {
		t.Errorf("at %s with %s", v.Scene().Kind, v.Order())
	}
}

// The customer takes only what was said last and can be had.
func TestWant(t *testing.T) {
	w := want{[]string{"카페라떼"}, "x"}
	for said, is := range map[string]bool{"카페라떼 | 오천 원": true, "바닐라라떼 | 오천오백 원": false, "카페라떼 | 오천 원 | 쓸 수 없음 | 품절": false, "제목 | 카페라떼 | 하나 | 둘 | 셋 | 넷": false} {
		if w.in(said) != is {
			t.Errorf("%q: %v", said, !is)
		}
	}
}

// Benchmark of a whole order, headless: the goal is 100 ms for ten steps.
func BenchmarkWholeOrder(b *testing.B) {
	parts, _, err := loadSite("")
	if err != nil {
		b.Fatal(err)
	}
	data, err := os.ReadFile("testdata/latte-by-keypad.txt")
	if err != nil {
		b.Fatal(err)
	}
	script, issues := scenario.Parse("latte", data)
	if issues != nil {
		b.Fatal(issues)
	}
	for b.Loop() {
		m := parts.Machine(1, 101)
		if _, err := scenario.Run(script, scenario.NewVirtual(m, nil), false); err != nil {
			b.Fatal(err)
		}
	}
}
