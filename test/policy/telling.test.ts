import { expect, test } from 'vitest';
import { nextTelling, toldStages } from '../../functions/policy/telling.ts';

const NOW = '2027-03-01T09:00:00.000Z';
const after = (stage: string, page: number, cursor?: string) => nextTelling({ version: 2, stage, page }, cursor, NOW);

test('partners are told some at a time, stage after stage, each step an event of its own name', () => {
  expect(after('Activate', 1, 'c1')).toMatchObject([
    { id: 'policy/2/telling/Activate/2', data: { version: 2, stage: 'Activate', page: 2, cursor: 'c1' } },
  ]);
  expect(after('Activate', 2)).toMatchObject([{ id: 'policy/2/telling/Scale/1', data: { stage: 'Scale', page: 1 } }]);
  expect(after(toldStages.at(-1) ?? '', 7)).toEqual([]);
});
