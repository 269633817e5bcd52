// Package journal is the durable record of orders and payments, so that what a
// person paid for survives a crash or a power cut.
//
// It hides the files and how they are kept whole:
//
//	boot           how often the kiosk has started; replaced as a whole
//	orders.jsonl   one record a line, each with a checksum, flushed to disk
//	orders-N.jsonl what boot N found too long and put away
//	*.bad-N        what boot N could not read; kept for people to look at
//	*.torn-N       the end of a file, cut off by a power cut, found by boot N
//	menu           what was pushed about the menu; replaced as a whole
//	lock           held while a Journal is open
//
// A last line that was cut off by a power cut does not count: nobody was told that
// it was written. Any other damage puts the file aside and starts a new one from what
// could still be read; nothing is deleted, nothing crashes, and Recovered says what
// to tell staff. A line is {"crc": CRC-32 of rec in hexadecimal, "rec": …}.
//
// The record holds no personal data: amounts, items and numbers, no card, no name. Beside
// a payment stands what the program beside the kiosk is told once it is paid, with the key
// by which that program knows the report again, until it has taken it; of a basket that a
// call sends, only its number. Numbers of baskets are dense: each is on the disk before it
// leaves, and the next is one more, whatever happens between. Where records were lost, a new
// count begins under another name (the epoch).
// Methods return after the record is on disk; any goroutine may call them, but they
// take as long as the disk does. Without an open Journal a kiosk must take no
// payment: it could not keep its ids apart after the next start.
package journal
