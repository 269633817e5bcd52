// Package focus says where keys lead on a scene: to the next thing, the next group, the
// next key of a keyboard, the next page of a list.
//
// It hides the walk: lists that are cut into pages are met as one, a keyboard can be
// worked with two keys or four. It looks at scenes and changes nothing; any goroutine may
// call it.
package focus
