/**
 * The templates of {@code infra/}, read as CloudFormation reads them, so that tests can put what
 * they say into the embedded AWS and hold it against the reference evaluator.
 */
@NullMarked
package dev.policygate.infra;

import org.jspecify.annotations.NullMarked;
