package main

import (
	"os"

	"github.com/spf13/cobra"

	"modu/accessibility/sign"
)

// decodeClip is the hidden command that decodes a clip in a process of its own.
const decodeClip = "decode-clip"

func decodeClipCommand() *cobra.Command {
	return &cobra.Command{Use: decodeClip, Hidden: true, Short: "turn a video on standard input into pictures on standard output",
		Example: "  kioskctl decode-clip < clip.mpg", Args: arguments(0, 0),
		RunE: func(c *cobra.Command, _ []string) error { return sign.Decode(os.Stdin, c.OutOrStdout()) }}
}
