//go:build !linux

package child

import (
	"os"
	"os/exec"
)

func bound(*exec.Cmd, bool) {}

func closeOnExec() {}

func limit(int, Limits) {}

// ended does not wait: nothing here can without taking the program's id away.
func ended(*exec.Cmd) bool { return false }

func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }

func askToEnd(p *os.Process) { _ = p.Signal(os.Interrupt) }
