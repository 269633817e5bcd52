package kiosk

import "modu/internal/kiosk/screen"

// signAgain shows a sign-language clip from its beginning.
func signAgain(u *update) {
	if u.m.Prefs.Sign {
		u.m.Again, u.m.Still = u.m.Again+1, ""
	}
}

// signPause stops the sign-language clip of the screen, or lets it go on (TIM-7).
func signPause(u *update, stop bool) {
	u.m.Still = ""
	if stop {
		u.m.Still = screen.Clip(&u.m.Scene)
	}
}

// pausesClip lets the pause key stop the clip as well. Speech leads where there is speech: it
// and the clip never go on one without the other.
func pausesClip(u *update) {
	stop := screen.ClipPlays(&u.m.Scene)
	if u.m.Prefs.Speech {
		stop = u.m.Paused
	}
	signPause(u, stop)
}
