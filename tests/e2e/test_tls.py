"""Served over TLS, as a phone needs it for camera and microphone."""

import base64
import datetime
import http.client
import ipaddress
import os
import ssl
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.e2e.conftest import ROOT, free_port, stop

pytestmark = pytest.mark.browser


def self_signed(folder):
    """A certificate for localhost and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def wait(url, process, log):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    for _ in range(400):
        assert process.poll() is None, log.read_text()[-2000:]
        try:
            urllib.request.urlopen(f"{url}/login/", timeout=2, context=trusting).close()
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise AssertionError("no server over TLS")


def test_sign_in_over_tls_is_a_secure_page_with_a_secure_cookie(server, browser, tmp_path):
    certificate, key = self_signed(tmp_path)
    port, log = free_port(), tmp_path / "log"
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "crm_app", "serve", "--no-worker"),
            *("--tls", str(certificate), str(key)),
        ],
        cwd=ROOT,
        env={**os.environ, "CRM_DATA": str(server.data), "CRM_PORT": str(port)},
        stdout=log.open("ab"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    url = f"https://localhost:{port}"
    try:
        wait(url, process, log)
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"{url}/login/")
        email, password = server.accounts["rep"]
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda address: "/login" not in address)
        # What the page shows came over the live connection, so that is secure, too.
        page.goto(f"{url}/customers/")
        page.locator("[data-row]").first.wait_for()
        assert page.evaluate("isSecureContext && !!navigator.mediaDevices")
        session = next(one for one in context.cookies() if one["httpOnly"])
        assert session["secure"]
        context.close()
    finally:
        stop(process)


def knock(port, origin):
    """The status with which a live connection is answered."""
    line = http.client.HTTPConnection("localhost", port, timeout=5)
    headers = {
        "Origin": origin,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(bytes(16)).decode(),
    }
    line.request("GET", "/_event/?EIO=4&transport=websocket", headers=headers)
    status = line.getresponse().status
    line.close()
    return status


def test_only_our_own_page_gets_a_live_connection(server):
    port = urlsplit(server.url).port
    assert knock(port, server.url) == 101
    for foreign in ("https://elsewhere.example.com", "http://localhost:1"):
        assert knock(port, foreign) >= 400
