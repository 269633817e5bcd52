package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// captionWords is everything that stands in the caption's place.
func (r *rig) captionWords() string {
	var all []string
	for _, p := range r.s.plan.prims {
		if p.kind == primText && r.s.plan.strip.has(p.r.x+1, p.r.y+p.r.h/2) {
			all = append(all, p.text)
		}
	}
	return strings.Join(all, " ")
}

// A caption names the kind of what is personal; only the person who asks for it sees more, and what is
// secret is never seen, in captions, notices and the focus strip alike.
func TestCaptionRedaction(t *testing.T) {
	phone := scene.Text{Lang: "ko", Spans: []scene.Span{{Text: "연락처 "}, {Kind: scene.Phone, Text: "010-1234-", Privacy: scene.Personal}, {Kind: scene.Phone, Text: "5678", Privacy: scene.Personal}}}
	pin := scene.Text{Lang: "ko", Spans: []scene.Span{{Text: "번호 "}, {Kind: scene.Code, Text: "9911", Privacy: scene.Secret}}}
	for _, strip := range []bool{false, true} {
		for _, tc := range []struct {
			text       scene.Text
			bare       bool
			want, hide string
		}{
			{phone, false, "전화번호", "5678"},
			{phone, true, "010-1234-5678", "전화번호"},
			{pin, false, "번호", "9911"},
			{pin, true, "번호", "9911"},
		} {
			r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
			r.s.cfg.Kind = func(_ scene.Lang, k scene.SpanKind) scene.Text {
				return ko(map[scene.SpanKind]string{scene.Phone: "전화번호", scene.Code: "번호"}[k])
			}
			r.view(named("items"), scene.Look{Theme: "default", Size: 100, Strip: strip, Bare: tc.bare})
			r.m = made{} // the scene is not cut again
			check := func(how string) {
				t.Helper()
				got := r.captionWords()
				squeezed := strings.ReplaceAll(got, " ", "")
				if !strings.Contains(squeezed, tc.want) || strings.Contains(squeezed, tc.hide) || strings.Count(squeezed, "전화번호") > 1 {
					t.Errorf("%s, strip %v, bare %v: %q", how, strip, tc.bare, got)
				}
			}
			r.s.SetCaption(tc.text, 4, 3)
			check("caption")
			sc := *r.s.cur
			sc.Revision++
			r.s.Render(scene.Change{To: sc.Revision, After: sc, Notices: []scene.Notice{{Text: tc.text}}})
			check("notice")
			if strip {
				r.s.SetCaption(scene.Text{}, 0, 0)
				sc.Find(sc.Focus).Label = tc.text
				sc.Revision++
				r.s.Render(scene.Change{To: sc.Revision, After: sc})
				check("focus")
			}
		}
	}
}

// A finger on the focus strip turns its parts, and does nothing else.
func TestStripTurnsByTouch(t *testing.T) {
	r := newRig(t, fyne.NewSize(1080, 1920), theme.DefaultPanel())
	r.view(named("items"), scene.Look{Theme: "default", Size: 100, Strip: true})
	r.m = made{} // the scene is not cut again
	sc := *r.s.cur
	sc.Find(sc.Focus).Label = ko("처음 것은 여기에 있고 그 다음 것은 저기에 있으며 마지막 것은 맨 끝에 있습니다")
	sc.Revision++
	r.s.Render(scene.Change{To: sc.Revision, After: sc})
	if r.s.plan.parts < 2 {
		t.Fatalf("%d parts", r.s.plan.parts)
	}
	first := r.captionWords()
	s := r.s.plan.strip
	at := fyne.NewPos(s.x+s.w/2, s.y+s.h/2)
	l := r.layer()
	l.MouseDown(mouse(at, desktop.MouseButtonPrimary))
	l.MouseUp(mouse(at, desktop.MouseButtonPrimary))
	if r.captionWords() == first {
		t.Error("the strip does not turn")
	}
	for _, ev := range touches(r.events) {
		if strings.Contains(ev, "item") {
			t.Errorf("it also touches %s", ev)
		}
	}
	for range r.s.plan.parts - 1 {
		l.MouseDown(mouse(at, desktop.MouseButtonPrimary))
		l.MouseUp(mouse(at, desktop.MouseButtonPrimary))
	}
	if r.captionWords() != first {
		t.Error("after the last part the first does not come again")
	}
}

// The release of a finger that was lost does not stop the next touch.
func TestLostMouseUp(t *testing.T) {
	r := itemsRig(t)
	r.events = nil
	l := r.layer()
	l.MouseDown(mouse(r.middle("item.americano"), desktop.MouseButtonPrimary))
	l.MouseDown(mouse(r.middle("item.latte"), desktop.MouseButtonPrimary))
	l.MouseUp(mouse(r.middle("item.latte"), desktop.MouseButtonPrimary))
	got := strings.Join(touches(r.events), ", ")
	if !strings.HasSuffix(got, "2 item.latte @1") && !strings.Contains(got, "2 item.latte") || strings.Contains(got, "2 item.americano") {
		t.Errorf("touches %s", got)
	}
}

// Several notices of one act stand in the caption together; those of an act before have
// gone.
func TestNoticesTogether(t *testing.T) {
	r := itemsRig(t)
	r.m = made{}
	sc := *r.s.cur
	note := func(seq uint64, text string) scene.Notice {
		return scene.Notice{Text: ko(text), Cause: scene.Cause{Kind: scene.ByPerson, Seq: seq}}
	}
	r.s.Render(scene.Change{After: sc, Notices: []scene.Notice{note(1, "먼저"), note(2, "카페라떼"), note(2, "오천 원")}})
	if got := strings.Join(strings.Fields(r.captionWords()), " "); got != "카페라떼 오천 원" {
		t.Errorf("the caption shows %q", got)
	}
}
