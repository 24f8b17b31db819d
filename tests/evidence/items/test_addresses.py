"""Addresses of evidence: unwrapped, without whom they were sent to, never a place on a drive."""

from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError

from evidence.items.addresses import HIDDEN, ON_A_DRIVE, AddressField
from evidence.items.link_check import is_public

PAGE = "https://www.gov.scot/publications/keeping-the-promise/pages/3/?a=1&b=2"
SAFE = (
    "https://eur01.safelinks.protection.outlook.com/?url={}"
    "&data=05%7C02%7Cjo.smith%40south-ayrshire.gov.uk%7C4317ecf6796e854b992645b37dcbc628"
    "&sdata=Zm9v%3D&reserved=0"
)
GOOGLE = "https://www.google.com/url?sa=t&url={}&usg=AOvVaw0"
BARRACUDA = "https://linkprotect.cudasvc.com/url?a={}&c=E,1,x&typo=1"
WRAPPED = {
    "Safe Links": SAFE.format(quote(PAGE, safe="")),
    "Google": GOOGLE.format(quote(PAGE, safe="")),
    "Google's mail": f"https://www.google.co.uk/url?q={quote(PAGE, safe='')}&source=gmail",
    "Barracuda": BARRACUDA.format(quote(PAGE, safe="")),
    "Safe Links in Google": GOOGLE.format(quote(SAFE.format(quote(PAGE, safe="")), safe="")),
    "Barracuda in Safe Links": SAFE.format(quote(BARRACUDA.format(quote(PAGE, safe="")), safe="")),
    "Proofpoint, second form": "https://urldefense.proofpoint.com/v2/url?u="
    + PAGE.replace("-", "-2D")
    .replace("/", "_")
    .replace(":", "-3A")
    .replace("?", "-3F")
    .replace("=", "-3D")
    .replace("&", "-26")
    + "&d=DwMF&c=x&r=y",
    "Proofpoint, third form": "https://urldefense.com/v3/__"
    + PAGE.replace("?", "*").replace("&", "*")
    + "__;PyY!!token$",
    "Cisco": "https://secure-web.cisco.com/1aB2c/" + quote(PAGE, safe=""),
    "Sophos": "https://eu-west-1.protection.sophos.com/?d=gov.scot&i=x&u="
    "aHR0cHM6Ly93d3cuZ292LnNjb3QvcHVibGljYXRpb25zL2tlZXBpbmct"
    "dGhlLXByb21pc2UvcGFnZXMvMy8/YT0xJmI9Mg%3D%3D",
    "an angle each side": f" <{PAGE}> ",
    "newsletter": PAGE + "&utm_source=news&mc_eid=0f3",
    "reader": PAGE + "&email=jo.smith%40south-ayrshire.gov.uk",
    "a guard in the cloud": PAGE.replace("gov.scot", "gov.scot.mcas.ms"),
    "a visitor's name": PAGE.replace("www", "jo:secret@www"),
}


@pytest.mark.parametrize("name", WRAPPED)
def test_what_was_put_round_an_address_is_taken_off(name):
    assert AddressField().clean(WRAPPED[name]) == PAGE


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("www.gov.scot", "https://www.gov.scot"),
        ("gov.scot/the promise", "https://gov.scot/the%20promise"),
        ("http://x.gov.uk/My Report.pdf", "http://x.gov.uk/My%20Report.pdf"),
        ("https://x.gov.uk/a?e=4%3Aabc&at=9", "https://x.gov.uk/a?e=4%3Aabc&at=9"),
        (f"https://x.gov.uk/{'a' * 2000}", f"https://x.gov.uk/{'a' * 2000}"),
        ("https://x.gov.uk/ask?to=info%40x.gov.uk", "https://x.gov.uk/ask?to=info%40x.gov.uk"),
    ],
)
def test_an_address_is_kept_as_it_was_meant(typed, kept):
    assert AddressField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["S:\\Promise\\Minutes.docx", "\\\\server\\share\\a b.pdf", "file:///S:/a.pdf",
     "//server/share/a.pdf", "c:/Users/a.docx", "smb://server/share"],
)  # fmt: skip
def test_a_place_on_a_drive_is_answered_by_what_to_do(typed):
    with pytest.raises(ValidationError, match="Open the file and upload it") as refused:
        AddressField().clean(typed)
    assert refused.value.messages == [ON_A_DRIVE]


@pytest.mark.parametrize(
    "typed",
    ["https://protect-eu.mimecast.com/s/AbC1?domain=gov.scot",
     "https://url.uk.m.mimecastprotect.com/s/xYz", "https://urldefense.com/v3/xyz",
     "https://eur01.safelinks.protection.outlook.com/?data=x"],
)  # fmt: skip
def test_an_address_that_a_scanner_hides_is_asked_for(typed):
    with pytest.raises(ValidationError) as refused:
        AddressField().clean(typed)
    assert refused.value.messages == [HIDDEN]


def test_one_that_is_too_long_is_refused_and_not_cut():
    with pytest.raises(ValidationError, match="more than 2,048 characters"):
        AddressField().clean("https://x.gov.uk/" + "a" * 2040)
    assert "maxlength" not in AddressField().widget.attrs


def test_somebodys_own_address_elsewhere_in_it_is_refused():
    with pytest.raises(ValidationError, match="a private e-mail address"):
        AddressField().clean("https://x.gov.uk/forms/?for=kim%40gmail.com")


@pytest.mark.parametrize(
    "address",
    ["192.0.0.8", "192.0.0.1", "192.88.99.1", "198.18.0.1", "100.64.0.1", "203.0.113.9", "0.0.0.1",
     "255.255.255.255", "240.0.0.1", "::ffff:192.0.0.8", "64:ff9b::a00:1", "2001:20::1", "3fff::1",
     "5f00::1", "fec0::1", "4000::1", "::7f00:1", "2002:a00:1::", "100:0:0:1::1"],
)  # fmt: skip
def test_only_addresses_of_the_public_internet_are_called(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "192.0.1.1", "2a00:1450:4009::200e"])
def test_public_ones_are(address):
    assert is_public(address)
