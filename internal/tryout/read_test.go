package tryout_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/internal/assemble"
	"modu/internal/tryout"
)

var rewrite = flag.Bool("rewrite", false, "write the stays anew that people read")

// A handful of stays is kept for people to read: what is on the screen, what is heard, what
// is done. A change of words or ways shows in them.
func TestStaysForReading(t *testing.T) {
	kinds := []struct {
		name string
		o    tryout.Options
	}{
		{"by-pictures", tryout.Options{Hand: tryout.Pictures, Lang: "ko"}},
		{"read-ear", tryout.Options{Hand: tryout.Ear, Lang: "ko", Aloud: true}},
		{"read-touch", tryout.Options{Hand: tryout.Touch, Lang: "ko", Aloud: true}},
		{"read-keys", tryout.Options{Hand: tryout.Keys, Lang: "ko", Aloud: true}},
		{"read-headset", tryout.Options{Hand: tryout.Headset, Lang: "ko", Aloud: true}},
		{"read-brief", tryout.Options{Hand: tryout.Ear, Lang: "ko", Aloud: true, Says: "brief"}},
		{"read-explained", tryout.Options{Hand: tryout.Ear, Lang: "ko", Aloud: true, Says: "long"}},
		{"read-easy-ear", tryout.Options{Hand: tryout.Ear, Lang: "ko", Easy: true, Aloud: true}},
		{"by-ear", tryout.Options{Hand: tryout.Ear, Lang: "ko"}},
		{"easy-by-touch", tryout.Options{Hand: tryout.Touch, Lang: "ko", Easy: true}},
		{"easy-by-ear", tryout.Options{Hand: tryout.Ear, Lang: "ko", Easy: true}},
		{"mishaps-by-touch", tryout.Options{Hand: tryout.Touch, Lang: "ko", Mishaps: true}},
		{"practice-by-touch", tryout.Options{Hand: tryout.Touch, Lang: "ko", Practice: true}},
		{"english-by-ear", tryout.Options{Hand: tryout.Ear, Lang: "en"}},
	}
	for _, name := range assemble.Services() {
		p := parts(t, name)
		wishes, _ := tryout.Load(p)
		for _, k := range kinds {
			t.Run(name+"/"+k.name, func(t *testing.T) {
				r := tryout.Run(p, wishes[0], k.o)
				lines := r.Log
				if k.o.Aloud {
					lines = r.Aloud()
				}
				got := fmt.Sprintf("# %s\n%s\n", wishes[0].Name, strings.Join(lines, "\n"))
				for _, f := range r.Findings {
					t.Error(f)
				}
				file := filepath.Join("testdata", name, k.name+".txt")
				if *rewrite {
					if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					return
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if diff := firstDifference(string(want), got); diff != "" {
					t.Errorf("%s: %s\nwrite it anew with: go test ./internal/tryout -run ForReading -rewrite, and read what changed", file, diff)
				}
			})
		}
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		x, y := "(nothing more)", "(nothing more)"
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if x != y {
			return fmt.Sprintf("line %d\nwant: %s\ngot:  %s", i+1, x, y)
		}
	}
	return ""
}
