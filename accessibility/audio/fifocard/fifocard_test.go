//go:build linux

package fifocard_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/wavsink"
)

// What is written into the pipe comes out whole, whatever the pieces, and takes
// about its own time.
func TestCapture(t *testing.T) {
	dir := t.TempDir()
	env, card, err := fifocard.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	if len(env) != 1 || env[0] != "ALSA_CONFIG_PATH="+filepath.Join(dir, "card.conf") {
		t.Errorf("environment %q", env)
	}
	const n = audio.Rate / 4
	var raw []byte
	for i := range n {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(i)<<16)
		raw = binary.LittleEndian.AppendUint32(raw, 0xdeadbeef)
	}
	w, err := os.OpenFile(filepath.Join(dir, "card.fifo"), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for at := 0; at < len(raw); at += 777 {
		if _, err := w.Write(raw[at:min(at+777, len(raw))]); err != nil {
			t.Fatal(err)
		}
	}
	deadline := time.Now().Add(10 * time.Second)
	for len(card.Samples()) < n && time.Now().Before(deadline) {
		time.Sleep(5 * time.Millisecond)
	}
	card.Close()
	got := card.Samples()
	if len(got) != n {
		t.Fatalf("%d samples, want %d", len(got), n)
	}
	for i, v := range got {
		if v != int32(uint32(i)<<16) {
			t.Fatalf("sample %d is %x", i, v)
		}
	}
	if _, at, ok := card.FirstAbove(0, 0.01); !ok || at != 328 {
		t.Errorf("first above 0.01 is %d, %v", at, ok)
	}
	wav := filepath.Join(dir, "x.wav")
	if err := card.SaveWAV(wav); err != nil {
		t.Fatal(err)
	}
	if pcm, err := wavsink.Load(wav); err != nil || len(pcm) != n || pcm[1000] != 1000./32768 {
		t.Errorf("%v, %d samples", err, len(pcm))
	}
	if _, err := os.Stat(filepath.Join(dir, "card.fifo")); !os.IsNotExist(err) {
		t.Error("the FIFO is still there")
	}
}

func TestStartTwice(t *testing.T) {
	dir := t.TempDir()
	_, card, err := fifocard.Start(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	if _, _, err := fifocard.Start(dir); err == nil {
		t.Error("two cards in one folder")
	}
}
