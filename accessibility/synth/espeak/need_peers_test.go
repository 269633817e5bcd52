//go:build peers

package espeak

// needProgram: in this lane a missing program fails.
const needProgram = true
