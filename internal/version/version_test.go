package version

import (
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	set := func(kv ...string) (s []debug.BuildSetting) {
		for i := 0; i < len(kv); i += 2 {
			s = append(s, debug.BuildSetting{Key: kv[i], Value: kv[i+1]})
		}
		return s
	}
	for _, c := range []struct {
		info debug.BuildInfo
		want string
	}{
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.3"}}, "kiosk v1.2.3 go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8"}, "kiosk (devel) go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "(devel)"}, Settings: set("vcs.revision", "0123456789abcdef", "vcs.time", "2026-11-27T10:00:00Z", "vcs.modified", "true")},
			"kiosk (devel) revision 0123456789ab of 2026-11-27T10:00:00Z, changed since go1.26.8"},
		{debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v2"}, Settings: set("vcs.revision", "ab", "vcs.time", "2026", "vcs.modified", "false")}, "kiosk v2 revision ab of 2026 go1.26.8"},
	} {
		if got := line("kiosk", &c.info); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := Line("x"); !strings.HasPrefix(got, "x ") || !strings.HasSuffix(got, runtime.Version()) {
		t.Errorf("this program is %q", got)
	}
}
