//go:build peers

package sim

import (
	"os/exec"
	"testing"
)

// Programs of other people judge the simulated board: the npm client firmata-io and
// the Go client of gobot. They live in a module of their own, which "./..." does not
// reach.
func TestPeers(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "test", "-count=1", "-v", "-tags", "peers", "./...")
	cmd.Dir = "../../internal/peertest"
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Error(err)
	}
}
