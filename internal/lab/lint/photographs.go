package lint

import (
	"maps"
	"path"
	"slices"

	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/service"
	"modu/ui/picture"
)

// photographs names those of a menu that cannot be decoded. What was cut off while it was
// copied begins well, and a kiosk that starts reads no further than that.
func photographs(p *assemble.Parts) datafile.Issues {
	names := map[string]bool{}
	for _, it := range p.Service.Items("") {
		for _, name := range append(slices.Collect(maps.Values(it.Photos)), it.Photo) {
			names[name] = name != ""
		}
	}
	for _, c := range p.Service.Categories() {
		names[c.Photo] = c.Photo != ""
	}
	var issues datafile.Issues
	for _, name := range slices.Sorted(maps.Keys(names)) {
		name = path.Join(service.PhotoDir, name)
		file, there := p.Service.Picture(name)
		if !there {
			continue // the item that names nothing
		}
		data, _ := p.Picture(name)
		if _, err := picture.Photograph(data); err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: path.Join(p.Dir, file), Line: 1},
				Msg: "this photograph cannot be shown: " + err.Error(), Remedy: "copy it again from where it was made"})
		}
	}
	return issues
}
