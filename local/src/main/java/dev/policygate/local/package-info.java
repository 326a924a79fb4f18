/**
 * An AWS of one process; {@link dev.policygate.local.LocalAws} starts it.
 *
 * <p>A request comes in at {@code Front}, which finds its {@code Service}: {@code QueryService} for
 * IAM and STS, {@code S3Service}, {@code JsonService} for CodePipeline. {@code Authenticator} finds
 * out who signed it; the operation ({@code Iam…}, {@code Sts}, {@code S3…}, {@code CodePipeline…})
 * asks {@code Guard} for each permission it needs and does its work, all under {@code StateLock}.
 * {@code PipelineRunner} does what CodePipeline does by itself. {@code World} puts it together.
 */
@NullMarked
package dev.policygate.local;

import org.jspecify.annotations.NullMarked;
