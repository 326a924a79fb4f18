package dev.policygate.local;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bucket and the key that a request names, in its path or in its host. */
record S3Address(String bucket, String key) {
  private static final Pattern VIRTUAL_HOST =
      Pattern.compile("(.+?)(?:\\.s3(?:\\.[a-z0-9-]+)?)?\\.localhost(?::\\d+)?");

  static S3Address of(HttpRequest request) {
    String path = request.path();
    Matcher virtual = VIRTUAL_HOST.matcher(request.header("host").orElse(""));
    if (virtual.matches() && !virtual.group(1).equals("s3")) {
      return new S3Address(virtual.group(1), path.substring(1));
    }
    int slash = path.indexOf('/', 1);
    return slash < 0
        ? new S3Address(path.substring(1), "")
        : new S3Address(path.substring(1, slash), path.substring(slash + 1));
  }
}
