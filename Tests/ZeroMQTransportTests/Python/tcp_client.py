"""Speaks plain TCP: tcp_client.py PORT. Asks once, and waits for the answer and for the end of the connection."""

import socket
import sys

connection = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=30)
connection.sendall(b"question\n")
answer = b""
while True:
    more = connection.recv(4096)
    if not more:
        break
    answer += more
if answer != b"answer\n":
    sys.exit(f"the answer is {answer}")
