package dev.policygate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Catalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbesTest {

  /** Where nobody's name stands: in the place of what somebody chose. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:GetObject                         | arn:aws:s3:::NAME/*
          s3:DeleteBucket                      | arn:aws:s3:::NAME
          iam:PassRole                         | arn:aws:iam::111122223333:role/NAME
          autoscaling:UpdateAutoScalingGroup   | arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:*:autoScalingGroupName/NAME
          autoscaling:DeleteLaunchConfiguration | arn:aws:autoscaling:eu-central-1:111122223333:launchConfiguration:*:launchConfigurationName/NAME
          kinesis:SubscribeToShard             | arn:aws:kinesis:eu-central-1:111122223333:NAME/NAME/consumer/*:*
          wafv2:DeleteIPSet                    | arn:aws:wafv2:eu-central-1:111122223333:NAME/ipset/NAME/*
          dms:ModifyReplicationTask            | arn:aws:dms:eu-central-1:111122223333:task:NAME
          chatbot:UpdateSlackChannelConfiguration | arn:aws:chatbot::111122223333:chat-configuration/NAME/NAME
          cloudformation:DeleteStack           | arn:aws:cloudformation:eu-central-1:111122223333:stack/NAME/*
          """)
  void putANameThatNobodyMeansInThePlaceOfTheName(String action, String probe) {
    assertThat(new Probes().of(service(action), Catalog.bundled().action(action)))
        .contains(probe.replace("NAME", Reach.FRESH));
  }

  private static String service(String action) {
    return action.substring(0, action.indexOf(':'));
  }
}
