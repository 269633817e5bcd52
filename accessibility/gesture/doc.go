// Package gesture turns one contact with the glass into what it means: something was
// looked for, pressed, held, or the finger only slipped. It is for touch what package
// nav is for keys.
//
// It hides debouncing, dwell, hold-to-press and the rule that one contact makes at most
// one act (TGT-7, KEY-6). It knows which node is under the finger, not what the node is:
// the owner of the scene decides what exploring or tapping it does. State is a value,
// time an argument; any goroutine may call it.
package gesture
