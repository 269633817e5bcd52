package service

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/datafile/datafiletest"
)

// What a catalogue may be wrong in, each with the name of the value.
func TestReadCatalogue(t *testing.T) {
	s := baseMenu(t)
	const season = `{"id": "plum", "price": 4000, "category": "hot", "names": {"ko": "매실차", "fr": "x"}, "options": ["size"], "counter": "cup", "picture": "dot"}`
	told, err := s.ReadCatalogue([]byte(`{"revision": "7", "more": 1, "items": [{"id": "tea", "price": 3300, "sold_out": true, "left": 0, "names": 1e3}]}`))
	if err == nil {
		t.Errorf("names of another form pass: %+v", told)
	}
	told, err = s.ReadCatalogue([]byte(`{"revision": "7", "more": 1, "items": [{"id": "tea", "price": 3300, "sold_out": true, "left": 0, "colour": "x"}, ` + season + `]}`))
	if err != nil || told.Revision != "7" || *told.Items["tea"].Price != 3300 || *told.Items["tea"].Left != 0 || told.Items["tea"].Added != nil || told.Items["plum"].Added.Names["ko"].Text != "매실차" || len(told.Items["plum"].Added.Names) != 1 {
		t.Errorf("%+v, %v", told, err)
	}
	if _, err := s.With(told.Items); err != nil {
		t.Error(err)
	}
	schema := datafiletest.New(t, CatalogueSchema(), nil)
	if err := schema.Validate([]byte(`{"version": 1, "revision": "7", "items": [{"id": "tea", "price": 3300, "sold_out": true, "left": 0, "colour": "x"}, ` + season + `]}`)); err != nil {
		t.Errorf("the schema refuses what is read: %v", err)
	}
	for _, body := range []string{`{"revision": "7"}`, `{"revision": "7", "items": [{}]}`, `{"revision": "7", "items": [{"id": "tea", "price": -1}]}`, `{"version": 2, "revision": "7", "items": []}`} {
		if schema.Validate([]byte(body)) == nil {
			t.Errorf("the schema takes %s", body)
		}
	}
	for body, want := range map[string]AnswerError{
		`[]`: {"", WrongObject},
		`{"version": 2, "revision": "7", "items": []}`: {"version", WrongValue},
		`{"items": []}`:                      {"revision", WrongMissing},
		`{"revision": 7}`:                    {"revision", WrongText},
		`{"revision": "7"}`:                  {"items", WrongMissing},
		`{"revision": "7", "items": {}}`:     {"items", WrongList},
		`{"revision": "7", "items": [null]}`: {"items[1]", WrongObject},
		`{"revision": "7", "items": [{}]}`:   {"items[1].id", WrongMissing},
		`{"revision": "7", "items": [{"id": "tea"}, {"id": "tea"}]}`:                                                   {"items[2].id", WrongTwice},
		`{"revision": "7", "items": [{"id": "tea", "price": -1}]}`:                                                     {"items[1].price", WrongRange},
		`{"revision": "7", "items": [{"id": "tea", "price": "dear"}]}`:                                                 {"items[1].price", WrongNumber},
		`{"revision": "7", "items": [{"id": "tea", "left": 1.5}]}`:                                                     {"items[1].left", WrongNumber},
		`{"revision": "7", "items": [{"id": "tea", "sold_out": "yes"}]}`:                                               {"items[1].sold_out", WrongValue},
		`{"revision": "7", "items": [{"id": "Plum", "price": 1}]}`:                                                     {"items[1].id", WrongValue},
		`{"revision": "7", "items": [{"id": "shop-1", "price": 1}]}`:                                                   {"items[1].id", WrongValue},
		`{"revision": "7", "items": [{"id": "plum"}]}`:                                                                 {"items[1].price", WrongMissing},
		`{"revision": "7", "items": [` + strings.Replace(season, `"hot"`, `"x"`, 1) + `]}`:                             {"items[1].category", WrongValue},
		`{"revision": "7", "items": [` + strings.Replace(season, `"cup"`, `"ton"`, 1) + `]}`:                           {"items[1].counter", WrongValue},
		`{"revision": "7", "items": [` + strings.Replace(season, `"dot"`, `"../x"`, 1) + `]}`:                          {"items[1].picture", WrongValue},
		`{"revision": "7", "items": [` + strings.Replace(season, `"size"`, `"ice"`, 1) + `]}`:                          {"items[1].options", WrongValue},
		`{"revision": "7", "items": [` + strings.Replace(season, `"매실차"`, `""`, 1) + `]}`:                              {"items[1].names.ko", WrongLength},
		`{"revision": "7", "items": [` + strings.Replace(season, `"ko"`, `"de"`, 1) + `]}`:                             {"items[1].names", WrongValue},
		`{"revision": "7", "items": [{"id": "plum", "price": 1, "category": "hot"}]}`:                                  {"items[1].names", WrongMissing},
		`{"revision": "7", "items": [` + strings.TrimSuffix(strings.Repeat(`{"id":"a"},`, maxCatalogue+1), ",") + `]}`: {"items", WrongMany},
		`{"revision": "7", "items": "` + strings.Repeat("x", MaxCatalogue) + `"}`:                                      {"", WrongSize},
	} {
		_, err := s.ReadCatalogue([]byte(body))
		if got := (*AnswerError)(nil); !errors.As(err, &got) || *got != want {
			t.Errorf("%.90s: %v, want %v", body, err, &want)
		}
	}
}

// Only what is said otherwise changes; what is said no more is as in the files.
func TestWhatACatalogueChanges(t *testing.T) {
	s := baseMenu(t)
	one, two, yes := int64(1), int64(2), true
	n, other := jujube(), jujube()
	other.Options = nil
	changes := func(was, now map[string]input.ItemChange) string {
		data, _ := json.Marshal(s.Differs(was, now))
		return strings.NewReplacer(`"Added":null,"Removed":false`, "", `"Times":null`, "", `"Sale":null`, "", `"SoldOut":null`, "", `"Price":null`, "", `"Left":null`, "", ",", "").Replace(string(data))
	}
	type told = map[string]input.ItemChange
	for want, c := range map[string][2]told{
		`{}`:                                 {{"tea": {Price: &one}}, {"tea": {Price: &one}}},
		`{"tea":{"Price":2}}`:                {{"tea": {Price: &one, SoldOut: &yes}}, {"tea": {Price: &two, SoldOut: &yes}}},
		`{"tea":{"SoldOut":false"Left":-1}}`: {{"tea": {SoldOut: &yes, Left: &one}}, {"tea": {}}},
		`{"tea":{"Price":3000}}`:             {{"tea": {Price: &one}}, {}},
	} {
		if got := changes(c[0], c[1]); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := s.Differs(told{"x": {Price: &one, Added: &n}}, nil); !got["x"].Removed {
		t.Errorf("%+v", got)
	}
	if got := s.Differs(told{"x": {Price: &one, Added: &n}}, told{"x": {Price: &one, Added: &other}}); got["x"].Added != &other || got["x"].Price != &one {
		t.Errorf("%+v", got)
	}
	if got := s.Differs(told{"no-more": {Price: &one}}, nil); len(got) != 0 {
		t.Errorf("of what the files have no more: %+v", got)
	}
}

// FuzzReadCatalogue: whatever a program answers is a sentence or a menu that holds together.
func FuzzReadCatalogue(f *testing.F) {
	f.Add([]byte(`{"revision": "7", "items": [{"id": "tea", "price": 3300, "sold_out": true, "left": 0}]}`))
	f.Add([]byte(`{"revision": "7", "items": [{"id": "tea", "valid": [{"from": "22:00", "to": "02:00", "days": ["monday"], "since": "2026-12-01", "until": "2026-12-31"}]}]}`))
	f.Add([]byte(`{"revision": "` + strings.Repeat("\u202e", 99) + `", "items": [{"id": "tea", "left": 1e999, "options": [[[[]]]]}]}`))
	f.Add([]byte(strings.Repeat(`{"items":[`, 5000)))
	f.Add([]byte("{\"revision\": \"\xff\", \"items\": [{\"id\": \"plum\", \"names\": {\"ko\": \"\xed\xa0\x80\"}}]}"))
	f.Add([]byte(`{"revision": "7", "items": [{"id": "plum", "price": 4000, "category": "hot", "names": {"ko": {"text": "x", "easy": "y"}}}]}`))
	s := baseMenu(&testing.T{})
	f.Fuzz(func(t *testing.T, body []byte) {
		told, err := s.ReadCatalogue(body)
		if err != nil {
			if !errors.Is(err, ErrAnswer) {
				t.Errorf("%v", err)
			}
			return
		}
		now, err := s.With(told.Items)
		if err != nil {
			t.Fatalf("%s is taken, and then refused: %v", fmt.Sprintf("%q", body), err)
		}
		if n := kept(told); n > 8*len(body)+1000 {
			t.Errorf("%d bytes are kept of %d", n, len(body))
		}
		for _, it := range now.Menu() {
			for day := range weekDays { // and never waits for a day that does not come
				_ = it.SaleAt(time.Date(2026, 12, 1+day, 23, 59, 0, 0, time.UTC))
			}
		}
		if again := s.Differs(told.Items, told.Items); len(again) > 0 {
			t.Errorf("what is told again changes something: %+v", again)
		}
	})
}

// kept is about how much of an answer stays in memory, in bytes of texts.
func kept(told Told) (n int) {
	n = len(told.Revision)
	for id, c := range told.Items {
		if n += len(id); c.Times != nil {
			for _, t := range *c.Times {
				n += len(t.From) + len(t.To) + len(t.Since) + len(t.Until) + len(strings.Join(t.Days, " "))
			}
		}
		if c.Added == nil {
			continue
		}
		n += len(c.Added.Category) + len(c.Added.Counter) + len(c.Added.Picture) + len(c.Added.Photo) + len(strings.Join(c.Added.Options, " "))
		for lang, name := range c.Added.Names {
			n += len(lang) + len(name.Text) + len(name.Spoken) + len(name.Easy)
		}
	}
	return n
}
