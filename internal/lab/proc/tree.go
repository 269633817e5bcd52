package proc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// tree lists a process and everything it started, now.
func tree(root int) []int {
	children := map[int][]int{}
	files, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, file := range files {
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			continue
		}
		if f := statFields(pid); len(f) > 1 {
			if parent, err := strconv.Atoi(f[1]); err == nil {
				children[parent] = append(children[parent], pid)
			}
		}
	}
	all := []int{root}
	for i := 0; i < len(all); i++ {
		all = append(all, children[all[i]]...)
	}
	return all
}

// statFields is /proc/PID/stat from the state on: the name before it may hold
// anything. Empty for a process that has gone.
func statFields(pid int) []string {
	data, err := disk.Read(fmt.Sprintf("/proc/%d/stat", pid), datafile.MaxBytes)
	if err != nil {
		return nil
	}
	return strings.Fields(string(data[strings.LastIndexByte(string(data), ')')+1:]))
}

// TreeMiB is the memory of a process and its children with shared pages counted
// once, in MiB.
func TreeMiB(root int) (float64, error) {
	sum := 0.0
	for _, pid := range tree(root) {
		kb, err := pssKiB(pid)
		if (errors.Is(err, os.ErrNotExist) || errors.Is(err, syscall.ESRCH)) && pid != root {
			continue // it ended meanwhile
		}
		if err != nil {
			return 0, err
		}
		sum += float64(kb) / 1024
	}
	return sum, nil
}

func pssKiB(pid int) (int, error) {
	data, err := disk.Read(fmt.Sprintf("/proc/%d/smaps_rollup", pid), datafile.MaxBytes)
	if err != nil {
		return 0, err
	}
	for _, line := range strings.Split(string(data), "\n") {
		if f := strings.Fields(line); len(f) > 1 && f[0] == "Pss:" {
			return strconv.Atoi(f[1])
		}
	}
	return 0, fmt.Errorf("no PSS in smaps_rollup of process %d", pid)
}

// MiB is the memory of one process with shared pages counted once, in MiB.
func MiB(pid int) (int, error) {
	kb, err := pssKiB(pid)
	return kb / 1024, err
}

// ticksPerSecond is what /proc counts processor time in (sysconf _SC_CLK_TCK, 100 on
// every Linux that Go runs on).
const ticksPerSecond = 100

// TreeCPU is the processor time that a process and its children have used.
func TreeCPU(root int) time.Duration {
	var ticks int
	for _, pid := range tree(root) {
		if f := statFields(pid); len(f) > 12 {
			user, _ := strconv.Atoi(f[11])
			system, _ := strconv.Atoi(f[12])
			ticks += user + system
		}
	}
	return time.Duration(ticks) * time.Second / ticksPerSecond
}
