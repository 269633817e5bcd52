package runtime_test

import (
	"bytes"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/runtime"
)

// Which keys the focus passed, and where a finger was, tells a number as well as the
// digits do.
func TestTheTranscriptDoesNotTellWhatIsTypedPrivately(t *testing.T) {
	screen := func(role scene.Role, p scene.Privacy, focus scene.NodeID) scene.Scene {
		key := func(id scene.NodeID) scene.Node {
			return scene.Node{ID: id, Role: scene.RoleButton, Label: scene.Literal("ko", string(id), scene.Public)}
		}
		return scene.Scene{Kind: scene.KindEnter, Lang: "ko", Focus: focus, Root: scene.Node{ID: "r", Role: scene.RoleScreen, Children: []scene.Node{
			{ID: "field", Role: role, Privacy: p}, key("key.7"), key("key.8")}}}
	}
	for _, c := range []struct {
		role  scene.Role
		p     scene.Privacy
		hides bool
	}{{scene.RoleSecretEntry, scene.Secret, true}, {scene.RoleTextEntry, scene.Personal, true}, {scene.RoleTextEntry, scene.Public, false}} {
		var out bytes.Buffer
		tr := runtime.NewTranscript(&out)
		tr.Output(0, runtime.Output{Change: scene.Change{After: screen(c.role, c.p, "key.7")}})
		tr.Event(1, input.KeyPressed{Device: "keys", Key: "right"})
		tr.Output(1, runtime.Output{Intent: "key-right", Change: scene.Change{After: screen(c.role, c.p, "key.8")}})
		tr.Event(2, input.Touched{Node: "key.8", Phase: input.TouchEnded})
		for _, word := range []string{"key.7", "key.8", "right"} {
			if strings.Contains(out.String(), word) == c.hides {
				t.Errorf("%s of %s: hides %v, but %q in\n%s", c.role, c.p, c.hides, word, out.String())
			}
		}
	}
	// A digit that is given by presses is told by how many there were.
	presses := func(n int) string {
		var out bytes.Buffer
		tr := runtime.NewTranscript(&out)
		after := screen(scene.RoleSecretEntry, scene.Secret, "typing.dial")
		for range n + 1 {
			tr.Event(1, input.KeyPressed{Device: "keys", Key: "down"})
			after.Revision++
			tr.Output(1, runtime.Output{Intent: "next", Change: scene.Change{After: after}})
		}
		tr.Output(2, runtime.Output{Change: scene.Change{After: after}, Utterance: &speech.Utterance{Revision: after.Revision, Clauses: []speech.Clause{{Text: "one digit"}}}})
		return out.String()
	}
	if two, nine := presses(2), presses(9); two != nine || !strings.Contains(two, "one digit") {
		t.Errorf("the presses are told:\n%s\n%s", two, nine)
	}
	var out bytes.Buffer // a question over the field: the digits are still its own
	tr := runtime.NewTranscript(&out)
	over := scene.Scene{Kind: scene.KindHelp, Lang: "ko", Covered: true, Root: scene.Node{ID: "r", Role: scene.RoleScreen}}
	tr.Output(0, runtime.Output{Change: scene.Change{After: over}})
	tr.Event(1, input.KeyPressed{Device: "keys", Key: "7"})
	tr.Event(2, input.KeyPressed{Device: "keys", Key: "down"})
	if got := out.String(); strings.Contains(got, "keys: 7") || !strings.Contains(got, "keys: down") {
		t.Errorf("over a private field:\n%s", got)
	}
}
