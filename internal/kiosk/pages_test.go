package kiosk_test

import (
	"slices"
	"testing"
	"time"

	"modu/accessibility"
	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/act"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/screen"
)

// atReview has three lines to check.
func atReview(t *testing.T) *driver {
	d := start(t)
	for _, id := range []scene.NodeID{"attract.start", "choice.go", "category.cold", "item.i1", "basket.more", "category.cold", "item.i2", "basket.more", "category.cold", "item.i3", "basket.next"} {
		d.touch(id)
	}
	d.want(scene.KindReview, "")
	return d
}

// atPay waits for a card.
func atPay(t *testing.T) *driver {
	d := atReview(t)
	d.touch("review.pay")
	d.want(scene.KindPay, "")
	return d
}

// walkPages calls see on every page of the screen, turned by the hand.
func (d *driver) walkPages(see func()) {
	d.t.Helper()
	for range 30 {
		see()
		c := d.m.Scene.Find(scene.WholePage)
		if c == nil || c.Page.Index >= c.Page.Count-1 {
			return
		}
		d.touch("page.next")
	}
	d.t.Fatal("the pages never end")
}

// What tells the person what to do is on every page, before what is only read.
func TestInstructionsNeverPage(t *testing.T) {
	for _, c := range []struct {
		name string
		at   func(t *testing.T) *driver
		want []scene.NodeID // with their buttons
		read scene.NodeID   // is on the pages
	}{
		{"pay", atPay, []scene.NodeID{"pay.stage"}, "pay.amount"},
		{"declined", func(t *testing.T) *driver {
			d := atPay(t)
			d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Declined})
			return d
		}, []scene.NodeID{"pay.alert", "pay.retry"}, "pay.amount"},
		{"unknown", func(t *testing.T) *driver {
			d := atPay(t)
			d.send(input.PaymentEnded{Effect: d.payment().ID, Outcome: input.Unknown})
			return d
		}, []scene.NodeID{"pay.alert"}, "pay.amount"},
		{"home", func(t *testing.T) *driver {
			d := atReview(t)
			d.touch("bar.home")
			return d
		}, []scene.NodeID{"home.alert", "home.keep", "home.discard"}, ""},
		{"warning", func(t *testing.T) *driver {
			d := atReview(t)
			at, _ := d.c.Deadline(d.m)
			d.now = at
			d.send(input.TimePassed{})
			return d
		}, []scene.NodeID{"warn.alert", "warn.left", "warn.more"}, ""},
		{"staff call", func(t *testing.T) *driver {
			d := withStaffPage(t)
			d.touch("bar.call")
			d.touch("bar.call")
			return d
		}, []scene.NodeID{"call.wait", "call.close"}, "manners"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.at(t)
			kind, read := d.m.Scene.Kind, c.read == ""
			d.crowd(1)
			d.walkPages(func() {
				for _, id := range c.want {
					if d.m.Scene.Kind != kind || d.m.Scene.Find(id) == nil {
						t.Errorf("%s is not on a page of %s", id, d.m.Scene.Kind)
					}
				}
				if p := d.m.Scene.Find(scene.WholePage); p != nil {
					read = read || p.Find(func(n *scene.Node) bool { return n.ID == c.read }) != nil || c.read == "manners"
					for i := range d.m.Scene.Root.Children {
						if n := &d.m.Scene.Root.Children[i]; n.ID == scene.WholePage {
							break
						} else if !slices.Contains(c.want, n.ID) {
							t.Errorf("%s stands before the pages", n.ID)
						}
					}
				}
			})
			if !read {
				t.Errorf("%s is on no page", c.read)
			}
		})
	}
}

// A screen that warns, or that lies over a step, is cut by what fits on it, and not by what
// fits on the step.
func TestOneScreenIsNotCutForAnother(t *testing.T) {
	d := atReview(t)
	d.crowd(1)
	d.touch("bar.help")
	if d.m.Scene.Find(scene.WholePage) != nil {
		t.Error("help is cut because the step is")
	}
	d.touch("help.close")
	at, _ := d.c.Deadline(d.m)
	d.now = at
	d.send(input.TimePassed{})
	d.want(scene.KindWarning, "")
	d.crowd(2)
	d.touch("warn.more")
	d.want(scene.KindReview, "")
	if p := d.m.Scene.Find(scene.WholePage); p == nil || len(p.Children) != 1 {
		t.Errorf("the review is cut as the warning was: %+v", p)
	}
}

// Help, details, their second page, three sizes larger, and back: the step is where it was.
func TestPagesOfHelpStayInHelp(t *testing.T) {
	for page := range 2 {
		d := start(t)
		for _, id := range []scene.NodeID{"attract.start", "choice.go", "category.cold"} {
			d.touch(id)
		}
		d.crowd(1)
		for range page {
			d.touch("page.next")
		}
		want := d.m.Scene.Find(scene.WholePage).Children[0].ID
		d.touch("bar.help")
		d.crowd(2)
		d.touch("page.next")
		help := d.m.Scene.Find(scene.WholePage).Page.Index
		d.touchAnywhere("help.more")
		d.want(scene.KindSections, "")
		d.touchAnywhere("section.see")
		d.want(scene.KindSettings, "")
		d.crowd(1)
		if p := d.m.Scene.Find(scene.WholePage).Page; p.Index != 0 {
			t.Fatalf("the details open at page %d", p.Index+1)
		}
		d.touch("page.next")
		details := d.m.Scene.Find(scene.WholePage).Page.Index
		d.touchAnywhere("pref.look")
		d.want(scene.KindLooks, "")
		d.crowd(1)
		d.touchAnywhere("pref.look.high-contrast")
		d.crowd(1)
		d.touch("bar.back")
		d.want(scene.KindSettings, "")
		d.crowd(1)
		if p := d.m.Scene.Find(scene.WholePage).Page; p.Index < details {
			t.Errorf("back in the details on page %d, they were left on page %d", p.Index+1, details+1)
		}
		d.touch("bar.back")
		d.want(scene.KindSections, "section.see")
		d.touch("bar.back")
		d.want(scene.KindHelp, "")
		d.crowd(2)
		if p := d.m.Scene.Find(scene.WholePage).Page; p.Index < help {
			t.Errorf("back in help on page %d, it was left on page %d", p.Index+1, help+1)
		}
		d.touchAnywhere("help.close")
		d.want(scene.KindItems, "")
		d.crowd(1)
		if got := d.m.Scene.Find(scene.WholePage).Children[0].ID; got != want {
			t.Errorf("from page %d: the step shows %s, it was left at %s", page+1, got, want)
		}
	}
}

// A review that is cut begins with what is paid for; what else was answered comes after it.
func TestACutReviewBeginsWithTheOrder(t *testing.T) {
	d := atReview(t)
	lines := func() (ids []scene.NodeID) {
		d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
			if n.Role == scene.RoleSummary && n.ID != "total" {
				ids = append(ids, n.ID)
			}
			return true
		})
		return ids
	}
	whole := lines()
	d.crowd(1)
	if got := lines(); len(whole) < 2 || whole[0] == "review.0" || len(got) != 1 || got[0] != "review.0" {
		t.Errorf("whole it shows %v, cut it begins with %v", whole, got)
	}
}

// touchAnywhere touches a node that may be on another page.
func (d *driver) touchAnywhere(id scene.NodeID) {
	d.t.Helper()
	for _, turn := range []scene.NodeID{"page.next", "page.previous"} {
		for range 40 {
			if d.m.Scene.Find(id) != nil {
				d.touch(id)
				return
			}
			n := d.m.Scene.Find(turn)
			if n == nil || n.Disabled {
				break
			}
			d.touch(turn)
		}
	}
	d.t.Fatalf("%s is on no page of %s", id, d.m.Scene.Kind)
}

// resized shows the step in another size, at which so many parts stand on a page; 0: all.
func (d *driver) resized(size, per int) {
	d.t.Helper()
	d.m.Prefs.Size = size
	d.send(input.JackChanged{}) // changes nothing, and draws it anew
	if per > 0 {
		d.crowd(per)
	}
}

// What was focused or touched last stays in sight, whichever way the screen is cut.
func TestWhatWasTouchedStaysInSight(t *testing.T) {
	items := func(t *testing.T) *driver {
		d := start(t)
		for _, id := range []scene.NodeID{"attract.start", "choice.go", "category.cold"} {
			d.touch(id)
		}
		return d
	}
	for _, c := range []struct {
		name string
		at   func(t *testing.T) *driver
		do   func(d *driver)
		want scene.NodeID
	}{
		{"a line that is only read", atReview, func(d *driver) { d.touch("review.2") }, "review.2"},
		{"the total", atReview, func(d *driver) { d.touch("total") }, "total"},
		{"an item by keys", items, func(d *driver) { d.seek("item.i5") }, "item.i5"},
		{"an item on the second page", items, func(d *driver) { d.touch("items.next") }, "item.i7"},
		{"a line of the basket", func(t *testing.T) *driver {
			d := atReview(t)
			d.touch("bar.back")
			return d
		}, func(d *driver) {
			var ids []scene.NodeID
			d.m.Scene.Walk(func(n *scene.Node, _ int) bool {
				if n.Role == scene.RoleQuantity {
					ids = append(ids, n.ID)
				}
				return true
			})
			d.touch(ids[2] + ".plus")
		}, "line.i3:@3000.plus"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := c.at(t)
			c.do(d)
			seen := func(size, per int) {
				t.Helper()
				d.resized(size, per)
				if d.m.Scene.Find(c.want) == nil {
					t.Errorf("%d %%, %d a page: %s is not in sight, but %v", size, per, c.want, d.m.Scene.FocusOrder())
				}
			}
			seen(167, 2)
			seen(200, 1)
			seen(133, 3)
			seen(100, 0)
			d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "items", PerPage: 2})
			seen(100, 0)
			d.touch("bar.help")
			d.m.Prefs.Size = 200
			d.touch("help.close")
			if d.m.Scene.Find(c.want) == nil {
				t.Errorf("back from help: %s is not in sight, but %v", c.want, d.m.Scene.FocusOrder())
			}
		})
	}
}

// Until every page has been shown there is nothing to pay with: the next act reads on.
func TestPayingWaitsUntilAllIsRead(t *testing.T) {
	d := atReview(t)
	n := d.m.Scene.Find("review.pay")
	if n == nil || !n.Commits {
		t.Fatalf("%+v", n)
	}
	d.crowd(2)
	for page, want := range []string{"1 / 2", ""} {
		n := d.m.Scene.Find(screen.ReadOn)
		if d.m.Scene.Find("total") == nil {
			t.Errorf("page %d does not tell what it all comes to", page+1)
		}
		if page == 1 {
			if n != nil || d.m.Scene.Find("review.pay") == nil || d.m.Scene.Focus != "review.pay" {
				t.Fatalf("all is read, and the focus is on %s", d.m.Scene.Focus)
			}
			break
		}
		if n == nil || !n.Primary || n.Details[0].String() != want || d.m.Scene.Find("review.pay") != nil || d.m.Scene.Focus != screen.ReadOn {
			t.Fatalf("page %d: %+v, focus %s", page+1, n, d.m.Scene.Focus)
		}
		for id, a := range d.m.Acts {
			if a.Kind == act.Reviewed {
				t.Errorf("%s pays", id)
			}
		}
		d.touch(screen.ReadOn)
	}
	d.touch("page.previous") // it was met
	if d.m.Scene.Find("review.pay") == nil {
		t.Error("what was read is not read any more after turning back")
	}
	d.touch("bar.help")
	d.touch("help.close")
	if d.m.Scene.Find("review.pay") == nil {
		t.Error("what was read is not read any more after help")
	}
	d.crowd(1)
	if d.m.Scene.Find("review.pay") != nil {
		t.Error("other pages count as read")
	}
	d.touch("bar.back")
	d.want(scene.KindBasket, "")
	d.touch("basket.next")
	d.crowd(2)
	if d.m.Scene.Find("review.pay") != nil {
		t.Error("a review that opens again counts as read")
	}
}

// A price that changes while somebody reads makes what they read another order.
func TestAChangedOrderIsReadAgain(t *testing.T) {
	d := atReview(t)
	d.crowd(3)
	d.touch(screen.ReadOn)
	price := int64(1500)
	d.send(input.MenuChanged{Items: map[string]input.ItemChange{"i1": {Price: &price}}})
	d.touch("news.ok")
	d.want(scene.KindReview, "")
	if d.m.Scene.Find("review.pay") != nil {
		t.Error("an order with another price counts as read")
	}
}

// A price that staff set while somebody is at the kiosk holds for the next person; that
// something is sold out holds at once. A price that the program pushes meanwhile replaces it.
func TestPricesOfStaffWaitForTheNextPerson(t *testing.T) {
	for name, c := range map[string]struct {
		pushed bool
		want   int64
	}{"set": {false, 1500}, "then pushed": {true, 1700}} {
		d := atReview(t)
		price, other, out := int64(1500), int64(1700), true
		d.send(input.MenuChanged{Items: map[string]input.ItemChange{"i1": {Price: &price}, "i5": {SoldOut: &out}}, Patient: true})
		d.want(scene.KindReview, "") // nothing is told: nothing has changed for this person
		if l, _ := d.m.Order.Line(0); l.UnitPrice.Minor == price {
			t.Errorf("%s: it costs another amount in the middle of a stay", name)
		}
		if d.m.Menu.Pushed["i5"].SoldOut == nil || d.m.Menu.Pushed["i1"].Price != nil {
			t.Errorf("%s: %+v", name, d.m.Menu.Pushed)
		}
		if c.pushed {
			d.send(input.MenuChanged{Items: map[string]input.ItemChange{"i1": {Price: &other}}})
		}
		for range 3 { // the keys of the bar lead away from where they are
			if !d.m.Idle() {
				d.press(input.KeyHome)
			}
			if d.m.Scene.Find("home.discard") != nil {
				d.touch("home.discard")
			}
			if d.m.Scene.Find("news.ok") != nil {
				d.touch("news.ok")
			}
		}
		if !d.m.Idle() {
			t.Fatalf("%s: the stay has not ended: %s", name, d.m.Scene.Kind)
		}
		if p := d.m.Menu.Pushed["i1"].Price; p == nil || *p != c.want || d.m.Waiting != nil {
			t.Errorf("%s: the next person pays %+v, still waiting %v", name, d.m.Menu.Pushed["i1"], d.m.Waiting)
		}
	}
}

// A list that is cut by itself, at any size, is read to its end as well.
func TestLongListIsReadBeforePaying(t *testing.T) {
	d := atReview(t)
	d.send(input.Fitted{Revision: d.m.Scene.Revision, Container: "review", PerPage: 1})
	for range 2 {
		if d.m.Scene.Find("review.pay") != nil {
			t.Fatal("a line was not read")
		}
		d.touch(screen.ReadOn)
	}
	if d.m.Scene.Find("review.pay") == nil {
		t.Error("all lines were read")
	}
	d.touch("review.previous")
	if d.m.Scene.Find("review.pay") == nil {
		t.Error("all lines were read, and one is shown again")
	}
}

// Keys read on with select alone, and back with the buttons of the page: on a page that is
// only read there is nothing else that they could stop at.
func TestPagesToReadByKeys(t *testing.T) {
	d := start(t)
	d.press("down", "select", "select")
	d.seek("item.soup")
	d.press("select")
	d.want(scene.KindBasket, "basket.next")
	d.m.Prefs.Easy, d.m.Prefs.Size = true, 200 // what it all comes to has a page of its own
	d.press("select")
	d.want(scene.KindReview, "review.pay")
	d.crowd(1)
	page := func() *scene.Node { return d.m.Scene.Find(scene.WholePage) }
	read := page().Page.Count - 1 // behind what it all comes to is only what is told of the way, which may stay unread
	for i := range read - 1 {
		d.want(scene.KindReview, screen.ReadOn)
		if got := page().Page.Index; got != i {
			t.Fatalf("on page %d, want %d", got+1, i+1)
		}
		d.press("select")
	}
	d.want(scene.KindReview, "review.pay")
	if got := page().Children; page().Page.Index != read-1 || len(got) != 1 || got[0].Role != scene.RoleSummary || slices.ContainsFunc(got[0].Children, func(n scene.Node) bool { return n.Role == scene.RoleButton }) {
		t.Fatalf("page %d is not one that is only read: %v", page().Page.Index+1, got)
	}
	d.seek("page.previous")
	d.press("select")
	if got := page().Page.Index; got != read-2 {
		t.Errorf("back on page %d, want %d", got+1, read-1)
	}
	d.seek("review.pay")
}

// A finger that rests beside everything in the low position has the controls come to its
// side; the middle gives them back, and the next person begins anew.
func TestControlsComeToTheSideOfTheFinger(t *testing.T) {
	d := atChoose(t, func(p *accessibility.Preferences) { p.Low = true })
	rest := func(node scene.NodeID, side scene.Side, long time.Duration) {
		d.now += time.Second
		rev := d.m.Scene.Revision
		d.send(input.Touched{Phase: input.TouchBegan, Node: node, Side: side, Revision: rev})
		if at, ok := d.c.Deadline(d.m); !ok || at > d.now+3*time.Second {
			t.Fatal("nobody wakes the core when the finger has rested")
		}
		d.now += long
		d.send(input.TimePassed{})
		d.send(input.Touched{Phase: input.TouchEnded, Node: node, Side: side, Revision: rev})
	}
	want := func(why string, side scene.Side) {
		t.Helper()
		if got := d.m.Scene.Look.Side; got != side {
			t.Fatalf("%s: controls on the side %q", why, got)
		}
	}
	rest("", scene.LeftSide, 2900*time.Millisecond)
	want("a short rest", scene.AnySide)
	rest("", scene.LeftSide, 3*time.Second)
	want("a rest on the left", scene.LeftSide)
	rest("", scene.RightSide, 3*time.Second)
	want("a rest on the right", scene.RightSide)
	rest("choice.go", scene.LeftSide, 4*time.Second)
	want("a slow press", scene.RightSide)
	d.want(scene.KindCategories, "") // and it counted as a press
	d.m.Prefs.Speech = true
	d.now += time.Second
	d.send(input.Touched{Phase: input.TouchBegan, Side: scene.LeftSide, Revision: d.m.Scene.Revision})
	d.now += 5 * time.Second
	d.send(input.TimePassed{})
	d.send(input.Touched{Phase: input.TouchEnded, Side: scene.LeftSide, Revision: d.m.Scene.Revision})
	want("a finger that listens", scene.RightSide)
	d.m.Prefs.Speech = false
	rest("", scene.AnySide, 3*time.Second)
	want("a rest in the middle", scene.AnySide)
	rest("", scene.LeftSide, 3*time.Second)
	d.m.Prefs.Low = false
	d.send(input.JackChanged{})
	want("out of the low position", scene.AnySide)
	d.touch("bar.home")
	d.touch("home.discard")
	if d.m.Side != scene.AnySide {
		t.Error("the next person meets the side of the last")
	}
}

// Keys of the keyboard on the screen are found before they type, while speech is on (TGT-8).
func TestFirstTouchOnAKeyOnlySpeaks(t *testing.T) {
	d := finding(t)
	d.m.Prefs.Speech = true
	typed := func() string {
		n := d.m.Scene.Find("find.name")
		if len(n.Details) == 0 {
			return ""
		}
		return n.Details[0].String()
	}
	for i, want := range []struct{ touch, typed string }{{"ㄱ", ""}, {"ㄱ", "ㄱ"}, {"ㅏ", "ㄱ"}, {"ㅏ", "가"}, {"ㄱ", "가"}, {"ㅏ", "가"}} {
		d.touch(scene.NodeID("key." + want.touch))
		if got := typed(); got != want.typed {
			t.Fatalf("touch %d, on %s: typed %q, want %q", i+1, want.touch, got, want.typed)
		}
	}
	d.now += time.Second // a finger that slides over keys types nothing, nor the one it leaves
	rev := d.m.Scene.Revision
	d.send(input.Touched{Phase: input.TouchBegan, Node: "key.ㄴ", Revision: rev})
	for _, k := range []scene.NodeID{"key.ㄷ", "key.ㄹ"} {
		d.send(input.Touched{Phase: input.TouchMoved, Node: k, Revision: d.m.Scene.Revision})
	}
	d.send(input.Touched{Phase: input.TouchEnded, Node: "key.ㄹ", Revision: d.m.Scene.Revision})
	if got := typed(); got != "가" {
		t.Errorf("a sliding finger typed %q", got)
	}
	d.touch("typing.erase")
	if got := typed(); got != "가" {
		t.Errorf("the first touch erased: %q", got)
	}
}

// The warning is seen and heard by people who do not listen too (TIM-4).
func TestWarningInTwoSenses(t *testing.T) {
	for name, wish := range map[string]func(*accessibility.Preferences){
		"as it is":           func(*accessibility.Preferences) {},
		"large":              func(p *accessibility.Preferences) { p.Size = 200 },
		"easy":               func(p *accessibility.Preferences) { p.Easy = true },
		"who listens":        func(p *accessibility.Preferences) { p.Speech = true },
		"with sign language": func(p *accessibility.Preferences) { p.Sign = true },
	} {
		d := atChoose(t, wish)
		for range 20 {
			at, ok := d.c.Deadline(d.m)
			if !ok {
				break
			}
			d.now = max(d.now, at)
			if d.send(input.TimePassed{}); d.m.Scene.Kind == scene.KindWarning {
				break
			}
		}
		d.want(scene.KindWarning, "warn.more")
		if left := d.m.Scene.Find("warn.left"); left == nil || left.Label.IsZero() {
			t.Errorf("%s: the time that is left is not seen", name)
		}
		if d.change.Earcon != scene.EarconTime {
			t.Errorf("%s: it sounds like %q", name, d.change.Earcon)
		}
	}
}

// Where the card terminal is known to be out of reach, that is said before the first choice,
// and at no other time (RCH-1).
func TestTerminalOutOfReachIsSaidFirst(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	if d.m.Scene.Find("reach.terminal") != nil {
		t.Fatal("a terminal within reach is said to be out of it")
	}
	cfg := kiosktest.Core().Config
	cfg.TerminalBeyond = true
	c := kiosk.NewCore(cfg)
	d = &driver{t: t, c: c, m: c.New(7, 101)}
	d.press("down")
	d.want(scene.KindChoose, "choice.stay")
	n := d.m.Scene.Root.Children[0]
	if n.ID != "reach.terminal" || n.Role != scene.RoleText || n.Label.IsZero() {
		t.Errorf("the first step begins with %+v", n)
	}
	d.press("select")
	if d.m.Scene.Find("reach.terminal") != nil {
		t.Error("it is said again on the next step")
	}
	d.press("left")
	if d.m.Scene.Find("reach.terminal") == nil {
		t.Error("back on the first step it is gone")
	}
}

// Two answers stand on one page, however few parts a page has; of more, two at a time.
func TestAnswersStandInPairs(t *testing.T) {
	d := start(t)
	d.touch("attract.start")
	together := func(a, b scene.NodeID) (met bool) {
		d.walkPages(func() {
			is, other := d.m.Scene.Find(a) != nil, d.m.Scene.Find(b) != nil
			met = met || is
			if is != other {
				t.Errorf("%s without %s on %+v", a, b, d.m.Scene.Find(scene.WholePage).Page)
			}
		})
		return met
	}
	if d.crowd(1); !together("choice.stay", "choice.go") {
		t.Error("the answers are on no page")
	}
	o := shipped(t, "cafe")
	o.touch("attract.start", "choice.here", "category.coffee", "item.latte")
	o.do(input.Fitted{Revision: o.m.Scene.Revision, Container: scene.WholePage, PerPage: 1})
	o.do(input.Fitted{Revision: o.m.Scene.Revision, Container: scene.FinePage, PerPage: 1})
	if page := o.m.Scene.Find(scene.WholePage); page == nil || len(page.Children) != 1 || len(page.Children[0].Children) != 2 {
		t.Errorf("the answers are parted: %+v", page)
	}
}
