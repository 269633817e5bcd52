package main

import (
	"image"
	"os"

	"modu/accessibility/sign"
	"modu/internal/assemble"
	"modu/ui"
)

// signClips gives the window the service's sign-language clips. They are decoded by this
// program, started once more: a broken file ends that one only.
type signClips struct {
	parts  *assemble.Parts
	player sign.Player
	there  map[string]bool
}

// newSignClips returns nil where the service has no clips, or where this program cannot
// be started again.
func newSignClips(parts *assemble.Parts) ui.Clips {
	files := parts.Service.Signs()
	exe, err := os.Executable()
	if err != nil || len(files) == 0 {
		return nil
	}
	c := &signClips{parts: parts, player: sign.Player{Decoder: []string{exe, "--decode-clip"}}, there: map[string]bool{}}
	for _, f := range files {
		c.there[f] = true
	}
	return c
}

func (c *signClips) Has(name string) bool { return c.there[name] }

func (c *signClips) Open(name string) (ui.Clip, error) {
	data, err := c.parts.Sign(name)
	if err != nil {
		return nil, err
	}
	s, err := c.player.Open(data)
	if err != nil {
		return nil, err
	}
	return signClip{s}, nil
}

type signClip struct{ s *sign.Stream }

func (c signClip) Rate() float64              { return c.s.Header.Rate }
func (c signClip) Next() (image.Image, error) { return c.s.Next() }
func (c signClip) Close()                     { c.s.Close() }
