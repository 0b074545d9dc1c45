"""A node of PySyncObj, Raft in Python: a multicast is a replicated command, delivered where it is applied.

The log is in a file, and nodes come back with it. A command whose end is an error, or unknown for 5 s, is given again, so a message may be
in the log twice; the application takes each id once. It speaks version 2 of the node protocol (impl/node/NODE-PROTOCOL.md). The library comes by:
pip install --no-deps --require-hashes --target lib -r requirements.txt
"""
import argparse, hmac, json, logging, os, select, signal, socket, sys, time, zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from pysyncobj import FAIL_REASON, SyncObj, SyncObjConf, replicated
from pysyncobj.node import TCPNode
from pysyncobj.transport import TCPTransport

VERSION, BEAT_SECONDS, HELLO_SECONDS, TICK_SECONDS = 2, 0.5, 3, 0.005
AGAIN_SECONDS, UNKNOWN_SECONDS, MAX_WAITING = 0.1, 5, 4096
EXIT_NO_EVIDENCE = 74
# Snapshots would be of the application's state, which is the history that the file has already.
NO_SNAPSHOTS = {"logCompactionMinEntries": 1 << 30, "logCompactionMinTime": 1 << 30}


class NamedNode(TCPNode):
    """A peer whose id is its name, as each process finds it at another address."""

    def __init__(self, name, address):
        super().__init__(address)
        self._id = name


class NamedTransport(TCPTransport):
    """The library's transport. Nodes tell each other their names in place of their addresses, and packets are counted."""

    def __init__(self, *arguments):
        self.received = {}
        super().__init__(*arguments)

    def addNode(self, node):
        super().addNode(node)
        self._nodeAddrToNode[node.id] = self._nodeAddrToNode.pop(node.address)
        self.received[node.id] = 0

    def _shouldConnect(self, node):
        return node not in self._preventConnectNodes and self._selfNode.id > node.id

    def _sendSelfAddress(self, conn):
        conn.send(self._selfNode.id)

    def _onMessageReceived(self, node, message):
        self.received[node.id] += 1
        if message["type"] != "probe":
            super()._onMessageReceived(node, message)

    def probe(self):
        counted, self.received = self.received, dict.fromkeys(self.received, 0)
        for node in self._nodes:
            self.send(node, {"type": "probe"})
        return counted


class Broadcast(SyncObj):
    def __init__(self, me, others, conf, deliver):
        self.deliver = deliver
        super().__init__(me, others, conf, transportClass=self.named_transport)

    def named_transport(self, *arguments):
        self.transport = NamedTransport(*arguments)
        return self.transport

    @replicated
    def put(self, payload):
        self.deliver(payload)


class Node:
    def __init__(self, options, control):
        self.options, self.control, self.unread = options, control, b""
        self.process = self.log = self.group = self.end_message = None
        self.lines, self.last_number, self.closed = 0, 0, False
        self.waiting, self.taken = {}, set()

    def answer(self, kind, **fields):
        self.control.sendall(json.dumps({"answer": kind, **fields}, separators=(",", ":")).encode() + b"\n")

    def event(self, name, **fields):
        """Into the file first: what the harness hears of is evidence already. No event follows 'closed'."""
        if self.closed:
            return
        event = {"p": self.process, "t": time.monotonic_ns() - self.origin, "e": name, **fields}
        line = json.dumps(event, separators=(",", ":")).encode() + b"\n"
        try:
            os.write(self.log, line)
        except OSError:
            os._exit(EXIT_NO_EVIDENCE)
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
        former = sum(file.endswith(".jsonl") for file in os.listdir(history))
        self.process = f"{self.options.node}.{former}"
        self.log = os.open(os.path.join(history, self.process + ".jsonl"), os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        self.origin = originNanos
        peers = {name: NamedNode(name, address) for name, address in addresses.items()}
        me = peers.pop(self.options.node)
        # Without a bindAddress the library listens at all addresses, where the links' proxies listen.
        conf = SyncObjConf(
            autoTick=False, bindAddress=me.address, journalFile=os.path.join(self.options.data, "journal"), **NO_SNAPSHOTS
        )
        self.answer("started", process=self.process, founder=not former)
        self.event("start")
        self.group = Broadcast(me, peers.values(), conf, self.deliver)

    def multicast(self, number, size, last):
        if number <= self.last_number or len(self.waiting) >= MAX_WAITING:
            return self.answer("refused", number=number, why="numbers increase, and 4,096 messages wait at most")
        self.last_number = number
        message = f"{self.process}:{number}"
        name = message.encode()
        payload = (len(name).to_bytes(2, "big") + name).ljust(size, b"\0")
        self.event("send", m=message, hash=f"{zlib.crc32(payload):08x}", size=len(payload), **({"last": True} if last else {}))
        # Commands that are given again lose their place. A delivered END tells the harness that all before it is delivered, so it waits for them.
        if last:
            self.end_message = (message, payload)
        else:
            self.give(message, payload)

    def give(self, message, payload):
        self.waiting[message] = (payload, time.monotonic() + UNKNOWN_SECONDS)
        self.group.put(payload, callback=lambda _, reason: self.given(message, payload, reason))

    def given(self, message, payload, reason):
        # Not at once: in a group without a leader a callback that gives again would be called again for ever.
        if reason != FAIL_REASON.SUCCESS and message in self.waiting:
            self.waiting[message] = (payload, time.monotonic() + AGAIN_SECONDS)

    def give_again(self):
        for message, (payload, when) in list(self.waiting.items()):
            if when < time.monotonic():
                self.give(message, payload)
        if self.end_message and not self.waiting:
            end, self.end_message = self.end_message, None
            self.give(*end)

    def deliver(self, payload):
        length = int.from_bytes(payload[:2], "big")
        message = payload[2 : 2 + length].decode()
        if message in self.taken:
            return
        self.taken.add(message)
        self.event("deliver", m=message, hash=f"{zlib.crc32(payload):08x}")
        # Accepted is what the group's log has. In the memory of this process alone a kill would lose it.
        if self.waiting.pop(message, None):
            self.event("sent", m=message)

    def probe(self, id):
        self.answer("probe", id=id, via="transport", received=self.group.transport.probe())

    def leave(self):
        self.event("leave")
        self.event("left")
        self.end("left")

    def stop(self):
        """Closes the log, and goes on as a member: the others may need this one for their majority."""
        if not self.process:
            self.end("stopped")
        self.event("closed", events=self.lines)
        self.closed = True

    def exit(self):
        self.end("stopped")

    def end(self, why):
        if self.process:
            self.event("closed", events=self.lines)
            self.answer("ended", process=self.process, exitCode=0, why=why)
        os._exit(0)

    def obey(self, command):
        name = command.pop("cmd")
        if not self.process:
            known = ("start", "stop", "exit")
        elif self.closed:
            known = ("probe", "stop", "exit")
        else:
            known = ("multicast", "probe", "leave", "stop", "exit")
        if name in known:
            getattr(self, name)(**command)
        else:
            self.answer("error", why=f"no '{name}' here and now")

    def run(self):
        next_beat = time.monotonic()
        while True:
            if self.group:
                self.group.doTick(TICK_SECONDS)
                self.give_again()
            ready, _, _ = select.select([self.control], [], [], 0 if self.group else max(0, next_beat - time.monotonic()))
            if ready:
                for command in self.commands():
                    self.obey(command)
            if time.monotonic() >= next_beat:
                self.answer("beat", unscheduledMillis=0)
                next_beat = time.monotonic() + BEAT_SECONDS

    def signalled(self, number, _):
        if self.process:
            with open(os.path.join(self.options.data, "history", self.process + ".signal"), "w") as file:
                file.write(signal.Signals(number).name)
        os._exit(128 + number)


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
    logging.basicConfig(level=logging.INFO)
    parser = argparse.ArgumentParser()
    for option in ("--node", "--listen", "--token-file", "--data"):
        parser.add_argument(option, required=True)
    options = parser.parse_args()
    with open(options.token_file) as file:
        token = file.read().strip()
    host, port = options.listen.rsplit(":", 1)
    listener = socket.create_server((host, int(port)))
    while True:
        control, _ = listener.accept()
        node = Node(options, control)
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, node.signalled)
        if is_harness(control, token):
            node.answer("hello", protocol="maat-node", version=VERSION, node=options.node, process=None)
            try:
                node.run()
            except ConnectionError:
                # A harness that lost patience before the start comes again; after it, nobody is left to work for.
                if node.process:
                    os._exit(0)
        else:
            node.answer("error", why="a connection begins with the 'hello' command, with the run's token")
        control.close()


if __name__ == "__main__":
    main()
