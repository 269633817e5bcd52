// Package trial is what an integrator sees while trying a profile on a real port: one
// JSON object a line for everything that the kiosk would have understood.
//
// It hides nothing but the link. Run returns when its context ends. It never
// changes the device's settings beyond what the profile says.
package trial
