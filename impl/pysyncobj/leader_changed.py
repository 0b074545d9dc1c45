"""By hand, without Maat: python3 leader_changed.py

A follower gives a command and then does not run for three seconds, as a paused process does not. The others commit the command meanwhile. The follower
wakes, takes its leader for lost, and is told LEADER_CHANGED, 'leader has changed without command commit'. It gives the command again, as that word
lets it, and every member applies the command twice.
"""
import os, sys, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from conflict import free_addresses
from pysyncobj import FAIL_REASON, SyncObj, SyncObjConf, replicated

LIMIT_SECONDS, TICK_SECONDS, PAUSE_SECONDS = 30, 0.005, 3


class Member(SyncObj):
    def __init__(self, address, others):
        self.applied = []
        super().__init__(address, others, SyncObjConf(autoTick=False))

    @replicated
    def put(self, word):
        self.applied.append(word)


def run(members, until):
    begin = time.monotonic()
    while not until():
        assert time.monotonic() - begin < LIMIT_SECONDS, "not within the limit"
        for member in members:
            member.doTick(TICK_SECONDS)


def pause():
    begin = time.monotonic()
    return lambda: time.monotonic() - begin > PAUSE_SECONDS


def main():
    addresses = list(free_addresses("abc").values())
    members = [Member(address, [other for other in addresses if other != address]) for address in addresses]
    run(members, lambda: all(member.isReady() for member in members))
    follower = next(member for member in members if member._getLeader() not in (None, member.selfNode))
    others = [member for member in members if member is not follower]
    reasons = []
    follower.put("word", callback=lambda _, reason: reasons.append(reason))
    # One tick hands the command to the leader.
    follower.doTick(0)
    run(others, pause())
    print("applied by the others while the follower is paused:", [member.applied for member in others])
    run(members, lambda: reasons)
    print("told to the follower:", "LEADER_CHANGED" if reasons[0] == FAIL_REASON.LEADER_CHANGED else reasons[0])
    second = []
    run(members, lambda: follower._getLeader() is not None)
    follower.put("word", callback=lambda _, reason: second.append(reason))
    run(members, lambda: second and all(len(member.applied) == 2 for member in members))
    print("applied after it gave the command again:", [member.applied for member in members])
    os._exit(0)


main()
