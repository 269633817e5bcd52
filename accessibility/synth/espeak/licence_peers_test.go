//go:build peers

package espeak

import (
	"os/exec"
	"strings"
	"testing"
)

// Nothing of the built kiosk loads the library or what it brings (libpcaudio is GPL
// too); the worker, as the control, does.
func TestNoGPLLibrary(t *testing.T) {
	linked := func(program string) string {
		out, err := exec.Command("ldd", program).CombinedOutput()
		if err != nil {
			t.Fatalf("ldd %s: %v\n%s", program, err, out)
		}
		return string(out)
	}
	has := func(libraries string) bool {
		return strings.Contains(libraries, "libespeak") || strings.Contains(libraries, "libpcaudio")
	}
	for _, program := range []string{"kiosk", "kioskctl"} {
		if l := linked(root + "/bin/" + program); has(l) {
			t.Errorf("%s loads\n%s", program, l)
		}
	}
	if l := linked(buildWorker(t)); !has(l) {
		t.Errorf("the worker loads only\n%s", l)
	}
}
