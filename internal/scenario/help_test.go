package scenario

import (
	"regexp"
	"slices"
	"testing"
)

// The help names every step, every subject of expect and every key of the head; a word that
// is taken out of it is missed.
func TestHelpIsComplete(t *testing.T) {
	all := slices.Concat(keys(verbs), subjects, heads)
	if lacking := unnamed(Help, all); len(lacking) > 0 {
		t.Errorf("the help does not name %v", lacking)
	}
	without := regexp.MustCompile(`\bnotice\b`).ReplaceAllString(Help, "")
	if lacking := unnamed(without, all); !slices.Equal(lacking, []string{"notice"}) {
		t.Errorf("without it, %v are missed", lacking)
	}
}

func unnamed(help string, words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return regexp.MustCompile(`\b` + w + `\b`).MatchString(help)
	})
}
