// Package devbench measures the devices as a kiosk uses them: real pseudo-terminals,
// real drivers, real links.
//
// It hides how the devices are set up; callers print what it returns. Each function
// returns when it has measured, and leaves nothing behind. It judges nothing: a busy
// machine is no fault of the code.
package devbench
