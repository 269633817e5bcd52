package service

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
)

// When a thing is sold, and what people are told of it at other times. 2026-11-30 is a Monday.
func TestSaleAt(t *testing.T) {
	breakfast := Valid{From: "07:00", To: "10:30"}
	weekdays := Valid{From: "07:00", To: "10:30", Days: []string{"monday", "tuesday", "wednesday", "thursday", "friday"}}
	weekend := Valid{From: "08:00", To: "12:00", Days: []string{"saturday", "sunday"}}
	night := Valid{From: "22:00", To: "02:00", Days: []string{"friday"}}
	fromMidnight, toMidnight := Valid{To: "06:00"}, Valid{From: "18:00", To: "24:00"}
	winter := Valid{Since: "2026-12-01", Until: "2027-02-28"}
	const open = "open"
	for _, c := range []struct {
		at    string
		valid []Valid
		want  string // open, or what comes next
	}{
		{"2026-11-30 06:59", nil, open},
		{"2026-11-30 06:59", []Valid{breakfast}, "today 420-630"},
		{"2026-11-30 07:00", []Valid{breakfast}, open},
		{"2026-11-30 10:29", []Valid{breakfast}, open},
		{"2026-11-30 10:30", []Valid{breakfast}, "tomorrow 420-630"},
		{"2026-12-04 11:00", []Valid{weekdays}, "week 420-630"}, // Friday: on Monday
		{"2026-12-04 11:00", []Valid{weekdays, weekend}, "tomorrow 480-720"},
		{"2026-12-05 09:00", []Valid{weekdays, weekend}, open},
		{"2026-12-05 12:00", []Valid{weekdays, weekend}, "tomorrow 480-720"},
		{"2026-12-04 21:59", []Valid{night}, "today 1320-120"},
		{"2026-12-04 23:59", []Valid{night}, open},
		{"2026-12-05 00:00", []Valid{night}, open}, // the night of Friday
		{"2026-12-05 01:59", []Valid{night}, open},
		{"2026-12-05 02:00", []Valid{night}, "week 1320-120"},
		{"2026-12-06 01:00", []Valid{night}, "week 1320-120"},
		{"2026-11-30 00:00", []Valid{fromMidnight}, open},
		{"2026-11-30 06:00", []Valid{fromMidnight}, "tomorrow 0-360"},
		{"2026-11-30 17:00", []Valid{toMidnight}, "today 1080-0"},
		{"2026-11-30 23:59", []Valid{toMidnight}, open},
		{"2026-11-30 12:00", []Valid{winter}, "tomorrow 0-0"},
		{"2026-10-30 12:00", []Valid{winter}, "later 0-0"},
		{"2027-02-28 23:59", []Valid{winter}, open},
		{"2027-03-01 00:00", []Valid{winter}, " 0-0"},
		{"2026-11-30 12:00", []Valid{{Days: []string{"saturday"}}}, "week 0-0"},
		{"2026-11-30 12:00", []Valid{breakfast, {From: "14:00", To: "15:00"}}, "today 840-900"},
		{"2026-11-30 12:00", []Valid{{From: "14:00", To: "15:00"}, breakfast}, "today 840-900"},
		{"2027-02-28 23:00", []Valid{{From: "22:00", To: "03:00", Until: "2027-02-28"}}, open},
		{"2027-03-01 02:00", []Valid{{From: "22:00", To: "03:00", Until: "2027-02-28"}}, open}, // began on the last day
		{"2027-03-01 03:00", []Valid{{From: "22:00", To: "03:00", Until: "2027-02-28"}}, " 0-0"},
	} {
		at, err := time.Parse("2006-01-02 15:04", c.at)
		if err != nil {
			t.Fatal(err)
		}
		s, got := Item{Valid: c.valid}.SaleAt(at), open
		if s.Closed {
			got = fmt.Sprintf("%s %d-%d", s.Opens, s.From, s.To)
		} else if s != (input.Sale{}) {
			t.Errorf("%s: %+v", c.at, s)
		}
		if got != c.want {
			t.Errorf("%s %+v: %s, want %s", c.at, c.valid, got, c.want)
		}
		// The next day is one on which it is sold.
		if s.Opens != input.OpensNever {
			if then := time.Unix(s.Day*24*60*60, 0).UTC().Add(time.Duration(s.From) * time.Minute); (Item{Valid: c.valid}).SaleAt(then) != (input.Sale{}) || !then.After(at) {
				t.Errorf("%s: it is not sold at %s", c.at, then)
			}
		}
	}
}

// Mistakes in times have a line and a remedy.
func TestLintValid(t *testing.T) {
	for valid, want := range map[string]string{
		`[{from: "7:00"}]`:                         `"7:00" is no time of day; write a time of day such as "07:00"`,
		`[{to: "25:00"}]`:                          `"25:00" is no time of day`,
		`[{from: "24:00"}]`:                        `"24:00" is no time of day`,
		`[{from: "07:00", to: "07:00"}]`:           `it ends when it begins, at 07:00; write a later one`,
		`[{to: "00:00"}]`:                          `it ends when it begins, at 00:00`,
		`[{days: [mon]}]`:                          `"mon" is no day of the week`,
		`[{days: [monday, monday]}]`:               `"monday" is there twice`,
		`[{since: 2026-13-01}]`:                    `"2026-13-01" is no day`,
		`[{until: "tomorrow"}]`:                    `"tomorrow" is no day; write a day such as 2026-12-01`,
		`[{since: 2026-12-02, until: 2026-12-01}]`: `no day is from 2026-12-02 to 2026-12-01`,
		`[{days: [sunday], since: 2026-12-01, until: 2026-12-05}]`: `no day is from 2026-12-01 to 2026-12-05`,
		`[{}]`: `this stretch of time is always`,
		"[" + strings.Repeat("{days: [monday]}, ", 11) + "]": `there are 11 stretches of time; write at most 10`,
	} {
		for place, edit := range map[string][2]string{"item": {"label: item.stew,", "label: item.stew, valid: " + valid + ","}, "category": {"{id: hot,", "{id: hot, valid: " + valid + ","}} {
			menu := strings.Replace(shopMenu, edit[0], edit[1], 1)
			if menu == shopMenu {
				t.Fatalf("%s: no such place", place)
			}
			_, issues := Load(files(shopService, menu), "shop", nil)
			if err := issues.Err(); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "shop/menu.yaml:") {
				t.Errorf("%s: valid: %s: %v, want %s", place, valid, err, want)
			}
		}
	}
}

// An item has the times of its category, unless it has its own; a catalogue may tell others, and
// what it tells no more is as in the files.
func TestTimesAreInherited(t *testing.T) {
	menu := strings.Replace(shopMenu, "{id: hot,", `{id: hot, valid: [{from: "07:00", to: "10:30"}],`, 1)
	menu = strings.Replace(menu, "label: item.stew,", "label: item.stew, valid: [{days: [saturday]}],", 1)
	s, issues := Load(files(shopService, menu), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	soup, _ := s.Item("soup")
	stew, _ := s.Item("stew")
	if !s.Timed() || len(soup.Valid) != 1 || soup.Valid[0].To != "10:30" || len(stew.Valid) != 1 || stew.Valid[0].Days[0] != "saturday" || len(s.Items("hot")[0].Valid) != 1 {
		t.Errorf("%+v, %+v", soup, stew)
	}
	told, err := s.ReadCatalogue([]byte(`{"revision": "1", "items": [{"id": "soup", "valid": [{"from": "11:00", "to": "14:00", "days": ["monday"], "more": 1}]}, {"id": "stew", "valid": []},
		{"id": "plum", "price": 1, "category": "hot", "names": {"ko": "매실차"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	now, err := s.With(told.Items)
	if err != nil {
		t.Fatal(err)
	}
	soup, _ = now.Item("soup")
	stew, _ = now.Item("stew")
	plum, _ := now.Item("plum")
	if soup.Valid[0].From != "11:00" || stew.Valid == nil || len(stew.Valid) != 0 || plum.Valid[0].To != "10:30" {
		t.Errorf("%+v, %+v, %+v", soup, stew, plum)
	}
	back := s.Differs(told.Items, nil)
	if times := *back["soup"].Times; len(times) != 1 || times[0].To != "10:30" || len(s.Differs(told.Items, told.Items)) != 0 {
		t.Errorf("%+v", back)
	}
	// At another time it cannot be chosen, and what has been chosen stays.
	closed, err := s.With(map[string]input.ItemChange{"soup": {Sale: &input.Sale{Closed: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if it, _ := closed.Item("soup"); it.OnSale() || it.SoldOut {
		t.Errorf("%+v", it)
	}
}

func TestReadTimes(t *testing.T) {
	s := baseMenu(t)
	for valid, want := range map[string]AnswerError{
		`7`:                                  {"items[1].valid", WrongList},
		`[7]`:                                {"items[1].valid[1]", WrongObject},
		`[{}, null]`:                         {"items[1].valid[2]", WrongObject},
		`[{"from": 7}]`:                      {"items[1].valid[1].from", WrongText},
		`[{"from": "7:00"}]`:                 {"items[1].valid[1].from", WrongTime},
		`[{"to": "24:01"}]`:                  {"items[1].valid[1].to", WrongTime},
		`[{"since": "2026-02-30"}]`:          {"items[1].valid[1].since", WrongDate},
		`[{"days": "monday"}]`:               {"items[1].valid[1].days", WrongText},
		`[{"days": ["Mon"]}]`:                {"items[1].valid[1].days", WrongValue},
		`[{"days": ["monday", "monday"]}]`:   {"items[1].valid[1].days", WrongTwice},
		`[{"from": "07:00", "to": "07:00"}]`: {"items[1].valid[1].to", WrongRange},
		"[" + strings.Repeat("{},", maxValid) + "{}]":        {"items[1].valid", WrongMany},
		`[{"days": ["a","a","a","a","a","a","a","a"]}]`:      {"items[1].valid[1].days", WrongMany},
		`[{"since": "2026-12-02", "until": "2026-12-01"}]`:   {"items[1].valid[1].until", WrongRange},
		`[{"from": "` + strings.Repeat("0", 100_000) + `"}]`: {"items[1].valid[1].from", WrongTime},
	} {
		_, err := s.ReadCatalogue([]byte(`{"revision": "7", "items": [{"id": "tea", "valid": ` + valid + `}]}`))
		if got := (*AnswerError)(nil); !errors.As(err, &got) || *got != want {
			t.Errorf("%.60s: %v, want %v", valid, err, &want)
		}
	}
}
