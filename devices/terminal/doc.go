// Package terminal is the driver of a card payment terminal that speaks the small
// protocol below. It stands in for the protocol of a payment provider, which is
// confidential; an adapter process translates one into the other.
//
// It hides bytes, repetition and late answers. What it never hides: if the request
// has left and no answer comes, the outcome is Unknown, never Declined, because the
// person may have paid. No card data passes through it. It does no I/O and reads
// no clock; one goroutine at a time may call it.
//
// # Protocol
//
// Every message is one frame: 02, payload length (two bytes, high byte first),
// payload, 03, CRC-16/XMODEM over all bytes before it (high byte first). A payload
// is a kind, the request's id (boot number and counter, four bytes each, high byte
// first; zero for the greeting) and a body:
//
//	kiosk → terminal
//	  P  greeting                body: none
//	  S  sale                    body: amount in minor units (eight bytes), currency (three letters)
//	  C  cancel                  body: none
//	  A  outcome received        body: E
//	terminal → kiosk
//	  H  answer to the greeting  body: model, up to 32 bytes
//	  A  received                body: S or C
//	  N  refused, nothing done   body: S, then b for busy or m for malformed
//	  W  waits                   body: c for the card, p for the PIN, b for the bank, r for the card's removal
//	  E  ended                   body: a approved, d declined, c cancelled, u not known
//
// A sale is repeated until it is received; a terminal begins a request id once
// only. An outcome is repeated until the kiosk says that it has it.
package terminal
