#!/usr/bin/env python3
"""Calls a method of kecs-agent and prints its answer: agent.py METHOD ['{"parameter": ...}']

Over agent.sock of KECS_INSTANCE; or, with KECS_AGENT=HOST:PORT, over TLS with the token in the file
KECS_AGENT_TOKEN, to an agent that has the certificate in the file KECS_AGENT_CERTIFICATE.
"""
import json, os, socket, ssl, sys

hello = {"protocol": 1, "version": "0.1.0", "role": "example"}
if "KECS_AGENT" in os.environ:
    host, port = os.environ["KECS_AGENT"].rsplit(":", 1)
    hello["token"] = open(os.environ["KECS_AGENT_TOKEN"]).read().strip()
    trusted = ssl.create_default_context(cafile=os.environ["KECS_AGENT_CERTIFICATE"])
    connection = trusted.wrap_socket(socket.create_connection((host, int(port))), server_hostname=host)
else:
    home = os.environ.get("KECS_HOME") or os.path.expanduser("~/.kecs")
    instance = os.environ.get("KECS_INSTANCE") or "default"
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(os.path.realpath(f"{home}/instances/{instance}/port-forwards/agent.sock"))

stream = connection.makefile("rw", encoding="utf-8")


def call(number, method, parameters):
    print(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}), file=stream, flush=True)
    for message in map(json.loads, stream):
        if message.get("id") != number:
            print(json.dumps(message["params"]), flush=True)  # a notification, such as an event
        elif "error" in message:
            sys.exit(f"{method}: {message['error']['message']}")
        else:
            return message["result"]
    sys.exit(f"{method}: the agent hung up")


call(1, "hello", hello)
print(json.dumps(call(2, sys.argv[1], json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}), indent=2))
