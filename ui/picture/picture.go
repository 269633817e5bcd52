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
	"image/jpeg"
	"image/png"
	"io"
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

// IsPNG reports whether a file begins as a PNG.
func IsPNG(data []byte) bool { return bytes.HasPrefix(data, []byte(pngBegins)) }

const pngBegins = "\x89PNG\r\n\x1a\n" // W3C, "Portable Network Graphics", 5.2

// Check reports why a picture cannot be shown. Of a photograph only the head is read: one
// of a hundred megapixels is refused without being unpacked.
func Check(data []byte) error {
	switch {
	case len(data) == 0:
		return errors.New("it is empty")
	case len(data) > MaxBytes:
		return fmt.Errorf("it has %d bytes, at most %d are allowed", len(data), MaxBytes)
	case IsSVG(data):
		d, err := ReadDrawing(data, "#000000")
		if err != nil {
			return err
		}
		return d.try()
	}
	f := format(data)
	if f == nil {
		return errors.New("it is no picture that can be read; SVG, PNG and JPEG can")
	}
	cfg, err := f.config(bytes.NewReader(data))
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

// Aspect is the width of a picture in its height. Of a photograph only the head is read. A
// file that Check refuses may have one.
func Aspect(data []byte) (float64, error) {
	if IsSVG(data) {
		d, err := ReadDrawing(data, "#000000")
		if err != nil {
			return 0, err
		}
		w, h := d.Size()
		return w / h, nil
	}
	f := format(data)
	if f == nil {
		return 0, errors.New("it is no picture that can be read; SVG, PNG and JPEG can")
	}
	cfg, err := f.config(bytes.NewReader(data))
	if err == nil && (cfg.Width < 1 || cfg.Height < 1) {
		err = fmt.Errorf("it has no pixels (%d x %d)", cfg.Width, cfg.Height)
	}
	if err != nil {
		return 0, err
	}
	return float64(cfg.Width) / float64(cfg.Height), nil
}

// photograph is a format of pictures that are made of pixels.
type photograph struct {
	begins string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

// format knows a file by how it begins. The toolkit registers more formats with package
// image than a service may use.
func format(data []byte) *photograph {
	for _, f := range []photograph{
		{pngBegins, png.DecodeConfig, png.Decode},
		{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode}, // ITU-T T.81, B.1.1.3: SOI and the next marker
	} {
		if bytes.HasPrefix(data, []byte(f.begins)) {
			return &f
		}
	}
	return nil
}
