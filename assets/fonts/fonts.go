// Package fonts holds the typefaces that the kiosk ships with, each in two weights:
// Pretendard GOV 1.3.9, and for Chinese and Japanese, in which many of the same
// characters are drawn otherwise, parts of Noto Sans CJK. All are under the SIL Open
// Font License 1.1, whose texts lie beside the files; NotoSans-SOURCES.md tells what
// was taken and changed.
//
// It hides where the files are. It knows no toolkit; any goroutine may read.
// The bytes are shared: nobody may change them.
package fonts

import _ "embed"

//go:embed PretendardGOV-Medium.otf
var medium []byte

//go:embed PretendardGOV-Bold.otf
var bold []byte

//go:embed NotoSansSC-Medium.otf
var chineseMedium []byte

//go:embed NotoSansSC-Bold.otf
var chineseBold []byte

//go:embed NotoSansJP-Medium.otf
var japaneseMedium []byte

//go:embed NotoSansJP-Bold.otf
var japaneseBold []byte

// Chinese is the typeface of simplified Chinese, in the two weights.
func Chinese() (medium, bold []byte) { return chineseMedium, chineseBold }

// Japanese is the typeface of Japanese, in the two weights.
func Japanese() (medium, bold []byte) { return japaneseMedium, japaneseBold }

// Medium is the weight of running text: regular is too thin at arm's length for
// eyes that have lost contrast sensitivity.
func Medium() []byte { return medium }

// Bold is the weight of names, titles and buttons.
func Bold() []byte { return bold }
