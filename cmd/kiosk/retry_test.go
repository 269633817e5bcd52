package main

import (
	"context"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/assemble"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/runtime"
)

// scenes hands on what is shown.
type scenes chan scene.Scene

func (scenes) Event(time.Duration, input.Event) {}
func (s scenes) Output(_ time.Duration, out runtime.Output) {
	if !out.Change.Idle() {
		s <- out.Change.After
	}
}

// impatient is the library's desk with a program that is given one second.
func impatient(t *testing.T) *assemble.Parts {
	t.Helper()
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
	text := strings.Replace(string(data), "timeout: 5s", "timeout: 1s", 1)
	if text == string(data) {
		t.Fatal("the time-out stands elsewhere")
	}
	_ = os.Chmod(file, 0o600)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	site, issues := config.Parse("", nil, config.Known{DirExists: func(string) bool { return true }})
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	site.Service = dir
	parts, issues := assemble.Load(site)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return parts
}

// A program takes a book back and answers too late; the person tries again. The whole
// kiosk, but for window and voice, sends the same key, so that the book is taken once. The
// next book is another call. In practice the program hears nothing at all.
func TestTriedAgainIsTheSameCall(t *testing.T) {
	parts := impatient(t)
	var mu sync.Mutex
	var keys []string
	taken := map[string]string{} // key → book
	late := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		mu.Lock()
		key := r.Header.Get("Idempotency-Key")
		first := len(keys) == 0
		keys = append(keys, key)
		taken[key] = string(body)
		mu.Unlock()
		if first {
			select {
			case <-late:
			case <-r.Context().Done():
			}
			return
		}
		_, _ = w.Write([]byte(`{"status":"known","title":"책","fee":0}`))
	}))
	defer srv.Close()
	defer close(late)
	began := time.Now()
	loop := runtime.NewLoop(parts.Machine(1, 101), func() time.Duration { return time.Since(began) })
	client := backend.New(backend.Config{URL: srv.URL, Emit: loop.Emit})
	defer client.Close()
	shown := make(scenes, 1000)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); loop.Run(ctx, runtime.Ports{Backend: client, Observer: shown}) }()
	defer func() { stop(); <-ended }()

	var now scene.Scene
	until := func(id scene.NodeID) {
		t.Helper()
		limit := time.After(20 * time.Second)
		for now.Find(id) == nil {
			select {
			case now = <-shown:
			case <-limit:
				t.Fatalf("%q never appears; what is shown is %s", id, now.Root.Label)
			}
		}
	}
	touch := func(id scene.NodeID) {
		t.Helper()
		until(id)
		for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
			loop.Emit(input.Touched{Phase: phase, Node: id, Revision: now.Revision})
			now = <-shown
			for len(shown) > 0 {
				now = <-shown
			}
		}
	}
	book := func(number string) {
		loop.Emit(input.Presented{Device: "reader", Reader: "code", OK: true, Data: []byte(number)})
	}
	calls := func() int { mu.Lock(); defer mu.Unlock(); return len(keys) }

	touch("practice.open")
	touch("practice.presented")
	until("choice.no")
	touch("choice.no")
	touch("practice.end")
	if n := calls(); n != 0 {
		t.Fatalf("practice has asked the program %d times", n)
	}
	touch("practice.real")
	until("present.wait")
	book("978-1")
	touch("task.retry") // after a second without an answer
	touch("choice.yes")
	until("present.wait")
	book("978-1") // a second copy
	until("choice.no")
	if mu.Lock(); len(keys) != 3 || keys[0] != keys[1] || keys[2] == keys[0] || len(taken) != 2 {
		t.Errorf("keys %v", keys)
	}
	mu.Unlock()
}
