"""Addresses of one picture share a name in the cache, addresses of two never do."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from viewer.media.cache_keys import cache_key, cache_name

API = "https://api.labelbox.com"
PICTURE = "https://storage.labelbox.com/org%2Fid-a%20b.jpg"


def same(first: str, second: str) -> bool:
    names = cache_name(first), cache_name(second)
    assert None not in names
    return names[0] == names[1]


class TestMasksOfAnotherExport:
    def test_a_composite_is_known_without_its_task(self) -> None:
        assert same(f"{API}/api/v1/tasks/t1/masks/c1/index/1", f"{API}/api/v1/tasks/t2/masks/c1/index/1")
        assert same(f"{API}/api/v1/tasks/t1/masks/c1", f"{API}/api/v1/tasks/t2/masks/c1")

    @pytest.mark.parametrize(
        "other",
        [
            f"{API}/api/v1/tasks/t1/masks/c2/index/1",
            f"{API}/api/v1/tasks/t1/masks/c1/index/2",
            f"{API}/api/v1/tasks/t1/masks/c1",
            f"{API}/api/v1/tasks/t1/masks/c1/index/1/more",
            "https://other.example/api/v1/tasks/t1/masks/c1/index/1",
            "http://api.labelbox.com/api/v1/tasks/t1/masks/c1/index/1",
        ],
    )
    def test_other_composites_frames_and_hosts_stay_apart(self, other: str) -> None:
        assert not same(f"{API}/api/v1/tasks/t1/masks/c1/index/1", other)

    def test_a_folder_that_only_looks_a_little_like_it_is_taken_as_it_is(self) -> None:
        host = "https://mirror.example"
        assert not same(f"{host}/tasks/a/masks/1/index/1", f"{host}/tasks/b/masks/1/index/1")

    def test_single_masks_are_known_by_their_path(self) -> None:
        mask = f"{API}/api/v1/projects/p/annotations/f/index/1/mask"
        assert same(mask, mask)
        assert not same(mask, mask.replace("/f/", "/g/"))
        assert not same(mask, mask.replace("/1/", "/2/"))

    def test_the_token_of_an_old_mask_does_not_count(self) -> None:
        feature = f"{API}/masks/feature/f1"
        assert same(f"{feature}?token=aa.bb.cc", f"{feature}?token=dd.ee.ff")
        label = f"{API}/masks/org/project/label/0?feature=f1"
        assert same(f"{label}&token=aa.bb.cc", f"{label}&token=dd.ee.ff")
        assert not same(
            f"{label}&token=aa.bb.cc", f"{API}/masks/org/project/label/0?feature=f2&token=aa.bb.cc"
        )

    def test_a_token_that_may_name_the_picture_counts(self) -> None:
        assert not same("https://host/image?token=one", "https://host/image?token=two")
        assert not same("https://host/masks/latest?token=one", "https://host/masks/latest?token=two")


SIGNATURES = {
    "Labelbox": ("Expires={0}&KeyName=key&Signature={1}", "1700000000000"),
    "Cloud Storage 2": ("GoogleAccessId=a%40b&Expires={0}&Signature={1}", "1700000000"),
    "Cloud Storage 4": (
        "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=a%2F{0}&X-Goog-Date={0}T000000Z"
        "&X-Goog-Expires=900&X-Goog-SignedHeaders=host&X-Goog-Signature={1}",
        "20240101",
    ),
    "S3 2": ("AWSAccessKeyId=AKIA&Signature={1}&Expires={0}&x-amz-security-token=tok{0}", "1700000000"),
    "S3 4": (
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F{0}&X-Amz-Date={0}T000000Z&X-Amz-Expires=900"
        "&X-Amz-Security-Token=tok{0}&X-Amz-SignedHeaders=host&X-Amz-Signature={1}",
        "20240101",
    ),
    "CloudFront": ("Policy=p{0}&Signature={1}&Key-Pair-Id=K&Hash-Algorithm=SHA256", "1"),
    "Azure": ("sv=2022-11-02&st={0}&se={0}&sr=b&sp=r&skoid=x{0}&sig={1}", "2024-01-01"),
    "Alibaba": ("OSSAccessKeyId=id&Expires={0}&Signature={1}", "1700000000"),
}
signatures = pytest.mark.parametrize(("form", "when"), SIGNATURES.values(), ids=SIGNATURES.keys())


class TestSignedAddresses:
    @signatures
    def test_another_signature_is_the_same_picture(self, form: str, when: str) -> None:
        first = f"{PICTURE}?{form.format(when, 'aa%2Bbb')}"
        assert same(first, f"{PICTURE}?{form.format(when[:-1] + '9', 'cc')}")
        assert same(first, PICTURE)

    @signatures
    def test_what_says_which_version_still_counts(self, form: str, when: str) -> None:
        signed = form.format(when, "aa")
        assert not same(f"{PICTURE}?generation=1&{signed}", f"{PICTURE}?generation=2&{signed}")
        assert same(f"{PICTURE}?generation=1&{signed}", f"{PICTURE}?generation=1&{form.format(when, 'bb')}")

    @pytest.mark.parametrize(
        "name", ["Expires", "sp", "st", "sig", "Policy", "token", "Signature", "KeyName"]
    )
    def test_a_name_that_is_not_part_of_a_signature_here_counts(self, name: str) -> None:
        assert not same(f"https://host/a?{name}=1", f"https://host/a?{name}=2")

    @signatures
    def test_no_part_of_a_signature_is_in_the_key(self, form: str, when: str) -> None:
        key = cache_key(f"{PICTURE}?{form.format(when, 'SECRETSECRET')}")
        assert key == f"{PICTURE}?"


class TestAddresses:
    @pytest.mark.parametrize(
        "spelling",
        [
            "HTTPS://Host.Example/a/B.png",
            "https://host.example:443/a/B.png",
            "https://host.example./a/B.png",
            " https://host.example/a/B.png#part ",
        ],
    )
    def test_spellings_of_a_host_are_one(self, spelling: str) -> None:
        assert same("https://host.example/a/B.png", spelling)

    @pytest.mark.parametrize(
        "other",
        [
            "https://host.example/a/b.png",
            "https://host.example:8443/a/B.png",
            "http://host.example/a/B.png",
            "https://host.example/a/B.png/",
            "https://host.example/a/B.png?w=100",
            "https://hosts.example/a/B.png",
        ],
    )
    def test_what_may_be_another_picture_is_another(self, other: str) -> None:
        assert not same("https://host.example/a/B.png", other)

    @pytest.mark.parametrize(
        "address",
        [
            "file:///a.png",
            "data:image/png;base64,AA",
            "gs://bucket/a.png",
            "https://",
            "https://user:password@host/a.png",
            "https://host:port/a.png",
            "https://[::1/a.png",
            "https://good.example\\@evil.example/a.png",
            "https://good.exa\tmple/a.png",
            "a.png",
            "",
        ],
    )
    def test_what_is_no_plain_address_of_the_network_is_not_kept(self, address: str) -> None:
        assert cache_name(address) is None

    def test_a_name_says_nothing_of_the_address(self) -> None:
        name = cache_name("https://host/SECRET?api_key=SECRET")
        assert name is not None
        assert len(name) == 64
        assert set(name) <= set("0123456789abcdef")


PARTS = ["a", "B", "%2F", "masks", "feature", "tasks", "api", "v1", "index", "1", " composite "]
NAMES = ["id=1", "id=2", "w=1", "Expires=1", "token=1", "token=2", "sig=1", "feature=f"]
addresses = st.builds(
    "{}://{}/{}?{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["a.example", "b.example", "a.example:8080"]),
    st.lists(st.sampled_from(PARTS), max_size=4).map("/".join),
    st.lists(st.sampled_from(NAMES), max_size=3).map("&".join),
)


@given(addresses, addresses)
def test_addresses_without_signatures_share_a_name_only_when_they_are_equal(one: str, other: str) -> None:
    def is_mask_with_token(address: str) -> bool:
        return "/masks/" in address and "token=" in address

    assume(not is_mask_with_token(one) and not is_mask_with_token(other))
    assert (cache_name(one) == cache_name(other)) == (one == other)


@given(st.text())
def test_any_text_has_a_name_or_none(text: str) -> None:
    for address in (text, f"https://host/{text}", f"https://{text}/a"):
        name = cache_name(address)
        assert name is None or len(name) == 64
