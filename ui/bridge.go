package ui

import (
	"sync"
	"time"

	"modu/accessibility/scene"
)

// bridge is the one way from other goroutines to Fyne's: a mailbox with one slot,
// in which a change that was not shown yet is merged with the next one.
type bridge struct {
	show  func(mail)                  // on Fyne's goroutine
	delay func(mail) time.Duration    // how long it must still wait, on Fyne's goroutine; may be nil
	later func(time.Duration, func()) // calls after a while, on any goroutine
	do    func(func())                // calls on Fyne's goroutine, soon

	mu      sync.Mutex
	slot    mail
	waiting bool // a drain is under way or asked for
}

// mail is what came since the last time.
type mail struct {
	change  *scene.Change
	caption *caption
}

func (b *bridge) post(m mail) {
	b.mu.Lock()
	if m.change != nil {
		if b.slot.change != nil {
			merged := scene.Merge(*b.slot.change, *m.change)
			m.change = &merged
		}
		b.slot.change = m.change
	}
	if m.caption != nil {
		b.slot.caption = m.caption
	}
	ask := !b.waiting
	b.waiting = true
	b.mu.Unlock()
	if ask {
		b.do(b.drain)
	}
}

// drain shows what is in the slot. What show posts meanwhile, for it emits
// events, gets a turn of its own, so that a frame can be painted in between.
func (b *bridge) drain() {
	b.mu.Lock()
	m := b.slot
	b.slot = mail{}
	b.mu.Unlock()
	if d := b.wait(m); d > 0 {
		b.mu.Lock()
		if m.change != nil && b.slot.change != nil {
			merged := scene.Merge(*m.change, *b.slot.change)
			m.change = &merged
		} else if m.change == nil {
			m.change = b.slot.change
		}
		if b.slot.caption != nil {
			m.caption = b.slot.caption
		}
		b.slot = m
		b.mu.Unlock()
		b.later(d, func() { b.do(b.drain) }) // until then no other drain is asked for
		return
	}
	if m.change != nil || m.caption != nil {
		b.show(m)
	}
	b.mu.Lock()
	b.waiting = b.slot.change != nil || b.slot.caption != nil
	again := b.waiting
	b.mu.Unlock()
	if again {
		b.do(b.drain)
	}
}

// wait is how long mail must still wait.
func (b *bridge) wait(m mail) time.Duration {
	if b.delay == nil {
		return 0
	}
	return b.delay(m)
}
