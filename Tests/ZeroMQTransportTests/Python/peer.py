"""Speaks one of ZeroMQ's patterns, with pyzmq: peer.py KIND sends|receives|asks|answers bind|connect ADDRESS COUNT SIGNALS [KEYS...]

Message number i has three parts: its number, i times 37 bytes, and nothing. At the address SIGNALS is a pair socket of the other
side, for what the pattern cannot tell: that publications come, that all came. KEYS are the secret key of a CURVE server that
binds, or the public and the secret key of a client that connects and the public key of its server.
"""

import sys

import zmq

kind, role, way, address, count, signals = *sys.argv[1:5], int(sys.argv[5]), sys.argv[6]
keys = [key.encode() for key in sys.argv[7:]]
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
        socket.send_multipart(message(number))
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
