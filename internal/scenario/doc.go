// Package scenario runs transcripts: what a person does, and what they must see,
// hear and get.
//
// It hides time. The same file runs in discrete-event time against the core
// (Virtual), where an order of ten steps takes milliseconds, or over real
// pseudo-terminals (any other World). A file looks like this:
//
//	version: 1
//	record: yes               # every step's transcript is compared
//	service: clinic           # a built-in one; lift: yes, where the screen has a height actuator
//	press down x2
//	  say: 포장
//	  focus: choice.togo
//	hold pause 1s             # a long press
//	touch choice.here         # a finger on a node; "touch anywhere for 3s"
//	wait 120s                 # time passes; "wait speech" until the voice is done
//	seek item.latte           # press down, at the end up, until it has focus
//	unplug keys               # and "plug keys"; "plug headset", "unplug headset"
//	tap card                  # and "decline card", "cancel card", "lose card"
//	answer call
//	work card code 123        # any command of a simulated device ("kioskctl sim KIND" lists them)
//	unplug lift               # and "plug lift"
//	present card              # or code, fingerprint; "present unreadable card"
//	backend down              # the program beside the kiosk: answers, slow, down, nonsense, fewer (rows of a list)
//	printer jammed            # and "printer works"
//	push latte sold-out       # and "push latte back", "push latte 6000", "push latte left=3",
//	                          # "push latte closed=07:00-10:30", "push latte open"
//	catalogue {"revision": "2", "items": [{"id": "latte", "price": 6000}]} # what a program tells of the menu, right or wrong
//	expect speech 팔천오백 원   # said since the last step but waits; also screen, focus, kind, order, paper
//	never speech 담았습니다
//	expect health health.lift.lost # what is wrong with a device now; "never health anything"
//	never speaker anything    # speech only out of the speaker, or only in the headset
//
// Indented lines are the transcript: with "record: yes" they must match, and
// --rewrite writes them anew. "expect" and "never" are written by hand and never
// rewritten. Lines that begin with # are comments.
package scenario
