package backend

import (
	"cmp"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/input"
	"modu/internal/service"
	"modu/internal/task"
	"modu/locales"
)

// Health of the catalogue. What is wrong with the answer is said in the codes of any other
// (CodeSilent, CodeStatus, CodeAnswer), about CatalogueSubject; since when the menu is that of
// before, about CatalogueAgeSubject.
const (
	CatalogueSubject    = "catalogue"
	CatalogueAgeSubject = "catalogue-age"
	CodeCatalogueOld    = "health.catalogue"       // the menu is as the program told it at {{.Since}}
	CodeCatalogueNone   = "health.catalogue.never" // it has never told any: the menu is that of the files
	// catalogueName stands for the answer as a whole.
	catalogueName = "catalogue"
)

// Kept is what a program has told of the menu, and when it last said that it still holds.
type Kept struct {
	service.Told
	At time.Time
}

// ToldRevision is what the program calls the state of the catalogue that was taken last; "" for
// none.
func (m *Menu) ToldRevision() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.told.Revision
}

// read takes an answer apart, by the files of the service: what was changed since is no part of
// what the program has to know.
func (m *Menu) read(body []byte) (service.Told, error) {
	m.mu.Lock()
	svc := m.cfg.Service
	m.mu.Unlock()
	return svc.ReadCatalogue(body)
}

// Tell takes what a program has told of the menu: what differs from what it told before. Prices,
// and what is new or gone, wait for the next person; what is sold out or left holds at once. The
// changes are on the disk before what was told is: killed in between, they are found once more,
// and change nothing.
func (m *Menu) Tell(told service.Told) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	changes := m.differs(told.Items)
	if len(changes) == 0 && told.Revision == m.told.Revision {
		return m.stillHolds()
	}
	if err := m.take(changes, true, told.Revision); err != nil {
		return err
	}
	return m.keepTold(Kept{told, m.cfg.Now()})
}

// StillHolds notes that the program has said so.
func (m *Menu) StillHolds() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.stillHolds()
}

// differs is what changes by what is told now, on the menu as it is: what it has of the files by
// now is not taken off, and what it has lost is added anew. The lock is held.
func (m *Menu) differs(now map[string]input.ItemChange) map[string]input.ItemChange {
	changes := m.cfg.Service.Differs(m.told.Items, now)
	for id, c := range now {
		if c.Added != nil && m.changed[id].Added == nil {
			changes[id] = c
		}
	}
	maps.DeleteFunc(changes, func(id string, c input.ItemChange) bool { return c.Removed && m.changed[id].Added == nil })
	return changes
}

// rewritten is how seldom the time alone is put on the disk: it is told to people who come after
// a restart, and need not be exact.
const rewritten = time.Hour

// stillHolds notes the time; the lock is held.
func (m *Menu) stillHolds() error {
	now := m.cfg.Now()
	if now.Sub(m.keptAt) >= rewritten || now.Before(m.keptAt) {
		return m.keepTold(Kept{m.told.Told, now})
	}
	m.told.At = now
	return nil
}

func (m *Menu) keepTold(k Kept) error {
	m.told, m.keptAt = k, k.At
	if m.cfg.KeepTold != nil && m.cfg.KeepTold(k) != nil {
		return ErrNotKept
	}
	return nil
}

// toldAt is when the program last said that what it told holds; zero where it never told any.
func (m *Menu) toldAt() time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.told.At
}

// CatalogueConfig is what an Asking is made of.
type CatalogueConfig struct {
	URL    string // of the program; CheckURL has found it right
	Call   service.Catalogue
	Menu   *Menu
	Health Telling                              // nil: not reported
	Wait   func(time.Duration) <-chan time.Time // time.After, if it is nil

	// Patience is how long one answer may take; 20 s, if it is 0. Nobody waits for it, but the
	// next one does.
	Patience time.Duration
}

// Asking asks a program for its catalogue again and again. Start it with Ask, end it with Close.
type Asking struct {
	cfg  CatalogueConfig
	http *http.Client
	own  *task.Task
}

// catalogueWait is the usual patience.
const catalogueWait = 20 * time.Second

// Ask begins to ask, at once.
func Ask(cfg CatalogueConfig) *Asking {
	if cfg.Wait == nil {
		cfg.Wait = time.After
	}
	a := &Asking{cfg: cfg, http: plainClient()}
	a.own = task.Start(a.run)
	return a
}

// Close ends what is under way and waits for it.
func (a *Asking) Close() {
	a.own.Stop()
	a.http.CloseIdleConnections()
}

// run asks as often as the menu says; while the program does not tell, after a wait that doubles
// up to that.
func (a *Asking) run(ctx context.Context) {
	again := firstWait
	for {
		wait := a.cfg.Call.Interval()
		wrong := a.once(ctx)
		if ctx.Err() != nil {
			return
		}
		a.report(wrong)
		if wrong.code == "" {
			again = firstWait
		} else {
			wait, again = min(again, wait), min(2*again, wait)
		}
		select {
		case <-ctx.Done():
			return
		case <-a.cfg.Wait(wait):
		}
	}
}

// once asks once, and has the menu take what is answered.
func (a *Asking) once(ctx context.Context) trouble {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(a.cfg.Patience, catalogueWait))
	defer cancel()
	began := time.Now()
	status, body, err := fetchCatalogue(ctx, a.http, a.cfg.URL, a.cfg.Call.Path, a.cfg.Menu.ToldRevision())
	args := []locales.Arg{locales.Code("Path", a.cfg.Call.Path), locales.Code("Time", time.Since(began).Round(time.Millisecond).String()), locales.Code("Status", strconv.Itoa(status))}
	switch {
	case err != nil:
		return trouble{CodeSilent, args}
	case status == http.StatusNotModified && a.cfg.Menu.ToldRevision() != "":
		return kept(a.cfg.Menu.StillHolds())
	case status != http.StatusOK:
		return trouble{CodeStatus, args}
	}
	told, err := a.cfg.Menu.read(body)
	if wrong := (*service.AnswerError)(nil); errors.As(err, &wrong) {
		name := wrong.Name
		if name == "" {
			name = catalogueName
		}
		return trouble{CodeAnswer + string(wrong.Wrong), append(args, locales.Code("Name", name))}
	}
	err = a.cfg.Menu.Tell(told)
	if err != nil && !errors.Is(err, ErrNotKept) {
		return trouble{CodeAnswer + string(service.WrongValue), append(args, locales.Code("Name", catalogueName))}
	}
	return kept(err)
}

// kept is the trouble that something could not be kept.
func kept(err error) trouble {
	if err != nil {
		return trouble{code: CodeRecord}
	}
	return trouble{}
}

// report tells how the catalogue is, and since when it is that of before.
func (a *Asking) report(wrong trouble) {
	if a.cfg.Health == nil {
		return
	}
	a.cfg.Health(CatalogueSubject, wrong.code, wrong.args...)
	switch at := a.cfg.Menu.toldAt(); {
	case wrong.code == "":
		a.cfg.Health(CatalogueAgeSubject, "")
	case at.IsZero():
		a.cfg.Health(CatalogueAgeSubject, CodeCatalogueNone)
	default:
		a.cfg.Health(CatalogueAgeSubject, CodeCatalogueOld, locales.Code("Since", at.Local().Format("2006-01-02 15:04")))
	}
}

// fetchCatalogue makes the request, and reads at most one byte more than an answer may have.
func fetchCatalogue(ctx context.Context, client *http.Client, site, path, revision string) (status int, body []byte, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimRight(site, "/")+path, http.NoBody)
	if err != nil {
		return 0, nil, err
	}
	req.Header.Set("Accept", "application/json")
	if revision != "" {
		req.Header.Set("If-None-Match", strconv.Quote(revision)) // RFC 9110, 13.1.2
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, nil, err
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(io.LimitReader(resp.Body, service.MaxCatalogue+1))
	return resp.StatusCode, body, err
}

// TryCatalogue asks for a catalogue as the kiosk would, and names the first value that is wrong.
func TryCatalogue(ctx context.Context, site string, svc *service.Service) Trial {
	call, _ := svc.Catalogue()
	t := Trial{Step: catalogueName, Path: call.Path, Method: http.MethodGet}
	client := plainClient()
	defer client.CloseIdleConnections()
	ctx, cancel := context.WithTimeout(ctx, catalogueWait)
	defer cancel()
	begun := time.Now()
	status, body, err := fetchCatalogue(ctx, client, site, call.Path, "")
	t.Took = time.Since(begun)
	switch {
	case status == 0:
		t.bad("it does not answer: %s", without(err))
		return t
	case err != nil:
		t.bad("its answer breaks off: %s", without(err))
		return t
	case status != http.StatusOK:
		t.bad("the status is %d, and 200 is expected", status)
	}
	t.Status = status
	told, err := svc.ReadCatalogue(body)
	if err == nil {
		_, err = svc.With(told.Items)
	}
	if err != nil {
		t.bad("%s", strings.TrimPrefix(err.Error(), service.ErrAnswer.Error()+": "))
		return t
	}
	t.Items = len(told.Items)
	return t
}
