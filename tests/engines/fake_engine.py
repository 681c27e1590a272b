"""An engine process that does as it is told: answers, hangs, crashes, eats memory."""

import os
import sys
import time
from collections.abc import Callable
from typing import Any

from crm_app.engines.host_child import Handler, Progress, serve


class Refusal(Exception):
    """What a real engine raises for a file it cannot use."""

    code = "sound.not_audio"


def refuse() -> None:
    raise Refusal


def fail() -> None:
    raise ValueError("a bug")


def eat() -> None:
    held = bytearray(os.urandom(1024)) * 1024 * 300
    time.sleep(60)
    held.clear()


DEEDS: dict[str, Callable[[], object]] = {
    "crash": lambda: os._exit(3),
    "hang": lambda: time.sleep(60),
    "refuse": refuse,
    "break": fail,
    "eat": eat,
    "print": lambda: print("a library that talks"),
}


def load() -> Handler:
    """A handler whose deeds are named in the request."""

    def handle(request: dict[str, Any], progress: Progress) -> dict[str, Any]:
        DEEDS.get(request.get("deed", ""), lambda: None)()
        for share in request.get("steps", ()):
            progress(share)
        if request.get("call") == "read_page":
            if request["page"] == 1:
                fail()
            return {"lines": [{"text": f"保函金额 {request['page']}"}]}
        return {"pid": os.getpid(), "said": request.get("say"), "nice": os.nice(0)}

    return handle


if __name__ == "__main__":
    print("talking before it serves", file=sys.stderr)
    serve(load)
