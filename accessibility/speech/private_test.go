package speech_test

import (
	"testing"

	"modu/accessibility/scene"
	"modu/accessibility/speech"
)

// private names what is kept back, in the language that is asked for.
type private struct{}

func (private) Phrase(lang scene.Lang, id string, _ map[string]int) scene.Text {
	if id != speech.MsgPrivateText {
		return scene.Text{}
	}
	return scene.Literal(lang, map[scene.Lang]string{"en": "private", "ko": "개인 정보"}[lang], scene.Public)
}

// What stands for something personal is in the language of the text around it, whatever that
// is written in; read aloud, or in the headset, it has its own voice.
func TestStandInsAreNotForeign(t *testing.T) {
	plate := scene.Text{Lang: "en", Spans: []scene.Span{{Text: "12가 1234", Lang: "ko", Privacy: scene.Personal}}}
	for _, c := range []struct {
		name           string
		headset, aloud bool
		lang           scene.Lang
		kept           bool
	}{
		{"on the loudspeaker", false, false, "en", true},
		{"in the headset", true, false, "ko", false},
		{"read aloud", false, true, "ko", false},
	} {
		after := scene.Scene{Lang: "en", Ear: scene.Ear{Headset: c.headset, Private: c.headset}}
		u, ok := speech.Compose(scene.Change{Before: scene.Scene{Lang: "en", Ear: after.Ear}, After: after,
			Notices: []scene.Notice{{Text: plate, Politeness: scene.Assertive, Aloud: c.aloud}}}, speech.Options{Words: private{}, Headset: c.headset})
		if !ok || len(u.Clauses) != 1 || u.Clauses[0].Lang != c.lang || (u.Clauses[0].Text == "private") != c.kept {
			t.Errorf("%s: %+v", c.name, u.Clauses)
		}
	}
}
