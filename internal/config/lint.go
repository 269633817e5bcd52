package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/datafile"
)

// Legal and sensible limits of what a site may choose.
const (
	minInactivity = 2 * time.Minute  // TIM-5, counted after speech has ended (TIM-8)
	minWarning    = 20 * time.Second // TIM-2, TIM-5
	maxInactivity = 30 * time.Minute // longer, and the next person meets the last one's order (PRV-4)
	maxWarning    = 5 * time.Minute  // longer is a typing mistake
	maxFactor     = 10               // TIM-3
	minRate       = 50               // below, words fall apart
	maxRate       = 300              // above, people do not follow at first hearing
)

// Panels in use lie between 2 px/mm (50 inch, full HD) and 20 px/mm (a telephone).
const (
	minDensity = 1.5
	maxDensity = 25
	skew       = 0.03 // panels have square pixels; a ruler reads to about 1 %
)

type linter struct {
	site   *Site
	doc    *datafile.Doc
	known  Known
	issues datafile.Issues
}

func (l *linter) add(at, remedy, format string, args ...any) {
	l.issues = append(l.issues, l.doc.Issue(at, remedy, format, args...))
}

func (l *linter) lint() {
	s := l.site
	l.dir("service", s.Service)
	l.dir("locales", s.Locales)
	if s.Backend.URL != "" {
		if err := backend.CheckURL(s.Backend.URL); err != nil {
			l.add("backend.url", err.Error(), "the address of the program beside the kiosk is not right")
		}
	}
	if s.Push != (Push{}) {
		if err := backend.CheckListen(s.Push.Listen, s.Push.Key); err != nil {
			l.add("push", err.Error(), "pushes cannot be taken")
		}
	}
	l.kiosk()
	l.staff()
	for i, lang := range s.Languages {
		at := fmt.Sprintf("languages[%d]", i)
		if slices.Contains(s.Languages[:i], lang) {
			l.add(at, "remove one of the two", "language %q is there twice", lang)
		}
		name(l, at, "language", lang, l.known.Languages)
	}
	for i, lang := range s.AcceptUnreviewed {
		name(l, fmt.Sprintf("accept_unreviewed[%d]", i), "language", lang, l.known.Languages)
	}
	l.panel()
	l.places()
	l.attested()
	l.devices()
	l.audio()
	l.speech()
	l.timing()
}

// fewestNumbers is how many pick-up numbers there must be before the first comes again: of two
// people with one number, one is long gone.
const fewestNumbers = 100

func (l *linter) kiosk() {
	k := l.site.Kiosk
	if !kioskID.MatchString(k.ID) {
		l.add("kiosk.id", "write 1 to 40 letters, digits, dots, lines or underscores, a letter or digit first", "%q is no id of a kiosk", k.ID)
	}
	n := k.Numbers
	switch {
	case n.From < 1 || n.To < 0 || max(n.From, n.To) > maxNumber:
		l.add("kiosk.numbers", fmt.Sprintf("write 1 to %d", maxNumber), "pick-up numbers from %d to %d cannot be called", n.From, n.To)
	case n.To != 0 && n.To-n.From+1 < fewestNumbers:
		l.add("kiosk.numbers", fmt.Sprintf("write at least %d numbers", fewestNumbers), "with pick-up numbers from %d to %d, two people wait with one number", n.From, n.To)
	}
}

// maxNumber is the highest pick-up number: six digits are kept in mind for the way to a counter.
const maxNumber = 999_999

var kioskID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`)

// devices looks at every device, and at their ids and ports together.
func (l *linter) devices() {
	s := l.site
	ids := map[string]bool{SocketID: true, HeadsetID: true}
	for _, one := range s.Singles() {
		ids[one.Place] = true
	}
	for i, d := range s.Devices {
		at := fmt.Sprintf("devices[%d]", i)
		switch {
		case d.ID == "":
			l.add(at, `add "id: …", a name of your choice`, "a device has no id")
		case ids[d.ID]:
			l.add(at+".id", "give each its own", "the id %q is taken", d.ID)
		}
		ids[d.ID] = true
		l.device(at, d)
	}
	for _, one := range s.Singles() {
		l.special(one.Place, one.Device)
	}
	l.samePort()
}

func (l *linter) speech() {
	s := l.site
	name(l, "speech.engine", "speech engine", s.Speech.Engine, l.known.Engines)
	if s.Speech.Rate < minRate || s.Speech.Rate > maxRate {
		l.add("speech.rate", fmt.Sprintf("write %d to %d; 100 is the voice's normal speed", minRate, maxRate), "a speech rate of %d %% cannot be followed", s.Speech.Rate)
	}
}

func (l *linter) timing() {
	s := l.site
	l.between("timing.inactivity", s.Timing.Inactivity, minInactivity, maxInactivity, "TIM-5")
	l.between("timing.warning", s.Timing.Warning, minWarning, maxWarning, "TIM-2")
	f := s.Timing.Factors
	for _, by := range [...]struct {
		key string
		n   int
	}{{"speech", f.Speech}, {"switch", f.Switch}, {"braille", f.Braille}, {"easy", f.Easy}, {"large", f.Large}, {"most", f.Most}} {
		if by.n < 1 || by.n > maxFactor {
			l.add("timing.factors."+by.key, "write 1 to 10; 1 changes nothing", "people cannot be given %d times the time", by.n)
		}
	}
}

func (l *linter) dir(at, dir string) {
	if dir != "" && l.known.DirExists != nil && !l.known.DirExists(dir) {
		l.add(at, "paths count from the site file's directory", "there is no directory %q", dir)
	}
}

func name[T ~string](l *linter, at, what string, got T, known []T) {
	if known != nil && !slices.Contains(known, got) {
		names := make([]string, len(known))
		for i, k := range known {
			names[i] = string(k)
		}
		l.add(at, datafile.Suggest(string(got), names), "%s %q is not known", what, got)
	}
}

func (l *linter) between(at string, got, low, high time.Duration, rule string) {
	if got < low {
		l.add(at, fmt.Sprintf("write %q or more", short(low)), "%s is too short for many people (%s asks for at least %s)", short(got), rule, short(low))
	}
	if got > high {
		l.add(at, fmt.Sprintf("write %q or less", short(high)), "%s is too long: the next person would meet the order of the last", short(got))
	}
}

func short(d time.Duration) string {
	s := d.String()
	for _, end := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, end) {
			s = s[:len(s)-2]
		}
	}
	return s
}

func (l *linter) panel() {
	p := l.site.Panel
	sizes := []struct {
		at string
		n  int
	}{{"panel.pixels.w", p.Pixels.W}, {"panel.pixels.h", p.Pixels.H}, {"panel.mm.w", p.MM.W}, {"panel.mm.h", p.MM.H}}
	before := len(l.issues)
	for _, s := range sizes {
		if s.n < 1 || s.n > 20000 {
			l.add(s.at, "write what you see or measure", "%d cannot be the size of a panel", s.n)
		}
	}
	if len(l.issues) > before {
		return
	}
	x, y := p.PixelsPerMM(), float64(p.Pixels.H)/float64(p.MM.H)
	switch {
	case x < minDensity || x > maxDensity:
		l.add("panel.mm", "measure the visible picture in millimetres (not inches, not centimetres)", "%.1f pixels a millimetre is no panel", x)
	case x/y > 1+skew || y/x > 1+skew:
		l.add("panel.mm", "measure width and height again; was the panel turned?", "pixels are square, but these would be %.2f × %.2f to the millimetre", x, y)
	}
	l.place()
	l.reach()
}

// How a panel may be built in. Outside of these figures somebody measured something
// else, or nobody could use it.
const (
	minBottom, maxBottom     = 100, 1100 // mm; from 1220 nothing is in reach (RCH-1), and the bar takes some of it
	maxTilt                  = 90        // degrees: a table
	minDistance, maxDistance = 300, 1500 // mm; an arm, and farther than anybody touches
)

// place checks where the panel is.
func (l *linter) place() {
	p := l.site.Panel
	if p.Bottom < minBottom || p.Bottom > maxBottom {
		l.add("panel.bottom", "measure from the floor to the lower edge of the visible picture, in millimetres", "a lower edge at %d mm cannot be used by a person (RCH-1)", p.Bottom)
	}
	if p.Tilt < 0 || p.Tilt > maxTilt {
		l.add("panel.tilt", "write how many degrees the panel leans back: 0 is upright, 90 a table", "a tilt of %d degrees is no kiosk", p.Tilt)
	}
	if p.Distance < minDistance || p.Distance > maxDistance {
		l.add("panel.distance", "write how far the eyes are from the panel, in millimetres; 500 is usual", "nobody touches a panel from %d mm", p.Distance)
	}
	turned := "portrait"
	if p.Pixels.W > p.Pixels.H {
		turned = "landscape"
	}
	switch p.Orientation {
	case "", turned:
	case "portrait", "landscape":
		l.add("panel.orientation", "turn pixels and mm round, or write "+turned, "the panel is said to be %s, but its pixels are %s", p.Orientation, turned)
	default:
		l.add("panel.orientation", "write portrait or landscape", "%q is no orientation", p.Orientation)
	}
}

// special is a device of which there is one, with a fixed id.
func (l *linter) special(at string, d **Device) {
	if (*d).ID != "" && (*d).ID != at {
		l.add(at+".id", "remove it", "the id of the %s is always %q", at, at)
	}
	(*d).ID = at
	l.device(at, **d)
}

func (l *linter) device(at string, d Device) {
	if d.Driver == "" {
		l.add(at, `add "driver: …"`, "the device has no driver")
	} else if d.Present() {
		name(l, at+".driver", "driver", d.Driver, l.known.Drivers)
	}
	if d.Profile != "" && !strings.ContainsAny(d.Profile, "/.") {
		name(l, at+".profile", "profile", d.Profile, l.known.Profiles)
	}
	l.sentence(at, d)
	ways := portWays(d.Port)
	switch {
	case !d.Present() && ways > 0:
		l.add(at+".port", "remove it", "a device that is not there has no port")
	case d.Present() && ways != 1:
		l.add(at+".port", "write exactly one of path, usb, mock", "a port has one place, this one has %d", ways)
	}
	if d.Port.Mock != "" {
		name(l, at+".port.mock", "simulated device", d.Port.Mock, l.known.Mocks)
		if l.site.Lock {
			l.add(at+".port.mock", fmt.Sprintf(`give the real port of %q, or "driver: none"; or write "lock: false"`, d.ID), "a simulated device has no place on a kiosk that serves people (lock: true)")
		}
	}
}

// maxSentence is how many characters of a sentence somebody at a distance takes in.
const maxSentence = 160

// sentence looks at what is said for a device. That no language of the site is missing is
// seen where its service is known.
func (l *linter) sentence(at string, d Device) {
	if len(d.Sentence) > 0 && slices.Contains(l.known.Drivers, d.Driver) && !slices.Contains(l.known.Speaking, d.Driver) {
		l.add(at+".sentence", "remove it", "nothing is said for a device with the driver %q", d.Driver)
	}
	for _, lang := range slices.Sorted(maps.Keys(d.Sentence)) {
		l.said(at+".sentence."+string(lang), d.ID, lang, d.Sentence[lang])
	}
}

// said looks at what is said in one language of a device or a place.
func (l *linter) said(at, of string, lang scene.Lang, text string) {
	name(l, at, "language", lang, l.known.Languages)
	switch n := len([]rune(text)); {
	case strings.TrimSpace(text) == "":
		l.add(at, "write what is to be said, or remove the language", "the sentence of %q in %q is empty", of, lang)
	case n > maxSentence:
		l.add(at, fmt.Sprintf("write at most %d", maxSentence), "the sentence of %q in %q has %d characters", of, lang, n)
	}
}

// portWays counts how often a port says where it is; once is right.
func portWays(p Port) int {
	ways := 0
	for _, set := range []bool{p.Path != "", p.USB != nil, p.Mock != ""} {
		if set {
			ways++
		}
	}
	return ways
}

// samePort finds two devices on one port: the second would never open.
func (l *linter) samePort() {
	type placed struct{ at, id string }
	seen := map[string]placed{}
	check := func(at string, d Device) {
		if !d.Present() || d.Port.Mock != "" || d.Port == (Port{}) {
			return
		}
		where := d.Port.String()
		if first, taken := seen[where]; taken {
			l.add(at+".port", "give each its own port", "%q is on the same port as %q: %s", d.ID, first.id, where)
			return
		}
		seen[where] = placed{at, d.ID}
	}
	for i, d := range l.site.Devices {
		check(fmt.Sprintf("devices[%d]", i), d)
	}
	for _, one := range l.site.Singles() {
		check(one.Place, **one.Device)
	}
}
