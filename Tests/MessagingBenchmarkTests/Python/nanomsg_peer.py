"""Plays one of nanomsg's benchmark programs, with pynng: nanomsg_peer.py ROLE ENDPOINT SIZE COUNT"""

import sys
import time

import pynng

role, endpoint, size, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
milliseconds = 30_000

socket = pynng.Pair0(send_timeout=milliseconds, recv_timeout=milliseconds)


def receive(expected=size):
    message = socket.recv_msg().bytes  # recv() cannot take an empty one
    if len(message) != expected:
        sys.exit(f"a message has {len(message)} bytes instead of {expected}")
    return message


if role.startswith("local"):
    listener = socket.listen(endpoint.replace("*", "0"))
    print(f"bound to tcp://{listener.local_address}", file=sys.stderr, flush=True)
else:
    socket.dial(endpoint, block=False)

if role == "local-thr":
    receive(0)
elif role == "remote-thr":
    socket.send(b"")

for _ in range(count):
    if role == "local-thr":
        receive()
    elif role == "remote-thr":
        socket.send(b"o" * size)
    elif role == "local-lat":
        socket.send(receive())
    else:
        socket.send(b"o" * size)
        receive()

if role in ("remote-thr", "local-lat"):
    time.sleep(1)  # as nanomsg's own
socket.close()
