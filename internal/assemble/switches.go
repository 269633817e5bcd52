package assemble

import "modu/internal/config"

// switchKeys is how many keys a device may have for people to call it switches: one or
// two that scan and choose, and one that calls.
const switchKeys = 3

// switches are the devices of a site that are worked like switches, by what their
// profiles say. A profile that cannot be read is somebody else's mistake to name.
func switches(site config.Site) map[string]bool {
	out := map[string]bool{}
	for _, d := range site.Devices {
		if d.Profile == "" {
			continue
		}
		p, _ := LoadProfile(d.Profile)
		if p == nil {
			continue
		}
		keys := map[string]bool{}
		for _, k := range p.Keys.Names {
			keys[string(k)] = true
		}
		if len(keys) > 0 && len(keys) <= switchKeys {
			out[d.ID] = true
		}
	}
	return out
}
