package dev.policygate.local;

import java.util.Map;

/** Ends a call with an error for its client. The message goes to the client: no secrets. */
final class AwsError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorCode code;
  private final transient Map<String, String> headers;

  AwsError(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  AwsError(ErrorCode code, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.code = code;
    this.headers = headers;
  }

  AwsError(int status, String code, String message) {
    this(new ErrorCode.Specific(status, code), message);
  }

  boolean is(CommonError error) {
    return code.equals(new ErrorCode.Common(error));
  }

  ErrorCode.Specific in(Dialect dialect) {
    return code.in(dialect);
  }

  /** Never null, unlike {@link #getMessage()} by its type. */
  String message() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
