// Package load reads a site, or one service, with everything it names, as the kiosk does
// at its start, and hands it to the tools that judge and measure it.
//
// It hides which site a tool supposes where none is named. Mistakes come as
// datafile.Issues, each with file, line and remedy. Any goroutine may call it.
package load

import (
	"fmt"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/lab/verdict"
)

// Site reads a site file; "" is the sample site of the first service.
func Site(file string) (*assemble.Parts, config.Site, error) {
	site, issues := assemble.Read(file)
	return site.Parts, site.Site, issues.Err()
}

// WholeMenu is Site without its short way: what is measured and raced there is the same order
// as ever, and the longest lists.
func WholeMenu(file string) (*assemble.Parts, config.Site, error) {
	_, site, err := Site(file)
	if err != nil {
		return nil, site, err
	}
	site.Short = false
	parts, issues := assemble.Load(site)
	return parts, site, issues.Err()
}

// Service loads a built-in service by its name, or a directory, on its sample site.
func Service(name string) (*assemble.Parts, datafile.Issues) {
	return service(name, func(*config.Site) {})
}

// ServiceWithHeadset is Service on a kiosk with a socket for a headset.
func ServiceWithHeadset(name string) (*assemble.Parts, datafile.Issues) {
	return service(name, func(s *config.Site) {
		s.Headset.Source, s.Audio.Headset.Device = config.FromKey, "headset"
	})
}

// Equipped is Service on a kiosk with everything that changes a screen: a socket for a
// headset, a lift, and a page on which staff answer calls.
func Equipped(name string) (*assemble.Parts, datafile.Issues) {
	return service(name, func(s *config.Site) {
		s.Headset.Source, s.Audio.Headset.Device = config.FromKey, "headset"
		s.Lift = &config.Device{ID: config.LiftID, Driver: config.LiftID}
		answer(s)
	})
}

// Answered is a site with a page on which staff answer calls, whether it has one or not.
func Answered(site config.Site) (*assemble.Parts, datafile.Issues) {
	answer(&site)
	return assemble.Load(site)
}

// answer gives a site a page for its staff.
func answer(s *config.Site) {
	if s.Staff.Key == "" {
		s.Staff.Key = strings.Repeat("0", 16)
	}
}

func service(name string, change func(*config.Site)) (*assemble.Parts, datafile.Issues) {
	site, issues := assemble.SampleSite(name)
	if issues.Err() != nil {
		return nil, issues
	}
	change(&site)
	p, issues := assemble.Load(site)
	if issues.Err() != nil {
		return nil, issues
	}
	if issues := site.Unsaid(p.Languages); issues.Err() != nil {
		return nil, issues
	}
	return p, nil
}

// Languages are the languages that are asked for: one, or all that a service has.
func Languages(p *assemble.Parts, locale string) ([]scene.Lang, error) {
	switch {
	case locale == "":
		return p.Languages, nil
	case !slices.Contains(p.Languages, scene.Lang(locale)):
		return nil, fmt.Errorf("%w: the service has no language %q; it has %v", verdict.ErrAsked, locale, p.Languages)
	}
	return []scene.Lang{scene.Lang(locale)}, nil
}
