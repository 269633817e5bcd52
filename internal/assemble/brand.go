package assemble

import (
	"image/color"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/ui/picture"
	"modu/ui/theme"
)

// brandFile is a site's own colours and pictures, for the default look only.
type brandFile struct {
	Colours  map[brandColour]colourText `yaml:"colours" doc:"Its colours, as #rrggbb. Text must keep 10:1 on its ground (CON-4)."`
	Logo     string                     `yaml:"logo" doc:"File of the picture of the first screen; paths count from the brand file."`
	Pictures string                     `yaml:"pictures" doc:"A directory; a picture there replaces the service's of that name."`
}

// brandColour names a colour of the screen that a site may choose.
type brandColour string

// Values are all of them.
func (brandColour) Values() []string {
	return []string{"ground", "card", "ink", "accent", "accent_ink", "ring"}
}

// colourText is a colour as it is written.
type colourText string

// JSONSchema is what a colour may be.
func (*colourText) JSONSchema() datafile.Object {
	return datafile.Object{"type": "string", "pattern": "^#[0-9A-Fa-f]{6}$"}
}

// Words says it to people.
func (*colourText) Words() string { return "a colour, `#rrggbb`" }

// BrandSchema is the JSON Schema of brand files, for editors.
func BrandSchema() []byte { return brandFormat().Schema() }

// BrandTables lists every key of brand files, in Markdown.
func BrandTables() string { return brandFormat().Tables() }

func brandFormat() datafile.Format {
	return datafile.Format{Name: "brand", Title: "Colours and pictures of a site of the Modu kiosk", Type: reflect.TypeFor[brandFile]()}
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
		return nil, datafile.Unread(file, "the brand file", err, `check the name after "brand:" in the site file`)
	}
	return parseBrand(file, data)
}

// parseBrand reads the text of a brand file, and the pictures that it names.
func parseBrand(file string, data []byte) (*brand, datafile.Issues) {
	var f brandFile
	r := brandReader{dir: filepath.Dir(file), out: &brand{pictures: map[string][]byte{}}}
	r.doc, r.issues = datafile.Decode(file, data, &f)
	r.colours(f.Colours)
	if f.Logo != "" {
		r.picture("logo", "attract", filepath.Join(r.dir, f.Logo))
	}
	if f.Pictures != "" {
		r.pictures(f.Pictures)
	}
	if len(r.issues) > 0 {
		return nil, r.issues
	}
	return r.out, nil
}

type brandReader struct {
	dir    string // of the brand file
	doc    *datafile.Doc
	issues datafile.Issues
	out    *brand
}

func (r *brandReader) bad(path, remedy, format string, args ...any) {
	r.issues = append(r.issues, r.doc.Issue(path, remedy, format, args...))
}

func (r *brandReader) colours(given map[brandColour]colourText) {
	var b theme.Brand
	to := map[brandColour]*color.NRGBA{"ground": &b.Ground, "card": &b.Card, "ink": &b.Ink, "accent": &b.Accent, "accent_ink": &b.AccentInk, "ring": &b.Ring}
	for name, value := range given {
		at := "colours." + string(name)
		c, err := theme.Colour(string(value))
		switch {
		case to[name] == nil:
			r.bad(at, datafile.Suggest(string(name), name.Values()), "%q is no colour of the screen", name)
		case err != nil:
			r.bad(at, "", "%s", err.Error())
		default:
			*to[name] = c
		}
	}
	if len(r.issues) > 0 {
		return // contrasts mean nothing while a colour is missing
	}
	palette, refused := theme.Dress(b)
	for _, x := range refused {
		r.bad("colours."+x.Key, "the nearest colour that people can read is "+theme.Hex(x.Nearest), "%s", x.String())
	}
	r.out.palette = palette
}

func (r *brandReader) picture(at, name, path string) {
	data, err := disk.Read(path, picture.MaxBytes)
	if err == nil {
		err = picture.Check(data)
	}
	if err != nil {
		r.bad(at, datafile.Remedy(err, "paths count from the brand file's directory"), "the picture %q cannot be used: %s", path, datafile.Reason(err))
		return
	}
	r.out.pictures[name] = data
}

func (r *brandReader) pictures(dir string) {
	entries, err := os.ReadDir(filepath.Join(r.dir, dir))
	if err != nil {
		r.bad("pictures", "paths count from the brand file's directory", "there is no directory %q", dir)
	}
	for _, e := range entries {
		for _, ext := range brandPictures {
			if name, ok := strings.CutSuffix(e.Name(), ext); ok {
				r.picture("pictures", name, filepath.Join(r.dir, dir, e.Name()))
			}
		}
	}
}

// Looks is the palette of a look; a brand dresses the default one.
func (p *Parts) Looks(id string) theme.Palette {
	if look := theme.Look(id); look.ID != theme.Default || p.brand == nil {
		return look
	}
	return p.brand.palette
}
