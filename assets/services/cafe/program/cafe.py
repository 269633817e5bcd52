#!/usr/bin/env python3
"""An example of the program beside the kiosk: the till of a café, which tells the menu.

    python3 cafe.py [--port 8070] [--misbehave away|slow|wrong|shrink|grow]

It answers the catalogue call of the menu in the directory above: what things cost
today, what is sold out, how many there are left, and a drink of the season that the
files do not have. It needs Python 3.8 and nothing else. The site file names it:

    backend: {url: "http://127.0.0.1:8070"}

A kiosk says which revision it has (If-None-Match); if that still holds, the answer is
304 and nothing else. With --misbehave it behaves as programs do on bad days: it says
that it cannot (away), takes longer than anybody waits (slow), answers something else
than agreed (wrong), or has less (shrink) or more (grow) to sell each time it is asked.
"""

import argparse
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def season(number=0):
    """A drink that is sold for some weeks. Its options and counter are those of the menu."""
    return {
        "id": "chestnut-latte" + (f"-{number}" if number else ""),
        "category": "coffee",
        "price": 6300 + 100 * number,
        "options": ["temperature", "size"],
        "counter": "cup",
        "picture": "latte",
        "photo": "latte",
        "names": {
            "ko": {"text": "밤라떼", "easy": "밤라떼 (밤을 넣은 우유 커피)"},
            "en": "Chestnut latte",
            "zh-Hans": "栗子拿铁",
            "ja": {"text": "栗ラテ", "spoken": "くりラテ"},
        },
    }


class Till:
    """Everything that is known. The revision changes with everything that is told."""

    def __init__(self, misbehave):
        self.lock = threading.Lock()
        self.misbehave = misbehave
        self.asked = 0

    def catalogue(self, has):
        """What is told; None where the kiosk has it already."""
        with self.lock:
            items = [
                {"id": "latte", "price": 5200},
                {"id": "bagel", "left": 3},
                {"id": "kiwi-juice", "sold_out": True},
                season(),
            ]
            if self.misbehave == "shrink":
                items = items[: max(0, len(items) - self.asked)]
            if self.misbehave == "grow":
                items += [season(n + 1) for n in range(self.asked)]
            revision = f"autumn-{self.asked}" if self.misbehave in ("shrink", "grow") else "autumn"
            self.asked += 1
            return None if has == f'"{revision}"' else {"revision": revision, "items": items}


def handler(till, misbehave):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if misbehave == "away":
                return self.reply(503, {})
            if misbehave == "slow":
                time.sleep(30)
            if misbehave == "wrong":
                return self.reply(200, {"revision": "wrong", "items": [{"id": "latte", "price": "five thousand"}]})
            if self.path != "/catalogue":
                return self.reply(404, {})
            told = till.catalogue(self.headers.get("If-None-Match", ""))
            return self.reply(304, None) if told is None else self.reply(200, told)

        def reply(self, status, body):
            data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
            self.send_response(status)
            if body is not None:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            try:
                self.wfile.write(data)
            except OSError:
                pass  # nobody waits any more

        def log_message(self, *_):
            pass

    return Handler


def main():
    parser = argparse.ArgumentParser(description="The till of a café, for the kiosk's service of that name.")
    parser.add_argument("--port", type=int, default=8070, help="on this machine only; 0 takes a free one and says which")
    parser.add_argument("--misbehave", choices=["away", "slow", "wrong", "shrink", "grow"])
    args = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", args.port), handler(Till(args.misbehave), args.misbehave))
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)


if __name__ == "__main__":
    main()
