package dev.vitrine.server.http;

import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What a request's headers ask of the form of the answer (RFC 9110, sections 12.5.1 and 12.5.3; RFC
 * 9111, section 5.2.1.4).
 */
final class Negotiation {
  private Negotiation() {}

  /** Whether a media type is named in {@code Accept} and not rated below another one. */
  static boolean prefers(HttpFields headers, String type, String over) {
    if (!headers.contains(HttpHeader.ACCEPT)) {
      return false;
    }
    List<String> accepted = headers.getCSV(HttpHeader.ACCEPT, false);
    double wanted = quality(accepted, type);
    return wanted > 0 && wanted >= quality(accepted, over);
  }

  static boolean acceptsGzip(HttpFields headers) {
    if (!headers.contains(HttpHeader.ACCEPT_ENCODING)) {
      return false;
    }
    List<String> accepted = headers.getCSV(HttpHeader.ACCEPT_ENCODING, false);
    double gzip = Math.max(quality(accepted, "gzip"), quality(accepted, "x-gzip"));
    return gzip >= 0 ? gzip > 0 : quality(accepted, "*") > 0;
  }

  /** Whether the client asks not to be answered from a cache. */
  static boolean wantsFresh(HttpFields headers) {
    return headers.contains(HttpHeader.CACHE_CONTROL)
        && headers.getCSV(HttpHeader.CACHE_CONTROL, false).stream()
            .anyMatch(directive -> directive.strip().equalsIgnoreCase("no-cache"));
  }

  /** The quality a list gives to a name: 1 unless it says otherwise, -1 if it is not named. */
  private static double quality(List<String> list, String name) {
    double best = -1;
    for (String element : list) {
      if (element.indexOf(';') < 0) {
        best = element.strip().equalsIgnoreCase(name) ? 1 : best;
      } else {
        String[] parts = element.split(";", -1);
        if (parts[0].strip().equalsIgnoreCase(name)) {
          best = Math.max(best, quality(parts));
        }
      }
    }
    return best;
  }

  private static double quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].replace(" ", "").toLowerCase(Locale.ROOT);
      if (parameter.startsWith("q=")) {
        try {
          return Double.parseDouble(parameter.substring(2));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }
}
