package main

import (
	"time"

	"modu/accessibility/input"
	"modu/internal/backend"
	"modu/internal/config"
	"modu/internal/runtime"
	"modu/internal/service"
	"modu/internal/staff"
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
			now := running.now()
			return now.Catalogue.Localizer(now.Languages[0]).Text(it.Label).String()
		}}
	if menu != nil && len(parts.Service.Menu()) > 0 {
		cfg.Menu = menu
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
