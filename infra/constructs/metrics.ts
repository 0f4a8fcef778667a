import { Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Names } from '../names.ts';
import { FIVE_MINUTES } from './house-alarm.ts';

const sum = (namespace: string, metricName: string, dimensionsMap?: Record<string, string>, label?: string): Metric =>
  new Metric({
    namespace,
    metricName,
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
    ...(dimensionsMap ? { dimensionsMap } : {}),
    ...(label ? { label } : {}),
  });

/** The measures that alarms and dashboard share. Sums over five minutes unless they say otherwise. */
export const metricsOf = (names: Names) => ({
  deadLetters: (room: string): Metric =>
    sum('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: names.deadLetters(room) }, room).with({
      statistic: Stats.MAXIMUM,
    }),
  executions: (workflow: string, metric: 'Started' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'): Metric =>
    sum('AWS/States', `Executions${metric}`, { StateMachineArn: names.stateMachineArn(workflow) }, workflow),
  api: (apiId: string, metric: '4xx' | '5xx' | 'Count'): Metric =>
    sum('AWS/ApiGateway', metric, { ApiId: apiId }, metric),
  apiLatency: (apiId: string): Metric =>
    sum('AWS/ApiGateway', 'Latency', { ApiId: apiId }, 'p99').with({ statistic: 'p99' }),
  /** Of all functions in the account and region: the limit that throttles is theirs together. */
  allFunctions: (metric: 'Throttles' | 'ConcurrentExecutions'): Metric => sum('AWS/Lambda', metric),
  errors: (room: string, handler: string): Metric =>
    sum('AWS/Lambda', 'Errors', { FunctionName: names.functionName(room, handler) }, handler),
  /** Age of the oldest stream record not yet handled, in milliseconds. */
  streamAge: (room: string, handler: string): Metric =>
    sum('AWS/Lambda', 'IteratorAge', { FunctionName: names.functionName(room, handler) }, handler).with({
      statistic: Stats.MAXIMUM,
    }),
  tableThrottles: (table: 'program' | 'ledger' | 'clicks', metric: 'ReadThrottleEvents' | 'WriteThrottleEvents') =>
    sum('AWS/DynamoDB', metric, { TableName: names.table(table) }, `${table} ${metric}`),
  letters: (metric: 'LettersSent' | 'LettersFailed'): Metric => sum(names.metrics, metric),
  /** Shares of the whole account as SES judges them, 0 to 1. */
  reputation: (metric: 'BounceRate' | 'ComplaintRate'): Metric =>
    sum('AWS/SES', `Reputation.${metric}`).with({ statistic: Stats.MAXIMUM }),
});

export type Metrics = ReturnType<typeof metricsOf>;
