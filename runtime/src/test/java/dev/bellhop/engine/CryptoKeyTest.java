package dev.bellhop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bellhop.ops.CryptoOps;
import dev.bellhop.ops.EncodingOps;
import dev.bellhop.ops.KeyPairOps;
import dev.bellhop.ops.SubtleOps;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoKeyTest {
  private final RealmHarness worker = new RealmHarness(CryptoKeyTest::ops);

  private static Map<String, Object> ops(Realm realm) {
    var random = new SecureRandom();
    return Map.of(
        "encoding", new EncodingOps(),
        "crypto", new CryptoOps(random),
        "subtle", new SubtleOps(realm, random, Runnable::run),
        "keyPairs", new KeyPairOps(random));
  }

  @AfterEach
  void close() {
    worker.close();
  }

  private void run(String script) {
    worker.run("(async () => {" + script + "})().catch((error) => console.log(String(error)));");
    RealmHarness.await(worker.realm.idle());
  }

  @Test
  void saysWhatItIs() {
    run(
        """
        const algorithm = {
          name: "rsa-oaep", hash: "sha-1", modulusLength: 1024,
          publicExponent: new Uint8Array([1, 0, 1]),
        };
        const { publicKey, privateKey } = await crypto.subtle.generateKey(
          algorithm, false, ["unwrapKey", "decrypt", "encrypt", "decrypt"]);
        console.log(privateKey.type, privateKey.extractable, privateKey.usages.join());
        console.log(publicKey.type, publicKey.extractable, publicKey.usages.join());
        console.log(JSON.stringify(publicKey.algorithm));
        console.log(publicKey.algorithm === publicKey.algorithm, String(publicKey));
        """);
    assertThat(worker.log)
        .containsExactly(
            "private false decrypt,unwrapKey",
            "public true encrypt",
            "{\"name\":\"RSA-OAEP\",\"modulusLength\":1024,\"publicExponent\":"
                + "{\"0\":1,\"1\":0,\"2\":1},\"hash\":{\"name\":\"SHA-1\"}}",
            "true [object CryptoKey]");
  }

  @Test
  void isNotMadeByScripts() {
    run(
        """
        try {
          new CryptoKey();
        } catch (error) {
          console.log(error.name);
        }
        try {
          Object.getOwnPropertyDescriptor(CryptoKey.prototype, "type").get.call({});
        } catch (error) {
          console.log(error.name);
        }
        """);
    assertThat(worker.log).containsExactly("TypeError", "TypeError");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ name: 'HMAC', hash: 'SHA-256' } | ['sign'] | sign",
        "{ name: 'ECDSA', namedCurve: 'P-256' } | ['sign', 'verify'] | sign",
        "{ name: 'Ed25519' } | ['sign', 'verify'] | sign",
        "{ name: 'RSA-PSS', hash: 'SHA-1', modulusLength: 1024,"
            + " publicExponent: new Uint8Array([3]) } | ['sign', 'verify'] | sign",
      })
  void isCloned(String algorithm, String usages, String usage) {
    run(
        """
        const made = await crypto.subtle.generateKey(%s, false, %s);
        for (const key of made.privateKey ? [made.privateKey, made.publicKey] : [made]) {
          const clone = structuredClone({ key }).key;
          console.log(clone !== key, clone instanceof CryptoKey, clone.type === key.type);
          console.log(
            JSON.stringify(clone.algorithm) === JSON.stringify(key.algorithm),
            clone.extractable === key.extractable, clone.usages.join() === key.usages.join());
        }
        const clone = structuredClone(made.privateKey ?? made);
        const how = { name: clone.algorithm.name, hash: "SHA-256", saltLength: 8 };
        const data = new Uint8Array(9);
        const signature = await crypto.subtle.%s(how, clone, data);
        if (made.publicKey) {
          console.log(await crypto.subtle.verify(how, made.publicKey, signature, data));
        }
        """
            .formatted(algorithm, usages, usage));
    assertThat(worker.log).isNotEmpty().allMatch(line -> !line.contains("false"));
    assertThat(worker.log).hasSizeGreaterThanOrEqualTo(2);
  }
}
