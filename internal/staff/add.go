package staff

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/service"
)

const (
	maxPhoto  = 8 << 20          // bytes of a photograph as a telephone sends it
	maxFields = 4 << 10          // of everything else beside it
	photoTime = 60 * time.Second // a photograph may take so long over a poor connection
)

// Language is one in which a name may be written.
type Language struct {
	Tag  scene.Lang `json:"tag"`
	Name string     `json:"name"` // what it calls itself
}

// Why a photograph is not taken: a message "staff.add.photo-…" says it to people.
const (
	PhotoNone  = "none"  // it is none, or cut off
	PhotoLarge = "large" // bytes or pixels
	PhotoSmall = "small"
	PhotoLong  = "long"
)

// addState is what can be said of a thing that is added.
type addState struct {
	Languages  []Language      `json:"languages"` // the first is that of the site
	Categories []categoryState `json:"categories"`
}

type categoryState struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// gapped is a form that names lack, in these languages.
type gapped struct {
	Form      string   `json:"form"` // "text", "easy", "spoken"
	Languages []string `json:"languages"`
}

// adding is nil where nothing can be added.
func (h *handler) adding() *addState {
	if h.cfg.Photo == nil || !h.cfg.Menu.Adds() {
		return nil
	}
	out := &addState{Languages: h.cfg.Languages, Categories: []categoryState{}}
	for _, c := range h.cfg.Menu.Service().Categories() {
		if len(c.Items) == 0 { // a short cut has none of its own
			out.Categories = append(out.Categories, categoryState{c.ID, h.cfg.Category(c)})
		}
	}
	return out
}

// gaps are what the names of an added thing lack, by form.
func (h *handler) gaps(n input.NewItem) (out []gapped) {
	var tags []scene.Lang
	for _, l := range h.cfg.Languages {
		tags = append(tags, l.Tag)
	}
	for _, g := range service.Gaps(n, tags, h.cfg.Unread) {
		i := slices.IndexFunc(out, func(o gapped) bool { return o.Form == g.Form })
		if i < 0 {
			i, out = len(out), append(out, gapped{Form: g.Form})
		}
		out[i].Languages = append(out[i].Languages, h.cfg.Languages[slices.Index(tags, g.Lang)].Name)
	}
	return out
}

// refusal is an answer with a reason that the page has words for.
func refusal(w http.ResponseWriter, why string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusUnprocessableEntity)
	_ = json.NewEncoder(w).Encode(map[string]string{"why": why})
}

// addItem takes a new thing with its photograph, as a form of several parts. Nothing of it is
// kept but in memory until the photograph has been made anew. One is taken at a time: the
// largest takes 100 MB for a moment.
func (h *handler) addItem(w http.ResponseWriter, r *http.Request) {
	if !h.photographs.TryLock() {
		w.WriteHeader(http.StatusTooManyRequests)
		return
	}
	defer h.photographs.Unlock()
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(photoTime)) // a recorder has none
	fields, photo, err := parts(w, r)
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		w.Header().Set("Connection", "close")
		refusal(w, PhotoLarge)
		return
	case err != nil:
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	price, err := strconv.ParseInt(fields["price"], 10, 64)
	if err != nil || price < 0 {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	retaken, why := h.cfg.Photo(photo)
	if why != "" {
		refusal(w, why)
		return
	}
	_, err = h.cfg.Menu.Add(h.item(fields), price, retaken)
	h.changed(w, err)
}

// item is what the fields of the form say.
func (h *handler) item(fields map[string]string) input.NewItem {
	name := strings.TrimSpace(fields["name"])
	out := input.NewItem{Category: fields["category"], Names: map[scene.Lang]input.Name{scene.Lang(fields["language"]): {Text: name}}}
	if like, ok := h.cfg.Menu.Service().Item(fields["like"]); ok {
		out.Options, out.Counter = slices.Clone(like.Options), string(like.Counter)
	}
	return out
}

// parts reads a form: its short fields, and the one file.
func parts(w http.ResponseWriter, r *http.Request) (fields map[string]string, photo []byte, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxPhoto+maxFields)
	form, err := r.MultipartReader()
	if err != nil {
		return nil, nil, err
	}
	fields = map[string]string{}
	for {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return fields, photo, nil
		}
		if err != nil {
			return nil, nil, err
		}
		data, err := io.ReadAll(p)
		if err != nil {
			return nil, nil, err
		}
		if p.FormName() == "photo" {
			photo = data
		} else {
			fields[p.FormName()] = string(data)
		}
	}
}

func (h *handler) removeItem(w http.ResponseWriter, r *http.Request) {
	var a struct {
		Item string `json:"item"`
	}
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&a) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	h.changed(w, h.cfg.Menu.Remove(a.Item))
}
