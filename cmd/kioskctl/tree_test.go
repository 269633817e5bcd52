package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// each visits a command and everything below it.
func each(c *cobra.Command, visit func(*cobra.Command)) {
	c.InitDefaultHelpFlag()
	visit(c)
	for _, sub := range c.Commands() {
		each(sub, visit)
	}
}

// Every command says what it does and shows how, and every flag is explained.
func TestEveryCommandIsExplained(t *testing.T) {
	for _, complaint := range complaints(rootCommand()) {
		t.Error(complaint)
	}
	n := 0
	each(rootCommand(), func(*cobra.Command) { n++ })
	if n < 30 {
		t.Errorf("only %d commands were seen", n)
	}
}

// numbers are the flags that count something else than a command's --count, or measure.
func numbers() map[string]string {
	return map[string]string{"pages": "page changes beside the presses", "rounds": "how often the whole is done", "digits": "of a number that is typed",
		"size": "in per cent", "rate": "in per cent", "measured": "in dB(A)"}
}

var flagName = regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`)

// complaints are what is wrong with a tree of commands.
func complaints(root *cobra.Command) (all []string) {
	types := map[string]string{} // of the value, by flag
	each(root, func(c *cobra.Command) {
		bad := func(format string, args ...any) {
			all = append(all, c.CommandPath()+": "+fmt.Sprintf(format, args...))
		}
		if c.Short == "" || !strings.Contains(c.Example, c.CommandPath()) && !strings.Contains(c.Example, root.Name()+" ") {
			bad("no short text, or no example")
		}
		if c.Runnable() && c.Args == nil && c.Name() != "help" {
			bad("it takes any number of arguments")
		}
		for _, line := range strings.Split(c.Example, "\n") {
			if strings.HasPrefix(line, "  "+root.Name()+" ") {
				if err := understood(root, strings.Fields(line)[1:]); err != nil {
					bad("example %q: %v", line, err)
				}
			}
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			flagComplaints(f, types, bad)
			types[f.Name] = f.Value.Type()
		})
	})
	return all
}

// flagComplaints are what is wrong with a flag, given the types of those before it.
func flagComplaints(f *pflag.Flag, types map[string]string, bad func(format string, args ...any)) {
	if f.Usage == "" {
		bad("--%s is not explained", f.Name)
	}
	if f.Shorthand != "" || !flagName.MatchString(f.Name) {
		bad("-%s --%s: flags are written in full, in small letters", f.Shorthand, f.Name)
	}
	if other, ok := otherSpellings()[f.Name]; ok {
		bad("--%s is spelled --%s here", f.Name, other)
	}
	switch kind := f.Value.Type(); kind {
	case "bool", "duration": // what it is needs no name, or has one
	case "float32", "float64":
		bad("--%s is a float: a length of time is a duration, a share is in per cent", f.Name)
	case "int":
		if f.Name != "count" && numbers()[f.Name] == "" {
			bad("--%s is a number that is not called --count, and numbers() does not say why", f.Name)
		}
		fallthrough
	default:
		if strings.Count(f.Usage, "`") != 2 {
			bad("the value of --%s has no name, and is shown as %s", f.Name, kind)
		}
	}
	if kind := types[f.Name]; kind != "" && kind != f.Value.Type() {
		bad("--%s is a %s here and a %s elsewhere", f.Name, f.Value.Type(), kind)
	}
}

// understood checks that the flags of a command line are there.
func understood(root *cobra.Command, args []string) error {
	c, _, err := root.Find(args)
	if err != nil {
		return err
	}
	for _, a := range args {
		if name, _, _ := strings.Cut(strings.TrimPrefix(a, "--"), "="); strings.HasPrefix(a, "--") && c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil {
			return fmt.Errorf("there is no %s", a)
		}
		if strings.HasPrefix(a, "-") && !strings.HasPrefix(a, "--") {
			return fmt.Errorf("%s has one dash", a)
		}
	}
	return nil
}

// A tree with every mistake is complained about.
func TestComplaintsAreMade(t *testing.T) {
	root := &cobra.Command{Use: "x", Short: "x", Example: "  x y --nonsense\n  x -y"}
	y := &cobra.Command{Use: "y", Run: func(*cobra.Command, []string) {}}
	y.Flags().StringP("output", "o", "", "")
	y.Flags().Bool("site", false, "a")
	y.Flags().Float64("long", 1, "a")
	y.Flags().Int("most", 1, "a")
	z := &cobra.Command{Use: "z", Short: "z", Example: "  x z", Args: cobra.NoArgs, Run: func(*cobra.Command, []string) {}}
	z.Flags().String("site", "", "a")
	root.AddCommand(y, z)
	got := strings.Join(complaints(root), "\n")
	for _, want := range []string{"x y: no short text", "x y: it takes any number", "there is no --nonsense", "one dash", "--output is not explained", "written in full", "--output is spelled --out", "--site is a string here and a bool elsewhere",
		"the value of --site has no name, and is shown as string", "the value of --most has no name, and is shown as int", "--long is a float", "--most is a number that is not called --count"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Help and version are answered on standard output, mistakes on standard error with the
// way it is called.
func TestHelp(t *testing.T) {
	for _, c := range []struct {
		args []string
		code int
		out  string
		err  string
	}{
		{[]string{"--help"}, exitOK, "Exit status: 0", ""},
		{[]string{"help", "service", "try"}, exitOK, "kioskctl service try shop --stay ear --easy", ""},
		{[]string{"help", "nonsense"}, exitUsage, "", `does not know "nonsense"`},
		{[]string{"service", "try", "--help"}, exitOK, "--stay", ""},
		{[]string{"scenario", "run", "-h"}, exitOK, "--rewrite writes them anew", ""},
		{[]string{"sim", "--help"}, exitOK, "fault split", ""},
		{[]string{"--version"}, exitOK, "kioskctl ", ""},
		{nil, exitUsage, "Available Commands", "usage: kioskctl COMMAND"},
		{[]string{"lint", "-site", "x"}, exitUsage, "", "there is no -site; write --site"},
		{[]string{"lint", "-s", "x"}, exitUsage, "", "flags are written in full"},
		{[]string{"lint", "--sitee", "x"}, exitUsage, "", `did you mean "site"?`},
		{[]string{"level", "--seconds", "3"}, exitUsage, "", "there is no --seconds; write --time"},
		{[]string{"service", "walk", "shop", "--max", "3"}, exitUsage, "", "write --count"},
		{[]string{"voices", "--count", "3"}, exitUsage, "", "goes with --bench or --soak"},
		{[]string{"voices", "--soak", "--count", "3"}, exitUsage, "", "at least 10"},
		{[]string{"voices", "--soak", "--bench"}, exitUsage, "", "one of --bench and --soak"},
		{[]string{"race", "--count", "1"}, exitUsage, "", "at least 2"},
		{[]string{"race", "--count", "many"}, exitUsage, "", "many"},
		{[]string{"service", "lnit", "--json"}, exitUsage, "", `did you mean "lint"?`},
		{[]string{"service"}, exitUsage, "", "usage: kioskctl service walk DIR [flags]"},
		{[]string{"bench", "--only", "nonsense"}, exitUsage, "", "catalogue"},
	} {
		code, out, errOut := ctl(c.args...)
		if code != c.code || !strings.Contains(out, c.out) || !strings.Contains(errOut, c.err) || c.err == "" && errOut != "" {
			t.Errorf("%q: exit %d\n%s\n%s", c.args, code, out, errOut)
		}
	}
}

// A text may begin with a minus sign, and may come after one that ends the flags.
func TestTextMayBeginWithMinus(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"read", "-5도"}, "영하 오 도\n"},
		{[]string{"read", "--locale", "ko", "-5도"}, "영하 오 도\n"},
		{[]string{"read", "--", "-5도"}, "영하 오 도\n"},
	} {
		code, out, errOut := ctl(c.args...)
		if code != exitOK || !strings.Contains(out, strings.Fields(c.want)[1]) {
			t.Errorf("%q: exit %d, %q, %s", c.args, code, out, errOut)
		}
	}
	if code, _, errOut := ctl("read", "--respel", "x"); code != exitUsage || !strings.Contains(errOut, `did you mean "respell"?`) {
		t.Errorf("exit %d, %s", code, errOut)
	}
}

// Shells get scripts that complete, and the completion knows commands and flags.
func TestCompletion(t *testing.T) {
	for shell, want := range map[string]string{"bash": "complete -o default -F __start_kioskctl kioskctl", "zsh": "#compdef kioskctl", "fish": "complete -c kioskctl"} {
		if code, out, errOut := ctl("completion", shell); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("%s: exit %d %s %.200s", shell, code, errOut, out)
		}
	}
	if code, _, errOut := ctl("completion", "csh"); code != exitUsage || !strings.Contains(errOut, "csh") {
		t.Errorf("exit %d %s", code, errOut)
	}
	for typed, want := range map[string]string{"ser": "service", "service t": "try", "service try --st": "--stay", "sim key": "keypad"} {
		if code, out, _ := ctl(append([]string{cobra.ShellCompRequestCmd}, strings.Split(typed, " ")...)...); code != exitOK || !strings.Contains(out, want) {
			t.Errorf("%q completes to %q", typed, out)
		}
	}
}

// There is a manual page of every command, with its flags and examples; two runs are alike.
func TestManualPages(t *testing.T) {
	dirs := []string{t.TempDir(), t.TempDir()}
	for _, dir := range dirs {
		if code, _, errOut := ctl("man", "--out", dir); code != exitOK {
			t.Fatalf("exit %d: %s", code, errOut)
		}
	}
	var want []string
	each(rootCommand(), func(c *cobra.Command) {
		if !c.Hidden {
			want = append(want, strings.ReplaceAll(c.CommandPath(), " ", "-")+".1")
		}
	})
	pages, _ := filepath.Glob(filepath.Join(dirs[0], "*"))
	for i := range pages {
		pages[i] = filepath.Base(pages[i])
	}
	for _, w := range want {
		if !slices.Contains(pages, w) && w != "kioskctl-help.1" {
			t.Errorf("no page %s", w)
		}
	}
	for _, p := range pages {
		page, err := os.ReadFile(filepath.Join(dirs[0], p))
		if err != nil {
			t.Fatal(err)
		}
		if found := places(string(page)); found != nil {
			t.Errorf("%s: it names places of this machine: %q", p, found)
		}
	}
	page, err := os.ReadFile(filepath.Join(dirs[0], "kioskctl-service-try.1"))
	if err != nil {
		t.Fatal(err)
	}
	again, _ := os.ReadFile(filepath.Join(dirs[1], "kioskctl-service-try.1"))
	if string(page) != string(again) || !strings.Contains(string(page), "stay") || !strings.Contains(string(page), "EXAMPLE") {
		t.Errorf("two runs differ, or nothing of the flags:\n%s", page)
	}
}

// absolute finds paths from the root of the file system, but those in addresses.
var absolute = regexp.MustCompile(`(?:^|[\s"'=(\[,])(/[^\s"'),;\]]+)`)

// examplePlaces are where the paths of examples lie: the same on every machine.
func examplePlaces() []string { return []string{"/dev", "/tmp", "/etc/bash_completion.d"} }

// places are the paths in a page that are no examples, but places of the machine that made it.
func places(page string) (found []string) {
	page = strings.ReplaceAll(page, `\-`, "-") // as manual pages write it
	for _, m := range absolute.FindAllStringSubmatch(page, -1) {
		if p := strings.TrimRight(m[1], ".:"); !slices.Contains(examplePlaces(), filepath.Dir(p)) {
			found = append(found, p)
		}
	}
	self, _ := os.Executable()
	cwd, _ := os.Getwd()
	home, _ := os.UserHomeDir()
	for _, dir := range []string{filepath.Dir(self), cwd, home} {
		if len(dir) > 1 && strings.Contains(page, dir) {
			found = append(found, dir)
		}
	}
	return found
}

// Help reads alike on every machine.
func TestHelpNamesNoPlaceOfThisMachine(t *testing.T) {
	each(rootCommand(), func(c *cobra.Command) {
		if found := places(helpOf(c)); found != nil {
			t.Errorf("%s: it names places of this machine: %q", c.CommandPath(), found)
		}
	})
	faulty := &cobra.Command{Use: "x", Short: "x", Run: func(*cobra.Command, []string) {}}
	faulty.Flags().String("kiosk", beside("kiosk"), "a `program`")
	faulty.Flags().String("file", "/srv/shop/site.yaml", "a `file`, such as /tmp/site")
	if found := places(helpOf(faulty)); !slices.Contains(found, beside("kiosk")) || !slices.Contains(found, "/srv/shop/site.yaml") || slices.Contains(found, "/tmp/site") {
		t.Errorf("a faulty page: %q", found)
	}
}

// helpOf is what a command's --help prints.
func helpOf(c *cobra.Command) string {
	var out strings.Builder
	c.InitDefaultHelpFlag()
	c.SetOut(&out)
	_ = c.Help()
	return out.String()
}

var (
	span    = regexp.MustCompile("(?s)`(?:bin/)?(kioskctl [^`]+)`")
	fence   = regexp.MustCompile("(?ms)^```.*?^```")
	command = regexp.MustCompile(`(?m)^\s*(?:@?\$\(BIN\)/|bin/)?(kioskctl [^#\n;]+)`)
)

// callsIn are the command lines that a page, or the Makefile, shows.
func callsIn(page string) (calls []string) {
	for _, block := range append(fence.FindAllString(page, -1), page) {
		for _, m := range command.FindAllStringSubmatch(block, -1) {
			calls = append(calls, m[1])
		}
	}
	for _, m := range span.FindAllStringSubmatch(fence.ReplaceAllString(page, ""), -1) {
		calls = append(calls, m[1])
	}
	return calls
}

// misunderstood are the calls of a page that name a command or a flag that is not there.
func misunderstood(page string) (wrong []string) {
	for _, call := range callsIn(page) {
		if err := understood(rootCommand(), strings.Fields(call)[1:]); err != nil {
			wrong = append(wrong, fmt.Sprintf("%s: %v", call, err))
		}
	}
	return wrong
}

// What the pages and the Makefile tell people to type is understood.
func TestPagesShowFlagsThatAreThere(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("../..", func(file string, d os.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "bin" || d.Name() == "out" || d.Name() == ".git"):
			return filepath.SkipDir
		case filepath.Ext(file) != ".md" && d.Name() != "Makefile":
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		seen += len(callsIn(string(data)))
		for _, wrong := range misunderstood(string(data)) {
			t.Errorf("%s: %s", file, wrong)
		}
		return nil
	})
	if err != nil || seen < 40 {
		t.Errorf("only %d calls were seen: %v", seen, err)
	}
	faulty := "Type `kioskctl service walk DIR --max\n3`, or\n\n```sh\nkioskctl lnit --site x   # all\n```\n\t@$(BIN)/kioskctl voices --soak --seconds 3\n"
	if got := misunderstood(faulty); len(got) < 3 {
		t.Errorf("a faulty page: %q", got)
	}
}

// tooLong are the lines of a page of help that are longer than a line may be. What takes two
// columns on a terminal counts as two.
func tooLong(page string) (lines []string) {
	for _, line := range strings.Split(page, "\n") {
		n := 0
		for _, r := range line {
			if n++; unicode.In(r, unicode.Hangul, unicode.Han, unicode.Hiragana, unicode.Katakana) {
				n++
			}
		}
		if n > helpColumns {
			lines = append(lines, fmt.Sprintf("%d columns: %s", n, line))
		}
	}
	return lines
}

// No line of help is longer than a line may be.
func TestHelpFitsATerminal(t *testing.T) {
	each(rootCommand(), func(c *cobra.Command) {
		for _, line := range tooLong(helpOf(c)) {
			t.Errorf("%s: %s", c.CommandPath(), line)
		}
	})
	if got := tooLong(strings.Repeat("a", 100) + "\n" + strings.Repeat("가", 51) + "\n" + strings.Repeat("b", 101)); len(got) != 2 {
		t.Errorf("lines of 100, 102 and 101 columns: %q", got)
	}
}
