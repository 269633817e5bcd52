package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"modu/accessibility/audio"
	"modu/accessibility/audio/wavsink"
	"modu/accessibility/scene"
	"modu/accessibility/synth"
	"modu/internal/lab/voice"
)

func speakCommand() *cobra.Command {
	c := &cobra.Command{Use: "speak --out FILE.wav TEXT…", Short: "write what is heard of a text into a file",
		Example: "  kioskctl speak --out a.wav \"아메리카노 2잔, 8,500원\"\n  kioskctl speak --locale en --rate 150 --out a.wav \"Two iced lattes\"",
		Args:    arguments(1, -1), DisableFlagsInUseLine: true}
	locale := localeFlag(c, "ko", "language of the text")
	rate := c.Flags().Int("rate", synth.NormalRate, "speed in `percent` of normal, 75 to 300")
	name := c.Flags().String("voice", "", "`name` of a voice, of those that kioskctl voices lists; without it, the language's")
	engine := engineFlag(c, "espeak", "the")
	file := c.Flags().String("out", "", "the WAV `file` to write: 48 kHz, 16 bit, mono")
	c.RunE = func(c *cobra.Command, args []string) error {
		if *file == "" {
			return fmt.Errorf("%w: --out names the file to write", errUsage)
		}
		if *rate < synth.MinRate || *rate > synth.MaxRate {
			return fmt.Errorf("%w: the rate goes from %d to %d, not %d", errUsage, synth.MinRate, synth.MaxRate, *rate)
		}
		e, err := voice.Open(*engine)
		if err != nil {
			return err
		}
		defer e.Close()
		said, err := e.SayText(c.Context(), scene.Lang(*locale), strings.Join(args, " "), *rate, *name)
		if err != nil {
			return err
		}
		if err := wavsink.Save(*file, said.PCM); err != nil {
			return err
		}
		fmt.Fprintf(c.OutOrStdout(), "%s: %.2f s of %q by %s\n", *file, float64(len(said.PCM))/audio.Rate, said.Text, e.Name)
		return nil
	}
	return takesText(c)
}
