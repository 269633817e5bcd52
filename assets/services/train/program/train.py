#!/usr/bin/env python3
"""An example of the program beside the kiosk: a station with a few trains.

    python3 train.py [--port 8070] [--misbehave away|slow|wrong|shrink|grow|taken]

It answers the calls of the service in the directory above, and forgets everything
when it ends. It needs Python 3.8 and nothing else. The site file names it:

    backend: {url: "http://127.0.0.1:8070"}

With --misbehave it behaves as programs do on bad days: it says that it cannot (away),
takes longer than anybody waits (slow), answers something else than agreed (wrong), has
one train less each time that it is asked (shrink), or one more (grow), and lets somebody
else be faster with the first seats that are asked for (taken).
"""

import argparse
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STATIONS = [  # where people go most is first
    ("S-1", "city", {"ko": "대전", "en": "Daejeon", "zh-Hans": "大田", "ja": "テジョン"}),
    ("S-2", "sea", {"ko": "부산", "en": "Busan", "zh-Hans": "釜山", "ja": "プサン"}),
    ("S-3", "mountain", {"ko": "강릉", "en": "Gangneung", "zh-Hans": "江陵", "ja": "カンヌン"}),
    ("S-4", "bridge", {"ko": "여수", "en": "Yeosu", "zh-Hans": "丽水", "ja": "ヨス"}),
]
FARES = {"S-1": 23700, "S-2": 59800, "S-3": 27600, "S-4": 47200}
CAR = {"ko": "{}호차", "en": "Car {}", "zh-Hans": "{}号车厢", "ja": "{}号車"}

# What is paid of the fare of an adult, in parts of ten: as the service tells it (price: of each count).
PARTS = {"adults": 10, "children": 5, "seniors": 7, "disabled": 5}

BOOKED = {  # by the six digits of the booking
    "204117": ("S-2", "16:00", 5, "7A"),
    "310552": ("S-1", "14:30", 2, "3C"),
}
PROVEN = {"CARD-1", "CARD-2"}  # what the kiosk's reader tells of cards that we know


class Train:
    """A train with two cars; of the first, the first row has a space for a wheelchair."""

    def __init__(self, number, departs, arrives, speed="fast"):
        self.id, self.departs, self.arrives, self.speed = f"T-{number}", departs, arrives, speed
        self.taken = {"1-2-A", "1-2-C", "1-3-A", "2-1-D"}

    def rows(self, language):
        out = []
        for car in (1, 2):
            for row in range(1, 7):
                accessible = (car, row) == (1, 1)
                places = "A | B" if accessible else "A B | C D"
                one = {
                    "id": f"{car}-{row}",
                    "zone": CAR.get(language, CAR["en"]).format(car),
                    "row": str(row),
                    "places": places,
                    "taken": " ".join(p for p in places.split() if f"{car}-{row}-{p}" in self.taken),
                }
                if accessible:
                    one.update(wheelchair="A", companion="B")
                out.append(one)
        return out

    def seats(self):
        return {f"{row['id']}-{p}" for row in self.rows("en") for p in row["places"].split() if p != "|"}

    def row(self, fare):
        return {"id": self.id, "speed": self.speed, "departs": self.departs, "arrives": self.arrives, "price": fare, "free": len(self.seats() - self.taken)}


class Station:
    """Everything that is known. One lock: the kiosk asks one thing at a time anyway."""

    def __init__(self, misbehave=""):
        self.lock = threading.Lock()
        self.misbehave = misbehave
        self.answers = {}  # by Idempotency-Key: what is asked again is answered as before
        self.released = set()  # keys that were let go of, perhaps before we have seen them
        self.holds = {}  # by our own id: train, seats
        self.keys = {}  # the key of the call that a hold was made for
        self.paid, self.collected = set(), set()
        self.to = "S-1"
        self.trains = [Train(1, "14:30", "15:32"), Train(2, "15:00", "16:50", "slow"), Train(3, "15:45", "16:45")]

    def stations(self, fields, language):
        return {"stations": [{"id": i, "sight": sight, "name": names.get(language, names["en"])} for i, sight, names in STATIONS]}

    def timetable(self, fields, language):
        self.to = fields.get("to.id", "")
        listed = [t.row(FARES.get(self.to, 0)) for t in self.trains]
        if self.misbehave == "shrink" and self.trains:
            self.trains = self.trains[1:]
        if self.misbehave == "grow" and len(self.trains) < 40:
            n = len(self.trains) + 1
            self.trains.append(Train(n, f"{12 + n // 4}:{n % 4 * 15:02}", f"{14 + n // 4}:{n % 4 * 15:02}"))
        return {"trains": listed}

    def train(self, fields):
        return next((t for t in self.trains if t.id == fields.get("train.id")), None)

    def seats(self, fields, language):
        train = self.train(fields)
        return {"plan": train.rows(language) if train else []}

    def proof(self, fields, language):
        return {"proven": "yes" if fields.get("card") in PROVEN else "no"}

    def hold(self, fields, key):
        train, seats = self.train(fields), set(fields.get("seat.ids", "").split())
        counts = {kind: int(fields.get(kind) or 0) for kind in PARTS}
        if self.misbehave == "taken" and train:  # somebody at the other machine was faster
            self.misbehave = ""
            train.taken |= seats
        known = train is not None and seats and seats <= train.seats() and len(seats) == sum(counts.values())
        if not known or seats & train.taken or key in self.released:
            return {"held": "taken", "hold": "K-0", "fare": 0}
        train.taken |= seats
        hold = f"K-{len(self.holds) + 1}"
        self.holds[hold], self.keys[key] = (train, seats), hold
        return {"held": "held", "hold": hold, "fare": sum(FARES.get(self.to, 0) * PARTS[kind] // 10 * n for kind, n in counts.items())}

    def release(self, fields, key):
        """The person has given up: the seats are free again. The hold has a name, or only the key of its call."""
        self.released.add(key)
        hold = fields.get("hold") or self.keys.get(key)
        if hold in self.holds and hold not in self.paid:
            train, seats = self.holds.pop(hold)
            train.taken -= seats
        return {}

    def pay(self, fields):
        self.paid.add(fields.get("hold", ""))
        return {}

    def collect(self, fields, language):
        code = fields.get("code", "")
        out = {"found": "found", "booked-to": "-", "booked-departs": "-", "booked-seats": "-"}
        if code not in BOOKED:
            return dict(out, found="unknown")
        if code in self.collected:
            return dict(out, found="collected")
        self.collected.add(code)
        to, departs, car, seat = BOOKED[code]
        out["booked-to"] = next(names.get(language, names["en"]) for i, _, names in STATIONS if i == to)
        out["booked-departs"] = departs
        out["booked-seats"] = f"{CAR.get(language, CAR['en']).format(car)} {seat}"
        return out

    def answer(self, path, key, request):
        """The answer to a call; None where there is no such call."""
        fields, language = dict(request.get("fields") or {}), request.get("language", "ko")
        fresh = {"/stations": self.stations, "/trains": self.timetable, "/seats": self.seats, "/proof": self.proof}.get(path)
        with self.lock:
            if fresh:  # asking changes nothing, and is to be up to date
                return fresh(fields, language)
            once = {
                "/hold": lambda: self.hold(fields, key),
                "/release": lambda: self.release(fields, request.get("cancels", "")),
                "/paid": lambda: self.pay(fields),
                "/collect": lambda: self.collect(fields, language),
            }.get(path)
            if once is None:
                return None
            if key not in self.answers:
                self.answers[key] = once()
            return self.answers[key]


def handler(station, misbehave):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            try:
                request = json.loads(self.rfile.read(min(int(self.headers.get("Content-Length", 0)), 1 << 20)))
                dict(request.get("fields") or {})
            except (ValueError, AttributeError, TypeError):
                return self.reply(400, {})
            if misbehave == "away":
                return self.reply(503, {})
            if misbehave == "slow":
                time.sleep(30)
            if misbehave == "wrong":
                return self.reply(200, {"stations": [{"id": "S-1"}], "plan": [{"id": "1-1", "zone": "", "row": "1", "places": "A A"}]})
            answer = station.answer(self.path, self.headers.get("Idempotency-Key", "").strip('"'), request)  # the quotes are the header's
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
    parser = argparse.ArgumentParser(description="A station with a few trains, for the kiosk's service of that name.")
    parser.add_argument("--port", type=int, default=8070, help="on this machine only; 0 takes a free one and says which")
    parser.add_argument("--misbehave", choices=["away", "slow", "wrong", "shrink", "grow", "taken"], default="")
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), handler(Station(args.misbehave), args.misbehave))
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
