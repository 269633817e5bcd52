package trial

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/devices/drivers"
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

// Over a real pseudo-terminal: keys of keypads with masks and with bits, and frames that are
// dropped, which are told with what is wrong with them.
func TestDropped(t *testing.T) {
	for _, c := range []struct{ file, bad, want string }{
		{"stx-keypad", "02 02 4B 41 0B 03", "frame 02024b410b03: checksum 0b, computed 08"},
		{"bit-keypad", "AA FF FE 58", "frame aafffe58: checksum 58, computed 59"},
	} {
		b, err := os.ReadFile("../profile/testdata/" + c.file + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		p, issues := profile.Load(c.file+".yaml", b)
		if issues != nil {
			t.Fatal(issues)
		}
		port := filepath.Join(t.TempDir(), "port")
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		plugged, err := sim.Plug(ctx, sim.NewKeypad(p), port)
		if err != nil {
			t.Fatal(err)
		}
		r, w := io.Pipe()
		ended := make(chan error, 1)
		go func() {
			ended <- Run(ctx, w, Options{Profile: p, Opener: serialport.Opener{}, Port: port})
			w.Close()
		}()
		said := bufio.NewScanner(r)
		next := func(want string) {
			t.Helper()
			if !said.Scan() || said.Text() != `{"device":"`+c.file+`",`+want+"}" {
				t.Fatalf("said %s, want %s", said.Text(), want)
			}
		}
		next(`"event":"ready","model":"` + p.Name + `"`)
		plugged.Do("press up")
		next(`"event":"key","key":"up","down":true`)
		plugged.Do("tap help")
		next(`"event":"key","key":"help","down":true`)
		next(`"event":"key","key":"help","down":false`)
		plugged.Do("raw " + c.bad)
		next(`"event":"dropped","why":"` + c.want + `"`)
		plugged.Do("release up")
		next(`"event":"key","key":"up","down":false`)
		cancel()
		go io.Copy(io.Discard, r)
		if err := <-ended; err != nil {
			t.Error(err)
		}
		plugged.Close()
	}
}

// A keyboard whose profile is not finished: pressing its keys tells what to write.
func TestLearn(t *testing.T) {
	load := func(text string) *profile.Profile {
		p, issues := profile.Load("pad.yaml", []byte("version: 1\nname: Pad\nkind: hid\nsource: own\nmatch: {usb: {vid: \"1234\", pid: \"5678\"}}\n"+text))
		if issues != nil {
			t.Fatal(issues)
		}
		return p
	}
	all, some := load("keys: {names: {KEY_UP: up, KEY_F1: help}}\n"), load("keys: {names: {KEY_UP: up}}\n")
	plugged, err := sim.Plug(t.Context(), sim.New(all), filepath.Join(t.TempDir(), "port"))
	if err != nil {
		t.Fatal(err)
	}
	defer plugged.Close()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- Run(ctx, w, Options{Profile: some, Opener: drivers.Opener(some), Port: plugged.Link()})
		w.Close()
	}()
	said := bufio.NewScanner(r)
	next := func(want string) {
		t.Helper()
		if !said.Scan() || said.Text() != want {
			t.Fatalf("said %s, want %s", said.Text(), want)
		}
	}
	next(`{"device":"pad","event":"ready","model":"Pad"}`)
	plugged.Do("tap help")
	next(`{"device":"pad","event":"unnamed","code":"59","why":"add it to keys.names, if it has a meaning"}`)
	plugged.Do("tap up")
	next(`{"device":"pad","event":"key","key":"up","down":true}`)
	next(`{"device":"pad","event":"key","key":"up","down":false}`)
	plugged.Do("jack in")
	next(`{"device":"pad","event":"jack","in":true}`)
	cancel()
	go io.Copy(io.Discard, r)
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
