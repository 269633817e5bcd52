package service

import (
	"strings"
	"testing"
)

// A slip in how things are counted is named with what was meant, and what counts nothing has
// no counter.
func TestCounters(t *testing.T) {
	for _, tc := range []struct{ old, new, want string }{
		{"counter: shot", "counter: shto", `counter "shto" is not known; did you mean "shot"?`},
		{"counter: shot", "counter: spoonful", `counter "spoonful" is not known; known: `},
		{"label: item.soup,", "label: item.soup, counter: cupp,", `counter "cupp" is not known; did you mean "cup"?`},
		{"counter: shot", "counter: shot, included: -1", "cannot bring -1 along"},
		{"counter: shot", "counter: shot, named: true", "its name stands before the number anyway"},
		{"pick: many", "pick: many\n    included: 1", "is not counted, so min, max, included"},
	} {
		menu := strings.Replace(shopMenu, tc.old, tc.new, 1)
		if menu == shopMenu {
			t.Fatalf("%q is not in the menu", tc.old)
		}
		if _, issues := Load(files(shopService, menu), "shop", nil); issues.Err() == nil || !strings.Contains(issues.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", tc.new, issues, tc.want)
		}
	}
	menu := strings.NewReplacer("label: item.soup,", "label: item.soup, counter: cup,", "counter: shot", "counter: shot, included: 1", "pick: many", "pick: many\n    named: true").Replace(shopMenu)
	if _, issues := Load(files(shopService, menu), "shop", nil); issues.Err() != nil {
		t.Error(issues)
	}
}
