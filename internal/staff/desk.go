package staff

import (
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/internal/kiosk"
	"modu/internal/staffcall"
)

// maxMessages bounds what is kept of one call.
const maxMessages = 20

// watchedFor is how long after its last question a page counts as open: a page asks
// again at least every pollFor.
const watchedFor = pollFor + 10*time.Second

// Call is what the page shows of one call.
type Call struct {
	ID        string           `json:"id"`
	Since     time.Time        `json:"since"`
	Where     string           `json:"where"`
	Manner    staffcall.Manner `json:"manner"` // how the person wants to talk
	Again     int              `json:"again"`  // times it was repeated unanswered
	Answer    Answer           `json:"answer"`
	Messages  []string         `json:"messages"`  // by the person, oldest first
	Gone      bool             `json:"gone"`      // the person has left
	Withdrawn bool             `json:"withdrawn"` // the person has taken the call back
}

// Answer is what staff answer a call with, as the page sends it.
type Answer string

// The answers.
const (
	NoAnswer      Answer = "" // not yet
	AnswerComing  Answer = "coming"
	AnswerMinutes Answer = "minutes" // in so many minutes
	AnswerWords   Answer = "words"   // in words of their own
)

// Desk keeps the call of one kiosk for its page. Make one with NewDesk.
type Desk struct {
	Kiosk string // which kiosk this is, as the site file names it
	emit  func(input.Event)
	now   func() time.Time

	mu      sync.Mutex
	rev     uint64
	call    *Call
	id      input.EffectID
	watched time.Time     // when a page last asked
	changed chan struct{} // closed at the next change
}

// NewDesk makes a desk; emit hands what staff answer to the kiosk's loop and may block
// for as long as that takes.
func NewDesk(kioskName string, emit func(input.Event), now func() time.Time) *Desk {
	return &Desk{Kiosk: kioskName, emit: emit, now: now, changed: make(chan struct{})}
}

// Ring implements runtime.StaffPage.
func (d *Desk) Ring(e kiosk.CallStaff) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.call != nil && d.id == e.ID {
		d.call.Again++
		d.call.Where = e.Where
	} else {
		d.id = e.ID
		d.call = &Call{ID: idOf(e.ID), Since: d.now(), Where: e.Where, Manner: e.Manner, Messages: []string{}}
	}
	d.bump()
	return d.now().Sub(d.watched) < watchedFor
}

// Tell implements runtime.StaffPage.
func (d *Desk) Tell(e kiosk.TellStaff) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.call == nil || d.id != e.ID {
		return false
	}
	if e.Manner != staffcall.NoManner {
		d.call.Manner = e.Manner
	}
	kept := e.Words == "" || len(d.call.Messages) < maxMessages
	if kept && e.Words != "" {
		d.call.Messages = append(d.call.Messages, e.Words)
	}
	d.bump()
	return kept && d.now().Sub(d.watched) < watchedFor
}

// Withdraw implements runtime.StaffPage. The page says so, to who is on the way.
func (d *Desk) Withdraw(id input.EffectID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.call == nil || d.id != id || d.call.Gone || d.call.Withdrawn {
		return
	}
	d.call.Withdrawn, d.call.Messages = true, []string{}
	d.bump()
}

// Gone implements runtime.StaffPage. The page still shows that there was a call, for
// who is on the way, but nothing that the person wrote.
func (d *Desk) Gone() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.call == nil || d.call.Gone {
		return
	}
	d.call.Gone, d.call.Messages = true, []string{}
	d.bump()
}

// bump wakes the pages that wait; the lock is held.
func (d *Desk) bump() {
	d.rev++
	close(d.changed)
	d.changed = make(chan struct{})
}

// State is what a page is told.
type State struct {
	Rev   uint64 `json:"rev"`
	Kiosk string `json:"kiosk"`
	Call  *Call  `json:"call"`
}

// state is a copy, and what tells of the next change.
func (d *Desk) state() (State, <-chan struct{}) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.watched = d.now()
	s := State{Rev: d.rev, Kiosk: d.Kiosk}
	if d.call != nil {
		c := *d.call
		c.Messages = append([]string{}, c.Messages...)
		s.Call = &c
	}
	return s, d.changed
}

// reply hands an answer to the kiosk. It reports false where there is no such call, or
// its person has left or taken it back.
func (d *Desk) reply(id string, answer Answer, ev input.StaffReplied) bool {
	d.mu.Lock()
	if d.call == nil || d.call.ID != id || d.call.Gone || d.call.Withdrawn {
		d.mu.Unlock()
		return false
	}
	d.call.Answer, d.call.Again = answer, 0
	ev.Effect = d.id
	d.bump()
	d.mu.Unlock()
	d.emit(ev)
	return true
}
