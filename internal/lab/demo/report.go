package demo

import (
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"time"

	"modu/internal/runtime"
)

// moment is one step of the demonstration: the screen as it was, what the customer
// thought, and everything that went through the kiosk until the next one.
type moment struct {
	At      time.Duration // since the recording of the sound began
	Shot    string        // file name of the screenshot
	Says    []string      // what the customer tells about it
	Entries []line
}

// line is a transcript entry as the report shows it.
type line struct {
	At   string
	Kind string
	Text string
}

// report is the whole page.
type report struct {
	Title    string
	Result   string
	Good     bool
	Facts    []string
	Audio    string
	Moments  []*moment
	Finished time.Time
}

// Seconds is for the audio element.
func (m *moment) Seconds() string { return fmt.Sprintf("%.2f", m.At.Seconds()) }

// Clock is the time as people read it.
func (m *moment) Clock() string { return clock(m.At) }

func clock(d time.Duration) string {
	return fmt.Sprintf("%d:%04.1f", int(d.Minutes()), (d % time.Minute).Seconds())
}

// kindName is what the report calls a kind of entry; "" is left out.
func kindName(kind string) string {
	return map[string]string{"key": "key", "touch": "touch", "intent": "intent", "spoken": "speech", "notice": "notice", "screen": "screen", "focus": "focus", "effect": "effect", "device": "device", "health": "health"}[kind]
}

// shown turns a transcript entry into a line; "say" and "heard" would only repeat
// what "spoken" shows.
func shown(e runtime.Entry, at time.Duration) (line, bool) {
	kind := kindName(string(e.Kind))
	if kind == "" {
		return line{}, false
	}
	text := e.Text
	if e.Node != "" {
		text += " [" + e.Node + "]"
	}
	return line{clock(at), kind, text}, true
}

func (r *report) write(dir string) error {
	page, err := template.New("report").Parse(pageSource)
	if err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "index.html"))
	if err != nil {
		return err
	}
	defer f.Close()
	if err := page.Execute(f, r); err != nil {
		return err
	}
	return f.Close()
}

const pageSource = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{.Title}}</title>
<style>
 body{font:17px/1.5 system-ui,sans-serif;max-width:1100px;margin:0 auto;padding:1.5rem;color:#111;background:#fff}
 h1{font-size:1.7rem;margin:.2em 0}
 .result{border-left:.5rem solid #0a6b2d;padding:.4rem 1rem;font-size:1.2rem}.result.bad{border-color:#b00020}
 .sound{position:sticky;top:0;background:#fff;padding:.6rem 0;border-bottom:1px solid #999;z-index:1}
 .sound audio{width:100%}
 article{display:grid;grid-template-columns:270px 1fr;gap:1.5rem;padding:1.2rem 0;border-bottom:1px solid #ccc}
 article img{width:270px;height:auto;border:1px solid #666}
 .says{font-size:1.1rem;font-weight:600;margin:.2rem 0}
 table{border-collapse:collapse;width:100%}td{vertical-align:top;padding:.15rem .6rem .15rem 0}
 td:nth-child(1){white-space:nowrap;color:#444;font-variant-numeric:tabular-nums}td:nth-child(2){color:#444}
 tr.speech td:nth-child(3){font-weight:600}
 button{font:inherit;padding:.2rem .8rem}
 @media(max-width:700px){article{grid-template-columns:1fr}}
</style>
<h1>{{.Title}}</h1>
<p class="result{{if not .Good}} bad{{end}}">{{.Result}}</p>
<p>The customer cannot see. They know only what they wish for (an iced café latte, to have here) and what they hear; they
never look at the screen, the menu file or the order. Keys travel as bytes over a pseudo-terminal in the protocol of an
accessible controller; the sound was recorded where it left the audio stack; the pictures are of the real window.</p>
<ul>{{range .Facts}}<li>{{.}}</li>{{end}}</ul>
{{if .Audio}}<div class="sound"><audio id="a" controls preload="metadata" src="{{.Audio}}"></audio></div>{{end}}
{{range .Moments}}<article><div><img src="{{.Shot}}" alt="The screen at {{.Clock}}" loading="lazy">
<p><button type="button" onclick="a.currentTime={{.Seconds}};a.play()">listen from {{.Clock}}</button></p></div><div>
{{range .Says}}<p class="says">{{.}}</p>{{end}}
<table>{{range .Entries}}<tr class="{{.Kind}}"><td>{{.At}}</td><td>{{.Kind}}</td><td>{{.Text}}</td></tr>{{end}}</table>
</div></article>{{end}}
</html>
`
