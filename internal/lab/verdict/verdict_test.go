package verdict

import (
	"io"
	"strings"
	"testing"

	"modu/internal/datafile"
)

// The form is a promise to programs: it changes only with its version.
func TestForm(t *testing.T) {
	r := New("service lint", io.Discard)
	r.Add(Of(datafile.Issue{Pos: datafile.Pos{File: "a.yaml", Line: 3, Col: 7}, Msg: "x < y", Remedy: "mend it"}))
	r.Note(Finding{Where: "the first screen", Rule: "TXT-6", Message: "tight"}, "people read %s", "this")
	r.Count("items", 2)
	r.Count("items", 3)
	var out strings.Builder
	if err := r.Encode(&out); err != nil {
		t.Fatal(err)
	}
	const want = `{
  "version": 1,
  "command": "service lint",
  "holds": false,
  "mistakes": [
    {
      "file": "a.yaml",
      "line": 3,
      "column": 7,
      "message": "x < y",
      "remedy": "mend it"
    }
  ],
  "notes": [
    {
      "where": "the first screen",
      "rule": "TXT-6",
      "message": "tight"
    }
  ],
  "counts": {
    "items": 5
  }
}
`
	if out.String() != want {
		t.Errorf("got\n%s", out.String())
	}
	out.Reset()
	if err := New("lint", io.Discard).Encode(&out); err != nil || !strings.Contains(out.String(), `"mistakes": [],`) || !strings.Contains(out.String(), `"notes": [],`) {
		t.Errorf("nothing found, %v:\n%s", err, out.String())
	}
}

// People read lines as they are found.
func TestLines(t *testing.T) {
	var people strings.Builder
	r := New("looks", &people)
	r.Mistake(Finding{Message: "a"}, "%d is wrong", 1)
	r.Say("%d looked at", 2)
	r.Add(Finding{Message: "told elsewhere"})
	if people.String() != "1 is wrong\n2 looked at\n" || len(r.Mistakes) != 2 {
		t.Errorf("%q, %v", people.String(), r.Mistakes)
	}
}
