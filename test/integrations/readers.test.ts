import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type kind, type Options, rowSchemas, type tool } from '../../functions/integrations/contract.ts';
import { amountOf, instantOf } from '../../functions/integrations/reading/cells.ts';
import { readExport } from '../../functions/integrations/reading/read.ts';
import { Unreadable } from '../../functions/integrations/reading/sheet.ts';
import { decimalOf } from '../../functions/shared/currency.ts';
import { samples } from './samples.ts';

type Tool = (typeof tool.options)[number];
type Kind = (typeof kind.options)[number];
const options: Options = { timeZone: 'America/New_York', currency: 'USD' };
const read = (text: string, tool: Tool, kind: Kind, over: Partial<Options> = {}) =>
  readExport(text, { tool, kind, schema: rowSchemas[kind], options: { ...options, ...over } });
const commissions = (text: string, over: Partial<Options> = {}) =>
  readExport(text, {
    tool: 'dub',
    kind: 'commissions',
    schema: rowSchemas.commissions,
    options: { ...options, ...over },
  });

describe('An export of another tool', () => {
  test.each(samples)('$name is read whole', ({ text, tool, kind, first, rows }) => {
    const file = read(text, tool, kind);
    expect(file).toMatchObject({ missing: [], refused: [], records: rows });
    expect(file.rows).toHaveLength(rows);
    expect(file.rows[0]).toEqual(first);
  });

  test('names columns that say nothing to us, and those that are missing', () => {
    const file = read('ID,Email,Clicks\n1,a@x.example,3', 'dub', 'links');
    expect(file).toMatchObject({ unknown: ['clicks'], missing: ['links_key'], rows: [], records: 1 });
    const noCurrency = readExport('ID,Earnings,Status,Created at,Partner ID\n1,2.00,paid,2026-01-01,pn_1', {
      tool: 'dub',
      kind: 'commissions',
      schema: rowSchemas.commissions,
      options: { timeZone: 'UTC' },
    });
    expect(noCurrency.missing).toEqual(['currency']);
  });

  test('may begin with a byte order mark, be cut by semicolons, and have quotes and lines in its cells', () => {
    const text =
      '\uFEFFID;Name;Email;Company name\r\npn_1;"Miller; ""Ann""";ann@fine.example;"Fine\nWriting"\r\npn_2;Bo;bo@x.example;Bo Ltd\r\n';
    const { rows, refused } = read(text, 'dub', 'partners');
    expect(rows).toMatchObject([
      { row: 2, name: 'Miller; "Ann"', company: 'Fine Writing' },
      { row: 3, name: 'Bo' },
    ]);
    expect(refused).toEqual([]);
  });
});

const header = 'ID,Earnings,Currency,Status,Created at,Partner ID,Invoice ID';
const line = (over: Partial<Record<'id' | 'earnings' | 'currency' | 'status' | 'at' | 'partner', string>> = {}) => {
  const {
    id = 'cm_1',
    earnings = '12.30',
    currency = 'USD',
    status = 'pending',
    at = '2026-05-01',
    partner = 'pn_1',
  } = over;
  return [id, earnings, currency, status, at, partner, 'in_1']
    .map((cell) => `"${cell.replaceAll('"', '""')}"`)
    .join(',');
};

describe('A row that cannot be read', () => {
  test.each([
    ['an amount that is no amount', { earnings: '12,30' }, 'the amount 12,30 is not an amount like 12.30'],
    ['more decimals than the currency has', { earnings: '12.305' }, 'the amount 12.305 is not an amount like 12.30'],
    [
      'decimals of a currency that has none',
      { earnings: '12.30', currency: 'JPY' },
      'the amount 12.30 is not an amount',
    ],
    ['an exponent', { earnings: '1e9' }, 'the amount 1e9 is not an amount'],
    ['an amount of another currency', { earnings: '€12.30' }, 'is not of its currency USD'],
    ['nothing earned', { earnings: '0.00' }, 'the minor earns nothing'],
    ['a currency that does not exist', { currency: 'ABC' }, 'is not a currency of ISO 4217'],
    ['a state of another tool', { status: 'voided' }, 'the state "voided" is not one that this tool has'],
    ['a state that is decided over there', { status: 'hold' }, 'is held for review there'],
    ['a date that could mean two things', { at: '05/01/2026' }, 'the date 05/01/2026 could be 5 January or 1 May: say'],
    ['a day that does not exist', { at: '2026-02-30' }, 'the date 2026-02-30 does not exist'],
    ['no partner at all', { partner: '' }, 'has neither the id nor the address of its partner'],
    ['a formula where an id should be', { id: '=HYPERLINK("http://x.example", 1)' }, 'the externalId must be 1 to 80'],
  ])('is told with its number and why: %s', (_, over, reason) => {
    const file = commissions([header, line(over), line({ id: 'cm_2' })].join('\n'));
    expect(file.refused).toEqual([{ row: 2, reason: expect.stringContaining(reason) }]);
    expect(file.rows).toHaveLength(1);
  });

  test('a row that comes twice counts once; one that contradicts an earlier one is refused', () => {
    const file = commissions([header, line(), line(), line({ earnings: '99.00' })].join('\n'));
    expect(file.rows).toHaveLength(1);
    expect(file.refused).toEqual([
      { row: 3, reason: 'is row 2 again' },
      { row: 4, reason: 'has the same key as row 2 and says something else' },
    ]);
  });

  test('a row with too few cells does not shift the others', () => {
    const file = commissions([header, 'cm_1,12.30', line({ id: 'cm_2' })].join('\n'));
    expect(file.refused).toEqual([{ row: 2, reason: 'has 2 cells where the header has 7' }]);
    expect(file.rows).toMatchObject([{ row: 3, externalId: 'cm_2' }]);
  });

  test.each([
    ['an empty file', ' \n'],
    ['a file in another encoding', 'ID\0,Name'],
    ['bytes that were no UTF-8', 'ID,N\uFFFDme'],
    ['broken JSON', '[{"id": 1}'],
    ['JSON without a list', '{"id": 1}'],
  ])('a file that is none is refused as a whole: %s', (_, text) => {
    expect(() => read(text, 'dub', 'partners')).toThrow(Unreadable);
  });

  test('no record is ever lost', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom('12.30', 'paid', '2026-05-01', 'USD', '"', '=1+1'),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { maxLength: 8 }), (table) => {
        const quoted = table.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','));
        const file = commissions([header, ...quoted].join('\n'));
        expect(file.rows.length + file.refused.length).toBe(file.records);
      }),
    );
  });
});

describe('An amount', () => {
  test.each([
    ['12.30', 'USD', 'decimal', 1230],
    ['$1,234.50', 'USD', 'decimal', 123_450],
    ['-$5.00', 'CAD', 'decimal', -500],
    ['$-5.00', 'USD', 'decimal', -500],
    ['12.30 EUR', 'EUR', 'decimal', 1230],
    ['1000', 'JPY', 'decimal', 1000],
    ['1000.00', 'JPY', 'decimal', 1000],
    ['1.234', 'BHD', 'decimal', 1234],
    ['3000', 'USD', 'minor', 3000],
    ['-3000', 'USD', 'minor', -3000],
  ] as const)('%s of %s, %s', (text, currency, unit, minor) => {
    expect(amountOf(text, currency, unit)).toBe(minor);
  });

  test('written as a decimal is read back to the same', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.constantFrom('USD', 'JPY', 'BHD'),
        (minor, currency) => {
          expect(amountOf(decimalOf({ minor, currency }), currency, 'decimal')).toBe(minor);
        },
      ),
    );
  });
});

describe('A date', () => {
  test.each([
    ['2026-05-01T09:00:00Z', '2026-05-01T09:00:00.000Z'],
    ['2026-05-01T09:00:00.123456+02:00', '2026-05-01T07:00:00.123Z'],
    ['2026-05-01 09:00:00 UTC', '2026-05-01T09:00:00.000Z'],
    ['2026-05-01 09:00:00 +0200', '2026-05-01T07:00:00.000Z'],
    ['2026-05-01 09:00', '2026-05-01T13:00:00.000Z'],
    ['2026-05-01', '2026-05-01T04:00:00.000Z'],
    ['1777626000', '2026-05-01T09:00:00.000Z'],
    ['1777626000000', '2026-05-01T09:00:00.000Z'],
    ['2026/05/01 09:00:00', '2026-05-01T13:00:00.000Z'],
    ['2026-05-01 1:30 PM', '2026-05-01T17:30:00.000Z'],
    ['May 1, 2026', '2026-05-01T04:00:00.000Z'],
    ['May 1st, 2026, 9:00 AM', '2026-05-01T13:00:00.000Z'],
    ['1 May 2026 12:15 am', '2026-05-01T04:15:00.000Z'],
    ['01-May-2026', '2026-05-01T04:00:00.000Z'],
    ['September 5, 2026 at 12:05 PM UTC', '2026-09-05T12:05:00.000Z'],
    ['Fri, 01 May 2026 09:00:00 GMT', '2026-05-01T09:00:00.000Z'],
  ])('%s', (text, instant) => {
    expect(instantOf(text, 'America/New_York')).toBe(instant);
  });

  test.each([
    '05/06/2026',
    '31/05/2026',
    '1.5.2026',
    'Foo 1, 2026',
    'May 32, 2026',
    '2026-05-01 13:00 PM',
    'yesterday',
  ])('that could be another, or is none, is refused: %s', (text) => {
    expect(() => instantOf(text, 'America/New_York')).toThrow();
  });
});
