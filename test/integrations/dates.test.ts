import { describe, expect, test } from 'vitest';
import { rowSchemas } from '../../functions/integrations/contract.ts';
import { readExport } from '../../functions/integrations/reading/read.ts';

type Order = 'day-first' | 'month-first';
const TOOLS = ['partnerstack', 'rewardful', 'firstpromoter', 'dub'] as const;

/** Customers of affiliate a1, each since a date. */
const read = (since: readonly string[], dates?: Order, tool: (typeof TOOLS)[number] = 'rewardful') => {
  const columns = {
    partnerstack: 'customer_key,created_at,partner_key',
    rewardful: 'customer_id,created_at,affiliate_id',
    firstpromoter: 'uid,created_at,promoter_id',
    dub: 'external_id,created_at,partner_id',
  }[tool];
  const text = [columns, ...since.map((at, index) => `cus_${index + 1},"${at}",a1`)].join('\n');
  return readExport(text, {
    tool,
    kind: 'customers',
    schema: rowSchemas.customers,
    options: { timeZone: 'UTC', ...(dates ? { dates } : {}) },
  });
};
const days = (file: ReturnType<typeof read>) => file.rows.map(({ since }) => since?.slice(0, 10));

describe('A date of numbers alone', () => {
  test('is refused where nothing says what comes first, with the field to say it in', () => {
    const file = read(['05/06/2026', '2026-05-01']);
    expect(days(file)).toEqual(['2026-05-01']);
    expect(file.refused).toEqual([
      {
        row: 2,
        reason:
          'the date 05/06/2026 could be 5 June or 6 May: say in the field "Dates like 05/06/2026" (options.dates) what comes first',
      },
    ]);
    expect(file.dates).toEqual({
      says: 'Row 2 has 05/06/2026 in created_at, which could be two days. Say in the field "Dates like 05/06/2026" (options.dates) what comes first.',
    });
  });

  test.each<[Order, string]>([
    ['day-first', '2026-06-05'],
    ['month-first', '2026-05-06'],
  ])('is read %s where a person said so, and the report says that', (order, day) => {
    const file = read(['05/06/2026'], order);
    expect(days(file)).toEqual([day]);
    expect(file.refused).toEqual([]);
    expect(file.dates).toEqual({
      order,
      says: `Dates like 05/06/2026 are read ${order.replace('-', ' ')}: as you said.`,
    });
  });

  test.each<[string, string, Order, string]>([
    ['a day above 12 in the first place', '25/06/2026', 'day-first', '2026-06-05'],
    ['a day above 12 in the second place', '06/25/2026', 'month-first', '2026-05-06'],
  ])('is read as the file shows, and the report says by which row: %s', (_, proof, order, day) => {
    const file = read(['05/06/2026', '2026-05-01', proof]);
    expect(days(file)).toEqual([day, '2026-05-01', '2026-06-25']);
    expect(file.dates).toEqual({
      order,
      says: `Dates like 05/06/2026 are read ${order.replace('-', ' ')}: row 4 has ${proof} in created_at, and no date of the file says otherwise.`,
    });
  });

  test('is not read at all where the file shows both, nor are those that could be read alone', () => {
    const file = read(['05/06/2026', '25/06/2026', '06/26/2026', '2026-05-01']);
    expect(days(file)).toEqual(['2026-05-01']);
    expect(file.refused.map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(file.dates.says).toBe(
      'Dates of numbers alone are written both ways: row 3 has 25/06/2026 in created_at, and row 4 has 06/26/2026 in created_at. None of them is read.',
    );
  });

  test('is not read where the file shows another order than was said', () => {
    const file = read(['05/06/2026', '25/06/2026'], 'month-first');
    expect(file.rows).toEqual([]);
    expect(file.dates).toMatchObject({
      says: 'Dates were said to be month first, but row 3 has 25/06/2026 in created_at. None of them is read.',
    });
  });

  test('that is the same day either way needs nobody to say anything', () => {
    const file = read(['05/05/2026']);
    expect(days(file)).toEqual(['2026-05-05']);
    expect(file.dates).toEqual({});
  });

  test.each([
    ['5.6.2026', '2026-06-05T00:00:00.000Z'],
    ['05-06-2026 14:30', '2026-06-05T14:30:00.000Z'],
    ['05/06/2026, 2:30 PM', '2026-06-05T14:30:00.000Z'],
    ['05/06/2026 14:30:15 +0200', '2026-06-05T12:30:15.000Z'],
  ])('may have other signs between, and a time: %s', (text, instant) => {
    expect(read([text], 'day-first').rows.map(({ since }) => since)).toEqual([instant]);
  });

  test.each(['31/02/2026', '13/13/2026', '05/06/26', '05/06.2026'])('that is none is refused: %s', (text) => {
    expect(read([text], 'day-first').rows).toEqual([]);
    expect(read([text]).rows).toEqual([]);
  });

  test.each(TOOLS)('is read the same from %s', (tool) => {
    expect(days(read(['05/06/2026', '25/06/2026'], undefined, tool))).toEqual(['2026-06-05', '2026-06-25']);
  });
});
