// Package devices is the vocabulary of everything that hangs on a cable: what a
// driver is, how it reports, and which errors mean what.
//
// It hides nothing; it fixes words, so that transports, drivers, links and
// simulators fit together. A driver is a state machine without input or output:
// package link reads and writes for it, tests call it in virtual time. Nothing
// here starts a goroutine or keeps state; any goroutine may use it.
//
// The packages, from the wire upwards: transport (bytes), frame (where a frame
// begins and ends), profile (data that an integrator writes), the drivers, one package
// each, link (keeps one device alive), sim (the other end). The table of all kinds of
// devices is package kinds.
package devices
