package ui

import "modu/accessibility/scene"

// veiled is a text as a caption may show it: people behind can read the strip, so what is
// personal is named by its kind ("telephone number") unless the person wants it shown.
// What is secret is never shown. It reports whether anything was put in place of
// anything: then no offset into the text holds any more.
func (s *Screen) veiled(t scene.Text, bare bool) (scene.Text, bool) {
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
