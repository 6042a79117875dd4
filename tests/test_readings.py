"""No change of the rules of a stage passes unseen."""

from __future__ import annotations

import pytest

from tests.readings import STAGES, Case, cases_of

CASES = [(stage, case) for stage in STAGES for case in cases_of(stage)]


@pytest.mark.parametrize(("stage", "case"), CASES, ids=[f"{stage}{number}" for number, (stage, _) in enumerate(CASES)])
def test_each_text_is_read_as_it_was(stage: str, case: Case) -> None:
    """Where a rule is meant to change, look at each difference; `python -m tests.readings` writes them down."""
    assert STAGES[stage](case.kind, case.text) == case.found
