package kiosk_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// appointments asks for a day and a time of it, shows both and sends them; wall is what the clocks
// of the place show.
func appointments(t *testing.T, days string, wall time.Time) *driver {
	t.Helper()
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	c := kiosktest.Over(fstest.MapFS{
		"service.yaml": file("version: 1\nid: visits\nname: n\ncurrency: KRW\nlanguages: [ko]\nstart: day\nfields:\n  day: {type: date}\n  time: {type: time}\nsteps:\n" +
			"  day: {kind: choose, title: when, field: day, days: " + days + ", next: time}\n" +
			"  time: {kind: choose, title: hour, field: time, times: {on: day, first: \"09:00\", last: \"23:50\", every: 10m, except: [\"09:20..23:30\"]}, next: check}\n" +
			"  check: {kind: show, title: check, says: [check], next: book}\n" +
			"  book: {kind: call, title: n, path: /book, send: [day, time], answer: {ticket: {type: code, public: true}}, next: end}\n" +
			"  end: {kind: done, title: end}\n"),
		"menu.yaml":       file("version: 1\ncategories: []\nitems: []\n"),
		"locales/ko.yaml": file("version: 1\nlanguage: ko\nreviewed_by: \"\"\nmessages:\n  n: 예약\n  when: 언제 오십니까?\n  hour: 몇 시에 오십니까?\n  check: \"{{.day}} {{.time}}\"\n  end: 끝났습니다\n"),
	})
	d := &driver{t: t, c: c, m: c.New(7, 101)}
	d.send(input.WallClock{Now: wall})
	return d
}

func at(day, hour, minute int) time.Time {
	return time.Date(2026, 12, day, hour, minute, 0, 0, time.FixedZone("", 9*60*60))
}

const fortnight = "{first: today, last: today+3}"

func TestDayIsChosenAndSent(t *testing.T) {
	d := appointments(t, fortnight, at(7, 20, 0))
	d.press("down")
	d.want(scene.KindChoose, "choice.2026-12-07")
	if got := words(&d.m.Scene); !strings.Contains(got, "오늘 | 12월 7일 월요일 | 내일 | 12월 8일 화요일 | 모레 | 12월 9일 수요일 | 12월 10일 목요일") {
		t.Error(got)
	}
	d.press("down", "select")
	d.want(scene.KindChoose, "choice.09:00")
	d.press("select")
	if got := words(&d.m.Scene); !strings.Contains(got, "12월 8일 화요일 오전 9:00") {
		t.Error(got)
	}
	d.press("select")
	if got := fmt.Sprint(d.ask().Fields); got != "map[day:2026-12-08 time:09:00]" {
		t.Error(got)
	}
}

// Back from a time leads to the day, with what was chosen marked.
func TestChosenDayIsKept(t *testing.T) {
	d := appointments(t, fortnight, at(7, 20, 0))
	d.press("down", "down", "select", "select", "back", "back")
	if n := d.m.Scene.Find("choice.2026-12-08"); n == nil || !n.Selected {
		t.Errorf("%v", d.m.Scene.FocusOrder())
	}
}

// Whoever is choosing a day at midnight is told; what was called today is offered no more.
func TestMidnightWhileADayIsChosen(t *testing.T) {
	d := appointments(t, fortnight, at(7, 23, 59))
	d.press("down")
	due, ok := d.c.Deadline(d.m)
	if !ok || due > d.m.Now+time.Minute {
		t.Fatalf("nobody looks at midnight: %v", due)
	}
	if got := passTo(d, 61*time.Second); !strings.Contains(got, "when.midnight") {
		t.Errorf("told is %q", got)
	}
	if got := words(&d.m.Scene); strings.Contains(got, "7일") || !strings.Contains(got, "오늘 | 12월 8일 화요일") {
		t.Error(got)
	}
}

// passTo lets time pass without an act, and returns what was told meanwhile.
func passTo(d *driver, long time.Duration) (told string) {
	for end := d.now + long; d.now < end; {
		d.now += time.Second
		d.send(input.TimePassed{})
		told += d.noticed() + "; "
	}
	return told
}

// A day or a time that has passed before anything was made of it is chosen anew.
func TestTimePassesBeforeItIsBooked(t *testing.T) {
	d := appointments(t, fortnight, at(7, 23, 39))
	d.press("down", "select") // today
	d.want(scene.KindChoose, "choice.23:40")
	d.press("select")
	passTo(d, 70*time.Second)
	d.press("select")
	if d.m.Here.Step != "time" || d.m.Order.Answer("time") != "" || !strings.Contains(d.noticed(), "when.over") {
		t.Errorf("at %q with %q, told %q", d.m.Here.Step, d.m.Order.Answer("time"), d.noticed())
	}
	d.want(scene.KindChoose, "choice.23:50")
	passTo(d, 20*time.Minute)
	if d.m.Here.Step == "time" && d.m.Scene.Find("rows.back") == nil {
		t.Errorf("of a day that is over is offered %s", words(&d.m.Scene))
	}
}

// A screen that was seen before a day has passed is not taken for one that is offered.
func TestDayThatIsGoneIsNotTaken(t *testing.T) {
	d := appointments(t, fortnight, at(7, 20, 0))
	d.press("down")
	seen := d.m.Scene.Revision
	d.send(input.WallClock{Now: at(9, 8, 0)})
	for _, phase := range []input.TouchPhase{input.TouchBegan, input.TouchEnded} {
		d.send(input.Touched{Phase: phase, Node: "choice.2026-12-07", Revision: seen})
	}
	if got := d.m.Order.Answer("day"); got != "" || d.m.Here.Step != "day" {
		t.Errorf("%q at %q", got, d.m.Here.Step)
	}
}

// Where no day is left, or the kiosk does not know which day it is, there are words and a way
// back, and staff are told.
func TestNoDayIsLeft(t *testing.T) {
	for days, c := range map[string]struct {
		wall  time.Time
		title string
		staff bool
	}{
		"{first: 2026-12-01, last: 2026-12-08, except: [2026-12-08]}": {at(8, 9, 0), "고를 수 있는 날이 없습니다", false},
		"{first: 2026-12-01, last: 2026-12-08}":                       {at(9, 9, 0), "지금은 날짜나 시간을 고를 수 없습니다", true},
		fortnight:                                                     {time.Date(1970, 1, 1, 0, 1, 0, 0, time.UTC), "지금은 날짜나 시간을 고를 수 없습니다", true},
		"{first: today, last: today, except: [tuesday], empty: end}":  {at(8, 9, 0), "끝났습니다", false},
	} {
		d := appointments(t, days, c.wall)
		var told []kiosk.Effect
		d.press("down")
		told = d.effects
		if got := d.m.Scene.Root.Label.String(); got != c.title || d.m.Scene.Focus != "rows.back" {
			t.Errorf("%s: %q, on %q", days, got, d.m.Scene.Focus)
		}
		failed := false
		for _, e := range told {
			if g, is := e.(kiosk.GuardFailed); is {
				failed = g.Step == "day" && g.Key == service.DaysKey
			}
		}
		if failed != c.staff {
			t.Errorf("%s: staff are told: %v", days, failed)
		}
	}
}

// A part of a long list is a place of its own: "back" leads out of it, and a model in it survives
// being stored.
func TestPartsOfDays(t *testing.T) {
	d := appointments(t, "{first: today, last: today+90}", at(7, 9, 0))
	d.press("down")
	d.want(scene.KindChoose, "part.2026-12-01")
	if got := words(&d.m.Scene); !strings.Contains(got, "12월 | 1월 | 2월 | 3월") {
		t.Error(got)
	}
	d.press("select")
	d.want(scene.KindChoose, "part.2026-12-07")
	if got := words(&d.m.Scene); !strings.Contains(got, "이번 주 | 12월 7일부터 12월 13일까지 | 다음 주") {
		t.Error(got)
	}
	d.press("select")
	d.want(scene.KindChoose, "choice.2026-12-07")
	data, err := (model.Moment{S: d.c.Setup, M: &d.m}).Encode(scene.Unredacted)
	if err != nil {
		t.Fatal(err)
	}
	if m, err := model.Decode(d.c.Setup, data); err != nil || m.Here.Within != d.m.Here.Within || m.Here.Within == (service.Within{}) {
		t.Errorf("%v: %v", err, m.Here.Within)
	}
	d.press("back", "back")
	d.want(scene.KindChoose, "part.2026-12-01")
}
