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
)

// catalogue is a shop with that many things on one list.
func catalogue(n int) *kiosk.Core {
	var menu, texts strings.Builder
	menu.WriteString("version: 1\nitems:\n")
	for i := range n {
		fmt.Fprintf(&menu, "  - {id: i%d, label: item.i%d, price: %d}\n", i, i, 1000+i)
		fmt.Fprintf(&texts, "  item.i%d: 물건 %d\n", i, i)
	}
	const steps = "version: 1\nid: big\nname: big.name\ncurrency: KRW\nlanguages: [ko]\nstart: item\nsteps:\n" +
		"  item: {kind: items, title: t, all: true, next: basket}\n  basket: {kind: basket, title: t, more: item, next: review}\n" +
		"  review: {kind: review, title: t, next: pay}\n  pay: {kind: pay, title: t, next: done}\n  done: {kind: done, title: t}\n"
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return kiosktest.Over(fstest.MapFS{"service.yaml": file(steps), "menu.yaml": file(menu.String()),
		"locales/ko.yaml": file("version: 1\nlanguage: ko\nmessages:\n  big.name: 큰 가게\n  t: 고르세요\n" + texts.String())})
}

// sizes of the catalogues that the bench compares: ten thousand must open and turn its
// pages as forty do.
var sizes = [...]int{40, 10_000}

// A long catalogue is one list like any other: its last page is reached, and shows the
// last things.
func TestLongCatalogue(t *testing.T) {
	core := catalogue(sizes[1])
	m, now := core.New(1, 101), time.Second
	act := func(ev input.Event) {
		now += time.Second
		m, _, _ = core.Update(m, ev, now)
	}
	act(input.KeyPressed{Device: "k", Key: "select"})
	act(input.KeyReleased{Device: "k", Key: "select"})
	list := m.Scene.Find("items")
	if list == nil || list.Page.Total != sizes[1] || len(list.Children) > 12 {
		t.Fatalf("%+v", list)
	}
	for range list.Page.Count + 1 { // the first touch may only say what is there (TGT-8)
		act(input.Touched{Phase: input.TouchBegan, Node: "items.next", Revision: m.Scene.Revision})
		act(input.Touched{Phase: input.TouchEnded, Node: "items.next", Revision: m.Scene.Revision})
	}
	if m.Scene.Find("item.i9999") == nil || !m.Scene.Find("items.next").Disabled {
		t.Errorf("the last page shows %v", m.Scene.Find("items").Page)
	}
	for _, err := range scene.Validate(&m.Scene) {
		t.Error(err)
	}
}

func BenchmarkCatalogue(b *testing.B) {
	for _, n := range sizes {
		core := catalogue(n)
		b.Run(fmt.Sprintf("open/%d", n), func(b *testing.B) {
			first := core.New(1, 101)
			for b.Loop() {
				core.Update(first, input.KeyPressed{Device: "k", Key: "select"}, time.Second)
			}
		})
		b.Run(fmt.Sprintf("page/%d", n), func(b *testing.B) {
			m := core.New(1, 101)
			m, _, _ = core.Update(m, input.KeyPressed{Device: "k", Key: "select"}, time.Second)
			m, _, _ = core.Update(m, input.KeyReleased{Device: "k", Key: "select"}, time.Second)
			down := input.Touched{Phase: input.TouchBegan, Node: "items.next", Revision: m.Scene.Revision}
			m, _, _ = core.Update(m, down, 2*time.Second)
			up := down
			up.Phase, up.Revision = input.TouchEnded, m.Scene.Revision
			for b.Loop() {
				core.Update(m, up, 2*time.Second)
			}
		})
	}
}
