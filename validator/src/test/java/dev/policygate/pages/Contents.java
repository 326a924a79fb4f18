package dev.policygate.pages;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What the files and the archives of examples hold, byte by byte. */
final class Contents {

  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private Contents() {}

  /** What a file holds: JSON, statements of a policy, or what no JSON can say. */
  static byte[] ofFile(Json json) {
    if (json instanceof JsonObject object) {
      Optional<Json> bytes = object.get("hex");
      if (bytes.isPresent()) {
        return HexFormat.of().parseHex(string(bytes.get()));
      }
      if (object.get("text").orElse(null) instanceof JsonArray(var pieces, _)) {
        return pieces.stream()
            .map(Contents::piece)
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return Judge.document(json).getBytes(StandardCharsets.UTF_8);
  }

  /** A text, or {@code {"repeat": TEXT, "times": NUMBER}}. */
  private static String piece(Json json) {
    return json instanceof JsonObject object
        ? string(object.get("repeat").orElseThrow())
            .repeat(number(object.get("times").orElseThrow()))
        : string(json);
  }

  /**
   * What an archive holds: some files, stored, and then some {@code edits} of its bytes, each
   * {@code at} an offset, which counts from the end where it is negative; or anything else.
   */
  static byte[] ofArchive(JsonObject archive) {
    if (!(archive.get("files").orElse(null) instanceof JsonObject files)) {
      return ofFile(archive);
    }
    byte[] bytes = zip(files);
    if (archive.get("edits").orElse(null) instanceof JsonArray(var edits, _)) {
      for (Json edit : edits) {
        int at = number(((JsonObject) edit).get("at").orElseThrow());
        byte[] written =
            HexFormat.of().parseHex(string(((JsonObject) edit).get("hex").orElseThrow()));
        System.arraycopy(written, 0, bytes, at < 0 ? bytes.length + at : at, written.length);
      }
    }
    return bytes;
  }

  private static byte[] zip(JsonObject files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Json.Member file : files.members()) {
        byte[] content = ofFile(file.value());
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ZipEntry entry = new ZipEntry(file.name());
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return bytes.toByteArray();
  }

  static String string(Json json) {
    return ((JsonString) json).value();
  }

  private static int number(Json json) {
    return Integer.parseInt(JsonWriter.write(json));
  }
}
