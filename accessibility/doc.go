// Package accessibility holds the concepts that every way of meeting the kiosk
// shares, and the Preferences of the person standing at it.
//
// One semantic scene (package scene) is derived from the model. Screen, speech,
// braille, keypad and switch are renderers or readers of that one scene, and
// this is what each of them owes the person:
//
//   - Screen shows every node of the page with its state, never by colour alone.
//   - Speech says every scene when it opens, every focused node (name first,
//     then what matters: price, state), every change and every error. A key
//     press silences the old utterance at once.
//   - Braille shows the focused node and the notices, a cell owner per cell.
//   - Keypad and switch reach every focusable node with next, previous, select.
//
// What a person must know is a scene.Node or a scene.Notice. There is no other
// way to say anything, so nothing can exist in one modality only.
//
// The package is pure: no I/O, no clock, no goroutine. Any goroutine may call it.
package accessibility
