// Package record writes down what passed on a port, with times, and reads it back, so
// that a fault that was met once in the field can be met again at a desk.
//
// It hides the file format (JSON, an object a line) and what must never be written:
// a keypad's port may also carry cards, a card terminal's always does. What is shown
// is therefore chosen by what is known to be harmless (Redactor), never by looking for
// what is not. A recording port is used as package transport says; reading keeps no
// state. It opens no file and reads no clock.
package record
