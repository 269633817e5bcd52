package staff

import (
	"context"
	"crypto/subtle"
	"crypto/tls"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/datafile/disk"
	"modu/internal/service"
	"modu/internal/task"
)

//go:embed page
var pages embed.FS

const (
	pollFor   = 25 * time.Second // a question waits so long for news: proxies cut at 30 s
	maxBody   = 4 << 10
	maxPages  = 32 // questions that wait at once: more are no staff
	lockAfter = 5  // wrong keys in a row from one address, then its guesses are not even looked at
	lockFor   = 30 * time.Second
	maxWrong  = 256 // addresses remembered for it
)

// Config is what a site sets.
type Config struct {
	Listen   string // host:port
	Key      string
	CertFile string // TLS, in PEM; both or neither
	KeyFile  string
	Words    map[string]string // what stands on the page, in the language of the site
	Menu     Menu              // what staff may change of it; nil: nothing
	// Name is what people know an item by, in that language; not nil where there is a menu.
	Name     func(service.Item) string
	Currency string // of its prices, ISO 4217

	// Photo makes a photograph anew that staff send, as a JPEG without anything but its pixels,
	// or says why it cannot: PhotoNone, PhotoLarge, … nil: nothing can be added to the menu, and
	// the rest is not asked for.
	Photo     func(data []byte) (jpeg []byte, why string)
	Category  func(service.Category) string                    // what people know it by
	Languages []Language                                       // of the kiosk, that of the site first
	Unread    func(lang scene.Lang, name string) (what string) // names what no voice can say; nil: nothing
}

// Server serves the page.
type Server struct {
	http *http.Server
	own  *task.Task
	Addr net.Addr // where it listens
}

// Listen starts to serve. Close ends it. The error says what to change in the site file.
func Listen(cfg Config, d *Desk) (*Server, error) {
	l, err := net.Listen("tcp", cfg.Listen)
	if err != nil {
		return nil, fmt.Errorf("the staff page cannot listen on %s: %w", cfg.Listen, err)
	}
	var files *tls.Config
	if cfg.CertFile != "" {
		if files, err = tlsFiles(cfg.CertFile, cfg.KeyFile); err != nil {
			l.Close()
			return nil, fmt.Errorf("the TLS files of the staff page: %w", err)
		}
	} else if host, _, _ := net.SplitHostPort(l.Addr().String()); !net.ParseIP(host).IsLoopback() {
		l.Close()
		return nil, errors.New("the staff page has no TLS files and may only listen on 127.0.0.1 or ::1")
	}
	s := &Server{Addr: l.Addr(), http: &http.Server{Handler: Handler(cfg, d), TLSConfig: files,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: pollFor + 10*time.Second,
		IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}}
	s.own = task.Start(func(context.Context) {
		if files != nil {
			_ = s.http.ServeTLS(l, "", "") // those of files; TLS 1.2 and up, Go's default
		} else {
			_ = s.http.Serve(l)
		}
	})
	return s, nil
}

// maxPEM bounds a TLS file, in bytes: a chain of certificates has a few thousand.
const maxPEM = 1 << 20

// tlsFiles reads certificate and key.
func tlsFiles(cert, key string) (*tls.Config, error) {
	certPEM, err := disk.Read(cert, maxPEM)
	if err != nil {
		return nil, err
	}
	keyPEM, err := disk.Read(key, maxPEM)
	if err != nil {
		return nil, err
	}
	pair, err := tls.X509KeyPair(certPEM, keyPEM)
	if err != nil {
		return nil, err
	}
	var c tls.Config
	c.Certificates = append(c.Certificates, pair)
	return &c, nil
}

// Close ends the server and waits for it.
func (s *Server) Close() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if s.http.Shutdown(ctx) != nil {
		s.http.Close()
	}
	s.own.Wait()
}

// Handler is the page and what it asks: /api/call waits for news, /api/answer takes an
// answer, /api/menu… is the menu (menu.go).
func Handler(cfg Config, d *Desk) http.Handler {
	page, err := fs.Sub(pages, "page")
	if err != nil {
		panic(err) // embedded
	}
	h := &handler{cfg: cfg, desk: d, wrong: map[string]guesses{}, slots: make(chan struct{}, maxPages)}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(page))
	mux.HandleFunc("GET /api/words", func(w http.ResponseWriter, _ *http.Request) { answer(w, cfg.Words) })
	mux.HandleFunc("GET /api/call", h.let(h.call))
	mux.HandleFunc("POST /api/answer", h.let(h.answer))
	if cfg.Menu != nil {
		mux.HandleFunc("GET /api/menu", h.let(h.menu))
		mux.HandleFunc("POST /api/menu", h.let(h.setItem))
		mux.HandleFunc("POST /api/menu/undo", h.let(h.undo))
		mux.HandleFunc("GET /api/menu/changes", h.let(h.changes))
		if cfg.Photo != nil {
			mux.HandleFunc("POST /api/menu/add", h.let(h.addItem))
			mux.HandleFunc("POST /api/menu/remove", h.let(h.removeItem))
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head := w.Header()
		head.Set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "no-referrer")
		head.Set("Cache-Control", "no-store")
		mux.ServeHTTP(w, r)
	})
}

type handler struct {
	cfg   Config
	desk  *Desk
	slots chan struct{}

	photographs sync.Mutex // one is taken at a time

	mu    sync.Mutex
	wrong map[string]guesses // by address
}

// guesses are the wrong keys of one address.
type guesses struct {
	n     int
	since time.Time // of the last one
}

// guessed counts a wrong key and reports whether its address is to wait.
func (h *handler) guessed(address string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.desk.now()
	for a, g := range h.wrong {
		if now.Sub(g.since) >= lockFor || len(h.wrong) > maxWrong && a != address {
			delete(h.wrong, a)
		}
	}
	g := h.wrong[address]
	if g.n >= lockAfter {
		return true
	}
	h.wrong[address] = guesses{g.n + 1, now}
	return false
}

// let demands the key. It comes in a header that another site's page cannot send. The right
// one is never refused: the key has at least 16 characters (internal/config), which nobody
// guesses over a network, while a lock that also held staff would let anybody keep them
// from a person who calls.
func (h *handler) let(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		address, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			address = r.RemoteAddr
		}
		switch {
		case subtle.ConstantTimeCompare([]byte(key), []byte(h.cfg.Key)) == 1:
			h.mu.Lock()
			delete(h.wrong, address)
			h.mu.Unlock()
			next(w, r)
		case h.guessed(address):
			w.Header().Set("Retry-After", strconv.Itoa(int(lockFor/time.Second)))
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			w.WriteHeader(http.StatusUnauthorized)
		}
	}
}

// call answers at once if there is news since the revision that the page has, else as
// soon as there is, or after pollFor.
func (h *handler) call(w http.ResponseWriter, r *http.Request) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	default:
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	has, err := strconv.ParseUint(r.URL.Query().Get("has"), 10, 64)
	s, changed := h.desk.state()
	if err == nil && has == s.Rev {
		t := time.NewTimer(pollFor)
		defer t.Stop()
		select {
		case <-changed:
		case <-t.C:
		case <-r.Context().Done():
			return
		}
		s, _ = h.desk.state()
	}
	answer(w, s)
}

func (h *handler) answer(w http.ResponseWriter, r *http.Request) {
	var a struct {
		Call    string `json:"call"`
		Answer  Answer `json:"answer"`
		Minutes int    `json:"minutes"`
		Words   string `json:"words"`
	}
	if json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&a) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	ev := input.StaffReplied{Minutes: a.Minutes, Words: a.Words}
	switch {
	case a.Answer == AnswerComing:
		ev.Answer = input.StaffComing
	case a.Answer == AnswerMinutes && a.Minutes >= 1 && a.Minutes <= 99:
		ev.Answer = input.StaffMinutes
	case a.Answer == AnswerWords && strings.TrimSpace(a.Words) != "":
		ev.Answer = input.StaffWords
	default:
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	if !h.desk.reply(a.Call, a.Answer, ev) {
		w.WriteHeader(http.StatusConflict) // there is no such call any more
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(v) // a page that has gone needs no answer
}

func idOf(id input.EffectID) string { return fmt.Sprintf("%d-%d", id.Boot, id.Counter) }
