package assemble

import (
	"image/color"
	"os"
	"path/filepath"
	"strings"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/ui/picture"
	"modu/ui/theme"
)

// brandFile is a site's own colours and pictures, for the default look only.
type brandFile struct {
	Version  int               `yaml:"version,required"`
	Colours  map[string]string `yaml:"colours"`  // ground, card, ink, accent, accent_ink, ring
	Logo     string            `yaml:"logo"`     // picture of the first screen
	Pictures string            `yaml:"pictures"` // directory; a picture there replaces the service's of that name
}

// brand is what a brand file gives.
type brand struct {
	palette  theme.Palette
	pictures map[string][]byte // by name
}

// brandPictures are the endings of pictures, the first that is there counts.
var brandPictures = []string{".svg", ".png", ".jpg"}

// loadBrand reads a brand file; "" is none. A pair of colours under what CON-4 asks for
// is a mistake, named with the nearest colour that is allowed.
func loadBrand(file string) (*brand, datafile.Issues) {
	if file == "" {
		return nil, nil
	}
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return nil, unread(file, "the brand file", err, `check the name after "brand:" in the site file`)
	}
	var f brandFile
	doc, issues := datafile.Decode(file, data, &f)
	if f.Version != 1 && len(issues) == 0 {
		issues = append(issues, doc.Issue("version", "write 1", "this version is not known"))
	}
	var b theme.Brand
	keys := map[string]*color.NRGBA{"ground": &b.Ground, "card": &b.Card, "ink": &b.Ink, "accent": &b.Accent, "accent_ink": &b.AccentInk, "ring": &b.Ring}
	names := []string{"ground", "card", "ink", "accent", "accent_ink", "ring"}
	for key, value := range f.Colours {
		to, known := keys[key]
		if !known {
			issues = append(issues, doc.Issue("colours."+key, datafile.Suggest(key, names), "%q is no colour of the screen", key))
			continue
		}
		c, err := theme.Colour(value)
		if err != nil {
			issues = append(issues, doc.Issue("colours."+key, "", "%s", err.Error()))
			continue
		}
		*to = c
	}
	out := &brand{pictures: map[string][]byte{}}
	if len(issues) == 0 {
		palette, refused := theme.Dress(b)
		for _, r := range refused {
			issues = append(issues, doc.Issue("colours."+r.Key, "the nearest colour that people can read is "+theme.Hex(r.Nearest), "%s", r.String()))
		}
		out.palette = palette
	}
	dir := filepath.Dir(file)
	read := func(at, name, path string) {
		data, err := disk.Read(path, picture.MaxBytes)
		if err == nil {
			err = picture.Check(data)
		}
		if err != nil {
			issues = append(issues, doc.Issue(at, datafile.Remedy(err, "paths count from the brand file's directory"), "the picture %q cannot be used: %s", path, Reason(err)))
			return
		}
		out.pictures[name] = data
	}
	if f.Logo != "" {
		read("logo", "attract", filepath.Join(dir, f.Logo))
	}
	if f.Pictures != "" {
		entries, err := os.ReadDir(filepath.Join(dir, f.Pictures))
		if err != nil {
			issues = append(issues, doc.Issue("pictures", "paths count from the brand file's directory", "there is no directory %q", f.Pictures))
		}
		for _, e := range entries {
			for _, ext := range brandPictures {
				if name, ok := strings.CutSuffix(e.Name(), ext); ok {
					read("pictures", name, filepath.Join(dir, f.Pictures, e.Name()))
				}
			}
		}
	}
	if len(issues) > 0 {
		return nil, issues
	}
	return out, nil
}

// Looks is the palette of a look; a brand dresses the default one.
func (p *Parts) Looks(id string) theme.Palette {
	if look := theme.Look(id); look.ID != theme.Default || p.brand == nil {
		return look
	}
	return p.brand.palette
}
