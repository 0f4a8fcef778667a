import { describe, expect, test } from 'vitest';
import { gather, readPosition, writePosition } from '../../functions/integrations/export/position.ts';
import { csvOf } from '../../functions/shared/csv.ts';

describe('A line of a spreadsheet', () => {
  test.each([
    ['=HYPERLINK("http://x.example")', `"'=HYPERLINK(""http://x.example"")"`],
    ['+1', `"'+1"`],
    ['-1', `"'-1"`],
    ['@x', `"'@x"`],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['a;=1+1', '"a;=1+1"'],
    ['two\nlines', '"two\nlines"'],
    ['plain', '"plain"'],
  ])('has %j as text [39]', (cell, line) => {
    expect(csvOf([[cell]])).toBe(`${line}\r\n`);
  });
});

describe('An answer of the export', () => {
  async function* many() {
    for (let n = 1; n <= 400; n++) yield { at: { shard: 3, from: 'x', number: n }, item: 'a'.repeat(10_000) };
  }

  test('is cut before it is too large, and says where to go on', async () => {
    const { lines, next } = await gather(many(), (item) => item);
    expect(lines).toHaveLength(150);
    expect(next).toEqual({ shard: 3, from: 'x', number: 150 });
    expect(next && readPosition(writePosition(next))).toEqual(next);
  });
});
