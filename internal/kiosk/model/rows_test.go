package model_test

import (
	"io/fs"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/assets"
	"modu/internal/kiosk/kiosktest"
	"modu/internal/kiosk/model"
	"modu/internal/service"
)

// A row is told as its program says: in its own language, with how it is said and in plain
// words; as private as its list, and the chosen one by the name of its field.
func TestRowWords(t *testing.T) {
	dir, err := fs.Sub(assets.Files, "services/parking")
	if err != nil {
		t.Fatal(err)
	}
	n := at(kiosktest.Over(dir))
	st, _ := n.Service().Step("which")
	look, _ := n.Service().Step("look")
	row := input.Row{"id": {Text: "S-1"}, "plate": {Text: "12가 1234", Lang: "ko", Spoken: "일이 가", Easy: "하얀 차"}, "since": {Text: "9:40"},
		"due": {Number: 4000}, "kind": {Text: "van"}, "state": {Text: "parked"}}
	free := input.Row{"due": {}}
	n.M.Facts = service.Facts(nil).With(look, input.EffectID{}, map[string]input.Value{"cars": {Rows: []input.Row{row, free}}})
	if _, _, _, ok := model.ChosenRow(n, st); ok {
		t.Error("a row is chosen before anybody has")
	}
	plate := model.Cell(n, st, row, "plate")
	if plate.String() != "12가 1234" || plate.Spans[0].Lang != "ko" || plate.Spans[0].Spoken != "일이 가" || plate.EasyString() != "하얀 차" {
		t.Errorf("%+v", plate)
	}
	for column, want := range map[string]string{"since": "Here since 9:40", "due": "4,000 won"} {
		if got := model.Cell(n, st, row, column); got.String() != want || got.Privacy() != scene.Personal || strings.Contains(got.Redacted(), "4") {
			t.Errorf("%s: %q, %v, redacted %q", column, got, got.Privacy(), got.Redacted())
		}
	}
	if got := model.Cell(n, st, free, "due"); got.String() != "free" || got.Privacy() != scene.Personal {
		t.Errorf("a price of nothing: %q, %v", got, got.Privacy())
	}
	n.M.Facts = n.M.Facts.WithRow(st, row)
	n.M.Order = n.M.Order.WithAnswer("car", service.Given)
	if label, picture, p, ok := model.ChosenRow(n, st); !ok || label.String() != "12가 1234" || picture != "van" || p != scene.Personal {
		t.Errorf("%q, %q, %v, %v", label, picture, p, ok)
	}
	if got := n.Text("value.plain", n.FactArg("Value", "car.due")); got.String() != "4,000 won" || got.Privacy() != scene.Personal {
		t.Errorf("a column of the chosen row: %q, %v", got, got.Privacy())
	}
}
