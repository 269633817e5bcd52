// A host program as firmata-io's users write them. It tells what it sees, a line
// each, and ends when pin 2 was pressed and let go.
"use strict";

const { SerialPort } = require("serialport");
const bindTransport = require("firmata-io");

const port = new SerialPort({ path: process.argv[2], baudRate: 57600 });
const Board = bindTransport.Firmata;
const board = new Board(port);
const say = (...words) => console.log(words.join(" "));

board.on("error", (err) => {
  say("error", err.message);
  process.exit(1);
});

board.on("ready", () => {
  const { name, version } = board.firmware;
  const pullups = board.pins.filter((p) => p.supportedModes.includes(board.MODES.PULLUP)).length;
  say("ready", name, version.major + "." + version.minor, board.pins.length, "pins", pullups, "pull-ups", board.analogPins.length, "analogue");
  board.pinMode(13, board.MODES.OUTPUT);
  board.digitalWrite(13, board.HIGH);
  board.pinMode(2, board.MODES.PULLUP);
  let seen = 0;
  board.digitalRead(2, (level) => {
    say("pin 2", level);
    if (++seen === 3) {
      board.queryPinState(2, () => {
        say("mode of pin 2", board.pins[2].mode);
        port.close(() => process.exit(0));
      });
    }
  });
});
