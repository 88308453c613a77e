"""A small notebook over HTTP: GET /notes lists, POST /notes adds, GET /whoami tells which task answers.

It knows nothing of KECS: it binds the address and port it is given, writes its log to standard output, ends at
SIGTERM, and asks the ECS task metadata endpoint who it is.
"""

import json
import os
import signal
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOTES = []


class Notebook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        if self.path == "/notes":
            self.answer(200, NOTES)
        elif self.path == "/whoami":
            with urllib.request.urlopen(os.environ["ECS_CONTAINER_METADATA_URI_V4"] + "/task", timeout=5) as reply:
                task = json.load(reply)
            self.answer(200, {"task": task["TaskARN"].rsplit("/", 1)[1], "family": task["Family"]})
        elif self.path == "/health":
            self.answer(200, "ok")
        else:
            self.answer(404, "try /notes, /whoami or /health")

    def do_POST(self):
        note = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        NOTES.append(note)
        self.answer(201, {"notes": len(NOTES)})

    def answer(self, status, value):
        body = (json.dumps(value) + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *arguments):
        print(format % arguments, flush=True)


def main():
    address = (os.environ.get("KECS_TASK_IP", "0.0.0.0"), int(os.environ.get("PORT", "8000")))
    server = ThreadingHTTPServer(address, Notebook)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    print("listening on %s:%d" % address, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
