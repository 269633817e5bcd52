package assemble

import (
	"maps"

	"modu/accessibility/input"
	"modu/internal/config"
)

// switchKeys is how many keys a device may have for people to call it switches: one or
// two that scan and choose, and one that calls.
const switchKeys = 3

// switches are the keypads that are worked like switches.
func switches(pads map[string]map[input.Key]bool) map[string]bool {
	out := map[string]bool{}
	for id, keys := range pads {
		if len(keys) <= switchKeys {
			out[id] = true
		}
	}
	return out
}

// noNumberKeys reports whether the keypads have no digits to type with. Where a keypad has no
// profile it may have them.
func noNumberKeys(pads map[string]map[input.Key]bool) bool {
	for _, keys := range pads {
		if digits(keys) {
			return false
		}
	}
	return len(pads) > 0
}

func digits(keys map[input.Key]bool) bool {
	for r := '0'; r <= '9'; r++ {
		if !keys[input.Key(r)] {
			return false
		}
	}
	return true
}

// keysOf are the keys of all keypads together.
func keysOf(pads map[string]map[input.Key]bool) map[input.Key]bool {
	all := map[input.Key]bool{}
	for _, keys := range pads {
		maps.Copy(all, keys)
	}
	return all
}

// keypads are the keys of the devices of a site that have any, by the device's id. A profile
// that cannot be read is somebody else's mistake to name.
func keypads(site config.Site) map[string]map[input.Key]bool {
	out := map[string]map[input.Key]bool{}
	for _, d := range site.Devices {
		if d.Profile == "" {
			continue
		}
		p, _ := LoadProfile(d.Profile)
		if p == nil || len(p.Keys.Names) == 0 {
			continue
		}
		out[d.ID] = map[input.Key]bool{}
		for _, k := range p.Keys.Names {
			out[d.ID][k] = true
		}
	}
	return out
}
