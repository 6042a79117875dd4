"""Writes down again what is made of each text: `python -m tests.readings`."""

from tests.readings import STAGES, cases_of, file_of, written

for stage, read in STAGES.items():
    cases = [case._replace(found=read(case.kind, case.text)) for case in cases_of(stage)]
    file_of(stage).write_bytes(written(cases))
