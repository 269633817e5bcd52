package assemble

import (
	"cmp"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"modu/assets"
	"modu/devices/profile"
	"modu/devices/sim"
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
	Class   string           // middle part of health codes: "keypad", "terminal", "call"
	Profile *profile.Profile // of a keypad; nil for others
}

// Plan is the devices of a site, those with driver "none" left out.
type Plan struct{ Keypads, Terminals, Lamps, Lifts []Device }

// Drivers are the drivers that a site file may name.
func Drivers() []string {
	return []string{"keypad", "firmata", "hid", "terminal", "relay", "lift", config.NoDriver}
}

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

// Read reads a site file and everything that it names; "" is the embedded defaults.
// The kiosk starts from it and "kioskctl lint" reports it, so the one refuses nothing
// that the other calls right. Parts and Plan hold something only where there are
// no issues; the site itself is what could be read.
func Read(file string) (Site, datafile.Issues) {
	if file != "" {
		if _, err := os.Stat(file); err != nil { // config.Read takes it for an empty file
			return Site{}, unread(file, "the site file", err, "check the name after --site")
		}
	}
	read, issues := config.Read(file, config.Known{Drivers: Drivers(), Services: Services(), Profiles: Profiles(), Mocks: mocks(), Engines: Engines()})
	s := Site{Site: read}
	plan, more := planDevices(file, read)
	issues = append(issues, more...)
	parts, more := Load(read)
	issues = append(issues, more...)
	if len(issues) > 0 {
		return s, issues
	}
	if parts.Service.Calls() && read.Backend.URL == "" && (read.Lock || parts.Sample == nil) {
		return s, datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the service %q asks a program beside the kiosk, and the site names none", parts.Service.ID),
			Remedy: `write its address: backend: {url: "http://127.0.0.1:8070"}; samples are for a kiosk that is not locked`}}
	}
	s.Parts, s.Plan = parts, plan
	return s, nil
}

// mocks are the simulated devices that stand under devices, terminal or lamp in a site file.
// A headset's socket has a place of its own, a reader of cards none yet.
func mocks() []string {
	return slices.DeleteFunc(sim.Kinds(), func(k string) bool { return k == "jack" || k == "card" })
}

// Reason words a file error without the call that failed and without the path, which
// the caller names.
func Reason(err error) string { return datafile.Reason(err) }

// unread is a file that a site names and that cannot be read; what is its name for
// people, and usual the remedy where it is not there.
func unread(file, what string, err error, usual string) datafile.Issues {
	return datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: what + " cannot be read: " + Reason(err), Remedy: datafile.Remedy(err, usual)}}
}

// homes says under which key of the site file a driver stands; "" is devices. A site
// has one terminal, one lamp and one height actuator, so each has a place of its own.
var homes = map[string]string{"keypad": "", "firmata": "", "hid": "", "terminal": "terminal", "relay": "lamp", "lift": "lift"}

// mirrors are the simulated devices that speak to each driver.
var mirrors = map[string]string{"keypad": "keypad", "firmata": "keypad", "hid": "keypad", "terminal": "terminal", "relay": "lamp", "lift": "lift"}

// planDevices loads the profiles and names every mistake in them.
func planDevices(file string, site config.Site) (Plan, datafile.Issues) {
	var p Plan
	var issues datafile.Issues
	all := append([]config.Device(nil), site.Devices...)
	places := make([]string, len(all)) // where in the site file each belongs: "" under devices
	for place, d := range map[string]*config.Device{"terminal": site.Terminal, "lamp": site.Lamp, "lift": site.Lift} {
		if d != nil {
			all, places = append(all, *d), append(places, place)
		}
	}
	for i, d := range all {
		pl := Device{Device: d}
		if home, known := homes[d.Driver]; known && home != places[i] {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the driver %q does not belong under %q", d.Driver, cmp.Or(places[i], "devices")),
				Remedy: fmt.Sprintf("write it under %q", cmp.Or(home, "devices"))})
			continue
		}
		if mock := mirrors[d.Driver]; slices.Contains(sim.Kinds(), d.Port.Mock) && mock != "" && d.Port.Mock != mock {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("a simulated %s does not speak to the driver %q of %q", d.Port.Mock, d.Driver, d.ID),
				Remedy: fmt.Sprintf("write port: {mock: %s}", mock)})
			continue
		}
		switch d.Driver {
		case "keypad", "firmata", "hid":
			var more datafile.Issues
			switch {
			case d.Profile == "":
				more = datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: fmt.Sprintf("the keypad %q has no profile", d.ID), Remedy: profileRemedy()}}
			case isName(d.Profile) && !embedded(d.Profile): // config has named it, with its line
			default:
				pl.Profile, more = LoadProfile(d.Profile)
			}
			issues = append(issues, more...)
			if pl.Profile != nil && string(pl.Profile.Kind) != d.Driver {
				issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: pl.Profile.File}, Msg: fmt.Sprintf("this profile is for the driver %q, but device %q has the driver %q", pl.Profile.Kind, d.ID, d.Driver),
					Remedy: fmt.Sprintf(`write "driver: %s" in the site file, or name another profile`, pl.Profile.Kind)})
			}
			pl.Class = "keypad"
			p.Keypads = append(p.Keypads, pl)
		case "terminal":
			pl.Class, pl.ID = "terminal", "terminal"
			p.Terminals = append(p.Terminals, pl)
		case "relay":
			pl.Class, pl.ID = "call", "lamp"
			p.Lamps = append(p.Lamps, pl)
		case "lift":
			pl.Class, pl.ID = "lift", config.LiftID
			p.Lifts = append(p.Lifts, pl)
		}
	}
	return p, issues
}

// LoadProfile finds a profile by the name of an embedded one or by path.
func LoadProfile(name string) (*profile.Profile, datafile.Issues) {
	file := path.Join("profiles", name+".yaml")
	data, err := assets.Files.ReadFile(file)
	if err != nil {
		file = name
		if data, err = disk.Read(name, datafile.MaxBytes); err != nil {
			return nil, unread(name, "this profile", err, profileRemedy())
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
