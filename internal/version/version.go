// Package version tells which build a program is, from what the Go tool chain wrote into
// it: no build needs flags for it. It hides how a build names itself. Any goroutine may
// call it.
package version

import (
	"cmp"
	"fmt"
	"runtime/debug"
)

// Line is one line about a program's build, as "--version" prints it: its name, the
// module's version, the revision and its time where the build knew them, and the tool
// chain.
func Line(program string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return program + " (unknown build)"
	}
	return line(program, info)
}

func line(program string, info *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	out := program + " " + cmp.Or(info.Main.Version, "(devel)")
	if rev := set["vcs.revision"]; rev != "" {
		const enough = 12 // characters of a revision
		out += fmt.Sprintf(" revision %s of %s", rev[:min(enough, len(rev))], set["vcs.time"])
		if set["vcs.modified"] == "true" {
			out += ", changed since"
		}
	}
	return out + " " + info.GoVersion
}
