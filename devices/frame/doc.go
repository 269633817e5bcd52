// Package frame finds frames in a stream of bytes and makes frames from payloads,
// by a declared Format or by lines of text.
//
// It hides resynchronisation. A byte that cannot begin a frame costs that one byte;
// a quiet gap ends a frame that stayed incomplete; whatever arrives, a whole frame
// after a quiet gap is found, once, and no more than one frame's length is kept in
// memory. It reads no clock: its caller says when the line has been quiet. It
// knows nothing about what a payload means. Decoders belong to one goroutine.
package frame
