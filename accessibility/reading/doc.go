// Package reading turns what is written into what is said: prices, counts,
// codes, times, symbols and foreign letters become the words that people use,
// language by language.
//
// It hides the rules and word lists of each language: a table of token classes (price,
// time, date, telephone number, range …), each with the function that reads it, and lists
// in data/, which are embedded. What the writer knows
// (typed spans) always wins; free text is read by patterns. Every word of the
// spoken form points back to the written runes it came from, so that a screen
// can mark the word being heard.
//
// It is pure: any goroutine may call it, it reads no file and no clock, and it
// keeps nothing between calls. It never speaks, and it never decides whether
// something may be said: privacy is settled before by package speech.
//
// A Korean voice gets Hangul syllables, spaces and the pauses , . ? ! only: no
// digit, no Latin letter and no symbol, because the voice would leave it out or
// switch to English in mid-sentence. A Chinese voice gets numbers in characters, a
// Japanese one in kana, since what they sound like depends on what they count;
// other characters pass through, and only the author knows how kanji are read.
// Cut leaves to other voices what a language cannot say.
//
// A site adds its own names and pronunciations with Words, from a text file.
//
// Respell is a separate step for voices that read Korean letter by letter.
// Voices trained on spelling must not get it.
package reading
