// Package headset is the plug of the headset, and the stay that is held because the plug
// was pulled.
//
// It hides how a plug bounces on its way in, what a headset without its sound card is
// worth, and how long a stay waits for somebody to find plug and socket again by touch
// (SPK-12, SPK-14). What is said and shown about it is for others to decide. State is a
// value, time an argument; any goroutine may call it.
package headset
