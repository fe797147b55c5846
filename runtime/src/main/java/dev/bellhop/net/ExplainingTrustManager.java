package dev.bellhop.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * Decides as the JDK's trust manager does, and where that says no finds out why, while the
 * certificates are at hand.
 */
final class ExplainingTrustManager extends X509ExtendedTrustManager {
  /** Why a certificate was refused; the message goes on from "the certificate of ... ". */
  static final class Refusal extends CertificateException {
    private static final long serialVersionUID = 1L;

    Refusal(String message, CertificateException cause) {
      super(message, cause);
    }
  }

  private static final int SAN_DNS = 2;
  private static final int SAN_IP = 7;

  private final X509ExtendedTrustManager decides;

  ExplainingTrustManager(X509ExtendedTrustManager decides) {
    this.decides = decides;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      decides.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw new Refusal(explain(chain, authType, engine.getPeerHost()), e);
    }
  }

  private String explain(X509Certificate[] chain, String authType, String host) {
    for (X509Certificate certificate : chain) {
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException e) {
        return (certificate == chain[0] ? "" : "is issued by one that ")
            + "has expired on "
            + day(certificate.getNotAfter());
      } catch (CertificateNotYetValidException e) {
        return (certificate == chain[0] ? "" : "is issued by one that ")
            + "is not valid before "
            + day(certificate.getNotBefore());
      }
    }
    try {
      decides.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      X509Certificate last = chain[chain.length - 1];
      return last.getSubjectX500Principal().equals(last.getIssuerX500Principal())
              && chain.length == 1
          ? "is not trusted: self-signed"
          : "is not trusted: its issuer is not known here ("
              + name(last.getIssuerX500Principal())
              + ")";
    }
    List<String> names = names(chain[0]);
    return names.isEmpty()
        ? "names no host, so it is not for " + host
        : "is for " + String.join(", ", names) + ", not for " + host;
  }

  private static String day(Date date) {
    return date.toInstant().atZone(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String name(X500Principal principal) {
    return principal.getName(X500Principal.RFC1779);
  }

  private static List<String> names(X509Certificate certificate) {
    var names = new ArrayList<String>();
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives != null) {
        for (List<?> alternative : alternatives) {
          if (alternative.get(0) instanceof Integer type
              && (type == SAN_DNS || type == SAN_IP)
              && alternative.get(1) instanceof String name) {
            names.add(name);
          }
        }
      }
    } catch (CertificateException e) {
      return List.of();
    }
    return names;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    decides.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    decides.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this side is no server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return decides.getAcceptedIssuers();
  }
}
