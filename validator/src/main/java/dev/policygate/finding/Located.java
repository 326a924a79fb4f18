package dev.policygate.finding;

/** A value and the place where it was written. */
public record Located<T>(T value, Location location) {}
