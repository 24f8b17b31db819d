"""No text that people type is ever run (promise T9): sixty payloads in every text, on every page
that shows it.
"""

from functools import partial
from itertools import product

import pytest
from django.utils import timezone

from actions.models import SubAction
from evidence.models import Support
from foundations.models import FrameworkItem
from tests.factories import (
    AnswerFactory,
    CorrectionFactory,
    EvidenceFactory,
    HeardFactory,
    LinkFactory,
    MeasureFactory,
    ProgressUpdateFactory,
    ReplyFactory,
    RoundFactory,
    SelfAssessmentFactory,
    SubmissionFactory,
)

OPENINGS = [
    "",
    "'",
    '"',
    "'>",
    '">',
    "</textarea>",
    "</title>",
    "--></p>",
    "]]>",
    "\\",
    "{{7*7}}",
    "&lt;",
]
SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<iframe srcdoc=x></iframe>",
]
PAYLOADS = [opening + script for opening, script in product(OPENINGS, SCRIPTS)]


@pytest.fixture
def poisoned(framework, service, keeper, champions):
    """A payload in each text of each record that people write, all of them on 1.1, C18, T1 and
    T2.
    """
    text = partial(next, iter(PAYLOADS * 4))
    items = {
        item.key: item
        for item in FrameworkItem.objects.filter(key__in=["1.1", "C18", "T1", "T2", "Q1", "Q4"])
    }
    work = SubAction.objects.get(item__key="1.1")
    SubAction.objects.filter(pk=work.pk).update(
        service=service, expected_difference=text(), target_unit=text()[:120]
    )
    said = {"changed": text(), "difference": text(), "next_step": text(), "posted_by": keeper}
    ProgressUpdateFactory(sub_action=SubAction.objects.get(pk=work.pk), **said)
    paths = [
        "/sub-actions/1.1/",
        "/calls/C18/",
        "/themes/T1/",
        "/evidence/",
        "/heard/",
        "/corrections/",
        "/board/",
    ]
    for _number in range(5):
        made = EvidenceFactory(
            title=text(), shows=text(), words=text(), service=service, added_by=keeper
        )
        for key in ("1.1", "C18", "T1"):
            Support.objects.create(evidence=made, item=items[key], made_by=keeper, reason=text())
        heard = HeardFactory(theme=text(), words=text(), logged_by=champions)
        ReplyFactory(heard=heard, item=items["1.1"])
        told = {
            "kind": "changed",
            "words": text(),
            "answered_by": keeper,
            "answered_on": timezone.localdate(),
        }
        ReplyFactory(heard=heard, item=items["C18"], **told)
        said = {
            "name": text(),
            "unit": text()[:60],
            "why": text(),
            "data_source": text(),
            "gaps": text(),
        }
        measure = MeasureFactory(
            item=items["1.1"], added_by=keeper, baseline_unknown=text(), **said
        )
        measure.actuals.create(on=timezone.localdate(), unknown=text(), said_by=keeper)
        paths += [made.get_absolute_url(), heard.get_absolute_url(), measure.get_absolute_url()]
    CorrectionFactory(item=items["C18"], wording=text(), reason=text(), proposed_by=keeper)
    LinkFactory(
        from_item=work.item,
        to_item=FrameworkItem.objects.get(key="C19"),
        state="added",
        reason=text(),
    )
    now = RoundFactory(key="now", name="Now")
    draft = SelfAssessmentFactory(theme=items["T2"], service=service, round=now)
    for key in ("Q1", "Q4"):
        AnswerFactory(assessment=draft, prompt=items[key], text=text())
    submitted = SelfAssessmentFactory(
        theme=items["T1"], service=service, round=now, state="submitted"
    )
    SubmissionFactory(
        assessment=submitted, texts={"Q1": text(), "Q2": text(), "Q3": text(), "Q4": text()}
    )
    whole = f"/self-assessment/now/{service.key}/"
    return [
        *paths,
        "/my-work/",
        "/tensions/",
        whole,
        f"{whole}T1/",
        f"{whole}T2/",
        "/themes/T1/self-assessments/",
    ]


def test_no_payload_reaches_a_page_as_markup(poisoned, keeper, signed_in):
    client = signed_in(keeper)
    shown = set()
    for path in poisoned:
        answer = client.get(path)
        assert answer.status_code == 200, path
        html = answer.content.decode()
        for script in SCRIPTS:
            assert script not in html, f"{script} on {path}"
        shown |= {
            script for script in SCRIPTS if script.replace("<", "&lt;").replace(">", "&gt;") in html
        }
    # They are all there, as text.
    assert shown == set(SCRIPTS)
