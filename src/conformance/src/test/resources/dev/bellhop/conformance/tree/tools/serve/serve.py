"""A server of test pages: as much of wptserve's outside as the runner relies on."""

import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from urllib.parse import urlsplit

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOSTS = "DNS:web-platform.test"
HEAD = (
    '<!DOCTYPE html>\n<script src="/resources/testharness.js"></script>\n'
    '<script src="/resources/testharnessreport.js"></script>\n%(scripts)s\n'
)
TYPES = {".html": "text/html", ".js": "text/javascript"}


class WindowHandler:
    wrapper = HEAD + '<script src="%(path)s"></script>\n'


class ServiceWorkersHandler:
    wrapper = HEAD.replace("%(scripts)s", "") + (
        '<script>navigator.serviceWorker.register("%(path)s%(query)s", { scope: "none/" })\n'
        "  .then((registration) => fetch_tests_from_worker(registration.installing));</script>\n"
    )


class WorkersHandler:
    wrapper = '<script>new Worker("%(path)s%(query)s");</script>\n'


# End of the page's name, end of the file's name, end of what the page loads.
PAGES = [
    (".any.serviceworker.html", ".any.js", ".any.worker.js", ServiceWorkersHandler),
    (".any.worker.html", ".any.js", ".any.worker.js", WorkersHandler),
    (".any.html", ".any.js", ".any.js", WindowHandler),
    (".window.html", ".window.js", ".window.js", WindowHandler),
    (".worker.html", ".worker.js", ".worker.js", WorkersHandler),
]


def meta_scripts(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("// META:"):
                return
            key, _, value = line[8:].strip().partition("=")
            if key == "script":
                yield value


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    aliases = {}
    counts = {}

    def do_GET(self):
        url = urlsplit(self.path)
        answer = self.generated(url) or self.stored(url.path)
        status, kind, text = answer or (404, "text/plain", b"There is no such file.")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def generated(self, url):
        query = "?" + url.query if url.query else ""
        if url.path == "/count":
            self.counts[url.query] = self.counts.get(url.query, 0) + 1
            return 200, "text/plain", str(self.counts[url.query]).encode()
        if url.path.endswith(".any.worker.js"):
            path = url.path[: -len("worker.js")] + "js"
            names = [*meta_scripts(ROOT + path), path]
            imports = "".join('importScripts("%s");\n' % name for name in names)
            text = 'importScripts("/resources/testharness.js");\n' + imports + "done();\n"
            return 200, "text/javascript", text.encode()
        for end, file_end, path_end, handler in PAGES:
            if url.path.endswith(end):
                base = url.path[: -len(end)]
                scripts = meta_scripts(ROOT + base + file_end)
                tags = "".join('<script src="%s"></script>' % name for name in scripts)
                parts = {"path": base + path_end, "query": query, "scripts": tags}
                return 200, "text/html", (handler.wrapper % parts).encode()
        return None

    def stored(self, path):
        file = self.aliases.get(path, ROOT + path)
        if not os.path.isfile(file):
            return None
        with open(file, "rb") as content:
            return 200, TYPES.get(os.path.splitext(file)[1], "text/plain"), content.read()

    def log_message(self, format, *arguments):
        pass


def certificate(settings):
    """Makes an authority, and a certificate that it has signed."""
    folder = settings["base_path"]

    def file(name):
        return os.path.join(folder, name)

    def openssl(*arguments):
        subprocess.run(
            [settings["openssl_binary"], *arguments], check=True, capture_output=True
        )

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    ca = ["-CA", file("cacert.pem"), "-CAkey", file("cakey.pem")]
    openssl("req", "-x509", *key, "-subj", "/CN=Tests' authority", "-days", "2",
            "-keyout", file("cakey.pem"), "-out", file("cacert.pem"))
    openssl("req", "-x509", *ca, *key, "-subj", "/CN=web-platform.test", "-days", "2",
            "-addext", "subjectAltName=" + HOSTS, "-addext", "basicConstraints=critical,CA:FALSE",
            "-keyout", file("key.pem"), "-out", file("cert.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file("cert.pem"), file("key.pem"))
    return context


def main():
    with open(sys.argv[sys.argv.index("--config") + 1], encoding="utf-8") as text:
        config = json.load(text)
    for alias in config["aliases"]:
        name = alias["url-path"]
        Handler.aliases[name] = os.path.join(alias["local-dir"], os.path.basename(name))
    context = certificate(config["ssl"]["openssl"])
    # wptserve has a process for each port, which outlive it where nobody ends them.
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
    for scheme in ("http", "https"):
        for port in config["ports"][scheme]:
            server = http.server.ThreadingHTTPServer((config["server_host"], port), Handler)
            if scheme == "https":
                server.socket = context.wrap_socket(server.socket, server_side=True)
            threading.Thread(target=server.serve_forever, daemon=True).start()
    # Nothing here is tested over these; that they can be connected to is what the runner waits for.
    silent = [
        socket.create_server((config["server_host"], port))
        for scheme in ("h2", "ws", "wss")
        for port in config["ports"][scheme]
    ]
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        for listener in silent:
            listener.close()
