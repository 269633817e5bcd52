package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"modu/accessibility/reading"
	"modu/accessibility/scene"
	"modu/internal/datafile"
	"modu/internal/datafile/disk"
)

func readCommand() *cobra.Command {
	c := &cobra.Command{Use: "read TEXT…", Short: "print how a text is read aloud",
		Example: "  kioskctl read \"커피 2잔 8,500원\"\n  kioskctl read --locale en \"$8.50 at 3:05\"",
		Args:    arguments(1, -1)}
	locale := localeFlag(c, "ko", "language of the text")
	file := c.Flags().String("words", "", "say a site's own words as this `file` has them")
	respell := c.Flags().Bool("respell", false, "print the engine's form: Korean respelled as it is pronounced")
	c.RunE = func(c *cobra.Command, args []string) error {
		words, err := wordsOf(*file)
		if err != nil {
			return err
		}
		spoken := words.Read(scene.Lang(*locale), []scene.Span{{Text: strings.Join(args, " ")}}).Text
		if *respell {
			spoken = words.Respell(scene.Lang(*locale), spoken)
		}
		fmt.Fprintln(c.OutOrStdout(), spoken)
		return nil
	}
	return takesText(c)
}

// wordsOf reads a site's own words; without a file there are none.
func wordsOf(file string) (*reading.Words, error) {
	if file == "" {
		return nil, nil
	}
	data, err := disk.Read(file, datafile.MaxBytes)
	if err != nil {
		return nil, datafile.Unread(file, "the words", err, "check the name of the file").Err()
	}
	words, issues := reading.ParseWords(file, data)
	return words, issues.Err()
}
