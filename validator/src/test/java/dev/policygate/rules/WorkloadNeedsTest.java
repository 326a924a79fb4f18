package dev.policygate.rules;

import dev.policygate.testing.RuleTester;
import dev.policygate.validation.Workload;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what workloads need against what AWS's managed policies give them. */
class WorkloadNeedsTest {

  private static RuleTester actions(Workload workload) {
    return RuleTester.of(new WorkloadAction(Optional.of(workload)));
  }

  private static RuleTester resources(Workload workload) {
    return RuleTester.of(new WorkloadResource(Optional.of(workload)));
  }

  private static String allow(String actions, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": [\"%s\"], \"Resource\": \"%s\"}"
        .formatted(String.join("\", \"", actions.trim().split(" +")), resource);
  }

  /**
   * The actions of managed policies for workloads.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html">AWS
   *     Managed Policy Reference</a>
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ECS_TASK        | AmazonECSTaskExecutionRolePolicy v1        | ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage logs:CreateLogStream logs:PutLogEvents
          EC2_INSTANCE    | AmazonEC2ContainerServiceforEC2Role v10    | ec2:DescribeTags ecs:DeregisterContainerInstance ecs:DiscoverPollEndpoint ecs:Poll ecs:RegisterContainerInstance ecs:StartTelemetrySession ecs:UpdateContainerInstancesState ecs:Submit* ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage logs:CreateLogStream logs:PutLogEvents ecs:TagResource ecs:ListTagsForResource
          EC2_INSTANCE    | AmazonSSMManagedInstanceCore v2            | ssm:DescribeAssociation ssm:GetDeployablePatchSnapshotForInstance ssm:GetDocument ssm:DescribeDocument ssm:GetManifest ssm:GetParameter ssm:GetParameters ssm:ListAssociations ssm:ListInstanceAssociations ssm:PutInventory ssm:PutComplianceItems ssm:PutConfigurePackageResult ssm:UpdateAssociationStatus ssm:UpdateInstanceAssociationStatus ssm:UpdateInstanceInformation ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel ec2messages:AcknowledgeMessage ec2messages:DeleteMessage ec2messages:FailMessage ec2messages:GetEndpoint ec2messages:GetMessages ec2messages:SendReply
          EC2_INSTANCE    | AmazonSSMPatchAssociation v1               | ssm:DescribeEffectivePatchesForPatchBaseline ssm:GetPatchBaseline tag:GetResources ssm:DescribePatchBaselines
          EC2_INSTANCE    | CloudWatchAgentServerPolicy v3             | cloudwatch:PutMetricData ec2:DescribeVolumes ec2:DescribeTags logs:PutLogEvents logs:PutRetentionPolicy logs:DescribeLogStreams logs:DescribeLogGroups logs:CreateLogStream logs:CreateLogGroup xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets xray:GetSamplingStatisticSummaries ssm:GetParameter
          EC2_INSTANCE    | Athena User Guide, access to databases and tables in Glue | athena:StartQueryExecution athena:GetQueryExecution athena:GetQueryResults glue:GetDatabase glue:GetDatabases glue:GetTable glue:GetTables glue:GetPartition glue:GetPartitions glue:BatchGetPartition
          LAMBDA_FUNCTION | AWSLambdaVPCAccessExecutionRole v3         | logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses
          LAMBDA_FUNCTION | AWSLambdaMSKExecutionRole v2               | kafka:DescribeCluster kafka:DescribeClusterV2 kafka:GetBootstrapBrokers ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeVpcs ec2:DeleteNetworkInterface ec2:DescribeSubnets ec2:DescribeSecurityGroups logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents
          LAMBDA_FUNCTION | AWSLambdaKinesisExecutionRole v2           | kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards kinesis:ListStreams kinesis:SubscribeToShard
          LAMBDA_FUNCTION | AWSLambdaDynamoDBExecutionRole v1          | dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator dynamodb:ListStreams
          ECS_TASK        | Amazon ECS Developer Guide, task scale-in protection | ecs:GetTaskProtection ecs:UpdateTaskProtection
          ECS_TASK        | AmazonElasticFileSystemClientReadWriteAccess v1 | elasticfilesystem:ClientMount elasticfilesystem:ClientWrite elasticfilesystem:DescribeMountTargets
          ECS_TASK        | AmazonPrometheusRemoteWriteAccess v1       | aps:RemoteWrite
          ECS_TASK        | AmazonEC2ContainerRegistryReadOnly v3, but for what looks at all of them | ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:GetRepositoryPolicy ecr:DescribeRepositories ecr:ListImages ecr:DescribeImages ecr:BatchGetImage ecr:ListTagsForResource
          EC2_INSTANCE    | AmazonSSMDirectoryServiceAccess v1         | ds:CreateComputer ds:DescribeDirectories
          EC2_INSTANCE    | AWS CodeDeploy User Guide, agent and endpoints of a VPC | codedeploy-commands-secure:GetDeploymentSpecification codedeploy-commands-secure:PollHostCommand codedeploy-commands-secure:PutHostCommandAcknowledgement codedeploy-commands-secure:PutHostCommandComplete
          LAMBDA_FUNCTION | AWS Lambda Developer Guide, Amazon MQ      | mq:DescribeBroker secretsmanager:GetSecretValue
          LAMBDA_FUNCTION | AWSLambdaSQSQueueExecutionRole v1          | sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes
          """)
  void holdsWhatAwsGivesTo(Workload workload, String policy, String actions) {
    actions(workload).onStatement(allow(actions, "*")).isSilent();
  }

  @ParameterizedTest
  @CsvSource({
    "ECS_TASK, ecs:RunTask",
    "ECS_TASK, iam:PassRole",
    "ECS_TASK, ec2messages:GetMessages",
    "EC2_INSTANCE, ecs:CreateCluster",
    "EC2_INSTANCE, ssm:SendCommand",
    "EC2_INSTANCE, ec2:CreateTags",
    "LAMBDA_FUNCTION, ec2:DetachNetworkInterface",
    "LAMBDA_FUNCTION, ecs:Poll",
    "ECS_TASK, iam:ListRoles",
    "ECS_TASK, ec2:DescribeInstances",
    "ECS_TASK, s3:ListAllMyBuckets",
    "EC2_INSTANCE, redshift:GetClusterCredentials",
    "LAMBDA_FUNCTION, logs:DeleteLogGroup",
    "LAMBDA_FUNCTION, s3:PutObjectAcl"
  })
  void holdsNothingOfOthersAndNothingThatIsSetUpForIt(Workload workload, String action) {
    actions(workload).onStatement(allow(action, "*")).reportsAt("/Action/0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:GetObject",
        "s3:GetEncryptionConfiguration",
        "s3:GetBucketVersioning",
        "iam:GetRole",
        "lambda:GetFunction",
        "logs:PutLogEvents",
        "ecs:TagResource"
      })
  void asksForNamesOfWhatIsItsOwn(String action) {
    resources(Workload.EC2_INSTANCE).onStatement(allow(action, "*")).reportsAt("/Resource");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ecs:Poll",
        "ssm:GetDocument",
        "ssm:GetPatchBaseline",
        "tag:GetResources",
        "ecr:GetAuthorizationToken"
      })
  void asksForNoNamesWhereAwsHasNone(String action) {
    resources(Workload.EC2_INSTANCE).onStatement(allow(action, "*")).isSilent();
  }

  /** As AmazonEC2ContainerServiceforEC2Role has it: what registers itself may tag itself. */
  @Test
  void letsAnInstanceTagWhatItRegisters() {
    resources(Workload.EC2_INSTANCE)
        .onStatement(
            """
            {"Effect": "Allow", "Action": "ecs:TagResource", "Resource": "*",
             "Condition": {"StringEquals": {"ecs:CreateAction": "RegisterContainerInstance"}}}
            """)
        .isSilent();
  }

  /** SSM Agent reads from buckets that AWS names, one set in each Region. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:s3:::aws-ssm-eu-central-1/*",
        "arn:aws:s3:::amazon-ssm-eu-central-1/*",
        "arn:aws:s3:::patch-baseline-snapshot-eu-central-1/*",
        "arn:aws:s3:::aws-patch-manager-eu-central-1-a1b2c3d4/*"
      })
  void letsAnInstanceReadTheBucketsOfItsAgent(String bucket) {
    actions(Workload.EC2_INSTANCE).onStatement(allow("s3:GetObject", bucket)).isSilent();
    resources(Workload.EC2_INSTANCE).onStatement(allow("s3:GetObject", bucket)).isSilent();
  }
}
