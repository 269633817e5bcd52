package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"math"

	xdraw "golang.org/x/image/draw"
)

// Bounds on a photograph of a thing that is sold. One is decoded while a person waits for the
// page that it is on: the largest takes some 50 ms.
const (
	MaxPhotoBytes  = 2 << 20
	MaxPhotoPixels = 4 << 20 // 2,000 x 2,000
	MinPhotoSide   = 240     // pixels; smaller ones are blurred on any card
	MaxPhotoAspect = 2       // longer side by shorter: of longer ones too little would be seen
)

// What Shrink makes: enough for the largest card of a panel of 2160 x 3840.
const (
	shrunkSide    = 1200 // pixels
	shrunkQuality = 85
)

// CheckPhoto reports why a photograph of a thing that is sold is not fit to be shown. Only its
// head is read.
func CheckPhoto(data []byte) error {
	if len(data) > MaxPhotoBytes {
		return fmt.Errorf("it has %d bytes, at most %d are allowed", len(data), MaxPhotoBytes)
	}
	if err := Check(data); err != nil {
		return err
	}
	f := format(data)
	if f == nil {
		return errDrawing
	}
	cfg, err := f.config(bytes.NewReader(data))
	if err != nil {
		return err
	}
	long, short := max(cfg.Width, cfg.Height), min(cfg.Width, cfg.Height)
	switch {
	case long > MaxPhotoPixels/short:
		return fmt.Errorf("it has %d x %d pixels, at most %d in all are allowed", cfg.Width, cfg.Height, MaxPhotoPixels)
	case short < MinPhotoSide:
		return fmt.Errorf("it has %d x %d pixels, at least %d a side are needed", cfg.Width, cfg.Height, MinPhotoSide)
	case long > short*MaxPhotoAspect:
		return fmt.Errorf("it has %d x %d pixels: it is so long that too little of it would be seen", cfg.Width, cfg.Height)
	}
	return nil
}

var errDrawing = errors.New("it is a drawing; photographs are JPEG or PNG")

// Photograph decodes a PNG or JPEG that Check has nothing against, the right way up; others it
// refuses.
func Photograph(data []byte) (image.Image, error) {
	if err := Check(data); err != nil {
		return nil, err
	}
	f := format(data)
	if f == nil {
		return nil, errDrawing
	}
	img, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return upright(img, orientation(data)), nil
}

// Shrink makes a photograph of a camera fit to be shown: the right way up, and no larger than
// a card needs. One that is fit already is returned as it is.
func Shrink(data []byte) ([]byte, error) {
	if CheckPhoto(data) == nil {
		return data, nil
	}
	img, err := Photograph(data)
	if err != nil {
		return nil, err
	}
	size := img.Bounds().Size()
	k := min(1, float64(shrunkSide)/float64(max(size.X, size.Y)))
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(size.X)*k)), max(1, int(float64(size.Y)*k))))
	xdraw.CatmullRom.Scale(small, small.Bounds(), img, img.Bounds(), xdraw.Src, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: shrunkQuality}); err != nil {
		return nil, err
	}
	return out.Bytes(), CheckPhoto(out.Bytes())
}

// Why Retake refuses a photograph.
var (
	ErrNoPhoto    = errors.New("it is no photograph that can be read; JPEG and PNG can")
	ErrPhotoLarge = fmt.Errorf("it has more than %d MB or %d million pixels", MaxBytes>>20, MaxPixels/1000000)
	ErrPhotoSmall = fmt.Errorf("it has fewer than %d pixels a side", MinPhotoSide)
	ErrPhotoLong  = errors.New("one side is more than twice the other: too little of it would be seen")
)

// Retake makes a photograph anew, whatever its form: the right way up, no larger than a card
// needs, of at most limit bytes. Nothing but its pixels is kept: not where and when it was
// taken, nor a smaller picture inside it. It is judged before it is unpacked, which takes up to
// 100 MB for a moment. The error is one of those above.
func Retake(data []byte, limit int) ([]byte, error) {
	if len(data) > MaxBytes {
		return nil, ErrPhotoLarge
	}
	f := format(data)
	if f == nil {
		return nil, ErrNoPhoto
	}
	cfg, err := f.config(bytes.NewReader(data))
	if err != nil || cfg.Width < 1 || cfg.Height < 1 {
		return nil, ErrNoPhoto
	}
	long, short := max(cfg.Width, cfg.Height), min(cfg.Width, cfg.Height)
	switch {
	case long > MaxPixels/short:
		return nil, ErrPhotoLarge
	case short < MinPhotoSide:
		return nil, ErrPhotoSmall
	case long > short*MaxPhotoAspect:
		return nil, ErrPhotoLong
	}
	img, err := f.decode(bytes.NewReader(data))
	if err != nil {
		return nil, ErrNoPhoto // cut off, or its head says something else than its body
	}
	out, err := retaken(img, orientation(data), limit)
	if err != nil {
		return nil, err
	}
	return out, CheckPhoto(out)
}

// retaken is a picture as a JPEG without anything beside it, on white where it lets through.
func retaken(img image.Image, held, limit int) ([]byte, error) {
	b := img.Bounds()
	k := min(1, float64(shrunkSide)/float64(max(b.Dx(), b.Dy())))
	k = max(k, float64(MinPhotoSide)/float64(min(b.Dx(), b.Dy())))
	small := image.NewRGBA(image.Rect(0, 0, int(math.Round(float64(b.Dx())*k)), int(math.Round(float64(b.Dy())*k))))
	draw.Draw(small, small.Rect, image.White, image.Point{}, draw.Src)
	xdraw.CatmullRom.Scale(small, small.Bounds(), img, b, xdraw.Over, nil)
	turned := upright(small, held)
	for _, quality := range []int{shrunkQuality, 70, 50, 30} {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, turned, &jpeg.Options{Quality: quality}); err != nil {
			return nil, err
		}
		if out.Len() <= limit {
			return out.Bytes(), nil
		}
	}
	return nil, ErrPhotoLarge
}

// JPEG markers (ITU-T T.81, table B.1) and what of Exif is read (JEITA CP-3451, 4.6.4).
const (
	markerExif     = 0xe1
	markerScan     = 0xda
	tagOrientation = 0x0112
	entrySize      = 12 // of a field of a directory of TIFF 6.0
)

// orientation is how a camera was held, 1 to 8 as Exif counts; 1, the right way up, where a
// file does not say.
func orientation(data []byte) int {
	if !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return 1
	}
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != markerScan; {
		size := int(binary.BigEndian.Uint16(rest[2:]))
		if size < 2 || len(rest) < 2+size {
			return 1
		}
		if body, is := bytes.CutPrefix(rest[4:2+size], []byte("Exif\x00\x00")); is && rest[1] == markerExif {
			return tiffOrientation(body)
		}
		rest = rest[2+size:]
	}
	return 1
}

func tiffOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 1
	}
	fields := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(fields) >= entrySize; n-- {
		if v := order.Uint16(fields[8:]); order.Uint16(fields) == tagOrientation && v >= 1 && v <= 8 {
			return int(v)
		}
		fields = fields[entrySize:]
	}
	return 1
}

// upright turns a picture so that its upper edge is up.
func upright(img image.Image, held int) image.Image {
	if held == 1 {
		return img
	}
	b := img.Bounds()
	src := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(src, src.Rect, img, b.Min, draw.Src)
	w, h := b.Dx(), b.Dy()
	if held >= 5 { // its rows are columns
		w, h = h, w
	}
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			sx, sy := x, y
			if held >= 5 {
				sx, sy = y, x
			}
			if held == 2 || held == 3 || held == 7 || held == 8 {
				sx = b.Dx() - 1 - sx
			}
			if held == 3 || held == 4 || held == 6 || held == 7 {
				sy = b.Dy() - 1 - sy
			}
			copy(dst.Pix[y*dst.Stride+4*x:][:4], src.Pix[sy*src.Stride+4*sx:][:4])
		}
	}
	return dst
}
