// Command kioskctl is for integrators and testers: it checks files, plays scenarios,
// simulates devices, shows what is said, runs the demonstration and measures. Each
// command is a file here; what it does is a package under internal/lab or beside it.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}
