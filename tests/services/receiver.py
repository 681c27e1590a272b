"""A small ERP on the loopback: checks signatures, keeps what it took, and can be told to misbehave."""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "receiver-secret-0001"


class Receiver:
    """`orders` is what it has booked: key → number. `mood` says how the next requests go:
    ok, slow, drop (books, then breaks off), busy, later, refuse, nameless, elsewhere.
    """

    def __init__(self, secret: str = SECRET) -> None:
        self.secret = secret
        self.orders: dict[str, str] = {}
        self.bodies: list[bytes] = []
        self.faults: list[str] = []
        self.mood = "ok"
        self.asked = threading.Event()
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/orders"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["content-length"]))
        key = request.headers["webhook-id"]
        with self._lock:
            self.bodies.append(body)
            self._verify(request, key, body)
        self.asked.set()
        if self.mood == "busy":
            return self._say(request, 503, {})
        if self.mood == "refuse":
            return self._say(request, 422, {"message": "unknown article"})
        if self.mood == "elsewhere":
            request.send_response(307)
            request.send_header("location", self.url)
            request.send_header("content-length", "0")
            return request.end_headers()
        if self.mood == "later":
            return self._say(request, 202, {})
        with self._lock:
            number = self.orders.setdefault(key, f"ERP-{len(self.orders) + 1:05d}")
        if self.mood == "slow":
            time.sleep(6)
        if self.mood == "drop":
            request.connection.close()
            return None
        return self._say(request, 200, {} if self.mood == "nameless" else {"number": number})

    def _verify(self, request: BaseHTTPRequestHandler, key: str, body: bytes) -> None:
        moment = request.headers["webhook-timestamp"]
        wanted = hmac.new(
            self.secret.encode(), f"{key}.{moment}.".encode() + body, hashlib.sha256
        ).digest()
        if request.headers["webhook-signature"] != f"v1,{base64.b64encode(wanted).decode()}":
            self.faults.append("signature")
        if abs(time.time() - int(moment)) > 300:
            self.faults.append("time")
        if request.headers["idempotency-key"] != key:
            self.faults.append("key")

    def _say(self, request: BaseHTTPRequestHandler, status: int, answer: dict[str, str]) -> None:
        content = json.dumps(answer).encode()
        request.send_response(status)
        request.send_header("content-type", "application/json")
        request.send_header("content-length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)
