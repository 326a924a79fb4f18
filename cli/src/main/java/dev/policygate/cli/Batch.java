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
    try (InputStream in = live ? console.in() : Files.newInputStream(Path.of(file));
        BufferedInputStream lines = new BufferedInputStream(in, 1 << 16)) {
      Status status = Status.YES;
      int number = 1;
      for (Bytes line = next(lines); !line.isEnd(); line = next(lines)) {
        Answer answer = answer(line, file + ":" + number, answerer);
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

  private Answer answer(Bytes line, String name, Answerer answerer) {
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
      console.err().println("policygate: " + Quoted.of(member) + " means nothing in a line, and is ignored");
    }
  }

  /**
   * The bytes of a line.
   *
   * @param isEnd whether there is no line any more
   */
  private record Bytes(byte[] bytes, boolean isTooLong, boolean isEnd) {}

  private static Bytes next(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    int c = in.read();
    boolean end = c < 0;
    while (c >= 0 && c != '\n') {
      if (line.size() < MOST_BYTES) {
        line.write(c);
      } else {
        tooLong = true;
      }
      c = in.read();
    }
    byte[] bytes = line.toByteArray();
    boolean carriageReturn = bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    return new Bytes(carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes, tooLong, end);
  }
}
