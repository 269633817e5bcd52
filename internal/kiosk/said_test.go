package kiosk_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/service"
)

const cinema = `version: 1
id: cinema
name: m.name
currency: KRW
languages: [ko, en]
start: ask
fields:
  seat-row: {type: choice, values: [front, back]}
steps:
  ask: {kind: choose, title: m.name, field: seat-row, choices: [{value: front, label: m.front}, {value: back, label: m.back}], next: film}
  film: {kind: call, title: m.name, path: /film, answer: {film: {type: text}, time: {type: text, public: true}, left: {type: count, counter: person, public: true}}, next: told}
  told: {kind: show, title: m.told, says: [m.left], next: done}
  done: {kind: done, title: m.name, show: [{label: m.name}]}
`

func films() *kiosk.Core {
	words := func(lang, messages string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("version: 1\nlanguage: " + lang + "\nreviewed_by: \"\"\nmessages:\n" + messages)}
	}
	return kiosktest.Over(fstest.MapFS{
		"service.yaml": {Data: []byte(cinema)},
		"locales/ko.yaml": words("ko", `  m.name: 영화관
  m.front: 앞자리
  m.back: 뒷자리
  m.told: "{{josa .film \"을/를\"}} {{.time}}에 {{.seat_row}}에서 보시겠어요?"
  m.left: "{{.left}} 남았습니다"
`),
		"locales/en.yaml": words("en", `  m.name: Cinema
  m.front: the front
  m.back: the back
  m.told: "{{.film}} at {{.time}}, in {{.seat_row}}?"
  m.left: "{{.left}} are left"
`),
	})
}

// Values stand inside titles and sentences, with particles that agree, and each is as private
// as what it comes from; staff who are called read none of it.
func TestValuesStandInSentences(t *testing.T) {
	core := films()
	at := func(film string, lang scene.Lang) scene.Scene {
		m := core.New(1, 101)
		m.Prefs.Language = lang
		m.Here.Step = "told"
		m.Order = m.Order.WithAnswer("seat-row", "front")
		st, _ := core.Service.Step("film")
		m.Facts = service.Facts(nil).With(st, input.EffectID{Boot: 1, Counter: 1}, map[string]input.Value{"film": {Text: film}, "time": {Text: "19:30"}, "left": {Number: 3}})
		s, _ := core.View(m)
		return s
	}
	for _, c := range []struct {
		film string
		lang scene.Lang
		want string
	}{
		{"기생충", "ko", "기생충을 19:30에 앞자리에서 보시겠어요?"},
		{"괴물 이야기", "ko", "괴물 이야기를 19:30에 앞자리에서 보시겠어요?"},
		{"Parasite", "en", "Parasite at 19:30, in the front?"},
	} {
		s := at(c.film, c.lang)
		title := s.Root.Label
		if title.String() != c.want {
			t.Errorf("%s: %q", c.lang, title)
		}
		if hidden := title.Redacted(); strings.Contains(hidden, c.film) || !strings.Contains(hidden, "19:30") {
			t.Errorf("%s: to others it is %q", c.lang, hidden)
		}
		left := s.Find("says.0")
		if left == nil || !strings.Contains(left.Label.String(), "3") && !strings.Contains(left.Label.String(), "세") {
			t.Errorf("%s: %+v", c.lang, left)
		}
	}
}
