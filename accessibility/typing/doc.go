// Package typing turns presses on an on-screen keyboard into text: number pads, Hangul
// as on a computer (두벌식) or as on a phone (천지인), Latin letters in alphabetical or
// QWERTY order.
//
// What it hides: how Korean letters (jamo) combine into syllables, and how three
// vowel strokes and seven consonant keys become every letter.
//
// An Entry is a value: the strokes so far, and nothing else. Its text is worked out
// from them each time, so that erasing is taking away the last stroke, whatever it had
// combined into. Nothing depends on time: who types slowly gets the same text as who
// types fast (two letters of one 천지인 key are told apart by the key "next letter").
//
// The package is pure; any goroutine may call it. It never logs and never keeps what
// was typed: the caller does, and forgets it at the end of the stay. Secrets are not
// typed through it but through the runtime's vault.
package typing
