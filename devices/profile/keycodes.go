package profile

import "fmt"

// keyCodes are the keys that keypads in the shape of a keyboard send, by their
// names in Linux (include/uapi/linux/input-event-codes.h). Any other key can be
// given by its number.
func keyCodes() map[string]int {
	codes := map[string]int{
		"KEY_ESC": 1, "KEY_MINUS": 12, "KEY_EQUAL": 13, "KEY_BACKSPACE": 14, "KEY_TAB": 15, "KEY_ENTER": 28,
		"KEY_SPACE": 57, "KEY_KPASTERISK": 55, "KEY_KPMINUS": 74, "KEY_KPPLUS": 78, "KEY_KPDOT": 83, "KEY_KPENTER": 96, "KEY_KPSLASH": 98,
		"KEY_KP0": 82, "KEY_KP1": 79, "KEY_KP2": 80, "KEY_KP3": 81, "KEY_KP4": 75, "KEY_KP5": 76, "KEY_KP6": 77, "KEY_KP7": 71, "KEY_KP8": 72, "KEY_KP9": 73,
		"KEY_F11": 87, "KEY_F12": 88,
		"KEY_HOME": 102, "KEY_UP": 103, "KEY_PAGEUP": 104, "KEY_LEFT": 105, "KEY_RIGHT": 106, "KEY_END": 107, "KEY_DOWN": 108,
		"KEY_PAGEDOWN": 109, "KEY_INSERT": 110, "KEY_DELETE": 111, "KEY_MUTE": 113, "KEY_VOLUMEDOWN": 114, "KEY_VOLUMEUP": 115,
		"KEY_PAUSE": 119, "KEY_HELP": 138, "KEY_MENU": 139, "KEY_BACK": 158, "KEY_PLAYPAUSE": 164, "KEY_HOMEPAGE": 172,
		"KEY_SELECT": 0x161, "KEY_LANGUAGE": 0x170, "KEY_NUMERIC_STAR": 0x20A, "KEY_NUMERIC_POUND": 0x20B,
	}
	for d := range 10 {
		codes[fmt.Sprintf("KEY_%d", d)] = 2 + (d+9)%10 // 0 comes after 9
		codes[fmt.Sprintf("KEY_NUMERIC_%d", d)] = 0x200 + d
	}
	for f := range 10 {
		codes[fmt.Sprintf("KEY_F%d", f+1)] = 59 + f
	}
	for f := range 12 {
		codes[fmt.Sprintf("KEY_F%d", f+13)] = 183 + f
	}
	for first, row := range map[int]string{16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM"} {
		for i, c := range row {
			codes["KEY_"+string(c)] = first + i
		}
	}
	return codes
}
