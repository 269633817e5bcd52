// Package money is an amount of money in whole minor units of one currency.
//
// It hides how many minor digits a currency has, how a language writes an amount, and
// which notes and coins there are. It never uses floating point, never converts between currencies and
// never wraps around: an overflow or a mix of currencies is an error. Amount is a
// plain value; any goroutine may use it.
package money
