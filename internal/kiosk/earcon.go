package kiosk

import (
	"strings"

	"modu/accessibility/scene"
)

// signals says which notices have an earcon. A notice is shown as a caption, whatever is
// heard of it (HEA-1).
var signals = map[string]scene.Earcon{
	"basket.empty": scene.EarconError, "choose.none": scene.EarconError, "find.none": scene.EarconError,
	"key.unused": scene.EarconError, "present.unreadable": scene.EarconError, "reason.most": scene.EarconError,
	"reason.paying": scene.EarconError, "refuse.cannot": scene.EarconError, "refuse.changed": scene.EarconError,
	"refuse.disabled": scene.EarconError, "typing.full": scene.EarconError, "typing.lost": scene.EarconError,
	"typing.nothing": scene.EarconError, "call.failed": scene.EarconError, "call.untold": scene.EarconError,

	"call.ringing": scene.EarconCall, "call.answered": scene.EarconCall, "call.minutes": scene.EarconCall,
	"call.words": scene.EarconCall, "call.told": scene.EarconCall,

	"list.start": scene.EarconEdge, "list.end": scene.EarconEdge, "list.no-group": scene.EarconEdge, "typing.edge": scene.EarconEdge,
}

// signal is the earcon of what has happened: what a screen shows that was not there
// before, and what the notices say. While the headset is out only the one sentence about
// it is heard.
func (u *update) signal(before *scene.Scene) scene.Earcon {
	m := u.m
	if !m.Prefs.Earcons || m.Headset.Held() || m.Revision == before.Revision {
		return ""
	}
	e := u.earcon
	for _, n := range u.notices {
		id, _, _ := strings.Cut(n.Text.ID, "@")
		e = scene.Urgent(e, signals[id])
	}
	switch now := &m.Scene; {
	case now.Kind == before.Kind:
	case now.Kind == scene.KindDone:
		e = scene.Urgent(e, scene.EarconDone)
	case now.Kind == scene.KindWarning:
		e = scene.Urgent(e, scene.EarconTime)
	}
	if id := alertOf(&m.Scene); id != "" && id != alertOf(before) {
		e = scene.Urgent(e, scene.EarconError)
	}
	return e
}

// alertOf is the first alert of a screen that is not one as a whole; "" if there is none.
// Coming back to it is no news: it has been heard.
func alertOf(s *scene.Scene) (id scene.NodeID) {
	if s.Kind == scene.KindWarning {
		return ""
	}
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleAlert && id == "" {
			id = n.ID
		}
		return id == ""
	})
	return id
}
