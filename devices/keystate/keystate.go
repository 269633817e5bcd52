package keystate

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"modu/devices"
)

// Keys are the keys of one device, by what its protocol calls them. All of them are up at
// the start.
type Keys[K cmp.Ordered] struct {
	limit time.Duration       // after which a key that is down is stuck
	down  map[K]time.Duration // since when
	stuck map[K]bool          // down for so long that it was released for them
}

// New makes the keys of a device, on which a key that is down for so long is stuck.
func New[K cmp.Ordered](limit time.Duration) *Keys[K] {
	return &Keys[K]{limit: limit, down: map[K]time.Duration{}, stuck: map[K]bool{}}
}

// Down reports whether a key is down and not stuck.
func (k *Keys[K]) Down(key K) bool { _, ok := k.down[key]; return ok }

// Press takes a key down. lost reports that it was down: its key-up was lost on the way, or
// two keys share the name, and it is to be released first. A stuck key that is pressed
// again has come loose.
func (k *Keys[K]) Press(key K, now time.Duration) (lost bool) {
	lost = k.Down(key)
	delete(k.stuck, key)
	k.down[key] = now
	return lost
}

// Release takes a key up. was reports whether it was down, and not stuck: the release of a
// stuck key was reported long ago.
func (k *Keys[K]) Release(key K) (was bool) {
	was = k.Down(key)
	delete(k.stuck, key)
	delete(k.down, key)
	return was
}

// ReleaseAll takes up every key, the stuck ones too, since key-ups may have been missed. It
// returns those that were down, in order.
func (k *Keys[K]) ReleaseAll() (were []K) {
	were = slices.Sorted(maps.Keys(k.down))
	clear(k.down)
	clear(k.stuck)
	return were
}

// Expire makes the keys stuck that have been down for too long, and returns them, in order.
// They are to be released.
func (k *Keys[K]) Expire(now time.Duration) (stuck []K) {
	for _, key := range slices.Sorted(maps.Keys(k.down)) {
		if now-k.down[key] >= k.limit {
			delete(k.down, key)
			k.stuck[key] = true
			stuck = append(stuck, key)
		}
	}
	return stuck
}

// Stuck are the stuck keys, in order.
func (k *Keys[K]) Stuck() []K { return slices.Sorted(maps.Keys(k.stuck)) }

// IsStuck reports whether a key is stuck.
func (k *Keys[K]) IsStuck(key K) bool { return k.stuck[key] }

// Deadline is when Expire is next to be called; 0 is never.
func (k *Keys[K]) Deadline() (at time.Duration) {
	for _, since := range k.down {
		at = devices.Sooner(at, since+k.limit)
	}
	return at
}
