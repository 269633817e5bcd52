package ui

import (
	"modu/accessibility/scene"
	"modu/ui/theme"
)

// layout makes a plan from a scene. It is pure but for its memory of what fitted
// before, and for the measuring of text.
type layout struct {
	panel  theme.Panel
	looks  func(id string) theme.Palette // nil: the looks as they are shipped
	clips  func(name string) bool        // is there such a clip? nil: none
	br     *breaker
	exists func(picture string) bool
	aspect func(picture string) float32 // its width in its height

	bars map[barKey]barPlace       // of the scene being laid out
	memo map[scene.NodeID]*fitMemo // of the containers of the present kind of screen
	key  memoKey
	rev  uint64 // of the scene being laid out
}

// fitMemo keeps a container from changing its columns, its page size or the size of its
// pictures to and fro: all may only fall while the same kind of screen stays.
type fitMemo struct {
	cols, per int
	side      bool // pictures stand beside the words
	rank      int  // of the level
	total     int
	rev       uint64
	ignored   int // scenes in a row that held more than was reported to fit
}

type memoKey struct {
	kind    scene.Kind
	look    scene.Look
	lang    scene.Lang
	w, h    float32
	session scene.SessionID
}

// arrange lays out a scene in a window of w x h canvas units, scale pixels each: at the
// best level at which everything fits, else at the last one.
func (l *layout) arrange(sc *scene.Scene, w, h, scale float32, pressed scene.NodeID) *plan {
	key := memoKey{sc.Kind, sc.Look, sc.Lang, w, h, sc.Session}
	if key != l.key || l.memo == nil {
		l.key, l.memo = key, map[scene.NodeID]*fitMemo{}
	}
	l.rev, l.bars = sc.Revision, map[barKey]barPlace{}
	size := float32(theme.Scale(sc.Look.Size))
	base := l.pass(sc, w, h, scale, size, pressed)
	crowd := crowded(sc)
	if base.cramped() && isList(&sc.Root) {
		crowd = 0
	}
	out := newPlan()
	var lack float32
	for _, lv := range levelsWithClip(levels(size, sc.Look.Easy, base.yields(), base.fours()), l.clip(sc) != nil, size) {
		p := base.at(lv)
		out.clear()
		ok := p.pageWithSubject(out) || p.page(out)
		if sc.Curtain {
			p.curtain(out)
		}
		out.k, out.size, out.px = lv.k, size, p.px
		if lv.k == size {
			lack = out.lack
		}
		out.lack = lack
		if lv.k < size*fullSize || lv.minRows < 2 && hasManyActs(&sc.Root) {
			// At the size that the person chose it does not fit: whatever makes the scene
			// must cut it into pages. Until then it is shown smaller. So where many acts beside
			// the next one leave a list room for one thing only: they can stand behind it.
			if crowd > 0 {
				out.fits = append(out.fits, fitReport{container: scene.WholePage, per: min(crowd-1, firstGuess), cols: 1, total: crowd, guess: true})
			} else if hasFinePages(sc) {
				out.fits = append(out.fits, fitReport{container: scene.FinePage, per: 1, cols: 1, total: 2, guess: true})
			}
		}
		if ok {
			l.remember(out)
			break
		}
	}
	return out
}

// fullSize is the share of the chosen size from which it counts as that size, against
// rounding.
const fullSize = 0.999

// firstGuess is how many parts of a crowded screen are tried on a page; the screen
// reports how many really fit once it has seen them so.
const firstGuess = 4

// remember keeps what was decided, for the next scene of this kind.
func (l *layout) remember(out *plan) {
	for _, f := range out.fits {
		if f.guess {
			continue
		}
		m := l.memo[f.container]
		if m == nil || m.total != f.total {
			m = &fitMemo{cols: f.cols, per: f.per, total: f.total, side: f.side}
			l.memo[f.container] = m
		}
		m.cols, m.per, m.rank = min(m.cols, f.cols), min(m.per, f.per), max(m.rank, f.rank)
		if f.children > f.per {
			if m.rev != l.rev {
				m.ignored, m.rev = m.ignored+1, l.rev
			}
		} else {
			m.ignored = 0
		}
	}
}

// look is the palette of a look, in the site's own colours where it has some.
func (l *layout) look(id string) theme.Palette {
	if l.looks != nil {
		return l.looks(id)
	}
	return theme.Look(id)
}
