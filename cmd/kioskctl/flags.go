package main

import (
	"cmp"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"modu/internal/lab/voice"
)

// otherSpellings are the names that one thing has in other programs, or had here; here it has one.
func otherSpellings() map[string]string {
	return map[string]string{"output": "out", "dir": "out", "directory": "out", "file": "out", "o": "out", "write": "out",
		"lang": "locale", "language": "locale", "languages": "locale", "locales": "locale", "config": "site",
		"n": "count", "number": "count", "times": "count", "max": "count", "limit": "count", "zoom": "size", "text-size": "size",
		"format": "json", "device": "port", "simple": "easy", "plain": "easy", "program": "kiosk", "filter": "only", "part": "only",
		"duration": "time", "timeout": "time", "seconds": "time"}
}

// siteFlag is the same in every command that reads a site.
func siteFlag(c *cobra.Command) *string {
	return c.Flags().String("site", "", "site `file`; without it, the embedded defaults")
}

// kioskFlag names the program that is measured or shown; the function tells which it is. Where this
// program lies is no default: help and manual pages are alike on every machine.
func kioskFlag(c *cobra.Command) func() string {
	named := c.Flags().String("kiosk", "", "the kiosk `program`; without it, the one beside kioskctl")
	return func() string { return cmp.Or(*named, beside("kiosk")) }
}

// beside is a program in the directory of this one.
func beside(name string) string {
	self, err := os.Executable()
	if err != nil {
		return name
	}
	return filepath.Join(filepath.Dir(self), name)
}

// localeFlag is the same in every command about one language.
func localeFlag(c *cobra.Command, fallback, what string) *string {
	return c.Flags().String("locale", fallback, what+", as a BCP 47 `tag`")
}

// countFlag is the same in every command that does something so many times.
func countFlag(c *cobra.Command, n *int, fallback int, usage string) {
	c.Flags().IntVar(n, "count", fallback, "`number` of "+usage)
}

// timeFlag is the same in every command that lasts for a time.
func timeFlag(c *cobra.Command, fallback time.Duration, usage string) *time.Duration {
	return c.Flags().Duration("time", fallback, usage)
}

// onlyFlag is the same in every command that can do a part of what it does.
func onlyFlag(c *cobra.Command, part *string, usage string) {
	c.Flags().StringVar(part, "only", "", usage)
}

// engineFlag is the same in every command that speaks.
func engineFlag(c *cobra.Command, fallback, what string) *string {
	return c.Flags().String("engine", fallback, what+" `engine`: "+strings.Join(voice.Engines(), ", ")+", or the path of a voice worker")
}
