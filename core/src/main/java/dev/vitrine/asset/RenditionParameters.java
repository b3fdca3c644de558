package dev.vitrine.asset;

import dev.vitrine.asset.RenditionOptions.Fit;
import dev.vitrine.asset.RenditionOptions.Format;
import dev.vitrine.error.VitrineException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the options of a rendition from the parameters of a query. */
final class RenditionParameters {
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,9}");
  private static final Pattern DECIMAL =
      Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,20})?|\\.[0-9]{1,20}");
  private static final Set<String> NO = Set.of("false", "0", "no", "off");
  private static final BigDecimal LEAST_BLUR = new BigDecimal("0.3");
  private static final BigDecimal MOST_BLUR = new BigDecimal("100");

  private final Function<String, @Nullable String> parameter;

  RenditionParameters(Function<String, @Nullable String> parameter) {
    this.parameter = parameter;
  }

  RenditionOptions read() {
    Fit fit = choice("fit", Fit.class);
    return new RenditionOptions(
        integer("width", 1, RenditionOptions.MOST_PIXELS),
        integer("height", 1, RenditionOptions.MOST_PIXELS),
        fit == null ? Fit.COVER : fit,
        choice("format", Format.class),
        integer("quality", 1, 100),
        rotate(),
        blur(),
        flag("greyscale") || flag("grayscale"),
        flag("flatten"),
        background());
  }

  private @Nullable Integer integer(String name, int least, int most) {
    String value = parameter.apply(name);
    if (value == null) {
      return null;
    }
    int number = INTEGER.matcher(value).matches() ? Integer.parseInt(value) : least - 1;
    if (number < least || number > most) {
      throw VitrineException.invalidParameter(
          name, "must be an integer from " + least + " to " + most);
    }
    return number;
  }

  private int rotate() {
    String value = parameter.apply("rotate");
    if (value == null) {
      return 0;
    }
    if (!INTEGER.matcher(value).matches() || Integer.parseInt(value) % 90 != 0) {
      throw VitrineException.invalidParameter("rotate", "must be a multiple of 90");
    }
    return Math.floorMod(Integer.parseInt(value), 360);
  }

  /** Hundredths are told apart, no less: each difference is a rendition of its own. */
  private @Nullable Double blur() {
    String value = parameter.apply("blur");
    if (value == null) {
      return null;
    }
    if (DECIMAL.matcher(value).matches()) {
      BigDecimal sigma = new BigDecimal(value);
      if (sigma.compareTo(LEAST_BLUR) >= 0 && sigma.compareTo(MOST_BLUR) <= 0) {
        return sigma.setScale(2, RoundingMode.HALF_UP).doubleValue();
      }
    }
    throw VitrineException.invalidParameter("blur", "must be a number from 0.3 to 100");
  }

  private boolean flag(String name) {
    String value = parameter.apply(name);
    return value != null && !NO.contains(value.toLowerCase(Locale.ROOT));
  }

  private @Nullable Colour background() {
    String value = parameter.apply("background");
    if (value == null) {
      return null;
    }
    Colour colour = Colour.parse(value);
    if (colour == null) {
      throw VitrineException.invalidParameter(
          "background", "must be a colour such as #ff8800, #ff880080 or white");
    }
    return colour;
  }

  private <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String value = parameter.apply(name);
    if (value == null) {
      return null;
    }
    String wanted = value.equalsIgnoreCase("jpg") ? "jpeg" : value;
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(wanted)) {
        return constant;
      }
    }
    throw VitrineException.invalidParameter(
        name,
        Arrays.stream(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", ", "must be one of ", "")));
  }
}
