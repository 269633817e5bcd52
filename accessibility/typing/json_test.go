package typing

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// An entry that was stored goes on as it would have: strokes are kept, not only letters.
func TestStoredEntries(t *testing.T) {
	phones := 0
	for _, l := range append(Layouts(Hangul), Layouts(Latin)...) {
		if l.phone {
			phones++
		}
		var e Entry
		for _, row := range l.Rows {
			for _, k := range row {
				data, err := json.Marshal(e)
				if err != nil {
					t.Fatal(err)
				}
				var back Entry
				if err := json.Unmarshal(data, &back); err != nil || !reflect.DeepEqual(back.strokes, append([]stroke{}, e.strokes...)) {
					t.Fatalf("%s: %s is read as %v: %v", l.ID, data, back.strokes, err)
				}
				if _, first := back.Type(l, k, 0); e.Len() > 0 {
					if _, second := e.Type(l, k, 0); first != second {
						t.Errorf("%s: %q goes on with %+v, not %+v", l.ID, e.Text(), first, second)
					}
				}
				e, _ = e.Type(l, k, 0)
			}
		}
		if e.Empty() {
			t.Errorf("%s typed nothing", l.ID)
		}
		if r := e.Redacted(); r.Len() != e.Len() || strings.Trim(r.Text(), "*") != "" {
			t.Errorf("%s: %q is redacted to %q", l.ID, e.Text(), r.Text())
		}
	}
	if phones == 0 {
		t.Error("no keyboard of a phone was tried, whose strokes are not letters")
	}
	for data, want := range map[string]string{`[{"sign":"ab"}]`: "more than one letter", `{}`: "cannot unmarshal", `[` + strings.Repeat("{},", MaxStrokes) + `{}]`: "201 strokes"} {
		var e Entry
		if err := json.Unmarshal([]byte(data), &e); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, not %q", data, err, want)
		}
	}
}
