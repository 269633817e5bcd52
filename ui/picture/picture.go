// Package picture says whether a picture file can be shown, without showing it.
//
// It hides which formats and sizes the screen takes. Any goroutine may call it; it never
// panics and unpacks nothing large.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	_ "image/jpeg" // photographs
	_ "image/png"

	"github.com/fyne-io/oksvg"
)

// Bounds on what a service's folder may contain: a picture must never stop the kiosk.
// The figures are far above what a card needs.
const (
	MaxBytes  = 8 << 20
	MaxPixels = 24 << 20 // a 6000 x 4000 photograph
)

// Brand stands before the name of a picture of a site's brand.
const Brand = "brand/"

// IsSVG reports whether a file looks like a drawing.
func IsSVG(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(data[:min(len(data), 4096)], "\ufeff \t\r\n"), []byte("<"))
}

// Check reports why a picture cannot be shown. Of a photograph only the head is read: one
// of a hundred megapixels is refused without being unpacked.
func Check(data []byte) (err error) {
	defer func() {
		if r := recover(); r != nil { // the SVG reader panics on some broken files
			err = fmt.Errorf("it is broken: %v", r)
		}
	}()
	switch {
	case len(data) == 0:
		return errors.New("it is empty")
	case len(data) > MaxBytes:
		return fmt.Errorf("it has %d bytes, at most %d are allowed", len(data), MaxBytes)
	case IsSVG(data):
		icon, err := oksvg.ReadReplacingCurrentColor(bytes.NewReader(data), "#000000", oksvg.IgnoreErrorMode)
		if err != nil {
			return fmt.Errorf("it is broken: %w", err)
		}
		if vb := icon.ViewBox; !(vb.W > 0 && vb.H > 0) || vb.W > 1e6 || vb.H > 1e6 || len(icon.SVGPaths) == 0 {
			return fmt.Errorf("there is nothing to draw in its view box of %g x %g", vb.W, vb.H)
		}
		return nil
	}
	cfg, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return fmt.Errorf("it is no picture that can be read (%w); SVG, PNG and JPEG can", err)
	case cfg.Width < 1 || cfg.Height < 1:
		return fmt.Errorf("it has no pixels (%d x %d)", cfg.Width, cfg.Height)
	case cfg.Width > MaxPixels/cfg.Height:
		return fmt.Errorf("it has %d x %d pixels, at most %d million in all are allowed", cfg.Width, cfg.Height, MaxPixels/1000000)
	}
	return nil
}
