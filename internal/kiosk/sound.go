package kiosk

import (
	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/locales"
)

// output is where speech goes now; what its levels are, the site has measured.
func (u *update) output() accessibility.Output {
	if u.m.Scene.Ear.Headset {
		return u.c.Headset
	}
	return u.c.Speaker
}

// stepVolume moves the volume by one level and says so over what is being said, also
// at either end.
func (u *update) stepVolume(n int) {
	var moved bool
	u.m.Prefs.VolumeDB, moved = u.output().Step(u.m.Prefs.VolumeDB, n)
	u.stepped("volume", n, moved)
}

// softestByTouch, in dB below the reset level: where choosing "volume" again and again
// begins anew after the loudest. Lower levels are for volume keys; who has none would
// choose something that cannot be heard, and hear nothing of the way back.
const softestByTouch = -2 * accessibility.VolumeStep

// nextVolume goes one level up, and from the loudest to a soft one.
func (u *update) nextVolume() {
	next, moved := u.output().Step(u.m.Prefs.VolumeDB, +1)
	if !moved {
		next = softestByTouch
	}
	u.m.Prefs.VolumeDB = next
}

// volumeLevel names the level: its number of VolumeLevels, the same for every output.
func (u *update) volumeLevel() scene.Text {
	return u.text("pref.volume.level", locales.Count("N", u.output().Level(u.m.Prefs.VolumeDB), ""))
}
