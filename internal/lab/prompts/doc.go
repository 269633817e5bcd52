// Package prompts is about recorded prompts: the sheet for an announcer, the recordings
// that come back, and the sheet on which a native listener judges how a voice sounds.
//
// It hides which messages of a service people hear, how often, and how a message with
// placeholders is cut into stretches that can be recorded. Its functions read and write
// files and are used from one goroutine; nothing is written outside Options.Out.
package prompts
