#!/usr/bin/env python3
"""Writes facts.txt from a JSON description of the ECS API: facts.py MODEL.json > facts.txt

Run by hand when the API grows; the build uses the result only. Lines:
  op NAME                            an operation of the API
  shape NAME required member,...     members without which a value of the shape is refused
  enum SHAPE.MEMBER value|...        the values that a member may have
"""
import json
import sys

model = json.load(open(sys.argv[1]))
for name in sorted(model["ops"]):
    print("op", name)
for name, shape in sorted(model["shapes"].items()):
    members = list(shape["members"].items())
    required = [member for member, _ in members[: shape["required"]]]
    if required:
        print("shape", name, "required", ",".join(required))
    for member, kind in members:
        enum = kind.get("enum") or (kind.get("list") or {}).get("enum")
        if enum:
            print("enum", name + "." + member, "|".join(model["enums"][enum]))
