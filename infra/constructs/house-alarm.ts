import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** Sections of RUNBOOK.md, by heading. An alarm without one cannot be made. */
export const runbookSections = {
  deadLetters: 'An event ended in the dead letters',
  failedExecution: 'A workflow failed',
  apiErrors: 'The API answers with errors',
  functionErrors: 'A function fails',
  throttledFunctions: 'Functions are throttled',
  throttledTable: 'A table is throttled',
  lateStream: 'Events or letters are late',
  failedLetters: 'Letters cannot be sent',
  bounces: 'Too many letters bounce',
  complaints: 'Too many complaints about letters',
} as const;

export type RunbookSection = keyof typeof runbookSections;

/** Anchor of a heading as Git hosts and editors make it. */
export const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(' ', '-');

export interface HouseAlarmProps {
  readonly name: string;
  /** What is wrong, in a sentence. */
  readonly says: string;
  readonly section: RunbookSection;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods of the metric that must be over the threshold; default 1. */
  readonly periods?: number;
  readonly tell: IAlarmAction;
}

/** An alarm that says what is wrong and where to read what to do. No data is no alarm. */
export const houseAlarm = (scope: Construct, id: string, props: HouseAlarmProps): Alarm => {
  const alarm = new Alarm(scope, id, {
    alarmName: props.name,
    alarmDescription: `${props.says} RUNBOOK.md#${anchorOf(runbookSections[props.section])}`,
    metric: props.metric,
    threshold: props.threshold,
    evaluationPeriods: props.periods ?? 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(props.tell);
  return alarm;
};

export const FIVE_MINUTES = Duration.minutes(5);
