package dev.policygate.lambda;

/** Where in S3 the input of a job is. */
public record Artifact(String bucket, String key) {}
