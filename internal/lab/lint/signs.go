package lint

import (
	"fmt"
	"path"
	"strings"

	"modu/accessibility/sign"
	"modu/internal/assemble"
	"modu/internal/datafile"
	lab "modu/internal/lab/signs"
	"modu/internal/lab/verdict"
)

// signs tells which screens have no sign-language clip, and names every clip that
// cannot be played or could harm. A missing clip is no mistake: the screen stands without.
func signs(r *verdict.Report, parts *assemble.Parts, decoder []string) error {
	for _, lang := range parts.Languages {
		missing := parts.Service.Unsigned(lang)
		n := parts.Service.Screens()
		text := fmt.Sprintf("sign language, %s: %d of %d screens have a clip", lang, n-len(missing), n)
		if len(missing) > 0 {
			text += fmt.Sprintf("; none for %s (sign/%s/NAME.mpg)", strings.Join(missing, ", "), lang)
		}
		r.Note(verdict.Finding{Message: text}, "%s", text)
	}
	player := sign.Player{Decoder: decoder}
	var issues datafile.Issues
	for _, file := range parts.Service.Signs() {
		data, err := parts.Sign(file)
		if err == nil {
			err = lab.Check(player, data)
		}
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(parts.Dir, file)}, Msg: err.Error(), Remedy: lab.Remedy})
		}
	}
	return issues.Err()
}
