//go:build peers

package staff_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/journal"
	"modu/internal/kiosk"
	"modu/internal/service"
	"modu/internal/staff"
	"modu/internal/staffcall"
	"modu/locales"
	"modu/ui/picture"
)

// browser is Chromium, told what to do through chromedriver (W3C WebDriver).
type browser struct {
	t    *testing.T
	base string // of the session
}

// elementKey names an element in WebDriver's answers (W3C WebDriver, section 12.2).
const elementKey = "element-6066-11e4-a52e-4f735466cecf"

func startBrowser(t *testing.T) *browser {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, "chromedriver", "--port=0")
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		cancel()
		t.Fatalf("chromedriver, which judges the staff page, does not start: %v", err)
	}
	t.Cleanup(func() { cancel(); _ = cmd.Wait() })
	port := ""
	lines := bufio.NewScanner(out)
	for port == "" && lines.Scan() {
		if _, after, ok := strings.Cut(lines.Text(), "started successfully on port "); ok {
			port = strings.TrimRight(after, ".")
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	if port == "" {
		t.Fatal("chromedriver names no port")
	}
	args := []string{"--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--user-data-dir=" + t.TempDir(), "--window-size=420,800"}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // Chromium's sandbox does not run as root
	}
	b := &browser{t: t, base: "http://127.0.0.1:" + port + "/session"}
	var s struct {
		SessionID string `json:"sessionId"`
	}
	b.do("POST", "", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName": "chrome", "goog:chromeOptions": map[string]any{"args": args}}}}, &s)
	b.base += "/" + s.SessionID
	t.Cleanup(func() { b.do("DELETE", "", nil, nil) })
	return b
}

func (b *browser) do(method, path string, body, result any) {
	b.t.Helper()
	var in io.Reader
	if method == "POST" {
		if body == nil {
			body = map[string]any{}
		}
		data, err := json.Marshal(body)
		if err != nil {
			b.t.Fatal(err)
		}
		in = bytes.NewReader(data)
	}
	req, err := http.NewRequest(method, b.base+path, in)
	if err != nil {
		b.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatalf("chromedriver: %v", err)
	}
	defer resp.Body.Close()
	answer := struct {
		Value any `json:"value"`
	}{result}
	raw, _ := io.ReadAll(resp.Body)
	if resp.StatusCode != 200 {
		b.t.Fatalf("chromedriver, %s %s: %s", method, path, raw)
	}
	if result != nil {
		if err := json.Unmarshal(raw, &answer); err != nil {
			b.t.Fatalf("chromedriver, %s: %v", raw, err)
		}
	}
}

func (b *browser) find(css string) string {
	b.t.Helper()
	el := map[string]string{}
	b.do("POST", "/element", map[string]string{"using": "css selector", "value": css}, &el)
	return "/element/" + el[elementKey]
}

func (b *browser) click(css string) { b.t.Helper(); b.do("POST", b.find(css)+"/click", nil, nil) }
func (b *browser) write(css, words string) {
	b.t.Helper()
	b.do("POST", b.find(css)+"/value", map[string]string{"text": words}, nil)
}
func (b *browser) text(css string) (s string) {
	b.t.Helper()
	b.do("GET", b.find(css)+"/text", nil, &s)
	return s
}

// visit opens the page, and knock tries a key where it asks for one.
func (b *browser) visit(s *staff.Server) {
	b.t.Helper()
	b.do("POST", "/url", map[string]string{"url": fmt.Sprintf("http://%s/", s.Addr)}, nil)
	b.wait("#door button", "열기")
}

func (b *browser) knock(key string) {
	b.t.Helper()
	b.write("#key", key)
	b.click("#door button")
}

// wait asks until an element shows the words; the browser draws when it likes.
func (b *browser) wait(css, want string) {
	b.t.Helper()
	got := ""
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
		if got = b.text(css); strings.Contains(got, want) {
			return
		}
	}
	b.t.Fatalf("%s shows %q, want %q", css, got, want)
}

// pageWords are the texts as the product has them.
func pageWords(t *testing.T) map[string]string {
	t.Helper()
	cat := locales.New("ko")
	data, err := locales.Files.ReadFile("ko.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := cat.Add("ko.yaml", data).Err(); err != nil {
		t.Fatal(err)
	}
	return staff.Words(cat, "ko")
}

func TestStaffAnswerFromARealBrowser(t *testing.T) {
	replies := make(chan input.StaffReplied, 8)
	d := staff.NewDesk("로비 1번", func(ev input.Event) { replies <- ev.(input.StaffReplied) }, time.Now)
	s, err := staff.Listen(staff.Config{Listen: "127.0.0.1:0", Key: "a key of many signs", Words: pageWords(t)}, d)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := startBrowser(t)
	b.visit(s)
	b.knock("a wrong key")
	b.wait("#refused", "맞지 않습니다")
	b.knock("a key of many signs")
	b.wait("#state", "부르는 사람이 없습니다")
	b.wait("#kiosk", "로비 1번")

	id := input.EffectID{Boot: 1, Counter: 5}
	if !d.Ring(kiosk.CallStaff{ID: id, Where: "무엇을 드릴까요?", Manner: staffcall.BySign}) {
		t.Error("the page is open, but the call does not count as seen")
	}
	b.wait("#state", "손님이 부릅니다")
	b.wait("#where", "무엇을 드릴까요?")
	b.wait("#manner", "수어로")
	d.Ring(kiosk.CallStaff{ID: id, Again: true})
	b.wait("#state", "2번째")
	d.Tell(kiosk.TellStaff{ID: id, Words: "<img src=x onerror=alert(1)>손이 닿지 않아요"})
	b.wait("#messages", "<img src=x onerror=alert(1)>손이 닿지 않아요") // words, whatever is in them

	want := func(r input.StaffReplied) {
		t.Helper()
		r.Effect = id
		select {
		case got := <-replies:
			if got != r {
				t.Errorf("the kiosk got %+v, want %+v", got, r)
			}
		case <-time.After(20 * time.Second):
			t.Fatalf("the kiosk never got %+v", r)
		}
		b.wait("#sent", "보냈습니다")
	}
	b.click("#coming")
	want(input.StaffReplied{Answer: input.StaffComing})
	b.wait("#state", "답했습니다")
	b.click(`[data-minutes="2"]`)
	want(input.StaffReplied{Answer: input.StaffMinutes, Minutes: 2})
	b.write("#words", "카드를 반대로 넣어 주세요")
	b.click("#reply button")
	want(input.StaffReplied{Answer: input.StaffWords, Words: "카드를 반대로 넣어 주세요"})
	if dir := os.Getenv("MODU_SHOTS"); dir != "" {
		var png []byte
		b.do("GET", "/screenshot", nil, &png)
		if err := os.WriteFile(dir+"/staff-page.png", png, 0o644); err != nil {
			t.Error(err)
		}
	}
	d.Gone()
	b.wait("#state", "손님이 떠났습니다")
	if told := b.text("#messages"); told != "" {
		t.Errorf("what the person wrote is still there: %q", told)
	}
}

// Staff mark something sold out, change a price, find a thing by its name, and take back what
// they did, on a phone.
func TestStaffChangeTheMenuFromARealBrowser(t *testing.T) {
	svc, issues := service.Load(os.DirFS("../kiosk/kiosktest/shop"), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	changed := make(chan input.MenuChanged, 8)
	menu := backend.NewMenu(backend.MenuConfig{Service: svc, Emit: func(ev input.Event) { changed <- ev.(input.MenuChanged) }})
	d := staff.NewDesk("로비 1번", func(input.Event) {}, time.Now)
	s, err := staff.Listen(staff.Config{Listen: "127.0.0.1:0", Key: "a key of many signs", Words: pageWords(t), Menu: menu, Currency: svc.Currency,
		Name: func(it service.Item) string { return "이름 " + it.ID }}, d)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b := startBrowser(t)
	b.visit(s)
	b.knock("a key of many signs")
	b.wait("#menu summary", "메뉴")
	b.click("#menu summary")
	b.wait(`[data-item="i1"]`, "이름 i1")
	b.wait(`[data-item="i1"] > button`, "품절로 바꾸기")
	took := func() input.MenuChanged {
		t.Helper()
		select {
		case ev := <-changed:
			return ev
		case <-time.After(20 * time.Second):
			t.Fatal("the kiosk never got the change")
		}
		return input.MenuChanged{}
	}
	b.click(`[data-item="i1"] > button`)
	if ev := took(); !ev.Patient || !*ev.Items["i1"].SoldOut {
		t.Errorf("%+v", ev)
	}
	b.wait("#changed", "이름 i1: 바로 바꿨습니다")
	b.wait(`[data-item="i1"] span`, "품절")
	b.do("POST", b.find(`[data-item="i2"] input`)+"/clear", nil, nil)
	b.write(`[data-item="i2"] input`, "2500")
	b.click(`[data-item="i2"] form button`)
	if ev := took(); *ev.Items["i2"].Price != 2500 {
		t.Errorf("%+v", ev)
	}
	b.wait("#changed", "다음 손님부터 이 가격입니다")
	b.wait(`[data-item="i2"] span`, "원래")
	if dir := os.Getenv("MODU_SHOTS"); dir != "" {
		var png []byte
		b.do("GET", "/screenshot", nil, &png)
		if err := os.WriteFile(dir+"/staff-menu.png", png, 0o644); err != nil {
			t.Error(err)
		}
	}
	b.click("#undo")
	if ev := took(); *ev.Items["i2"].Price != 2000 {
		t.Errorf("%+v", ev)
	}
	b.wait("#changed", "되돌렸습니다")
	b.write("#find", "I3")
	b.wait("#items", "이름 i3")
	if got := b.text("#items"); strings.Contains(got, "이름 i1") {
		t.Errorf("finding i3 leaves %q", got)
	}
}

// Staff add a thing with a photograph, by the keyboard alone: it is upright, says nothing of where
// it was taken, and the page names the languages in which it has no name.
func TestStaffAddAThingFromARealBrowser(t *testing.T) {
	svc, issues := service.Load(os.DirFS("../kiosk/kiosktest/shop"), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	dir := t.TempDir()
	book, _, err := journal.Open(filepath.Join(dir, "record"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	menu := backend.NewMenu(backend.MenuConfig{Service: svc, Emit: func(input.Event) {}, Photos: book, Keep: book.MenuChanged})
	d := staff.NewDesk("로비 1번", func(input.Event) {}, time.Now)
	s, err := staff.Listen(staff.Config{Listen: "127.0.0.1:0", Key: "a key of many signs", Words: pageWords(t), Menu: menu, Currency: svc.Currency,
		Photo: func(data []byte) ([]byte, string) {
			out, err := picture.Retake(data, journal.MaxPhoto)
			if err != nil {
				return nil, staff.PhotoNone
			}
			return out, ""
		},
		Name: func(it service.Item) string {
			if name, _, own := menu.Service().Named(it.Label, "ko"); own {
				return name.Text
			}
			return "이름 " + it.ID
		},
		Category:  func(c service.Category) string { return "종류 " + c.ID },
		Languages: []staff.Language{{Tag: "ko", Name: "한국어"}, {Tag: "en", Name: "English"}}}, d)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, img, nil); err != nil {
		t.Fatal(err)
	}
	photo, text := filepath.Join(dir, "IMG_0001.jpg"), filepath.Join(dir, "list.jpg")
	if err := errors.Join(os.WriteFile(photo, jpg.Bytes(), 0o600), os.WriteFile(text, []byte("milk, bread"), 0o600)); err != nil {
		t.Fatal(err)
	}
	b := startBrowser(t)
	b.visit(s)
	b.knock("a key of many signs")
	b.wait("#menu summary", "메뉴")
	const enter, tab = "\ue007", "\ue004" // W3C WebDriver, 17.4.2
	b.write("#menu > summary", enter)
	b.wait("#adding > summary", "추가하기")
	b.write("#adding > summary", enter)
	b.write("#add-name", "대추차")
	b.write("#add-price", "4500"+tab+tab)
	b.wait("#add-like", "이름 tea")
	b.write("#add-photo", text)
	b.write("#add button", enter)
	b.wait("#added", "읽을 수 없습니다")
	b.do("POST", b.find("#add-photo")+"/clear", nil, nil)
	b.write("#add-photo", photo)
	b.write("#add button", enter)
	b.wait("#added", "대추차: 추가했습니다")
	id := ""
	for i, c := range menu.Changes() {
		if c.Added != nil && *c.Price == 4500 && c.Added.Category == "hot" && len(c.Added.Options) == 2 {
			id = i
		}
	}
	if data, ok := book.Photo(id); !ok || picture.CheckPhoto(data) != nil {
		file, _ := json.Marshal(menu.File())
		t.Fatalf("no photograph of %q: %.300s", id, file)
	}
	item := `[data-item="` + id + `"]`
	b.wait(item, "대추차")
	b.wait(item, "이 언어로 쓴 이름이 없습니다: English")
	b.wait(item, "쉬운 말 이름이 없습니다: 한국어")
	if shots := os.Getenv("MODU_SHOTS"); shots != "" {
		var png []byte
		b.do("GET", "/screenshot", nil, &png)
		if err := os.WriteFile(shots+"/staff-add.png", png, 0o644); err != nil {
			t.Error(err)
		}
	}
	b.write(item+" .remove", enter)
	b.wait("#changed", "메뉴에서 뺐습니다")
	b.click("#undo")
	b.wait("#changed", "되돌렸습니다")
	if menu.Added(id) == nil {
		t.Error("it does not come back")
	}
}
