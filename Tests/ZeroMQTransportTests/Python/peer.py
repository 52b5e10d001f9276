"""Speaks one of ZeroMQ's patterns, with pyzmq:
peer.py KIND PATTERN sends|receives|asks|answers bind|connect ADDRESS COUNT SIGNALS [KEYS...]

PATTERN is what the other side has. Two routers are called ours, the other side's, and theirs, which is this one.
Message number i has three parts: its number, i times 37 bytes, and nothing. At the address SIGNALS is a pair socket of the other
side, for what the pattern cannot tell: that publications come, that all came. KEYS are the secret key of a CURVE server that
binds, or the public and the secret key of a client that connects and the public key of its server.
"""

import sys
import time

import zmq

kind, pattern, role, way, address, count, signals = *sys.argv[1:6], int(sys.argv[6]), sys.argv[7]
keys = [key.encode() for key in sys.argv[8:]]
is_between_routers = kind == "ROUTER" and pattern == "router"
context = zmq.Context()


def open_socket(kind):
    socket = context.socket(getattr(zmq, kind))
    for option in (zmq.LINGER, zmq.SNDTIMEO, zmq.RCVTIMEO):
        socket.setsockopt(option, 30_000)
    return socket


socket = open_socket(kind)
signal = open_socket("PAIR")
signal.connect(signals)
if len(keys) == 1:
    socket.curve_server = True
    socket.curve_secretkey = keys[0]
elif keys:
    socket.curve_publickey, socket.curve_secretkey, socket.curve_serverkey = keys
if kind == "SUB":
    socket.subscribe(b"")
if is_between_routers:
    socket.routing_id = b"theirs"
    socket.router_mandatory = True
if way == "bind":
    socket.bind(address)
    print("bound to", socket.getsockopt_string(zmq.LAST_ENDPOINT), file=sys.stderr, flush=True)
else:
    socket.connect(address)
if kind == "XSUB":
    socket.send(b"\x01")


def message(number):
    return [b"%d" % number, b"x" * (number * 37), b""]


def check(parts, number):
    """What is in front of the message is the envelope."""
    if parts[-3:] != message(number):
        sys.exit(f"message {number} is {parts}")


def envelope():
    if is_between_routers:
        return [b"ours"]
    # A reply socket wants one, which ends with an empty part.
    return [b""] if kind == "DEALER" and pattern == "reply" else []


def send_to_whom_is_heard_of(parts):
    """Whoever connects to a router is heard of some time later."""
    deadline = time.monotonic() + 30
    while True:
        try:
            return socket.send_multipart(parts)
        except zmq.ZMQError as error:
            if error.errno != zmq.EHOSTUNREACH or time.monotonic() > deadline:
                raise
            signal.poll(5)


def is_publisher():
    return kind in ("PUB", "XPUB")


def is_subscriber():
    return kind in ("SUB", "XSUB")


if is_publisher():
    # Whoever subscribes is heard of some time later.
    while True:
        socket.send(b"start")
        if signal.poll(5):
            break
    signal.recv()

started = False
for number in range(count):
    if role == "sends":
        socket.send_multipart(message(number))
    elif role == "receives":
        parts = socket.recv_multipart()
        while is_subscriber() and parts == [b"start"]:
            if not started:
                signal.send(b"came")
                started = True
            parts = socket.recv_multipart()
        check(parts, number)
    elif role == "asks":
        send_to_whom_is_heard_of(envelope() + message(number))
        check(socket.recv_multipart(), number)
    else:
        parts = socket.recv_multipart()
        check(parts, number)
        socket.send_multipart(parts)

# Neither side closes before the other has everything.
signal.send(b"done")
signal.recv()
socket.close()
signal.close()
context.term()
