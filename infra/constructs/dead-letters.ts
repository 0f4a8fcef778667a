import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Where a room's events end that its functions could not take. Kept 14 days, the longest SQS keeps; an alarm watches it. */
export const deadLetterQueue = (scope: Construct, queueName: string): Queue => {
  const queue = new Queue(scope, 'DeadLetters', {
    queueName,
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'This is the dead-letter queue; a person empties it (RUNBOOK.md).',
  });
  return queue;
};
