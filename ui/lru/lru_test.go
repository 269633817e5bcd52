package lru

import "testing"

func TestCache(t *testing.T) {
	c := New[string](10, func(s string) int { return len(s) })
	for _, s := range []string{"aaaa", "bbb", "cc"} {
		c.Put(s, s)
	}
	if _, ok := c.Get("aaaa"); !ok || c.Len() != 3 || c.Size() != 9 {
		t.Fatalf("%d values of %d bytes", c.Len(), c.Size())
	}
	c.Put("ddd", "ddd") // asked for last: aaaa; so bbb goes
	if _, ok := c.Get("bbb"); ok {
		t.Error("what was not asked for longest is still there")
	}
	if v, ok := c.Get("aaaa"); !ok || v != "aaaa" || c.Size() != 9 {
		t.Errorf("%q, %d bytes", v, c.Size())
	}
	c.Put("long", "longer than all there is room for")
	if _, ok := c.Get("long"); !ok || c.Len() != 1 {
		t.Errorf("%d values after one that is too large", c.Len())
	}
	c.Clear()
	if _, ok := c.Get("long"); ok || c.Len() != 0 || c.Size() != 0 {
		t.Error("something was not forgotten")
	}
}
