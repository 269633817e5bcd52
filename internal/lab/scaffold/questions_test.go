package scaffold

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/lab/verdict"
)

// An empty answer takes what is offered; one that cannot be taken is asked for again, with how it is
// written.
func TestAsk(t *testing.T) {
	for typed, want := range map[string]Answers{
		"\n\n\n\n\n": {Name: "shop", For: Order, Languages: []scene.Lang{"ko"}, Digits: 4},
		"동네 의원\nfun\nsign-in\nko, en\n6\ny\n": {Name: "동네 의원", For: SignIn, Languages: []scene.Lang{"ko", "en"}, Digits: 6, Printer: true},
		"\norder\nfr\nja\n네\n아니요\n":           {Name: "shop", For: Order, Languages: []scene.Lang{"ja"}, Digits: 4, Away: true},
	} {
		a := Answers{Name: "shop", Languages: []scene.Lang{"ko"}, Digits: 4}
		var out strings.Builder
		err := Ask(strings.NewReader(typed), &out, &a)
		if err != nil || a.Name != want.Name || a.For != want.For || !slices.Equal(a.Languages, want.Languages) || a.Digits != want.Digits || a.Away != want.Away || a.Printer != want.Printer {
			t.Errorf("%q: %v, %+v\n%s", typed, err, a, out.String())
		}
	}
	var out strings.Builder
	if err := Ask(strings.NewReader("Modu\n"), &out, &Answers{}); !errors.Is(err, verdict.ErrAsked) || !strings.Contains(err.Error(), "--for") {
		t.Errorf("no more answers: %v", err)
	}
}
