package backend

import (
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
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
//	{"items": {"latte": {"sold_out": true}, "mocha": {"price": 6000}, "bagel": {"left": 3}}}
//	→ 204; 400 with a sentence where something is wrong, 503 where it cannot be kept, and
//	then nothing is changed
//
// GET /v1/menu tells the items as they are now. What was taken holds until something else is
// pushed, over a restart too.
type Pushes struct {
	cfg PushConfig

	mu     sync.Mutex
	pushed map[string]input.ItemChange // all of it, by item
	svc    *service.Service            // with that
}

// PushConfig is what Pushes are made of.
type PushConfig struct {
	Service *service.Service            // as it was loaded
	Key     string                      // that a push must bear
	Before  map[string]input.ItemChange // what was pushed before this run, by item; nil: nothing
	Emit    func(input.Event)           // takes the changes

	// Keep has all that was pushed on the disk when it returns; nil: it is not kept.
	Keep func(map[string]input.ItemChange) error
}

// NewPushes makes the handler for a service, and emits what was pushed before. Of that, what
// the service does not have any more, or refuses, is passed over.
func NewPushes(cfg PushConfig) *Pushes {
	p := &Pushes{cfg: cfg, pushed: map[string]input.ItemChange{}, svc: cfg.Service}
	for id, c := range cfg.Before {
		if _, err := cfg.Service.With(map[string]input.ItemChange{id: c}); err == nil {
			p.pushed[id] = c
		}
	}
	if now, err := cfg.Service.With(p.pushed); err == nil && len(p.pushed) > 0 {
		p.svc = now
		cfg.Emit(input.MenuChanged{Items: maps.Clone(p.pushed)})
	}
	return p
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
	Left    *int64 `json:"left,omitempty"` // below zero: no longer counted
}

type push struct {
	Items map[string]change `json:"items"`
}

func (p *Pushes) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if subtle.ConstantTimeCompare([]byte(key), []byte(p.cfg.Key)) != 1 {
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
		switch err := p.take(http.MaxBytesReader(w, r.Body, maxPush)); {
		case errors.Is(err, errNotKept):
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		case err != nil:
			http.Error(w, err.Error(), http.StatusBadRequest)
		default:
			w.WriteHeader(http.StatusNoContent)
		}
	default:
		http.Error(w, "GET or PUT", http.StatusMethodNotAllowed)
	}
}

// errNotKept: a push would be gone after a restart, so it is not taken.
var errNotKept = errors.New("it cannot be kept on the disk of the kiosk, so nothing was changed: try again")

// take checks a push, keeps it and hands it on. It is taken as a whole or not at all.
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
	p.mu.Lock()
	defer p.mu.Unlock()
	changes, all := map[string]input.ItemChange{}, maps.Clone(p.pushed)
	for id, c := range in.Items {
		changes[id] = input.ItemChange(c)
		all[id] = changes[id].Over(all[id])
	}
	next, err := p.cfg.Service.With(all)
	if err != nil {
		return err
	}
	if p.cfg.Keep != nil {
		if err := p.cfg.Keep(all); err != nil {
			return errNotKept // what went wrong names places on this machine
		}
	}
	p.pushed, p.svc = all, next
	p.cfg.Emit(input.MenuChanged{Items: changes})
	return nil
}

func (p *Pushes) writeMenu(w http.ResponseWriter) {
	p.mu.Lock()
	items := p.svc.Menu()
	p.mu.Unlock()
	out := push{Items: map[string]change{}}
	for _, it := range items {
		out.Items[it.ID] = change{SoldOut: &it.SoldOut, Price: &it.Price, Left: it.Left}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}
