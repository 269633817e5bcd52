package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"modu/devices/kinds"
	"modu/devices/profile"
	"modu/devices/record"
	"modu/devices/sim"
	"modu/internal/assemble"
	"modu/internal/datafile"
	"modu/internal/lab/rig"
)

func simCommand() *cobra.Command {
	c := &cobra.Command{Use: "sim KIND|PROFILE --link PATH", Short: "simulate a device on a pseudo-terminal, for any program",
		Long: filled(fmt.Sprintf("sim simulates a device for any program: %s, or the keypad of a profile (%s, or a file).",
			strings.Join(kinds.Mocks(), ", "), strings.Join(assemble.Profiles(), ", "))) + "\n\nCommands, one a line on standard input:\n" + kinds.Help(exampleProfiles()...),
		Example: "  kioskctl sim keypad --link /tmp/keypad\n  kioskctl sim terminal --link /tmp/terminal --script \"approve after 2s; decline after 2s; wait\"\n  kioskctl sim my-keypad.yaml --link /tmp/keypad --replay record.jsonl",
		Args:    arguments(1, 1), ValidArgs: kinds.Mocks(), DisableFlagsInUseLine: true}
	link := c.Flags().String("link", "", "where the port is put: a `path` that programs open as a serial port")
	script := c.Flags().String("script", "", "behaviour of a terminal, sale by sale, as a `script`: \"approve after 2s; decline after 2s; wait\"")
	again := c.Flags().String("replay", "", "a `file` of \"profile try --record\": send what the real device sent, at the same times")
	c.RunE = func(c *cobra.Command, args []string) error {
		switch {
		case *link == "":
			return fmt.Errorf("%w: --link names the path where the port is put", errUsage)
		case *again != "":
			return replay(c.Context(), *again, *link, os.Stdin, c.OutOrStdout())
		}
		kind, name := args[0], rig.Keypad
		if !slices.Contains(kinds.Mocks(), kind) {
			kind, name = "keypad", args[0]
		}
		var p *profile.Profile
		if kind == "keypad" {
			var issues datafile.Issues
			if p, issues = assemble.LoadProfile(name); issues.Err() != nil {
				return issues
			}
		}
		return kinds.Stand(c.Context(), kind, *script, *link, p, os.Stdin, c.OutOrStdout())
	}
	return c
}

// replay stands a record where the device was that it was made of.
func replay(ctx context.Context, file, link string, in io.Reader, out io.Writer) error {
	f, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("%w: %v", errUsage, err)
	}
	defer f.Close()
	moments, err := record.Read(f)
	if err != nil {
		return fmt.Errorf("%w: %s: %v", errUsage, file, err)
	}
	return sim.Stand(ctx, sim.NewReplay(moments), link, in, out)
}

// exampleProfiles are the embedded profiles, one of each kind of keypad, for the help.
func exampleProfiles() (out []*profile.Profile) {
	seen := map[profile.Kind]bool{}
	for _, name := range assemble.Profiles() {
		if p, _ := assemble.LoadProfile(name); p != nil && !seen[p.Kind] {
			seen[p.Kind] = true
			out = append(out, p)
		}
	}
	return out
}
