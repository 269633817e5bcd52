package assemble

import (
	"fmt"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/locales"
)

// Unreviewed is a language with words that no named person has reviewed.
type Unreviewed struct {
	Lang     scene.Lang
	Messages int          // how many
	Pos      datafile.Pos // where one of its files names nobody
}

// String says it for people who set up a kiosk.
func (u Unreviewed) String() string {
	return fmt.Sprintf("nobody has reviewed %d messages in %q (%s)", u.Messages, u.Lang, u.Pos)
}

// Unreviewed lists the languages of the parts, offered or hidden, that nobody has
// reviewed as a whole.
func (p *Parts) Unreviewed() []Unreviewed {
	var out []Unreviewed
	for _, lang := range p.Languages {
		if u, some := unreviewed(p.Catalogue, lang); some {
			out = append(out, u)
		}
	}
	return append(out, p.Hidden...)
}

func unreviewed(cat *locales.Catalogue, lang scene.Lang) (Unreviewed, bool) {
	ids, pos := cat.Unreviewed(lang)
	return Unreviewed{lang, len(ids), pos}, len(ids) > 0
}

// review decides which languages a site offers. A kiosk that serves people offers a
// language that nobody has reviewed only if its site file accepts it by name.
func review(site config.Site, cat *locales.Catalogue, langs []scene.Lang) (offered []scene.Lang, hidden []Unreviewed, issues datafile.Issues) {
	for _, lang := range langs {
		u, some := unreviewed(cat, lang)
		if some && site.Lock && !slices.Contains(site.AcceptUnreviewed, lang) {
			hidden = append(hidden, u)
			continue
		}
		offered = append(offered, lang)
	}
	if len(offered) > 0 || len(langs) == 0 {
		return offered, hidden, nil
	}
	tags := make([]string, len(langs))
	for i, l := range langs {
		tags[i] = string(l)
	}
	return nil, hidden, datafile.Issues{{Pos: hidden[0].Pos, Msg: "no language is left to offer: this kiosk serves people (lock: true), and " + hidden[0].String(),
		Remedy: fmt.Sprintf(`name the reviewer under "reviewed_by", or write in the site file which languages to offer unreviewed, for instance "accept_unreviewed: [%s]"`, strings.Join(tags, ", "))}}
}
