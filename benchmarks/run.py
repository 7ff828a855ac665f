"""One part of the benchmark, on one database: ``run.py PART DATABASE [APPLICATIONS [OPEN]]``; prints JSON."""

import json
import sys
import time

from boot import environment


def main(part, database, count=0, open_count=0):
    """Run a part.

    :param str part: ``generate``, ``officers``, ``measure``, ``transition``, ``peer-generate`` or ``peer-measure``
    :param str database: its name
    :param count: applications or tickets, the open ones included
    :param open_count: how many of them are under way
    """
    count, open_count = int(count), int(open_count)
    with environment(database) as env:
        start = time.perf_counter()
        if part == "generate":
            from generate import Generator

            result = {"rows": Generator(env, count, open_count).run()}
            env.cr.commit()
        elif part == "officers":
            from generate import Generator

            Generator(env, 0, 0)
            env.cr.commit()
            result = {}
        elif part == "measure":
            from generate import NOW
            from measure import application_screens, monitoring, opinions, pivot

            result = application_screens(env) | pivot(env) | opinions(env) | monitoring(env, NOW)
        elif part == "transition":
            from measure import transition

            result = transition(env)
        elif part == "peer-generate":
            import peer

            peer.generate(env, count, open_count)
            result = {}
        elif part == "peer-measure":
            import peer

            result = peer.ticket_screens(env)
        else:
            sys.exit(f"{part} is no part of the benchmark")
        result["seconds"] = round(time.perf_counter() - start, 1)
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
