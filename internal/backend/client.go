package backend

import (
	"bytes"
	"cmp"
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
	"time"

	"modu/accessibility/input"
	"modu/accessibility/scene"
	"modu/internal/order"
	"modu/internal/service"
	"modu/locales"
)

// Health codes: ids of messages for staff, each with the path, and where they apply the
// HTTP status, the time taken, and the name of the value that was wrong.
const (
	CodeSilent = "health.service"        // it does not answer
	CodeStatus = "health.service.status" // it says that it cannot, or something else than agreed
	CodeRecord = "health.journal"        // what a call sends or makes the program hold could not be recorded, so that it was not sent
	// CodeAnswer is what the codes of wrong answers begin with; a service.Wrong follows.
	CodeAnswer = "health.service."
)

// Subject of the health items.
const Subject = "service"

// RecordSubject is the subject of CodeRecord. It is mended where the record is.
const RecordSubject = "journal"

// Config is what a Client is made of.
type Config struct {
	URL    string            // CheckURL has found it right
	Emit   func(input.Event) // takes the answers
	Holds  Holds             // nil: no call makes the program hold anything
	Health Telling           // nil: not reported

	// Number gives a basket of a stay the number that it is sent by, and has it on the disk
	// when it returns: the same basket gets the same one. nil: no basket is sent.
	Number func(scene.SessionID, order.Basket) (order.Basket, error)
}

// Telling takes what is wrong now about a subject: a code, and the arguments of its message,
// which quote nothing that was sent or answered. Code "" means mended.
type Telling func(subject, code string, args ...locales.Arg)

// Holds is the durable record of what calls make the program hold for a person. Its methods
// return after the record is on disk.
type Holds interface {
	// HoldBegun comes before the call is sent. key is that of the call.
	HoldBegun(call input.EffectID, key string, cancel order.Report) error
	// HoldAnswered comes before the answer is acted on, with the ids in it; none where there
	// was no answer.
	HoldAnswered(call input.EffectID, ids map[string]string) error
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
		subject, wrong := RecordSubject, trouble{code: CodeRecord}
		if err == nil {
			subject = Subject
			values, wrong = c.held(ctx, id, key, step, req)
		}
		if c.ctx.Err() != nil {
			return // the kiosk is ending; nothing waits for it
		}
		if c.cfg.Health != nil {
			c.cfg.Health(subject, wrong.code, wrong.args...)
		}
		c.cfg.Emit(input.ServiceAnswered{Effect: id, Values: values})
	})
}

// trouble is what staff learn of a call; zero for nothing.
type trouble struct {
	code string
	args []locales.Arg
}

// held is ask, with what the call makes the program hold recorded before and after.
func (c *Client) held(ctx context.Context, id input.EffectID, key string, step service.Step, req request) (map[string]input.Value, trouble) {
	cancel, holds := step.Cancellation(req.Language, nil)
	if holds = holds && c.cfg.Holds != nil; !holds {
		return c.ask(ctx, key, step, req)
	}
	if c.cfg.Holds.HoldBegun(id, key, cancel) != nil {
		return nil, trouble{code: CodeRecord}
	}
	values, wrong := c.ask(ctx, key, step, req)
	if c.ctx.Err() != nil {
		return nil, wrong // after the start it is as if it had been cut off
	}
	said, _ := step.Cancellation(req.Language, values)
	if c.cfg.Holds.HoldAnswered(id, said.Fields) != nil {
		return nil, trouble{code: CodeRecord}
	}
	return values, wrong
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
	Version  int           `json:"version"`
	Language scene.Lang    `json:"language"`
	Fields   fields        `json:"fields"`
	Basket   *order.Basket `json:"basket,omitempty"`
	Payment  *paid         `json:"payment,omitempty"` // of a report
	Cancels  string        `json:"cancels,omitempty"` // of a cancellation: the key of the call
}

// fields are values by name: texts, and of a field of which several were chosen a list of texts.
type fields map[string]string

// MarshalJSON writes them.
func (f fields) MarshalJSON() ([]byte, error) {
	out := map[string]any{}
	for name, text := range f {
		if list, is := order.SplitList(text); is {
			out[name] = list
		} else {
			out[name] = text
		}
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what was written.
func (f *fields) UnmarshalJSON(data []byte) error {
	var in map[string]json.RawMessage
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	*f = fields{}
	for name, raw := range in {
		var text string
		var list []string
		if json.Unmarshal(raw, &text) == nil {
			(*f)[name] = text
		} else if err := json.Unmarshal(raw, &list); err == nil {
			(*f)[name] = order.JoinList(list)
		} else {
			return err
		}
	}
	return nil
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

// ask returns the values, or what is wrong.
func (c *Client) ask(ctx context.Context, key string, step service.Step, r request) (map[string]input.Value, trouble) {
	began := time.Now()
	status, body, err := exchange(ctx, c.http, c.cfg.URL, step.Path, key, r, step.MaxAnswer())
	args := []locales.Arg{locales.Code("Path", step.Path), locales.Code("Time", time.Since(began).Round(time.Millisecond).String()), locales.Code("Status", strconv.Itoa(status))}
	if err != nil { // what went wrong may quote an address, which is nobody's business
		return nil, trouble{CodeSilent, args}
	}
	if status != http.StatusOK {
		return nil, trouble{CodeStatus, args}
	}
	values, err := step.Read(body)
	if wrong := (*service.AnswerError)(nil); errors.As(err, &wrong) {
		return nil, trouble{CodeAnswer + string(wrong.Wrong), append(args, locales.Code("Name", cmp.Or(wrong.Name, step.ID)))}
	}
	return values, trouble{}
}

// exchange posts a request and reads what is answered, at most one byte more than most. The
// status is 0 where nobody answers; with a status, an error is of an answer that breaks off.
func exchange(ctx context.Context, client *http.Client, site, path, key string, what request, most int) (status int, got []byte, err error) {
	body, err := json.Marshal(what)
	if err != nil {
		return 0, nil, err
	}
	req, err := post(ctx, site, path, key, body)
	if err != nil {
		return 0, nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	got, err = io.ReadAll(io.LimitReader(resp.Body, int64(most)+1))
	return resp.StatusCode, got, err
}

// Close ends what is under way and waits for it.
func (c *Client) Close() {
	c.stop()
	c.wait.Wait()
	c.http.CloseIdleConnections()
}

// String names the client without anything that was sent.
func (c *Client) String() string { return fmt.Sprintf("program at %s", c.cfg.URL) }
