package kiosk

import (
	"maps"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/kiosk/model"
	"modu/internal/service"
	"modu/locales"
)

// update is one event being worked on.
type update struct {
	c       *Core
	m       *Model
	now     time.Duration
	clock   service.Clock // at the event before this one
	cause   scene.Cause
	notices []scene.Notice
	effects []Effect
	ev      input.Event  // what it is
	earcon  scene.Earcon // what no notice below tells by its message
	resumed bool         // the person goes on where they were: a notice says so, not the whole screen
}

// at is the model as it is now.
func (u *update) at() model.Moment { return model.Moment{S: u.c.Setup, M: u.m} }

// byPerson marks an event as an act after all: a short press that acts on release.
func (u *update) byPerson() { u.cause.Kind = scene.ByPerson }

// notice says something that has no lasting node.
func (u *update) notice(p scene.Politeness, t scene.Text) *scene.Notice {
	u.m.NoticeSeq++
	u.notices = append(u.notices, scene.Notice{Seq: u.m.NoticeSeq, Text: t, Politeness: p, Cause: u.cause})
	return &u.notices[len(u.notices)-1]
}

// say is notice for a message.
func (u *update) say(p scene.Politeness, id string, args ...locales.Arg) {
	u.notice(p, u.at().Text(id, args...))
}

// forAll says something to everybody, also to somebody who has not asked for speech.
func (u *update) forAll(t scene.Text) { u.notice(scene.Assertive, t).ForAll = t }

// effect has the world do something.
func (u *update) effect(e Effect) { u.effects = append(u.effects, e) }

// stamp is of the scene that this event leads to.
func (u *update) stamp() Stamp { return Stamp{Session: u.m.Session, Revision: u.m.Revision + 1} }

func (u *update) newEffect() input.EffectID {
	u.m.Effects++
	return input.EffectID{Boot: u.m.Boot, Counter: u.m.Effects}
}

// setFocus puts focus on a node for the person: of what lies over the step, or of the step.
func (u *update) setFocus(id scene.NodeID) {
	if u.turns(id) {
		u.hold(id)
	}
	u.focus(id)
}

// focus is setFocus where the screen gives it of itself.
func (u *update) focus(id scene.NodeID) {
	if id != u.m.Focus() {
		u.m.Part = 0
	}
	if u.m.Overlay.Kind != model.NoOverlay {
		u.m.Overlay.Focus = id
	} else {
		u.m.Course = u.m.Course.Focus(id)
	}
}

// turn puts the person somewhere in the pages of what lies over the step, or of the step.
func (u *update) turn(p course.Pages) {
	if u.m.Overlay.Kind != model.NoOverlay {
		u.m.Overlay.Pages = p
	} else {
		u.m.Course = u.m.Course.Turn(p)
	}
}

func clone[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return map[K]V{}
	}
	return maps.Clone(m)
}
