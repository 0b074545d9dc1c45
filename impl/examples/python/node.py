"""A node in Python: a multicast that sends each message once to every peer and repairs nothing.

It claims reliable FIFO multicast, and Maat shows that it is none. It speaks version 2 of the node protocol (impl/node/NODE-PROTOCOL.md).
"""
import argparse, hmac, json, os, select, socket, sys, time, zlib

VERSION, DATA, PROBE, BEAT_SECONDS, HELLO_SECONDS = 2, b"\0", b"\1", 0.5, 3


class Node:
    def __init__(self, options, control):
        self.options, self.control, self.unread = options, control, b""
        self.process = self.udp = self.log = None
        self.lines, self.last_number = 0, 0

    def answer(self, kind, **fields):
        self.control.sendall(json.dumps({"answer": kind, **fields}, separators=(",", ":")).encode() + b"\n")

    def event(self, name, **fields):
        """Into the file first: what the harness hears of is evidence already. Without a buffer, so that a SIGKILL loses no line."""
        event = {"p": self.process, "t": time.monotonic_ns() - self.origin, "e": name, **fields}
        line = json.dumps(event, separators=(",", ":")).encode() + b"\n"
        os.write(self.log, line)
        self.control.sendall(line)
        self.lines += 1

    def commands(self):
        received = self.control.recv(1 << 16)
        if not received:
            raise ConnectionError("the harness is gone")
        *whole, self.unread = (self.unread + received).split(b"\n")
        return [json.loads(line) for line in whole]

    def start(self, addresses, originNanos, **_):
        history = os.path.join(self.options.data, "history")
        os.makedirs(history, exist_ok=True)
        # One file for each process that this node has had: their number is the next incarnation.
        self.process = f"{self.options.node}.{len(os.listdir(history))}"
        self.log = os.open(os.path.join(history, self.process + ".jsonl"), os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        self.origin = originNanos
        self.peers = {address(a): node for node, a in addresses.items() if node != self.options.node}
        self.received = dict.fromkeys(self.peers.values(), 0)
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(address(addresses[self.options.node]))
        self.answer("started", process=self.process, founder=True)
        self.event("start")

    def multicast(self, number, size, last):
        if number <= self.last_number:
            return self.answer("refused", number=number, why="numbers increase")
        self.last_number = number
        message = f"{self.process}:{number}"
        name = message.encode()
        payload = (len(name).to_bytes(2, "big") + name).ljust(size, b"\0")
        self.event("send", m=message, hash=f"{zlib.crc32(payload):08x}", size=len(payload), **({"last": True} if last else {}))
        self.fan_out(DATA + payload)
        self.event("sent", m=message)
        self.deliver(payload)

    def fan_out(self, packet):
        for peer in self.peers:
            self.udp.sendto(packet, peer)

    def deliver(self, payload):
        length = int.from_bytes(payload[:2], "big")
        self.event("deliver", m=payload[2 : 2 + length].decode(), hash=f"{zlib.crc32(payload):08x}")

    def receive(self):
        packet, source = self.udp.recvfrom(1 << 16)
        if source in self.peers:
            self.received[self.peers[source]] += 1
            if packet[:1] == DATA:
                self.deliver(packet[1:])

    def probe(self, id):
        self.answer("probe", id=id, via="transport", received=self.received)
        self.received = dict.fromkeys(self.received, 0)
        self.fan_out(PROBE)

    def leave(self):
        self.event("leave")
        self.event("left")
        self.end("left")

    def stop(self):
        self.end("stopped")

    def end(self, why):
        if self.process:
            self.event("closed", events=self.lines)
            self.answer("ended", process=self.process, exitCode=0, why=why)
        sys.exit(0)

    def run(self):
        next_beat = time.monotonic()
        while True:
            ready, _, _ = select.select([s for s in (self.control, self.udp) if s], [], [], max(0, next_beat - time.monotonic()))
            if self.udp in ready:
                self.receive()
            if self.control in ready:
                for command in self.commands():
                    name = command.pop("cmd")
                    if name in ("start", "multicast", "probe", "leave", "stop") and (self.process or name in ("start", "stop")):
                        getattr(self, name)(**command)
                    else:
                        self.answer("error", why=f"no '{name}' here and now")
            if time.monotonic() >= next_beat:
                self.answer("beat", unscheduledMillis=0)
                next_beat = time.monotonic() + BEAT_SECONDS


def address(text):
    host, port = text.rsplit(":", 1)
    return host, int(port)


def is_harness(control, token):
    """Whether a connection begins with the hello of this run. A stranger gets no answer but an error, and does not wait for long."""
    control.settimeout(HELLO_SECONDS)
    try:
        hello = json.loads(control.makefile("rb", buffering=0).readline(1024))
        known = hello.get("cmd") == "hello" and hello.get("version") == VERSION and hmac.compare_digest(hello["token"], token)
    except (OSError, ValueError, AttributeError, KeyError):
        known = False
    control.settimeout(None)
    return known


def main():
    parser = argparse.ArgumentParser()
    for option in ("--node", "--listen", "--token-file", "--data"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    with open(options.token_file) as file:
        token = file.read().strip()
    listener = socket.create_server(address(options.listen))
    while True:
        control, _ = listener.accept()
        node = Node(options, control)
        if is_harness(control, token):
            node.answer("hello", protocol="maat-node", version=VERSION, node=options.node, process=None)
            try:
                node.run()
            except ConnectionError:
                # A harness that lost patience before the start comes again; after it, nobody is left to work for.
                if node.process:
                    return
        else:
            node.answer("error", why="a connection begins with the 'hello' command, with the run's token")
        control.close()


if __name__ == "__main__":
    main()
