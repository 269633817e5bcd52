package signtest

import (
	"os"

	"modu/accessibility/sign"
)

const decode = "decode"

// Main is the TestMain of a package whose tests play clips: its test program decodes them, as
// a kiosk's own program does.
func Main(m interface{ Run() int }) {
	if len(os.Args) > 1 && os.Args[1] == decode {
		if sign.Decode(os.Stdin, os.Stdout) != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Decoder is the command line of such a test program as a decoder.
func Decoder() []string { return []string{os.Args[0], decode} }
