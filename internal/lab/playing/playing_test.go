package playing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/lab/load"
	"modu/internal/lab/playing"
)

// play plays a script, and gives its file as it is afterwards.
func play(t *testing.T, s playing.Stage, script string) (string, error) {
	t.Helper()
	var err error
	if s.Parts, s.Site, err = load.Site(""); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "script.txt")
	if err := os.WriteFile(file, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	err = s.Play(t.Context(), file)
	after, rerr := os.ReadFile(file)
	if rerr != nil {
		t.Fatal(rerr)
	}
	return string(after), err
}

// What differs is named with its line, and the file stays; what is written anew then holds.
func TestPlay(t *testing.T) {
	const script = "version: 1\nrecord: yes\npress down\n  say: nonsense\n"
	if after, err := play(t, playing.Stage{}, script); err == nil || !strings.Contains(err.Error(), "script.txt:3") || after != script {
		t.Errorf("%v\n%s", err, after)
	}
	anew, err := play(t, playing.Stage{Rewrite: true}, script)
	if err != nil || anew == script || strings.Contains(anew, "nonsense") {
		t.Fatalf("%v\n%s", err, anew)
	}
	if _, err := play(t, playing.Stage{}, anew); err != nil {
		t.Error(err)
	}
}

// A script is played on the service that it names, and one that is not there is named.
func TestPlayCasts(t *testing.T) {
	if _, err := play(t, playing.Stage{}, "version: 1\nservice: library\npress down\nexpect order book=given\n"); err == nil || strings.Contains(err.Error(), "service") {
		t.Error(err)
	}
	if _, err := play(t, playing.Stage{}, "version: 1\nservice: nowhere\npress down\n"); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Error(err)
	}
	if err := (playing.Stage{}).Play(t.Context(), "no-such-file"); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Error(err)
	}
}
