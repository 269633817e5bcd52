package prompts

import (
	"context"
	"fmt"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"strings"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/reading"
	"modu/accessibility/synth"
	"modu/internal/lab/voice"
)

// listenRow is one prompt of the listening sheet.
type listenRow struct {
	N     int
	ID    string
	Forms []listenForm // the ordinary one, and the easy one where it is said otherwise
}

// listenForm is one form of a prompt, with its sound.
type listenForm struct{ Name, Label, Text, Says, File string }

// listenWords of the sheet, in the listener's language.
type listenWords struct{ Title, Lead, Right, Wrong, Remark, Save, Said, Ordinary, Easy string }

func sheetWords(locale string) listenWords {
	if strings.HasPrefix(locale, "ko") {
		return listenWords{"듣고 확인하기", "하나씩 듣고 맞는지 표시해 주세요. 다 하면 아래 단추로 저장해서 보내 주세요.", "맞음", "틀림", "메모", "결과 저장", "이렇게 말해야 합니다", "보통 말", "쉬운 말"}
	}
	return listenWords{"Listening sheet", "Listen to each one and mark it. Then save the result with the button at the end and send it back.", "right", "wrong", "remark", "Save the result", "should be said as", "ordinary form", "easy form"}
}

// sheet needs nothing beside its WAV files: it opens from a directory, without a
// server. The answers are saved as a table.
const sheet = `<!DOCTYPE html>
<html lang="{{.Locale}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.W.Title}}</title>
<style>
body { font: 1.125rem/1.5 sans-serif; max-width: 60rem; margin: auto; padding: 1rem; }
fieldset { margin: 1rem 0; border: 1px solid #666; }
label { display: inline-block; padding: .5rem 1rem .5rem 0; }
input[type=radio] { width: 1.5rem; height: 1.5rem; vertical-align: middle; }
input[type=text] { font: inherit; width: 24rem; max-width: 90%; }
audio { width: 100%; }
button { font: inherit; padding: .75rem 1.5rem; }
</style>
</head>
<body>
<main>
<h1>{{.W.Title}}</h1>
<p>{{.W.Lead}}</p>
<p>{{.Voice}}</p>
<form id="sheet">
{{range .Rows}}{{$row := .}}{{range .Forms}}<fieldset data-id="{{$row.ID}}" data-form="{{.Name}}">
<legend>{{$row.N}}. {{.Label}}: {{.Text}}</legend>
<p>{{$.W.Said}}: {{.Says}}</p>
<audio controls preload="none" src="{{.File}}" aria-label="{{$row.N}}. {{.Label}}: {{.Text}}"></audio>
<label><input type="radio" name="verdict{{.File}}" value="right"> {{$.W.Right}}</label>
<label><input type="radio" name="verdict{{.File}}" value="wrong"> {{$.W.Wrong}}</label>
<label>{{$.W.Remark}} <input type="text" name="remark{{.File}}"></label>
</fieldset>
{{end}}{{end}}<button type="submit">{{.W.Save}}</button>
</form>
</main>
<script>
document.getElementById("sheet").addEventListener("submit", function (event) {
  event.preventDefault();
  var quote = function (s) { return '"' + s.replace(/"/g, '""') + '"'; };
  var lines = ["id,form,verdict,remark"];
  this.querySelectorAll("fieldset").forEach(function (f) {
    var mark = f.querySelector("input[type=radio]:checked");
    lines.push([f.dataset.id, f.dataset.form, mark ? mark.value : "", f.querySelector("input[type=text]").value].map(quote).join(","));
  });
  var a = document.createElement("a");
  a.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], {type: "text/csv"}));
  a.download = "listening-{{.Locale}}.csv";
  a.click();
});
</script>
</body>
</html>
`

// Listen lets an engine say the n commonest prompts, at least 1, each in its ordinary and in
// its easy form, and writes the sheet on which somebody who speaks the language tells which
// of them sound right.
func Listen(ctx context.Context, o Options, e voice.Engine, n int, out io.Writer) error {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	lang := o.Locale
	var rows []listenRow
	w := sheetWords(string(lang))
	heard := map[string]bool{}
	for _, p := range listMessages(o.Parts, lang) {
		if len(rows) == n {
			break
		}
		t := sampleTexts(o.Parts, lang, p.message)[0]
		said := reading.Read(lang, t.SpokenSpans()).Text
		if heard[said] {
			continue
		}
		heard[said] = true
		row := listenRow{N: len(rows) + 1, ID: p.message}
		row.Forms = append(row.Forms, listenForm{"ordinary", w.Ordinary, t.String(), said, fmt.Sprintf("%02d.wav", row.N)}) // safe in every file system and address
		easy := t.InEasyForm()
		if says := reading.Read(lang, easy.SpokenSpans()).Text; says != said {
			row.Forms = append(row.Forms, listenForm{"easy", w.Easy, easy.String(), says, fmt.Sprintf("%02d-easy.wav", row.N)})
		}
		for _, f := range row.Forms {
			if err := sayInto(ctx, filepath.Join(o.Out, f.File), e, synth.Request{Text: f.Says, Lang: lang, Message: p.message}); err != nil {
				return fmt.Errorf("%s: %w", p.message, err)
			}
		}
		rows = append(rows, row)
	}
	page, err := template.New("sheet").Parse(sheet)
	if err != nil {
		return err
	}
	var b strings.Builder
	by := fmt.Sprintf("%s, %.0f LUFS", e.Name, audio.SpeechLUFS)
	if err := page.Execute(&b, map[string]any{"Locale": string(o.Locale), "W": w, "Voice": by, "Rows": rows}); err != nil {
		return err
	}
	index := filepath.Join(o.Out, "index.html")
	if err := os.WriteFile(index, []byte(b.String()), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d prompts by %s. Open it in a browser; the listener saves the answers as a table.\n", index, len(rows), e.Name)
	return nil
}

// sayInto lets an engine say a text into a WAV file.
func sayInto(ctx context.Context, file string, e voice.Engine, r synth.Request) error {
	pcm, err := voice.Say(ctx, e.Synth, r)
	if err != nil {
		return err
	}
	return wavsink.Save(file, pcm)
}
