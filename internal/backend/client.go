package backend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
)

// Health codes: ids of messages for staff.
const (
	CodeSilent   = "health.service"        // it does not answer, or says that it cannot
	CodeNonsense = "health.service.answer" // it answers something else than agreed
	CodeRecord   = "health.journal"        // a basket cannot be numbered, and is not sent
)

// Subject of the health items.
const Subject = "service"

// RecordSubject is the subject of CodeRecord. It is mended where the record is.
const RecordSubject = "journal"

// Config is what a Client is made of.
type Config struct {
	URL    string                     // CheckURL has found it right
	Emit   func(input.Event)          // takes the answers
	Health func(subject, code string) // code "" means mended; nil: not reported

	// Number gives a basket of a stay the number that it is sent by, and has it on the disk
	// when it returns: the same basket gets the same one. nil: no basket is sent.
	Number func(scene.SessionID, order.Basket) (order.Basket, error)
}

// Client asks. Make it with New, end it with Close.
type Client struct {
	cfg  Config
	http *http.Client
	ctx  context.Context
	stop context.CancelFunc
	wait sync.WaitGroup
}

// CheckURL says what is wrong with the address of a program; nil for nothing. What a
// person types travels there: without encryption only within this machine.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New(`it must look like "http://127.0.0.1:8070" or "https://office.local:8443"`)
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("it may hold no name, password or question")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme == "http" && u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return errors.New("http is for this machine only (127.0.0.1, localhost); over a network write https")
	}
	return nil
}

// New makes a client.
func New(cfg Config) *Client {
	c := &Client{cfg: cfg, http: plainClient()}
	c.ctx, c.stop = context.WithCancel(context.Background())
	return c
}

// plainClient talks to the one program only.
func plainClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{MaxIdleConnsPerHost: 1}, // no proxy: what is typed goes nowhere else
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse // nor where an answer points
		},
	}
}

// Ask sends the call of a step and returns at once; the answer is one
// input.ServiceAnswered within the step's time. key is the same whenever the same call is
// tried again. basket, if not nil, is sent with its number, of the stay s.
func (c *Client) Ask(id input.EffectID, key string, step service.Step, fields map[string]string, basket *order.Basket, s scene.SessionID, lang scene.Lang) {
	c.wait.Go(func() {
		ctx, cancel := context.WithTimeout(c.ctx, step.Wait())
		defer cancel()
		req, err := c.number(ctx, request{Version: 1, Language: lang, Fields: fields, Basket: basket}, s)
		var values map[string]input.Value
		subject, code := RecordSubject, CodeRecord
		if err == nil {
			subject = Subject
			values, code = c.ask(ctx, key, step, req)
		}
		if c.ctx.Err() != nil {
			return // the kiosk is ending; nothing waits for it
		}
		if c.cfg.Health != nil {
			c.cfg.Health(subject, code)
		}
		c.cfg.Emit(input.ServiceAnswered{Effect: id, Values: values})
	})
}

// errNoNumber: nothing can be sent that could not be told from something else later.
var errNoNumber = errors.New("backend: there is no record to number baskets in")

// number is the request with its basket numbered. A disk that hangs is not waited for longer
// than a program that does.
func (c *Client) number(ctx context.Context, r request, s scene.SessionID) (request, error) {
	if r.Basket == nil {
		return r, nil
	}
	if c.cfg.Number == nil {
		return r, errNoNumber
	}
	type numbered struct {
		basket order.Basket
		err    error
	}
	given := make(chan numbered, 1)
	c.wait.Go(func() {
		b, err := c.cfg.Number(s, *r.Basket)
		given <- numbered{b, err}
	})
	select {
	case n := <-given:
		return request{Version: r.Version, Language: r.Language, Fields: r.Fields, Basket: &n.basket}, n.err
	case <-ctx.Done():
		return r, ctx.Err()
	}
}

// request is the body of a call.
type request struct {
	Version  int               `json:"version"`
	Language scene.Lang        `json:"language"`
	Fields   map[string]string `json:"fields"`
	Basket   *order.Basket     `json:"basket,omitempty"`
	Payment  *paid             `json:"payment,omitempty"` // of a report
}

// keyHeader carries the id by which a program tells a call that is tried again from a new
// one (the IETF draft "The Idempotency-Key HTTP Header Field"). With it, net/http itself
// tries once more where a connection that it had kept turns out to be dead.
const keyHeader = "Idempotency-Key"

// post makes a request with a body.
func post(ctx context.Context, site, path, key string, body []byte) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimRight(site, "/")+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set(keyHeader, strconv.Quote(key)) // a structured field: a string stands in quotes
	return req, nil
}

// ask returns the values, or a health code.
func (c *Client) ask(ctx context.Context, key string, step service.Step, r request) (map[string]input.Value, string) {
	body, err := json.Marshal(r)
	if err != nil {
		return nil, CodeNonsense
	}
	req, err := post(ctx, c.cfg.URL, step.Path, key, body)
	if err != nil {
		return nil, CodeNonsense
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, CodeSilent
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(io.LimitReader(resp.Body, service.MaxAnswer+1))
	if err != nil || resp.StatusCode >= http.StatusInternalServerError {
		return nil, CodeSilent
	}
	values, err := step.Read(got)
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, CodeNonsense
	}
	return values, ""
}

// Close ends what is under way and waits for it.
func (c *Client) Close() {
	c.stop()
	c.wait.Wait()
	c.http.CloseIdleConnections()
}

// String names the client without anything that was sent.
func (c *Client) String() string { return fmt.Sprintf("program at %s", c.cfg.URL) }
