import json, sys
NAMES = {"BOOT": "start", "VIEW": "view", "CAST": "send", "DONE": "sent", "RECV": "deliver", "STOP": "closed"}
CLAIMS = ["delivery-integrity", "no-duplication", "fifo-gap-free", "same-view-delivery", "virtual-synchrony"]
print(json.dumps({"format": "maat-history", "version": 1, "claims": CLAIMS, "nodes": ["a", "b", "c"]}))
count = dict.fromkeys("abc", 0)
for seconds, node, what, *rest in map(str.split, sys.stdin):
    event = {"p": node + ".0", "t": round(float(seconds) * 1e9), "e": NAMES[what]}
    if what == "VIEW": event.update(id=rest[0], seq=int(rest[0]), members=[n + ".0" for n in rest[1].split(",")])
    if what in ("CAST", "DONE", "RECV"): event["m"] = rest[0] + ".0:" + rest[1]
    if what == "STOP": event["events"] = count[node]
    count[node] += 1
    print(json.dumps(event))
