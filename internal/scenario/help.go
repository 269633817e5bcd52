package scenario

// Help is the language of a scenario's file, for people.
const Help = `version: 1                 first line; every line is one thing that a person does, or that must hold
record: yes                every step's transcript is compared
service: NAME              a built-in service or a directory; "lift: yes" adds a height actuator
short: no                  the site begins with the whole menu, not with the short way
language: ko               the language that the person has chosen
press down x2              a key of the keypad; also release
hold pause 1s              a long press
touch choice.here          a finger on a node; "touch anywhere for 3s"
wait 120s                  time passes; "wait speech" until the voice is done
seek item.tea              press down, at the end up, until it has focus
unplug keys, plug keys     also headset and lift
tap card                   also decline, cancel, lose
answer call                staff come; "fail call": the call lamp breaks
work card code 123         a command of a simulated device, as "kioskctl sim" lists them
present card               also code, fingerprint; "present unreadable card"
backend down               the program beside the kiosk: answers, slow, down, nonsense,
                           fewer (rows of a list)
printer jammed             also "printer works"
push tea sold-out          also "push tea back", "push tea 6000", "push tea left=3",
                           "push tea closed=07:00-10:30", "push tea open"
catalogue {"revision": "2", "items": [{"id": "tea", "price": 6000}]}
                           what a program tells of the menu, right or wrong; what is wrong
                           is one of "expect health"
expect speech TEXT         said since the last step but waits; also screen, focus, kind,
                           notice, order, paper, privacy, health, and what comes out of
                           the speaker or the headset only
never speech TEXT          as expect: "never speaker anything"
  say: TEXT                indented lines are the transcript: --rewrite writes them anew
# a comment
`
