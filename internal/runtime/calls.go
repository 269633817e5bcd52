package runtime

import (
	"crypto/rand"
	"encoding/binary"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"
)

// calls gives each call of a stay its key. The same step, turn and fields are the same
// call: tried again after a time-out, or come to again by going back and on. What was
// typed is not kept for that, only a hash with a seed of this process.
type calls struct {
	seed  maphash.Seed
	known map[uint64]string
}

// key of a call: made by chance once, then the same.
func (c *calls) key(step string, turn int, fields map[string]string) string {
	if c.known == nil {
		c.seed, c.known = maphash.MakeSeed(), map[uint64]string{}
	}
	var h maphash.Hash
	h.SetSeed(c.seed)
	part := func(s string) {
		var n [4]byte
		binary.LittleEndian.PutUint32(n[:], uint32(len(s)))
		_, _ = h.Write(n[:])
		_, _ = h.WriteString(s)
	}
	part(step)
	part(strconv.Itoa(turn))
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		part(name)
		part(fields[name])
	}
	sum := h.Sum64()
	if c.known[sum] == "" {
		c.known[sum] = rand.Text()
	}
	return c.known[sum]
}
