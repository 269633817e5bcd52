package backend

import (
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"modu/internal/datafile"
)

// Sample is the answers of a program that is not there: data of a service, for
// development, walks and tests. It never changes after LoadSample.
type Sample struct {
	answers []sampleAnswer
}

type sampleAnswer struct {
	Path string            `yaml:"path,required"`
	When map[string]string `yaml:"when"`
	Body map[string]scalar `yaml:"body,required"`
}

// scalar is a text or a whole number; a text of digits is written in quotes ("12").
type scalar struct{ v any }

var errScalar = errors.New("an answer is a text or a whole number")

// DecodeValue reads it.
func (s *scalar) DecodeValue(v datafile.Value) error {
	text, ok := v.Scalar()
	if !ok {
		return errScalar
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && !v.Quoted() {
		s.v = n
	} else {
		s.v = text
	}
	return nil
}

// LoadSample reads a sample file.
func LoadSample(file string, data []byte) (*Sample, datafile.Issues) {
	var f struct {
		Answers []sampleAnswer `yaml:"answers,required"`
	}
	_, issues := datafile.Decode(file, data, &f)
	if issues.Err() != nil {
		return nil, issues
	}
	return &Sample{f.Answers}, nil
}

// Answer is the body for a call; the first whose fields all match. It reports false
// where there is none.
func (s *Sample) Answer(path string, fields map[string]string) ([]byte, bool) {
	if s == nil {
		return nil, false
	}
next:
	for _, a := range s.answers {
		if a.Path != path {
			continue
		}
		for name, want := range a.When {
			if fields[name] != want {
				continue next
			}
		}
		return a.body(), true
	}
	return nil, false
}

// All are the bodies for a path, in the file's order.
func (s *Sample) All(path string) [][]byte {
	var out [][]byte
	if s == nil {
		return nil
	}
	for _, a := range s.answers {
		if a.Path == path {
			out = append(out, a.body())
		}
	}
	return out
}

func (a sampleAnswer) body() []byte {
	body := map[string]any{}
	for name, v := range a.Body {
		body[name] = v.v
	}
	out, err := json.Marshal(body)
	if err != nil {
		return nil // texts and whole numbers can always be written
	}
	return out
}

// ServeHTTP answers as the program would.
func (s *Sample) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var req request
	if json.NewDecoder(io.LimitReader(r.Body, maxPush)).Decode(&req) != nil {
		http.Error(w, "not understood", http.StatusBadRequest)
		return
	}
	body, ok := s.Answer(r.URL.Path, req.Fields)
	if !ok {
		http.Error(w, "no sample", http.StatusNotFound)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body)
}

// Stand serves the sample on a free port of this machine until stop is called.
func (s *Sample) Stand() (address string, stop func(), err error) { return stand("127.0.0.1:0", s) }

// stand serves on an address.
func stand(listen string, h http.Handler) (address string, stop func(), err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return "", nil, err
	}
	srv := &http.Server{Handler: h, ReadTimeout: serverPatience, WriteTimeout: serverPatience, IdleTimeout: serverPatience, MaxHeaderBytes: 8 << 10}
	var ended sync.WaitGroup
	ended.Add(1)
	go func() { defer ended.Done(); _ = srv.Serve(l) }()
	return "http://" + l.Addr().String(), func() { _ = srv.Close(); ended.Wait() }, nil
}

// serverPatience ends what hangs: pushes are small and come from this machine.
const serverPatience = 10 * time.Second
