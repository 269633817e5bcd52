package lint

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"modu/accessibility/audit/flash"
	"modu/accessibility/sign"
	"modu/internal/assemble"
	"modu/internal/datafile"
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
			err = checkClip(player, data)
		}
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(parts.Dir, file)}, Msg: err.Error(), Remedy: "make it again, for instance with: ffmpeg -i IN -an -c:v mpeg1video -r 25 -s 480x360 OUT.mpg"})
		}
	}
	return issues.Err()
}

// checkClip plays a clip to its end.
func checkClip(player sign.Player, data []byte) error {
	s, err := player.Open(data)
	if err != nil {
		return err
	}
	defer s.Close()
	h := s.Header
	if h.Rate < sign.LeastRate || h.Width < sign.LeastWidth || h.Height < sign.LeastHeight { // HEA-3
		return fmt.Errorf("%d x %d pixels and %g pictures a second are too few to read signs; at least %d x %d and %d, better 352 x 288 and 25",
			h.Width, h.Height, h.Rate, sign.LeastWidth, sign.LeastHeight, sign.LeastRate)
	}
	meter := flash.Meter{Share: clipShare}
	for n := 0; ; n++ {
		img, err := s.Next()
		if err == nil {
			if found := meter.See(time.Duration(float64(n)/h.Rate*float64(time.Second)), img); len(found) > 0 {
				return fmt.Errorf("it may harm people whom flashing light makes ill: %s", found[0])
			}
			continue
		}
		switch {
		case errors.Is(err, io.EOF) && n > 0:
			return nil
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: no picture in it", sign.ErrBroken)
		default:
			return err
		}
	}
}

// clipShare is how much of a clip may flash: a clip of 83 mm is about one 10° field at
// 500 mm, of which FLA-2 allows a quarter.
const clipShare = 0.25
