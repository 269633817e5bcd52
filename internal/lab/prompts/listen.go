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
	N                    int
	ID, Text, Says, File string
}

// listenWords of the sheet, in the listener's language.
type listenWords struct{ Title, Lead, Right, Wrong, Remark, Save, Said string }

func sheetWords(locale string) listenWords {
	if strings.HasPrefix(locale, "ko") {
		return listenWords{"듣고 확인하기", "하나씩 듣고 맞는지 표시해 주세요. 다 하면 아래 단추로 저장해서 보내 주세요.", "맞음", "틀림", "메모", "결과 저장", "이렇게 말해야 합니다"}
	}
	return listenWords{"Listening sheet", "Listen to each one and mark it. Then save the result with the button at the end and send it back.", "right", "wrong", "remark", "Save the result", "should be said as"}
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
{{range .Rows}}<fieldset data-id="{{.ID}}">
<legend>{{.N}}. {{.Text}}</legend>
<p>{{$.W.Said}}: {{.Says}}</p>
<audio controls preload="none" src="{{.File}}" aria-label="{{.N}}. {{.Text}}"></audio>
<label><input type="radio" name="verdict{{.N}}" value="right"> {{$.W.Right}}</label>
<label><input type="radio" name="verdict{{.N}}" value="wrong"> {{$.W.Wrong}}</label>
<label>{{$.W.Remark}} <input type="text" name="remark{{.N}}"></label>
</fieldset>
{{end}}<button type="submit">{{.W.Save}}</button>
</form>
</main>
<script>
document.getElementById("sheet").addEventListener("submit", function (event) {
  event.preventDefault();
  var quote = function (s) { return '"' + s.replace(/"/g, '""') + '"'; };
  var lines = ["id,verdict,remark"];
  this.querySelectorAll("fieldset").forEach(function (f) {
    var mark = f.querySelector("input[type=radio]:checked");
    lines.push([f.dataset.id, mark ? mark.value : "", f.querySelector("input[type=text]").value].map(quote).join(","));
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

// Listen lets an engine say the n commonest prompts, at least 1, and writes the sheet on
// which somebody who speaks the language tells which of them sound right.
func Listen(ctx context.Context, o Options, e voice.Engine, n int, out io.Writer) error {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return err
	}
	lang := o.Locale
	var rows []listenRow
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
		pcm, err := voice.Say(ctx, e.Synth, synth.Request{Text: said, Lang: lang, Message: p.message})
		if err != nil {
			return fmt.Errorf("%s: %w", p.message, err)
		}
		file := fmt.Sprintf("%02d.wav", len(rows)+1) // safe in every file system and address
		if err := wavsink.Save(filepath.Join(o.Out, file), pcm); err != nil {
			return err
		}
		rows = append(rows, listenRow{len(rows) + 1, p.message, t.String(), said, file})
	}
	page, err := template.New("sheet").Parse(sheet)
	if err != nil {
		return err
	}
	var b strings.Builder
	by := fmt.Sprintf("%s, %.0f LUFS", e.Name, audio.SpeechLUFS)
	if err := page.Execute(&b, map[string]any{"Locale": string(o.Locale), "W": sheetWords(string(o.Locale)), "Voice": by, "Rows": rows}); err != nil {
		return err
	}
	index := filepath.Join(o.Out, "index.html")
	if err := os.WriteFile(index, []byte(b.String()), 0o644); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: %d prompts by %s. Open it in a browser; the listener saves the answers as a table.\n", index, len(rows), e.Name)
	return nil
}
