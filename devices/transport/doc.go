// Package transport is how bytes travel: a Port, and an Opener that makes one.
//
// It hides whether the other end is a serial line, a pseudo-terminal, a child
// process or a pipe in memory. A Port has one reader and one writer goroutine;
// Close may come from any goroutine and frees both. It never interprets a byte
// and never retries: package link does that.
package transport
