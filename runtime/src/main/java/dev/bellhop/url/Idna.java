package dev.bellhop.url;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.util.ICUInputTooLongException;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Unicode's ToASCII as the URL standard calls it. A class of its own, as its tables take a while to
 * load and few URLs need them.
 *
 * @see <a href="https://url.spec.whatwg.org/#domain-parser-toascii">URL: domain parser ToASCII</a>
 */
final class Idna {
  /** CheckBidi, CheckJoiners, no transitional processing, no UseSTD3ASCIIRules. */
  private static final IDNA TO_ASCII =
      IDNA.getUTS46Instance(
          IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.NONTRANSITIONAL_TO_UNICODE);

  /** What ICU reports although CheckHyphens and VerifyDnsLength are false. */
  private static final Set<IDNA.Error> IGNORED =
      EnumSet.of(
          IDNA.Error.EMPTY_LABEL,
          IDNA.Error.LABEL_TOO_LONG,
          IDNA.Error.DOMAIN_NAME_TOO_LONG,
          IDNA.Error.LEADING_HYPHEN,
          IDNA.Error.TRAILING_HYPHEN,
          IDNA.Error.HYPHEN_3_4);

  private Idna() {}

  /** The domain in ASCII, possibly empty; null stands for failure. */
  static @Nullable String toAscii(String domain) {
    IDNA.Info info = new IDNA.Info();
    StringBuilder ascii = new StringBuilder();
    try {
      TO_ASCII.nameToASCII(domain, ascii, info);
    } catch (ICUInputTooLongException e) {
      // ICU's Punycode takes no label of thousands of code points, nor does any name server.
      return null;
    }
    return IGNORED.containsAll(info.getErrors()) ? ascii.toString() : null;
  }
}
