// Package lru is a cache bounded by bytes, from which the least recently used value leaves
// first.
//
// It hides in which order values are forgotten.
// One goroutine at a time may use a Cache.
package lru

import "container/list"

// Cache holds values by key.
type Cache[K comparable, V any] struct {
	max, size int
	bytes     func(V) int
	byKey     map[K]*list.Element
	order     list.List // of entry[K, V], front is newest
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// New makes a cache of at most max bytes, as bytes counts them; the last value put in stays,
// however large it is.
func New[K comparable, V any](max int, bytes func(V) int) *Cache[K, V] {
	return &Cache[K, V]{max: max, bytes: bytes, byKey: map[K]*list.Element{}}
}

// Get is what was put in under a key, if it is still there.
func (c *Cache[K, V]) Get(k K) (v V, ok bool) {
	e, ok := c.byKey[k]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(entry[K, V]).value, true
}

// Put remembers a value under a key that is not there yet.
func (c *Cache[K, V]) Put(k K, v V) {
	c.byKey[k] = c.order.PushFront(entry[K, V]{k, v})
	c.size += c.bytes(v)
	for c.size > c.max && c.order.Len() > 1 {
		old := c.order.Remove(c.order.Back()).(entry[K, V])
		delete(c.byKey, old.key)
		c.size -= c.bytes(old.value)
	}
}

// Clear forgets everything.
func (c *Cache[K, V]) Clear() {
	clear(c.byKey)
	c.order.Init()
	c.size = 0
}

// Len is how many values there are, Size how many bytes they count.
func (c *Cache[K, V]) Len() int  { return c.order.Len() }
func (c *Cache[K, V]) Size() int { return c.size }
