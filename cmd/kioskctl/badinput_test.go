package main

import (
	"encoding/binary"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/lab/load"
)

// png100 is the head of a picture of that size: a small file that asks for much memory.
func png100(w, h uint32) []byte {
	head := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	head = append(head, 8, 6, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(out, head...), crc32.ChecksumIEEE(head))
}

// TestBadInputIsNamed: each thing that a site may bring and that cannot be shown is named
// with its file and line, and none ends the program that reads it.
func TestBadInputIsNamed(t *testing.T) {
	dir := t.TempDir()
	folder := filepath.Join(dir, "shop")
	site := filepath.Join(dir, "site.yaml")
	lint := func(extra string) string {
		t.Helper()
		if err := os.WriteFile(site, []byte("version: 1\nservice: "+folder+"\n"+extra), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, errOut := ctl("lint", "--site", site)
		return out + errOut
	}
	fresh := func() {
		t.Helper()
		if err := os.RemoveAll(folder); err != nil {
			t.Fatal(err)
		}
		copyDir(t, "../../assets/services/cafe", folder)
	}
	put := func(name string, data []byte) {
		t.Helper()
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fresh()
	for _, mm := range []string{"{w: 0, h: 709}", "{w: -399, h: 709}", "{w: 3, h: 4}", "{w: 399, h: 5000000}", "{w: 1e300, h: 709}", "{w: .nan, h: 709}"} {
		if got := lint("panel:\n  pixels: {w: 1080, h: 1920}\n  mm: " + mm + "\n"); !strings.Contains(got, "site.yaml:5:") {
			t.Errorf("panel.mm %s: %s", mm, got)
		}
	}
	for name, data := range map[string][]byte{
		"hundred.png": png100(10000, 10000), "none.png": png100(0, 10), "huge.png": png100(1<<31-1, 1<<31-1), "cut.jpg": {0xff, 0xd8, 0xff},
		"broken.svg": []byte("<svg viewBox='0 0 10 10'><path d='M0 0 L"), "nothing.svg": []byte("<svg viewBox='0 0 10 10'/>"),
	} {
		fresh()
		put("pictures/"+name, data)
		if got := lint(""); !strings.Contains(got, "pictures/"+name+":1") || !strings.Contains(got, "cannot be shown") {
			t.Errorf("%s: %s", name, got)
		}
	}
	fresh()
	put("sign/ko/screen.pay.mpg", []byte("\x00\x00\x01\xba this is no video"))
	if got := lint(""); !strings.Contains(got, "sign/ko/screen.pay.mpg") {
		t.Errorf("a broken video: %s", got)
	}
	fresh()
	file := filepath.Join(folder, "locales", "ko.yaml")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put("locales/ko.yaml", append(data, []byte("\n  item.latte.story: "+strings.Repeat("가", 10000)+"\n")...))
	if got := lint(""); !strings.Contains(got, "locales/ko.yaml:") || !strings.Contains(got, "has 10000 characters") {
		t.Errorf("a label without end: %.300s", got)
	}
}

// TestBadInputWhileRunning: a running kiosk meets the same in its live data, and goes on.
func TestBadInputWhileRunning(t *testing.T) {
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	m := parts.Core.New(1, 100)
	long := strings.Repeat("가", 10000)
	price := int64(-1 << 62)
	for _, ev := range []input.Event{
		input.MenuChanged{Items: map[string]input.ItemChange{long: {Price: &price}}},
		input.StaffReplied{Answer: input.StaffWords, Words: long},
		input.Fitted{Container: "items", PerPage: 1 << 30}, input.Fitted{PerPage: -5},
		input.DeviceChanged{Device: long, State: input.DeviceLost, Code: "health.keypad.lost"},
		input.Touched{Node: "no such node", Revision: 1 << 40, Contact: -7},
		input.LiftChanged{State: 200}, input.DeviceChanged{Device: "lift", State: input.DeviceLost},
	} {
		m, _, _ = parts.Core.Update(m, ev, 0)
		if m.Scene.Kind != scene.KindAttract {
			t.Errorf("%T leads to %s", ev, m.Scene.Kind)
		}
	}
	if _, ok := parts.Picture("../../../etc/passwd"); ok {
		t.Error("a picture outside its folder")
	}
}
