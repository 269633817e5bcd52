package speechrace_test

import (
	"strings"
	"testing"
	"time"

	"modu/accessibility/speaker/speechrace"
)

func times(ms ...int) speechrace.Times {
	var t speechrace.Times
	for _, m := range ms {
		t = append(t, time.Duration(m)*time.Millisecond)
	}
	return t
}

func result(name string, word, sentence, silent speechrace.Times) speechrace.Result {
	return speechrace.Result{Name: name, Sound: map[speechrace.Kind]speechrace.Times{speechrace.Word: word, speechrace.Sentence: sentence}, Silent: silent}
}

// Each gate is seen to fail by itself, and the best peer is what counts.
func TestJudge(t *testing.T) {
	slow := result("slow", times(200), times(300), nil)
	best := result("best", times(20, 20, 30), times(60, 60, 100), nil)
	for _, c := range []struct {
		ours speechrace.Result
		want []string
	}{
		{result("ours", times(20, 20, 30), times(33, 33, 55), times(24)), nil},
		{result("ours", times(21, 21, 21), times(33), times(24)), []string{"p50 of a word"}},
		{result("ours", times(20, 20, 31), times(33), times(24)), []string{"p95 of a word"}},
		{result("ours", times(20), times(34, 34, 34), times(24)), []string{"p50 of a sentence"}},
		{result("ours", times(20), times(33, 33, 56), times(24)), []string{"p95 of a sentence"}},
		{result("ours", times(20), times(33), times(1, 1, 26)), []string{"p95 to silence"}},
	} {
		got := speechrace.Judge([]speechrace.Result{c.ours, slow, best})
		if len(got) != len(c.want) {
			t.Errorf("%v: %q, want %q", c.ours, got, c.want)
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], c.want[i]) {
				t.Errorf("%q, want %q", got[i], c.want[i])
			}
		}
	}
}

// Some texts apart: each time stands where its text is.
func TestApart(t *testing.T) {
	r := result("ours", times(1, 9, 1), times(3, 4), nil)
	r.Texts = map[speechrace.Kind][]int{speechrace.Word: {2, 3, 4}, speechrace.Sentence: {2, 3}}
	for _, c := range []struct {
		text int
		want string
	}{{3, "| ours | 9.0 | 9.0 | 4.0 | 4.0 |"}, {4, "| ours | 1.0 | 1.0 | – | – |"}} {
		var b strings.Builder
		speechrace.Apart(&b, []speechrace.Result{r}, "one", func(_ speechrace.Kind, text int) bool { return text == c.text })
		if !strings.Contains(b.String(), "| one, ms | word p50") || !strings.Contains(b.String(), c.want) {
			t.Errorf("text %d: %s", c.text, b.String())
		}
	}
}

func TestTableSaysEverything(t *testing.T) {
	var b strings.Builder
	speechrace.Table(&b, []speechrace.Result{result("ours", times(1, 2), times(3, 4), times(5)), result("a | b", times(6), times(7), nil)})
	for _, want := range []string{"| ours | 2.0 | 2.0 | 4.0 | 4.0 |", `| a \| b | 6.0`, "p95 5.0 ms"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is not in\n%s", want, &b)
		}
	}
}
