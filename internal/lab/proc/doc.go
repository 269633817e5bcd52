// Package proc looks at other processes of this machine through /proc: what a process and
// its children cost, and which processes have a file open.
//
// It hides the formats of /proc. Everything is a snapshot: processes that end meanwhile
// are left out. Any goroutine may call it. It changes nothing and signals nobody.
package proc
