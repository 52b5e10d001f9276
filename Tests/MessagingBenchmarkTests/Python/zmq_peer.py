"""Plays one of libzmq's benchmark programs, with pyzmq: zmq_peer.py ROLE ENDPOINT SIZE COUNT

The role local-thr-task is local-thr in a coroutine of asyncio. Throughput is printed as libzmq's program prints it.
"""

import asyncio
import sys
import time

import zmq
import zmq.asyncio

role, endpoint, size, count = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
kinds = {
    "local-thr": zmq.PULL,
    "local-thr-task": zmq.PULL,
    "remote-thr": zmq.PUSH,
    "local-lat": zmq.REP,
    "remote-lat": zmq.REQ,
}
milliseconds = 30_000

context = zmq.asyncio.Context() if role == "local-thr-task" else zmq.Context()
socket = context.socket(kinds[role])
for option in (zmq.LINGER, zmq.SNDTIMEO, zmq.RCVTIMEO):
    socket.setsockopt(option, milliseconds)


def check(message):
    if len(message) != size:
        sys.exit(f"a message has {len(message)} bytes instead of {size}")
    return message


def receive():
    return check(socket.recv())


async def receive_all():
    check(await socket.recv())
    start = time.perf_counter()
    for _ in range(count - 1):
        check(await socket.recv())
    print_throughput(start)


def print_throughput(start):
    print(f"mean throughput: {count / (time.perf_counter() - start):.0f} [msg/s]")


if role.startswith("local"):
    socket.bind(endpoint)
    print("bound to", socket.getsockopt_string(zmq.LAST_ENDPOINT), file=sys.stderr, flush=True)
else:
    socket.connect(endpoint)

if role == "local-thr-task":
    asyncio.run(receive_all())
elif role == "local-thr":
    receive()
    start = time.perf_counter()
    for _ in range(count - 1):
        receive()
    print_throughput(start)
else:
    for _ in range(count):
        if role == "remote-thr":
            socket.send(bytes(size))
        elif role == "local-lat":
            socket.send(receive())
        else:
            socket.send(bytes(size))
            receive()

socket.close()
context.term()
