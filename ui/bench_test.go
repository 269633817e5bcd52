package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"modu/accessibility/scene"
	"modu/ui/theme"
)

// benchScreen is a screen in a test window, whose frames stay in memory.
func benchScreen(b *testing.B) *Screen {
	b.Helper()
	test.NewTempApp(b)
	win := test.NewTempWindow(b, nil)
	s := New(win, Config{Panel: rigPanel("32"), Pictures: testPictures})
	s.paint.use(&fakePresenter{})
	win.Resize(fyne.NewSize(1080, 1920))
	return s
}

func benchScene(kind string, rev uint64, look scene.Look) scene.Scene {
	sc := named(kind).build(6)
	sc.Revision, sc.Look, sc.Lang = rev, look, "ko"
	return sc
}

// BenchmarkArrange lays screens out, without painting.
func BenchmarkArrange(b *testing.B) {
	for _, kind := range []string{"items", "options", "basket", "review"} {
		for _, size := range []int{100, 200} {
			b.Run(fmt.Sprintf("%s-%d", kind, size), func(b *testing.B) {
				s := benchScreen(b)
				sc := benchScene(kind, 1, scene.Look{Theme: theme.Default, Size: size})
				b.ReportAllocs()
				for b.Loop() {
					s.layout.arrange(&sc, 1080, 1920, 1, "")
				}
			})
		}
	}
}

// BenchmarkPage shows one screen after another, BenchmarkFocus moves the focus on one, and
// BenchmarkLook goes through the looks.
func BenchmarkPage(b *testing.B) {
	s, kinds := benchScreen(b), []string{"items", "basket", "categories", "review"}
	benchShow(b, s, func(i int) scene.Scene {
		return benchScene(kinds[i%len(kinds)], uint64(i+1), scene.Look{Theme: theme.Default, Size: 100})
	})
}

func BenchmarkFocus(b *testing.B) {
	s, ids := benchScreen(b), []scene.NodeID{"item.americano", "item.latte", "item.vanilla"}
	benchShow(b, s, func(i int) scene.Scene {
		sc := benchScene("items", uint64(i+1), scene.Look{Theme: theme.Default, Size: 100})
		sc.Focus = ids[i%len(ids)]
		return sc
	})
}

func BenchmarkLook(b *testing.B) {
	s, looks := benchScreen(b), theme.IDs()
	benchShow(b, s, func(i int) scene.Scene {
		return benchScene("items", uint64(i+1), scene.Look{Theme: looks[i%len(looks)], Size: 100})
	})
}

func benchShow(b *testing.B, s *Screen, next func(i int) scene.Scene) {
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.Render(scene.Change{To: uint64(i + 1), After: next(i)})
	}
}
