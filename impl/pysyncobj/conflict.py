"""By hand, without Maat: python3 conflict.py [SECONDS]

A former leader has five entries that were never committed. Three plain members begin with journals in which the others have 40 kB, then
400 kB, behind the point of conflict; nothing else differs. Each line says whether the former leader came in step.
"""
import os, socket, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from pysyncobj import SyncObj, SyncObjConf
from pysyncobj.journal import FileJournal

NO_OP, ENTRY_BYTES, COMMON, UNCOMMITTED = b"\1", 2000, [0] + [1] * 20, 5


def write_journal(path, terms):
    journal = FileJournal(path)
    for index, term in enumerate(terms, 1):
        journal.add(NO_OP + bytes(ENTRY_BYTES), index, term)
    journal.setCurrentTerm(terms[-1], None)
    journal._destroy()


def free_addresses(names):
    sockets = {name: socket.create_server(("127.0.0.1", 0)) for name in names}
    addresses = {name: f"127.0.0.1:{one.getsockname()[1]}" for name, one in sockets.items()}
    for one in sockets.values():
        one.close()
    return addresses


def in_step(members):
    states = [member.getStatus() for member in members]
    # The first leader's own no-op is behind all that the journals have.
    return states[0]["commit_idx"] > len(COMMON) + UNCOMMITTED and len({(s["log_len"], s["commit_idx"]) for s in states}) == 1


def case(entries_behind, seconds):
    with tempfile.TemporaryDirectory() as folder:
        addresses = free_addresses(("former", "b", "c"))
        members = []
        for name, address in addresses.items():
            path = os.path.join(folder, name)
            write_journal(path, COMMON + ([2] * UNCOMMITTED if name == "former" else [3] * entries_behind))
            others = [other for other in addresses.values() if other != address]
            members.append(SyncObj(address, others, SyncObjConf(journalFile=path)))
        begin = time.monotonic()
        while not in_step(members) and time.monotonic() - begin < seconds:
            time.sleep(0.1)
        end = "in step" if in_step(members) else "not in step"
        print(f"{entries_behind * ENTRY_BYTES // 1000} kB: {end} after {time.monotonic() - begin:.1f} s", flush=True)
        for member in members:
            member.destroy()
        time.sleep(0.5)


if __name__ == "__main__":
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    case(20, limit)
    case(200, limit)
    os._exit(0)
