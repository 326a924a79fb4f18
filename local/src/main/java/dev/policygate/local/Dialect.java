package dev.policygate.local;

/** The three ways in which the services here spell the errors that they have in common. */
enum Dialect {
  /** IAM and STS: forms in, XML out. */
  QUERY,
  /** S3: REST, with XML bodies. */
  S3,
  /** CodePipeline: JSON 1.1. */
  JSON
}
