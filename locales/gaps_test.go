package locales

import (
	"testing"

	"modu/accessibility/scene"
)

// A form that a file leaves open is a gap with its place; it is bridged by what there
// is. A form that is not mentioned is none.
func TestGaps(t *testing.T) {
	c := New("ko")
	if is := c.Add("ko.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  a: {text: 가, easy: \"\"}\n  b: {text: 나, spoken: , easy: 다}\n  c: 라\n  d: {text: 마}\n")); is != nil {
		t.Fatal(is)
	}
	gaps := c.Gaps([]scene.Lang{"ko"})
	if len(gaps) != 2 || gaps[0].ID != "a" || gaps[0].Form != Easy || gaps[0].Line != 4 || gaps[1].ID != "b" || gaps[1].Form != Spoken {
		t.Errorf("%+v", gaps)
	}
	l := c.Localizer("ko")
	if got := l.Text("a").InEasyForm().String(); got != "가" {
		t.Errorf("easy form %q", got)
	}
	if got := l.Text("b"); got.SpokenSpans()[0].Text != "나" || got.EasyString() != "다" {
		t.Errorf("%+v", got)
	}
	if is := c.Add("ko.yaml", []byte("version: 1\nlanguage: ko\nmessages:\n  a: {text: 가, easy: [x]}\n")); is == nil {
		t.Error("a list as a form")
	}
}
