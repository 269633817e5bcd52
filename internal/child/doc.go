// Package child starts programs: it is the only place from which the kiosk does.
//
// It hides how a program is kept in bounds. A child gets pipes with deadlines, an
// environment with nothing of ours in it but where to find things, no descriptor but its
// three, and limits of memory, time and files. It leads a process group, so that what it
// starts ends with it, and on Linux it ends when the kiosk does, however that ends. Every
// child is waited for.
//
// Limits, groups and the end with the kiosk are Linux's; elsewhere a child has pipes and
// environment only. What a child has started does not end with a kiosk that was killed,
// unless it reads from a pipe that breaks. Any goroutine may call everything here.
package child
