package scaffold

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"modu/accessibility/scene"
	"modu/internal/lab/verdict"
)

// Split are the languages of a list with commas or spaces between.
func Split(list string) (langs []scene.Lang) {
	for _, l := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' }) {
		langs = append(langs, scene.Lang(l))
	}
	return langs
}

// Ask asks the five questions on a terminal, one line each, and puts the answers into a; what a
// holds is offered. An answer that cannot be taken is asked for again.
func Ask(in io.Reader, out io.Writer, a *Answers) error {
	return questions{in: bufio.NewScanner(in), out: out}.all(a)
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
		return "", fmt.Errorf("%w: %w", verdict.ErrAsked, errNoAnswer)
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
func (q questions) all(a *Answers) error {
	name, err := q.ask("1. What is the place called, as people read it? [%s]:", a.Name)
	if err != nil {
		return err
	}
	if name != "" {
		a.Name = name
	}
	err = q.one(func(s string) bool {
		if s == "" {
			s = string(Order)
		}
		a.For = Purpose(s)
		return slices.Contains(Purposes(), a.For)
	}, fmt.Sprintf("write one of %v", Purposes()), "2. What do people come for: order (things from a menu), sign-in (with a number) or pay (a bill)? [order]:")
	if err != nil {
		return err
	}
	err = q.one(func(s string) bool {
		if s == "" {
			return true
		}
		a.Languages = Split(s)
		return !slices.ContainsFunc(a.Languages, func(l scene.Lang) bool { return !slices.Contains(Languages(), l) })
	}, fmt.Sprintf("write some of %v", Languages()), "3. In which languages, the usual one first? %v:", a.Languages)
	if err != nil {
		return err
	}
	if a.For == Order {
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
