// Package staffcall is one person's call for staff: ringing, late, answered, failed, over.
//
// It hides how long staff may leave a call unanswered before the person is told so and
// staff are called again (STF-3 gives no figure), how long an answer stays on the screen, and which
// reports belong to a call of somebody who has left. It has no words: what it leads to is
// said by others. State is a value, time an argument; any goroutine may call it.
package staffcall
