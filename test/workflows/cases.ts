import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { type Played, playAll, readCases, statesEntered, withoutSchedules } from './play.ts';
import { statesOf } from './states.ts';

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
      if (wanted.transitionsAtMost) expect(transitions).toBeLessThanOrEqual(wanted.transitionsAtMost);
    });

    test('every state of the definition is entered by a case', async () => {
      const entered = await statesEntered(cloud());
      const missed = statesOf(workflow).filter((name) => !entered.has(`${workflow} / ${name}`));
      expect(missed).toEqual([]);
    });
  });
};
