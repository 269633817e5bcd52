package backend

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"

	"modu/accessibility/input"
	"modu/internal/service"
)

const (
	// maxPush bounds the body of a push: ten thousand items fit.
	maxPush = 1 << 20
	// MinKey is the shortest key, in characters: sixteen cannot be guessed over a
	// connection that answers a few thousand times a second.
	MinKey = 16
)

// Pushes takes changes of the menu:
//
//	PUT /v1/menu   Authorization: Bearer KEY
//	{"items": {"latte": {"sold_out": true}, "mocha": {"price": 6000}}}
//	→ 204; 400 with a sentence where something is wrong, and then nothing is changed
//
// GET /v1/menu tells the items as they are now.
type Pushes struct {
	key  string
	emit func(input.Event)

	mu  sync.Mutex
	svc *service.Service // with everything that was pushed
}

// NewPushes makes the handler for a service. emit takes the changes.
func NewPushes(svc *service.Service, key string, emit func(input.Event)) *Pushes {
	return &Pushes{key: key, emit: emit, svc: svc}
}

// CheckListen says what is wrong with an address to listen on; nil for nothing.
func CheckListen(listen, key string) error {
	host, _, err := net.SplitHostPort(listen)
	ip := net.ParseIP(host)
	switch {
	case err != nil:
		return errors.New(`it must look like "127.0.0.1:8071"`)
	case host != "localhost" && (ip == nil || !ip.IsLoopback()):
		return errors.New("it must be on this machine (127.0.0.1): put a program that speaks TLS before it")
	case len(key) < MinKey:
		return fmt.Errorf("its key must have at least %d characters", MinKey)
	}
	return nil
}

// Listen serves pushes until stop is called.
func (p *Pushes) Listen(listen string) (stop func(), err error) {
	_, stop, err = stand(listen, p)
	return stop, err
}

// change is one item of a push.
type change struct {
	SoldOut *bool  `json:"sold_out,omitempty"`
	Price   *int64 `json:"price,omitempty"`
}

type push struct {
	Items map[string]change `json:"items"`
}

func (p *Pushes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if subtle.ConstantTimeCompare([]byte(key), []byte(p.key)) != 1 {
		http.Error(w, "the key is wrong", http.StatusUnauthorized)
		return
	}
	if r.URL.Path != "/v1/menu" {
		http.Error(w, "there is only /v1/menu", http.StatusNotFound)
		return
	}
	switch r.Method {
	case http.MethodGet:
		p.writeMenu(w)
	case http.MethodPut, http.MethodPost:
		if err := p.take(http.MaxBytesReader(w, r.Body, maxPush)); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	default:
		http.Error(w, "GET or PUT", http.StatusMethodNotAllowed)
	}
}

// take checks a push and hands it on. It is taken as a whole or not at all.
func (p *Pushes) take(body io.Reader) error {
	var in push
	dec := json.NewDecoder(body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return fmt.Errorf("not understood: %w", err)
	}
	if len(in.Items) == 0 {
		return errors.New("no items")
	}
	changes := map[string]input.ItemChange{}
	for id, c := range in.Items {
		changes[id] = input.ItemChange{SoldOut: c.SoldOut, Price: c.Price}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	next, err := p.svc.With(changes)
	if err != nil {
		return err
	}
	p.svc = next
	p.emit(input.MenuChanged{Items: changes})
	return nil
}

func (p *Pushes) writeMenu(w http.ResponseWriter) {
	p.mu.Lock()
	items := p.svc.Menu()
	p.mu.Unlock()
	out := push{Items: map[string]change{}}
	for _, it := range items {
		out.Items[it.ID] = change{SoldOut: &it.SoldOut, Price: &it.Price}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}
