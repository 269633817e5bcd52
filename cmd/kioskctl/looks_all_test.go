//go:build peers

package main

// everyScreen: the real lane looks at every screen.
const everyScreen = true
