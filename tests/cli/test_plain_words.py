"""Whatever is wrong around a command: exit 1, one plain sentence, no traceback."""

import socket

import pytest

PHOTO = "tests/data/cards/contoso_avery.jpg"
NOTE = "tests/data/speech/en_jfk.ogg"


@pytest.mark.parametrize(
    ("setting", "words", "why"),
    [
        ({"CRM_PORT": "abc"}, ("verify",), "CRM_PORT is to be a number; it is “abc”."),
        ({"CRM_OCR_ENGINE": "tesseract"}, ("card", PHOTO, "--json"), "paddleocr, rapidocr"),
        ({"CRM_SPEECH_ENGINE": "vosk"}, ("voice", NOTE, "--json"), "faster-whisper, whisper"),
        ({"CRM_DATABASE_URL": "garbage"}, ("verify",), "Check CRM_DATABASE_URL"),
        ({"CRM_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, ("verify",), "connection failed"),
        ({"CRM_DATA": "/dev/null/x"}, ("verify",), "/dev/null"),
        ({}, ("serve", "--tls", "/none/cert.pem", "/none/key.pem"), "CERT then KEY"),
    ],
)
def test_one_sentence_and_exit_1(process, monkeypatch, setting, words, why):
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    ended = process(*words)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert why in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_a_taken_port_is_said_before_anything_is_prepared(process, monkeypatch, tmp_path):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.setenv("CRM_DATA", str(tmp_path / "data"))
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        monkeypatch.setenv("CRM_PORT", port)
        ended = process("serve", "--no-worker")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"{port} 端口已被占用" in ended.stderr
    assert not (tmp_path / "data").exists()
