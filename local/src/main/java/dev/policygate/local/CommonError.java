package dev.policygate.local;

/** The errors that every service knows, each under the name its own protocol has for them. */
public enum CommonError {
  /** The caller may not do this. */
  ACCESS_DENIED(403, "AccessDenied", 403, "AccessDenied", 400, "AccessDeniedException"),
  /** The request carries no signature. */
  NOT_SIGNED(
      403,
      "MissingAuthenticationToken",
      403,
      "AccessDenied",
      400,
      "MissingAuthenticationTokenException"),
  /** The Authorization header is not what AWS expects. */
  BAD_AUTHORIZATION(
      400,
      "IncompleteSignature",
      400,
      "AuthorizationHeaderMalformed",
      400,
      "IncompleteSignatureException"),
  /** Nobody has this access key. */
  UNKNOWN_KEY(
      403, "InvalidClientTokenId", 403, "InvalidAccessKeyId", 400, "UnrecognizedClientException"),
  /** The session token is not the one that belongs to the access key. */
  WRONG_TOKEN(403, "InvalidClientTokenId", 400, "InvalidToken", 400, "UnrecognizedClientException"),
  /** The session is over. */
  EXPIRED_TOKEN(403, "ExpiredToken", 400, "ExpiredToken", 400, "ExpiredTokenException"),
  /** The signature is not the one that the secret key makes of this request. */
  WRONG_SIGNATURE(
      403, "SignatureDoesNotMatch", 403, "SignatureDoesNotMatch", 400, "InvalidSignatureException"),
  /** The request was signed too long ago, or in the future. */
  SKEWED_CLOCK(
      403, "SignatureDoesNotMatch", 403, "RequestTimeTooSkewed", 400, "InvalidSignatureException"),
  /** There is no such operation, or the embedded AWS does not know it. */
  UNKNOWN_OPERATION(400, "InvalidAction", 501, "NotImplemented", 400, "UnknownOperationException"),
  /** The input does not fit the operation. */
  INVALID_INPUT(400, "ValidationError", 400, "InvalidArgument", 400, "ValidationException"),
  /** Too many calls. */
  THROTTLED(400, "Throttling", 503, "SlowDown", 400, "ThrottlingException"),
  /** AWS itself failed. */
  INTERNAL_FAILURE(500, "InternalFailure", 500, "InternalError", 500, "InternalFailure"),
  /** AWS is not there at the moment. */
  UNAVAILABLE(503, "ServiceUnavailable", 503, "ServiceUnavailable", 503, "ServiceUnavailable");

  private final int queryStatus;
  private final String queryCode;
  private final int s3Status;
  private final String s3Code;
  private final int jsonStatus;
  private final String jsonCode;

  CommonError(
      int queryStatus,
      String queryCode,
      int s3Status,
      String s3Code,
      int jsonStatus,
      String jsonCode) {
    this.queryStatus = queryStatus;
    this.queryCode = queryCode;
    this.s3Status = s3Status;
    this.s3Code = s3Code;
    this.jsonStatus = jsonStatus;
    this.jsonCode = jsonCode;
  }

  ErrorCode.Specific in(Dialect dialect) {
    return switch (dialect) {
      case QUERY -> new ErrorCode.Specific(queryStatus, queryCode);
      case S3 -> new ErrorCode.Specific(s3Status, s3Code);
      case JSON -> new ErrorCode.Specific(jsonStatus, jsonCode);
    };
  }

  AwsError because(String message) {
    return new AwsError(new ErrorCode.Common(this), message);
  }
}
