// Package messages helps people who write and translate the texts of a service: it lists
// what is missing in which language and form, begins what is missing in the files of
// messages, and makes and reads a table for translators.
//
// A table has one row a message: its id, where it is used, and one column for each language
// and form: "ko", "ko easy", "en", "en one". An empty cell says nothing: what the file has
// stays. Export and Import of an unchanged table change no byte of any file.
//
// It hides how the files are changed in place. It reads only the file system that it is
// given, and writes only into the directory and the table that it is named; one goroutine uses it.
package messages
