package course_test

import (
	"testing"

	"modu/accessibility/scene"
	"modu/internal/kiosk/course"
	"modu/internal/order"
)

func TestPagesAreValues(t *testing.T) {
	var p course.Pages
	shown := p.Show("lines", 4)
	if other := shown.Show("lines", 9); shown.Anchors["lines"] != 4 || other.Anchors["lines"] != 9 {
		t.Error("showing another page changes what was there before")
	}
	if first := shown.Show("lines", -1); len(first.Anchors) != 0 || len(shown.Anchors) != 1 {
		t.Errorf("%+v", first)
	}
	held := shown.Hold("lines", 6, "line.6")
	if held.Anchors["lines"] != 6 || held.At != (course.Spot{List: "lines", Node: "line.6"}) || shown.Anchors["lines"] != 4 {
		t.Errorf("%+v, %+v", held, shown)
	}
	if on := held.Show("lines", 8); on.At != (course.Spot{}) {
		t.Error("who turns the page is called back by what had the focus")
	}
}

func TestMetIsAValue(t *testing.T) {
	page := scene.Page{Index: 0, Count: 3, Total: 5}
	met := course.Met{}.Meet("lines", page, 2, order.Order{})
	next := met.Meet("lines", scene.Page{Index: 1, Count: 3, First: 2, Total: 5}, 2, order.Order{})
	if met.Has("lines", page, 1, 2, order.Order{}) || !next.Has("lines", page, 1, 2, order.Order{}) {
		t.Error("meeting a page changes what was met before")
	}
}

// What was met is forgotten where it may have been something else.
func TestWhatIsMetIsOfOneOrderAndOneCut(t *testing.T) {
	page := scene.Page{Index: 1, Count: 3, First: 2, Total: 5}
	p := course.Met{}.Meet("lines", page, 2, order.Order{})
	changed := order.Order{}.WithAnswer("dine", "here")
	for _, c := range []struct {
		name  string
		list  scene.NodeID
		total int
		per   int
		o     order.Order
		want  bool
	}{
		{"the same", "lines", 5, 2, order.Order{}, true},
		{"another list", "items", 5, 2, order.Order{}, false},
		{"more lines", "lines", 6, 2, order.Order{}, false},
		{"larger pages", "lines", 5, 3, order.Order{}, false},
		{"another order", "lines", 5, 2, changed, false},
	} {
		now := page
		now.Total = c.total
		if got := p.Has(c.list, now, 1, c.per, c.o); got != c.want {
			t.Errorf("%s: met %v", c.name, got)
		}
	}
	if p.Has("lines", page, 0, 2, order.Order{}) || p.Has("lines", page, 7, 2, order.Order{}) {
		t.Error("a page was met that was never shown")
	}
	again := p.Meet("lines", scene.Page{Index: 0, Count: 3, Total: 5}, 2, changed)
	if again.Has("lines", page, 1, 2, changed) || !again.Has("lines", page, 0, 2, changed) {
		t.Errorf("%+v", again)
	}
}
