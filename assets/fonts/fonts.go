// Package fonts holds the typefaces that the kiosk ships with: Pretendard GOV
// 1.3.9 in two weights, under the SIL Open Font License 1.1, whose text lies
// beside the files.
//
// It hides where the files are. It knows no toolkit; any goroutine may read.
// The bytes are shared: nobody may change them.
package fonts

import _ "embed"

//go:embed PretendardGOV-Medium.otf
var medium []byte

//go:embed PretendardGOV-Bold.otf
var bold []byte

// Medium is the weight of running text: regular is too thin at arm's length for
// eyes that have lost contrast sensitivity.
func Medium() []byte { return medium }

// Bold is the weight of names, titles and buttons.
func Bold() []byte { return bold }
