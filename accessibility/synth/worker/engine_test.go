package worker_test

import (
	"context"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/accessibility/synth/synthtest"
	"modu/accessibility/synth/worker"
	"modu/accessibility/synth/worker/voicetest"
	"modu/internal/task/tasktest"
)

// The test program is also the voice: a child of it that is called with "voice".
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "voice" {
		os.Exit(voicetest.Main(os.Args[2:], os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

type reports struct {
	mu  sync.Mutex
	all []worker.Health
}

func (r *reports) add(h worker.Health) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, h)
}

func (r *reports) list() []worker.Health {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]worker.Health(nil), r.all...)
}

func self(t *testing.T) string {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

// voice is an engine over a voice with the given options.
func voice(t *testing.T, cfg worker.Config, args ...string) *worker.Engine {
	t.Helper()
	cfg.Command, cfg.Args = self(t), append([]string{"voice"}, args...)
	// A busy machine must not make a good worker look hung; only tests of hanging wait
	// for less.
	if cfg.Timeout == 0 {
		cfg.Timeout = 20 * time.Second
	}
	if cfg.StartTimeout == 0 {
		cfg.StartTimeout = 20 * time.Second
	}
	e := worker.New(cfg)
	t.Cleanup(func() { e.Close() })
	return e
}

// heard names the words whose tones are at their marks, in order.
func heard(t *testing.T, text string, r synthtest.Result) []string {
	t.Helper()
	var out []string
	runes := []rune(text)
	for _, m := range r.Marks {
		word := string(runes[m.At : m.At+m.Len])
		from := int(m.Offset.Seconds()*float64(r.Rate)) + r.Rate/100
		n := r.Rate / 20 // 50 ms: tones are 50 Hz apart, crossings count them to 10
		if from+n > len(r.PCM) {
			continue
		}
		crossings := 0
		for i := from + 1; i < from+n; i++ {
			if (r.PCM[i-1] < 0) != (r.PCM[i] < 0) {
				crossings++
			}
		}
		if got := float64(crossings) / 2 * 20; math.Abs(got-voicetest.Freq(word)) <= 25 {
			out = append(out, word)
		}
	}
	return out
}

const sentence = "불고기버거 세트 하나, 아이스라떼 둘, 합계 팔천오백 원입니다."

func TestContract(t *testing.T) {
	synthtest.Run(t, func(t *testing.T) synth.Synthesizer {
		return voice(t, worker.Config{})
	})
}

// The fallback too keeps the contract, and so do languages that only it has.
func TestContractOfTheFallback(t *testing.T) {
	synthtest.Run(t, func(t *testing.T) synth.Synthesizer {
		good := voice(t, worker.Config{}, "-rate", "22050")
		return voice(t, worker.Config{Fallback: good}, "-do", "dead")
	})
}

func TestToneOfEveryWord(t *testing.T) {
	r, err := synthtest.Drain(t.Context(), voice(t, worker.Config{}), synth.Request{Text: sentence, Lang: "ko"})
	if err != nil {
		t.Fatal(err)
	}
	if got := heard(t, sentence, r); strings.Join(got, " ") != sentence {
		t.Errorf("%q", got)
	}
	// The control: with the sound turned off nothing is heard.
	clear(r.PCM)
	if got := heard(t, sentence, r); len(got) != 0 {
		t.Errorf("silence is heard as %q", got)
	}
}

// A worker that fails once is started again and says the rest; one that goes on
// failing is replaced, and one health item says so. Either way every word is heard,
// in order, and at most the word that was broken off twice.
func TestMisbehaviour(t *testing.T) {
	at := map[string]string{"short": "0", "silent": "0", "fail": "3"}
	for _, do := range voicetest.Actions() {
		for _, runs := range []string{"1", "99"} {
			t.Run(do+" "+runs, func(t *testing.T) {
				t.Parallel()
				word := at[do]
				if word == "" {
					word = "2"
				}
				var got reports
				good := voice(t, worker.Config{}, "-rate", "22050")
				if err := good.Prepare(); err != nil {
					t.Fatal(err)
				}
				cfg := worker.Config{Fallback: good, Report: got.add, Retry: time.Hour}
				switch do {
				case "hang", "drip", "nohello", "deaf":
					cfg.Timeout, cfg.StartTimeout = 700*time.Millisecond, 700*time.Millisecond
				}
				e := voice(t, cfg,
					"-do", do, "-at", word, "-runs", runs, "-count", filepath.Join(t.TempDir(), "runs"))
				r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: sentence, Lang: "ko"})
				if err != nil {
					t.Fatal(err)
				}
				words := heard(t, sentence, r)
				var once []string
				for i, w := range words {
					if i == 0 || w != words[i-1] {
						once = append(once, w)
					}
				}
				if strings.Join(once, " ") != sentence {
					t.Errorf("heard %q", words)
				}
				if len(words) > len(once)+2 {
					t.Errorf("repeated: %q", words)
				}
				most := 2 * synth.Estimate(sentence, "ko", 100)
				if do == "flood" || do == "silent" || do == "drip" {
					most = 2 * (4*synth.Estimate(sentence, "ko", 100) + 3*time.Second)
				}
				if r.Length() > most {
					t.Errorf("lasts %v", r.Length())
				}
				h := got.list()
				if runs == "1" && len(h) != 0 {
					t.Errorf("told %+v", h)
				}
				if runs == "99" && (len(h) != 1 || !h[0].Fallback || h[0].Err == nil) {
					t.Errorf("told %+v", h)
				}
				// The next sentence: the fallback's or the new worker's.
				r, err = synthtest.Drain(t.Context(), e, synth.Request{Text: sentence, Lang: "ko"})
				if err != nil || strings.Join(heard(t, sentence, r), " ") != sentence {
					t.Errorf("the next sentence: %v, %q", err, heard(t, sentence, r))
				}
				if len(got.list()) != len(h) {
					t.Errorf("told again: %+v", got.list())
				}
			})
		}
	}
}

// A worker that ran well and is killed from outside is started again without a word
// being lost and without anybody being told.
func TestKilledBetweenSentences(t *testing.T) {
	var got reports
	e := voice(t, worker.Config{Report: got.add}, "-do", "crash", "-at", "0", "-runs", "1", "-count", filepath.Join(t.TempDir(), "n"))
	for range 3 {
		r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: "아이스라떼", Lang: "ko"})
		if err != nil || len(heard(t, "아이스라떼", r)) == 0 {
			t.Fatalf("%v", err)
		}
	}
	if len(got.list()) != 0 {
		t.Errorf("told %+v", got.list())
	}
}

// The worker is tried again when its time has come, beside the speech, and its
// return is told once.
func TestReturn(t *testing.T) {
	var got reports
	var mu sync.Mutex
	now := time.Unix(0, 0)
	clock := func() time.Time { mu.Lock(); defer mu.Unlock(); return now }
	good := voice(t, worker.Config{}, "-rate", "22050")
	e := voice(t, worker.Config{Fallback: good, Report: got.add, Now: clock},
		"-do", "dead", "-runs", "2", "-count", filepath.Join(t.TempDir(), "n"))
	rate := func() int {
		r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: "라떼", Lang: "ko"})
		if err != nil {
			t.Fatal(err)
		}
		return r.Rate
	}
	if r := rate(); r != 22050 {
		t.Errorf("%d Hz: not the fallback", r)
	}
	if r := rate(); r != 22050 {
		t.Errorf("%d Hz: tried again too early", r)
	}
	mu.Lock()
	now = now.Add(6 * time.Second)
	mu.Unlock()
	for deadline := time.Now().Add(10 * time.Second); rate() != 16000; {
		if time.Now().After(deadline) {
			t.Fatal("does not return")
		}
		runtime.Gosched()
	}
	if h := got.list(); len(h) != 2 || !h[0].Fallback || h[1].Fallback || h[1].Err != nil {
		t.Errorf("told %+v", h)
	}
}

func TestWithoutFallback(t *testing.T) {
	e := voice(t, worker.Config{}, "-do", "dead")
	if _, err := e.Synthesize(t.Context(), synth.Request{Text: "라떼", Lang: "ko"}); !errors.Is(err, synth.ErrEngine) {
		t.Error(err)
	}
	e = voice(t, worker.Config{Timeout: 300 * time.Millisecond}, "-do", "hang")
	if _, err := synthtest.Drain(t.Context(), e, synth.Request{Text: "라떼", Lang: "ko"}); !errors.Is(err, synth.ErrHung) {
		t.Error(err)
	}
	missing := worker.New(worker.Config{Command: filepath.Join(t.TempDir(), "none")})
	defer missing.Close()
	if err := missing.Prepare(); !errors.Is(err, synth.ErrEngine) {
		t.Error(err)
	}
	e = voice(t, worker.Config{})
	if _, err := e.Synthesize(t.Context(), synth.Request{Text: "x", Lang: "xx"}); !errors.Is(err, synth.ErrNoVoice) {
		t.Error(err)
	}
}

// Respelling changes where words stand; marks stay in the text that was asked for,
// also after a crash in the middle.
func TestMarksThroughRespelling(t *testing.T) {
	respell := func(_ scene.Lang, s string) string { return strings.ReplaceAll(s, "합니다", "하암니다아") }
	const text = "감사합니다 주문합니다 라떼 하나"
	for _, args := range [][]string{nil, {"-do", "crash", "-at", "2", "-runs", "1", "-count", filepath.Join(t.TempDir(), "n")}} {
		e := voice(t, worker.Config{Respell: respell}, args...)
		r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: text, Lang: "ko"})
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, m := range r.Marks {
			w := string([]rune(text)[m.At : m.At+m.Len])
			if len(words) == 0 || words[len(words)-1] != w {
				words = append(words, w)
			}
		}
		if strings.Join(words, " ") != text {
			t.Errorf("%v: marks %q", args, words)
		}
	}
}

// The next clause may be asked while the one before is not over, as an overlay does.
func TestTwoStreams(t *testing.T) {
	e := voice(t, worker.Config{})
	first, err := e.Synthesize(t.Context(), synth.Request{Text: sentence, Lang: "ko"})
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := first.Next(); err != nil {
		t.Fatal(err)
	}
	r, err := synthtest.Drain(t.Context(), e, synth.Request{Text: "둘째", Lang: "ko"})
	if err != nil || len(heard(t, "둘째", r)) != 1 {
		t.Errorf("%v", err)
	}
	for err == nil {
		_, err = first.Next()
	}
	if !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestCloseWhileSpeaking(t *testing.T) {
	e := voice(t, worker.Config{}, "-do", "hang", "-at", "1")
	st, err := e.Synthesize(context.Background(), synth.Request{Text: sentence, Lang: "ko"})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	for err == nil {
		_, err = st.Next()
	}
	if !errors.Is(err, synth.ErrEngine) {
		t.Error(err)
	}
	st.Close()
}

// Nothing is left behind: no process, no file descriptor, no goroutine, and memory
// stays flat, whether clauses end, are closed early, or kill the worker.
func TestSoak(t *testing.T) {
	files := func() int {
		f, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Skip("no /proc")
		}
		return len(f)
	}
	memory := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	// A process that waits for its next clause has goroutines that read from it.
	goroutines := func() int { return len(tasktest.Left("modu/accessibility/synth/worker")) }
	good := voice(t, worker.Config{})
	bad := voice(t, worker.Config{Fallback: good, Now: time.Now, Retry: time.Nanosecond}, "-do", "crash", "-at", "1")
	round := func(e *worker.Engine, n int) {
		for i := range n {
			st, err := e.Synthesize(t.Context(), synth.Request{Text: "라떼 하나", Lang: "ko", Rate: 300})
			if err != nil {
				t.Fatal(err)
			}
			for err == nil && i%3 != 0 {
				_, err = st.Next()
			}
			st.Close()
		}
	}
	round(good, 20)
	f, g, m := files(), goroutines(), memory()
	if g == 0 {
		t.Error("no goroutine reads from the worker")
	}
	round(good, 1000)
	if nf, ng, nm := files(), goroutines(), memory(); nf > f || ng > g || nm > m+2<<20 {
		t.Errorf("files %d → %d, goroutines %d → %d, heap %d → %d", f, nf, g, ng, m, nm)
	}
	round(bad, 30)
	if err := bad.Close(); err != nil {
		t.Error(err)
	}
	if nf, ng := files(), goroutines(); nf > f || ng > g {
		t.Errorf("after crashes: files %d → %d, goroutines %d → %d", f, nf, g, ng)
	}
	if err := good.Close(); err != nil {
		t.Error(err)
	}
	if left := tasktest.Left("modu/accessibility/synth/worker"); left != nil {
		t.Errorf("goroutines are left:\n%s", strings.Join(left, "\n\n"))
	}
}
