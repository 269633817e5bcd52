package profile

import (
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/input"
	"modu/devices/frame"
	"modu/devices/transport"
	"modu/internal/datafile"
)

// Load reads a profile. The profile is usable if and only if there are no issues.
func Load(name string, data []byte) (*Profile, datafile.Issues) {
	var f file
	doc, issues := datafile.Decode(name, data, &f)
	l := &loader{doc: doc, issues: issues, p: &Profile{File: name, Name: f.Name, Source: f.Source}}
	if len(data) > 0 && f.Kind == "" && f.Name == "" && len(issues) > 0 && f.Keys.Names == nil {
		return nil, issues // not a profile at all: nothing more can be said about it
	}
	l.p.Kind = f.Kind
	if f.Kind != "" && !slices.Contains(Kinds(), l.p.Kind) {
		l.bad("kind", datafile.Suggest(string(f.Kind), kindNames()), "kind %q is not known", f.Kind)
		l.p.Kind = Keypad // what follows is most likely meant for one
	}
	l.port(f)
	switch l.p.Kind {
	case Firmata, HID:
		l.foreign(f)
		l.codes(f.Keys)
		if l.p.Kind == Firmata {
			l.board(f.Board)
		} else {
			l.p.Port = noLine(l.p.Port)
		}
	default:
		if l.doc.Given("board") {
			l.bad("board", `remove it, or write "kind: firmata"`, "only a Firmata board has pins")
		}
		l.framing(f)
		l.keys(f.Keys)
		l.probe(f.Probe)
	}
	l.timing(f.Timing)
	slices.SortStableFunc(l.issues, func(a, b datafile.Issue) int { return a.Line - b.Line })
	if len(l.issues) > 0 {
		return nil, l.issues
	}
	return l.p, nil
}

// All loads every profile in a folder, in the order of their names: whoever does something with
// each of them reads the folder, so that a new one is met. A file that is no sound profile is an
// error.
func All(folder fs.FS) (out []*Profile, err error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		data, err := datafile.Read(folder, name, datafile.MaxBytes)
		if err != nil {
			return nil, err
		}
		p, issues := Load(name, data)
		if err := issues.Err(); err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// Lint returns the issues of Load.
func Lint(name string, data []byte) datafile.Issues {
	_, issues := Load(name, data)
	return issues
}

type loader struct {
	doc    *datafile.Doc
	issues datafile.Issues
	p      *Profile
}

func (l *loader) bad(path, remedy, format string, args ...any) {
	l.issues = append(l.issues, l.doc.Issue(path, remedy, format, args...))
}

// bytes reads "10 00 05" or "100005".
func (l *loader) bytes(path, text string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	if err != nil {
		l.bad(path, `write two hex digits a byte, such as "1B 40"`, "%q is not hexadecimal", text)
	}
	return b
}

// oneByte reads "0A".
func (l *loader) oneByte(path, text string) (byte, bool) {
	v, err := strconv.ParseUint(text, 16, 8)
	if err != nil || len(text) != 2 {
		l.bad(path, `write two hex digits, such as "0A"`, "%q is not one byte", text)
		return 0, false
	}
	return byte(v), true
}

func oneOf[T comparable](l *loader, path string, got T, known ...T) {
	if !slices.Contains(known, got) {
		var names []string
		for _, k := range known {
			names = append(names, fmt.Sprint(k))
		}
		l.bad(path, "use one of: "+strings.Join(names, ", "), "%q is not possible here", fmt.Sprint(got))
	}
}

func (l *loader) port(f file) {
	spec := transport.PortSpec{Baud: 9600, DataBits: 8, Parity: "none", StopBits: "1", DTR: f.Line.DTR, RTS: f.Line.RTS}
	if l.p.Kind == Firmata {
		spec.Baud = 57600 // what StandardFirmata sets (Firmata.begin(57600))
	}
	if f.Line.Baud != 0 {
		spec.Baud = f.Line.Baud
	}
	if spec.Baud < 50 || spec.Baud > 4_000_000 {
		l.bad("line.baud", "common speeds are 9600, 19200, 57600 and 115200", "a speed of %d is not possible", spec.Baud)
		spec.Baud = 9600
	}
	if f.Line.Data != 0 {
		spec.DataBits = f.Line.Data
		oneOf(l, "line.data", f.Line.Data, 7, 8)
	}
	if f.Line.Parity != "" {
		spec.Parity = f.Line.Parity
		oneOf(l, "line.parity", f.Line.Parity, "none", "odd", "even")
	}
	if f.Line.Stop != "" {
		spec.StopBits = f.Line.Stop
		oneOf(l, "line.stop", f.Line.Stop, "1", "2")
	}
	if f.Match != nil {
		l.match(*f.Match, &spec)
	}
	l.p.Port = spec
}

func (l *loader) match(m fileMatch, spec *transport.PortSpec) {
	spec.Path = m.Path
	if u := m.USB; u != nil {
		spec.USB = &transport.USBMatch{VID: u.VID, PID: u.PID, Serial: u.Serial, Product: u.Product}
		for path, id := range map[string]string{"match.usb.vid": u.VID, "match.usb.pid": u.PID} {
			if _, err := strconv.ParseUint(id, 16, 16); id != "" && (err != nil || len(id) != 4) {
				l.bad(path, `write four hex digits in quotes, such as "28CD"; lsusb shows them`, "%q is not a USB id", id)
			}
		}
	}
	if spec.Path == "" && spec.USB == nil {
		l.bad("match", `add "path: /dev/…" or "usb: {vid: …, pid: …}", or remove "match"`, "match names no port")
	}
}

func (l *loader) framing(f file) {
	switch {
	case f.Frame != nil && f.Lines != nil:
		l.bad("lines", `keep "frame" for binary frames or "lines" for text`, "a device sends frames or lines, not both")
	case f.Frame == nil && f.Lines == nil:
		l.bad("", `add "frame: …" for binary frames or "lines: …" for text`, "nothing says how the device sends keys")
	case f.Lines != nil:
		re, err := regexp.Compile(f.Lines.Pattern)
		if err != nil {
			l.bad("lines.pattern", "check brackets and backslashes", "the pattern is not a regular expression (%v)", err)
		} else if re.SubexpIndex("code") < 0 {
			l.bad("lines.pattern", `mark the key's code: (?P<code>\S+)`, "the pattern has no group named code")
		}
		if err == nil {
			l.p.Pattern, l.p.Example = re, f.Lines.Example
		}
	default:
		l.frame(f.Frame)
	}
}

func (l *loader) frame(f *fileFrame) {
	out := &frame.Format{LengthBytes: f.Length, Start: l.bytes("frame.start", f.Start), End: l.bytes("frame.end", f.End)}
	if f.Order != "" {
		oneOf(l, "frame.order", f.Order, "big", "little")
	}
	out.LittleEndian = f.Order == "little"
	out.CheckLittle = out.LittleEndian
	if f.Check != "" {
		c, err := frame.ParseChecksum(string(f.Check))
		if err != nil {
			l.bad("frame.check", datafile.Suggest(string(f.Check), frame.ChecksumNames()), "%v", err)
		}
		out.Check = c
	}
	out.Layout, out.Covers, out.Counts = l.parts("frame.layout", f.Layout), l.parts("frame.covers", f.Covers), l.parts("frame.counts", f.Counts)
	if f.Payload != "" {
		out.Payload = l.span("frame.payload", f.Payload)
	}
	if f.ID != nil {
		out.IDs = map[byte]frame.Range{}
		for _, id := range slices.Sorted(maps.Keys(f.ID)) {
			if b, ok := l.oneByte("frame.id."+id, id); ok {
				out.IDs[b] = l.span("frame.id."+id, f.ID[id])
			}
		}
	} else if f.Payload == "" {
		l.bad("frame", `add "payload: 2" or "id: {…}"`, "the frame does not say how long its payload is")
	}
	if err := out.Lint(); err != nil {
		l.bad("frame", "compare it with the protocol's description", "%v", err)
	}
	l.p.Frame = out
}

// parts reads a list of parts of a frame; nil where there is none.
func (l *loader) parts(path string, names []partName) (parts []frame.Part) {
	for i, n := range names {
		p := slices.Index(frame.PartNames(), string(n))
		if p < 0 {
			l.bad(fmt.Sprintf("%s[%d]", path, i), datafile.Suggest(string(n), frame.PartNames()), "%q is not a part of a frame", n)
			continue
		}
		parts = append(parts, frame.Part(p))
	}
	return parts
}

// span reads "2" or "1-16".
func (l *loader) span(path, text string) frame.Range {
	lo, hi, isRange := strings.Cut(text, "-")
	if !isRange {
		hi = lo
	}
	a, err1 := strconv.Atoi(strings.TrimSpace(lo))
	b, err2 := strconv.Atoi(strings.TrimSpace(hi))
	if err1 != nil || err2 != nil {
		l.bad(path, `write a number of bytes, "2", or a range, "1-16"`, "%q is not a length", text)
	}
	return frame.Range{Min: a, Max: b}
}

func (l *loader) keys(f fileKeys) {
	k := Keys{Names: map[string]input.Key{}, CodeAt: f.Code, StateAt: -1, Down: f.Down, Up: f.Up, Bits: f.Bits, Low: f.Low, Repeats: f.Repeats}
	k.CodeMask, k.StateMask = l.mask("keys.mask", f.Mask), l.mask("keys.state_mask", f.StateMask)
	known := keyNames()
	usedBy := map[string]string{}
	for _, code := range slices.Sorted(maps.Keys(f.Names)) {
		path, name := "keys.names."+code, string(f.Names[code])
		if !slices.Contains(known, name) {
			l.bad(path, datafile.Suggest(name, known), "there is no key named %q", name)
		} else if other, twice := usedBy[name]; twice {
			l.bad(path, "give one of them another name", "codes %s and %s are both named %q", other, code, name)
		}
		usedBy[name] = code
		if l.p.Frame != nil {
			var ok bool
			if code, ok = l.frameCode(path, code, k); !ok {
				continue
			}
			if k.Names[code] != "" {
				l.bad(path, "remove one of the two", "code %s is given twice", code)
			}
		}
		k.Names[code] = input.Key(name)
	}
	if f.Names != nil && len(f.Names) == 0 {
		l.bad("keys.names", "list each code with the name of its key", "no key is named")
	}
	switch {
	case l.p.Frame != nil:
		l.frameKeys(f, &k)
	case l.p.Pattern != nil:
		for _, only := range []string{"keys.frame", "keys.mask", "keys.state_mask", "keys.bits", "keys.low"} {
			if l.doc.Given(only) {
				l.bad(only, "remove it", "a device that sends lines has no frames")
			}
		}
		l.lineKeys(f, k)
	}
	l.p.Keys = k
}

// mask reads the bits that count; all where there is none.
func (l *loader) mask(path, text string) byte {
	if text == "" {
		return 0xFF
	}
	m, ok := l.oneByte(path, text)
	if ok && m == 0 {
		l.bad(path, "write the bits that count, such as 3F, or remove it", "a mask of 00 leaves nothing")
	}
	return m
}

// frameCode reads the code of a key, as Keys.Names has it.
func (l *loader) frameCode(path, code string, k Keys) (string, bool) {
	if k.Bits != 0 {
		b, err := hex.DecodeString(code)
		ones := 0
		for _, x := range b {
			ones += bits.OnesCount8(x)
		}
		if err != nil || len(b) != k.Bits || ones != 1 {
			l.bad(path, fmt.Sprintf("write %d hex digits, all bits 0 but that of the key", 2*k.Bits), "%q is not one bit of %d bytes", code, k.Bits)
			return "", false
		}
		return strings.ToUpper(code), true
	}
	b, ok := l.oneByte(path, code)
	if ok && b&^k.CodeMask != 0 {
		l.bad(path, fmt.Sprintf("the mask is %02X: write the code under it, %02X", k.CodeMask, b&k.CodeMask), "code %s has bits that the mask leaves out", code)
		ok = false
	}
	return fmt.Sprintf("%02X", b), ok
}

// lineKeys checks that the example fits the pattern for every code, which catches
// most mistakes in patterns.
func (l *loader) lineKeys(f fileKeys, k Keys) {
	code, state := l.p.Pattern.SubexpIndex("code"), l.p.Pattern.SubexpIndex("state")
	if state >= 0 {
		l.states(f)
	}
	if code < 0 || l.p.Example == "" {
		return
	}
	for _, c := range slices.Sorted(maps.Keys(k.Names)) {
		for _, st := range []string{f.Down, f.Up} {
			line := ExampleLine(l.p.Example, c, st)
			m := l.p.Pattern.FindStringSubmatch(line)
			if m == nil || m[code] != c || state >= 0 && m[state] != st {
				l.bad("lines.example", `write the line as the device sends it, with {code} and {state}`, "the line %q does not fit the pattern", line)
				return
			}
		}
	}
}

// ExampleLine fills in a line's code and state.
func ExampleLine(example, code, state string) string {
	return strings.NewReplacer("{code}", code, "{state}", state).Replace(example)
}

func (l *loader) frameKeys(f fileKeys, k *Keys) {
	payload := l.p.Frame.Payload
	if l.p.Frame.IDs != nil {
		id, ok := byte(0), false
		if f.Frame == "" {
			l.bad("keys", `add "frame: …" with the id of the frames that report keys`, "nothing says which frames report keys")
		} else if id, ok = l.oneByte("keys.frame", f.Frame); ok {
			if payload, ok = l.p.Frame.IDs[id]; !ok {
				l.bad("keys.frame", `add it under "frame.id"`, "frame id %s is not declared", f.Frame)
			}
		}
		if k.FrameID = id; !ok {
			return
		}
	}
	inside := func(path string, at int) {
		if at < 0 || at >= payload.Min {
			l.bad(path, fmt.Sprintf("count from 0; the payload has %d bytes", payload.Min), "offset %d is outside the payload", at)
		}
	}
	inside("keys.code", f.Code)
	if f.Bits != 0 {
		l.bitKeys(f, payload)
		return
	}
	if l.doc.Given("keys.low") {
		l.bad("keys.low", `remove it, or write "bits: …"`, "only bits have a level")
	}
	if f.State == nil {
		return
	}
	k.StateAt = *f.State
	inside("keys.state", k.StateAt)
	l.states(f)
	for path, v := range map[string]string{"keys.down": f.Down, "keys.up": f.Up} {
		if b, ok := l.oneByte(path, v); v != "" && ok && b&^k.StateMask != 0 {
			l.bad(path, fmt.Sprintf("the mask is %02X: write the state under it, %02X", k.StateMask, b&k.StateMask), "state %s has bits that the mask leaves out", v)
		}
	}
	k.Down, k.Up = strings.ToUpper(k.Down), strings.ToUpper(k.Up)
}

// bitKeys checks keys that are sent all at once.
func (l *loader) bitKeys(f fileKeys, payload frame.Range) {
	if f.Bits < 0 || f.Bits > maxBits {
		l.bad("keys.bits", fmt.Sprintf("write 1 to %d", maxBits), "%d bytes of bits are not possible", f.Bits)
	} else if f.Code >= 0 && f.Code+f.Bits > payload.Min {
		l.bad("keys.bits", fmt.Sprintf("the payload has %d bytes", payload.Min), "the bits reach beyond the payload")
	}
	for _, no := range []string{"keys.mask", "keys.state", "keys.state_mask", "keys.down", "keys.up", "keys.repeats"} {
		if l.doc.Given(no) {
			l.bad(no, "remove it: a bit itself says whether its key is pressed", "keys that are bits have no %q", strings.TrimPrefix(no, "keys."))
		}
	}
}

// maxBits is how many bytes may hold keys: 64 of them are more than any keypad has.
const maxBits = 8

// states checks that going down and going up differ.
func (l *loader) states(f fileKeys) {
	if f.Down == "" || f.Up == "" {
		l.bad("keys", `add "down: …" and "up: …"`, "nothing says which state is pressed and which is released")
	} else if strings.EqualFold(f.Down, f.Up) {
		l.bad("keys.up", "one of the two is wrong", "pressed and released are both %q", f.Up)
	}
}

func (l *loader) probe(f *fileProbe) {
	if f == nil {
		return
	}
	p := &Probe{Every: f.Every, Wait: f.Wait}
	if p.Wait == 0 {
		p.Wait = DefaultWait
	}
	if p.Every == 0 {
		p.Every = DefaultEvery
	}
	if p.Wait < 0 || p.Every < 0 {
		l.bad("probe", `write times such as "5s"`, "a negative time is not possible")
	}
	l.p.Probe = p
	if l.p.Frame == nil {
		p.Send, p.Line = append([]byte(f.Send), '\n'), f.Expect
		if f.Expect == "" {
			l.bad("probe", `add "expect: …", how the answer begins`, "the probe expects no answer")
		}
		return
	}
	var id byte
	if l.p.Frame.IDs != nil {
		var ok bool
		if id, ok = l.oneByte("probe.frame", f.Frame); !ok {
			return
		}
	}
	ask := frame.Frame{ID: id, Payload: l.bytes("probe.send", f.Send)}
	p.Expect = ask // an echo
	if f.Expect != "" {
		p.Expect.Payload = l.bytes("probe.expect", f.Expect)
	}
	var err error
	if p.Send, err = l.p.Frame.Encode(ask); err != nil {
		l.bad("probe.send", `declare it under "frame"`, "the probe does not fit its own frame (%v)", err)
	}
	if _, err = l.p.Frame.Encode(p.Expect); err != nil && f.Expect != "" {
		l.bad("probe.expect", `declare it under "frame"`, "the expected answer does not fit its own frame (%v)", err)
	}
}

func (l *loader) timing(f fileTiming) {
	t := Timing(f)
	if t.Gap == 0 {
		t.Gap = DefaultGap
	}
	if t.Stuck == 0 {
		t.Stuck = DefaultStuck
	}
	// A gap shorter than a few bytes would cut frames apart.
	if least := 4 * l.p.Port.ByteTime(); t.Gap < least {
		l.bad("timing.gap", fmt.Sprintf("use at least %v, or leave it out for %v", least, DefaultGap), "a gap of %v is shorter than four bytes on this line", t.Gap)
	}
	if t.Stuck < t.Gap {
		l.bad("timing.stuck", fmt.Sprintf("leave it out for %v", DefaultStuck), "a key counts as stuck after %v", t.Stuck)
	}
	l.p.Timing = t
}
