package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
	"modu/internal/menucsv"
	"modu/internal/tryout"
	"modu/internal/walk"
	"modu/locales"
	"modu/ui/picture"
)

// serviceCommand is what somebody needs who writes a service.
func serviceCommand(ctx context.Context, args []string, out, errOut io.Writer) error {
	if len(args) == 0 {
		return errUsage
	}
	switch args[0] {
	case "lint":
		return serviceLint(args[1:], out, errOut)
	case "walk":
		return serviceWalk(args[1:], out, errOut)
	case "try":
		return serviceTry(args[1:], out, errOut)
	case "import":
		return serviceImport(args[1:], out, errOut)
	}
	return errUsage
}

// loadService loads a built-in service by its name, or a directory.
func loadService(name string) (*assemble.Parts, datafile.Issues) {
	site, issues := config.Parse("", nil, config.Known{Services: assemble.Services()})
	if issues.Err() != nil {
		return nil, issues
	}
	site.Service = name
	return assemble.Load(site)
}

// serviceLint names every mistake of a service with its line; what the kiosk would
// bridge at start, as a gap, is named too.
func serviceLint(args []string, out, errOut io.Writer) error {
	set := flags("service lint", errOut)
	if set.Parse(args) != nil || set.NArg() == 0 {
		return errUsage
	}
	var all datafile.Issues
	for _, name := range set.Args() {
		p, issues := loadService(name)
		if all = append(all, issues...); issues.Err() != nil {
			continue
		}
		if _, issues := tryout.Load(p); issues.Err() != nil {
			all = append(all, issues...)
			continue
		}
		for _, g := range p.Gaps {
			fmt.Fprintf(out, "%s: gap: message %q has no %s form in %s; the kiosk bridges it and says so in its health file\n", g.Pos, g.ID, g.Form, g.Lang)
		}
		for _, u := range p.Service.Unrehearsed() {
			fmt.Fprintf(out, "%s: practice: %s; %s\n", u.Pos, u.Msg, u.Remedy)
		}
		advice, err := plainAdvice(p)
		if err != nil {
			return err
		}
		for _, a := range advice {
			fmt.Fprintf(out, "%s: plain words: %s; %s\n", a.Pos, a.Msg, a.Remedy)
		}
		if err := lintSigns(p, out); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: no mistake, %d gaps; %d steps, %d items, languages %v\n", name, len(p.Gaps), len(p.Service.Steps()), len(p.Service.Items("")), p.Languages)
	}
	return all.Err()
}

// plainAdvice names messages with words that people need not know. What is sold has the
// name that it has.
func plainAdvice(p *assemble.Parts) (datafile.Issues, error) {
	names := map[string]bool{}
	for _, it := range p.Service.Items("") {
		names[it.Label] = true
	}
	var all datafile.Issues
	for _, lang := range p.Languages {
		words, issues := locales.PlainWords(lang)
		if issues.Err() != nil {
			return nil, issues
		}
		all = append(all, p.Catalogue.Advise(lang, words, func(id string) bool { return names[id] })...)
	}
	return all, nil
}

// serviceWalk prints what a person sees and hears, step by step.
func serviceWalk(args []string, out, errOut io.Writer) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return errUsage
	}
	set := flags("service walk", errOut)
	locale := set.String("locale", "", "language, as a BCP 47 tag; without it, the service's first")
	easy := set.Bool("easy", false, "in the easy form")
	practice := set.Bool("practice", false, "as somebody who practises")
	if set.Parse(args[1:]) != nil || set.NArg() > 0 {
		return errUsage
	}
	p, issues := loadService(args[0])
	if issues.Err() != nil {
		return issues
	}
	lang := scene.Lang(*locale)
	if lang == "" {
		lang = p.Languages[0]
	}
	if !slices.Contains(p.Languages, lang) {
		return fmt.Errorf("%w: the service has no language %q; it has %v", errUsage, lang, p.Languages)
	}
	screens, findings := walk.Walk(p, walk.Options{Lang: lang, Easy: *easy, Practice: *practice})
	walk.Print(out, screens, findings)
	if len(findings) > 0 {
		return errors.New("the walk found mistakes")
	}
	return nil
}

// serviceImport makes a service of a table.
func serviceImport(args []string, out, errOut io.Writer) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return errUsage
	}
	set := flags("service import", errOut)
	into := set.String("out", "", "directory of the new service; it must not exist")
	pictures := set.String("pictures", "", "directory with the pictures that the table names")
	name := set.String("name", "가게", "what the shop is called")
	if set.Parse(args[1:]) != nil || set.NArg() > 0 || *into == "" {
		return errUsage
	}
	data, err := disk.Read(args[0], datafile.MaxBytes)
	if err != nil {
		return datafile.Issues{{Pos: datafile.Pos{File: args[0]}, Msg: "the table cannot be read: " + assemble.Reason(err), Remedy: "check its name"}}
	}
	if _, err := os.Stat(*into); err == nil {
		return fmt.Errorf("%w: %s exists; nothing is overwritten", errUsage, *into)
	}
	find := func(picture string) string {
		if *pictures == "" || picture == "" || strings.ContainsAny(picture, `/\`) {
			return ""
		}
		for _, ext := range []string{".svg", ".png", ".jpg"} {
			file := filepath.Join(*pictures, picture+ext)
			if st, err := os.Stat(file); err == nil && st.Mode().IsRegular() {
				return file
			}
		}
		return ""
	}
	r, issues := menucsv.Import(filepath.Base(args[0]), data, *name, func(p string) bool { return find(p) != "" })
	if issues.Err() != nil {
		return issues
	}
	for _, p := range r.Pictures {
		file := find(p)
		if r.Files["pictures/"+filepath.Base(file)], err = disk.Read(file, picture.MaxBytes); err != nil {
			return err
		}
	}
	for file, data := range r.Files {
		at := filepath.Join(*into, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(at, data, fs.FileMode(0o644)); err != nil {
			return err
		}
	}
	if _, issues := loadService(*into); issues.Err() != nil {
		return issues // a table that gives a service with mistakes names them like any other
	}
	fmt.Fprintf(out, "%s: %d items; %d gaps are listed in %s\n", *into, r.Items, len(r.ToDo), filepath.Join(*into, "TODO.md"))
	return nil
}
