package dev.bellhop.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Certificates made for one run of the tests: an authority of our own and what it issues. */
public final class TestCertificates {
  /** What a server shows, and the key that goes with it. */
  public static final class Identity {
    private final X509Bundle bundle;

    private Identity(X509Bundle bundle) {
      this.bundle = bundle;
    }

    /** For sockets of a server. */
    public SSLContext serverContext() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(bundle.toKeyManagerFactory().getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final X509Bundle authority;

  /** With a new authority. */
  public TestCertificates() {
    authority =
        build(builder("Bellhop test authority", List.of()).setIsCertificateAuthority(true), null);
  }

  /** Writes the authority's certificate into a PEM file of this folder. */
  public Path authorityFile(Path folder) {
    try {
      return Files.writeString(folder.resolve("authority.pem"), authority.getCertificatePEM());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Issued by the authority for these names or addresses. */
  public Identity issue(String... names) {
    return new Identity(build(builder(names[0], List.of(names)), authority));
  }

  /** Issued by the authority, but out of date since this moment. */
  public Identity issueExpired(Instant since, String... names) {
    return new Identity(
        build(
            builder(names[0], List.of(names))
                .notBefore(since.minus(Duration.ofDays(90)))
                .notAfter(since),
            authority));
  }

  /** Issued by nobody but itself. */
  public Identity selfSigned(String... names) {
    return new Identity(
        build(builder(names[0], List.of(names)).setIsCertificateAuthority(true), null));
  }

  private static CertificateBuilder builder(String subject, List<String> names) {
    CertificateBuilder builder =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + subject)
            .notBefore(Instant.now().minus(Duration.ofDays(1)))
            .notAfter(Instant.now().plus(Duration.ofDays(1)));
    for (String name : names) {
      builder =
          Character.isDigit(name.charAt(0))
              ? builder.addSanIpAddress(name)
              : builder.addSanDnsName(name);
    }
    return builder;
  }

  private static X509Bundle build(CertificateBuilder builder, @Nullable X509Bundle issuer) {
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
