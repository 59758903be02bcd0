"""Processes beside a run that fail: whoever asked them does the part itself."""

from landwaiter.services.base.line_process import LineProcess


class EndedProcess(LineProcess):
    """Ends before the second answer."""

    def answer(self, line: bytes) -> bytes:
        self.asked = getattr(self, "asked", 0) + 1
        if self.asked > 1:
            self._process.kill()
            self._process.wait()
        return super().answer(line)


class GarbledProcess(LineProcess):
    """Answers what nobody can read."""

    def answer(self, line: bytes) -> bytes:
        super().answer(line)
        return b'{"found": 7}\n'


def refused(*_said: object) -> LineProcess:
    """In place of a process that cannot start."""
    raise OSError(12, "Cannot allocate memory")
