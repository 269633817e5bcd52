package runtime_test

import (
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/kiosk"
	"modu/internal/order"
	"modu/internal/runtime"
	"modu/internal/service"
)

// keys is a program and a printer that remember the keys of what they were asked.
type keys struct{ got []string }

func (k *keys) Ask(_ input.EffectID, key string, _ service.Step, _ map[string]string, _ *order.Basket, _ scene.SessionID, _ scene.Lang) {
	k.got = append(k.got, key)
}
func (k *keys) Print(_ input.EffectID, job string, _ []kiosk.Sheet) { k.got = append(k.got, job) }

// The same call has the same key however often it is tried; another number, another turn,
// another step or another person has another.
func TestSameCallSameKey(t *testing.T) {
	var v runtime.Vault
	k := &keys{}
	ask := func(step string, turn int, fields map[string]string) string {
		runtime.Desk(kiosk.AskService{Step: service.Step{ID: step}, Turn: turn, Fields: fields}, &v, k, k)
		return k.got[len(k.got)-1]
	}
	number := map[string]string{"number": service.Given, "why": "visit"}
	v.KeepText("number", "111")
	first := ask("look", 0, number)
	if first == "" || ask("look", 0, number) != first {
		t.Error("tried again, it has another key")
	}
	v.KeepText("number", "222")
	second := ask("look", 0, number)
	v.KeepText("number", "111")
	if back := ask("look", 0, number); second == first || back != first {
		t.Errorf("another number %q, the first again %q, first %q", second, back, first)
	}
	seen := map[string]string{first: "first", second: "another number"}
	for name, key := range map[string]string{
		"another turn":   ask("look", 1, number),
		"another step":   ask("look2", 0, number),
		"another choice": ask("look", 0, map[string]string{"number": service.Given, "why": "bill"}),
		"run together":   ask("look", 0, map[string]string{"number": service.Given, "whyv": "isit"}),
	} {
		if seen[key] != "" {
			t.Errorf("%s has the key of %s", name, seen[key])
		}
		seen[key] = name
	}
	withBasket := func(b order.Basket) string {
		runtime.Desk(kiosk.AskService{Step: service.Step{ID: "look"}, Fields: number, Basket: &b}, &v, k, k)
		return k.got[len(k.got)-1]
	}
	one, two := withBasket(order.Basket{Total: 1}), withBasket(order.Basket{Total: 2})
	if one == two || seen[one] != "" || withBasket(order.Basket{Total: 1}) != one {
		t.Errorf("the keys of two baskets are %q and %q", one, two)
	}
	v.Wipe()
	v.KeepText("number", "111")
	if ask("look", 0, number) == first {
		t.Error("the next person's call has the key of this one's")
	}
	paper := func(turn int) string {
		runtime.Desk(kiosk.PrintPaper{Step: "slip", Turn: turn}, &v, k, k)
		return k.got[len(k.got)-1]
	}
	if job := paper(0); paper(0) != job || paper(1) == job {
		t.Error("paper that is tried again is another job, or the next one is not")
	}
}

// What was typed in practice is forgotten at once.
func TestPracticeKeepsNothing(t *testing.T) {
	var v runtime.Vault
	v.Type("pin", '7')
	v.KeepText("number", "111")
	runtime.Desk(kiosk.ForgetEntries{}, &v, nil, nil)
	if v.Keep("pin", "pin", func([]byte) bool { return true }) || v.Fill(map[string]string{"number": service.Given})["number"] != service.Given {
		t.Error("practice has kept what was typed")
	}
}
