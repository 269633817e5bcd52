package staff

import (
	"bytes"
	"encoding/json"
	"mime/multipart"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/backend"
	"modu/internal/service"
)

// roll keeps photographs in memory.
type roll map[string][]byte

func (r roll) KeepPhoto(name string, data []byte) error { r[name] = data; return nil }
func (r roll) Photo(name string) ([]byte, bool)         { d, ok := r[name]; return d, ok }
func (r roll) DropPhotos(func(string) bool) error       { return nil }

// camera takes what begins with "photo", and says what is wrong with the rest.
func camera(data []byte) ([]byte, string) {
	if why, is := strings.CutPrefix(string(data), "not: "); is {
		return nil, why
	}
	return append([]byte("made anew: "), data...), ""
}

func addingRig(t *testing.T) (*rig, *backend.Menu, roll) {
	t.Helper()
	svc, issues := service.Load(os.DirFS("../kiosk/kiosktest/shop"), "shop", nil)
	if issues.Err() != nil {
		t.Fatal(issues)
	}
	r, photos := newRig(), roll{}
	menu := backend.NewMenu(backend.MenuConfig{Service: svc, Emit: func(input.Event) {}, Photos: photos})
	r.h = Handler(Config{Key: key, Menu: menu, Currency: svc.Currency, Photo: camera, Languages: []Language{{"ko", "한국어"}, {"en", "English"}},
		Name:     func(it service.Item) string { return "이름 " + it.ID },
		Category: func(c service.Category) string { return "종류 " + c.ID }}, r.Desk)
	return r, menu, photos
}

// add sends the form of the page.
func (r *rig) add(k string, photo string, fields ...string) *httptest.ResponseRecorder {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	if photo != "" {
		part, _ := form.CreateFormFile("photo", "IMG_0001.jpg")
		_, _ = part.Write([]byte(photo))
	}
	_ = form.Close()
	req := httptest.NewRequest("POST", "/api/menu/add", &body)
	req.Header.Set("Content-Type", form.FormDataContentType())
	req.Header.Set("Authorization", "Bearer "+k)
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, req)
	return w
}

// Staff add a thing with a photograph and a name in one language: the page names what is missing,
// and the file for who keeps the service's own has all of it.
func TestStaffAddAThing(t *testing.T) {
	r, menu, photos := addingRig(t)
	good := []string{"name", " 대추차 ", "language", "ko", "price", "4500", "category", "hot", "like", "tea"}
	if w := r.add("a wrong key", "photo", good...); w.Code != 401 || len(photos) > 0 {
		t.Errorf("without the key: %d", w.Code)
	}
	for _, c := range []struct {
		photo  string
		fields []string
		code   int
		why    string
	}{
		{"not: none", good, 422, PhotoNone}, {"not: large", good, 422, PhotoLarge}, {"not: small", good, 422, PhotoSmall}, {"not: long", good, 422, PhotoLong},
		{strings.Repeat("x", maxPhoto+maxFields), good, 422, PhotoLarge},
		{"photo", append(good[:4:4], "price", "4.5", "category", "hot"), 400, ""},
		{"photo", append(good[:4:4], "price", "-1", "category", "hot"), 400, ""},
		{"photo", append([]string{"name", "", "language", "ko"}, good[4:]...), 400, ""},
		{"photo", append([]string{"name", "x", "language", "fr"}, good[4:]...), 400, ""},
		{"photo", append(good[:6:6], "category", "none"), 400, ""},
	} {
		w := r.add(key, c.photo, c.fields...)
		if w.Code != c.code || c.why != "" && !strings.Contains(w.Body.String(), `"`+c.why+`"`) || len(menu.Changes()) > 0 {
			t.Errorf("%.20s %v: %d %s", c.photo, c.fields, w.Code, w.Body)
		}
	}
	if w := r.do("POST", "/api/menu/add", key, "no form"); w.Code != 400 {
		t.Errorf("no form: %d", w.Code)
	}
	if w := r.add(key, "photo", good...); w.Code != 204 || len(photos) != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	var s menuState
	_ = json.Unmarshal(r.do("GET", "/api/menu", key, "").Body.Bytes(), &s)
	it := s.Items[len(s.Items)-1]
	gaps, _ := json.Marshal(it.Gaps)
	if !it.Added || it.Price != 4500 || it.Loaded != 4500 || !it.Asks || string(gaps) != `[{"form":"easy","languages":["한국어"]},{"form":"text","languages":["English"]}]` {
		t.Errorf("%+v %s", it, gaps)
	}
	if s.Add == nil || len(s.Add.Categories) != 2 || s.Add.Categories[0].Name != "종류 hot" || len(s.Add.Languages) != 2 || !s.Undo {
		t.Errorf("%+v", s.Add)
	}
	n := menu.Added(it.ID)
	if n.Names["ko"] != (input.Name{Text: "대추차"}) || len(n.Options) != 2 || len(n.Names) != 1 || scene.Lang("ko") == "" {
		t.Errorf("%+v", n)
	}
	file, err := backend.ReadFile(r.do("GET", "/api/menu/changes", key, "").Body)
	if err != nil || string(file.Photos[it.ID]) != "made anew: photo" {
		t.Errorf("%+v %v", file, err)
	}
	for _, c := range []struct {
		path, body string
		code       int
	}{{"/api/menu/remove", `{"item":"tea"}`, 400}, {"/api/menu/remove", `x`, 400}, {"/api/menu/remove", `{"item":"` + it.ID + `"}`, 204}, {"/api/menu/remove", `{"item":"` + it.ID + `"}`, 400}, {"/api/menu/undo", ``, 204}} {
		if w := r.do("POST", c.path, key, c.body); w.Code != c.code {
			t.Errorf("%s %s: %d, want %d", c.path, c.body, w.Code, c.code)
		}
	}
	if menu.Added(it.ID) == nil {
		t.Error("what was taken off does not come back")
	}
}
