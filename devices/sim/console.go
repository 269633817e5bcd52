package sim

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
)

// Console lets a person, or another program, play a device: one command a line (see
// Help; "help" prints it, "state" says how things stand). It ends with the input,
// or with ctx after the next line.
func Console(ctx context.Context, p *Plugged, in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line, _, _ := strings.Cut(lines.Text(), "#")
		var err error
		switch strings.TrimSpace(line) {
		case "":
			continue
		case "help":
			_, err = io.WriteString(out, Help)
		case "state":
			_, err = fmt.Fprintln(out, p.State())
		default:
			if mistake := p.Run(ctx, line); mistake != nil {
				_, err = fmt.Fprintln(out, strings.TrimPrefix(mistake.Error(), "line 1: "))
			}
		}
		if err != nil {
			return err
		}
	}
	return lines.Err()
}
