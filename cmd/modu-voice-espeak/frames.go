// SPDX-License-Identifier: GPL-3.0-or-later

package main

import (
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf8"
)

// A frame is: kind (1 byte), id (4), length (4), payload; integers little-endian.
const (
	kindSpeak  = 'S' // rate in per cent (2), length of the voice's name (1), name, text
	kindCancel = 'C'
	kindHello  = 'H' // version (1), Hz (4), voices (1): name, language, LUFS × 100 (2)
	kindWord   = 'W' // first code point (4), code points (4), first sample (4)
	kindAudio  = 'A' // signed 16 bit mono
	kindEnd    = 'E' // status (1), reason

	headerBytes = 9
	maxPayload  = 65536

	statusSaid      = 0
	statusCancelled = 1
	statusNoVoice   = 2
	statusFailed    = 3
)

var errFrame = errors.New("not a frame of the kiosk")

// readFrame reads one frame into buf, which must have room for maxPayload.
func readFrame(r io.Reader, buf []byte) (kind byte, id uint32, payload []byte, err error) {
	var h [headerBytes]byte
	if _, err := io.ReadFull(r, h[:]); err != nil {
		return 0, 0, nil, err
	}
	n := binary.LittleEndian.Uint32(h[5:])
	if h[0] != kindSpeak && h[0] != kindCancel || n > maxPayload {
		return 0, 0, nil, errFrame
	}
	if _, err := io.ReadFull(r, buf[:n]); err != nil {
		return 0, 0, nil, err
	}
	return h[0], binary.LittleEndian.Uint32(h[1:]), buf[:n], nil
}

func appendHeader(b []byte, kind byte, id uint32, n int) []byte {
	b = append(b, kind)
	b = binary.LittleEndian.AppendUint32(b, id)
	return binary.LittleEndian.AppendUint32(b, uint32(n))
}

func appendEnd(b []byte, id uint32, status byte, why string) []byte {
	b = appendHeader(b, kindEnd, id, 1+len(why))
	return append(append(b, status), why...)
}

func appendWord(b []byte, id uint32, at, length, sample int) []byte {
	b = appendHeader(b, kindWord, id, 12)
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	b = binary.LittleEndian.AppendUint32(b, uint32(length))
	return binary.LittleEndian.AppendUint32(b, uint32(sample))
}

func appendHello(b []byte, rate int, vs []voice) []byte {
	p := binary.LittleEndian.AppendUint32([]byte{1}, uint32(rate))
	p = append(p, byte(len(vs)))
	for _, v := range vs {
		p = append(append(p, byte(len(v.name))), v.name...)
		p = append(append(p, byte(len(v.lang))), v.lang...)
		p = binary.LittleEndian.AppendUint16(p, uint16(v.lufs))
	}
	return append(appendHeader(b, kindHello, 0, len(p)), p...)
}

// speech is one clause.
type speech struct {
	id    uint32
	rate  int // per cent
	voice string
	text  string
}

func parseSpeak(id uint32, p []byte) (speech, error) {
	if len(p) < 3 || len(p) < 3+int(p[2]) {
		return speech{}, errFrame
	}
	s := speech{id, int(binary.LittleEndian.Uint16(p)), string(p[3 : 3+p[2]]), string(p[3+int(p[2]):])}
	if !utf8.ValidString(s.text) || s.rate < 1 || s.rate > 1000 {
		return speech{}, errFrame
	}
	return s, nil
}
