package config

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

//go:embed default.yaml
var reference []byte

// Reference is the site file with every key, its meaning and its default.
func Reference() string { return string(reference) }

// Site is a whole site file, defaults filled in.
type Site struct {
	Service   string       `yaml:"service"`   // directory, or the name of a built-in one; "" is the first of those
	Locales   string       `yaml:"locales"`   // directory; "" is none
	Clips     string       `yaml:"clips"`     // directory; "" is none
	Words     string       `yaml:"words"`     // file; "" is none
	Brand     string       `yaml:"brand"`     // file; "" is none
	Keymap    string       `yaml:"keymap"`    // file; "" is the built-in one
	Languages []scene.Lang `yaml:"languages"` // empty: those of the service
	Panel     Panel        `yaml:"panel"`
	Devices   []Device     `yaml:"devices"`
	Terminal  *Device      `yaml:"terminal"` // never nil after Parse
	Lamp      *Device      `yaml:"lamp"`     // never nil after Parse
	Lift      *Device      `yaml:"lift"`     // never nil after Parse
	Audio     Audio        `yaml:"audio"`
	Headset   Headset      `yaml:"headset"`
	Speech    Speech       `yaml:"speech"`
	Timing    Timing       `yaml:"timing"`
	Lock      bool         `yaml:"lock"`
	StateDir  string       `yaml:"state_dir"` // "" is for the caller to choose
	Health    Health       `yaml:"health"`
	Backend   Backend      `yaml:"backend"`
	Staff     Staff        `yaml:"staff"`
	Push      Push         `yaml:"push"`

	// Attested are rules about the machine that no program can see, and that somebody has
	// made sure of; see Attestable.
	Attested []string `yaml:"attested"`

	// AcceptUnreviewed are languages to offer on a locked kiosk although nobody has
	// reviewed their words.
	AcceptUnreviewed []scene.Lang `yaml:"accept_unreviewed"`
}

// Staff is the page on which staff see calls and answer them; without a key there is none.
type Staff struct {
	Kiosk  string `yaml:"kiosk"`  // what staff call this kiosk
	Listen string `yaml:"listen"` // host:port
	Key    string `yaml:"key"`
	Cert   string `yaml:"cert"`    // TLS file, PEM; with TLSKey
	TLSKey string `yaml:"tls_key"` // PEM
}

// Backend is the program beside the kiosk that the service asks.
type Backend struct {
	URL string `yaml:"url"` // "" is the samples of the service
}

// Push is where changes of prices and of what is sold out are taken.
type Push struct {
	Listen string `yaml:"listen"` // "" is nowhere
	Key    string `yaml:"key"`
}

// Panel is the visible picture, in pixels and in millimetres, and where it is.
type Panel struct {
	Pixels      Size   `yaml:"pixels"`
	MM          Size   `yaml:"mm"`
	Bottom      int    `yaml:"bottom"`      // its lower edge above the floor, mm
	Tilt        int    `yaml:"tilt"`        // how far it leans back from upright, degrees
	Distance    int    `yaml:"distance"`    // from the eyes, mm
	Orientation string `yaml:"orientation"` // "portrait", "landscape"; "" is as the pixels say
}

// Size is a width and a height.
type Size struct {
	W int `yaml:"w,required"`
	H int `yaml:"h,required"`
}

// PixelsPerMM is the density of the panel.
func (p Panel) PixelsPerMM() float64 { return float64(p.Pixels.W) / float64(p.MM.W) }

// LiftID is the id of the height actuator in events.
const LiftID = "lift"

// NoDriver is the driver of a device that a site does not have.
const NoDriver = "none"

// Device is one thing on a port.
type Device struct {
	ID      string `yaml:"id"`
	Driver  string `yaml:"driver"`
	Profile string `yaml:"profile"`
	Port    Port   `yaml:"port"`

	// Sentence is what the site says for a device of a kind that speaks, in each language.
	Sentence map[scene.Lang]string `yaml:"sentence"`
}

// Single is a device of which a site has one: its place in the site file is its id.
type Single struct {
	Place  string
	Device **Device // never nil after Parse
}

// Singles are the places of such devices. Every other device stands under "devices".
func (s *Site) Singles() []Single {
	return []Single{{"terminal", &s.Terminal}, {"lamp", &s.Lamp}, {LiftID, &s.Lift}}
}

// Sentences are what the site says for its devices, by their ids.
func (s *Site) Sentences() map[string]map[scene.Lang]string {
	out := map[string]map[scene.Lang]string{}
	for _, d := range s.Devices {
		if d.Present() && len(d.Sentence) > 0 {
			out[d.ID] = d.Sentence
		}
	}
	return out
}

// Present reports whether the site has the device.
func (d Device) Present() bool { return d.Driver != NoDriver }

// Port is where a device is: exactly one of the three is set.
type Port struct {
	Path string `yaml:"path"`
	USB  *USB   `yaml:"usb"`
	Mock string `yaml:"mock"`
}

// USB finds a device by what it says about itself. Serial may be empty.
type USB struct {
	VID    HexID  `yaml:"vid,required"`
	PID    HexID  `yaml:"pid,required"`
	Serial string `yaml:"serial"`
}

// HexID is a USB number, always hexadecimal, as lsusb writes it.
type HexID uint16

var errHexID = errors.New("a USB id is up to four hexadecimal digits, as lsusb writes it: 0403")

// DecodeValue reads "0403" as hexadecimal, where YAML would read octal or decimal.
func (h *HexID) DecodeValue(v datafile.Value) error {
	s, ok := v.Scalar()
	s = strings.TrimPrefix(strings.ToLower(s), "0x")
	n, err := strconv.ParseUint(s, 16, 16)
	if !ok || err != nil || len(s) > 4 {
		return errHexID
	}
	*h = HexID(n)
	return nil
}

func (h HexID) String() string { return fmt.Sprintf("%04x", uint16(h)) }

// String says where the port is, for people.
func (p Port) String() string {
	switch {
	case p.USB != nil:
		return strings.TrimSuffix(fmt.Sprintf("USB %s:%s %s", p.USB.VID, p.USB.PID, p.USB.Serial), " ")
	case p.Mock != "":
		return "simulated " + p.Mock
	}
	return p.Path
}

// Speech is the voice.
type Speech struct {
	Engine string `yaml:"engine"`
	Rate   int    `yaml:"rate"` // per cent of the voice's normal speed
}

// Timing is how long the kiosk waits for a person.
type Timing struct {
	Inactivity time.Duration `yaml:"inactivity"`
	Warning    time.Duration `yaml:"warning"`
	Factors    Factors       `yaml:"factors"`
}

// Factors are how many times longer it waits for people who need it.
type Factors struct {
	Speech  int `yaml:"speech"`
	Switch  int `yaml:"switch"`
	Braille int `yaml:"braille"`
	Easy    int `yaml:"easy"`
	Large   int `yaml:"large"`
	Most    int `yaml:"most"`
}

// Health is where the kiosk says what is wrong.
type Health struct {
	File string `yaml:"file"`
}

// Known are the names a site file may use. A nil list is not checked, so that each
// program checks what it has.
type Known struct {
	Drivers   []string
	Speaking  []string // those of Drivers whose devices have sentences
	Services  []string // a service may also be a directory of the site's own
	Profiles  []string // a profile may also be a path to a file of the site's own
	Mocks     []string
	Engines   []string
	Languages []scene.Lang
	DirExists func(dir string) bool // for service and locales
}

// Read loads the site file; "" or a file that does not exist gives the defaults, and so
// does, beside the issue, one that cannot be read. Relative paths in the result start at
// the file's directory.
func Read(file string, known Known) (Site, datafile.Issues) {
	var data []byte
	var unread datafile.Issues
	if file != "" {
		var err error
		if data, err = disk.Read(file, datafile.MaxBytes); err != nil && !errors.Is(err, fs.ErrNotExist) {
			unread = datafile.Issues{{Pos: datafile.Pos{File: file}, Msg: "the site file cannot be read: " + datafile.Reason(err), Remedy: datafile.Remedy(err, siteRemedy)}}
		}
	}
	if known.DirExists == nil {
		known.DirExists = func(dir string) bool {
			st, err := os.Stat(dir)
			return err == nil && st.IsDir()
		}
	}
	site, issues := Parse(file, data, known)
	return site, append(unread, issues...)
}

// siteRemedy is what to do about a site file that is not there.
const siteRemedy = "check the name after --site"

// Parse checks the text of a site file and fills in the defaults.
func Parse(file string, data []byte, known Known) (Site, datafile.Issues) {
	var s Site
	if _, issues := datafile.Decode("default.yaml", reference, &s); len(issues) > 0 {
		return s, issues // shown by this package's test, never at a site
	}
	doc := &datafile.Doc{File: file}
	var issues datafile.Issues
	if !blank(data) {
		doc, issues = datafile.Decode(file, data, &s)
	}
	builtIn := ""
	if slices.Contains(known.Services, s.Service) { // a name, not a path
		builtIn, s.Service = s.Service, ""
	}
	s.inDir(filepath.Dir(file))
	l := linter{site: &s, doc: doc, known: known, issues: issues}
	l.lint()
	slices.SortStableFunc(l.issues, func(a, b datafile.Issue) int { return a.Line - b.Line })
	if builtIn != "" {
		s.Service = builtIn
	}
	return s, l.issues
}

// blank reports whether the file holds nothing but comments.
func blank(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}

// profiles are the profiles that are named by path, not by the name of an embedded one.
func (s *Site) profiles() []*string {
	var out []*string
	for i := range s.Devices {
		if p := &s.Devices[i].Profile; strings.ContainsAny(*p, "/.") {
			out = append(out, p)
		}
	}
	return out
}

// inDir makes relative paths start at the site file.
func (s *Site) inDir(dir string) {
	for _, p := range append(s.profiles(), &s.Service, &s.Locales, &s.Keymap, &s.Words, &s.Brand, &s.Clips, &s.StateDir, &s.Health.File, &s.Staff.Cert, &s.Staff.TLSKey) {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(dir, *p)
		}
	}
}
