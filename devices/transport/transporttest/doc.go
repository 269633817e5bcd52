// Package transporttest has ports for tests: a pipe in memory, and wrappers that cut
// reads into pieces, add noise, stop writes and end the connection.
//
// It hides nothing of the contract: every port here keeps the promises of
// transport.Port, and Conform checks any port for them. It opens no file and reads no clock
// except for read timeouts. Random choices come from a seed, so that a failure
// can be repeated.
package transporttest
