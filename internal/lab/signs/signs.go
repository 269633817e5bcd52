package signs

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/service"
	"modu/internal/tryout"
	"modu/internal/walk"
)

// Clip is one row of the filming list.
type Clip struct {
	Name     string   // of the file, without its ending: "screen.pay", "pay.declined"
	File     string   // where the runtime looks for it, in the service's folder
	Text     string   // what is to be signed, in the language of the list
	Where    []string // the titles of the screens that show it
	Straight int      // how often it is seen by all who meet nothing unforeseen
	Mishaps  int      // and by all who do
	Exists   bool     // the file is there
	Gaps     int      // how often a screen is seen that wants it, and has no other clip either
}

// List is everything that can be filmed for one language of a service.
type List struct {
	Service string // its id
	Lang    scene.Lang
	Clips   []Clip // the most seen first
	Stays   []Stay
}

// Stay is one simulated customer's visit: how many screens it showed, and how many of those
// have a clip.
type Stay struct {
	Who             string
	Mishaps         bool
	Screens, Signed int
}

// Share is how much of the stay is signed, in per cent.
func (s Stay) Share() int { return percent(s.Signed, s.Screens) }

// Share is how much of all stays together is signed, in per cent.
func (l *List) Share() int {
	var all Stay
	for _, s := range l.Stays {
		all.Screens, all.Signed = all.Screens+s.Screens, all.Signed+s.Signed
	}
	return all.Share()
}

// Filmed is how many of the clips there are.
func (l *List) Filmed() (n int) {
	for _, c := range l.Clips {
		if c.Exists {
			n++
		}
	}
	return n
}

func percent(part, of int) int {
	if of == 0 {
		return 0
	}
	return 100 * part / of
}

// Count sends customers through a service and lists its clips. A service for which nobody
// knows what people come for is only walked: then nothing is counted as seen.
func Count(p *assemble.Parts, lang scene.Lang) (List, error) {
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		return List{}, issues
	}
	c := &counter{parts: p, lang: lang, clips: map[string]*Clip{}}
	for _, w := range wishes {
		for _, o := range []tryout.Options{{}, {Easy: true}, {Mishaps: true}, {Practice: true}} {
			o.Hand, o.Lang = tryout.Touch, lang
			c.visit(w, o)
		}
	}
	walk.Walk(p, walk.Options{Lang: lang, Met: func(m kiosk.Model, _ time.Duration) { c.meet(m) }})
	list := List{Service: p.Service.ID, Lang: lang, Stays: c.stays}
	for _, name := range slices.Sorted(maps.Keys(c.clips)) {
		list.Clips = append(list.Clips, *c.clips[name])
	}
	slices.SortStableFunc(list.Clips, func(a, b Clip) int {
		return cmp.Or(cmp.Compare(b.Straight, a.Straight), cmp.Compare(b.Mishaps, a.Mishaps))
	})
	return list, nil
}

type counter struct {
	parts *assemble.Parts
	lang  scene.Lang
	clips map[string]*Clip
	stays []Stay
}

// visit is one customer's stay.
func (c *counter) visit(w tryout.Wish, o tryout.Options) {
	s := Stay{Who: w.Name, Mishaps: o.Mishaps}
	switch {
	case o.Mishaps:
		s.Who += "; with mishaps"
	case o.Practice:
		s.Who += "; practises"
	case o.Easy:
		s.Who += "; easy"
	}
	last := ""
	o.Met = func(m kiosk.Model, _ time.Duration) {
		clip, signed := c.meet(m)
		at := string(m.Scene.Root.ID)
		if clip != nil {
			at += " " + clip.Name
		}
		if at == last {
			return
		}
		if last = at; clip == nil {
			return
		}
		s.Screens++
		if signed {
			s.Signed++
		} else {
			clip.Gaps++
		}
		if o.Mishaps {
			clip.Mishaps++
		} else {
			clip.Straight++
		}
	}
	tryout.Run(c.parts, w, o)
	c.stays = append(c.stays, s)
}

// meet notes what a moment shows, and whether that has a clip; nil where clips are not shown, or the language is another.
func (c *counter) meet(m kiosk.Model) (clip *Clip, signed bool) {
	if m.Scene.Kind == scene.KindAttract || m.Scene.Session == (scene.SessionID{}) || m.Scene.Curtain || m.Prefs.Language != c.lang {
		return nil, false
	}
	names := c.parts.Core.ClipNames(m)
	if len(names) == 0 {
		return nil, false
	}
	name := names[0]
	if clip = c.clips[name]; clip == nil {
		file := path.Join("sign", string(c.lang), name+".mpg")
		clip = &Clip{Name: name, File: file, Text: c.words(&m.Scene, name),
			Exists: c.parts.Service.Sign(c.lang, name) != ""}
		c.clips[name] = clip
	}
	if t := plain(m.Scene.Root.Label); !slices.Contains(clip.Where, t) && len(clip.Where) < mostPlaces {
		clip.Where = append(clip.Where, t)
	}
	return clip, c.parts.Service.Sign(c.lang, names...) != ""
}

// mostPlaces is how many screens a row names.
const mostPlaces = 3

// words are what is to be signed of a screen: an alert's own words where the clip is the
// alert's, else its title and all that is to be read on it. What a clip made beforehand cannot
// say, because it is another thing or number each time, stands there as "…"; under the name of
// something on the menu, what the service calls the step.
func (c *counter) words(s *scene.Scene, name string) string {
	var all []string
	add := func(t scene.Text) {
		if w := plain(t); w != "" && !slices.Contains(all, w) {
			all = append(all, w)
		}
	}
	s.Walk(func(n *scene.Node, _ int) bool {
		if n.Role == scene.RoleAlert && n.Label.ID == name {
			add(n.Label)
		}
		return true
	})
	if len(all) > 0 {
		return strings.Join(all, " / ")
	}
	title := s.Root.Label
	if st, ok := c.parts.Service.Step(strings.TrimPrefix(name, service.ScreenClip(""))); ok && c.isOnMenu(title.ID) {
		title = c.parts.Catalogue.Localizer(c.lang).Text(st.Title)
	}
	add(title)
	s.Walk(func(n *scene.Node, _ int) bool {
		switch n.Role {
		case scene.RoleText, scene.RoleProgress, scene.RoleHeading:
			if !n.Quiet && !c.isOnMenu(n.Label.ID) {
				add(n.Label)
			}
		}
		return true
	})
	return strings.Join(all, " / ")
}

// isOnMenu reports whether a message is the name of something to be had.
func (c *counter) isOnMenu(id string) bool {
	named := func(i service.Item) bool { return i.Label == id }
	return slices.ContainsFunc(c.parts.Service.Items(""), named) ||
		slices.ContainsFunc(c.parts.Service.Categories(), func(k service.Category) bool { return k.Label == id })
}

// plain is a text with "…" for what varies and for what is personal.
func plain(t scene.Text) string {
	var b strings.Builder
	for _, s := range t.Spans {
		if s.Kind != scene.Plain || s.Privacy > scene.Public {
			b.WriteString("…")
			continue
		}
		b.WriteString(s.Text)
	}
	if out := b.String(); strings.Trim(out, " …·/") != "" {
		return out
	}
	return ""
}

// Next are the clips that add most to the signed share, at most n of them, each with the share
// of all screens that is signed when it and those before it are there.
func (l *List) Next(n int) (clips []Clip, shares []int) {
	signed, screens := 0, 0
	var open []Clip
	for _, s := range l.Stays {
		signed, screens = signed+s.Signed, screens+s.Screens
	}
	for _, c := range l.Clips {
		if c.Gaps > 0 {
			open = append(open, c)
		}
	}
	slices.SortStableFunc(open, func(a, b Clip) int { return cmp.Compare(b.Gaps, a.Gaps) })
	for _, c := range open[:min(n, len(open))] {
		signed += c.Gaps
		clips, shares = append(clips, c), append(shares, percent(signed, screens))
	}
	return clips, shares
}
