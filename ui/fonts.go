package ui

import (
	"fyne.io/fyne/v2"

	"modu/accessibility/scene"
	"modu/assets/fonts"
	"modu/ui/raster"
)

// Fonts are the typefaces. ByLang holds those of languages whose glyphs differ
// from the ordinary ones; it may be empty.
type Fonts struct {
	Medium, Bold fyne.Resource
	ByLang       map[scene.Lang]Weights
}

// Weights are the two weights of one typeface.
type Weights struct{ Medium, Bold fyne.Resource }

// defaults puts the shipped typefaces where there are none.
func (f *Fonts) defaults() {
	if f.Medium == nil {
		f.Medium = fyne.NewStaticResource("PretendardGOV-Medium.otf", fonts.Medium())
	}
	if f.Bold == nil {
		f.Bold = fyne.NewStaticResource("PretendardGOV-Bold.otf", fonts.Bold())
	}
	if f.ByLang == nil {
		f.ByLang = shippedByLang()
	}
}

// shippedByLang are the typefaces of languages whose glyphs differ.
func shippedByLang() map[scene.Lang]Weights {
	weights := func(name string, medium, bold []byte) Weights {
		return Weights{fyne.NewStaticResource(name+"-Medium.otf", medium), fyne.NewStaticResource(name+"-Bold.otf", bold)}
	}
	zhMedium, zhBold := fonts.Chinese()
	jaMedium, jaBold := fonts.Japanese()
	return map[scene.Lang]Weights{
		"zh-Hans": weights("NotoSansSC", zhMedium, zhBold),
		"ja":      weights("NotoSansJP", jaMedium, jaBold),
	}
}

// newWords draws in every language what another one has left on the screen.
func newWords(f Fonts) *raster.Words {
	w := raster.NewWords()
	for _, own := range f.ByLang {
		w.Fallback(own.Medium.Name(), f.Medium.Name(), f.Medium.Content())
		w.Fallback(own.Bold.Name(), f.Bold.Name(), f.Bold.Content())
	}
	return w
}

func (s *Screen) font(f face) fyne.Resource {
	w, ok := s.cfg.Fonts.ByLang[f.lang]
	if !ok {
		w = Weights{s.cfg.Fonts.Medium, s.cfg.Fonts.Bold}
	}
	if f.bold {
		return w.Bold
	}
	return w.Medium
}

func (s *Screen) measure(text string, f face, size float32) float32 {
	res := s.font(f)
	return s.words.Width(text, res.Name(), res.Content(), size)
}
