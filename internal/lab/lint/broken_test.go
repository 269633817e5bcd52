package lint

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"modu/accessibility/sign/signtest"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/verdict"
)

// jargon is what no integrator should have to read: names of our libraries and of Go's types.
var jargon = regexp.MustCompile(`\byaml:|strconv|reflect|cel\.|\bmap\[|unmarshal|did not find expected|mapping values|found character|int64|nil pointer|0x[0-9a-f]{6}`)

// mostFollowing is how many mistakes one broken line may lead to: what only follows from it
// would bury it.
const mostFollowing = 6

// A hundred broken files: each is named first at the line that was broken, in a sentence with a
// remedy, without the words of a library and without a heap of consequences.
func TestBrokenFiles(t *testing.T) {
	data, err := os.ReadFile("testdata/broken.tsv")
	if err != nil {
		t.Fatal(err)
	}
	root, n := t.TempDir(), 0
	for _, name := range assemble.Services() {
		from, _, err := assemble.ServiceDir(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(root, name), from); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"museum", "checkup"} { // kinds of steps that no shipped service has
		if err := os.CopyFS(filepath.Join(root, name), os.DirFS("../../tryout/testdata/services/"+name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		if strings.HasPrefix(row, "#") {
			continue
		}
		n++
		breakFile(t, root, row)
	}
	if n < 100 {
		t.Errorf("only %d files were broken", n)
	}
}

// breakFile breaks one file, judges what is said, and mends it.
func breakFile(t *testing.T, root, row string) {
	t.Helper()
	cells := strings.Split(row, "\t")
	if len(cells) != 5 {
		t.Fatalf("%q has %d cells", row, len(cells))
	}
	var texts []string
	for _, c := range cells[2:] {
		text, err := strconv.Unquote(c)
		if err != nil {
			t.Fatalf("%s: %v", c, err)
		}
		texts = append(texts, text)
	}
	dir := filepath.Join(root, cells[0])
	file := filepath.Join(dir, cells[1])
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, found := strings.Cut(string(whole), texts[0])
	if !found {
		t.Fatalf("%s holds no %q", cells[1], texts[0])
	}
	broken := strings.Replace(string(whole), texts[0], texts[1], 1)
	if err := os.WriteFile(file, []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.WriteFile(file, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}()
	var issues datafile.Issues
	if err := Services(verdict.New("service lint", io.Discard), []string{dir}, signtest.Decoder()); !errors.As(err, &issues) {
		t.Errorf("%s: nothing is said: %v", row, err)
		return
	}
	first := strings.Count(before, "\n") + 1
	last := first + strings.Count(texts[1], "\n") + 1
	if texts[1] == "" { // what is missing is named where it should be, which is no one line
		first, last = 1, strings.Count(broken, "\n")+1
	}
	if all := complaintsOf(issues, file, first, last, texts[2]); len(all) > 0 {
		t.Errorf("%s (line %d): %s\n%v", row, first, strings.Join(all, "; "), issues)
	}
}

// complaintsOf is what is wrong with what is said of a file that was broken between two lines.
func complaintsOf(issues datafile.Issues, file string, first, last int, want string) (all []string) {
	here := false
	for _, i := range issues {
		here = here || i.File == file && i.Line >= first && i.Line <= last || i.Line == 0 && i.File == file
		if i.Remedy == "" {
			all = append(all, "no remedy")
		}
		if word := jargon.FindString(i.Msg + "; " + i.Remedy); word != "" {
			all = append(all, "the word "+word)
		}
	}
	if !here {
		all = append(all, "nothing is said of that line")
	}
	if len(issues) > mostFollowing {
		all = append(all, "too many consequences")
	}
	if !strings.Contains(issues.Error(), want) {
		all = append(all, "no "+want)
	}
	return all
}

// What would be no help is complained about.
func TestComplaintsOfWhatIsSaid(t *testing.T) {
	sound := datafile.Issue{Pos: datafile.Pos{File: "a", Line: 3}, Msg: "x", Remedy: "y"}
	elsewhere, bare, words := sound, sound, sound
	elsewhere.Line, bare.Remedy, words.Msg = 70, "", "yaml: line 3: did not find expected key"
	for want, is := range map[string]datafile.Issues{"": {sound}, "nothing is said of that line": {elsewhere}, "no remedy": {bare}, "the word yaml:": {words},
		"too many consequences": {sound, sound, sound, sound, sound, sound, sound}} {
		if got := strings.Join(complaintsOf(is, "a", 3, 3, "x"), "; "); want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
