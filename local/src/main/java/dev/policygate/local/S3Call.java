package dev.policygate.local;

import java.util.Optional;

/**
 * A call of S3.
 *
 * @param bucket the bucket's name; empty when the call is about all buckets
 * @param key the object's key; empty when the call is about the bucket
 */
record S3Call(HttpRequest request, Caller caller, String bucket, String key) {

  Optional<String> header(String name) {
    return request.header(name);
  }

  Optional<String> query(String name) {
    return request.queryValue(name);
  }
}
