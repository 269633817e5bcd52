package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/runtime"
	"modu/locales"
)

// What is wrong is English in the log, for technicians, and in the language of the site in
// the health file, for staff; both name what they have to look for.
func TestHealthIsWordedForBoth(t *testing.T) {
	site, issues := config.Parse("", nil, config.Known{DirExists: func(string) bool { return true }})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	site.Service = "library"
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	items := []runtime.Item{
		{Subject: backend.Subject, Code: "health.service.missing", Args: []locales.Arg{locales.Code("Path", "/return"), locales.Code("Status", "200"), locales.Code("Time", "12ms"), locales.Code("Name", "fee")}},
		{Subject: "guard", Code: "health.guard", Args: []locales.Arg{locales.Code("Service", "library"), locales.Code("Step", "return"), locales.Code("Key", "next[0].when")}},
	}
	file := filepath.Join(t.TempDir(), "health.json")
	lines := make(chan string, 10)
	r := newReporter(file, running(parts), func(format string, args ...any) { lines <- fmt.Sprintf(format, args...) })
	r.begin(func() []runtime.Item { return items })
	for _, c := range []struct {
		item    runtime.Item
		english string
	}{
		{items[0], "service: The program left out fee. /return, HTTP 200, 12ms [health.service.missing]"},
		{items[1], "guard: A condition in the service file cannot be worked out (library, return, next[0].when) [health.guard]"},
	} {
		r.changed(c.item, true)
		if line := <-lines; line != c.english {
			t.Errorf("the log has %q, want %q", line, c.english)
		}
	}
	r.changed(items[0], false)
	if line := <-lines; line != "service: mended [health.service.missing]" {
		t.Errorf("the log has %q", line)
	}
	r.close()
	r.write()
	data, err := os.ReadFile(file)
	var got struct {
		Items []struct{ Subject, Code, Text, English string }
	}
	if err != nil || json.Unmarshal(data, &got) != nil || len(got.Items) != 2 {
		t.Fatalf("%s, %v", data, err)
	}
	for i, want := range []string{"프로그램의 답에 fee 값이 없습니다. /return, HTTP 200, 12ms", "서비스 파일의 조건을 계산할 수 없습니다 (library, return, next[0].when)"} {
		if it := got.Items[i]; it.Text != want || !strings.Contains(it.English, map[int]string{0: "left out fee", 1: "cannot be worked out"}[i]) {
			t.Errorf("the file has %+v", it)
		}
	}
}

// Of one thing that stays wrong, the newest is told.
func TestHealthKeepsTheNewest(t *testing.T) {
	h := runtime.NewHealth(time.Hour, func(runtime.Item, bool) {})
	defer h.Close()
	h.Set("service", "health.service", 0, locales.Code("Path", "/old"))
	h.Set("service", "health.service", time.Second, locales.Code("Path", "/new"))
	items := h.Items(time.Minute, 0)
	if len(items) != 1 || items[0].Since != 0 || len(items[0].Args) != 1 || !strings.Contains(fmt.Sprintf("%+v", items[0].Args[0]), "/new") {
		t.Errorf("%+v", items)
	}
}
