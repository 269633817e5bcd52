package tryout

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"modu/accessibility"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/kiosk/screen"
	"modu/internal/service"
	"modu/locales"
)

// customer is somebody with a wish. What they perceive and do goes through their hand;
// the stay's own knowledge is for the judge.
type customer struct {
	*stay
	hand   hand
	taken  map[string]bool // what was chosen of the wish
	asked  map[string]bool // the titles that were perceived where several are chosen, by screen
	screen string          // the one that was acted on last
	typed  string          // the screen on which the wish was typed
	met    map[string]bool // screens
	count  int             // of them
	over   bool
}

// hand is a way of using the kiosk: what can be perceived, and acts.
type hand interface {
	// begin comes to the machine and starts.
	begin()
	// perceives reports whether a message can be perceived on the screen.
	perceives(id string) bool
	// find looks for the first thing on offer that bears one of these messages as its
	// name, and is then at it.
	find(ids []string) (found offer, ok bool)
	// act chooses what was found.
	act()
	// anything is an act that means nothing but "I am here".
	anything()
	// enter types signs; of a keyboard on the screen, by its keys.
	enter(text string)
	// led reports whether the kiosk has brought the customer to something that bears one of these
	// names and can be chosen.
	led(ids []string) bool
	// perceivesCount reports whether so many of what a message names can be perceived.
	perceivesCount(label string, n int) bool
	// settle waits until the kiosk has had its say.
	settle()
	// leave takes along what was brought.
	leave()
}

// offer is something that can be chosen.
type offer struct {
	id       string
	chosen   bool // already
	disabled bool
}

// Words that everybody knows as the way on.
var onward = []string{"basket.open", "options.add", "review.pay", "review.agree", "enter.confirm", "pay.retry", "many.none", "stop.keep", "news.ok",
	"go.more", "go.choose", "go.count", "go.seats", "go.enter", "go.present", "go.options", "go.review", "go.identify", "go.show", "go.print", "go.done", "go.depends"}

// In practice also what stands in for a card, a payment and the end.
var rehearsed = []string{"practice.presented", "practice.paid", "practice.end"}

// What can be chosen by mistake on any service's screens.
var wrongTurns = []string{"basket.more", "present.other", "pay.cancel"}

// maxRounds ends a stay that leads nowhere; patience is how long a customer waits for a
// screen on which there is nothing for them.
const (
	maxRounds = 120
	patience  = 20
)

func (c *customer) visit() {
	switch c.opt.Hand {
	case Touch:
		c.hand = &finger{stay: c.stay}
	case Pictures:
		c.hand = &nonReader{&finger{stay: c.stay}}
	default:
		c.hand = &listener{stay: c.stay, digits: c.opt.Hand == Ear, alone: c.opt.Hand == Headset}
	}
	c.hand.leave() // the person before has taken along what they brought
	c.fresh, c.blank = c.bare(), c.scene
	c.fresh.Prefs.Verbosity = accessibility.Defaults(c.parts.Core.Preferences).Verbosity // of everybody after them
	if c.opt.Practice && c.opt.Hand == Touch && !c.opt.Easy && c.opt.Lang == c.lang {
		c.practiseFromAttract()
	} else {
		c.hand.begin()
	}
	c.first = c.scene
	if c.scene.Kind == scene.KindAttract {
		c.flag(Reached, "nothing begins")
		return
	}
	c.settings()
	c.judge.plain, _ = plainWords(c.lang)
	if c.opt.Practice {
		c.practise()
	}
	c.serve()
	if c.over || len(c.report.Findings) > 0 && c.scene.Kind != scene.KindDone {
		return
	}
	if got := c.order(); got != c.wish.Gets {
		c.flag(Reached, "the kiosk understood %q, the wish was %q", got, c.wish.Gets)
	}
	if c.scene.Kind != scene.KindDone {
		c.flag(Reached, "%q is not the end", c.scene.Kind)
		return
	}
	if _, ok := c.hand.find([]string{"done.finish"}); !ok {
		c.flag(Leave, "there is no way to finish")
		return
	}
	c.hand.act()
	c.ended()
}

// ended is when the stay is over, in whatever way.
func (c *customer) ended() {
	c.over = true
	c.hand.leave()
	c.gone()
	if !c.opt.Practice {
		c.next(c.hand.begin)
	}
}

// foreign reports whether the customer reads and understands none of the kiosk's language.
// Who comes for the easy form is taken to have somebody beside them, and goes through help.
func (c *customer) foreign() bool { return c.opt.Lang != c.lang && !c.opt.Easy }

// ownName is what a language calls itself.
const ownName = "language.self"

// ownLanguage looks for the one word that a foreigner knows: what their language calls itself.
func (c *customer) ownLanguage() {
	c.lang = c.opt.Lang
	c.mustFind(Language, ownName)
	c.hand.act()
	if c.scene.Lang != c.opt.Lang {
		c.flag(Language, "%s is not what is gone on in", c.opt.Lang)
	}
}

// settings sets language and form under help, as everybody finds them there.
func (c *customer) settings() {
	if c.foreign() {
		if c.opt.Hand == Touch { // who has touched the screen anywhere goes back to the row
			c.mustFind(Undo, "bar.back")
			c.hand.act()
		}
		c.ownLanguage()
	} else if c.opt.Lang != c.lang {
		c.mustFind(Leave, "bar.help")
		c.hand.act()
		c.mustFind(Leave, "help.more")
		c.hand.act()
		c.mustFind(Leave, "pref.section.words")
		c.hand.act()
		own := "pref.language." + string(c.opt.Lang)
		for range len(c.parts.Languages) + 1 {
			if c.scene.Lang == c.opt.Lang && c.hand.perceives(own) {
				break
			}
			c.mustFind(Language, "pref.language")
			c.hand.act()
			c.lang = c.m.Model().Prefs.Language // the name of the setting, as the reader of it now
		}
		if c.scene.Lang != c.opt.Lang {
			c.flag(Language, "%s cannot be chosen", c.opt.Lang)
		}
		c.mustFind(Leave, "settings.close")
		c.hand.act()
	}
	c.lang = c.opt.Lang
	if c.opt.Easy {
		c.mustFind(Leave, "bar.help")
		c.hand.act()
		c.mustFind(Form, "need.easy")
		c.hand.act()
		c.easy = true
		if !c.m.Model().Prefs.Easy {
			c.flag(Form, "the easy form does not come")
		}
		c.mustFind(Leave, "help.close")
		c.hand.act()
	}
	c.settled = true
	c.judge.shown(&c.scene) // it came before anybody could judge it
}

func (c *customer) mustFind(r Rule, id string) offer {
	o, ok := c.hand.find([]string{id})
	if !ok {
		c.flag(r, "%q is not to be found", id)
	}
	return o
}

// serve goes on until the end of the service, or of practice.
func (c *customer) serve() {
	waited := 0
	for range maxRounds {
		c.hand.settle()
		if c.over {
			return
		}
		if now := c.here(); now != c.screen {
			c.screen, c.typed, waited = now, "", 0
			if !c.met[now] {
				c.met[now] = true
				c.count++
				c.report.Screens = c.count
				c.mishaps()
				if c.over {
					return
				}
				c.screen = ""
				continue // wherever they are now, everything is looked at again
			}
		}
		if c.hand.perceives("done.finish") || c.judge.rehears && c.scene.Kind == scene.KindPractice {
			return
		}
		if c.prompted() {
			continue
		}
		if c.wished() || c.goOn() || c.again() {
			waited = 0
			continue
		}
		if waited++; waited > patience {
			break
		}
		c.v.Wait(time.Second)
	}
	c.flag(Reached, "the customer does not know what to do")
	c.over = true
}

// here is the screen, as somebody would tell it from another.
func (c *customer) here() string {
	m := c.m.Model() // not by the scene's id: another attempt to pay is the same screen to a person
	return string(c.scene.Kind) + "/" + m.Here.Step + "/" + string(rune('0'+m.Here.Asked)) + "/" + string(rune('0'+m.Here.Zone)) + fmt.Sprint(m.Here.Within.From) + string(m.Here.Question)
}

// prompted does what the kiosk asks for with other things than its keys.
func (c *customer) prompted() bool {
	for _, r := range [...]service.Reader{service.CardReader, service.CodeReader, service.FingerprintReader} {
		if c.hand.perceives("present." + string(r)) {
			c.log("holds", string(r))
			c.forget()
			c.v.Present(string(r), true)
			return true
		}
	}
	if c.hand.perceives("pay.card") && c.scene.Kind == scene.KindPay {
		c.log("taps", "card")
		c.forget()
		if err := c.v.Card("tap"); err != nil {
			c.flag(Reached, "%v", err)
			c.over = true
		}
		return true
	}
	for title, text := range c.wish.Enter {
		if c.typed != c.screen && (c.hand.perceives(title) || c.judge.rehears && c.hand.perceives(practised+title)) {
			c.typed = c.screen
			if c.judge.rehears && c.hand.perceives("practice.any") {
				text = text[:1]
			}
			c.hand.enter(text)
			if c.hand.led(onward) {
				c.hand.act()
			}
			return true
		}
	}
	return false
}

// wished chooses what was wished for and is on offer here.
func (c *customer) wished() bool {
	if c.picked() || c.ticked() || c.many() || c.counts() {
		return true
	}
	open := slices.DeleteFunc(slices.Clone(c.wish.Choose), func(id string) bool { return c.taken[id] })
	for len(open) > 0 {
		o, ok := c.hand.find(open)
		if !ok {
			return false
		}
		open = slices.DeleteFunc(open, func(id string) bool { return id == o.id })
		if o.disabled {
			continue
		}
		c.taken[o.id] = true
		if o.chosen && (c.scene.Kind == scene.KindOptions || c.ticks()) {
			continue // it is so already
		}
		ticks := c.ticks() && c.isCard(o.id)
		c.hand.act()
		if ticks {
			c.marked(o.id)
		}
		return true
	}
	return false
}

func (c *customer) goOn() bool {
	words := slices.Clone(onward)
	if c.scene.Kind == scene.KindOptions { // who is choosing how they want a thing takes it first
		words = slices.DeleteFunc(words, func(id string) bool { return id == "basket.open" })
	}
	if c.judge.rehears {
		for _, id := range rehearsed {
			if c.parts.Catalogue.Has(id, c.lang) {
				words = append(words, id)
			}
		}
	}
	o, ok := c.hand.find(words)
	if !ok || o.disabled {
		return false
	}
	c.hand.act()
	return true
}

// again chooses once more what was chosen before a wrong turn.
func (c *customer) again() bool {
	o, ok := c.hand.find(slices.Collect(maps.Keys(c.taken)))
	if !ok || o.disabled {
		return false
	}
	c.hand.act()
	return true
}

// practise goes through everything without consequence, and then makes it real.
func (c *customer) practise() {
	if !c.m.Model().Practice {
		c.mustFind(Practice, "bar.help")
		c.hand.act()
		c.mustFind(Practice, "help.more")
		c.hand.act()
		c.mustFind(Practice, "practice.open")
		c.hand.act()
	}
	if !c.m.Model().Practice {
		c.flag(Practice, "it does not begin")
		return
	}
	c.judge.rehears = true
	asked := c.opt
	c.opt.Mishaps, c.opt.RunOutAt, c.opt.LeaveAt = false, 0, 0
	c.serve()
	c.hand.settle()
	c.opt = asked
	if c.over {
		return
	}
	over := c.scene.Root.Label.ID // a service may have its own words for it
	if c.scene.Kind != scene.KindPractice || over == "" || !c.hand.perceives(over) {
		c.flag(Practice, "it does not end by saying that nothing was done")
		return
	}
	if n := c.v.Printed(); len(n) > 0 {
		c.flag(Practice, "%d sheets were printed", len(n))
	}
	c.judge.rehears = false
	n := c.scene.Find(screen.ForReal)
	if n == nil {
		c.flag(Practice, "it cannot be made real")
		return
	}
	c.mustFind(Practice, n.Label.ID)
	c.hand.act()
	if c.m.Model().Practice {
		c.flag(Practice, "it cannot be made real")
	}
	c.screen, c.typed, c.count, c.met = "", "", 0, map[string]bool{}
}

// practiseFromAttract begins with practice, as the first screen offers it.
func (c *customer) practiseFromAttract() {
	c.mustFind(Practice, "practice.open")
	c.hand.act()
}

// forget is what an act does to what was heard before it: it is over.
func (s *stay) forget() { s.said, s.mark = nil, 0 }

// recent is what was said since the newest press.
func (s *stay) recent() []speech.Utterance { return s.said[s.mark:] }

// voice is a text as people hear it, one string for each voice that says it.
func (s *stay) voice(t scene.Text, lang scene.Lang, easy bool) []string {
	u, ok := s.parts.Words.Compose(scene.Change{Cause: scene.Cause{Kind: scene.ByPerson},
		Before: scene.Scene{Lang: lang}, After: scene.Scene{Lang: lang, Look: scene.Look{Easy: easy}},
		Notices: []scene.Notice{{Text: t, Politeness: scene.Assertive}}}, accessibility.Preferences{Language: lang, Easy: easy})
	if !ok {
		return nil
	}
	var out []string
	for _, c := range u.Clauses {
		out = append(out, c.Text)
	}
	return out
}

// practised before the id of a title is the title as practice marks it.
const practised = "practice.title "

// message is a message in the customer's language.
func (s *stay) message(id string) scene.Text {
	if words, is := strings.CutPrefix(id, inWords); is {
		return s.rowCalled(words)
	}
	if n, is := strings.CutPrefix(id, inNumber); is {
		return s.countCalled(n)
	}
	l := s.parts.Catalogue.Localizer(s.lang)
	title, is := strings.CutPrefix(id, practised)
	if !is {
		return l.Text(id)
	}
	t := l.Text(title)
	if s.easy {
		t = t.InEasyForm()
	}
	return l.Text("practice.title", locales.Words("Title", t))
}

// written is a message as this customer reads it.
func (s *stay) written(id string) string {
	t := s.message(id)
	if s.easy {
		return t.EasyString()
	}
	return t.String()
}

// sounds is a message as this customer hears it.
func (s *stay) sounds(id string) string {
	k := word{id, s.lang, s.easy}
	if w, known := s.known[k]; known {
		return w
	}
	if strings.HasPrefix(id, inWords) || strings.HasPrefix(id, inNumber) { // how it sounds is known once it is there
		return strings.Join(s.voice(s.message(id), s.lang, s.easy), " ")
	}
	w := strings.Join(s.voice(s.message(id), s.lang, s.easy), " ")
	s.known[k] = w
	return w
}

// word is a message in a language and form.
type word struct {
	id   string
	lang scene.Lang
	easy bool
}
