package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/internal/datafile/disk"
	"modu/internal/kiosk"
	"modu/internal/runtime"
	"modu/internal/task"
)

// observers see what goes through the loop: the transcript, if one is wanted, and
// the caption strip, which shows what is being said, word by word.
type observers struct {
	transcript *runtime.Transcript
	file       io.Closer
	mail       *mailbox
	screen     *window
	awake      func() // somebody stands there
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
	obs := &observers{screen: screen, awake: func() {}, waiting: map[input.UtteranceID]said{}}
	switch o.transcript {
	case "":
	case "-":
		obs.mail = newMailbox(out)
	default:
		f, err := os.Create(o.transcript)
		if err != nil {
			return nil, err
		}
		obs.mail, obs.file = newMailbox(f), f
	}
	if obs.mail != nil {
		obs.transcript = runtime.NewTranscript(obs.mail)
	}
	return obs, nil
}

func (o *observers) close() {
	if o.mail != nil {
		o.mail.close()
	}
	if o.file != nil {
		_ = o.file.Close()
	}
}

// Event implements runtime.Observer.
func (o *observers) Event(now time.Duration, ev input.Event) {
	if bySomebody(ev) {
		o.awake()
	}
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
// that is being said marked. The screen shows of what is private only what it is,
// unless the person wants more: people behind can read it.
func (o *observers) caption(id scene.NodeID, start, length int) {
	n := o.scene.Find(id)
	if n == nil {
		return // a notice shows itself
	}
	label := n.Label.WithPrivacy(n.LabelPrivacy())
	t := scene.Text{Lang: label.Lang, Spans: append([]scene.Span(nil), label.Spans...)}
	for _, d := range n.Details {
		t.Spans = append(append(t.Spans, scene.Span{Text: "  "}), d.WithPrivacy(n.Privacy).Spans...)
	}
	o.screen.screen.SetCaption(t, start, length)
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

// reporter tells staff what is wrong: on the terminal, and in a file that always
// holds what is wrong now, for monitoring. It writes on a goroutine of its own: a full
// disk or a stopped terminal must not hold up the loop.
type reporter struct {
	path  string
	parts *live
	list  func() []runtime.Item
	say   func(format string, args ...any)
	news  chan string // one line each; what does not fit is in the file all the same
	own   *task.Task
}

// reportBacklog is more than a machine has devices.
const reportBacklog = 64

func newReporter(path string, parts *live, say func(string, ...any)) *reporter {
	return &reporter{path: path, parts: parts, say: say, news: make(chan string, reportBacklog)}
}

// begin starts the goroutine; list gives what is wrong now.
func (r *reporter) begin(list func() []runtime.Item) {
	r.list = list
	r.own = task.Start(func(ctx context.Context) {
		for {
			select {
			case line := <-r.news:
				r.say("%s", line)
				r.write()
			case <-ctx.Done():
				return
			}
		}
	})
}

// changed is called when something went wrong or was mended. It does not block.
func (r *reporter) changed(i runtime.Item, on bool) {
	state := "mended"
	if on {
		state = r.text(i, english) // technicians read it
	}
	select {
	case r.news <- i.Subject + ": " + state + " [" + i.Code + "]":
	default:
	}
}

// close ends the goroutine; what is told later is not written.
func (r *reporter) close() {
	r.own.Stop()
}

// english is the language of the log; the file has that of the staff beside it.
const english scene.Lang = "en"

func (r *reporter) text(i runtime.Item, lang scene.Lang) string {
	return r.parts.now().Catalogue.Localizer(lang).Text(i.Code, i.Args...).String()
}

func (r *reporter) write() {
	if r.path == "" {
		return
	}
	type entry struct {
		Subject string  `json:"subject"`
		Code    string  `json:"code"`
		Text    string  `json:"text"`    // for staff, in the first language of the site
		English string  `json:"english"` // for technicians
		Since   float64 `json:"since_seconds"`
	}
	items := []entry{}
	for _, it := range r.list() {
		items = append(items, entry{it.Subject, it.Code, r.text(it, r.parts.now().Languages[0]), r.text(it, english), it.Since.Seconds()})
	}
	data, err := json.Marshal(map[string]any{"version": 1, "items": items})
	if err == nil {
		_ = disk.Replace(r.path, data)
	}
}

// mailbox is a writer that never blocks: lines wait for a goroutine that writes them.
// A reader that has stopped costs lines, not the kiosk.
type mailbox struct {
	lines chan []byte
	own   *task.Task
}

// mailboxLines is several minutes of a busy kiosk.
const mailboxLines = 4096

func newMailbox(w io.Writer) *mailbox {
	m := &mailbox{lines: make(chan []byte, mailboxLines)}
	m.own = task.Start(func(context.Context) {
		for line := range m.lines {
			if _, err := w.Write(line); err != nil {
				for range m.lines { // the reader has gone: let the rest go too
				}
				return
			}
		}
	})
	return m
}

func (m *mailbox) Write(p []byte) (int, error) {
	select {
	case m.lines <- append([]byte(nil), p...):
	default:
	}
	return len(p), nil
}

// close waits, but not for ever, until what is there is written.
func (m *mailbox) close() {
	close(m.lines)
	m.own.WaitFor(time.Second)
}
