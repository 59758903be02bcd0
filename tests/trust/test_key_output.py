"""What a key gives for a text: the vectors of RFC 9381, and that its owner cannot choose it."""

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from landwaiter.trust import key_output
from landwaiter.trust.key_output import is_proved, output_in, prove

VECTORS = [  # RFC 9381, appendix B.3: private key, text, proof, output
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "",
        "8657106690b5526245a92b003bb079ccd1a92130477671f6fc01ad16f26f723f26f8a57ccaed74ee1b190bed1f"
        "479d9727d2d0f9b005a6e456a35d4fb0daab1268a1b0db10836d9826a528ca76567805",
        "90cf1df3b703cce59e2a35b925d411164068269d7b2d29f3301c03dd757876ff66b71dda49d2de59d03450451a"
        "f026798e8f81cd2e333de5cdf4f3e140fdd8ae",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "72",
        "f3141cd382dc42909d19ec5110469e4feae18300e94f304590abdced48aed5933bf0864a62558b3ed7f2fea45c"
        "92a465301b3bbf5e3e54ddf2d935be3b67926da3ef39226bbc355bdc9850112c8f4b02",
        "eb4440665d3891d668e7e0fcaf587f1b4bd7fbfe99d0eb2211ccec90496310eb5e33821bc613efb94db5e5b54c"
        "70a848a0bef4553a41befc57663b56373a5031",
    ),
]


def public_of(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


@pytest.mark.parametrize("vector", VECTORS)
def test_it_is_the_function_of_the_rfc(vector: tuple[str, str, str, str]) -> None:
    seed, text, proof, output = map(bytes.fromhex, vector)
    public = public_of(seed)
    assert prove(seed, public, text).hex() == proof.hex()
    assert output_in(proof) == output
    assert is_proved(public, text, proof)


SEED = b"s" * 32


def test_another_text_key_or_proof_does_not_hold() -> None:
    public, text = public_of(SEED), b"a batch"
    proof = prove(SEED, public, text)
    assert is_proved(public, text, proof)
    assert not is_proved(public, b"another", proof)
    assert not is_proved(public_of(b"t" * 32), text, proof)
    for at in range(0, len(proof), 7):
        changed = bytearray(proof)
        changed[at] ^= 1
        assert not is_proved(public, text, bytes(changed))
    for wrong in (b"", proof[:-1], proof + b"0", bytes(80), b"\xff" * 80):
        assert not is_proved(public, text, wrong)
    # Greater by the order of the group: the same number in another form.
    s = int.from_bytes(proof[48:], "little") + key_output._ORDER
    assert not is_proved(public, text, proof[:48] + s.to_bytes(32, "little"))
    neutral = (1).to_bytes(32, "little")
    assert not is_proved(neutral, text, prove(SEED, neutral, text))


def test_the_owner_of_a_key_chooses_a_proof_and_no_output(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who signs may choose among signatures; here another number gives the same output."""
    public, text = public_of(SEED), b"a batch"
    usual = prove(SEED, public, text)
    real = hashlib.sha512

    class OtherNumber:
        """The hash but for that by which the number is made: it begins with what a seed gives."""

        def __init__(self, data: bytes) -> None:
            chosen = b"chosen" if data.startswith(real(SEED).digest()[32:]) else b""
            self._made = real(data + chosen)

        def digest(self) -> bytes:
            return self._made.digest()

    monkeypatch.setattr(key_output, "sha512", OtherNumber)
    chosen = prove(SEED, public, text)
    monkeypatch.undo()
    assert chosen != usual
    assert is_proved(public, text, chosen)
    assert output_in(chosen) == output_in(usual)
