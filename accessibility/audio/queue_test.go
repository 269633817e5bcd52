package audio_test

import (
	"math/rand/v2"
	"testing"

	"modu/accessibility/audio"
)

// TestQueueKeepsTheOrder: however sound is cut when it is written and when it is read, it
// comes out as it went in.
func TestQueueKeepsTheOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	q := audio.NewQueue(1 << 20)
	var wrote, read int
	for range 500 {
		part := make([]float32, r.IntN(40))
		for i := range part {
			part[i] = float32(wrote)
			wrote++
		}
		if err := q.Write(t.Context(), part); err != nil {
			t.Fatal(err)
		}
		dst := make([]float32, r.IntN(50))
		n, end := q.Read(dst)
		if want := min(len(dst), wrote-read); n != want || end {
			t.Fatalf("%d samples, end %v, of %d", n, end, want)
		}
		for _, v := range dst[:n] {
			if v != float32(read) {
				t.Fatalf("%v in place %d", v, read)
			}
			read++
		}
	}
	q.End()
	if n, end := q.Read(make([]float32, wrote)); n != wrote-read || !end {
		t.Errorf("%d of the last %d samples, end %v", n, wrote-read, end)
	}
}
