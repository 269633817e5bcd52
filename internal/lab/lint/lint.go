package lint

import (
	"fmt"
	"slices"

	"modu/accessibility/scene"
	"modu/devices/profile"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/lab/load"
	"modu/internal/lab/room"
	"modu/internal/lab/verdict"
	"modu/internal/tryout"
	"modu/locales"
)

// Site judges a site file ("" is the embedded defaults) and everything that it names.
// Decoder is the command line of the program that decodes clips.
func Site(r *verdict.Report, file string, decoder []string) error {
	parts, site, err := load.Site(file)
	if err != nil {
		return err
	}
	if issues := photographs(parts); issues.Err() != nil {
		return issues
	}
	if err := room.Lint(r, parts, room.PanelOf(site)); err != nil {
		return err
	}
	for _, u := range parts.Unreviewed() {
		remark := "it is offered all the same"
		if slices.Contains(parts.Hidden, u) {
			remark = fmt.Sprintf("it is not offered; \"accept_unreviewed: [%s]\" in the site file would", u.Lang)
		}
		r.Note(verdict.At(u.Pos, u.String(), remark), "note: %s; %s", u, remark)
	}
	beyond(r, site)
	if site.Lock {
		for _, a := range site.Unattested() {
			remedy := fmt.Sprintf("\"attested: [%s]\" in the site file says that somebody has looked", a.Rule)
			r.Note(verdict.Finding{Rule: a.Rule, Message: "nobody has attested that " + a.Text, Remedy: remedy},
				"note: nobody has attested that %s (%s); %s", a.Text, a.Rule, remedy)
		}
	}
	r.Count("items", len(parts.Service.Items("")))
	r.Say("no mistake found in service %q (%d items, languages %v)", parts.Service.ID, len(parts.Service.Items("")), parts.Languages)
	return signs(r, parts, decoder)
}

// beyond names what hangs out of reach. It is no mistake in the file: staff help, and of a
// terminal the kiosk says so to people.
func beyond(r *verdict.Report, site config.Site) {
	low, high, _ := site.Panel.Reach()
	for _, name := range site.Beyond() {
		message := fmt.Sprintf("the %s is %d mm above the floor, hands reach %d to %d there", name, site.Places[name].Height, low, high)
		if name == scene.Terminal {
			message += "; the kiosk says so before the first choice"
		}
		remedy := "hang it lower or higher, or take away what people must reach over"
		r.Note(verdict.Finding{Rule: "RCH-3", Message: message, Remedy: remedy}, "note: %s (RCH-3); %s", message, remedy)
	}
}

// Services judges services, each a built-in one's name or a directory. What the kiosk
// would bridge at start, as a gap, is a note.
func Services(r *verdict.Report, names []string, decoder []string) error {
	var all datafile.Issues
	for _, name := range names {
		p, issues := load.Service(name)
		if all = append(all, issues...); issues.Err() != nil {
			continue
		}
		if _, issues := tryout.Load(p); issues.Err() != nil {
			all = append(all, issues...)
			continue
		}
		if issues := photographs(p); issues.Err() != nil {
			all = append(all, issues...)
			continue
		}
		if err := judgeService(r, name, p, decoder); err != nil {
			return err
		}
	}
	return all.Err()
}

// judgeService tells what is worth knowing of a service without mistakes.
func judgeService(r *verdict.Report, name string, p *assemble.Parts, decoder []string) error {
	for _, g := range p.Gaps {
		msg := fmt.Sprintf("gap: message %q has no %s form in %s; the kiosk bridges it and says so in its health file", g.ID, g.Form, g.Lang)
		r.Note(verdict.At(g.Pos, msg, ""), "%s: %s", g.Pos, msg)
	}
	for _, u := range p.Service.Unused() {
		r.Note(verdict.At(u.Pos, u.Msg, u.Remedy), "%s: %s; %s", u.Pos, u.Msg, u.Remedy)
	}
	for _, u := range p.Service.Unrehearsed() {
		r.Note(verdict.At(u.Pos, "practice: "+u.Msg, u.Remedy), "%s: practice: %s; %s", u.Pos, u.Msg, u.Remedy)
	}
	for _, m := range p.Service.Mixed() {
		r.Note(verdict.At(m.Pos, "photographs: "+m.Msg, m.Remedy), "%s: photographs: %s; %s", m.Pos, m.Msg, m.Remedy)
	}
	for _, u := range p.Service.Unheard() {
		r.Note(verdict.At(u.Pos, "by ear: "+u.Msg, u.Remedy), "%s: by ear: %s; %s", u.Pos, u.Msg, u.Remedy)
	}
	advice, err := Wording(p)
	if err != nil {
		return err
	}
	for _, a := range advice {
		r.Note(verdict.At(a.Pos, "wording: "+a.Msg, a.Remedy), "%s: wording: %s; %s", a.Pos, a.Msg, a.Remedy)
	}
	if err := signs(r, p, decoder); err != nil {
		return err
	}
	r.Count("services", 1)
	r.Count("steps", len(p.Service.Steps()))
	r.Count("items", len(p.Service.Items("")))
	r.Say("%s: no mistake, %d gaps; %d steps, %d items, languages %v", name, len(p.Gaps), len(p.Service.Steps()), len(p.Service.Items("")), p.Languages)
	return nil
}

// Wording names messages with words that people need not know (LNG-1), where what is sold has
// the name that it has, and those that nobody would say so at a counter.
func Wording(p *assemble.Parts) (datafile.Issues, error) {
	names := p.Service.Names()
	var all datafile.Issues
	for _, lang := range p.Languages {
		words, issues := locales.PlainWords(lang)
		if issues.Err() != nil {
			return nil, issues
		}
		all = append(all, p.Catalogue.Advise(lang, words, func(id string) bool { return slices.Contains(names, id) })...)
		all = append(all, p.Catalogue.Style(lang, words)...)
	}
	return all, nil
}

// Profiles names every mistake of every file, not only the first.
func Profiles(r *verdict.Report, files []string) error {
	var issues datafile.Issues
	for _, name := range files {
		data, err := disk.Read(name, datafile.MaxBytes)
		if err != nil {
			issues = append(issues, datafile.Issue{Pos: datafile.Pos{File: name}, Msg: "this file cannot be read", Remedy: "name a file that exists"})
			continue
		}
		p, more := profile.Load(name, data)
		if issues = append(issues, more...); p != nil {
			r.Count("profiles", 1)
			r.Say("%s: no mistake; %s", name, p)
		}
	}
	return issues.Err()
}
