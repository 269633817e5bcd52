package prompts

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/accessibility/speech"
	"modu/accessibility/synth"
	"modu/accessibility/synth/clips"
	"modu/accessibility/synth/silence"
	"modu/accessibility/synth/synthtest"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
	"modu/internal/lab/voice"
	"modu/locales"
)

func usual(t *testing.T) *assemble.Parts {
	t.Helper()
	parts, _, err := load.Site("")
	if err != nil {
		t.Fatal(err)
	}
	return parts
}

// clipSheet exports a sheet and reads it back: the rows by their id.
func clipSheet(t *testing.T, locale string) map[string][]string {
	t.Helper()
	dir := t.TempDir()
	if err := Export(Options{usual(t), scene.Lang(locale), dir}, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "prompts-"+locale+".csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff"))).ReadAll()
	if err != nil || strings.Join(rows[0], " ") != "id text say where seconds" {
		t.Fatal(err, rows[0])
	}
	out := map[string][]string{}
	for _, r := range rows[1:] {
		if out[r[0]] != nil {
			t.Errorf("%s is there twice", r[0])
		}
		out[r[0]] = r
		if s, err := strconv.ParseFloat(r[4], 64); err != nil || s <= 0 || r[1] == "" || r[2] == "" || r[3] == "" {
			t.Errorf("row %q", r)
		}
	}
	return out
}

func TestClipsExport(t *testing.T) {
	ko := clipSheet(t, "ko")
	for id, says := range map[string]string{
		"dine.title": "어디에서 드시겠어요?", "dine.here~easy": "여기서 먹기", "category.bread": "빵", "speech.selected": "선택됨",
		"basket.added~1": "을 담았습니다", "basket.added~2": "를 담았습니다", "done.number~1": "주문 번호는", "pref.size.133": "크게",
	} {
		if ko[id] == nil || ko[id][2] != says {
			t.Errorf("%s: %q, want %q", id, ko[id], says)
		}
	}
	if got := ko["basket.added~1"][1]; got != "{Name}을/를 담았습니다" {
		t.Errorf("text %q", got)
	}
	for _, id := range []string{"currency.KRW", "counter.cup~1", "health.ok", "speech.position~1", "value.price"} {
		if ko[id] != nil {
			t.Errorf("%q is not heard, or too short a stretch", ko[id])
		}
	}
	if en := clipSheet(t, "en"); en["done.number~1"] == nil || en["done.number~1"][2] != "Your order number is" || len(en) < 200 {
		t.Errorf("%d rows, %q", len(en), en["done.number~1"])
	}
}

// asking remembers what it was asked to say.
type asking struct {
	silence.Engine
	asked []string
}

func (h *asking) Synthesize(ctx context.Context, r synth.Request) (synth.Stream, error) {
	h.asked = append(h.asked, r.Text)
	return h.Engine.Synthesize(ctx, r)
}

func tonal(level float64, d time.Duration) []float32 {
	out := make([]float32, audio.Samples(d))
	for i := range out {
		out[i] = float32(min(max(level*math.Sin(2*math.Pi*500*float64(i)/audio.Rate), -1), 1))
	}
	return out
}

// From the sheet to the ear: recordings are imported, the mistakes are named, and
// what the core says is played from them.
func TestClipsImport(t *testing.T) {
	in, out := t.TempDir(), t.TempDir()
	put := func(name string, pcm []float32) {
		if err := wavsink.Save(filepath.Join(in, name), pcm); err != nil {
			t.Fatal(err)
		}
	}
	sheet := clipSheet(t, "ko")
	parts := usual(t)
	good := 0
	for id, r := range sheet { // every stretch of a message, and some whole ones
		if strings.Contains(r[1], "{") || id == "dine.title" || id == "category.bread" {
			quiet := make([]float32, audio.Rate/2)
			put(id+".wav", append(append(quiet, tonal(0.05, synth.Estimate(r[2], "ko", 0))...), quiet...))
			good++
		}
	}
	put("bar.back.wav", tonal(2, time.Second/2))
	put("bar.home.wav", tonal(0.0005, time.Second))
	put("bar.help.wav", tonal(0.1, 9*time.Second))
	put("dine.titel.wav", tonal(0.1, time.Second))
	if err := os.WriteFile(filepath.Join(in, "bar.call.wav"), []byte("no sound"), 0o644); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	var mistakes datafile.Issues
	if err := Import(Options{parts, "ko", out}, in, &said); !errors.As(err, &mistakes) {
		t.Fatal(err)
	}
	report, errOut := said.String(), mistakes.Error()+"\n"+mistakes.Count()
	for _, want := range []string{"bar.back.wav: it is clipped", "bar.home.wav: it is too quiet", "bar.help.wav: it lasts 9.0 seconds", "bar.call.wav: it is not a WAV file",
		`dine.titel.wav: there is no prompt "dine.titel"; did you mean "dine.title"?`, "5 mistakes"} {
		if !strings.Contains(errOut, want) {
			t.Errorf("want %q: %s", want, errOut)
		}
	}
	for _, want := range []string{"missing: dine.here\n", "missing: bar.back\n", "cafe, ko: ", "runtime, ko: "} {
		if !strings.Contains(report, want) {
			t.Errorf("want %q: %s", want, report)
		}
	}
	if n := strings.Count(report, "missing: "); n != len(sheet)-good {
		t.Errorf("%d are missing, want %d", n, len(sheet)-good)
	}
	set, issues := clips.Load(os.DirFS(out), out)
	if issues.Err() != nil || set.Len() != good {
		t.Fatalf("%d recordings, want %d: %v", set.Len(), good, issues)
	}
	pcm, err := wavsink.Load(filepath.Join(out, "ko", "dine.title.wav"))
	if err != nil || math.Abs(audio.Loudness(pcm)-audio.SpeechLUFS) > 1 {
		t.Errorf("%.1f LUFS, %v", audio.Loudness(pcm), err)
	}
	if d := audio.Duration(len(pcm)) - synth.Estimate(sheet["dine.title"][2], "ko", 0); d < 0 || d > 60*time.Millisecond {
		t.Errorf("%v more than the tone", d)
	}
	// What the core says about a message comes from the recordings …
	l := parts.Catalogue.Localizer("ko")
	say := func(text scene.Text) (live []string) {
		t.Helper()
		u, ok := speech.Compose(scene.Change{After: scene.Scene{Lang: "ko", Root: scene.Node{ID: "r", Label: text}}}, speech.Options{})
		if !ok {
			t.Fatal("nothing is said")
		}
		h := &asking{}
		e := clips.New(h, set)
		for _, c := range u.Clauses {
			if _, err := synthtest.Drain(t.Context(), e, synth.Request{Text: c.Text, Lang: c.Lang, Message: c.Message}); err != nil {
				t.Fatal(err)
			}
		}
		return h.asked
	}
	for _, c := range []struct {
		text scene.Text
		live string
	}{
		{l.Text("dine.title"), ""},
		{l.Text("dine.here"), "먹고 가기"},
		{l.Text("category.bread"), ""},
		{l.Text("basket.added", locales.Words("Name", l.Text("item.latte"))), "카페라떼"},
		{l.Text("basket.added", locales.Words("Name", l.Text("item.bagel"))), "베이글"},
		{l.Text("done.number", locales.Code("Number", "103")), reading.Read("ko", []scene.Span{{Kind: scene.Code, Text: "103"}}).Text},
	} {
		if got := strings.TrimSpace(strings.Join(say(c.text), "|")); got != c.live {
			t.Errorf("%s: live %q, want %q", c.text.ID, got, c.live)
		}
	}
	// … and each recorded stretch is really found in what is said.
	for _, p := range listPrompts(parts, "ko") {
		if !strings.Contains(p.text, "{") || strings.Contains(p.where, "plain words") {
			continue
		}
		played := false
		for _, text := range sampleTexts(parts, "ko", p.message) {
			all := strings.Join(say(text), "|")
			played = played || !strings.Contains(all, clips.Key(p.says))
		}
		if !played {
			t.Errorf("%s is never played", p.id)
		}
	}
}

func TestClipsListen(t *testing.T) {
	dir := t.TempDir()
	e, err := voice.Open("silence")
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if err := Listen(t.Context(), Options{usual(t), "ko", dir}, e, 60, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	easy := strings.Count(page, `data-form="easy"`)
	if easy < 30 || easy > 60 {
		t.Errorf("%d easy forms", easy)
	}
	for part, n := range map[string]int{`data-form="ordinary"`: 60, "<fieldset": 60 + easy, "<audio controls": 60 + easy, `value="wrong"`: 60 + easy, `type="text"`: 60 + easy,
		`data-id="dine.title"`: 1, `data-id="pay.approved"`: 2, `data-id="speech.position"`: 1, `lang="ko"`: 1, "쉬운 말: 돈을 냈어요": 2} {
		if got := strings.Count(page, part); got != n {
			t.Errorf("%s: %d times, want %d", part, got, n)
		}
	}
	for file := range strings.SplitSeq(page, `src="`) {
		if name, _, _ := strings.Cut(file, `"`); strings.HasSuffix(name, "-easy.wav") {
			if pcm, err := wavsink.Load(filepath.Join(dir, name)); err != nil || len(pcm) == 0 {
				t.Errorf("%s: %v, %d samples", name, err, len(pcm))
			}
		}
	}
	for _, n := range []string{"01", "60"} {
		if pcm, err := wavsink.Load(filepath.Join(dir, n+".wav")); err != nil || len(pcm) == 0 {
			t.Errorf("%s: %v, %d samples", n, err, len(pcm))
		}
	}
}
