package signs

import (
	"errors"
	"fmt"
	"io"
	"time"

	"modu/accessibility/audit/flash"
	"modu/accessibility/sign"
)

// Remedy is how a clip that Check refuses is made.
const Remedy = "make it again, for instance with: ffmpeg -i IN -an -c:v mpeg1video -r 25 -s 480x360 OUT.mpg"

const (
	// clipShare is how much of a clip may flash: a clip of 83 mm is about one 10° field at
	// 500 mm, of which FLA-2 allows a quarter.
	clipShare = 0.25
	// longest is what a person watches in one go: a longer message is several messages.
	longest = 2 * time.Minute
)

// Check plays a clip to its end. It returns what keeps it from being played, read or shown
// without harm.
func Check(player sign.Player, data []byte) error {
	s, err := player.Open(data)
	if err != nil {
		return err
	}
	defer s.Close()
	h := s.Header
	if h.Rate < sign.LeastRate || h.Width < sign.LeastWidth || h.Height < sign.LeastHeight { // HEA-3
		return fmt.Errorf("%d x %d pixels and %g pictures a second are too few to read signs; at least %d x %d and %d, better 352 x 288 and 25",
			h.Width, h.Height, h.Rate, sign.LeastWidth, sign.LeastHeight, sign.LeastRate)
	}
	meter := flash.Meter{Share: clipShare}
	for n := 0; ; n++ {
		img, err := s.Next()
		if err == nil {
			at := time.Duration(float64(n) / h.Rate * float64(time.Second))
			if at > longest {
				return fmt.Errorf("it is longer than %v: say less, or in several clips", longest)
			}
			if found := meter.See(at, img); len(found) > 0 {
				return fmt.Errorf("it may harm people whom flashing light makes ill: %s", found[0])
			}
			continue
		}
		switch {
		case errors.Is(err, io.EOF) && n > 0:
			return nil
		case errors.Is(err, io.EOF):
			return fmt.Errorf("%w: no picture in it", sign.ErrBroken)
		default:
			return err
		}
	}
}
