import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { largestPayload, type Played, playAll, readCases, statesEntered, tokensIn, withoutSchedules } from './play.ts';
import { statesOf } from './states.ts';

/** Far below what AWS allows: a year of a lifecycle, or a month of an onboarding with everything late. */
const LONGEST_HISTORY = 250;
const LARGEST_PAYLOAD = 16_384;

/** Every case of a workflow, by name, and that each of its states is entered by at least one of them. */
export const casesOf = (workflow: string, days: number): void => {
  const cases = readCases(workflow);
  describe(`Workflow ${workflow}`, () => {
    const cloud = withCloud({ assembly: withoutSchedules() });
    let played: ReadonlyMap<string, Played> = new Map();
    beforeAll(async () => {
      played = await playAll(cloud(), workflow, cases, days);
    });

    test.each(cases)('%s', (name, { expect: wanted }) => {
      const went = played.get(name);
      expect(went).toMatchObject({ status: wanted.status, endedIn: wanted.endsIn });
      if (wanted.onDay !== undefined) expect(went?.endedOnDay).toBe(wanted.onDay);
      if (wanted.output) expect(went?.output).toMatchObject(wanted.output);
      if (wanted.cause) expect(went?.cause).toContain(wanted.cause);
      expect(went?.profile?.stage ?? 'none').toBe(wanted.stage);
      if (wanted.tier) expect(went?.profile?.tier).toBe(wanted.tier);
      if (wanted.reason) expect(went?.profile?.reason).toContain(wanted.reason);
      if (wanted.firstPayoutHeld !== undefined) expect(went?.profile?.firstPayoutHeld).toBe(wanted.firstPayoutHeld);
      expect(went?.letters).toEqual(wanted.letters);
      const transitions = went?.history.filter((one) => one.stateEnteredEventDetails).length ?? 0;
      if (wanted.eventsAtMost) expect(went?.history.length).toBeLessThanOrEqual(wanted.eventsAtMost);
      if (wanted.transitionsAtMost) expect(transitions).toBeLessThanOrEqual(wanted.transitionsAtMost);
    });

    test('no history comes near the limit of 25,000 events, no payload near 256 KiB', () => {
      const all = [...played.values()].map(({ history }) => history);
      expect(Math.max(...all.map((history) => history.length))).toBeLessThan(LONGEST_HISTORY);
      expect(Math.max(...all.map(largestPayload))).toBeLessThan(LARGEST_PAYLOAD);
    });

    test('a task token is in no letter and in no log', async () => {
      const tokens = await tokensIn(cloud());
      expect(tokens.length).toBeGreaterThan(0);
      const said = [
        ...cloud().logs.map(({ line }) => line),
        ...(await cloud().inbox.all()).map(({ html, text }) => html + text),
      ].join('\n');
      expect(tokens.filter((token) => said.includes(token))).toEqual([]);
    });

    test('every letter could be written with the data it was ordered with', () => {
      expect(cloud().logs.filter(({ line }) => line.includes('LETTER_FAILED'))).toEqual([]);
    });

    test('every state of the definition is entered by a case', async () => {
      const entered = await statesEntered(cloud());
      const missed = statesOf(workflow).filter((name) => !entered.has(`${workflow} / ${name}`));
      expect(missed).toEqual([]);
    });
  });
};
