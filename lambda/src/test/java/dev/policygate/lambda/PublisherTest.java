package dev.policygate.lambda;

import static dev.policygate.lambda.FakePolicies.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.policygate.lambda.FakePolicies.Entry;
import dev.policygate.lambda.Publication.Created;
import dev.policygate.lambda.Publication.Unchanged;
import dev.policygate.lambda.Publication.Updated;
import dev.policygate.lambda.Publisher.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {

  private static final String ARN = "arn:aws:iam::" + ACCOUNT + ":policy/policy-gate/Team";
  private static final Wanted WANTED =
      new Wanted(ARN, "Team", "/policy-gate/", "For the team", "NEW", "bundle-2", "rules", "job-2");
  private static final Map<String, String> TAGS_OF_JOB_1 =
      Map.of(
          "policy-gate:managed", "true",
          "policy-gate:bundle", "bundle-1",
          "policy-gate:rules", "rules",
          "policy-gate:job", "job-1");
  private static final String TAKEN =
      "the account has a policy with the name `Team` (in any case of letters, under any path) that is"
          + " not the gate's; choose another `PolicyName`";
  private static final String UNCERTAIN =
      "IAM does not say what became of " + ARN + "; start the pipeline again";

  private final FakePolicies policies = new FakePolicies();
  private final List<Integer> pauses = new ArrayList<>();

  private Publication publish(Wanted wanted) {
    return publish(wanted, Duration.ofMinutes(1));
  }

  private Publication publish(Wanted wanted, Duration left) {
    Deadline deadline = Deadline.in(left, InstantSource.fixed(Instant.EPOCH));
    return new Publisher(policies, wanted, pauses::add, deadline).publish();
  }

  private Entry ofJob1(String... documents) {
    Entry entry = new Entry("Team", "/policy-gate/", "For the team", TAGS_OF_JOB_1);
    for (String document : documents) {
      entry.version(document);
    }
    return policies.put(entry);
  }

  private void refuses(FailureType type, String message) {
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> publish(WANTED))
        .withMessage(message)
        .extracting(Trouble::type)
        .isEqualTo(type);
  }

  @Nested
  class WhereThereIsNone {

    @Test
    void createsThePolicyWithItsTags() {
      assertThat(publish(WANTED)).isEqualTo(new Created(ARN, "v1"));
      Entry created = policies.get("Team");
      assertThat(created.arn()).isEqualTo(ARN);
      assertThat(created.description).isEqualTo("For the team");
      assertThat(created.versions).containsExactly(Map.entry("v1", "NEW"));
      assertThat(created.tags)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "policy-gate:managed", "true",
                  "policy-gate:bundle", "bundle-2",
                  "policy-gate:rules", "rules",
                  "policy-gate:job", "job-2"));
      assertThat(policies.calls()).containsExactly("find", "create");
      assertThat(pauses).isEmpty();
    }

    @Test
    void readsBackWhatCameOfACreationWithoutAnswer() {
      policies.loseAnswer("create");
      assertThat(publish(WANTED)).isEqualTo(new Created(ARN, "v1"));
      assertThat(policies.calls()).containsExactly("find", "create", "find", "document v1");
    }

    @Test
    void createsAgainWhenNothingCameOfIt() {
      policies.loseRequest("create");
      assertThat(publish(WANTED)).isEqualTo(new Created(ARN, "v1"));
      assertThat(policies.calls()).containsExactly("find", "create", "find", "create");
      assertThat(pauses).containsExactly(1);
    }

    @Test
    void waitsForItsOwnCreationToBeSeen() {
      policies.hide(2);
      policies.loseAnswer("create");
      assertThat(publish(WANTED)).isEqualTo(new Created(ARN, "v1"));
      assertThat(policies.get("Team").versions).containsExactly(Map.entry("v1", "NEW"));
      assertThat(pauses).containsExactly(1, 2, 3);
    }

    @Test
    void givesUpWhenIamNeverAnswers() {
      for (int i = 0; i < 4; i++) {
        policies.loseRequest("create");
      }
      refuses(FailureType.SYSTEM_UNAVAILABLE, UNCERTAIN);
      assertThat(policies.writes()).containsExactly("create", "create", "create", "create");
      assertThat(policies.calls()).hasSize(9).last().isEqualTo("find");
      assertThat(pauses).containsExactly(1, 2, 3, 4);
    }

    @Test
    void doesNotCallItsOwnPolicySomebodyElsesWhenItStaysHidden() {
      policies.hide(9);
      policies.loseAnswer("create");
      refuses(FailureType.SYSTEM_UNAVAILABLE, UNCERTAIN);
    }

    @Test
    void passesOnWhichLimitIsReached() {
      policies.answer(
          "create",
          new PolicyStore.LimitReached("Cannot exceed quota for PoliciesPerAccount: 1500"));
      refuses(
          FailureType.JOB_FAILED,
          "IAM refuses the policy: Cannot exceed quota for PoliciesPerAccount: 1500");
    }

    @Test
    void doesNotBeginAWriteThatMayNotEnd() {
      assertThatExceptionOfType(Trouble.class)
          .isThrownBy(() -> publish(WANTED, Duration.ofSeconds(15)))
          .withMessage(
              "too little of the function's time is left to change "
                  + ARN
                  + "; start the pipeline again");
      assertThat(policies.writes()).isEmpty();
    }
  }

  @Nested
  class WhereItIsThere {

    @Test
    void addsAVersionAndTagsIt() {
      Entry policy = ofJob1("OLD");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policy.versions).containsExactly(Map.entry("v1", "OLD"), Map.entry("v2", "NEW"));
      assertThat(policy.defaultVersion).isEqualTo("v2");
      assertThat(policy.tags)
          .containsEntry("policy-gate:bundle", "bundle-2")
          .containsEntry("policy-gate:job", "job-2")
          .containsEntry("policy-gate:managed", "true");
      assertThat(policies.calls()).containsExactly("find", "document v1", "versions", "add", "tag");
    }

    @Test
    void leavesWhatIsAsSubmitted() {
      Entry policy = ofJob1("NEW");
      policy.tags.put("policy-gate:bundle", "bundle-2");
      assertThat(publish(WANTED)).isEqualTo(new Unchanged(ARN, "v1", ""));
      assertThat(policies.writes()).isEmpty();
    }

    @Test
    void mendsTagsThatTellOfAnotherBundle() {
      Entry policy = ofJob1("NEW");
      assertThat(publish(WANTED)).isEqualTo(new Unchanged(ARN, "v1", ""));
      assertThat(policies.writes()).containsExactly("tag");
      assertThat(policy.tags).containsEntry("policy-gate:bundle", "bundle-2");
    }

    @Test
    void saysThatADescriptionStays() {
      policies.put(new Entry("Team", "/policy-gate/", "Another", TAGS_OF_JOB_1)).version("OLD");
      assertThat(publish(WANTED))
          .isEqualTo(
              new Updated(ARN, "v2", "; its description stays as it was, IAM keeps it for good"));
      assertThat(policies.get("Team").description).isEqualTo("Another");
    }

    @Test
    void removesTheOldestVersionWhenThereAreFive() {
      Entry policy = ofJob1("1", "2", "3", "4", "5");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v6", ""));
      assertThat(policy.versions.keySet()).containsExactly("v2", "v3", "v4", "v5", "v6");
      assertThat(policies.writes()).containsExactly("remove v1", "add", "tag");
    }

    @Test
    void neverRemovesTheDefaultVersion() {
      Entry policy = ofJob1("1", "2", "3", "4", "5");
      policy.defaultVersion = "v1";
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v6", ""));
      assertThat(policy.versions.keySet()).containsExactly("v1", "v3", "v4", "v5", "v6");
    }

    @Test
    void readsBackWhatCameOfAnAdditionWithoutAnswer() {
      Entry policy = ofJob1("OLD");
      policies.loseAnswer("add");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policies.writes()).containsExactly("add", "tag");
      assertThat(policy.tags).containsEntry("policy-gate:job", "job-2");
    }

    @Test
    void addsAgainWhenNothingCameOfIt() {
      Entry policy = ofJob1("OLD");
      policies.loseRequest("add");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policy.versions.keySet()).containsExactly("v1", "v2");
    }

    @Test
    void waitsForItsOwnVersionToBeSeen() {
      Entry policy = ofJob1("OLD");
      policies.hide(2);
      policies.loseAnswer("add");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policy.versions.keySet()).containsExactly("v1", "v2");
      assertThat(policies.writes()).containsExactly("add", "tag");
    }

    @Test
    void goesOnWhenTheAnswerToARemovalIsLost() {
      Entry policy = ofJob1("1", "2", "3", "4", "5");
      policies.loseAnswer("remove");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v6", ""));
      assertThat(policy.versions.keySet()).containsExactly("v2", "v3", "v4", "v5", "v6");
    }

    @Test
    void removesAgainWhenNothingCameOfIt() {
      Entry policy = ofJob1("1", "2", "3", "4", "5");
      policies.loseRequest("remove");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v6", ""));
      assertThat(policy.versions.keySet()).containsExactly("v2", "v3", "v4", "v5", "v6");
      assertThat(policies.writes()).containsExactly("remove v1", "add", "remove v1", "add", "tag");
    }

    @Test
    void passesOnThatNoVersionCanBeAdded() {
      ofJob1("OLD");
      for (int i = 0; i < 4; i++) {
        policies.answer(
            "add", new PolicyStore.LimitReached("Cannot exceed quota for PolicySize: 6144"));
      }
      refuses(
          FailureType.JOB_FAILED,
          "IAM refuses a new version of the policy: Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void givesUpWhenIamNeverAnswers() {
      Entry policy = ofJob1("OLD");
      for (int i = 0; i < 4; i++) {
        policies.loseRequest("add");
      }
      refuses(FailureType.SYSTEM_UNAVAILABLE, UNCERTAIN);
      assertThat(policy.versions.keySet()).containsExactly("v1");
    }
  }

  @Nested
  class WhenTagsFail {

    @Test
    void theUpdateHasSucceededAllTheSame() {
      ofJob1("OLD");
      policies.refuse("tag", Trouble.permission("cannot tag the policy"));
      assertThat(publish(WANTED))
          .isEqualTo(
              new Updated(
                  ARN,
                  "v2",
                  "; its tags still tell of an earlier submission: cannot tag the policy"));
    }

    @Test
    void aLostAnswerIsTriedAgain() {
      Entry policy = ofJob1("OLD");
      policies.loseRequest("tag");
      policies.loseAnswer("tag");
      assertThat(publish(WANTED)).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policies.writes()).containsExactly("add", "tag", "tag", "tag");
      assertThat(policy.tags).containsEntry("policy-gate:bundle", "bundle-2");
    }

    @Test
    void aLimitIsNotTriedAgain() {
      ofJob1("OLD");
      policies.answer(
          "tag", new PolicyStore.LimitReached("Cannot exceed quota for TagsPerPolicy: 50"));
      assertThat(publish(WANTED).note())
          .isEqualTo(
              "; its tags still tell of an earlier submission: Cannot exceed quota for"
                  + " TagsPerPolicy: 50");
      assertThat(policies.writes()).containsExactly("add", "tag");
    }

    @Test
    void silenceIsSaid() {
      ofJob1("OLD");
      for (int i = 0; i < 3; i++) {
        policies.loseRequest("tag");
      }
      assertThat(publish(WANTED).note())
          .isEqualTo("; its tags still tell of an earlier submission: no certain answer");
    }
  }

  @Nested
  class DeliveredTwice {

    @Test
    void aCreationStaysACreation() {
      Publication first = publish(WANTED);
      assertThat(publish(WANTED)).isEqualTo(first).isEqualTo(new Created(ARN, "v1"));
      assertThat(policies.writes()).containsExactly("create");
    }

    @Test
    void anUpdateStaysAnUpdate() {
      ofJob1("OLD");
      Publication first = publish(WANTED);
      assertThat(publish(WANTED)).isEqualTo(first).isEqualTo(new Updated(ARN, "v2", ""));
      assertThat(policies.writes()).containsExactly("add", "tag");
    }

    @Test
    void waitsForTheOtherDeliverysPolicyToBeSeen() {
      policies.hide(3);
      publish(WANTED);
      assertThat(publish(WANTED)).isEqualTo(new Created(ARN, "v1"));
      assertThat(policies.get("Team").versions).hasSize(1);
    }

    @Test
    void theSameUnderAnotherJobIsUnchanged() {
      publish(WANTED);
      Wanted later =
          new Wanted(
              ARN, "Team", "/policy-gate/", "For the team", "NEW", "bundle-2", "rules", "job-3");
      assertThat(publish(later)).isEqualTo(new Unchanged(ARN, "v1", ""));
      assertThat(policies.get("Team").tags).containsEntry("policy-gate:job", "job-2");
    }
  }

  @Nested
  class NeverTouches {

    private void leaves(Entry entry, String message) {
      policies.put(entry.version("THEIRS"));
      refuses(FailureType.JOB_FAILED, message);
      assertThat(policies.writes()).allMatch("create"::equals);
      assertThat(entry.versions).containsExactly(Map.entry("v1", "THEIRS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"team", "TEAM", "Team"})
    void aPolicyOfTheNameUnderAnotherPath(String name) {
      leaves(new Entry(name, "/", "", Map.of()), TAKEN);
    }

    @Test
    void aPolicyOfTheNameInAnotherCase() {
      leaves(new Entry("tEAM", "/policy-gate/", "", TAGS_OF_JOB_1), TAKEN);
    }

    @Test
    void aPolicyWithoutTheGatesTag() {
      leaves(new Entry("Team", "/policy-gate/", "", Map.of("policy-gate:job", "job-1")), TAKEN);
      assertThat(policies.writes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "True", ""})
    void aPolicyWhoseTagSaysOtherwise(String value) {
      leaves(new Entry("Team", "/policy-gate/", "", Map.of("policy-gate:managed", value)), TAKEN);
    }

    @Test
    void aPermissionsBoundary() {
      Entry boundary = new Entry("Team", "/policy-gate/", "", TAGS_OF_JOB_1);
      boundary.boundaryUses = 1;
      leaves(
          boundary,
          "`Team` is a permissions boundary in the account, which the gate never changes; choose"
              + " another `PolicyName`");
      assertThat(policies.writes()).isEmpty();
    }
  }
}
