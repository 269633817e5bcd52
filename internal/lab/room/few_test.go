//go:build !peers

package room

// everyScreen: the real lane looks at every screen, the pure one at those with the
// longest words.
const everyScreen = false
