package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"modu/devices/devbench"
)

// idleDevices is far more than any kiosk has.
const idleDevices = 20

// benchDevices measures keypads on pseudo-terminals, without core, sound and screen.
func benchDevices(ctx context.Context, out io.Writer, n int) error {
	times, err := devbench.Keys(ctx, n)
	if err != nil {
		return err
	}
	show(out, "key bytes to intent, over a pseudo-terminal", "p99 < 1 ms", times)
	if times, err = devbench.Replug(ctx, 10); err != nil {
		return err
	}
	show(out, "keypad plugged in again to working", "< 1500 ms", times)
	share, err := devbench.Idle(ctx, idleDevices, 5*time.Second)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", fmt.Sprintf("%d devices at rest, both ends, of one processor", idleDevices), fmt.Sprintf("%.2f %%", 100*share), "", "", "< 1 %")
	return nil
}
