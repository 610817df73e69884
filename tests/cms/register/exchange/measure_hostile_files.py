"""Reads every hostile file and prints seconds and the process's memory: run by ``test_hostile_files.py`` on its own."""

import io
import json
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
django.setup()


def main() -> None:
    from cms.core.refusals import Refused
    from cms.register.exchange.limits import BY_COMMAND, IN_REQUEST
    from cms.register.exchange.reading import read_file
    from tests.factories.hostile_files import HOSTILE

    for name, (file, make, _reason) in HOSTILE.items():
        content = make()
        for limits in (IN_REQUEST, BY_COMMAND):
            # In a child: the memory that building the file took is not counted again and again.
            child = os.fork()
            if child:
                os.waitpid(child, 0)
                continue
            start = time.process_time()
            try:
                read_file(io.BytesIO(content), file, limits)
                message = ""
            except Refused as refused:
                message = refused.message
            seconds = time.process_time() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            sys.stdout.write(json.dumps([name, message, seconds, memory]) + "\n")
            sys.stdout.flush()
            os._exit(0)


main()
