#!/usr/bin/env python3
"""An example of the program beside the kiosk: a car park with six cars.

    python3 parking.py [--port 8070] [--misbehave away|slow|wrong|shrink]

It answers the calls of the service in the directory above, and forgets everything
when it ends. It needs Python 3.8 and nothing else. The site file names it:

    backend: {url: "http://127.0.0.1:8070"}

With --misbehave it behaves as programs do on bad days: it says that it cannot (away),
takes longer than anybody waits (slow), answers something else than agreed (wrong), or
finds the cars that it has listed gone when they are asked for (shrink).
"""

import argparse
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# The voice reads a plate sign by sign, which is not how it reads a number.
SAID = dict(zip("0123456789", "공일이삼사오육칠팔구"))

# A voucher takes this off, in won; the kiosk's reader tells what was held to it.
VOUCHERS = {"V-1000": 1000, "V-3000": 3000, "V-ALL": 10**6}


class Car:
    """A car that stands here. Its id is made by us, and means nothing to anybody else."""

    def __init__(self, number, plate, since, due, kind, paid=False):
        self.id, self.plate, self.since, self.due, self.kind, self.paid = f"S-{number}", plate, since, due, kind, paid

    def spoken(self):
        front, back = self.plate.split(" ")
        return " ".join("".join(SAID.get(sign, " " + sign) for sign in part).strip() for part in (front, back))

    def row(self):
        return {
            "id": self.id,
            "plate": {"text": self.plate, "lang": "ko", "spoken": self.spoken()},
            "since": self.since,
            "due": self.due,
            "kind": self.kind,
            "state": "paid" if self.paid else "parked",
        }


class CarPark:
    """Everything that is known. One lock: the kiosk asks one thing at a time anyway."""

    def __init__(self, shrink=False):
        self.lock = threading.Lock()
        self.shrink = shrink
        self.answers = {}  # by Idempotency-Key: what is asked again is answered as before
        self.used = set()
        self.cars = [
            Car(71, "12가 1234", "9:40", 4000, "car"),
            Car(72, "387나 1234", "13:05", 0, "van"),
            Car(73, "90다 1234", "7:20", 6000, "truck", paid=True),
            Car(74, "55라 5678", "10:15", 3000, "car"),
            Car(75, "108마 2000", "8:00", 5000, "van"),
            Car(76, "33바 2000", "12:30", 1000, "car"),
        ]

    def find(self, number):
        for car in self.cars:
            if car.id == number and not car.paid:
                return car
        return None

    def listed(self, fields):
        digits = fields.get("digits", "")
        return {"cars": [car.row() for car in self.cars if digits and car.plate.endswith(digits)]}

    def discount(self, fields):
        number = fields.get("car.id", "")
        if self.shrink:  # somebody has paid for it at the other machine
            self.cars = [car for car in self.cars if car.id != number]
        car, code = self.find(number), fields.get("code", "")
        if car is None:
            return {"result": "gone", "rest": 0}
        if code not in VOUCHERS or code in self.used:
            return {"result": "refused", "rest": 0}
        self.used.add(code)
        car.due = max(0, car.due - VOUCHERS[code])
        return {"result": "taken", "rest": car.due}

    def paid(self, fields):
        car = self.find(fields.get("car.id", ""))
        if car is not None:
            car.paid = True
        return {}

    def answer(self, path, key, fields):
        """The answer to a call; None where there is no such call."""
        ask = {"/cars": self.listed, "/discount": self.discount, "/paid": self.paid}.get(path)
        if ask is None:
            return None
        with self.lock:
            if path == "/cars":  # asking changes nothing, and is to be up to date
                return ask(fields)
            if key not in self.answers:
                self.answers[key] = ask(fields)
            return self.answers[key]


def handler(park, misbehave):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            try:
                request = json.loads(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 1 << 20)))
                fields = dict(request["fields"])
            except (ValueError, KeyError, TypeError):
                return self.reply(400, {})
            if misbehave == "away":
                return self.reply(503, {})
            if misbehave == "slow":
                time.sleep(30)
            if misbehave == "wrong":
                return self.reply(200, {"cars": [{"id": "S-71", "due": "four thousand"}]})
            answer = park.answer(self.path, self.headers.get("Idempotency-Key", ""), fields)
            return self.reply(404, {}) if answer is None else self.reply(200, answer)

        def reply(self, status, body):
            data = json.dumps(body, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            try:
                self.wfile.write(data)
            except OSError:
                pass  # nobody waits any more

        def log_message(self, *_):
            pass  # what people typed is written nowhere

    return Handler


def main():
    parser = argparse.ArgumentParser(description="A car park with six cars, for the kiosk's service of that name.")
    parser.add_argument("--port", type=int, default=8070, help="on this machine only; 0 takes a free one and says which")
    parser.add_argument("--misbehave", choices=["away", "slow", "wrong", "shrink"])
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), handler(CarPark(args.misbehave == "shrink"), args.misbehave))
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
