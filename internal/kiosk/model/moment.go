package model

import (
	"time"

	"modu/accessibility"
	"modu/accessibility/gesture"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/typing"
	"modu/internal/beacon"
	"modu/internal/headset"
	"modu/internal/hold"
	"modu/internal/kiosk/course"
	"modu/internal/money"
	"modu/internal/order"
	"modu/internal/service"
	"modu/internal/session"
)

// Moment is a model in its set-up: what can be asked of it.
type Moment struct {
	S *Setup
	M *Model
}

// Service is the service as it is now: with the prices and what is sold out today.
func (n Moment) Service() *service.Service { return n.M.Menu.over(n.S.Service) }

// Step is the step that the person is at; zero in attract.
func (n Moment) Step() service.Step {
	return n.M.StepIn(n.Service())
}

// Paying reports whether money is in the balance: then nothing else may end or change the
// order.
func (m *Model) Paying() bool { return m.Pay.Running() }

// Spent reports whether the order can no longer be changed.
func (m *Model) Spent() bool { return m.Course.Spent() || !m.Practice && m.Pay.Unknown() }

// Idle reports whether the kiosk waits for its next person.
func (m *Model) Idle() bool { return m.Clock.Phase == session.Attract }

// Focus is where the person is: on what lies over the step, or on the step.
func (m *Model) Focus() scene.NodeID {
	if m.Overlay.Kind != NoOverlay {
		return m.Overlay.Focus
	}
	return m.Here.Focus
}

// Pages is where the person is in what is cut into pages: of what lies over the step, or of
// the step.
func (m *Model) Pages() course.Pages {
	if m.Overlay.Kind != NoOverlay {
		return m.Overlay.Pages
	}
	return m.Here.Pages
}

// AtStake reports whether the person has done anything that leaving would undo (ERR-2).
func (m *Model) AtStake() bool {
	return !m.Entry.Untouched() || !m.Order.IsZero() || len(m.Facts) > 0
}

// Loss is the message that says what would be lost by leaving now, though nothing can be
// changed any more: paid for and not yet in the hand, or unknown whether it was paid.
// It is empty where nothing would.
func (m *Model) Loss() string {
	switch {
	case m.Practice: // nothing is
	case m.Pay.Unknown():
		return "home.unknown"
	case m.Number != 0 && m.Task.Running():
		return "home.printing"
	case m.Number != 0 && m.Task.Failed:
		return "home.unprinted"
	}
	return ""
}

// FitKey is where the screen reports how much of a container fits.
func (m *Model) FitKey(container scene.NodeID) FitKey {
	return FitKey{m.screen(), container, m.Prefs.Size, m.Low(), m.Prefs.Easy, m.ControlSide(), m.Prefs.Language}
}

// screen names the screen that is shown, apart from whatever it lies over: what fits on
// one says nothing of the other.
func (m *Model) screen() string {
	switch m.Showing() {
	case ShowWarning:
		return "?" + string(scene.KindWarning)
	case ShowHeadsetOut:
		return "?" + string(scene.KindHeadsetOut)
	case ShowOverlay:
		return "?" + string(m.Overlay.Kind) + string(m.Overlay.Section)
	case ShowPracticeEnd:
		return "?" + string(scene.KindPractice)
	}
	return m.Here.Step + string(m.Here.Search) + string(m.Here.Question)
}

// Crowded is how many parts of this screen fit on a page, where the screen has reported
// that it does not fit as a whole at the size the person chose; 0 where it does. Letters
// are never made smaller for it, and nothing is cut off (TXT-6, TXT-7).
func (m *Model) Crowded() int { return m.PerPage[m.FitKey(scene.WholePage)] }

// easyChoices is how many things to choose from the easy form shows at once: LNG-4 gives no
// figure; four can be kept in mind while the fifth would push out the first.
const easyChoices = 4

// What fits on a page is not known until the screen has reported it.
const (
	usualGrid = 6
	usualList = 5
)

// Fits is how many children of a container stand on a page.
func (m *Model) Fits(id scene.NodeID, a scene.Arrange) int {
	per := m.PerPage[m.FitKey(id)]
	if per < 1 {
		per = usualList
		if a == scene.ArrangeGrid {
			per = usualGrid
		}
	}
	if most := m.Most(id, a); most > 0 {
		per = min(per, most)
	}
	return per
}

// Most is how many children a page of a container never exceeds; 0: as many as fit.
func (m *Model) Most(id scene.NodeID, a scene.Arrange) int {
	if m.Prefs.Easy && m.Overlay.Kind == NoOverlay && (a == scene.ArrangeGrid || id == scene.WholePage) {
		// Not in the settings, which must not move under the hand that asks for the easy form.
		return easyChoices
	}
	return 0
}

// Marked reports whether the screen marks what has focus (KEY-9): to a person who only
// touches, a mark on something that they did not touch looks like a choice.
func (m *Model) Marked() bool {
	byFinger := m.Hand == accessibility.Touch || m.Hand == accessibility.NoHand
	return !byFinger || m.Prefs.Speech || m.Prefs.Strip || m.Braille
}

// Curtained reports whether the screen is covered: never in silence.
func (m *Model) Curtained() bool { return m.Prefs.Curtain && m.Prefs.Speech }

// onePageSize is the largest size at which the options of a long item fit together on the
// usual panel.
const onePageSize = 133

// Low reports whether controls are in the low position. The screen that moves the screen
// always is: who needs it lower must reach what lowers it (RCH-1).
func (m *Model) Low() bool {
	return m.Prefs.Low || m.Showing() == ShowOverlay && m.Overlay.Kind == OverlayHeight
}

// ControlSide is the side of the screen on which the controls are to be.
func (m *Model) ControlSide() scene.Side {
	if !m.Low() {
		return scene.AnySide
	}
	return m.Side
}

// Roomy reports whether there is room for a sentence that only explains.
func (m *Model) Roomy() bool { return m.Prefs.Size <= onePageSize }

// OneByOne: the easy form asks one thing a screen, and at the large sizes several
// questions do not fit on one (TXT-6 wants everything larger, TXT-7 nothing cut).
func (m *Model) OneByOne() bool { return m.Prefs.Easy || !m.Roomy() }

// Ear says where speech goes now. A headset that somebody has left in its socket does not
// swallow what is meant for the whole room.
func (n Moment) Ear() scene.Ear {
	if n.M.Beacon.Speaking() {
		return scene.Ear{}
	}
	return n.M.Headset.Ear(n.S.Socket)
}

// Sentences are what the site says for a device, in the order of its languages.
func (n Moment) Sentences(device string) (out []scene.Text) {
	for _, l := range n.S.Languages {
		if s := n.S.Config.Sentences[device][l]; s != "" {
			out = append(out, scene.Literal(l, s, scene.Public))
		}
	}
	return out
}

// Output is where speech goes now; what its levels are, the site has measured.
func (n Moment) Output() accessibility.Output {
	if n.M.Scene.Ear.Headset {
		return n.S.Headset
	}
	return n.S.Speaker
}

// Keyboard is the layout in use for an alphabet.
func (n Moment) Keyboard(a typing.Alphabet) typing.Layout {
	return n.M.Entry.Keyboard(a, n.M.Crowded() > 0)
}

// Typing reports whether a field is on the screen.
func (m *Model) Typing() bool {
	return m.Entry.Field != "" && m.Scene.Find(m.Entry.Field) != nil
}

// Total is what the order costs. Orders refuse what would overflow, so that there is one.
func (n Moment) Total() money.Amount {
	total, err := n.M.Order.Total()
	if err != nil {
		panic(err)
	}
	return total
}

// Basket is the order as a program is sent it, with the names of send; it has no number yet.
// Its words are those of the service's first language, whatever the person reads.
func Basket(n Moment, send []string) *order.Basket {
	svc := n.Service()
	words := n.S.Catalogue.Localizer(svc.Languages[0])
	b := svc.Basket(n.M.Order, send, func(message string) string {
		if t, own := named(svc, message, svc.Languages[0]); own {
			return t.String()
		}
		return words.Text(message).String()
	})
	b.Kiosk, b.Catalogue.Program = n.S.Kiosk, n.M.Catalogue
	return &b
}

// largeSize is from which size on everything is read piece by piece.
const largeSize = 200

// Timing is how long a stay waits for this person (TIM-3).
func (n Moment) Timing() session.Timing {
	p, f := n.M.Prefs, n.S.Timing.Factors
	var apply []int
	for _, need := range [...]struct {
		there bool
		by    int
	}{{p.Speech, f.Speech}, {n.switched(), f.Switch}, {n.M.Braille, f.Braille}, {p.Easy, f.Easy}, {p.Size >= largeSize, f.Large}} {
		if need.there {
			apply = append(apply, need.by)
		}
	}
	return n.S.Timing.Times(p.TimeoutFactor, apply...)
}

// switched reports whether the person has used switches.
func (n Moment) switched() bool {
	for device := range n.M.Devices {
		if n.S.Switches[device] {
			return true
		}
	}
	return false
}

// The situations of the machines: what each needs to know of the rest.

// Stay is what holds for the clock of the stay.
func (n Moment) Stay() session.Situation {
	m := n.M
	return session.Situation{Timing: n.Timing(), Held: m.Paying(), Listens: m.Prefs.Speech && m.Scene.Ear.Headset && !m.Paused}
}

// Clock is what the clocks of the place show.
func Clock(n Moment) service.Clock { return n.M.Civil + service.Clock(n.M.Now/time.Second) }

// SlotsChange is when the days or times on the screen are others although nobody does anything;
// false where there are none.
func SlotsChange(n Moment) (time.Duration, bool) {
	if n.M.Showing() != ShowStep {
		return 0, false
	}
	at, ok := service.SlotsChange(n.Step(), Clock(n))
	return time.Duration(at-n.M.Civil) * time.Second, ok
}

// Way is what holds around the way through the service.
func (n Moment) Way() course.Situation {
	m := n.M
	return course.Situation{Service: n.Service(), OneByOne: m.OneByOne(), Closed: m.Paying() || m.Pay.Unknown(),
		Effect: input.EffectID{Boot: m.Boot, Counter: m.Effects + 1}, Number: m.NextNumber, Clock: Clock(n)}
}

// Finger is what holds for a contact.
func (n Moment) Finger() gesture.Rules {
	m, p := n.M, n.M.Prefs
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	return gesture.Rules{Idle: m.Idle(), Active: m.Clock.Phase == session.Active, Speech: p.Speech, Curtain: m.Curtained(), Low: m.Low(),
		Debounce: ms(p.DebounceMS), Dwell: ms(p.DwellMS), Hold: ms(p.HoldMS), TimeoutFactor: p.TimeoutFactor}
}

// Plug is what goes on around the headset's plug.
func (n Moment) Plug() headset.Situation {
	m := n.M
	return headset.Situation{Socket: n.S.Socket, Idle: m.Idle(), Ask: m.Clock.Phase == session.Active && !m.Paying() && !m.Task.Running()}
}

// Asked is what the location beacon depends on: whether somebody is being served, and what
// there is to say.
func (n Moment) Asked(ev input.Event) beacon.Situation {
	return beacon.Situation{Free: n.M.Idle() && !n.M.Paying(), Sentences: len(n.Sentences(n.M.Beacon.Asks(ev)))}
}

// Held is what a hold depends on.
func (n Moment) Held() hold.Situation {
	m := n.M
	return hold.Situation{
		Steady: m.Overlay.Kind == OverlayHeight && m.Focus() == m.Lift.Node && m.Clock.Phase == session.Active && !m.Headset.Held(),
		Finger: m.Touch.Down && !m.Touch.Slid, On: m.Touch.Node, Contact: m.Touch.ID,
	}
}
