import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type LetterOrder, letterOrder } from '../../functions/email/contract.ts';
import { profileItem } from '../../functions/partners/contract.ts';
import { daysBetween } from '../../functions/shared/days.ts';
import { due, keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { START } from '../support/cloud.ts';
import { assembly } from '../support/prepare.ts';
import { act, announce, certify, type Playing, startExecution, withNames } from './acting.ts';
import { type CaseFile, caseFile, offsetOf } from './case.ts';
import { castOf, enter, type Stage, setStage } from './partner.ts';

const ZONE = 'America/New_York';
const DAY_MS = 86_400_000;

export interface HistoryEvent {
  readonly type: string;
  readonly timestamp: number;
  readonly stateEnteredEventDetails?: { readonly name: string; readonly input?: string };
  readonly stateExitedEventDetails?: { readonly name: string; readonly output?: string };
}

/** Bytes of the largest text that a state was given or gave. */
export const largestPayload = (history: readonly HistoryEvent[]): number =>
  Math.max(
    0,
    ...history.map(({ stateEnteredEventDetails: into, stateExitedEventDetails: out }) =>
      Buffer.byteLength(into?.input ?? out?.output ?? ''),
    ),
  );

/** Task tokens that lie in the table, of waits that are open or were left behind. */
export const tokensIn = async (cloud: Cloud): Promise<readonly string[]> => {
  const { table, tableName } = await setStage(cloud);
  const { Items } = await table.send(
    new ScanCommand({
      TableName: tableName,
      FilterExpression: 'begins_with(SK, :wait)',
      ExpressionAttributeValues: { ':wait': 'WAIT#' },
    }),
  );
  return (Items ?? []).map((item) => String(item.token));
};

/** How one case went. */
export interface Played {
  readonly executionArn: string;
  readonly status: string;
  readonly endedIn: string;
  readonly endedOnDay: number | undefined;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string;
  readonly profile: ReturnType<typeof profileItem.parse> | undefined;
  readonly letters: readonly string[];
  readonly history: readonly HistoryEvent[];
}

export const readCases = (workflow: string): readonly (readonly [string, CaseFile])[] =>
  globSync(`workflows/${workflow}/cases/*.json`)
    .sort()
    .map((path) => [basename(path, '.json'), caseFile.parse(JSON.parse(readFileSync(path, 'utf8')))]);

/**
 * The templates without their schedules: what runs every few minutes takes no part in a case and would cost minutes.
 * Made beside and renamed: several test files want it at once.
 */
export const withoutSchedules = (): string => {
  const made = assembly();
  const kept = `${made}-unscheduled`;
  if (existsSync(kept)) return kept;
  const beside = `${kept}-${process.pid}`;
  cpSync(made, beside, { recursive: true });
  for (const path of globSync(join(beside, '**/*.template.json'))) {
    const template = JSON.parse(readFileSync(path, 'utf8')) as { Resources: Record<string, { Type: string }> };
    for (const [id, { Type }] of Object.entries(template.Resources)) {
      if (Type === 'AWS::Scheduler::Schedule') delete template.Resources[id];
    }
    writeFileSync(path, JSON.stringify(template));
  }
  try {
    renameSync(beside, kept);
  } catch (error) {
    // Another test file was first, with the same.
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  return kept;
};

/** A case while it is played. */
export interface Play extends Playing {
  readonly name: string;
  readonly workflow: string;
  readonly played: CaseFile;
  executionArn: string;
}

/**
 * Plays all cases of a workflow at once, on one cloud and one time line, each with a partner of its own, until `days`
 * have passed.
 */
export const playAll = async (
  cloud: Cloud,
  workflow: string,
  cases: readonly (readonly [string, CaseFile])[],
  days: number,
  /** Called whenever something has happened and all is quiet again. */
  look?: (play: Play, executionArn: string) => Promise<void>,
): Promise<ReadonlyMap<string, Played>> => {
  const stage = await setStage(cloud);
  const broken = new Set<string>();
  cloud.faults = (call) => {
    const text = Buffer.from(call.body).toString('utf8');
    const [who, what] =
      [...broken]
        .map((one) => one.split(' '))
        .find(([id = '', role = '']) => text.includes(id) && call.role === role) ?? [];
    return who && what ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 } : undefined;
  };
  const plays = cases.map(
    ([name, played]): Play => ({ name, workflow, played, stage, cast: castOf(name), broken, executionArn: '' }),
  );
  const lookAtAll = async (): Promise<void> => {
    await cloud.settle();
    for (const play of look ? plays : []) await look?.(play, fullArn(play));
  };
  const pass = async (until: number): Promise<void> => {
    for (let due = cloud.clock.nextDue(); look && due !== undefined && due < until; due = cloud.clock.nextDue()) {
      await cloud.clock.moveTo(due);
      await lookAtAll();
    }
    await cloud.clock.moveTo(until);
  };
  for (const play of plays) await begin(play);
  await lookAtAll();
  const lines = plays.flatMap((play) =>
    play.played.world.map(({ at, do: done }) => ({ play, done, ms: offsetOf(at) })),
  );
  for (const { play, done, ms } of lines.sort((a, b) => a.ms - b.ms)) {
    await pass(Date.parse(START) + ms);
    await act(play, done, play.executionArn);
    await lookAtAll();
  }
  await pass(Date.parse(START) + days * DAY_MS);
  await cloud.settle();
  const letters = await allLetters(stage);
  return new Map(await Promise.all(plays.map(async (play) => [play.name, await outcome(play, letters)] as const)));
};

const begin = async (play: Play): Promise<void> => {
  const { stage, cast, workflow, played, name } = play;
  const { event, profile } = await enter(stage, cast, played, START);
  if (played.partner.certifiedForDays !== undefined) await certify(play, played.partner.certifiedForDays);
  for (const { at, do: done } of played.world) if (offsetOf(at) === 0) await act(play, done, '');
  const byEvent = workflow === 'partner-lifecycle' && played.input === undefined;
  if (!byEvent && workflow !== 'partner-lifecycle') {
    const index = { GSI1PK: due.partnersInStage(profile.stage), GSI1SK: `${START}#${cast.partnerId}` };
    const Item = { ...keys.partner(cast.partnerId), ...profile, ...index };
    await stage.table.send(new PutCommand({ TableName: stage.tableName, Item }));
  }
  if (byEvent) {
    await announce(stage, event);
    play.executionArn = `:${workflow}:partner-lifecycle-${cast.partnerId}-1`;
    return;
  }
  const input = withNames(played.input ?? { partner: '{domain}' }, cast);
  play.executionArn = await startExecution(stage, workflow, `case-${name}`.slice(0, 80), input);
};

const outcome = async (play: Play, letters: readonly LetterOrder[]): Promise<Played> => {
  const { stage, cast } = play;
  const executionArn = fullArn(play);
  const described = (await stage.cloud.engine.handle('DescribeExecution', { executionArn })) as Record<string, unknown>;
  const history = await historyOf(stage.cloud, executionArn);
  const { Item } = await stage.table.send(
    new GetCommand({ TableName: stage.tableName, Key: keys.partner(cast.partnerId) }),
  );
  const stopped =
    typeof described.stopDate === 'number' ? new Date(described.stopDate * 1000).toISOString() : undefined;
  return {
    executionArn,
    status: String(described.status),
    endedIn: history.findLast((one) => one.stateEnteredEventDetails)?.stateEnteredEventDetails?.name ?? '',
    endedOnDay: stopped ? daysBetween(START, stopped, ZONE) : undefined,
    output: typeof described.output === 'string' ? JSON.parse(described.output) : undefined,
    error: described.error ? String(described.error) : undefined,
    cause: String(described.cause ?? ''),
    profile: Item ? profileItem.parse(Item) : undefined,
    letters: letters.filter((one) => one.partnerId === cast.partnerId).map((one) => lineOf(one)),
    history,
  };
};

const fullArn = ({ executionArn, stage }: Play): string => {
  if (executionArn.startsWith('arn:')) return executionArn;
  const [, workflow = '', name = ''] = executionArn.split(':');
  const machine = stage.cloud.resources('AWS::StepFunctions::StateMachine').find((one) => one.ref.endsWith(workflow));
  return `${machine?.ref.replace(':stateMachine:', ':execution:')}:${name}`;
};

export const historyOf = async (cloud: Cloud, executionArn: string): Promise<readonly HistoryEvent[]> => {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = (await cloud.engine.handle('GetExecutionHistory', {
      executionArn,
      maxResults: 1000,
      ...(nextToken ? { nextToken } : {}),
    })) as { events: HistoryEvent[]; nextToken?: string };
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
};

/** Every letter that was ordered, in order. */
export const allLetters = async ({
  table,
  tableName,
}: Pick<Stage, 'table' | 'tableName'>): Promise<readonly LetterOrder[]> => {
  const found: LetterOrder[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new ScanCommand({ TableName: tableName, ...(from ? { ExclusiveStartKey: from } : {}) }),
    );
    for (const item of page.Items ?? []) if (item.type === 'LETTER') found.push(letterOrder.parse(item.order));
    from = page.LastEvaluatedKey;
  } while (from);
  return found.sort((a, b) => (a.orderedAt + a.key < b.orderedAt + b.key ? -1 : 1));
};

/** `day 7: milestone-nudge O2 to manager`; days are counted from `since`. */
export const lineOf = ({ letter, to, data, orderedAt }: LetterOrder, since = START): string => {
  const about = [data.milestone, data.kind, data.track].find((one) => typeof one === 'string');
  const day = daysBetween(since, orderedAt, ZONE);
  return `day ${day}: ${letter}${about ? ` ${about}` : ''}${'team' in to ? ` to ${to.team}` : ''}`;
};

/** Executions that items of distributed maps of these executions are. */
const itemsOfMaps = async (cloud: Cloud, executionArns: readonly string[]): Promise<readonly string[]> => {
  const items: string[] = [];
  for (const executionArn of executionArns) {
    const { mapRuns } = (await cloud.engine.handle('ListMapRuns', { executionArn })) as {
      mapRuns: { mapRunArn: string }[];
    };
    for (const { mapRunArn } of mapRuns) {
      const listed = (await cloud.engine.handle('ListExecutions', { mapRunArn })) as {
        executions: { executionArn: string }[];
      };
      items.push(...listed.executions.map((one) => one.executionArn));
    }
  }
  return items;
};

/** Every state that the executions of this cloud entered, as `workflow / state`. */
export const statesEntered = async (cloud: Cloud): Promise<ReadonlySet<string>> => {
  const entered = new Set<string>();
  for (const machine of cloud.resources('AWS::StepFunctions::StateMachine')) {
    let nextToken: string | undefined;
    do {
      const page = (await cloud.engine.handle('ListExecutions', {
        stateMachineArn: machine.ref,
        maxResults: 1000,
        ...(nextToken ? { nextToken } : {}),
      })) as { executions: { executionArn: string }[]; nextToken?: string };
      const all = page.executions.map(({ executionArn }) => executionArn);
      for (const executionArn of [...all, ...(await itemsOfMaps(cloud, all))]) {
        for (const event of await historyOf(cloud, executionArn)) {
          const name = event.stateEnteredEventDetails?.name;
          if (name) entered.add(`${machine.ref.replace(/^.*:tandem-local-/, '')} / ${name}`);
        }
      }
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return entered;
};
