//go:build peers && linux

package ambient

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A real capture through ALSA: arecord hears a file as its microphone.
func TestAMicrophoneThroughALSA(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "noise.raw")
	if err := os.WriteFile(file, raw(sine(1000, -45, 30)), 0o600); err != nil {
		t.Fatal(err)
	}
	conf := filepath.Join(dir, "asound.conf")
	text := fmt.Sprintf("pcm.mic { type file file /dev/null infile %q format raw slave.pcm { type null } }\n", file)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", conf)
	m := NewMeter(110)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	seconds := 0
	err := Listen(ctx, "mic", m, func() {
		l, known := m.Level()
		if seconds++; !known || math.Abs(l-65) > 0.3 {
			t.Errorf("second %d: %.1f dB(A), known %v", seconds, l, known)
		}
		if seconds == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || seconds < 3 {
		t.Errorf("%d seconds, %v", seconds, err)
	}
	if _, known := m.Level(); known {
		t.Error("a level is known although nobody listens")
	}
}

func TestNoMicrophone(t *testing.T) {
	t.Setenv("ALSA_CONFIG_PATH", filepath.Join(t.TempDir(), "none.conf"))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := Listen(ctx, "mic", NewMeter(100), nil); !errors.Is(err, ErrNoMicrophone) {
		t.Error(err)
	}
}

func raw(pcm []float32) []byte {
	var b []byte
	for _, v := range pcm {
		b = binary.LittleEndian.AppendUint16(b, uint16(int16(v*32767)))
	}
	return b
}
