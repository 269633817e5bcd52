package speech_test

import (
	"fmt"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
)

// words stands for the message catalogue.
type words map[string]string

func (w words) Phrase(lang scene.Lang, id string, args map[string]int) scene.Text {
	s := w[id]
	if id == speech.MsgPosition {
		s = fmt.Sprintf(s, args["Total"], args["Index"])
	}
	return scene.Literal(lang, s, scene.Public)
}

func Example() {
	choice := func(id, name string, won int64) scene.Node {
		return scene.Node{ID: scene.NodeID(id), Role: scene.RoleChoice, Label: scene.Literal("ko", name, scene.Public),
			Details: []scene.Text{{Lang: "ko", Spans: []scene.Span{{Kind: scene.Price, Text: fmt.Sprint(won, "원"), Value: scene.Value{Number: won, Currency: "KRW"}}}}}}
	}
	before := scene.Scene{Kind: scene.KindChoose, Lang: "ko", Focus: "americano", Root: scene.Node{ID: "drinks", Role: scene.RoleScreen,
		Label: scene.Literal("ko", "음료", scene.Public), Children: []scene.Node{{ID: "list", Role: scene.RoleGroup,
			Children: []scene.Node{choice("americano", "아메리카노", 4500), choice("latte", "라떼", 5000)}}}}}
	after := before
	after.Focus = "latte"

	u, _ := speech.Compose(scene.Change{Before: before, After: after, Cause: scene.Cause{Kind: scene.ByPerson}},
		speech.Options{Verbosity: speech.Normal, Words: words{speech.MsgPosition: "%d 중 %d"}})
	for _, c := range u.Clauses {
		fmt.Println(c.Text)
	}
	// Output:
	// 라떼
	// 오천 원
	// 이 중 이
}
