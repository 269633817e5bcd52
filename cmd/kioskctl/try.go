package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/config"
	"modu/internal/datafile"
	"modu/internal/tryout"
)

// serviceTry sends simulated customers through a service: everybody who wants what its
// wish.yaml says, in every hand, form and language. With -read one stay is printed.
func serviceTry(args []string, out, errOut io.Writer) error {
	if len(args) == 0 || args[0] == "" || args[0][0] == '-' {
		return errUsage
	}
	set := flags("service try", errOut)
	locale := set.String("locale", "", "one language only, as a BCP 47 tag")
	read := set.String("read", "", "print what one customer meets and does: touch, ear or headset")
	easy := set.Bool("easy", false, "with -read: in the easy form")
	if set.Parse(args[1:]) != nil || set.NArg() > 0 || *read != "" && !slices.Contains(tryout.Hands(), tryout.Hand(*read)) {
		return errUsage
	}
	p, issues := loadWithHeadset(args[0])
	if issues.Err() != nil {
		return issues
	}
	wishes, issues := tryout.Load(p)
	if issues.Err() != nil {
		return issues
	}
	if len(wishes) == 0 {
		return datafile.Issues{{Pos: datafile.Pos{File: p.Dir}, Msg: "nobody knows what people come for", Remedy: "write " + tryout.File + " there, as assets/services/README.md shows"}}
	}
	langs := p.Languages
	if *locale != "" {
		langs = []scene.Lang{scene.Lang(*locale)}
		if !slices.Contains(p.Languages, langs[0]) {
			return fmt.Errorf("%w: the service has no language %q; it has %v", errUsage, *locale, p.Languages)
		}
	}
	if *read != "" {
		for _, w := range wishes {
			r := tryout.Run(p, w, tryout.Options{Hand: tryout.Hand(*read), Lang: langs[0], Easy: *easy})
			fmt.Fprintf(out, "# %s\n", w.Name)
			for _, line := range r.Log {
				fmt.Fprintln(out, line)
			}
			for _, f := range r.Findings {
				fmt.Fprintf(out, "MISTAKE: %s\n", f)
			}
		}
		return nil
	}
	stays, mistakes := 0, 0
	for _, w := range wishes {
		for _, hand := range tryout.Hands() {
			for _, form := range []bool{false, true} {
				for _, lang := range langs {
					n := 0
					for _, s := range []struct {
						what string
						o    tryout.Options
					}{{"arrives", tryout.Options{}}, {"with mishaps", tryout.Options{Mishaps: true}}, {"practises", tryout.Options{Practice: true}}} {
						s.o.Hand, s.o.Lang, s.o.Easy = hand, lang, form
						stays++
						for _, f := range tryout.Run(p, w, s.o).Findings {
							n++
							fmt.Fprintf(out, "  %s: %s\n", s.what, f)
						}
					}
					mistakes += n
					if n > 0 {
						fmt.Fprintf(out, "MISTAKE: %s; %s, %s%s: %d\n", w.Name, hand, lang, map[bool]string{true: ", easy"}[form], n)
					}
				}
			}
		}
	}
	fmt.Fprintf(out, "%s: %d stays, %d mistakes\n", args[0], stays, mistakes)
	if mistakes > 0 {
		return errors.New("customers met mistakes")
	}
	return nil
}

// loadWithHeadset loads a service on a kiosk with a socket for a headset.
func loadWithHeadset(name string) (*assemble.Parts, datafile.Issues) {
	site, issues := config.Parse("", nil, config.Known{Services: assemble.Services()})
	if issues.Err() != nil {
		return nil, issues
	}
	site.Service = name
	site.Headset.Source, site.Audio.Headset.Device = config.FromKey, "headset"
	return assemble.Load(site)
}
