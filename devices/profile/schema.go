package profile

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"modu/devices/frame"
	"modu/internal/datafile"
)

// Schema is the JSON Schema of profiles, for editors.
func Schema() []byte {
	return datafile.Format{
		Name: "profile", Title: "Device profile of the Modu kiosk", Type: reflect.TypeFor[file](),
		Rules: []any{
			datafile.WhenKind(string(Keypad), datafile.Object{"oneOf": []any{datafile.Object{"required": []string{"frame"}}, datafile.Object{"required": []string{"lines"}}}}),
			datafile.WhenKind(string(HID), datafile.Object{"required": []string{"match"}}),
		},
	}.Schema()
}

// Reference is the reference page of the file format, with the profiles that are
// shipped.
func Reference(shipped []*Profile) []byte {
	var b strings.Builder
	p := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	p("# Device profiles: reference\n")
	p("Made from the loader by `go generate ./internal/formats`; do not edit. `kioskctl profile lint FILE` names every")
	p("mistake in a profile; `assets/profiles/profile.schema.json` is the same for editors.\n")
	p("Every profile begins with `version: 1`.\n")
	var sections func(t reflect.Type, path, kinds string)
	sections = func(t reflect.Type, path, kinds string) {
		if path == "" {
			p("## The file\n")
		} else {
			p("## %s\n", path)
		}
		p("| Key | Value | Kinds | Meaning |")
		p("|---|---|---|---|")
		only := func(k datafile.Key) string { return cmp.Or(strings.Join(k.Kinds(), ", "), kinds) }
		for _, k := range datafile.Keys(t) {
			name := "`" + below(path, k.Name) + "`"
			if k.Required {
				name += " (needed)"
			}
			p("| %s | %s | %s | %s |", name, k.Words(), only(k), strings.ReplaceAll(k.Doc(), "|", `\|`))
		}
		p("")
		for _, k := range datafile.Keys(t) {
			if k.Type.Kind() == reflect.Struct {
				sections(k.Type, below(path, k.Name), only(k))
			}
		}
	}
	sections(reflect.TypeFor[file](), "", "all")
	p("## Names of keys\n\n`%s`\n", strings.Join(keyNames(), "` `"))
	p("## Checksums\n\n`%s`\n", strings.Join(frame.ChecksumNames(), "` `"))
	codes := keyCodes()
	names := slices.SortedFunc(maps.Keys(codes), func(a, b string) int { return codes[a] - codes[b] })
	p("## Codes of keyboards\n\nAny other key can be given by its number, 1 to %d.\n", MaxKeyCode)
	for i, n := range names {
		names[i] = fmt.Sprintf("%s = %d", n, codes[n])
	}
	p("%s\n", strings.Join(names, ", "))
	p("## Shipped profiles\n")
	for _, s := range shipped {
		p("### %s\n", s.File)
		p("%s; kind %s; port %s. Source: %s\n", s.Name, s.Kind, s.settings(), s.Source)
		p("| Code | Key |")
		p("|---|---|")
		for _, code := range slices.SortedFunc(maps.Keys(s.Keys.Names), byNumber) {
			p("| `%s` | %s |", code, s.Keys.Names[code])
		}
		p("")
	}
	return []byte(strings.TrimRight(b.String(), "\n") + "\n")
}

// below is the path of a key in a part of the file.
func below(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func byNumber(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// settings names the line's settings in the short form that people know: 9600 8N1.
func (p *Profile) settings() string {
	if p.Kind == HID {
		return p.Port.String()
	}
	return fmt.Sprintf("%d baud, %d%c%s, %s", p.Port.Baud, p.Port.DataBits, strings.ToUpper(p.Port.Parity)[0], p.Port.StopBits, p.Port)
}
