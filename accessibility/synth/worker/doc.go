// Package worker is the engine that lets another program speak: a voice worker,
// a child process on two pipes, text in, sound and words out. It hides that the
// worker is a process: it starts it, and when it crashes, hangs or lies it starts
// it again and sends the rest of the clause, so that speech goes on within the
// sentence. After two failures in a row another engine takes over.
//
// Any goroutine may call an Engine; a stream belongs to one goroutine. Frame,
// Decoder and the payload types are pure. The package never plays sound, never
// gives a worker more than text, and keeps no more of what a worker sends than the
// clause can last.
//
// # Modu voice protocol, version 1
//
// The kiosk starts the worker without arguments of its own. The worker reads
// frames on standard input and writes frames on standard output; what it writes
// on standard error is thrown away. Its environment holds PATH and LC_ALL only. It
// ends when standard input ends. All integers are little-endian, all text UTF-8.
//
// A frame:
//
//	byte 0     kind, one ASCII letter
//	byte 1-4   id of the clause, 1 to 4294967295; 0 only in H
//	byte 5-8   n, the length of the payload, at most 65536
//	byte 9-    n bytes of payload
//
// Kiosk to worker:
//
//	S  speak a clause. The id is new: larger than all before it.
//	   byte 0-1   rate in per cent of the voice's normal speed, 75 to 300
//	   byte 2     length v of the voice's name
//	   byte 3-    v bytes: one of the names of H
//	   then       the text, to the end of the payload. It has no control characters
//	              and none of < > [ ]: there is nothing to interpret in it.
//	C  cancel the clause; no payload. It may come before, during or after it.
//
// Worker to kiosk:
//
//	H  hello, the first frame, once, within Config.StartTimeout; id 0.
//	   byte 0     protocol version: 1
//	   byte 1-4   sample rate in Hz of all sound, 8000 to 48000
//	   byte 5     number of voices, 1 to 255; then each voice:
//	     byte 0     length v of its name, 1 to 255; v bytes
//	     byte v+1   length l of its language, 1 to 255; l bytes: a BCP 47 tag
//	     2 bytes    signed: its loudness in hundredths of LUFS (BS.1770, integrated),
//	                -6000 to -1, so that all voices can be brought to one level
//	   then, or nothing at all: one byte for each voice, in the same order. Bit 0: the
//	   voice knows one speed only; it is asked at 100 per cent, and the kiosk makes its
//	   sound faster or slower. The other bits are 0.
//	W  a word begins.
//	   byte 0-3   where it begins in the text, in Unicode code points from 0
//	   byte 4-7   how many code points it has, 1 or more
//	   byte 8-11  the sample at which it begins, counted from the clause's first
//	   Words come in order and may come before or after their sound. A worker that
//	   knows no words sends none; they are then estimated.
//	A  sound: signed 16 bit samples, mono; an even number of bytes, at least 2.
//	E  the clause has ended. Every S is answered by exactly one E, also when it was
//	   cancelled, and no frame of that id comes after it.
//	   byte 0     0 said, 1 cancelled, 2 no such voice, 3 failed
//	   byte 1-    for people: what failed; may be empty
//
// Clauses are answered in the order in which they were asked. A worker must read
// its input while it speaks, or it cannot hear C. The kiosk drops what still comes
// of a cancelled clause and may send the next S at once.
//
// What the kiosk does not put up with (the worker is killed and started anew): a
// kind, length, id or field outside of what is said above; a first frame that is
// not H; no frame for Config.Timeout while a clause is open, or sound that comes more
// slowly than it is played; a clause of more than three times its estimated length
// and three seconds, or of ten minutes; more words than the text has code points; another sample rate
// than before in the middle of a clause; "said" without a sound that can be heard.
package worker
