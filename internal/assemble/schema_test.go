package assemble

import (
	"os"
	"path/filepath"
	"testing"

	"modu/internal/datafile/datafiletest"
)

const wholeBrand = `version: 1
colours: {ground: "#f6f3ec", card: "#ffffff", ink: "#16191d", accent: "#0c4036", accent_ink: "#ffffff", ring: "#0b3fae"}
logo: logo.svg
pictures: pictures
`

// Schema and loader of brand files agree.
func TestBrandSchema(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "pictures"), 0o755); err != nil {
		t.Fatal(err)
	}
	svg := []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>`)
	if err := os.WriteFile(filepath.Join(dir, "logo.svg"), svg, 0o644); err != nil {
		t.Fatal(err)
	}
	f := datafiletest.New(t, BrandSchema(), func(data []byte) error {
		_, issues := parseBrand(filepath.Join(dir, "brand.yaml"), data)
		return issues.Err()
	})
	f.BreakEveryRule(t, wholeBrand)
	f.Break(t, "whole", []byte(wholeBrand))
	f.BothRefuse(t, wholeBrand, []datafiletest.Edit{
		{Old: "ink: \"#16191d\"", New: "ink: 16191d"}, {Old: "ink: \"#16191d\"", New: "ink: black"}, {Old: " ink:", New: " inc:"}, {Old: "logo:", New: "lego:"}, {Old: "version: 1\n", New: ""},
	})
	f.BothAccept(t, wholeBrand, []datafiletest.Edit{{Old: "logo: logo.svg", New: "logo: null"}, {Old: "#16191d", New: "#16191D"}})
}
