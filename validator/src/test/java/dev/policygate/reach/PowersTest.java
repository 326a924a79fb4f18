package dev.policygate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.NamePattern;
import dev.policygate.catalog.AccessLevel;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.resource.BundledResources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of powers against the catalogue. */
class PowersTest {

  private static final Path ONLY_SOUNDS_SO = Path.of("src/test/resources/reach/only-sounds-so.txt");

  private static final Pattern SOUNDS_OF_POWER =
      Pattern.compile(
          ":.*(Credential|AccessKey|A[Pp][Ii]Key|Password|LoginProfile|Token|Assume|Impersonat"
              + "|Federat|ResourcePolicy|Permission|Grant([A-Z]|s?$)|Trust"
              + "|(Put|Attach|Create|Update)\\w*Policy|Share([A-Z]|$)|Invit|Delegat|Authoriz"
              + "|Command|Shell|S[Ss][Hh])");

  private static final Pattern TAKES_AWAY_OR_TELLS =
      Pattern.compile(
          ".*:(List|Describe|Delete|Untag|Tag|Revoke|Reject|Cancel|Decline|Disassociate|Remove"
              + "|BatchDelete|Deregister|Disable|Stop|Validate|Search|GetResourcePolicy).*|sso:Get.*");

  private static final Set<Power> PLAIN = EnumSet.of(Power.HARMLESS, Power.WRITE);

  private static final Catalog CATALOG = Catalog.bundled();
  private static final Powers POWERS = Powers.bundled();

  private static Stream<Action> actions() {
    return CATALOG.services().stream()
        .flatMap(service -> CATALOG.service(service).orElseThrow().actions().stream());
  }

  private static List<String> patterns() {
    return new String(
            BundledResources.read("reach/powers.tsv").orElseThrow(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(0, line.indexOf('\t')))
        .toList();
  }

  private static Stream<String> listed(String line) {
    int colon = line.indexOf(':');
    return Arrays.stream(line.substring(colon + 1).trim().split(" ", -1))
        .map(name -> line.substring(0, colon + 1) + name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          PERMISSIONS; iam:PutUserPolicy sso:CreateAccountAssignment eks:CreateAccessEntry organizations:AttachPolicy quicksight:CreateIAMPolicyAssignment iq-permission:ApproveAccessGrant
          BOUNDARY;    iam:DeleteRolePermissionsBoundary sso:PutPermissionsBoundaryToPermissionSet
          TRUST;       iam:UpdateAssumeRolePolicy iam:CreateSAMLProvider rolesanywhere:CreateTrustAnchor rolesanywhere:DisableTrustAnchor rolesanywhere:DeleteProfile cognito-identity:SetIdentityPoolRoles
          CREDENTIALS; iam:CreateAccessKey iam:DeactivateMFADevice sso-directory:UpdatePassword identitystore:UpdateUser sso-directory:UpdateUserName
          MINT;        rds-db:connect redshift:GetClusterCredentials mq:CreateUser kafka:BatchAssociateScramSecret ssm:RequestManagedInstanceRoleToken deadline:AssumeQueueRoleForUser codeconnections:GetConnectionToken codestar-connections:GetIndividualAccessToken datazone:GetEnvironmentCredentials license-manager:CreateToken quicksight:GenerateEmbedUrlForRegisteredUser workmail:AssumeImpersonationRole sso-oauth:CreateTokenWithIAM
          RUN_AS;      ssm:StartSession airflow:CreateCliToken airflow:InvokeRestApi sagemaker:StartSession sagemaker:CreatePresignedNotebookInstanceUrl kinesisanalytics:CreateApplicationPresignedUrl bedrock-agentcore:InvokeAgentRuntimeCommandShell ssm:StartChangeRequestExecution budgets:UpdateBudgetAction
          CODE_WRITE;  lambda:UpdateFunctionCode airflow:UpdateEnvironment fis:UpdateExperimentTemplate glue:UpdateJobFromSourceControl imagebuilder:UpdateImagePipeline kinesisanalytics:UpdateApplication servicecatalog:CreateProvisioningArtifact
          SHARING;     ec2:AssociateEnclaveCertificateIamRole aoss:CreateAccessPolicy aoss:UpdateSecurityPolicy ds:ShareDirectory ds:CreateTrust kafka:PutClusterPolicy kms:ReplicateKey oam:PutSinkPolicy rekognition:PutProjectPolicy resource-groups:PutGroupPolicy sagemaker:PutModelPackageGroupPolicy dsql:PutClusterPolicy waf:PutPermissionPolicy servicecatalog:AssociatePrincipalWithPortfolio cognito-idp:UpdateIdentityProvider
          AUDIT;       access-analyzer:UpdateArchiveRule guardduty:UpdateIPSet inspector2:CreateFilter macie2:UpdateMacieSession securityhub:UpdateSecurityControl
          ACCOUNT;     guardduty:AcceptAdministratorInvitation securityhub:AcceptAdministratorInvitation macie2:AcceptInvitation signin:PutResourcePermissionStatement trustedadvisor:SetOrganizationAccess
          DATA_READ;   cassandra:GetRecords iot:GetRetainedMessage ses:GetArchiveMessageContent cognito-sync:ListRecords
          DATA_WRITE;  redshift:ExecuteQuery qldb:ExecuteStatement secretsmanager:RotateSecret
          CODE_READ;   cognito-idp:DescribeUserPoolClient lambda:GetFunction
          HARMLESS;    eks:DescribeCluster rolesanywhere:GetTrustAnchor quicksight:DescribeDashboard eks-auth:AssumeRoleForPodIdentity sts:GetSessionToken
          WRITE;       rds:CreateDBInstance airflow:CreateEnvironment budgets:ModifyBudget eks:CreateCluster aoss:CreateCollection
          """)
  void says(Power power, String actions) {
    for (String action : actions.split(" ", -1)) {
      assertThat(CATALOG.action(action)).as(action).isPresent();
      assertThat(POWERS.of(action).power()).as(action).isEqualTo(power);
    }
  }

  @Test
  void countsWhatTheCatalogueDoesNotKnow() {
    assertThat(CATALOG.action("s3:HeadObject")).isEmpty();
    assertThat(POWERS.of("s3:HeadObject").power()).isEqualTo(Power.HARMLESS);
    assertThat(POWERS.of("iam:InventedToday").power()).isEqualTo(Power.UNKNOWN);
  }

  /** The first pattern that holds an action counts, so a later one for the same is never read. */
  @Test
  void hasNoLineThatAnEarlierOneHides() {
    List<String> hidden = new ArrayList<>();
    List<NamePattern> earlier = new ArrayList<>();
    for (String pattern : patterns()) {
      if (pattern.indexOf('*') < 0
          && earlier.stream().anyMatch(before -> before.matches(pattern))
          && !isReadThatAPatternOfChangesLeavesOut(pattern)) {
        hidden.add(pattern);
      }
      earlier.add(NamePattern.of(pattern));
    }
    assertThat(hidden).isEmpty();
  }

  private static boolean isReadThatAPatternOfChangesLeavesOut(String action) {
    return CATALOG
        .action(action)
        .map(Action::accessLevel)
        .filter(level -> level == AccessLevel.READ || level == AccessLevel.LIST)
        .isPresent();
  }

  /** So that a new catalogue brings its new names to somebody's attention. */
  @Test
  void nothingSoundsOfPowerUnlessSomebodyLookedAtIt() throws IOException {
    Set<String> plain = new TreeSet<>();
    actions()
        .filter(action -> action.accessLevel() != AccessLevel.LIST)
        .map(Action::id)
        .filter(id -> SOUNDS_OF_POWER.matcher(id).find())
        .filter(id -> !TAKES_AWAY_OR_TELLS.matcher(id).matches())
        .filter(id -> PLAIN.contains(POWERS.of(id).power()))
        .forEach(plain::add);
    Set<String> reviewed = new TreeSet<>();
    Files.readAllLines(ONLY_SOUNDS_SO).stream()
        .filter(line -> !line.startsWith("#"))
        .flatMap(PowersTest::listed)
        .forEach(reviewed::add);
    assertThat(plain).containsExactlyElementsOf(reviewed);
  }
}
