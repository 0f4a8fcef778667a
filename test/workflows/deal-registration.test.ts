import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { deeds, MACHINE, type Played, registered } from '../deals/deeds.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS } from '../support/people.ts';
import { offsetOf } from './case.ts';
import { historyOf, largestPayload, statesEntered, withoutSchedules } from './play.ts';
import { statesOf } from './states.ts';

/** A case: a reseller registers a deal at its start, and the world goes on. One plays after the other. */
const dealCase = z.strictObject({
  story: z.string(),
  /** The reseller has no sales certificate yet. */
  uncertified: z.boolean().default(false),
  /** Our own pipeline has the customer, so no rule approves it. */
  direct: z.boolean().default(false),
  /** Another reseller has the customer. */
  taken: z.boolean().default(false),
  /** Steps that are broken from the start. */
  broken: z.string().optional(),
  /** What ops type to start it, instead of what starts by itself; `{deal}` stands for its id. */
  input: z.unknown().optional(),
  world: z.array(z.strictObject({ at: z.string(), do: z.string() })).default([]),
  expect: z.strictObject({
    status: z.enum(['SUCCEEDED', 'FAILED']).default('SUCCEEDED'),
    endsIn: z.string(),
    output: z.record(z.string(), z.unknown()).optional(),
    /** Part of the cause of a failure. */
    cause: z.string().optional(),
    /** `day 1: deal-approved`, or `… to manager`; all letters about this deal, in order. */
    letters: z.array(z.string()).optional(),
  }),
});
type DealCase = z.infer<typeof dealCase>;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const cases = globSync('workflows/deal-registration/cases/*.json')
  .sort()
  .map((path) => [basename(path, '.json'), dealCase.parse(JSON.parse(readFileSync(path, 'utf8')))] as const);

interface Ended {
  readonly status: string;
  readonly endedIn: string;
  readonly output: unknown;
  readonly cause: string;
  readonly letters: readonly string[];
  readonly history: Awaited<ReturnType<typeof historyOf>>;
}

describe('Workflow deal-registration', () => {
  const cloud = withCloud({ assembly: withoutSchedules(), dynamodb: 'memory' });
  const ended = new Map<string, Ended>();

  /** The hour's chase of tasks, which is a schedule elsewhere. */
  const goTo = async (target: number): Promise<void> => {
    while (cloud().clock.now() < target) {
      await cloud().clock.moveTo(Math.min(target, cloud().clock.now() + DAY_MS));
      await cloud().settle();
      await cloud().invoke('tandem-local-tasks-chase-tasks', {});
      await cloud().settle();
    }
  };

  const lettersOf = async (played: Played, since: number): Promise<readonly string[]> => {
    const all = await Promise.all(
      [played.partner.email, MANAGER, OPS].map(async (address) =>
        (await cloud().inbox.to(address))
          .filter(({ at, text }) => at >= since && text.includes(played.customer))
          .map(({ at, tags }) => ({ at, letter: tags.letter ?? '', address })),
      ),
    );
    const whose = new Map([
      [MANAGER, ' to manager'],
      [OPS, ' to ops'],
    ]);
    return all
      .flat()
      .filter(({ letter }) => letter.startsWith('deal-'))
      .toSorted((a, b) => a.at - b.at || (a.letter < b.letter ? -1 : 1))
      .map(
        ({ at, letter, address }) => `day ${Math.floor((at - since) / DAY_MS)}: ${letter}${whose.get(address) ?? ''}`,
      );
  };

  const play = async (name: string, one: DealCase): Promise<Ended> => {
    const since = cloud().clock.now();
    const played = await registered(cloud(), name, one);
    let executionArn = `${MACHINE}:deal-registration-${played.dealId}`;
    if (one.input !== undefined) {
      const input = JSON.stringify(one.input).replaceAll('{deal}', played.dealId);
      const machine = cloud()
        .resources('AWS::StepFunctions::StateMachine')
        .find(({ ref }) => ref.endsWith('-deal-registration'));
      const body = { stateMachineArn: machine?.ref, name: `case-${name}`, input };
      ({ executionArn } = (await cloud().engine.handle('StartExecution', body)) as { executionArn: string });
      await cloud().settle();
    }
    const began = cloud().clock.now();
    for (const { at, do: deed } of one.world) {
      await goTo(began + offsetOf(at));
      await deeds[deed]?.(cloud(), played);
    }
    await goTo(Math.max(cloud().clock.now() + HOUR_MS, began + (one.input === undefined ? 200 * DAY_MS : HOUR_MS)));
    cloud().faults = undefined;
    const described = (await cloud().engine.handle('DescribeExecution', { executionArn })) as Record<string, unknown>;
    const history = await historyOf(cloud(), executionArn);
    return {
      status: String(described.status),
      endedIn: history.findLast((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails?.name ?? '',
      output: typeof described.output === 'string' ? JSON.parse(described.output) : undefined,
      cause: String(described.cause ?? ''),
      letters: await lettersOf(played, since),
      history,
    };
  };

  beforeAll(async () => {
    for (const [name, one] of cases) ended.set(name, await play(name, one));
  }, 600_000);

  test.each(cases)('%s', (name, { world, expect: wanted }) => {
    expect(world.filter(({ do: deed }) => !deeds[deed])).toEqual([]);
    const went = ended.get(name);
    expect(went).toMatchObject({ status: wanted.status, endedIn: wanted.endsIn });
    if (wanted.output) expect(went?.output).toMatchObject(wanted.output);
    if (wanted.cause) expect(went?.cause).toContain(wanted.cause);
    if (wanted.letters) expect(went?.letters).toEqual(wanted.letters);
  });

  test('no history comes near the limit of 25,000 events, no payload near 256 KiB', () => {
    const all = [...ended.values()].map(({ history }) => history);
    expect(Math.max(...all.map((history) => history.length))).toBeLessThan(500);
    expect(Math.max(...all.map(largestPayload))).toBeLessThan(16_384);
  });

  test('every state of the definition is entered by a case', async () => {
    const entered = await statesEntered(cloud());
    const missing = statesOf('deal-registration').filter((name) => !entered.has(`deal-registration / ${name}`));
    expect(missing).toEqual([]);
  });
});
