package locales

import (
	"fmt"
	"maps"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Unreviewed lists the messages of a language that no reviewer is named for: those of
// files whose reviewed_by is empty. Where there are any, first is where the first of
// these files says so.
func (c *Catalogue) Unreviewed(lang scene.Lang) (ids []string, first datafile.Pos) {
	for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
		if e := c.messages[lang][id]; e.reviewer == "" {
			ids = append(ids, id)
			if first.File == "" || e.file.File < first.File {
				first = e.file
			}
		}
	}
	return ids, first
}

// CheckReadings names every form of a message that the voices of its language cannot
// say. unread tells what of a text they cannot: for Japanese, the kanji (which the
// author gives a spoken form in kana for). An easy form has no spoken form, so it must
// be written as it is said.
func (c *Catalogue) CheckReadings(langs []scene.Lang, unread func(scene.Lang, string) string) datafile.Issues {
	var issues datafile.Issues
	for _, lang := range langs {
		for _, id := range slices.Sorted(maps.Keys(c.messages[lang])) {
			e := c.messages[lang][id]
			for _, form := range [...]struct{ text, name, remedy string }{
				{said(e.Spoken, e.Text), "", "add \"reading: …\" with the same in kana"},
				{said(e.Spoken, e.One), "", "add \"reading: …\" with the same in kana"},
				{e.Easy, "the easy form of ", "write the easy form in kana"},
			} {
				if signs := unread(lang, bare(form.text)); signs != "" {
					issues = append(issues, datafile.Issue{Pos: e.pos, Msg: fmt.Sprintf("no voice can say %q in %smessage %q (%s)", signs, form.name, id, lang), Remedy: form.remedy})
					break
				}
			}
		}
	}
	return issues
}

func said(spoken, text string) string {
	if spoken != "" && text != "" {
		return spoken
	}
	return text
}

// bare is a message with a figure in the place of each argument: what stands after
// it, a counter, is read together with it.
func bare(s string) string { return action.ReplaceAllString(s, "1") }
