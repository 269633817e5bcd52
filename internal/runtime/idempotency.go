package runtime

import (
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"hash/maphash"
	"maps"
	"slices"
	"strconv"

	"modu/internal/order"
)

// idempotencyKeys gives each request of a stay its key. The same step, turn, fields and basket
// are the same request: tried again after a time-out, or come to again by going back and on.
// What was typed is not kept for that, only a hash with a seed of this process.
type idempotencyKeys struct {
	seed  maphash.Seed
	known map[uint64]string
}

// key of a request: made by chance once, then the same.
func (k *idempotencyKeys) key(step string, turn int, fields map[string]string, basket *order.Basket) string {
	if k.known == nil {
		k.seed, k.known = maphash.MakeSeed(), map[uint64]string{}
	}
	var h maphash.Hash
	h.SetSeed(k.seed)
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
	if basket != nil {
		data, err := json.Marshal(basket)
		if err != nil {
			panic(err) // plain texts and numbers can always be written
		}
		part(string(data))
	}
	sum := h.Sum64()
	if k.known[sum] == "" {
		k.known[sum] = rand.Text()
	}
	return k.known[sum]
}
