package ambient

import (
	"bytes"
	"math"
	"reflect"
	"testing"

	"modu/accessibility/audio"
)

func sine(hz, dB float64, seconds int) []float32 {
	out := make([]float32, seconds*audio.Rate)
	for i := range out {
		out[i] = audio.Gain(dB) * float32(math.Sin(2*math.Pi*hz*float64(i)/audio.Rate))
	}
	return out
}

// The curve of IEC 61672-1, table 3, within the limits of a class 2 instrument.
func TestAWeighting(t *testing.T) {
	for hz, c := range map[float64]struct{ want, tolerance float64 }{
		31.5: {-39.4, 1}, 63: {-26.2, 0.5}, 125: {-16.1, 0.3}, 250: {-8.6, 0.3}, 500: {-3.2, 0.3}, 1000: {0, 0.01},
		2000: {1.2, 0.3}, 4000: {1.0, 0.5}, 8000: {-1.1, 1.5}, 12500: {-4.3, 5},
	} {
		m := NewMeter(120)
		m.Write(sine(hz, -40, 2))
		got, known := m.Level()
		if want := 120 - 40 + c.want; !known || math.Abs(got-want) > c.tolerance {
			t.Errorf("%v Hz: %.2f dB(A), want %.1f", hz, got, want)
		}
	}
}

// A meter has no place in which sound could be.
func TestTheMeterKeepsNoSound(t *testing.T) {
	var holds func(reflect.Type) string
	holds = func(ty reflect.Type) string {
		switch ty.Kind() {
		case reflect.Slice, reflect.String, reflect.Map, reflect.Chan, reflect.Pointer, reflect.Func, reflect.Interface:
			return ty.String()
		case reflect.Array:
			if ty.Len() > 6 {
				return ty.String()
			}
			return holds(ty.Elem())
		case reflect.Struct:
			for i := range ty.NumField() {
				if f := ty.Field(i); f.Type.PkgPath() != "sync" {
					if what := holds(f.Type); what != "" {
						return f.Name + " " + what
					}
				}
			}
		}
		return ""
	}
	if what := holds(reflect.TypeFor[Meter]()); what != "" {
		t.Errorf("it could keep sound in its %s", what)
	}
}

// One level a second, nothing in between, and none of what the kiosk says itself.
func TestOneLevelASecond(t *testing.T) {
	m := NewMeter(100)
	noise := sine(1000, -50, 1)
	for at := 0; at < len(noise); at += 1000 {
		if _, known := m.Level(); known {
			t.Fatal("a level before the second was over")
		}
		if second := m.Write(noise[at : at+1000]); second != (at+1000 == len(noise)) {
			t.Fatal("a second at", at)
		}
	}
	first, _ := m.Level()
	if math.Abs(first-50) > 0.2 {
		t.Errorf("%.1f dB(A)", first)
	}
	m.Write(noise[:20000]) // quiet, then the kiosk speaks
	m.Ignore(true)
	m.Write(sine(1000, -10, 3))
	m.Write(sine(1000, -10, 1)[:30000])
	m.Ignore(false)
	if l, _ := m.Level(); l != first {
		t.Errorf("it heard the kiosk: %.1f dB(A)", l)
	}
	m.Write(sine(1000, -40, 2))
	if l, _ := m.Level(); math.Abs(l-60) > 0.2 {
		t.Errorf("after speech: %.1f dB(A)", l)
	}
	m.lost()
	if _, known := m.Level(); known {
		t.Error("known without a microphone")
	}
}

func TestFixed(t *testing.T) {
	for _, s := range []Source{Fixed(0), NewMeter(100)} {
		if _, known := s.Level(); known {
			t.Errorf("%T knows", s)
		}
	}
	if l, known := Fixed(55).Level(); l != 55 || !known {
		t.Error(l, known)
	}
}

func TestAPassingNoiseIsNotThePlace(t *testing.T) {
	var w Watch
	changes := 0
	second := func(n int, drowned bool) {
		for range n {
			if w.Second(drowned) {
				changes++
			}
		}
	}
	second(100, false)
	second(29, true)
	second(1, false)
	second(29, true)
	if changes != 0 || w.Drowned() {
		t.Error("half a minute was not over")
	}
	second(100, true)
	if changes != 1 || !w.Drowned() {
		t.Error(changes)
	}
	second(31, false)
	if changes != 2 || w.Drowned() {
		t.Error(changes)
	}
}

// Whatever bytes come, in whatever pieces, the end is clean.
func FuzzFeed(f *testing.F) {
	f.Add([]byte{1, 2, 3}, 3)
	f.Add(bytes.Repeat([]byte{0, 0x80, 0xff, 0x7f}, 60000), 7)
	f.Fuzz(func(t *testing.T, b []byte, n int) {
		m := NewMeter(100)
		seconds := 0
		feed(bytes.NewReader(b), m, func() { seconds++ })
		if want := len(b) / (4 * audio.Block) * 2 * audio.Block / audio.Rate; seconds != want {
			t.Errorf("%d seconds of %d bytes", seconds, len(b))
		}
		if l, known := m.Level(); known && (math.IsNaN(l) || l > 110) {
			t.Errorf("%v dB(A)", l)
		}
	})
}
