//go:build peers && cgo && linux && !ci

package speakbench_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio/fifocard"
	"modu/accessibility/audio/otosink"
	"modu/accessibility/speaker/speakbench"
	"modu/accessibility/synth/espeak"
)

// TestAudible prints the figure of the whole chain.
func TestAudible(t *testing.T) {
	env, card, err := fifocard.Start(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer card.Close()
	for _, e := range env {
		k, v, _ := strings.Cut(e, "=")
		t.Setenv(k, v)
	}
	voice := espeak.New(espeak.Config{})
	defer voice.Close()
	sink := otosink.New(otosink.Options{Buffer: 20 * time.Millisecond})
	defer sink.Close()
	r, err := speakbench.Audible(t.Context(), "said → audible, 20 ms buffer, on the card", voice, sink, card, 30)
	if err != nil {
		t.Fatal(err)
	}
	times, lost := card.Underruns()
	t.Log(r, "underruns", times, lost)
}
