// Package bench measures this machine's kiosk part by part: key to scene, to sound and to
// picture; start; memory; a large catalogue; devices; voices; a sign-language clip.
//
// It hides how each part is set up and what stands for a person there. Run prints rows
// with medians and the goals beside them; goals are for reading, not for judging, but for
// the catalogue, whose ratio does not depend on the machine. Some parts set variables of
// this process's environment. Everything that Run starts has ended when it returns; it is
// used from one goroutine.
package bench
