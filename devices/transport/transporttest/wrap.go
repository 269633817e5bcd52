package transporttest

import (
	"fmt"
	"math/rand/v2"
	"sync"

	"modu/devices"
	"modu/devices/transport"
)

// Chop returns pieces of b: at first single bytes, then pieces of 1 to 7 bytes by
// the seed. Together they are b.
func Chop(b []byte, seed uint64) (pieces [][]byte) {
	if seed == 0 {
		for i := range b {
			pieces = append(pieces, b[i:i+1])
		}
		return pieces
	}
	r := rand.New(rand.NewPCG(seed, 1))
	for len(b) > 0 {
		n := min(len(b), 1+r.IntN(7))
		pieces = append(pieces, b[:n])
		b = b[n:]
	}
	return pieces
}

// Noise returns b with about percent of its bytes dropped, flipped in one bit or
// preceded by an invented one.
func Noise(b []byte, percent int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 2))
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if r.IntN(100) >= percent {
			out = append(out, c)
			continue
		}
		switch r.IntN(3) {
		case 0:
		case 1:
			out = append(out, c^1<<r.IntN(8))
		case 2:
			out = append(out, byte(r.UintN(256)), c)
		}
	}
	return out
}

// Chopped is a port whose reads return at most a few bytes each.
func Chopped(p transport.Port, seed uint64) transport.Port {
	return &chopped{Port: p, r: rand.New(rand.NewPCG(seed, 3))}
}

type chopped struct {
	transport.Port
	r *rand.Rand
}

func (c *chopped) Read(p []byte) (int, error) {
	return c.Port.Read(p[:min(len(p), 1+c.r.IntN(3))])
}

// Stalled is a port whose writes never end until it is closed.
func Stalled(p transport.Port) transport.Port {
	return &stalled{Port: p, closed: make(chan struct{})}
}

type stalled struct {
	transport.Port
	once   sync.Once
	closed chan struct{}
}

func (s *stalled) Write([]byte) (int, error) {
	<-s.closed
	return 0, devices.ErrClosed
}

func (s *stalled) Close() error {
	s.once.Do(func() { close(s.closed) })
	return s.Port.Close()
}

// Cut is a port that is pulled after n bytes were read.
func Cut(p transport.Port, n int) transport.Port { return &cut{Port: p, left: n} }

type cut struct {
	transport.Port
	left int
}

func (c *cut) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, fmt.Errorf("cut: %w", devices.ErrDisconnected)
	}
	n, err := c.Port.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}
