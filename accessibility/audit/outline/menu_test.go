package outline_test

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/audit/outline"
	"modu/assets"
)

// Where the rendered pictures of the café are, and the masks that were rendered with them.
const (
	photos = "services/cafe/pictures/photo"
	masks  = "../../../internal/render/masks"
)

// mostBytes is what all rendered pictures may add to the program.
const mostBytes = 3 << 20

// Every rendered picture stands out from its ground in colour and in grey.
func TestRenderedPictures(t *testing.T) {
	left := map[string]bool{} // masks without a picture
	entries, err := os.ReadDir(masks)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left[strings.TrimSuffix(e.Name(), ".png")] = true
	}
	pictures, err := fs.Glob(assets.Files, photos+"/*.jpg")
	if err != nil || len(pictures) == 0 {
		t.Fatalf("%d rendered pictures: %v", len(pictures), err)
	}
	all := 0
	for _, file := range pictures {
		name := strings.TrimSuffix(path.Base(file), ".jpg")
		delete(left, name)
		data, err := assets.Files.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all += len(data)
		mask, err := os.ReadFile(filepath.Join(masks, name+".png"))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		r, err := outline.Measure(decoded(t, data), decoded(t, mask))
		if err != nil || !r.Enough() {
			t.Errorf("%s: %v, %v", name, r, err)
		}
	}
	if len(left) > 0 {
		t.Errorf("masks of no picture: %v", left)
	}
	if all > mostBytes {
		t.Errorf("the rendered pictures have %d bytes, at most %d are allowed", all, mostBytes)
	}
}

func decoded(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}
