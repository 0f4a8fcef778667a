import type { Justified } from './comparing.ts';

/** Grants that no test uses, and why they stay. An entry that justifies nothing fails. */
export const justified: readonly Justified[] = [
  {
    role: '*',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resource: '*',
    because: "Lambda writes a function's log in the function's name; the local cloud keeps lines without CloudWatch.",
  },
  {
    role: '*',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    resource: '*',
    because: 'Traces are sent by Lambda and Step Functions themselves; X-Ray is not modelled.',
  },
  {
    role: '*',
    actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    resource: '*',
    because: 'Step Functions asks X-Ray which executions to trace; X-Ray is not modelled.',
  },
  {
    role: '*',
    actions: [
      'logs:CreateLogDelivery',
      'logs:GetLogDelivery',
      'logs:UpdateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:DescribeResourcePolicies',
      'logs:DescribeLogGroups',
    ],
    resource: '*',
    because: 'Step Functions sets up the delivery of its error log with them; CloudWatch is not modelled.',
  },
  {
    role: '*',
    actions: ['dynamodb:ListStreams'],
    resource: '*/stream/*',
    because: 'Lambda asks for it when it makes a mapping of a stream; the local cloud knows its streams.',
  },
  {
    role: 'PartnerLifecycleRole*',
    actions: ['states:DescribeExecution', 'states:StopExecution'],
    resource: '*',
    because:
      'Step Functions looks at a child whose end it was not told of, and stops it with its parent; the local engine holds both.',
  },
  {
    role: 'PartnerLifecycleRole*',
    actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    resource: '*:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule',
    because: 'By this rule of its own Step Functions hears of the end of a child; the local engine needs none.',
  },
  {
    role: 'ReviewQuarterRole*',
    actions: ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'],
    resource: '*',
    because:
      'Step Functions runs the items of a distributed Map as executions of the same workflow; the local engine does it itself.',
  },
  {
    role: 'AwaitFactRole*',
    actions: ['states:SendTaskSuccess', 'states:SendTaskFailure'],
    resource: '*',
    because:
      'What a workflow waits for may be there before it waits, or be too late: an instant that the tests make for some workflows; the code is the same for all.',
  },
  {
    role: 'PayoutRunRole*',
    actions: ['states:StartExecution', 'states:DescribeExecution', 'states:StopExecution'],
    resource: '*',
    because:
      'Step Functions runs the items of a distributed Map as executions of the same workflow; the local engine does it itself.',
  },
];
