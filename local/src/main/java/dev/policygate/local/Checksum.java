package dev.policygate.local;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums that S3 takes with an object, each in the header that names it. */
enum Checksum {
  CRC32("crc32") {
    @Override
    byte[] of(Bytes content) {
      CRC32 crc = new CRC32();
      crc.update(content.copy());
      return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
  },
  CRC32C("crc32c") {
    @Override
    byte[] of(Bytes content) {
      CRC32C crc = new CRC32C();
      crc.update(content.copy());
      return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    }
  },
  CRC64NVME("crc64nvme") {
    @Override
    byte[] of(Bytes content) {
      long crc = ~0L;
      for (byte b : content.copy()) {
        crc ^= b & 0xFF;
        for (int bit = 0; bit < 8; bit++) {
          crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ CRC64_NVME_POLYNOMIAL;
        }
      }
      return ByteBuffer.allocate(8).putLong(~crc).array();
    }
  },
  SHA1("sha1") {
    @Override
    byte[] of(Bytes content) {
      return content.digest("SHA-1");
    }
  },
  SHA256("sha256") {
    @Override
    byte[] of(Bytes content) {
      return content.digest("SHA-256");
    }
  };

  /** Reflected. */
  private static final long CRC64_NVME_POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private final String header;

  Checksum(String name) {
    this.header = "x-amz-checksum-" + name;
  }

  abstract byte[] of(Bytes content);

  /** A checksum as it stands in a header. */
  record Stated(String header, String value) {}

  /**
   * The checksum that {@code request} states; ends the call when the body has another one.
   *
   * @return empty when the request states none
   */
  static Optional<Stated> verified(HttpRequest request) {
    Optional<Stated> verified = Optional.empty();
    for (Checksum checksum : values()) {
      Optional<String> stated = request.header(checksum.header);
      if (stated.isPresent()) {
        String computed = Base64.getEncoder().encodeToString(checksum.of(request.body()));
        if (!computed.equals(stated.get())) {
          throw new AwsError(
              400,
              "BadDigest",
              "The %s you specified did not match the calculated checksum.".formatted(checksum));
        }
        verified = Optional.of(new Stated(checksum.header, computed));
      }
    }
    Optional<String> md5 = request.header("content-md5");
    if (md5.isPresent()
        && !md5.get().equals(Base64.getEncoder().encodeToString(request.body().digest("MD5")))) {
      throw new AwsError(
          400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
    return verified;
  }
}
