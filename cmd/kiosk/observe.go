package main

import (
	"encoding/json"
	"io"
	"os"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/assemble"
	"modu/internal/kiosk"
	"modu/internal/runtime"
)

// observers see what goes through the loop: the transcript, if one is wanted, and
// the caption strip, which shows what is being said, word by word.
type observers struct {
	transcript *runtime.Transcript
	file       io.Closer
	screen     *window
	saying     speech.Utterance
	scene      scene.Scene
	waiting    map[input.UtteranceID]said
}

// said is an utterance with the scene it spoke of.
type said struct {
	u speech.Utterance
	s scene.Scene
}

func newObservers(o options, out io.Writer, screen *window) (*observers, error) {
	obs := &observers{screen: screen, waiting: map[input.UtteranceID]said{}}
	switch o.transcript {
	case "":
	case "-":
		obs.transcript = runtime.NewTranscript(out)
	default:
		f, err := os.Create(o.transcript)
		if err != nil {
			return nil, err
		}
		obs.transcript, obs.file = runtime.NewTranscript(f), f
	}
	return obs, nil
}

func (o *observers) close() {
	if o.file != nil {
		_ = o.file.Close()
	}
}

// Event implements runtime.Observer.
func (o *observers) Event(now time.Duration, ev input.Event) {
	if o.transcript != nil {
		o.transcript.Event(now, ev)
	}
	switch ev := ev.(type) {
	case input.SpeechStarted:
		if w, ok := o.waiting[ev.Utterance]; ok {
			o.saying, o.scene = w.u, w.s
			delete(o.waiting, ev.Utterance)
			if len(w.u.Clauses) > 0 {
				o.caption(w.u.Clauses[0].Node, 0, 0)
			}
		}
	case input.MarkReached:
		if ev.Utterance == o.saying.ID {
			o.caption(ev.Node, ev.Offset, ev.Length)
		}
	case input.SpeechFinished:
		delete(o.waiting, ev.Utterance)
		if ev.Utterance == o.saying.ID {
			o.saying = speech.Utterance{}
			o.screen.screen.SetCaption(scene.Text{}, 0, 0)
		}
	}
}

// caption shows the node that is being spoken of, its name first, with the word
// that is being said marked. What is private stays off the strip: people behind can
// read it.
func (o *observers) caption(id scene.NodeID, start, length int) {
	n := o.scene.Find(id)
	if n == nil || n.Privacy > scene.Public {
		return // a notice shows itself
	}
	t := scene.Text{Lang: n.Label.Lang, Spans: append([]scene.Span(nil), n.Label.Spans...)}
	for _, d := range n.Details {
		t.Spans = append(append(t.Spans, scene.Span{Text: "  "}), d.Spans...)
	}
	if t.Privacy() == scene.Public {
		o.screen.screen.SetCaption(t, start, length)
	}
}

// Output implements runtime.Observer.
func (o *observers) Output(now time.Duration, out runtime.Output) {
	if o.transcript != nil {
		o.transcript.Output(now, out)
	}
	for _, e := range out.Effects {
		if _, over := e.(kiosk.EndSession); over {
			clear(o.waiting) // nothing of the last person is shown to the next
			o.saying, o.scene = speech.Utterance{}, scene.Scene{}
			o.screen.screen.SetCaption(scene.Text{}, 0, 0)
		}
	}
	if u := out.Utterance; u != nil {
		o.waiting[u.ID] = said{*u, out.Change.After}
	}
}

// healthFile always holds what is wrong now, for monitoring.
type healthFile struct {
	path  string
	parts *assemble.Parts
	list  func() []runtime.Item
}

func newHealthFile(path string, parts *assemble.Parts) *healthFile {
	h := &healthFile{path: path, parts: parts}
	return h
}

// changed writes the file anew.
func (h *healthFile) changed() {
	if h.path == "" {
		return
	}
	type entry struct {
		Subject string  `json:"subject"`
		Code    string  `json:"code"`
		Text    string  `json:"text"`
		Since   float64 `json:"since_seconds"`
	}
	items := []entry{}
	for _, it := range h.list() {
		items = append(items, entry{it.Subject, it.Code, h.parts.Catalogue.Localizer(h.parts.Languages[0]).Text(it.Code).String(), it.Since.Seconds()})
	}
	data, err := json.Marshal(map[string]any{"version": 1, "items": items})
	if err == nil && os.WriteFile(h.path+".new", data, 0o644) == nil {
		_ = os.Rename(h.path+".new", h.path)
	}
}
