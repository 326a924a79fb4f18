package dev.policygate.cli;

import dev.policygate.finding.Quoted;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Answers the lines of a JSON Lines file: a line for a line, in order, whatever one line holds. */
final class Batch {

  /** Room for several documents of the greatest size, each letter an escape. */
  private static final int MOST_BYTES = 8 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Console console;
  private final String field;
  private final Set<String> ignored = new HashSet<>();

  /**
   * Prepares to answer.
   *
   * @param field where an answer says that its line is unusable: {@code result} or {@code decision}
   */
  Batch(Console console, String field) {
    this.console = console;
    this.field = field;
  }

  /** Answers one line. */
  @FunctionalInterface
  interface Answerer {
    Answer answer(Line line) throws UnusableException;
  }

  /**
   * Answers all lines of a file.
   *
   * @param file a path, or {@code -} for standard input, whose lines are answered as they come
   * @throws UsageException when the file cannot be read
   */
  Status run(String file, Answerer answerer) {
    boolean live = file.equals("-");
    try (Lines lines = new Lines(live ? console.in() : Files.newInputStream(Path.of(file)))) {
      Status status = Status.YES;
      int number = 1;
      while (lines.next()) {
        Answer answer = answer(lines, file + ":" + number, answerer);
        console.out().print(answer.output());
        if (live) {
          console.out().flush();
        }
        status = status.or(answer.status());
        number++;
      }
      return status;
    } catch (java.nio.file.NoSuchFileException e) {
      throw new UsageException(file + ": there is no such file");
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(file + ": it cannot be read (" + e.getMessage() + ")");
    }
  }

  private Answer answer(Lines line, String name, Answerer answerer) {
    try {
      if (line.isTooLong()) {
        throw new UnusableException(name + ": the line has more than " + MOST_BYTES + " bytes");
      }
      return answerer.answer(Line.read(withoutMark(line.bytes(), name), name, this::warn));
    } catch (UnusableException e) {
      return Answer.unusable(field, placed(e.problem(), name), Status.UNUSABLE);
    } catch (RuntimeException | StackOverflowError e) {
      return Answer.unusable(field, name + ": a defect of the program: " + e, Status.FAILURE);
    }
  }

  private static String placed(String message, String name) {
    return message.startsWith(name) ? message : name + ": " + message;
  }

  private static byte[] withoutMark(byte[] bytes, String name) {
    return name.endsWith(":1")
            && bytes.length >= BYTE_ORDER_MARK.length
            && Arrays.equals(BYTE_ORDER_MARK, Arrays.copyOf(bytes, BYTE_ORDER_MARK.length))
        ? Arrays.copyOfRange(bytes, BYTE_ORDER_MARK.length, bytes.length)
        : bytes;
  }

  private void warn(String member) {
    if (ignored.add(member)) {
      console
          .err()
          .println("policygate: " + Quoted.of(member) + " means nothing in a line, and is ignored");
    }
  }

  /** Lines as bytes, so that one which is not UTF-8 spoils no other. */
  private static final class Lines implements AutoCloseable {
    private final InputStream in;
    private byte[] bytes = {};
    private boolean tooLong;

    Lines(InputStream in) {
      this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Goes on to the next line; false when there is none. */
    boolean next() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      tooLong = false;
      int c = in.read();
      boolean found = c >= 0;
      while (c >= 0 && c != '\n') {
        if (line.size() < MOST_BYTES) {
          line.write(c);
        } else {
          tooLong = true;
        }
        c = in.read();
      }
      bytes = line.toByteArray();
      if (bytes.length > 0 && bytes[bytes.length - 1] == '\r') {
        bytes = Arrays.copyOf(bytes, bytes.length - 1);
      }
      return found;
    }

    /** The line without its end; only the beginning of one that is too long. */
    byte[] bytes() {
      return bytes;
    }

    boolean isTooLong() {
      return tooLong;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
