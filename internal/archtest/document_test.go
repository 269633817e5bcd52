package archtest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// Lists and tables that follow from the sources are written by "go generate".
//
//go:generate go test -run ^TestWritten -rewrite .
var rewrite = flag.Bool("rewrite", false, "write anew what follows from the sources")

// written holds a file of this module against what it should be, or writes it.
func written(t *testing.T, name, want string) {
	t.Helper()
	file := filepath.Join("../..", name)
	if *rewrite {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := string(data); got != want {
		t.Errorf("%s does not follow from the sources; write it anew with: go generate ./internal/archtest\n%s", name, difference(got, want))
	}
}

// difference names the lines that only one of two texts has.
func difference(got, want string) string {
	var b strings.Builder
	for _, side := range []struct{ sign, in, other string }{{"-", got, want}, {"+", want, got}} {
		for _, line := range strings.Split(side.in, "\n") {
			if !strings.Contains("\n"+side.other+"\n", "\n"+line+"\n") {
				b.WriteString(side.sign + line + "\n")
			}
		}
	}
	return b.String()
}

func TestWrittenRings(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("../..", Document))
	if err != nil {
		t.Fatal(err)
	}
	want := Modu().WithRingTable(string(data))
	if want == "" {
		t.Fatalf("%s has no table with the head %s", Document, ringsHead)
	}
	written(t, Document, want)
}

func TestRooms(t *testing.T) {
	found, err := Modu().Rooms(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		t.Error(v)
	}
}

func TestRingTableIsReplaced(t *testing.T) {
	r := Rules{Rings: []Ring{{"a", 0}, {"c", 1}, {"b/**", 0}}, May: []string{"little", "more"}}
	got := r.WithRingTable("before\n\n" + ringsHead + "\n| --- | --- | --- |\n| 7 | `old` | all |\n\nafter\n| x |\n")
	want := "before\n\n" + ringsHead + "\n| --- | --- | --- |\n| 0 | `a`, `b/**` | little |\n| 1 | `c` | more |\n\nafter\n| x |\n"
	if got != want {
		t.Errorf("got %q", got)
	}
	if got := r.WithRingTable("no table"); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestRoomsFind(t *testing.T) {
	module := fstest.MapFS{
		"a/a.go":        goFile(),
		"a/in/in.go":    goFile(),
		"b/x.go":        goFile(),
		"b/in/in.go":    goFile(),
		"devs/one/a.go": goFile(),
		"lost/lost.go":  goFile(),
		Document: {Data: []byte(`# A
` + roomsHead + `
| --- | --- |
| one | ` + "`a`, `tool a/it`, `Type.Method`, `a/[]b`" + ` (a.go: here; gone.go: not) |
| two | ` + "`b/x.go`, `b/{x,gone}.go`" + ` |
| three | ` + "`devs/<device>`" + ` |

| hop | where |
| --- | --- |
| 1 | ` + "`a/gone`" + ` (nothing.go) |

` + "`lost/nothing` in the text is not looked at." + `
`)},
	}
	found, err := Rules{}.Rooms(module)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		Document + ": b/in is in no row",
		Document + ": lost is in no row",
		Document + ":10: there is no a/gone",
		Document + ":4: there is no gone.go in what the row names",
		Document + ":5: there is no b/gone.go",
	}
	if len(found) != len(want) {
		t.Errorf("got %v", found)
	}
	for i := range min(len(found), len(want)) {
		if !strings.HasPrefix(found[i].String(), want[i]) {
			t.Errorf("got %v, want %q", found[i], want[i])
		}
	}
}
