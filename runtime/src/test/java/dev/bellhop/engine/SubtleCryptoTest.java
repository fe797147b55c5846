package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.ops.CryptoOps;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.ops.KeyPairOps;
import dev.bellhop.ops.SubtleOps;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SubtleCrypto in a realm: answers known from standards, errors, and where the work is done. */
class SubtleCryptoTest {
  private static final String PRELUDE =
      """
      const hex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
      const shown = (buffer) =>
        [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      const utf8 = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
      const { subtle } = crypto;
      const report = (promise) =>
        promise.then(
          (value) => console.log(value instanceof ArrayBuffer ? shown(value) : String(value)),
          (error) => console.log(error.name, error instanceof DOMException),
        );
      """;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private Executor work = Runnable::run;
  private final RealmHarness worker = new RealmHarness(this::ops);

  private Map<String, Object> ops(Realm realm) {
    var random = new SecureRandom();
    return Map.of(
        "encoding", new EncodingOps(),
        "crypto", new CryptoOps(random),
        "subtle", new SubtleOps(realm, random, job -> work.execute(job)),
        "keyPairs", new KeyPairOps(random));
  }

  @AfterEach
  void close() {
    worker.close();
  }

  private void run(String script) {
    begin(script);
    RealmHarness.await(worker.realm.idle());
  }

  private void begin(String script) {
    worker.run(PRELUDE + "(async () => {" + script + "})().catch((e) => console.log(String(e)));");
  }

  /** FIPS 180-4's examples. */
  @Test
  void digests() {
    run(
        """
        for (const name of ["SHA-1", "sha-256", "Sha-384", "SHA-512"]) {
          await report(subtle.digest(name, utf8("abc")));
        }
        await report(subtle.digest({ name: "SHA-1" }, new DataView(new ArrayBuffer(0))));
        """);
    assertThat(worker.log)
        .containsExactly(
            "a9993e364706816aba3e25717850c26c9cd0d89d",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                + "8086072ba1e7cc2358baeca134c825a7",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  }

  /** RFC 4231, 5869 and 6070. */
  @Test
  void codesAndDerivations() {
    run(
        """
        const mac = await subtle.importKey(
          "raw", utf8("Jefe"), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
        const text = utf8("what do ya want for nothing?");
        const code = await subtle.sign("HMAC", mac, text);
        console.log(shown(code));
        await report(subtle.verify("HMAC", mac, code, text));
        await report(subtle.verify("HMAC", mac, code, utf8("what")));
        const secret = await subtle.importKey(
          "raw", hex("0b".repeat(22)), "HKDF", false, ["deriveBits"]);
        const salt = hex("000102030405060708090a0b0c");
        const info = hex("f0f1f2f3f4f5f6f7f8f9");
        const none = new Uint8Array();
        await report(
          subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, secret, 42 * 8));
        await report(
          subtle.deriveBits(
            { name: "HKDF", hash: "SHA-256", salt: none, info: none }, secret, 42 * 8));
        const password = await subtle.importKey(
          "raw", utf8("password"), "PBKDF2", false, ["deriveBits"]);
        for (const iterations of [1, 4096]) {
          await report(
            subtle.deriveBits(
              { name: "PBKDF2", hash: "SHA-1", salt: utf8("salt"), iterations }, password, 160));
        }
        """);
    assertThat(worker.log)
        .containsExactly(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            "true",
            "false",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
            "0c60c80f961f0e71f3a9b524af6012062fe037a6",
            "4b007901b765489abead49d926f721d065a429c1");
  }

  /** NIST SP 800-38A F.2.1 and F.5.1, GCM's test case 2, RFC 3394 4.1. */
  @Test
  void ciphers() {
    run(
        """
        const usages = ["encrypt", "decrypt", "wrapKey", "unwrapKey"];
        const raw = hex("2b7e151628aed2a6abf7158809cf4f3c");
        const text = hex("6bc1bee22e409f96e93d7e117393172a");
        const iv = hex("000102030405060708090a0b0c0d0e0f");
        const cbc = await subtle.importKey("raw", raw, "AES-CBC", false, usages);
        const sealed = await subtle.encrypt({ name: "AES-CBC", iv }, cbc, text);
        console.log(shown(sealed).slice(0, 32), sealed.byteLength);
        await report(subtle.decrypt({ name: "AES-CBC", iv }, cbc, sealed));
        const counter = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        const ctr = await subtle.importKey("raw", raw, "AES-CTR", false, usages);
        await report(subtle.encrypt({ name: "AES-CTR", counter, length: 64 }, ctr, text));
        const gcm = await subtle.importKey("raw", new Uint8Array(16), "AES-GCM", false, usages);
        await report(
          subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, gcm, new Uint8Array(16)));
        const wrapper = await subtle.importKey("raw", iv, "AES-KW", false, usages.slice(2));
        const wrapped = await subtle.importKey(
          "raw", hex("00112233445566778899aabbccddeeff"), "AES-CBC", true, usages);
        await report(subtle.wrapKey("raw", wrapped, wrapper, "AES-KW"));
        """);
    assertThat(worker.log)
        .containsExactly(
            "7649abac8119b246cee98e9b12e9197d 32",
            "6bc1bee22e409f96e93d7e117393172a",
            "874d6191b620e3261bef6864990db6ce",
            "0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf",
            "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 1024, publicExponent }",
        "{ name: 'RSA-PSS', hash: 'SHA-1', modulusLength: 1024, publicExponent, saltLength: 20 }",
        "{ name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' }",
        "{ name: 'Ed25519' }",
        "{ name: 'Ed448', context: new Uint8Array(3) }",
      })
  void signaturesOfKeysThatWentThroughAllFormats(String algorithm) {
    run(
        """
        const publicExponent = new Uint8Array([1, 0, 1]);
        const algorithm = %s;
        const pair = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
        const data = utf8("signed");
        for (const secret of ["pkcs8", "jwk"]) {
          for (const open of ["spki", "jwk"]) {
            const signer = await subtle.importKey(
              secret, await subtle.exportKey(secret, pair.privateKey), algorithm, false, ["sign"]);
            const checker = await subtle.importKey(
              open, await subtle.exportKey(open, pair.publicKey), algorithm, true, ["verify"]);
            const signature = await subtle.sign(algorithm, signer, data);
            await report(subtle.verify(algorithm, checker, signature, data));
            new Uint8Array(signature)[5] ^= 1;
            await report(subtle.verify(algorithm, checker, signature, data));
          }
        }
        """
            .formatted(algorithm));
    assertThat(worker.log)
        .containsExactly("true", "false", "true", "false", "true", "false", "true", "false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ name: 'ECDH', namedCurve: 'P-384' }", "'X25519'", "'X448'"})
  void bothSidesAgreeOnAKey(String algorithm) {
    run(
        """
        const usages = ["deriveKey", "deriveBits"];
        const alice = await subtle.generateKey(%1$s, true, usages);
        const bob = await subtle.generateKey(%1$s, false, usages);
        const raw = await subtle.exportKey("raw", alice.publicKey);
        const ofAlice = await subtle.importKey("raw", raw, %1$s, true, []);
        const aes = { name: "AES-GCM", length: 256 };
        const iv = new Uint8Array(12);
        const derived = (own, other, usage) =>
          subtle.deriveKey({ name: own.algorithm.name, public: other }, own, aes, false, [usage]);
        const sealing = await derived(alice.privateKey, bob.publicKey, "encrypt");
        const opening = await derived(bob.privateKey, ofAlice, "decrypt");
        const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, sealing, utf8("abc"));
        await report(subtle.decrypt({ name: "AES-GCM", iv }, opening, sealed));
        await report(
          subtle.deriveBits({ name: alice.publicKey.algorithm.name, public: bob.publicKey },
            alice.privateKey, 4096));
        """
            .formatted(algorithm));
    assertThat(worker.log).containsExactly("616263", "OperationError true");
  }

  @Test
  void errorsInTheirOrder() {
    run(
        """
        const aes = { name: "AES-CBC", length: 128 };
        await report(subtle.generateKey("AES-CFB", false, []));
        await report(subtle.generateKey({}, false, []));
        await report(subtle.generateKey({ name: "AES-CBC" }, false, ["sign"]));
        await report(subtle.generateKey({ name: "AES-CBC", length: 100 }, false, ["sign"]));
        await report(subtle.generateKey({ name: "AES-CBC", length: 100 }, false, ["encrypt"]));
        await report(subtle.generateKey(aes, false, []));
        await report(subtle.importKey("raw", new Uint8Array(5), "AES-CBC", false, ["encrypt"]));
        await report(subtle.importKey("raw", {}, "AES-CBC", false, ["encrypt"]));
        await report(subtle.importKey("spki", new Uint8Array(5), "Ed25519", false, ["verify"]));
        const key = await subtle.generateKey(aes, false, ["encrypt"]);
        await report(subtle.exportKey("raw", key));
        await report(subtle.exportKey("raw", { __proto__: CryptoKey.prototype }));
        await report(subtle.decrypt({ name: "AES-CBC", iv: new Uint8Array(16) }, key, hex("00")));
        await report(subtle.encrypt({ name: "AES-CBC", iv: new Uint8Array(15) }, key, hex("00")));
        await report(subtle.encrypt({ name: "AES-CTR" }, key, hex("00")));
        """);
    assertThat(worker.log)
        .containsExactly(
            "NotSupportedError true",
            "TypeError false",
            "TypeError false",
            "SyntaxError true",
            "OperationError true",
            "SyntaxError true",
            "DataError true",
            "TypeError false",
            "DataError true",
            "InvalidAccessError true",
            "TypeError false",
            "InvalidAccessError true",
            "OperationError true",
            "TypeError false");
  }

  @Test
  void whatCostsIsDoneElsewhere() {
    work = waiting::add;
    begin(
        """
        await report(subtle.digest("SHA-1", new Uint8Array(3)));
        await report(subtle.generateKey("Ed25519", false, ["sign"]).then(() => "made"));
        """);
    assertThat(worker.log).hasSize(1);
    assertThat(waiting).hasSize(1);
    waiting.remove().run();
    RealmHarness.await(worker.realm.idle());
    assertThat(worker.log).last().isEqualTo("made");
  }

  @Test
  void scriptsCannotPatchTheirWayIn() {
    run(
        """
        const key = await subtle.generateKey({ name: "AES-CBC", length: 128 }, true, ["encrypt"]);
        key.algorithm.name = "AES-CTR";
        key.usages.push("decrypt");
        const iv = new Uint8Array(16);
        await report(subtle.encrypt({ name: "AES-CBC", iv }, key, iv).then((b) => b.byteLength));
        await report(subtle.decrypt({ name: "AES-CBC", iv }, key, iv));
        const seen = [];
        Object.defineProperty(Object.prototype, "then", {
          configurable: true,
          get() { seen.push(Object.prototype.toString.call(this)); },
        });
        await subtle.generateKey("Ed25519", true, ["sign"]);
        delete Object.prototype.then;
        console.log(seen.every((name) => name === "[object Object]" || name.includes("Crypto")));
        console.log(seen.length < 6);
        """);
    assertThat(worker.log).containsExactly("32", "InvalidAccessError true", "true", "true");
  }
}
