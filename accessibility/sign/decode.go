package sign

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"

	"github.com/gen2brain/mpeg"
)

// Bounds on a clip. The figures are far above what a signer needs: CIF is asked for
// (HEA-3), and a message that takes longer than two minutes is several messages.
const (
	MaxBytes  = 64 << 20
	maxWidth  = 1280
	maxHeight = 1280
	maxFrames = 2 * 60 * 60
)

// Least rate and size of which signs can still be read (HEA-3).
const (
	LeastRate   = 12
	LeastWidth  = 176
	LeastHeight = 144
)

// ErrBroken is a clip that cannot be played; asking again is in vain.
var ErrBroken = errors.New("not a video that can be played")

// Header describes a clip.
type Header struct {
	Width, Height int     // pixels
	Rate          float64 // pictures a second
}

const magic = "MODUSGN1"

// Decode is the child process: it reads a whole clip and writes its header, then one
// picture after another as three planes (ITU-R BT.601, 4:2:0). It returns when the clip
// has ended or its reader is gone.
func Decode(r io.Reader, w io.Writer) error {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return err
	}
	next, head, err := open(data)
	if err != nil {
		return err
	}
	out := make([]byte, 0, len(magic)+12)
	out = append(out, magic...)
	for _, v := range []int{head.Width, head.Height, int(head.Rate*1000 + 0.5)} {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	if _, err := w.Write(out); err != nil {
		return err
	}
	for range maxFrames {
		f := next()
		if f == nil {
			return nil
		}
		img := f.YCbCr()
		for _, p := range []struct {
			pix          []byte
			stride, w, h int
		}{{img.Y, img.YStride, head.Width, head.Height}, {img.Cb, img.CStride, (head.Width + 1) / 2, (head.Height + 1) / 2}, {img.Cr, img.CStride, (head.Width + 1) / 2, (head.Height + 1) / 2}} {
			for y := range p.h {
				if _, err := w.Write(p.pix[y*p.stride : y*p.stride+p.w]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// open finds the video in a clip. Its size is read before the decoder sees the file: it
// would make room for anything.
func open(data []byte) (next func() *mpeg.Frame, h Header, err error) {
	if h, err = header(data); err != nil {
		return nil, h, err
	}
	var video *mpeg.Video
	if bytes.HasPrefix(data, []byte{0, 0, 1, 0xBA}) { // pack_start_code, ISO/IEC 11172-1 §2.4.3.2
		m, err := mpeg.New(bytes.NewReader(data))
		if err != nil || m.NumVideoStreams() < 1 {
			return nil, h, fmt.Errorf("%w: no video stream in it", ErrBroken)
		}
		m.SetAudioEnabled(false)
		video, next = m.Video(), m.DecodeVideo
	} else {
		buf, err := mpeg.NewBuffer(bytes.NewReader(data))
		if err != nil {
			return nil, h, err
		}
		buf.SetLoadCallback(buf.LoadReaderCallback)
		video = mpeg.NewVideo(buf)
		next = video.Decode
	}
	if video == nil || video.Width() != h.Width || video.Height() != h.Height {
		return nil, h, fmt.Errorf("%w: its header is damaged", ErrBroken)
	}
	h.Rate = video.Framerate()
	if !(h.Rate >= 1 && h.Rate <= 60) {
		return nil, h, fmt.Errorf("%w: %g pictures a second", ErrBroken, h.Rate)
	}
	return next, h, nil
}

func newFrame(h Header) *image.YCbCr {
	return image.NewYCbCr(image.Rect(0, 0, h.Width, h.Height), image.YCbCrSubsampleRatio420)
}

// Probe looks at what a clip says of itself, without decoding it: enough to refuse what
// can never be played. It needs no child process.
func Probe(clip []byte) error {
	_, err := header(clip)
	return err
}

// header reads size and nothing else: the rate is the decoder's business.
func header(clip []byte) (h Header, err error) {
	if len(clip) > MaxBytes {
		return h, fmt.Errorf("%w: more than %d MB", ErrBroken, MaxBytes>>20)
	}
	at := bytes.Index(clip, []byte{0, 0, 1, 0xB3}) // sequence_header_code, ISO/IEC 11172-2 §2.4.2.3
	if at < 0 || at+8 > len(clip) {
		return h, fmt.Errorf("%w: no MPEG-1 video in it", ErrBroken)
	}
	h.Width = int(clip[at+4])<<4 | int(clip[at+5])>>4
	h.Height = int(clip[at+5]&0x0f)<<8 | int(clip[at+6])
	if h.Width < 16 || h.Height < 16 || h.Width > maxWidth || h.Height > maxHeight {
		return h, fmt.Errorf("%w: %d x %d pixels, 16 x 16 to %d x %d are allowed", ErrBroken, h.Width, h.Height, maxWidth, maxHeight)
	}
	return h, nil
}
