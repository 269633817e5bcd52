package sim

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"modu/devices/profile"
)

// Kinds are the devices that Stand can simulate.
func Kinds() []string { return []string{"keypad", "terminal", "lamp", "lift", "jack", "card"} }

// Stand puts a simulated device behind link and lets a person or a program work it:
// one command a line on in (see Help), answers on out ("ok", the state after
// "state", or "error: …"). It returns when in or ctx ends, so that a simulator
// never outlives the program that started it. p is the profile of a keypad.
func Stand(ctx context.Context, kind, script, link string, p *profile.Profile, in io.Reader, out io.Writer) error {
	var dev *Device
	var err error
	switch kind {
	case "keypad":
		if p == nil {
			return fmt.Errorf("a simulated keypad needs a profile")
		}
		dev = New(p)
	case "terminal":
		dev, err = NewTerminal(script)
	case "lamp":
		dev = NewLamp()
	case "lift":
		dev = NewLift()
	case "jack":
		dev = NewJack()
	case "card":
		dev = NewCard()
	default:
		return fmt.Errorf("a simulated device is one of %s, not %q", strings.Join(Kinds(), ", "), kind)
	}
	if err != nil {
		return err
	}
	return StandDevice(ctx, dev, link, in, out)
}

// StandDevice is Stand for a device that exists already.
func StandDevice(ctx context.Context, dev *Device, link string, in io.Reader, out io.Writer) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	plugged, err := Plug(ctx, dev, link)
	if err != nil {
		return err
	}
	defer plugged.Close()
	lines := make(chan string)
	go func() { // ends with in, or with the process
		defer close(lines)
		s := bufio.NewScanner(in)
		for s.Scan() {
			select {
			case lines <- s.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	fmt.Fprintf(out, "ready %s\n", link)
	for {
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			switch cmd := strings.TrimSpace(line); {
			case cmd == "" || strings.HasPrefix(cmd, "#"):
			case cmd == "help":
				fmt.Fprint(out, Help)
			case cmd == "state":
				fmt.Fprintln(out, plugged.State())
			default:
				if err := plugged.Run(ctx, cmd); err != nil {
					fmt.Fprintln(out, "error:", err)
				} else {
					fmt.Fprintln(out, "ok")
				}
			}
		}
	}
}
