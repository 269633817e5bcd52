package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"modu/accessibility/scene"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/scaffold"
)

func serviceNewCommand() *cobra.Command {
	c := &cobra.Command{Use: "new DIR", Short: "begin a service: from five questions, or as a copy",
		Long: filled("new asks five questions and makes a service of the answers, or copies a built-in one. What it makes has no\n" +
			"mistake, and simulated customers get what they came for. Each question is a flag, too; with --for nothing is\n" +
			"asked. Nothing is overwritten."),
		Example: "  kioskctl service new shop\n  kioskctl service new shop --from NAME\n  kioskctl service new desk --for sign-in --name \"동네 의원\" --locale ko,en --digits 4 --printer",
		Args:    arguments(1, 1)}
	from := c.Flags().String("from", "", "copy this built-in `service`: "+strings.Join(assemble.Services(), ", "))
	a := scaffold.Answers{}
	c.Flags().StringVar(&a.Name, "name", "", "the `name` of the place, as people read it; without it, that of the directory")
	purpose := c.Flags().String("for", "", "the `purpose` for which people come: order, sign-in or pay")
	langs := localeFlag(c, "ko", "languages, the first one being what people meet, with commas between: each of ko, en, zh-Hans, ja")
	c.Flags().IntVar(&a.Digits, "digits", 4, "sign-in, pay: the `number` of digits that people type")
	c.Flags().BoolVar(&a.Away, "take-away", false, "order: ask whether they eat here or take it away")
	c.Flags().BoolVar(&a.Printer, "printer", false, "there is a printer for slips")
	c.RunE = func(c *cobra.Command, args []string) error {
		dir := filepath.Clean(args[0])
		if _, err := os.Stat(dir); err == nil {
			return fmt.Errorf("%w: %s exists; nothing is overwritten", errUsage, dir)
		}
		if *from != "" {
			return copyService(c.OutOrStdout(), *from, dir)
		}
		a.Dir, a.For, a.Languages = dir, scaffold.Purpose(*purpose), nil
		for _, l := range split(*langs) {
			a.Languages = append(a.Languages, scene.Lang(l))
		}
		if a.Name == "" {
			a.Name = filepath.Base(dir)
		}
		if *purpose == "" {
			q := questions{in: bufio.NewScanner(c.InOrStdin()), out: c.OutOrStdout()}
			if err := q.all(&a); err != nil {
				return err
			}
		}
		files, err := scaffold.New(a)
		if err != nil {
			return fmt.Errorf("%w: %v", errUsage, err)
		}
		return writeNew(c.OutOrStdout(), dir, files)
	}
	return c
}

// split are the languages of a list with commas or spaces between.
func split(langs string) []string {
	return strings.FieldsFunc(langs, func(r rune) bool { return r == ',' || r == ' ' })
}

// copyService copies a built-in service.
func copyService(out io.Writer, from, dir string) error {
	if !slices.Contains(assemble.Services(), from) {
		return fmt.Errorf("%w: --from: there is no built-in service %q; %s", errUsage, from, datafile.Suggest(from, assemble.Services()))
	}
	fsys, _, err := assemble.ServiceDir(from)
	if err != nil {
		return err
	}
	files, err := scaffold.Copy(fsys, dir)
	if err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	return writeNew(out, dir, files)
}

// writeNew writes the files of a new service, and tells what to do next.
func writeNew(out io.Writer, dir string, files map[string][]byte) error {
	for name, data := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			return fmt.Errorf("the service cannot be written: %s", datafile.Reason(err))
		}
		if err := os.WriteFile(at, data, 0o644); err != nil {
			return fmt.Errorf("the service cannot be written: %s", datafile.Reason(err))
		}
	}
	fmt.Fprintf(out, "%s is there. Next:\n  kioskctl service walk %s --easy\n  kioskctl service try %s\n  kiosk --dev --site %s\n", dir, dir, dir, filepath.Join(dir, assemble.SampleFile))
	return nil
}

// questions are asked on a terminal, one line each; an empty answer takes what stands in brackets.
type questions struct {
	in  *bufio.Scanner
	out io.Writer
}

var errNoAnswer = errors.New("no answer came; give the answers as flags, beginning with --for")

func (q questions) ask(format string, args ...any) (string, error) {
	fmt.Fprintf(q.out, format+" ", args...)
	if !q.in.Scan() {
		return "", fmt.Errorf("%w: %w", errUsage, errNoAnswer)
	}
	return strings.TrimSpace(q.in.Text()), nil
}

// one asks until the answer is one that is taken.
func (q questions) one(take func(string) bool, remedy, format string, args ...any) error {
	for {
		text, err := q.ask(format, args...)
		if err != nil || take(text) {
			return err
		}
		fmt.Fprintf(q.out, "  %s\n", remedy)
	}
}

func (q questions) yes(format string, args ...any) (bool, error) {
	yes := false
	err := q.one(func(s string) bool {
		yes = strings.HasPrefix(strings.ToLower(s), "y") || s == "예" || s == "네"
		return yes || s == "" || strings.HasPrefix(strings.ToLower(s), "n") || strings.HasPrefix(s, "아니")
	}, "write y or n", format+" y/n [n]:", args...)
	return yes, err
}

// all asks the five questions.
func (q questions) all(a *scaffold.Answers) error {
	name, err := q.ask("1. What is the place called, as people read it? [%s]:", a.Name)
	if err != nil {
		return err
	}
	if name != "" {
		a.Name = name
	}
	err = q.one(func(s string) bool {
		if s == "" {
			s = string(scaffold.Order)
		}
		a.For = scaffold.Purpose(s)
		return slices.Contains(scaffold.Purposes(), a.For)
	}, fmt.Sprintf("write one of %v", scaffold.Purposes()), "2. What do people come for: order (things from a menu), sign-in (with a number) or pay (a bill)? [order]:")
	if err != nil {
		return err
	}
	err = q.one(func(s string) bool {
		if s == "" {
			return true
		}
		a.Languages = nil
		for _, l := range split(s) {
			a.Languages = append(a.Languages, scene.Lang(l))
		}
		return !slices.ContainsFunc(a.Languages, func(l scene.Lang) bool { return !slices.Contains(scaffold.Languages(), l) })
	}, fmt.Sprintf("write some of %v", scaffold.Languages()), "3. In which languages, the usual one first? %v:", a.Languages)
	if err != nil {
		return err
	}
	if a.For == scaffold.Order {
		a.Away, err = q.yes("4. Is it asked whether they eat here or take it away?")
	} else {
		err = q.one(func(s string) bool {
			if s == "" {
				return true
			}
			a.Digits, err = strconv.Atoi(s)
			return err == nil && a.Digits > 2 && a.Digits <= 40
		}, "write a number from 3 to 40", "4. How many digits do they type? [%d]:", a.Digits)
	}
	if err != nil {
		return err
	}
	a.Printer, err = q.yes("5. Is there a printer for slips?")
	return err
}
