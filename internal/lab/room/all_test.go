//go:build peers

package room

// everyScreen: the real lane looks at every screen.
const everyScreen = true
