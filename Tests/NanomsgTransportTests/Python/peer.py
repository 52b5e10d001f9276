"""Speaks one of nanomsg's patterns, with pynng: peer.py PATTERN listen|dial ADDRESS COUNT SIGNALS

Receives COUNT messages and sends COUNT, as far as the pattern does. Message number i is its number, then i times 37 bytes.
At the address SIGNALS is a pair socket of the other side, for what the pattern cannot tell: that a publication came, that all did.
"""

import sys
import time

import pynng

pattern, role, address, count, signals = *sys.argv[1:4], int(sys.argv[4]), sys.argv[5]
kinds = {
    "pair": pynng.Pair0, "push": pynng.Push0, "pull": pynng.Pull0, "publish": pynng.Pub0, "subscribe": pynng.Sub0,
    "request": pynng.Req0, "reply": pynng.Rep0, "survey": pynng.Surveyor0, "respond": pynng.Respondent0,
    "bus": pynng.Bus0,
}
milliseconds = 30_000
socket = kinds[pattern](recv_timeout=milliseconds, send_timeout=milliseconds)
signal = pynng.Pair0(recv_timeout=milliseconds, send_timeout=milliseconds)
signal.dial(signals)
if pattern == "subscribe":
    socket.subscribe(b"")
if pattern == "survey":
    socket.survey_time = milliseconds


def say(text):
    print(text, file=sys.stderr, flush=True)


def message(number):
    return b"%d " % number + b"x" * (number * 37)


def receive(number):
    got = socket.recv()
    if got != message(number):
        sys.exit(f"message {number} has {len(got)} bytes: {got[:20]}")


if role == "listen":
    listener = socket.listen(address)
    say(f"bound to tcp://{listener.local_address}")
else:
    socket.dial(address, block=False)

deadline = time.monotonic() + 30
while len(socket.pipes) == 0:
    if time.monotonic() > deadline:
        sys.exit("nobody came")
    time.sleep(0.005)

if pattern in ("publish", "bus"):
    socket.send(b"start")
if pattern == "bus" or pattern == "subscribe":
    while socket.recv() != b"start":
        pass

for number in range(count):
    if pattern in ("pull", "subscribe", "reply", "respond"):
        receive(number)
    if pattern == "subscribe":
        signal.send(b"came")
    if pattern != "pull" and pattern != "subscribe":
        socket.send(message(number))
    if pattern == "publish":
        signal.recv()
    if pattern in ("request", "survey", "pair", "bus"):
        receive(number)

signal.send(b"done")
signal.recv()
socket.close()
