package main

import (
	"errors"
	"time"

	"modu/accessibility/input"
	"modu/accessibility/reading"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/journal"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/internal/staff"
	"modu/ui/picture"
)

// staffPage opens the page for staff, if the site has one. One that cannot be opened is
// a health item: a kiosk without it still serves people, and its lamp still burns. On it, staff
// change the menu, where there is one.
func staffPage(site config.Site, running *live, menu *backend.Menu, emit func(input.Event), h *runtime.Health, now func() time.Duration, say func(string, ...any)) (runtime.StaffPage, func()) {
	if site.Staff.Key == "" {
		return nil, func() {}
	}
	parts := running.now()
	d := staff.NewDesk(site.Staff.Kiosk, emit, time.Now)
	cfg := staff.Config{Listen: site.Staff.Listen, Key: site.Staff.Key, CertFile: site.Staff.Cert, KeyFile: site.Staff.TLSKey,
		Words: staff.Words(parts.Catalogue, parts.Languages[0]), Currency: parts.Service.Currency,
		Name: func(it service.Item) string {
			if name, _, own := menu.Service().Named(it.Label, running.now().Languages[0]); own {
				return name.Text
			}
			return running.text(it.Label)
		},
		Category: func(c service.Category) string { return running.text(c.Label) }}
	if menu != nil && len(parts.Service.Menu()) > 0 {
		cfg.Menu, cfg.Photo, cfg.Unread = menu, retaken, reading.Unread
		for _, lang := range parts.Languages {
			cfg.Languages = append(cfg.Languages, staff.Language{Tag: lang, Name: parts.Catalogue.Localizer(lang).Text("language.self").String()})
		}
	}
	s, err := staff.Listen(cfg, d)
	if err != nil {
		say("%v", err)
		h.Set("staff", "health.staff", now())
		return nil, func() {}
	}
	say("the staff page is at %s", s.Addr)
	return d, s.Close
}

// text is a message in the language of the site.
func (l *live) text(id string) string {
	now := l.now()
	return now.Catalogue.Localizer(now.Languages[0]).Text(id).String()
}

// retaken makes a photograph of staff anew, or says why it cannot, as the page has words for it.
func retaken(data []byte) (jpeg []byte, why string) {
	jpeg, err := picture.Retake(data, journal.MaxPhoto)
	switch {
	case err == nil:
		return jpeg, ""
	case errors.Is(err, picture.ErrPhotoLarge):
		return nil, staff.PhotoLarge
	case errors.Is(err, picture.ErrPhotoSmall):
		return nil, staff.PhotoSmall
	case errors.Is(err, picture.ErrPhotoLong):
		return nil, staff.PhotoLong
	}
	return nil, staff.PhotoNone
}
