package backend

import (
	"encoding/json"
	"testing"

	"modu/internal/order"
)

// Several values are sent as a list, none of them as an empty one, and all are read back as they
// were.
func TestListsAreSent(t *testing.T) {
	sent := fields{"a": "x y", "b": order.JoinList([]string{"x y", "z"}), "c": order.JoinList(nil), "d": "", "e": "-"}
	data, err := json.Marshal(sent)
	if want := `{"a":"x y","b":["x y","z"],"c":[],"d":"","e":"-"}`; err != nil || string(data) != want {
		t.Errorf("%v: %s, not %s", err, data, want)
	}
	var back fields
	if err := json.Unmarshal(data, &back); err != nil || len(back) != len(sent) {
		t.Fatal(err, back)
	}
	for name, v := range sent {
		if back[name] != v {
			t.Errorf("%s is %q, not %q", name, back[name], v)
		}
	}
	for _, bad := range []string{`{"a": 1}`, `{"a": [1]}`, `[]`} {
		if json.Unmarshal([]byte(bad), &back) == nil {
			t.Errorf("%s is read", bad)
		}
	}
}
