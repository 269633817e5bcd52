package config

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

// Schema is the JSON Schema of site files, for editors.
func Schema() []byte { return format().Schema() }

// Tables lists every key of site files, in Markdown.
func Tables() string { return format().Tables() }

func format() datafile.Format {
	return datafile.Format{Name: "site", Title: "A site file of the Modu kiosk", Type: reflect.TypeFor[Site]()}
}

//go:embed default.yaml
var reference []byte

// Reference is the site file with every key, its meaning and its default.
func Reference() string { return string(reference) }

// Site is a whole site file, defaults filled in. The tags are explained at datafile.Key.
type Site struct {
	Service   string                `yaml:"service" doc:"What people use here: the name of a built-in service, or a directory with service.yaml. Empty: the first built-in one."`
	Short     bool                  `yaml:"short" doc:"false: people begin with the whole menu, also where the service has a short way of few questions."`
	Locales   string                `yaml:"locales" doc:"A directory of further message files, which may reword any message. Empty: none."`
	Clips     string                `yaml:"clips" doc:"A directory of recordings of an announcer, made ready by kioskctl clips import. Empty: none."`
	Words     string                `yaml:"words" doc:"A file that says how this site's own words are said, one a line. Empty: none."`
	Brand     string                `yaml:"brand" doc:"A file with the site's own colours and pictures, for the default look. Empty: none."`
	Keymap    string                `yaml:"keymap" doc:"A keymap file, which says what keys mean. Empty: the built-in one."`
	Kiosk     Kiosk                 `yaml:"kiosk" doc:"Who this kiosk is among others."`
	Languages []scene.Lang          `yaml:"languages" doc:"BCP 47 tags of the languages offered, the first being the one a person meets. Empty: those of the service."`
	Panel     Panel                 `yaml:"panel" doc:"The visible picture of the screen, and where it is."`
	Places    map[scene.Place]Place `yaml:"places" doc:"Where the things beside the screen are, by name. One that is not here is neither pointed to nor spoken of."`
	Devices   []Device              `yaml:"devices" doc:"What people can feel and press."`
	Terminal  *Device               `yaml:"terminal" doc:"The card terminal."`                       // never nil after Parse
	Lamp      *Device               `yaml:"lamp" doc:"The lamp or bell that calls staff."`           // never nil after Parse
	Lift      *Device               `yaml:"lift" doc:"The height actuator that carries the screen."` // never nil after Parse
	Audio     Audio                 `yaml:"audio" doc:"Where sound goes, and how loud it is there."`
	Headset   Headset               `yaml:"headset" doc:"How the kiosk learns that a headset is plugged in."`
	Speech    Speech                `yaml:"speech" doc:"The voice."`
	Timing    Timing                `yaml:"timing" doc:"How long the kiosk waits for a person."`
	Lock      bool                  `yaml:"lock" doc:"true on a kiosk that serves people: no key or signal ends the program, and a simulated device is a mistake."`
	StateDir  string                `yaml:"state_dir" doc:"Where the record of orders and payments is kept. Empty: the user's state directory."` // "" is for the caller to choose
	Health    Health                `yaml:"health" doc:"Where the kiosk says what is wrong."`
	Backend   Backend               `yaml:"backend" doc:"The program beside the kiosk that the service asks."`
	Staff     Staff                 `yaml:"staff" doc:"The page on which staff see calls and answer them."`
	Push      Push                  `yaml:"push" doc:"Where changes of prices and of what is sold out are taken."`

	// Attested are rules about the machine that no program can see, and that somebody has
	// made sure of; see Attestable.
	Attested []string `yaml:"attested" doc:"Rules about the machine that no program can see, and that somebody has made sure of: FLA-3, FLA-4."`

	// AcceptUnreviewed are languages to offer on a locked kiosk although nobody has
	// reviewed their words.
	AcceptUnreviewed []scene.Lang `yaml:"accept_unreviewed" doc:"Languages to offer on a locked kiosk although nobody has reviewed their words."`
}

// Kiosk is who this kiosk is among others.
type Kiosk struct {
	ID      string  `yaml:"id" doc:"What programs know it by: letters, digits, . _ and -; another one on each kiosk that they know." pattern:"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$"`
	Numbers Numbers `yaml:"numbers" doc:"The range of its pick-up numbers: one of its own for each kiosk at whose counter people wait together."`
}

// Numbers is a range of pick-up numbers, both ends with it.
type Numbers struct {
	From int `yaml:"from" doc:"The first." min:"1" max:"999999"`
	To   int `yaml:"to" doc:"The last, after which comes the first again. 0: there is no last." min:"0" max:"999999"`
}

// Staff is the page on which staff see calls and answer them; without a key there is none.
type Staff struct {
	Kiosk  string `yaml:"kiosk" doc:"What staff call this kiosk."`
	Listen string `yaml:"listen" doc:"Its address, as HOST:PORT; without TLS files one of this machine."`
	Key    string `yaml:"key" doc:"What staff type once to see the page. Empty: there is none."`
	Cert   string `yaml:"cert" doc:"TLS file with who the page is, PEM; with tls_key."` // with TLSKey
	TLSKey string `yaml:"tls_key" doc:"TLS key, PEM; with cert."`
}

// Backend is the program beside the kiosk that the service asks.
type Backend struct {
	URL string `yaml:"url" doc:"Its address: plain http on this machine, https over a network. Empty: the samples of the service."`
}

// Push is where changes of prices and of what is sold out are taken.
type Push struct {
	Listen string `yaml:"listen" doc:"An address of this machine, as HOST:PORT. Empty: nowhere."`
	Key    string `yaml:"key" doc:"A key of at least 16 characters."`
}

// Panel is the visible picture, in pixels and in millimetres, and where it is.
type Panel struct {
	Pixels      Size     `yaml:"pixels" doc:"In pixels."`
	MM          Size     `yaml:"mm" doc:"In millimetres, measured with a ruler."`
	Bottom      int      `yaml:"bottom" doc:"Its lower edge above the floor, in mm." min:"100" max:"1100"`
	Tilt        int      `yaml:"tilt" doc:"How far it leans back from upright, in degrees." min:"0" max:"90"`
	Distance    int      `yaml:"distance" doc:"How far the eyes are from it, in mm." min:"300" max:"1500"`
	Approach    string   `yaml:"approach" doc:"How people come to it: front, facing it, or side, beside it. Empty: front." one:"front,side" blank:"true"`
	Obstacle    Obstacle `yaml:"obstacle" doc:"What they reach over, such as a shelf: from it follows how high they reach (RCH-3)."`
	Orientation string   `yaml:"orientation" doc:"How it stands, which is checked against the pixels. Empty: not checked." one:"portrait,landscape" blank:"true"`
}

// Obstacle is what stands between a person and the panel. The zero value is nothing.
type Obstacle struct {
	Depth  int `yaml:"depth" doc:"How far it stands out in front of the panel, in mm. 0: there is nothing." min:"0" max:"635"`
	Height int `yaml:"height" doc:"Its upper edge above the floor, in mm." min:"0" max:"865"`
}

// Size is a width and a height.
type Size struct {
	W int `yaml:"w,required" doc:"Width." min:"1" max:"20000"`
	H int `yaml:"h,required" doc:"Height." min:"1" max:"20000"`
}

// PixelsPerMM is the density of the panel.
func (p Panel) PixelsPerMM() float64 { return float64(p.Pixels.W) / float64(p.MM.W) }

// LiftID is the id of the height actuator in events.
const LiftID = "lift"

// NoDriver is the driver of a device that a site does not have.
const NoDriver = "none"

// Device is one thing on a port.
type Device struct {
	ID      string `yaml:"id" doc:"A name of your choice, which health items and logs call it."`
	Driver  string `yaml:"driver" doc:"keypad, firmata or hid for a keypad, which is the kind of its profile; terminal, relay, lift; devices/README.md lists all; none where there is none."`
	Profile string `yaml:"profile" doc:"Its protocol, as data: the name of a built-in profile, or a path."`
	Port    Port   `yaml:"port" doc:"Where it is: exactly one of path, usb and mock."`

	// Sentence is what the site says for a device of a kind that speaks, in each language.
	Sentence map[scene.Lang]string `yaml:"sentence" doc:"Of a device that speaks for the site, and of no other: what is said, in every language of the site."`
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
	Path string `yaml:"path" doc:"A node, such as /dev/serial/by-id/…"`
	USB  *USB   `yaml:"usb" doc:"Its USB ids, as lsusb shows them."`
	Mock string `yaml:"mock" doc:"A simulated device with the real bytes, by its kind."`
}

// USB finds a device by what it says about itself. Serial may be empty.
type USB struct {
	VID    HexID  `yaml:"vid,required" doc:"Vendor."`
	PID    HexID  `yaml:"pid,required" doc:"Product."`
	Serial string `yaml:"serial" doc:"Serial number, to tell two of the same kind apart."`
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

// JSONSchema is what a USB number may be.
func (*HexID) JSONSchema() datafile.Object {
	return datafile.Object{"type": []string{"string", "number"}, "pattern": "^(0[xX])?[0-9A-Fa-f]{1,4}$"}
}

// Words says it to people.
func (*HexID) Words() string { return "up to four hexadecimal digits, such as `0403`" }

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
	Engine string `yaml:"engine" doc:"espeak or silence."`
	Rate   int    `yaml:"rate" doc:"Per cent of the voice's normal speed." min:"50" max:"300"`
}

// Timing is how long the kiosk waits for a person.
type Timing struct {
	Inactivity time.Duration `yaml:"inactivity" doc:"How long nobody may act before they are asked whether they need more time, 2m to 30m (TIM-5)."`
	Warning    time.Duration `yaml:"warning" doc:"How long that question waits, 20s to 5m (TIM-2)."`
	Factors    Factors       `yaml:"factors" doc:"How many times longer it waits for people who need it; they multiply, up to most."`
}

// Factors are how many times longer it waits for people who need it.
type Factors struct {
	Speech  int `yaml:"speech" doc:"Who listens." min:"1" max:"10"`
	Switch  int `yaml:"switch" doc:"Who uses switches." min:"1" max:"10"`
	Braille int `yaml:"braille" doc:"Who reads braille." min:"1" max:"10"`
	Easy    int `yaml:"easy" doc:"Who uses the easy form." min:"1" max:"10"`
	Large   int `yaml:"large" doc:"Who has everything at twice its size." min:"1" max:"10"`
	Most    int `yaml:"most" doc:"All of them together." min:"1" max:"10"`
}

// Health is where the kiosk says what is wrong.
type Health struct {
	File string `yaml:"file" doc:"A file that always holds what is wrong now, as JSON. Empty: none."`
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
			unread = datafile.Unread(file, "the site file", err, siteRemedy)
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
