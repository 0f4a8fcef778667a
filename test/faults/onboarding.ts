import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { factRecorded } from '../../functions/shared/event.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { announce } from '../workflows/acting.ts';
import { caseFile } from '../workflows/case.ts';
import { type Cast, castOf, enter, setStage } from '../workflows/partner.ts';

export const DAY_MS = 86_400_000;
const partner = { programType: 'channel', targetTier: 'Registered' };
const anyone = caseFile.parse({ story: '', partner, expect: { endsIn: '', stage: '', letters: [] } });
const nowOf = (cloud: Cloud): string => new Date(cloud.clock.now()).toISOString();

/** Step Functions by its real client, as the console or the AWS CLI calls it. */
export const sfnOf = (cloud: Cloud): SFNClient => new SFNClient({ ...cloud.clientConfig(), maxAttempts: 1 });

/** A partner that was admitted this moment and waits to be onboarded. */
export const admittedPartner = async (cloud: Cloud, name: string): Promise<Cast> => {
  const stage = await setStage(cloud);
  const cast = castOf(name);
  const now = nowOf(cloud);
  const { profile } = await enter(stage, cast, anyone, now);
  const index = { GSI1PK: due.partnersInStage(profile.stage), GSI1SK: `${now}#${cast.partnerId}` };
  await stage.table.send(
    new PutCommand({ TableName: stage.tableName, Item: { ...keys.partner(cast.partnerId), ...profile, ...index } }),
  );
  return cast;
};

export const machineArn = (cloud: Cloud, workflow: string): string =>
  cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith(`-${workflow}`))?.ref ?? '';

/** Starts an onboarding by hand and waits until nothing moves any more. */
export const start = async (cloud: Cloud, name: string, input: unknown): Promise<string> => {
  const { executionArn } = await sfnOf(cloud).send(
    new StartExecutionCommand({
      stateMachineArn: machineArn(cloud, 'partner-onboarding'),
      name,
      input: JSON.stringify(input),
    }),
  );
  await cloud.settle();
  return executionArn ?? '';
};

export const describeExecution = (cloud: Cloud, executionArn: string) =>
  sfnOf(cloud).send(new DescribeExecutionCommand({ executionArn }));

/** Names of the states that the execution entered, in order. */
export const entered = async (cloud: Cloud, executionArn: string): Promise<string[]> => {
  const names: string[] = [];
  for await (const { events } of paginateGetExecutionHistory({ client: sfnOf(cloud) }, { executionArn }))
    for (const { stateEnteredEventDetails } of events ?? [])
      if (stateEnteredEventDetails?.name) names.push(stateEnteredEventDetails.name);
  return names;
};

/** Other rooms announce these facts. */
export const happened = async (cloud: Cloud, { partnerId, personId }: Cast, ...facts: string[]): Promise<void> => {
  const now = nowOf(cloud);
  const stage = await setStage(cloud);
  for (const fact of facts)
    await announce(stage, factRecorded({ partnerId, run: 1, fact, by: personId, occurredAt: now, recordedAt: now }));
  await cloud.settle();
};

/** Everything that an onboarding waits for. */
export const EVERYTHING = [
  'signed-in',
  'agreement-accepted',
  'sales-certified',
  'first-call-recorded',
  'activity-recorded',
];

export const pass = (cloud: Cloud, days: number): Promise<void> =>
  cloud.clock.moveTo(cloud.clock.now() + days * DAY_MS);

/** Subjects of the letters to the partner, sorted. */
export const lettersTo = async (cloud: Cloud, { email }: Cast): Promise<string[]> =>
  (await cloud.inbox.to(email)).map(({ subject }) => subject).toSorted();
