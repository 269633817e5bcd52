package proc

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// Holder is a process that has a file open.
type Holder struct {
	PID  int
	Name string   // of the program, as ps shows it
	Open []string // the files, sorted
}

// Holders lists which processes have a file below dir open, by number. It sees the files
// of other users' processes only as root: a file that is held and has no holder here is
// held by somebody else's process.
func Holders(dir string) []Holder { return holders("/proc", dir) }

func holders(proc, dir string) []Holder {
	var all []Holder
	fds, _ := filepath.Glob(filepath.Join(proc, "[0-9]*", "fd", "*"))
	for _, fd := range fds {
		file, err := os.Readlink(fd)
		if err != nil || !strings.HasPrefix(file, dir+string(filepath.Separator)) {
			continue
		}
		process := filepath.Dir(filepath.Dir(fd))
		pid, err := strconv.Atoi(filepath.Base(process))
		if err != nil {
			continue
		}
		i := slices.IndexFunc(all, func(h Holder) bool { return h.PID == pid })
		if i < 0 {
			i, all = len(all), append(all, Holder{PID: pid, Name: nameIn(process)})
		}
		if !slices.Contains(all[i].Open, file) {
			all[i].Open = append(all[i].Open, file)
		}
	}
	for _, h := range all {
		slices.Sort(h.Open)
	}
	slices.SortFunc(all, func(a, b Holder) int { return cmp.Compare(a.PID, b.PID) })
	return all
}

// nameIn is the name of the program of a process, given its directory in /proc.
func nameIn(process string) string {
	name, err := disk.Read(filepath.Join(process, "comm"), datafile.MaxBytes)
	if err != nil {
		return "?"
	}
	return strings.TrimSpace(string(name))
}
