package backend

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"time"

	"modu/internal/service"
	"modu/internal/task"
)

// Sampled answers calls with the samples of a service, as its program would, and takes
// every report and cancellation. s gives them as they are now; nil: there are none.
func Sampled(s func() *service.Samples) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var req request
		if json.NewDecoder(io.LimitReader(r.Body, maxPush)).Decode(&req) != nil {
			http.Error(w, "not understood", http.StatusBadRequest)
			return
		}
		if req.Payment != nil || req.Cancels != "" {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		body, ok := s().Answer(r.URL.Path, req.Fields)
		if !ok {
			http.Error(w, "no sample", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	})
}

// Stand serves samples on a free port of this machine until stop is called.
func Stand(s func() *service.Samples) (address string, stop func(), err error) {
	return stand("127.0.0.1:0", Sampled(s))
}

// stand serves on an address.
func stand(listen string, h http.Handler) (address string, stop func(), err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return "", nil, err
	}
	srv := &http.Server{Handler: h, ReadTimeout: serverPatience, WriteTimeout: serverPatience, IdleTimeout: serverPatience, MaxHeaderBytes: 8 << 10}
	serving := task.Start(func(context.Context) { _ = srv.Serve(l) })
	return "http://" + l.Addr().String(), func() { _ = srv.Close(); serving.Wait() }, nil
}

// serverPatience ends what hangs: pushes are small and come from this machine.
const serverPatience = 10 * time.Second
