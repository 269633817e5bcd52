package assemble

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/assets"
	"modu/devices/kinds"
	"modu/devices/profile"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// Site is a site with everything that it names, read and found right.
type Site struct {
	config.Site
	Parts *Parts
	Plan  Plan
}

// Device is one device of a site with everything that must be right before its port
// is opened.
type Device struct {
	config.Device
	Kind    kinds.Kind
	Profile *profile.Profile // nil for kinds without one
}

// Plan is the devices of a site, those with driver "none" left out.
type Plan []Device

// Drivers are the drivers that a site file may name.
func Drivers() []string { return append(kinds.Drivers(), config.NoDriver) }

// Engines are the voices that a site file may name.
func Engines() []string { return []string{"espeak", "silence"} }

// Profiles are the names of the embedded profiles.
func Profiles() []string {
	entries, err := fs.ReadDir(assets.Files, "profiles")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			names = append(names, n)
		}
	}
	return names
}

// SampleFile is the name of the file with the sample site of a service, in its directory.
const SampleFile = "site.yaml"

// SampleSite is the site on which a service is shown and tried where no other is named: what
// its SampleFile says, if it brings one, and the defaults. service is as in a site file.
func SampleSite(service string) (config.Site, datafile.Issues) {
	site, _, issues := sampleSite(service)
	return site, issues
}

// sampleSite is SampleSite with the name of the file, as messages give it.
func sampleSite(service string) (site config.Site, file string, issues datafile.Issues) {
	dir, shown, err := ServiceDir(service)
	if err != nil {
		return config.Site{}, "", noService(service, err)
	}
	data, err := datafile.Read(dir, SampleFile, datafile.MaxBytes)
	if file = path.Join(shown, SampleFile); errors.Is(err, fs.ErrNotExist) {
		file, data, err = "", nil, nil
	}
	if err != nil {
		return config.Site{}, file, datafile.Unread(file, "the sample site", err, "check its permissions")
	}
	site, issues = config.Parse(file, data, known())
	site.Service = service
	return site, file, issues
}

// known are the names that a site file may use.
func known() config.Known {
	return config.Known{Drivers: Drivers(), Speaking: speaking(), Services: Services(), Profiles: Profiles(), Mocks: kinds.SiteMocks(), Engines: Engines()}
}

// readSite reads a site file; "" is the sample site of the first service.
func readSite(file string) (config.Site, string, datafile.Issues) {
	if file == "" {
		return sampleSite("")
	}
	site, issues := config.Read(file, known())
	return site, file, issues
}

// Read reads a site file and everything that it names; "" is the sample site of the first
// service.
// The kiosk starts from it and "kioskctl lint" reports it, so the one refuses nothing
// that the other calls right. Parts and Plan hold something only where there are
// no issues; the site itself is what could be read.
func Read(file string) (Site, datafile.Issues) {
	if file != "" {
		if _, err := os.Stat(file); err != nil { // config.Read takes it for an empty file
			return Site{}, datafile.Unread(file, "the site file", err, "check the name after --site")
		}
	}
	return judged(readSite(file))
}

// ReadService is Read for a service on its sample site; service is as in a site file.
func ReadService(service string) (Site, datafile.Issues) { return judged(sampleSite(service)) }

// judged reads everything that a site names.
func judged(read config.Site, file string, issues datafile.Issues) (Site, datafile.Issues) {
	s := Site{Site: read}
	plan, more := planDevices(file, read)
	issues = append(issues, more...)
	parts, more := Load(read)
	issues = append(issues, more...)
	if len(issues) > 0 {
		return s, issues
	}
	if issues := unfit(file, read, plan, parts); len(issues) > 0 {
		return s, issues
	}
	s.Parts, s.Plan = parts, plan
	return s, nil
}

// Again reads the service of a site anew, with its texts and pictures, as Read does; file is
// the site file. What the site file says stays as it was read.
func (s Site) Again(file string) (*Parts, datafile.Issues) {
	parts, issues := Load(s.Site)
	if len(issues) == 0 {
		issues = unfit(file, s.Site, s.Plan, parts)
	}
	if len(issues) > 0 {
		return nil, issues
	}
	return parts, nil
}

// unfit names what a site lacks for its service.
func unfit(file string, site config.Site, plan Plan, parts *Parts) datafile.Issues {
	if parts.Service.Calls() && site.Backend.URL == "" && (site.Lock || parts.Sample == nil) {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the service %q asks a program beside the kiosk, and the site names none", parts.Service.ID),
			Remedy: `write its address: backend: {url: "http://127.0.0.1:8070"}; samples are for a kiosk that is not locked`}}
	}
	return append(unsaid(file, plan, parts.Languages), site.Unsaid(parts.Languages)...)
}

// speaking are the drivers whose devices have sentences.
func speaking() (out []string) {
	for _, k := range kinds.Table() {
		if k.Speaks {
			out = append(out, k.Driver)
		}
	}
	return out
}

// planDevices loads the profiles and names every mistake in them.
func planDevices(file string, site config.Site) (Plan, datafile.Issues) {
	var p Plan
	var issues datafile.Issues
	plan := func(place string, d config.Device) {
		kind, known := kinds.ByDriver(d.Driver)
		if !known {
			return // config has named it, or the site has none
		}
		pl := Device{Device: d, Kind: kind}
		more := misplaced(file, place, pl)
		if more == nil && kind.Profile != "" {
			pl.Profile, more = profileOf(file, pl)
		}
		issues = append(issues, more...)
		p = append(p, pl)
	}
	for _, d := range site.Devices {
		plan("", d)
	}
	for _, one := range site.Singles() {
		if d := *one.Device; d != nil {
			plan(one.Place, *d)
		}
	}
	return p, issues
}

// misplaced names a device that stands at another kind's place, or has another kind's
// simulation as its port.
func misplaced(file, place string, d Device) datafile.Issues {
	if d.Kind.Place != place {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the driver %q does not belong under %q", d.Driver, cmp.Or(place, "devices")),
			Remedy: fmt.Sprintf("write it under %q", cmp.Or(d.Kind.Place, "devices"))}}
	}
	if slices.Contains(kinds.Mocks(), d.Port.Mock) && d.Port.Mock != d.Kind.Mock {
		return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("a simulated %s does not speak to the driver %q of %q", d.Port.Mock, d.Driver, d.ID),
			Remedy: fmt.Sprintf("write port: {mock: %s}", d.Kind.Mock)}}
	}
	return nil
}

// profileOf loads the profile of a device whose kind has one.
func profileOf(file string, d Device) (p *profile.Profile, issues datafile.Issues) {
	name := d.Device.Profile
	switch {
	case name == "" && d.Kind.Bare:
		return nil, nil
	case name == "":
		return nil, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the %s %q has no profile", d.Kind.Name, d.ID), Remedy: profileRemedy()}}
	case isName(name) && !embedded(name): // config has named it, with its line
		return nil, nil
	}
	if p, issues = LoadProfile(name); p != nil && p.Kind != d.Kind.Profile {
		remedy := fmt.Sprintf("name a profile of the kind %q", d.Kind.Profile)
		if string(d.Kind.Profile) == d.Driver {
			remedy = fmt.Sprintf(`write "driver: %s" in the site file, or name another profile`, p.Kind)
		}
		issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: p.File}, Msg: fmt.Sprintf("this profile is for the driver %q, but device %q has the driver %q", p.Kind, d.ID, d.Driver), Remedy: remedy})
	}
	return p, issues
}

// unsaid names the sentences that are missing: in every language that the site offers,
// something is said for a device that speaks.
func unsaid(file string, p Plan, langs []scene.Lang) (issues datafile.Issues) {
	for _, d := range p {
		if !d.Kind.Speaks {
			continue
		}
		var missing []string
		for _, l := range langs {
			if d.Sentence[l] == "" {
				missing = append(missing, string(l)+`: "…"`)
			}
		}
		if len(missing) > 0 {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the %s %q has no sentence in every language of the site", d.Kind.Name, d.ID),
				Remedy: fmt.Sprintf("add to it: sentence: {%s}", strings.Join(missing, ", "))})
		}
	}
	return issues
}

// LoadProfile finds a profile by the name of an embedded one or by path.
func LoadProfile(name string) (*profile.Profile, datafile.Issues) {
	file := path.Join("profiles", name+".yaml")
	data, err := assets.Files.ReadFile(file)
	if err != nil {
		file = name
		if data, err = disk.Read(name, datafile.MaxBytes); err != nil {
			return nil, datafile.Unread(name, "this profile", err, profileRemedy())
		}
	}
	return profile.Load(file, data)
}

func profileRemedy() string { return "name a file, or one of: " + strings.Join(Profiles(), ", ") }

// isName tells the name of an embedded profile from a path, as config does.
func isName(prof string) bool { return !strings.ContainsAny(prof, "/.") }

func embedded(prof string) bool {
	_, err := fs.Stat(assets.Files, path.Join("profiles", prof+".yaml"))
	return err == nil
}
