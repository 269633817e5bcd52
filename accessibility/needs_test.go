package accessibility

import (
	"slices"
	"testing"

	"modu/accessibility/scene"
)

// Every need is met by applying it and by nothing less, and names only what the table
// has.
func TestNeeds(t *testing.T) {
	table := Table([]scene.Lang{"ko", "en"})
	fresh := Defaults(table)
	var all []string
	for _, n := range Needs() {
		if slices.Contains(all, n.ID) || n.Picture == "" || len(n.Sets) == 0 {
			t.Errorf("%s is there twice, has no picture or sets nothing", n.ID)
		}
		all = append(all, n.ID)
		for _, s := range n.Sets {
			if d := Find(table, s.Field); !slices.Contains(d.Values, s.Value) || s.Value == d.Default {
				t.Errorf("%s: %s %q is no value of the table, or changes nothing", n.ID, s.Field, s.Value)
			}
		}
		if n.Met(table, fresh) {
			t.Errorf("%s is met before it was asked for", n.ID)
		}
		p := n.Apply(table, fresh)
		if !n.Met(table, p) {
			t.Errorf("%s is not met: %+v", n.ID, p)
		}
		for _, s := range n.Sets {
			d := Find(table, s.Field)
			if q, _ := d.Set(p, d.Default); n.Met(table, q) {
				t.Errorf("%s is met without %s", n.ID, s.Field)
			}
		}
		if n.Drop(table, p) != fresh {
			t.Errorf("%s leaves something behind: %+v", n.ID, n.Drop(table, p))
		}
	}
	if want := []string{"large", "sound", "easy", "low", "sign", "slow"}; !slices.Equal(all, want) {
		t.Errorf("needs %v, want %v", all, want)
	}
}
