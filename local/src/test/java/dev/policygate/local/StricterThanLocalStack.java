package dev.policygate.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An assertion that AWS keeps and LocalStack 4.14.0 does not, so that it cannot be asked of it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
@interface StricterThanLocalStack {

  /** What LocalStack does. */
  String localStack();

  /** Where AWS says that it does otherwise. */
  String source();
}
