import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Profile, type Stage, stage, stages } from '../../functions/partners/contract.ts';
import {
  checkMove,
  IllegalMove,
  isEnd,
  JourneyStopped,
  portalAfter,
  transitions,
} from '../../functions/partners/lifecycle.ts';
import { aPartner } from './builders.ts';

const standing = (at: Stage, more: Partial<Profile> = {}): Profile => aPartner({ stage: at, ...more });

describe('The stages of a partner [L1-L6]', () => {
  test.each(stages.slice(0, -1).map((from, index) => [from, stages[index + 1] ?? 'Scale'] as const))(
    'from %s the next stage is %s',
    (from, to) => {
      expect(checkMove(standing(from), 1, to)).toBe('legal');
    },
  );

  test('no stage can be skipped, Evaluate least of all', () => {
    const skips = stages.flatMap((from, index) => stages.slice(index + 2).map((to) => [from, to] as const));
    for (const [from, to] of skips)
      expect(() => checkMove(standing(from), 1, to), `${from} to ${to}`).toThrow(IllegalMove);
  });

  test.each(stages)('from %s a partner can be declined, withdrawn or sunset', (from) => {
    expect(['declined', 'withdrawn', 'sunset'].map((end) => checkMove(standing(from), 1, stage.parse(end)))).toEqual([
      'legal',
      'legal',
      'legal',
    ]);
  });

  test('renegotiated terms lead back from Optimize to Scale', () => {
    expect(checkMove(standing('Optimize'), 1, 'Scale')).toBe('legal');
  });

  test('a move that is already made is made', () => {
    expect(checkMove(standing('Scale'), 1, 'Scale')).toBe('made');
  });

  test('a workflow of a partner that has left is told to stop, with the reason', () => {
    const gone = standing('withdrawn', { reason: 'You left the program.' });
    expect(() => checkMove(gone, 1, 'Activate')).toThrow(new JourneyStopped(gone));
  });

  test('a workflow of an earlier run cannot move the partner', () => {
    expect(() => checkMove(standing('Identify', { run: 2 }), 1, 'Evaluate')).toThrow(JourneyStopped);
  });

  test('whatever moves are made, every stage was entered from one that allows it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...stage.options), { maxLength: 30 }), (wanted) => {
        let at: Stage = 'Identify';
        for (const to of wanted) {
          if (isEnd(at) || !transitions[at].includes(to)) continue;
          expect(checkMove(standing(at), 1, to)).toBe('legal');
          at = to;
        }
      }),
    );
  });
});

describe('What the portal shows', () => {
  test.each([
    ['Silver and up may enter while a person decides [L12]', standing('Identify'), 'Evaluate', true, 'open'],
    ['self-serve applicants wait for the decision', standing('Identify'), 'Evaluate', false, 'closed'],
    [
      'a partner that leaves keeps its balance in view [L16]',
      standing('Scale', { portal: 'open', admittedAt: '2027-03-01T09:00:00.000Z' }),
      'sunset',
      false,
      'limited',
    ],
    [
      'who was never admitted has nothing to look up',
      standing('Evaluate', { portal: 'open' }),
      'declined',
      false,
      'closed',
    ],
  ] as const)('%s', (_, profile, to, opens, portal) => {
    expect(portalAfter(profile, to, opens)).toBe(portal);
  });
});
