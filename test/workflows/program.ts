import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Cloud } from '../../infra/local/cloud.ts';
import { withCloud } from '../support/cloud.ts';
import {
  allLetters,
  type HistoryEvent,
  historyOf,
  largestPayload,
  lineOf,
  statesEntered,
  withoutSchedules,
} from './play.ts';
import { statesOf } from './states.ts';

/** A case of a workflow of the whole program: what was there before, what was typed, how it ends. One plays after the other. */
const programCase = z.strictObject({
  story: z.string(),
  /** Its turn. */
  order: z.int(),
  input: z.unknown(),
  /** Names of what the test does before the start. */
  world: z.array(z.string()).default([]),
  expect: z.strictObject({
    status: z.enum(['SUCCEEDED', 'FAILED']).default('SUCCEEDED'),
    endsIn: z.string(),
    output: z.record(z.string(), z.unknown()).optional(),
    /** Part of the cause of a failure. */
    cause: z.string().optional(),
    /** What was written meanwhile, of the letters that the workflow is about: `day 3: lead-reminder`. */
    letters: z.array(z.string()).optional(),
  }),
});

export interface ProgramWorkflow {
  readonly workflow: string;
  /** What can be done before a start, by name. */
  readonly worlds: Readonly<Record<string, (cloud: Cloud) => Promise<void>>>;
  /** What is typed to start a case, where names in it are only known then; as it stands there, unless told. */
  readonly typed?: (input: unknown) => unknown;
  /** Where the clock stands first. */
  readonly start?: string;
  /** What people and the world do while the execution runs; unless told, nobody does anything for ten minutes. */
  readonly live?: (cloud: Cloud, name: string) => Promise<void>;
  /** Letters that the workflow is about, by how their names begin. Told, every case that succeeds says all of them. */
  readonly letters?: readonly string[];
}

interface Ended {
  readonly status: string;
  readonly endedIn: string;
  readonly output: unknown;
  readonly cause: string;
  readonly letters: readonly string[];
  readonly history: readonly HistoryEvent[];
}

const TEN_MINUTES = 600_000;

const lettersIn = (cloud: Cloud) =>
  allLetters({
    table: DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig())),
    tableName: 'tandem-local-program',
  });

const play = async (
  cloud: Cloud,
  { workflow, letters: wanted = [] }: ProgramWorkflow,
  name: string,
  input: unknown,
  live: () => Promise<void>,
): Promise<Ended> => {
  const before = new Set((await lettersIn(cloud)).map(({ key }) => key));
  const since = new Date(cloud.clock.now()).toISOString();
  const machine = cloud.resources('AWS::StepFunctions::StateMachine').find(({ ref }) => ref.endsWith(`-${workflow}`));
  const { executionArn } = (await cloud.engine.handle('StartExecution', {
    stateMachineArn: machine?.ref,
    name: `case-${name}`,
    input: JSON.stringify(input),
  })) as { executionArn: string };
  await cloud.settle();
  await live();
  const described = (await cloud.engine.handle('DescribeExecution', { executionArn })) as Record<string, unknown>;
  const history = await historyOf(cloud, executionArn);
  return {
    status: String(described.status),
    endedIn: history.findLast((one) => one.stateEnteredEventDetails)?.stateEnteredEventDetails?.name ?? '',
    output: typeof described.output === 'string' ? JSON.parse(described.output) : undefined,
    cause: String(described.cause ?? ''),
    letters: (await lettersIn(cloud))
      .filter(({ key, letter }) => !before.has(key) && wanted.some((begin) => letter.startsWith(begin)))
      .map((one) => ({ at: one.orderedAt, line: lineOf(one, since) }))
      .toSorted((one, other) => one.at.localeCompare(other.at) || one.line.localeCompare(other.line))
      .map(({ line }) => line),
    history,
  };
};

/** Every case of a workflow of the whole program, and that each of its states is entered by at least one. */
export const programCasesOf = (of: ProgramWorkflow): void => {
  const { workflow, worlds, live, start, typed, letters } = of;
  const cases = globSync(`workflows/${workflow}/cases/*.json`)
    .map((path) => [basename(path, '.json'), programCase.parse(JSON.parse(readFileSync(path, 'utf8')))] as const)
    .sort(([, one], [, other]) => one.order - other.order);
  describe(`Workflow ${workflow}`, () => {
    const cloud = withCloud({ assembly: withoutSchedules(), ...(start ? { start } : {}) });
    const ended = new Map<string, Ended>();
    beforeAll(async () => {
      for (const [name, { world, input }] of cases) {
        cloud().faults = undefined;
        for (const one of world) await worlds[one]?.(cloud());
        const pass = () => cloud().clock.moveTo(cloud().clock.now() + TEN_MINUTES);
        ended.set(name, await play(cloud(), of, name, typed?.(input) ?? input, () => live?.(cloud(), name) ?? pass()));
      }
      cloud().faults = undefined;
    });

    test.each(cases)('%s', (name, { world, expect: wanted }) => {
      expect(world.filter((one) => !worlds[one])).toEqual([]);
      const went = ended.get(name);
      expect(went).toMatchObject({ status: wanted.status, endedIn: wanted.endsIn });
      if (wanted.output) expect(went?.output).toMatchObject(wanted.output);
      if (wanted.cause) expect(went?.cause).toContain(wanted.cause);
      if (letters && wanted.status === 'SUCCEEDED') expect(went?.letters).toEqual(wanted.letters);
    });

    test('no history comes near the limit of 25,000 events, no payload near 256 KiB', () => {
      const all = [...ended.values()].map(({ history }) => history);
      expect(Math.max(...all.map((history) => history.length))).toBeLessThan(2_000);
      expect(Math.max(...all.map(largestPayload))).toBeLessThan(65_536);
    });

    test('every state of the definition is entered by a case', async () => {
      const entered = await statesEntered(cloud());
      expect(statesOf(workflow).filter((name) => !entered.has(`${workflow} / ${name}`))).toEqual([]);
    });
  });
};
