package locales

import "modu/accessibility/scene"

// Forms is one message as its file gives it, placeholders included. A form that
// the file lacks is empty.
type Forms struct {
	File string // the file it comes from
	Text string // as written
	One  string // as written, for one thing
	// Spoken and Easy replace Text for the voice and for plain words.
	Spoken, Easy string
}

// Forms returns a message of a language, for programs that list messages. It
// reports false when the language has no message of its own.
func (c *Catalogue) Forms(id string, lang scene.Lang) (Forms, bool) {
	e, ok := c.messages[lang][id]
	return Forms{File: e.pos.File, Text: e.Text, One: e.One, Spoken: e.Spoken, Easy: e.Easy}, ok
}
