package dev.policygate.access;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Texts that stand for points on a line: numbers, dates, addresses. */
enum Scale {

  /** Integers and decimals. */
  NUMBERS {
    @Override
    Optional<BigDecimal> point(String text) {
      if (!NUMBER.matcher(text).matches()) {
        return Optional.empty();
      }
      return Optional.of(new BigDecimal(text));
    }

    @Override
    String text(BigDecimal point) {
      return point.toPlainString();
    }
  },

  /** Seconds since 1970, written so or as one of the W3C's profiles of ISO 8601. */
  DATES {
    @Override
    Optional<BigDecimal> point(String text) {
      if (text.length() != YEAR && DIGITS.matcher(text).matches()) {
        return Optional.of(new BigDecimal(text));
      }
      return instant(text)
          .map(
              at ->
                  BigDecimal.valueOf(at.getEpochSecond()).add(BigDecimal.valueOf(at.getNano(), 9)));
    }

    @Override
    String text(BigDecimal point) {
      BigInteger seconds = point.toBigInteger();
      return seconds.signum() < 0 || seconds.bitLength() > 37
          ? seconds.toString()
          : Instant.ofEpochSecond(seconds.longValue()).toString();
    }
  },

  /** Addresses of IPv4, then those of IPv6; a prefix is a range of them. */
  ADDRESSES {
    @Override
    Optional<BigDecimal> point(String text) {
      return address(text).map(a -> new BigDecimal(a.number().add(a.offset())));
    }

    @Override
    Optional<Ranges> range(String text) {
      int slash = text.indexOf('/');
      Optional<Address> address = address(slash < 0 ? text : text.substring(0, slash));
      if (address.isEmpty()) {
        return Optional.empty();
      }
      int bits = address.get().bits();
      int prefix = bits;
      if (slash >= 0) {
        String length = text.substring(slash + 1);
        if (!PREFIX_LENGTH.matcher(length).matches() || Integer.parseInt(length) > bits) {
          return Optional.empty();
        }
        prefix = Integer.parseInt(length);
      }
      BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
      BigInteger first = address.get().number().divide(size).multiply(size);
      BigInteger last = first.add(size).subtract(BigInteger.ONE);
      BigInteger offset = address.get().offset();
      return Optional.of(
          Ranges.between(
              Ranges.Bound.below(new BigDecimal(first.add(offset))),
              Ranges.Bound.above(new BigDecimal(last.add(offset)))));
    }

    @Override
    String text(BigDecimal point) {
      BigInteger number = point.toBigInteger();
      if (number.compareTo(AFTER_IPV4) < 0) {
        long v4 = number.longValue();
        return (v4 >> 24) + "." + (v4 >> 16 & 255) + "." + (v4 >> 8 & 255) + "." + (v4 & 255);
      }
      StringBuilder text = new StringBuilder();
      BigInteger v6 = number.subtract(AFTER_IPV4);
      for (int group = 7; group >= 0; group--) {
        text.append(Integer.toHexString(v6.shiftRight(16 * group).intValue() & 0xFFFF));
        text.append(group > 0 ? ":" : "");
      }
      return text.toString();
    }

    @Override
    Ranges all() {
      return Ranges.between(
          Ranges.Bound.below(BigDecimal.ZERO),
          Ranges.Bound.below(new BigDecimal(AFTER_IPV4.add(BigInteger.ONE.shiftLeft(128)))));
    }
  };

  /** So many figures are a year; any other number of them are seconds. */
  private static final int YEAR = 4;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})");
  private static final Pattern DIGITS = Pattern.compile("\\d{1,18}");
  private static final Pattern PREFIX_LENGTH = Pattern.compile("\\d{1,3}");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final BigInteger AFTER_IPV4 = BigInteger.ONE.shiftLeft(32);

  /** The point that a request's value stands for; empty when it is no such text. */
  abstract Optional<BigDecimal> point(String text);

  /** A text that stands for the point. */
  abstract String text(BigDecimal point);

  /** The points that a policy's value stands for; empty when it is no such text. */
  Optional<Ranges> range(String text) {
    return point(text).map(Ranges::only);
  }

  /** All points that there are. */
  Ranges all() {
    return Ranges.EVERYTHING;
  }

  private record Address(BigInteger number, int bits) {
    BigInteger offset() {
      return bits == 32 ? BigInteger.ZERO : AFTER_IPV4;
    }
  }

  private static Optional<Address> address(String text) {
    boolean v4 = IPV4.matcher(text).matches();
    if (!v4 && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      byte[] bytes = InetAddress.ofLiteral(v4 ? withoutLeadingZeros(text) : text).getAddress();
      return Optional.of(new Address(new BigInteger(1, bytes), bytes.length * 8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String withoutLeadingZeros(String v4) {
    return v4.replaceAll("(^|\\.)0+(?=\\d)", "$1");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          switch (text.length()) {
            case YEAR ->
                LocalDate.of(Integer.parseInt(text), 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC);
            case 7 -> LocalDate.parse(text + "-01").atStartOfDay().toInstant(ZoneOffset.UTC);
            case 10 -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            default -> dateAndTime(text);
          });
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Instant dateAndTime(String text) {
    if (text.endsWith("Z") || text.indexOf('+') > 0 || text.lastIndexOf('-') > 10) {
      return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant();
    }
    return LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
        .toInstant(ZoneOffset.UTC);
  }
}
