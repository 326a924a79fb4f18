/** The only part of the function that knows the AWS SDK. */
@NullMarked
package dev.policygate.lambda.aws;

import org.jspecify.annotations.NullMarked;
