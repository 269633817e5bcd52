package kiosk

import (
	"modu/accessibility/scene"
	"modu/internal/beacon"
)

// announced has the location beacon's sentence said to everybody and shown as a caption.
func (u *update) announced(next beacon.State, says []beacon.Say) {
	u.m.Beacon = next
	for _, s := range says {
		t := u.at().Sentences(s.Device)[s.Language]
		u.notice(scene.Polite, t).ForAll = t
	}
}
