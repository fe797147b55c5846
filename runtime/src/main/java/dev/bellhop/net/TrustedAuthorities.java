package dev.bellhop.net;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificates that others are checked against: those of the JDK, those of the system (a JDK
 * often brings its own and does not know what an administrator added) and those in given files.
 */
final class TrustedAuthorities {
  private static final List<Path> SYSTEM_BUNDLES =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  private final List<Certificate> given;

  /**
   * Reads the given files.
   *
   * @throws IOException with a sentence, where a file cannot be read or has no certificate in it
   */
  TrustedAuthorities(List<Path> files) throws IOException {
    var certificates = new ArrayList<Certificate>();
    for (Path file : files) {
      try {
        Collection<? extends Certificate> inFile = read(file);
        if (inFile.isEmpty()) {
          throw new CertificateException("empty");
        }
        certificates.addAll(inFile);
      } catch (CertificateException e) {
        throw new IOException(
            file + " has no certificate in it; a file in PEM format is needed", e);
      } catch (NoSuchFileException e) {
        throw new IOException("there is no certificate file " + file, e);
      } catch (IOException e) {
        throw new IOException("the certificate file " + file + " cannot be read", e);
      }
    }
    this.given = List.copyOf(certificates);
  }

  private static Collection<? extends Certificate> read(Path file)
      throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    }
  }

  /** Takes a tenth of a second: not for an event loop. */
  X509ExtendedTrustManager trustManager() throws GeneralSecurityException, IOException {
    KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
    all.load(null, null);
    var certificates = new ArrayList<Certificate>(given);
    certificates.addAll(List.of(managerOf(null).getAcceptedIssuers()));
    if (System.getProperty("javax.net.ssl.trustStore") == null) {
      certificates.addAll(systemBundle());
    }
    int number = 0;
    for (Certificate certificate : certificates) {
      all.setCertificateEntry("authority-" + number++, certificate);
    }
    return managerOf(all);
  }

  /** What can be read of it: a damaged bundle must not keep the other certificates from us. */
  private static Collection<? extends Certificate> systemBundle() {
    for (Path bundle : SYSTEM_BUNDLES) {
      if (Files.isReadable(bundle)) {
        try {
          return read(bundle);
        } catch (IOException | CertificateException e) {
          return List.of();
        }
      }
    }
    return List.of();
  }

  private static X509ExtendedTrustManager managerOf(@Nullable KeyStore store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("this JDK has no X.509 trust manager");
  }
}
