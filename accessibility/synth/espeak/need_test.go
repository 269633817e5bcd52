//go:build !peers

package espeak

// needProgram: in this lane a missing program is no failure.
const needProgram = false
