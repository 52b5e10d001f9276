"""Speaks plain TCP, with a STREAM socket of pyzmq's: stream.py bind|connect ADDRESS

Who connects asks, and ends the connection after the answer.
"""

import sys

import zmq

way, address = sys.argv[1:]
context = zmq.Context()
socket = context.socket(zmq.STREAM)
for option in (zmq.LINGER, zmq.SNDTIMEO, zmq.RCVTIMEO):
    socket.setsockopt(option, 30_000)
if way == "bind":
    socket.bind(address)
    print("bound to", socket.getsockopt_string(zmq.LAST_ENDPOINT), file=sys.stderr, flush=True)
else:
    socket.connect(address)


def expect(line):
    """Bytes come in whatever pieces."""
    got = b""
    while len(got) < len(line):
        got += socket.recv_multipart()[1]
    if got != line:
        sys.exit(f"{got} came instead of {line}")


def expect_change():
    """No bytes say that a connection began or ended."""
    peer, nothing = socket.recv_multipart()
    if nothing:
        sys.exit(f"{nothing} came instead of a new connection or an end")
    return peer


peer = expect_change()
if way == "connect":
    socket.send_multipart([peer, b"question\n"])
    expect(b"answer\n")
    socket.send_multipart([peer, b""])
else:
    expect(b"question\n")
    socket.send_multipart([peer, b"answer\n"])
    expect_change()
socket.close()
context.term()
