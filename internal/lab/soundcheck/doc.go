// Package soundcheck finds out about the sound of a site: whether what is private stays
// private between loudspeaker and headset, and how loud an output is.
//
// It hides the tones that are played and told apart, who else has a sound card open, and
// how findings are put into words. It plays on the site's own devices and on no other;
// nothing else may use them meanwhile. It is used from one goroutine.
package soundcheck
