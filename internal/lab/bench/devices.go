package bench

import (
	"context"
	"fmt"
	"io"
	"time"

	"modu/devices/devbench"
)

// idleDevices is far more than any kiosk has.
const idleDevices = 20

// devices measures keypads on pseudo-terminals, without core, sound and screen.
func devices(ctx context.Context, out io.Writer, n int) error {
	times, err := devbench.Keys(ctx, n)
	if err != nil {
		return err
	}
	show(out, "key bytes to intent, over a pseudo-terminal", "p99 < 1 ms", times)
	if times, err = devbench.Replug(ctx, min(10, n)); err != nil {
		return err
	}
	show(out, "keypad plugged in again to working", "< 1500 ms", times)
	share, err := devbench.Idle(ctx, idleDevices, min(5*time.Second, time.Duration(n)*100*time.Millisecond))
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%-58s %9s %9s %9s  %s\n", fmt.Sprintf("%d devices at rest, both ends, of one processor", idleDevices), fmt.Sprintf("%.2f %%", 100*share), "", "", "< 1 %")
	return nil
}
