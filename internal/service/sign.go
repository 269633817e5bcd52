package service

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"modu/accessibility/scene"
)

// signDir holds sign-language clips: sign/<language>/<name>.mpg. The language is the one
// of the screen, because sign languages go with countries; the name is that of a screen
// (ScreenClip) or of a message.
const (
	signDir = "sign"
	signExt = ".mpg"
)

// ScreenClip names the clip of a whole screen. No message id begins like this.
func ScreenClip(screen string) string { return "screen." + screen }

// signs lists the clips there are. A service needs none.
func (l *loader) signs() map[string]string {
	out := map[string]string{}
	_ = fs.WalkDir(l.fsys, signDir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // what cannot be read is not there
		}
		if name, ok := strings.CutSuffix(strings.TrimPrefix(p, signDir+"/"), signExt); ok {
			out[name] = p
		}
		return nil
	})
	return out
}

// Sign is the path of the first of these clips that exists, in the service's file
// system, and empty where none does.
func (s *Service) Sign(lang scene.Lang, names ...string) string {
	for _, n := range names {
		if p, ok := s.signs[path.Join(string(lang), n)]; ok && n != "" {
			return p
		}
	}
	return ""
}

// Signs lists the paths of all clips.
func (s *Service) Signs() []string { return slices.Sorted(maps.Values(s.signs)) }

// Unsigned lists the screens of the service that have no clip in a language, by the names
// that their clips would have. Messages are not listed: a clip of its screen says more.
func (s *Service) Unsigned(lang scene.Lang) []string {
	var out []string
	for id := range s.steps {
		if s.Sign(lang, ScreenClip(id)) == "" {
			out = append(out, ScreenClip(id))
		}
	}
	slices.Sort(out)
	return out
}

// Screens is how many screens the service has.
func (s *Service) Screens() int { return len(s.steps) }
