package world

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/runtime"
)

// TestMain lets the test program stand in for a kiosk.
func TestMain(m *testing.M) {
	switch os.Getenv("WORLD_TEST") {
	case "ends":
		println("on", os.Getenv("DISPLAY"))
		_, _ = os.Stdout.WriteString("{\"at\":1,\"kind\":\"spoken\",\"text\":\"hello\"}\nno transcript\n")
		os.Exit(3)
	case "stays":
		select {}
	}
	os.Exit(m.Run())
}

// What a program writes, where, and how it ends, arrives.
func TestStart(t *testing.T) {
	var said strings.Builder
	var entries []runtime.Entry
	k, err := Start(t.Context(), Options{Program: os.Args[0], Display: ":77", Env: []string{"WORLD_TEST=ends"}, Stderr: &said,
		Line: func(_ string, e runtime.Entry) { entries = append(entries, e) }})
	if err != nil {
		t.Fatal(err)
	}
	<-k.Ended()
	if err := k.Stop(); err == nil || err.Error() != "exit status 3" {
		t.Errorf("it ended with %v", err)
	}
	if said.String() != "on :77\n" || len(entries) != 1 || entries[0].Text != "hello" {
		t.Errorf("%q, %+v", said.String(), entries)
	}
}

// A program is ended from outside, and one that is not there is named.
func TestStop(t *testing.T) {
	k, err := Start(t.Context(), Options{Program: os.Args[0], Env: []string{"WORLD_TEST=stays"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := k.Stop(); err == nil || !strings.Contains(err.Error(), "signal: terminated") {
		t.Errorf("it ended with %v", err)
	}
	if _, err := Start(t.Context(), Options{Program: filepath.Join(t.TempDir(), "none")}); err == nil {
		t.Error("a program that is not there was started")
	}
}

func TestRects(t *testing.T) {
	file := filepath.Join(t.TempDir(), "rects.json")
	if Rects(file) != nil {
		t.Error("there is no file, and yet something is drawn")
	}
	if err := os.WriteFile(file, []byte(`[{"Node":"a","X":1,"Y":2,"W":3,"H":4,"Role":"choice"},{"Node":"b"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := Rects(file); len(r) != 2 || r["a"].W != 3 || r["a"].Role != "choice" {
		t.Errorf("%+v", r)
	}
}
