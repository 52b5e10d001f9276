"""Plays one of libzmq's benchmark programs, with pyzmq: zmq_peer.py ROLE ENDPOINT SIZE COUNT"""

import sys

import zmq

role, endpoint, size, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
kinds = {"local-thr": zmq.PULL, "remote-thr": zmq.PUSH, "local-lat": zmq.REP, "remote-lat": zmq.REQ}
milliseconds = 30_000

context = zmq.Context()
socket = context.socket(kinds[role])
for option in (zmq.LINGER, zmq.SNDTIMEO, zmq.RCVTIMEO):
    socket.setsockopt(option, milliseconds)


def receive():
    message = socket.recv()
    if len(message) != size:
        sys.exit(f"a message has {len(message)} bytes instead of {size}")
    return message


if role.startswith("local"):
    socket.bind(endpoint)
    print("bound to", socket.getsockopt_string(zmq.LAST_ENDPOINT), file=sys.stderr, flush=True)
else:
    socket.connect(endpoint)

for _ in range(count):
    if role == "local-thr":
        receive()
    elif role == "remote-thr":
        socket.send(bytes(size))
    elif role == "local-lat":
        socket.send(receive())
    else:
        socket.send(bytes(size))
        receive()

socket.close()
context.term()
