package ui

import "modu/accessibility/scene"

// redacted is a text as a caption may show it: people behind can read the strip, so what is
// personal is named by its kind ("telephone number") unless the person wants it shown.
// What is secret is never shown. It reports whether anything was put in place of
// anything: then no offset into the text holds any more.
func (s *Screen) redacted(t scene.Text, bare bool) (scene.Text, bool) {
	if t.Privacy() == scene.Public {
		return t, false
	}
	out := t
	out.Spans = nil
	changed, was := false, scene.SpanKind(0)
	for i, sp := range t.Spans {
		if sp.Privacy == scene.Public || bare && sp.Privacy == scene.Personal {
			out.Spans = append(out.Spans, sp)
			continue
		}
		if changed && i > 0 && t.Spans[i-1].Privacy > scene.Public && sp.Kind == was {
			continue // one thing in several stretches is said once
		}
		changed, was = true, sp.Kind
		if s.cfg.Kind != nil {
			out.Spans = append(out.Spans, s.cfg.Kind(t.Lang, sp.Kind).Spans...)
		}
	}
	return out, changed
}

// joinedNotices is what the last of the person's acts has to tell, in one line: everything that
// is heard of it is seen as well (HEA-1).
func joinedNotices(ns []scene.Notice) scene.Text {
	last := ns[len(ns)-1]
	t := scene.Text{Lang: last.Text.Lang}
	for _, n := range ns {
		if n.Cause != last.Cause {
			continue // of an act before it, whose line has had its time
		}
		if len(t.Spans) > 0 {
			t.Spans = append(t.Spans, scene.Span{Text: "  "})
		}
		for _, s := range n.Text.Spans {
			if s.Lang == "" {
				s.Lang = n.Text.Lang
			}
			t.Spans = append(t.Spans, s)
		}
	}
	return t
}
