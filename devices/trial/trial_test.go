package trial

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/devices/profile"
	"modu/devices/sim"
	"modu/devices/transport/serialport"
)

func TestTrial(t *testing.T) {
	const file = "../../assets/profiles/accessible-controller.yaml"
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, issues := profile.Load(file, b)
	if issues != nil {
		t.Fatal(issues)
	}
	port := filepath.Join(t.TempDir(), "port")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, w, Options{Profile: p, Opener: serialport.Opener{}, Port: port, Raw: true})
		w.Close()
	}()
	said := bufio.NewScanner(r)
	next := func(want ...string) {
		t.Helper()
		if !said.Scan() {
			t.Fatalf("nothing more is said; want %v", want)
		}
		for _, w := range want {
			if !strings.Contains(said.Text(), w) {
				t.Fatalf("said %s, want %s", said.Text(), w)
			}
		}
	}
	next(`"event":"absent"`, port, "no such device")
	plugged, err := sim.Plug(ctx, sim.NewKeypad(p), port)
	if err != nil {
		t.Fatal(err)
	}
	defer plugged.Close()
	next(`{"device":"accessible-controller","event":"out","hex":"1000050102030405fcbd"}`)
	for !strings.Contains(said.Text(), `{"device":"accessible-controller","event":"ready","model":"Accessible controller (VSAP, KPB-200)"}`) {
		next() // the echo, in pieces
	}
	plugged.Do("press up")
	for !strings.Contains(said.Text(), `{"device":"accessible-controller","event":"key","key":"up","down":true}`) {
		next()
	}
	plugged.Do("unplug")
	for !strings.Contains(said.Text(), `"event":"gone"`) {
		next()
	}
	cancel()
	go io.Copy(io.Discard, r)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
