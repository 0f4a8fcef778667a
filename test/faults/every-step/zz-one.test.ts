import { expect, test } from 'vitest';
import { scenarios } from '/work/wt/deals/test/faults/every-step/scenarios.ts';
import { strikeEveryStep } from '/work/wt/deals/test/faults/every-step/verdict.ts';

test('deals', async () => {
  const scenario = scenarios.find(({ name }) => name.includes('registers deals'));
  const { wrong, left, functions, strikes } = await strikeEveryStep(scenario!, new Set(), 25);
  console.log(
    JSON.stringify(
      { wrong, left: left.slice(0, 20), strikes, functions: [...functions].filter((f) => f.includes('deals')) },
      null,
      1,
    ),
  );
  expect(wrong).toEqual([]);
}, 1_200_000);
