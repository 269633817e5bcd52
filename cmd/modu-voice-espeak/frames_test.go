// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"testing"
)

func TestLittleEndian(t *testing.T) {
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		t.Error("sound is written as it lies in memory: this machine needs it swapped")
	}
}

// The bytes of the protocol's description, by hand.
func TestBytes(t *testing.T) {
	for name, c := range map[string]struct{ got, want string }{
		"hello": {string(appendHello(nil, 22050, []voice{{"a", "ko", -1950}})), "H\x00\x00\x00\x00\x0d\x00\x00\x00\x01\x22\x56\x00\x00\x01\x01a\x02ko\x62\xf8"},
		"word":  {string(appendWord(nil, 7, 3, 2, 256)), "W\x07\x00\x00\x00\x0c\x00\x00\x00\x03\x00\x00\x00\x02\x00\x00\x00\x00\x01\x00\x00"},
		"end":   {string(appendEnd(nil, 7, 1, "x")), "E\x07\x00\x00\x00\x02\x00\x00\x00\x01x"},
	} {
		if c.got != c.want {
			t.Errorf("%s: % x, want % x", name, c.got, c.want)
		}
	}
}

// speak is S: 100 per cent, a voice, a text.
func speakFrame(id uint32, voice, text string) []byte {
	p := append([]byte{100, 0, byte(len(voice))}, voice+text...)
	return append(appendHeader(nil, kindSpeak, id, len(p)), p...)
}

type answer struct {
	kind    byte
	id      uint32
	payload []byte
}

func answers(t *testing.T, b []byte) []answer {
	t.Helper()
	var out []answer
	for len(b) >= headerBytes {
		n := int(binary.LittleEndian.Uint32(b[5:]))
		out = append(out, answer{b[0], binary.LittleEndian.Uint32(b[1:]), b[headerBytes : headerBytes+n]})
		b = b[headerBytes+n:]
	}
	if len(b) > 0 {
		t.Fatalf("%d bytes too many", len(b))
	}
	return out
}

func TestSpeaks(t *testing.T) {
	rate, err := initialise()
	if err != nil {
		t.Fatal(err)
	}
	var in, out bytes.Buffer
	in.Write(speakFrame(1, "ko", "불고기버거 세트, 팔천오백 원"))
	in.Write(speakFrame(2, "nobody", "라떼"))
	in.Write(speakFrame(3, "ko", "라떼"))
	in.Write(appendHeader(nil, kindCancel, 9, 0))
	w := &work{cancelled: map[uint32]bool{3: true}, out: &out, rate: rate}
	if err := w.run(&in); err != nil {
		t.Fatal(err)
	}
	samples, words, ends := 0, []int{}, ""
	for _, a := range answers(t, out.Bytes()) {
		switch a.kind {
		case kindAudio:
			samples += len(a.payload) / 2
		case kindWord:
			words = append(words, int(binary.LittleEndian.Uint32(a.payload)))
		case kindEnd:
			ends += string(rune('0'+a.id)) + string(rune('0'+a.payload[0])) + " "
		}
	}
	if s := float64(samples) / float64(rate); s < 2 || s > 6 {
		t.Errorf("%.1f s of sound", s)
	}
	if len(words) != 4 || words[0] != 0 || words[1] != 6 || words[2] != 10 || words[3] != 15 {
		t.Errorf("words at %v", words)
	}
	if ends != "10 22 31 " {
		t.Errorf("ends %q", ends)
	}
}

func TestGarbageEndsIt(t *testing.T) {
	w := &work{cancelled: map[uint32]bool{}, out: io.Discard, rate: 22050}
	for _, s := range []string{"garbage garbage", "S\x01\x00\x00\x00\xff\xff\xff\xff", "S\x01\x00\x00\x00\x01\x00\x00\x00x"} {
		if err := w.run(strings.NewReader(s)); err == nil {
			t.Errorf("%q passed", s)
		}
	}
}
