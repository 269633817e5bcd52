package service

import (
	"slices"
	"testing"
	"testing/fstest"

	"modu/accessibility/scene"
)

func TestSigns(t *testing.T) {
	l := &loader{fsys: fstest.MapFS{
		"sign/ko/screen.pay.mpg":   {},
		"sign/ko/pay.declined.mpg": {},
		"sign/ko/README.md":        {},
		"sign/stray.mpg":           {},
		"pictures/ko/x.mpg":        {},
	}}
	s := &Service{signs: l.signs(), steps: map[string]Step{"pay": {}, "way": {}, "done": {}}}
	for _, tc := range []struct {
		lang  string
		names []string
		want  string
	}{
		{"ko", []string{"screen.pay", "pay.declined"}, "sign/ko/screen.pay.mpg"},
		{"ko", []string{"screen.way", "", "pay.declined"}, "sign/ko/pay.declined.mpg"},
		{"ko", []string{"README"}, ""},
		{"en", []string{"screen.pay"}, ""},
		{"", []string{"screen.pay"}, ""},
		{"ko", nil, ""},
	} {
		if got := s.Sign(scene.Lang(tc.lang), tc.names...); got != tc.want {
			t.Errorf("%s %v: %q, want %q", tc.lang, tc.names, got, tc.want)
		}
	}
	if got := s.Unsigned("ko"); !slices.Equal(got, []string{"screen.done", "screen.way"}) {
		t.Errorf("unsigned %v", got)
	}
	if got := s.Unsigned("en"); len(got) != s.Screens() {
		t.Errorf("unsigned in English: %v", got)
	}
	if got := (&loader{fsys: fstest.MapFS{}}).signs(); len(got) != 0 {
		t.Errorf("clips out of nothing: %v", got)
	}
}
