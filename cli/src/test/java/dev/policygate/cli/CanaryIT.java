package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.cli.Wire.Quotation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that the function writes holds a credential or a policy's text: what its process prints,
 * log lines and metrics among that, what the runtime says of an invocation that failed, and, as to
 * credentials, what CodePipeline is told.
 *
 * <p>The credentials that are looked for are those that AWS gave. Policies are full of the word
 * {@code canary}, in any case of letters, which stands nowhere else.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime interface client is for Linux")
class CanaryIT {

  private static final Pattern IN_AN_EVENT =
      Pattern.compile("\"(?:accessKeyId|secretAccessKey|sessionToken)\":\"([^\"]+)\"");
  private static final Pattern IN_AN_ANSWER =
      Pattern.compile("<(?:AccessKeyId|SecretAccessKey|SessionToken)>([^<]+)<");

  /** Such a part of a credential is the same however the rest is escaped. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");

  private static final AtomicInteger NUMBER = new AtomicInteger();

  @TempDir private static Path folder;
  private static Wire wire;
  private static PackagedFunction function;
  private static Rehearsal rehearsal;
  private static Set<String> ofTheFunction = Set.of();

  /** Another policy for each case. */
  private final String name = "Team" + NUMBER.incrementAndGet();

  private int before;

  @BeforeAll
  static void start() throws Exception {
    wire = new Wire();
    function = new PackagedFunction(folder);
    rehearsal =
        Rehearsal.of(
            _ ->
                deployment -> {
                  Map<String, String> environment = new HashMap<>(deployment.environment());
                  ofTheFunction =
                      plainParts(
                          Stream.of(
                                  "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
                              .map(environment::get));
                  environment.compute(
                      "AWS_ENDPOINT_URL", (_, url) -> wire.to(URI.create(url)).toString());
                  return function.start(
                      new FunctionHost.Deployment(
                          deployment.functionArn(), environment, deployment.profiles()));
                });
    function.awaitInit();
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
    function.close();
    wire.close();
  }

  @BeforeEach
  void mark() {
    before = function.output().length();
  }

  /** A statement of which every part that can be written freely is a canary. */
  private static String policy(String action, String resource) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Sid": "CanarySid",
                    "Effect": "Allow",
                    "Action": ["%s", "ec2:Describe*"],
                    "Resource": "%s",
                    "Condition": {"StringNotEquals": {"aws:RequestTag/canary-key": "canary-value"}}}]}
    """
        .formatted(action, resource);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private byte[] accepted() {
    return Bundles.of(
        name, policy("ec2:RunInstances", "arn:aws:ec2:*:*:instance/canary-*"), "a canary");
  }

  @Test
  void notOfAPolicyThatIsCreatedAndChanged() throws Exception {
    Ending created = submit(accepted());
    assertThat(created.outcome()).isEqualTo("Created");
    assertThat(rehearsal.policies().document(name)).contains("CanarySid", "canary-value");
    Ending updated = submit(Bundles.of(name, policy("ec2:StopInstances", "*"), "another canary"));
    assertThat(updated.outcome()).isEqualTo("Updated");
    assertThat(updated.message()).contains("description stays");
  }

  static Stream<Arguments> refused() {
    String good = policy("ec2:RunInstances", "*");
    byte[] zip = Bundles.of("Canary", good, "canary");
    return Stream.of(
        Arguments.of("too permissive", Bundles.of("Wide", policy("*", "*"), "canary")),
        Arguments.of(
            "an unknown action", Bundles.of("Unknown", policy("ec2:Canary", "canary"), "canary")),
        Arguments.of("no JSON", Bundles.of("Text", good.replace(":", "canary"), "canary")),
        Arguments.of("no policy", Bundles.of("Other", "{\"canary\": [\"canary\"]}", "canary")),
        Arguments.of("no archive", bytes("canary ".repeat(100))),
        Arguments.of("half an archive", Arrays.copyOf(zip, zip.length / 2)),
        Arguments.of("a damaged archive", damaged(zip)),
        Arguments.of(
            "another entry", Bundles.zip(Map.of("canary.txt", "canary", "policy.json", good))),
        Arguments.of("a bad name", Bundles.of("canary/../canary", good, "canary")));
  }

  private static byte[] damaged(byte[] zip) {
    byte[] damaged = zip.clone();
    // In the first entry's compressed text.
    damaged[60] ^= 0x55;
    return damaged;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void notOfABundleThatIsRefused(String what, byte[] bundle) throws Exception {
    assertThat(submit(bundle).type()).isEqualTo("JobFailed");
  }

  /** With credentials in all that AWS says, though it says so of few errors that it does. */
  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "GetObject, 403, SignatureDoesNotMatch, PermissionError",
    "GetObject, 500, InternalError, SystemUnavailable",
    "GetPolicy, 403, SignatureDoesNotMatch, PermissionError",
    "CreatePolicy, 403, SignatureDoesNotMatch, PermissionError",
    "CreatePolicy, 400, ValidationError, ConfigurationError",
    "CreatePolicy, 500, ServiceFailure, SystemUnavailable"
  })
  void notOfAnErrorThatQuotesTheRequest(String operation, int status, String code, String type)
      throws Exception {
    wire.answerWith(Optional.of(new Quotation(operation, status, code, true)));
    assertThat(submit(accepted()).type()).isEqualTo(type);
  }

  @Test
  void notOfWhatIamSaysOfAPolicyWhichItsAuthorAloneIsTold() throws Exception {
    wire.answerWith(
        Optional.of(new Quotation("CreatePolicy", 400, "MalformedPolicyDocument", false)));
    Ending ending = submit(accepted());
    assertThat(ending.type()).isEqualTo("JobFailed");
    assertThat(ending.message()).contains("CanarySid");
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "GetCallerIdentity, 403, SignatureDoesNotMatch",
    "AssumeRole, 403, SignatureDoesNotMatch",
    "AssumeRole, 400, MalformedPolicyDocument",
    "PutJobSuccessResult, 400, InvalidSignatureException",
    "PutJobSuccessResult, 500, InternalFailure"
  })
  void notOfAnInvocationThatFails(String operation, int status, String code) throws Exception {
    wire.answerWith(Optional.of(new Quotation(operation, status, code, true)));
    rehearsal.upload(accepted());
    Invocation failed = rehearsal.nextInvocation();
    wire.answerWith(Optional.empty());
    // Else the next execution waits for this one.
    Invocation second = rehearsal.redeliver(failed).invocation();
    assertThat(failed.death()).isPresent();
    assertThat(second.death()).isEmpty();
    isClean(failed);
    assertThat(written()).contains("\"what\":\"Unreported\"");
  }

  @Test
  void notOfAnEventThatIsNoJob() {
    for (String event :
        List.of(
            "{\"canary\": {\"secretAccessKey\":\"CanarySecret\"}}",
            "{\"CodePipeline.job\": {\"id\": \"canary\", \"data\": {\"a\": \"canary\"}}}",
            "\"canary\"",
            "{\"CodePipeline.job\": \"canary\"")) {
      Invocation invocation = rehearsal.invoke(event);
      assertThat(invocation.death()).isPresent();
      isClean(invocation);
    }
  }

  private Ending submit(byte[] bundle) throws Exception {
    Ending ending = rehearsal.submit(bundle);
    wire.answerWith(Optional.empty());
    assertThat(ending.invocation().death()).isEmpty();
    isClean(ending.invocation());
    assertThat(ending.message() + ending.outputVariables())
        .doesNotContain(secrets(ending.invocation()));
    return ending;
  }

  private void isClean(Invocation invocation) {
    // What the runtime says of a failure, if it is one.
    String written = written() + invocation.death().map(Throwable::toString).orElse("");
    assertThat(written).contains("\"_aws\":").doesNotContain(secrets(invocation));
    assertThat(written).doesNotContainIgnoringCase("canary");
  }

  /** What the process has written since the test began. */
  private String written() {
    return function.output().substring(before);
  }

  /** Of the function, of the job, and of every session so far. */
  private static String[] secrets(Invocation invocation) {
    Set<String> secrets = new HashSet<>(ofTheFunction);
    secrets.addAll(found(IN_AN_EVENT, invocation.event()));
    secrets.addAll(found(IN_AN_ANSWER, wire.answers()));
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(3);
    return secrets.toArray(String[]::new);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return plainParts(pattern.matcher(text).results().map(result -> result.group(1)));
  }

  private static Set<String> plainParts(Stream<String> secrets) {
    Set<String> parts = new HashSet<>();
    secrets.forEach(
        secret ->
            PLAIN
                .matcher(secret)
                .results()
                .map(MatchResult::group)
                .max(Comparator.comparingInt(String::length))
                .ifPresent(parts::add));
    return parts;
  }
}
