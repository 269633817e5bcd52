package model

import (
	"slices"
	"strings"
	"sync"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/nav"
	"modu/accessibility/scene"
	"modu/internal/headset"
	"modu/internal/order"
	"modu/internal/search"
	"modu/internal/service"
	"modu/internal/session"
	"modu/locales"
)

// AnyContext is the context of a keymap that holds on every screen.
const AnyContext = "any"

// Config is what a kiosk is made of. Everything in it is immutable from then on.
type Config struct {
	Service      *service.Service
	Catalogue    *locales.Catalogue
	Languages    []scene.Lang // offered, the default first
	Keymap       *nav.Keymap
	Timing       session.Timing
	Speaker      accessibility.Output // what the loudspeaker's levels are
	Headset      accessibility.Output // and the headset's
	Switches     map[string]bool      // devices with so few keys that people call them switches
	Socket       headset.Socket
	Lift         bool          // the screen has a height actuator
	StaffPage    bool          // staff have a page of their own on which they see calls and answer
	NoEarcons    bool          // the site wants no short sounds: they are not offered
	NoLower      bool          // the low position brings nothing down on this panel: the first screen does not offer it
	NoNumberKeys bool          // no keypad here has the ten digits
	Clock        service.Clock // what the clocks of the place show at power-on, until input.WallClock tells
	MayQuit      bool          // development mode: input.Quit ends the program

	// Keys are those that the keypads here have; empty: it is not known.
	Keys map[input.Key]bool

	// Kiosk is what programs know this kiosk by.
	Kiosk string

	// Numbers is the range of its pick-up numbers.
	Numbers order.Numbers

	// TerminalBeyond: the card terminal is known to hang where not everybody reaches it (RCH-1, RCH-3).
	TerminalBeyond bool

	// Sentences are what the site says for a device that speaks, by the device's id.
	Sentences map[string]map[scene.Lang]string

	// Lent is where people borrow earphones; empty: they bring their own.
	Lent scene.Place

	// Places are where things beside the screen are; of one that is not here nothing is said.
	Places map[scene.Place]Place
}

// Setup is a Config with what follows from it. It is immutable.
type Setup struct {
	Config
	Preferences []accessibility.Descriptor // that this kiosk offers
	FirstNeeds  []accessibility.Need       // that its first screen offers
	localizers  map[scene.Lang]*locales.Localizer
	variants    map[string]bool // messages that have a wording of their own for some hand
	indexes     map[scene.Lang]func() *search.Index
}

// NewSetup makes a set-up.
func NewSetup(cfg Config) *Setup {
	s := &Setup{Config: cfg, Preferences: accessibility.Table(cfg.Languages), FirstNeeds: accessibility.FirstNeeds(!cfg.NoLower), localizers: map[scene.Lang]*locales.Localizer{}, variants: variants(cfg.Catalogue, cfg.Languages)}
	if cfg.NoEarcons {
		s.Preferences = slices.DeleteFunc(s.Preferences, func(d accessibility.Descriptor) bool { return d.Field == accessibility.FieldEarcons })
	}
	for _, l := range cfg.Languages {
		s.localizers[l] = cfg.Catalogue.Localizer(l)
	}
	s.indexes = indexes(s)
	return s
}

// indexes are made when somebody first searches in a language: most stays never do.
func indexes(s *Setup) map[scene.Lang]func() *search.Index {
	all := map[scene.Lang]func() *search.Index{}
	for _, lang := range s.Languages {
		all[lang] = sync.OnceValue(func() *search.Index {
			var things []search.Thing
			for _, item := range s.Service.Menu() {
				things = append(things, search.Thing{ID: item.ID, Name: s.localizers[lang].Text(item.Label).String()})
			}
			return search.New(things)
		})
	}
	return all
}

// variants lists the messages that have a wording for some hand: those with an "@".
func variants(cat *locales.Catalogue, langs []scene.Lang) map[string]bool {
	ids := map[string]bool{}
	for _, l := range langs {
		for _, id := range cat.IDs(l) {
			if strings.Contains(id, "@") {
				ids[id] = true
			}
		}
	}
	return ids
}

// inHand is the message for what is used, where it has such a wording.
func (s *Setup) inHand(id string, h accessibility.Hand) string {
	if h != accessibility.NoHand && len(s.variants) > 0 {
		if v := h.Variant(id); s.variants[v] {
			return v
		}
	}
	return id
}

// SiteText is a message in the language of the site, for staff.
func (s *Setup) SiteText(id string, args ...locales.Arg) scene.Text {
	return s.localizers[s.Languages[0]].Text(id, args...)
}
