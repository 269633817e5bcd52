// Package goldentest compares what a test makes with the file in which it was last read
// and found right.
//
// It hides how the file is kept. It is for tests; any goroutine may call it.
package goldentest

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

// File is an error of the test where got is not what the file at path holds. With rewrite,
// which is the test's flag of that name, the file is written anew first.
func File(t testing.TB, path string, got []byte, rewrite bool) {
	t.Helper()
	if rewrite {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -rewrite in its package writes it anew):\n%s", path, got)
	}
}

// JSON is File for a JSON document, which its file holds indented.
func JSON(t testing.TB, path string, got []byte, rewrite bool) {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, got, "", "  "); err != nil {
		t.Fatal(err)
	}
	b.WriteByte('\n')
	File(t, path, b.Bytes(), rewrite)
}
