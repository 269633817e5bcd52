package service

import (
	"io/fs"

	"modu/accessibility/scene"
	"modu/internal/datafile"
)

// Text is a place at which a service names a message.
type Text struct {
	ID string
	datafile.Pos
	At string // within the file: "steps.scan.title"
}

// Texts lists where a service names messages, as far as its files can be read, and its
// languages: for programs that help to write what is missing. dir is as in Load. Issues are
// the mistakes that Load would name, but for missing messages.
func Texts(fsys fs.FS, dir string) ([]Text, []scene.Lang, datafile.Issues) {
	l := &loader{fsys: fsys, dir: dir}
	l.load()
	if l.svc == nil {
		return nil, nil, l.issues
	}
	var out []Text
	for _, t := range l.texts {
		out = append(out, Text{t.id, t.doc.At(t.at), t.at})
	}
	return out, l.svc.Languages, l.issues
}
