//go:build peers

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// A price is edited while somebody stands before it: they see the new one where they are. A file
// with a mistake changes nothing, and what is edited after it counts again.
func TestEditsAreSeenOnTheRealWindow(t *testing.T) {
	shop := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(shop, os.DirFS("../../assets/services/cafe")); err != nil {
		t.Fatal(err)
	}
	menu := filepath.Join(shop, "menu.yaml")
	edit := func(was, is string) {
		t.Helper()
		data, err := os.ReadFile(menu)
		if err != nil || !strings.Contains(string(data), was) {
			t.Fatalf("the menu has no %q: %v", was, err)
		}
		if err := os.WriteFile(menu, []byte(strings.Replace(string(data), was, is, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	k := startRealSite(t, "short: false\nservice: "+datafile.Quote(shop)+"\n", "--dev")
	for _, id := range []string{"attract.start", "choice.here", "category.coffee"} {
		k.touch(scene.NodeID(id))
	}
	k.until("the list", func() bool { return k.node("item.latte").W > 0 })
	seen := func(do func()) {
		t.Helper()
		was := k.node("item.latte").Revision
		do()
		k.until("the list anew", func() bool { n := k.node("item.latte"); return n.W > 0 && n.Revision > was })
	}
	const rest = ", options: [temperature, size, shots, extras]}"
	seen(func() { edit("price: 5000"+rest, "price: 5300"+rest) })
	seen(func() { edit("price: 5300", "price: much"); edit("price: much", "price: 5400") }) // whichever of the two is met
	for _, id := range []string{"item.latte", "option.temperature.iced", "options.add", "basket.next", "review.pay"} {
		k.touch(scene.NodeID(id))
	}
	if got, want := k.order(), "dine=here; 1 × latte (size=regular temperature=iced) 5900 KRW; total 5900 KRW"; got != want {
		t.Errorf("order %q, want %q", got, want)
	}
}
