package sim

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// Stand puts a simulated device behind link and lets a person or a program work it: one
// command a line on in, answers on out ("ok", the state after "state", the commands after
// "help", or "error: …"). It returns when in or ctx ends, so that a simulator never outlives
// the program that started it.
func Stand(ctx context.Context, dev *Device, link string, in io.Reader, out io.Writer) error {
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
				fmt.Fprint(out, dev.Help())
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
