package signs

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"modu/accessibility/sign"
	"modu/accessibility/sign/signtest"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/load"
)

func TestMain(m *testing.M) { signtest.Main(m) }

// A clip that plays is accepted; a broken, small, empty or flashing one is named.
func TestCheck(t *testing.T) {
	var strobe []uint8
	for i := range 60 {
		strobe = append(strobe, uint8(20+200*(i/2%2)))
	}
	player := sign.Player{Decoder: signtest.Decoder()}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"sound":    {signtest.Clip(176, 144, 40, 60, 80, 100), ""},
		"flashing": {signtest.Clip(176, 144, strobe...), "it may harm"},
		"small":    {signtest.Clip(64, 48, 40, 60), "64 x 48 pixels"},
		"long":     {signtest.Clip(176, 144, make([]uint8, 25*121)...), "longer than 2m0s"},
		"empty":    {signtest.Clip(176, 144), "not a video"},
		"a text":   {[]byte("no video"), "not a video"},
	} {
		err := Check(player, c.data)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}

// shop is a service with these clips in Korean, and its folder.
func shop(t *testing.T, name string, clips ...string) (*assemble.Parts, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "shop")
	if err := os.CopyFS(dir, os.DirFS("../../../assets/services/"+name)); err != nil {
		t.Fatal(err)
	}
	for _, c := range clips {
		put(t, filepath.Join(dir, "sign", "ko", c+Ext), []byte("clip"))
	}
	p, issues := load.Service(dir)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	return p, dir
}

func put(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func count(t *testing.T, p *assemble.Parts) List {
	t.Helper()
	l, err := Count(p, "ko")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *List) find(name string) Clip {
	for _, c := range l.Clips {
		if c.Name == name {
			return c
		}
	}
	return Clip{}
}

// The list has what people meet first, then what goes wrong, then what no customer met; each
// with what is to be signed and nothing that a clip cannot know.
func TestCount(t *testing.T) {
	p, _ := shop(t, "cafe", "screen.pay")
	l := count(t, p)
	for i := 1; i < len(l.Clips); i++ {
		if l.Clips[i].Straight > l.Clips[i-1].Straight {
			t.Errorf("%s stands before %s", l.Clips[i-1].Name, l.Clips[i].Name)
		}
	}
	for name, want := range map[string]string{"screen.dine": "어디에서 드시겠어요?", "screen.item": "골라 주세요", "pay.declined": "돈은 나가지 않았습니다"} {
		if got := l.find(name); got.Text != want || got.Exists || got.File != "sign/ko/"+name+Ext {
			t.Errorf("%s: %+v, want %q", name, got, want)
		}
	}
	done := l.find("screen.done")
	if !strings.Contains(done.Text, "주문 번호 …") || done.Straight < 2 {
		t.Errorf("%+v", done)
	}
	if pay := l.find("screen.pay"); !pay.Exists || pay.Gaps != 0 || pay.Straight == 0 {
		t.Errorf("%+v", pay)
	}
	if l.Filmed() != 1 {
		t.Errorf("%d are filmed", l.Filmed())
	}
	for _, c := range l.Clips {
		if strings.Contains(c.Name, "attract") {
			t.Errorf("%s: nobody has asked for clips yet", c.Name)
		}
	}
	data := l.CSV()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	if err != nil || !bytes.HasPrefix(data, []byte("\ufeff")) || len(rows) != len(l.Clips)+1 || len(rows[1]) != len(Columns()) || rows[1][0] != l.Clips[0].Name {
		t.Errorf("%v\n%s", err, data)
	}
}

// What is filmed is counted in the stays that show it; the next clips are those that add most,
// and with all of them everything is signed.
func TestCoverage(t *testing.T) {
	p, _ := shop(t, "library")
	none := count(t, p)
	next, shares := none.Next(len(none.Clips))
	if none.Share() != 0 || len(next) < 5 || shares[len(shares)-1] != 100 {
		t.Fatalf("%d %%; %v", none.Share(), shares)
	}
	for i := 1; i < len(next); i++ {
		if next[i].Gaps > next[i-1].Gaps || shares[i] < shares[i-1] {
			t.Errorf("%s adds more than %s", next[i].Name, next[i-1].Name)
		}
	}
	p, _ = shop(t, "library", next[0].Name, next[1].Name)
	two := count(t, p)
	if two.Share() != shares[1] || two.Share() == 0 {
		t.Errorf("%d %%, foretold %d", two.Share(), shares[1])
	}
	if again, _ := two.Next(1); again[0].Name != next[2].Name {
		t.Errorf("next is %s, was to be %s", again[0].Name, next[2].Name)
	}
	// A clip of the title does where the screen has none.
	p, _ = shop(t, "library", "scan.title")
	if by := count(t, p); by.Share() == 0 || by.find("screen.scan").Gaps >= none.find("screen.scan").Gaps {
		t.Errorf("%d %%, %+v", by.Share(), by.find("screen.scan"))
	}
}

// Films are taken all or none; what is wrong with one is named with its file and a remedy.
func TestImport(t *testing.T) {
	good, other := signtest.Clip(176, 144, 40, 60, 80), signtest.Clip(176, 144, 90, 60, 30)
	p, dir := shop(t, "library")
	films := t.TempDir()
	put(t, filepath.Join(films, "screen.scan.mpg"), good)
	put(t, filepath.Join(films, "list.csv"), []byte("the list may lie there"))
	take := Take{Parts: p, List: count(t, p), From: films, Dir: dir, Decoder: signtest.Decoder(), DryRun: true}
	at := filepath.Join(dir, "sign", "ko", "screen.scan.mpg")
	has := func(file string) string { data, _ := os.ReadFile(file); return string(data) }

	taken, err := Import(take)
	if err != nil || len(taken.New) != 1 || len(taken.Missing) != len(take.List.Clips)-1 || has(at) != "" {
		t.Fatalf("a dry run: %v, %+v", err, taken)
	}
	take.DryRun = false
	if taken, err = Import(take); err != nil || has(at) != string(good) {
		t.Fatalf("%v, %+v", err, taken)
	}
	if taken, err = Import(take); err != nil || len(taken.Same) != 1 || len(taken.New)+len(taken.Replaced) != 0 {
		t.Errorf("again: %v, %+v", err, taken)
	}
	put(t, filepath.Join(films, "screen.scan.mpg"), other)
	put(t, filepath.Join(films, "screen.sacn.mpg"), good)
	put(t, filepath.Join(films, "screen.done.mp4"), good)
	put(t, filepath.Join(films, "screen.done.mpg"), []byte("no video"))
	_, err = Import(take)
	for _, want := range []string{"screen.scan.mpg: there is another clip of that name", "--replace", `"screen.sacn"`, `did you mean "screen.scan"?`, "screen.done.mp4: it is no clip", "screen.done.mpg: not a video", "ffmpeg"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	var issues datafile.Issues
	if !errors.As(err, &issues) || len(issues) != 4 || has(at) != string(good) {
		t.Errorf("%d mistakes, or something was written: %v", len(issues), err)
	}
	for _, f := range []string{"screen.sacn.mpg", "screen.done.mp4", "screen.done.mpg"} {
		if err := os.Remove(filepath.Join(films, f)); err != nil {
			t.Fatal(err)
		}
	}
	take.Replace = true
	if taken, err = Import(take); err != nil || len(taken.Replaced) != 1 || has(at) != string(other) || has(at+Kept) != string(good) {
		t.Errorf("replaced: %v, %+v", err, taken)
	}
	// What was kept is no clip of the service.
	if p, issues := load.Service(dir); issues.Err() != nil || len(p.Service.Signs()) != 1 {
		t.Errorf("%v, %v", issues, p.Service.Signs())
	}
	for _, from := range []string{t.TempDir(), filepath.Join(films, "none")} {
		take.From = from
		if _, err := Import(take); !errors.As(err, &issues) {
			t.Errorf("%s: %v", from, err)
		}
	}
}
