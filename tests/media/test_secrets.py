"""No text shows a token, a signature, a password or a key, however it is wrapped."""

import json
import pickle
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from viewer.media.resolve import shown
from viewer.media.secrets import MASK, Secret, masked

S = "s3cr3tVALUE"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjF9.c2lnbmF0dXJl"
SIGNED = [
    f"https://storage.labelbox.com/a.png?Expires=1700000000000&KeyName={S}&Signature={S}",
    f"https://api.labelbox.com/masks/feature/f?token={S}",
    f"https://api.labelbox.com/masks/o/p/l/0?feature=f&token={S}",
    f"https://b.s3.amazonaws.com/k?AWSAccessKeyId={S}&Expires=1&Signature={S}",
    f"https://b.s3.amazonaws.com/k?X-Amz-Credential={S}%2F20260101&X-Amz-Security-Token={S}&X-Amz-Signature={S}",
    f"https://storage.googleapis.com/b/o?X-Goog-Credential={S}&X-Goog-Signature={S}",
    f"https://storage.googleapis.com/b/o?GoogleAccessId={S}&Expires=1&Signature={S}",
    f"https://a.blob.core.windows.net/c/b?sv=2020&se=2026-01-01&sig={S}",
    f"https://d.cloudfront.net/a?Expires=1&Policy={S}&Signature={S}&Key-Pair-Id={S}",
    f"https://firebasestorage.googleapis.com/v0/b/x/o/y?alt=media&token={S}",
    f"https://maps.example/tile?key={S}",
    f"https://h/x?api_key={S}",
    f"https://h/x?apikey={S}",
    f"https://h/x?access_token={S}",
    f"https://h/x?sessionid={S}",
    f"https://h/x?%74oken={S}",
    f"https://h/x?TOKEN={S}",
    f"https://h/x#access_token={S}",
    f"https://user:{S}@h/x",
    f"https://{S}@h/x",
    f"ftp://user:{S}@h/x",
    f"https://h/x;token={S}",
    f"https://h/x%3Ftoken={S}",
    f"gs://b/x?sig={S}",
]


def nested(url: str) -> list[str]:
    once = quote(url, safe="")
    return [f"https://proxy.example/?url={once}", f"https://proxy.example/?url={quote(once, safe='')}"]


def written(url: str) -> list[str]:
    """Ways in which a program writes an address."""
    html = url.replace("&", "&amp;")
    return [
        url,
        f"cannot open {url}: gone",
        f'{{"row_data":"{url}"}}',
        json.dumps({"row_data": url}),
        json.dumps({"row_data": url}).replace("&", "\\u0026").replace("=", "\\u003d"),
        json.dumps({"row_data": url}).replace("/", "\\/"),
        f"<a href='{html}'>",
        f"({url})",
        f"GET {url} HTTP/1.1",
        *nested(url),
    ]


@pytest.mark.parametrize("url", SIGNED)
def test_secrets_of_an_address_are_masked_however_it_is_written(url: str) -> None:
    for text in written(url):
        assert S not in masked(text), text


@pytest.mark.parametrize("url", SIGNED)
def test_an_address_that_is_shown_has_no_secrets(url: str) -> None:
    assert S not in shown(url)


@pytest.mark.parametrize(
    "text",
    [
        f"https://proxy.example/?url={quote(f'https://user:{S}@h/x', safe='')}",
        f"https:\\/\\/user:{S}@h\\/x",
        f"Authorization: Bearer {S}",
        f"authorization: bearer {S}",
        f"{{'Authorization': 'Bearer {S}'}}",
        f"Authorization: Basic {S}==",
        f"--header=Authorization:%20Bearer%20{S}",
        f"LABELBOX_API_KEY={S}",
        f"token = {S}",
        f'"token": "{S}"',
        f"token: {S}",
    ],
)
def test_secrets_are_known_by_where_they_stand(text: str) -> None:
    assert S not in masked(text)


def test_a_web_token_is_known_by_how_it_looks_and_when_it_is_cut_off() -> None:
    for end in range(20, len(JWT) + 1):
        assert masked(f"refused {JWT[:end]}") == f"refused {MASK}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "storage.googleapis.com/b/o.png: gone (410)",
        "https://example.com/a.png?width=10&height=20",
        'line 412, projects.*.labels[0]: expected a number, found "12,5"',
        "12 x 12 pixels = 144; sum=3",
        "global_key=abc external_id=def",
        "C:\\data\\a=b.png",
        "5 tokens of the text, a key frame, the signature of a PNG",
        "keyframe: 12, monkey: banana",
    ],
)
def test_what_is_no_secret_stays_as_it_is(text: str) -> None:
    assert masked(text) == text


def test_the_rest_of_an_address_stays_readable() -> None:
    assert masked(f"https://h/a.png?w=1&sig={S}&h=2#top") == f"https://h/a.png?w=1&sig={MASK}&h=2#top"
    assert masked(f"https://me:{S}@h/a.png") == f"https://{MASK}@h/a.png"


@given(st.text() | st.lists(st.sampled_from([*SIGNED, " ", "&", "%26", "=", "@", "://", "a"])).map("".join))
def test_masking_twice_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)


WORDS = st.sampled_from(["Bearer", "bEARER ", "eyJ", JWT, "authorization", "token", "key", S, "/", " ", "3d"])


@given(st.lists(WORDS | st.characters(exclude_characters=":=%\\")).map("".join))
def test_a_text_without_signs_is_masked_as_it_is_beside_one(text: str) -> None:
    assert masked(text) + " =" == masked(text + " =")


@given(st.text(), st.sampled_from(SIGNED), st.text())
def test_secrets_are_masked_in_the_midst_of_anything(before: str, url: str, after: str) -> None:
    assert S not in masked(f"{before} {url} {after}")


@pytest.mark.parametrize(
    "piece", ["a", "a=", "%3D", "eyJ", "://", "://a@", "token=", "Bearer ", "%253F", "=", "&a"]
)
def test_a_long_text_takes_no_long_time(piece: str) -> None:
    start = time.perf_counter()
    masked(piece * (400_000 // len(piece)))
    assert time.perf_counter() - start < 2


def test_a_secret_shows_itself_to_nobody() -> None:
    secret = Secret(S)
    assert secret.reveal() == S
    assert S not in f"{secret} {secret!r} {[secret]}"
    assert S not in str(vars(type(secret)))
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_a_secret_is_taken_out_of_a_text_as_it_is_and_as_an_address_spells_it() -> None:
    secret = Secret("pass b+c/d")
    for spelling in ("pass b+c/d", "pass%20b%2Bc%2Fd", "pass%20b%2Bc/d", "pass+b%2Bc%2Fd"):
        assert masked(f"<{spelling}>") == f"<{MASK}>"
    assert secret.reveal() == "pass b+c/d"


def test_a_secret_of_a_few_letters_is_not_looked_for_in_every_word() -> None:
    Secret("abc")
    assert masked("abcdef") == "abcdef"
