package nav

import (
	"os"
	"testing"

	"modu/internal/datafile/datafiletest"
)

// Schema and loader of keymaps agree.
func TestSchema(t *testing.T) {
	f := datafiletest.New(t, Schema(), func(data []byte) error {
		_, issues := LoadKeymap("keymap.yaml", data)
		return issues.Err()
	})
	shipped, err := os.ReadFile("../../assets/keymaps/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	f.Break(t, "default.yaml", shipped)
	const small = "version: 1\nhold_after: 1s\ncontexts: {any: {press: {up: previous, down: next, select: select}, hold: {up: help}, chord: {up+down: call}}}\n"
	f.BreakEveryRule(t, small)
	f.BothRefuse(t, small, []datafiletest.Edit{
		{Old: "up: previous", New: "upp: previous"}, {Old: "up: previous", New: "up: previos"}, {Old: "hold_after: 1s", New: "hold_after: 1"},
		{Old: "hold: {", New: "holds: {"}, {Old: "chord: {up+down: call}", New: "chord: {up+down: cal}"}, {Old: "contexts: {any", New: "context: {any"},
	})
	f.BothAccept(t, small, []datafiletest.Edit{{Old: "hold_after: 1s", New: "hold_after: null"}, {Old: "hold_after: 1s", New: "hold_after: 0.5s"}, {Old: "hold: {up: help}", New: "hold: null"}})
}
