import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { BANK_FILE_PAYMENTS, type BankPayment, bankFile } from '../../functions/payouts/bank-file.ts';
import { latin } from '../../functions/payouts/latin.ts';
import { minorOf } from '../../functions/shared/money.ts';

const iban = { rail: 'bank', name: 'Fine Writing', iban: 'DE89370400440532013000', country: 'DE' } as const;
const lives = { street: '1 Main St', town: 'Springfield', country: 'US' } as const;
const number = { routing: '021000021', account: '123456789' } as const;
const us = { rail: 'bank', by: 'us', name: 'Fine Writing', ...number, postCode: '01101', ...lives } as const;
const uk = { rail: 'bank', by: 'uk', name: 'Fine', sortCode: '200000', account: '55779911', ...lives } as const;
const byBic = { rail: 'bank', by: 'bic', name: 'Fine', bic: 'CTBAAU2S', account: '06200012345678', ...lives } as const;

const payment = (over: Partial<BankPayment> = {}): BankPayment => ({
  providerKey: 'K7Q2M9X4T1V8B3N6C5Z0H2J4RD',
  minor: 12_345,
  to: iban,
  remittance: 'Partner payout 2027-03',
  ...over,
});
const file = (payments: readonly BankPayment[], currency = 'EUR', sepa = currency === 'EUR'): string =>
  bankFile({
    messageId: '202703-EUR-1',
    createdAt: '2027-03-05T09:00:00.123Z',
    executionDate: '2027-03-08',
    currency,
    sepa,
    payer: { name: 'Söhne & Co', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' },
    payments,
  });
const parsed = (xml: string) =>
  new XMLParser({ ignoreAttributes: false, parseTagValue: false, isArray: (name) => name === 'CdtTrfTxInf' }).parse(xml)
    .Document.CstmrCdtTrfInitn;
/** Names of elements in the order they begin. */
const order = (xml: string, inside: string): readonly string[] => {
  const block = new RegExp(`<${inside}>([\\s\\S]*?)</${inside}>`).exec(xml)?.[1] ?? '';
  const depth = /^\n( +)</.exec(block)?.[1]?.length ?? 0;
  return [...block.matchAll(/^( +)<([A-Za-z]+)/gm)]
    .filter(([, pad]) => pad?.length === depth)
    .map(([, , name]) => name ?? '');
};

/** The published schema's rules for pain.001.001.09, in our words. The file was held against the schema itself too. */
describe('A bank file', () => {
  test('has its elements in the order that the schema asks for', () => {
    const xml = file([payment({ to: { ...iban, bic: 'COBADEFFXXX' } })]);
    expect(order(xml, 'GrpHdr')).toEqual(['MsgId', 'CreDtTm', 'NbOfTxs', 'CtrlSum', 'InitgPty']);
    expect(order(xml, 'PmtInf')).toEqual([
      'PmtInfId',
      'PmtMtd',
      'NbOfTxs',
      'CtrlSum',
      'PmtTpInf',
      'ReqdExctnDt',
      'Dbtr',
      'DbtrAcct',
      'DbtrAgt',
      'ChrgBr',
      'CdtTrfTxInf',
    ]);
    expect(order(xml, 'CdtTrfTxInf')).toEqual(['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf']);
    expect(xml).toContain('xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"');
  });

  test.each([
    [
      'a US routing number',
      us,
      { ClrSysMmbId: { ClrSysId: { Cd: 'USABA' }, MmbId: '021000021' }, PstlAdr: { Ctry: 'US' } },
      '123456789',
    ],
    [
      'a UK sort code',
      uk,
      { ClrSysMmbId: { ClrSysId: { Cd: 'GBDSC' }, MmbId: '200000' }, PstlAdr: { Ctry: 'GB' } },
      '55779911',
    ],
    ['BIC and number', byBic, { BICFI: 'CTBAAU2S' }, '06200012345678'],
  ] as const)('names an account without IBAN by %s', (_, to, bank, number) => {
    const xml = file([payment({ to })], 'USD');
    const [order1] = parsed(xml).PmtInf.CdtTrfTxInf;
    expect(order1.CdtrAgt).toEqual({ FinInstnId: bank });
    expect(order1.CdtrAcct).toEqual({ Id: { Othr: { Id: number } } });
    expect(order(xml, 'CdtTrfTxInf')).toEqual(['PmtId', 'Amt', 'CdtrAgt', 'Cdtr', 'CdtrAcct', 'RmtInf']);
  });

  test('says where a payee abroad lives, field by field in the order that the schema asks for', () => {
    const xml = file([payment({ to: us })], 'USD');
    expect(order(xml, 'Cdtr')).toEqual(['Nm', 'PstlAdr']);
    expect(xml).toMatch(
      /<StrtNm>1 Main St<\/StrtNm>\s*<PstCd>01101<\/PstCd>\s*<TwnNm>Springfield<\/TwnNm>\s*<Ctry>US</,
    );
    expect(parsed(file([payment()])).PmtInf.CdtTrfTxInf[0].Cdtr.PstlAdr).toEqual({ Ctry: 'DE' });
  });

  test('counts and sums exactly, to the cent', () => {
    const cents = fc.integer({ min: 1, max: 99_999_999_999 });
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 40 }), (minors) => {
        const { GrpHdr, PmtInf } = parsed(file(minors.map((minor) => payment({ minor }))));
        expect(GrpHdr.NbOfTxs).toBe(String(minors.length));
        expect(minorOf(GrpHdr.CtrlSum, 'EUR')).toBe(minors.reduce((sum, minor) => sum + minor, 0));
        expect([PmtInf.NbOfTxs, PmtInf.CtrlSum]).toEqual([GrpHdr.NbOfTxs, GrpHdr.CtrlSum]);
        const read = PmtInf.CdtTrfTxInf.map((one: { Amt: { InstdAmt: { '#text': string } } }) =>
          minorOf(one.Amt.InstdAmt['#text'], 'EUR'),
        );
        expect(read).toEqual(minors);
      }),
      { numRuns: 50 },
    );
  });

  test('is a SEPA transfer in euros, and leaves the service level to the bank in other currencies', () => {
    expect(parsed(file([payment()])).PmtInf).toMatchObject({ PmtTpInf: { SvcLvl: { Cd: 'SEPA' } }, ChrgBr: 'SLEV' });
    const outside = parsed(file([payment({ to: byBic })], 'EUR', false)).PmtInf;
    expect(outside).toMatchObject({ ChrgBr: 'SHAR' });
    expect(outside).not.toHaveProperty('PmtTpInf');
    expect(parsed(file([payment()], 'USD')).PmtInf).not.toHaveProperty('PmtTpInf');
    expect(file([payment({ minor: 500 })], 'JPY')).toContain('<InstdAmt Ccy="JPY">500</InstdAmt>');
  });

  test('is the same bytes for the same payments', () => {
    expect(file([payment(), payment({ minor: 1 })])).toBe(file([payment(), payment({ minor: 1 })]));
  });

  test('has 1 to 2,000 payments, of amounts that banks take', () => {
    expect(() => file([])).toThrow('1 to 2000');
    expect(() => file(Array.from({ length: BANK_FILE_PAYMENTS + 1 }, () => payment()))).toThrow('1 to 2000');
    expect(() => file([payment({ minor: 0 })])).toThrow('no bank takes');
    expect(() => file([payment({ minor: 100_000_000_000 })])).toThrow('no bank takes');
  });
});

describe('Text in a bank file', () => {
  test.each([
    ['Łukasz Żółć & Co', 'Lukasz Zolc + Co'],
    ['Größe', 'Grosse'],
    ['Ελλάδα Ltd', '...... Ltd'],
    ['<b>"x"</b>', '.b..x../b.'],
    ['//a//b/', 'a/b'],
    ['مرحبا', '.....'],
    ['/', '.'],
    ['a\u202Eb\nc', 'a.b.c'],
  ])('%s becomes %s', (typed, written) => {
    expect(latin(typed, 70)).toBe(written);
  });

  test('has Latin signs only, at most as many as asked, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        expect(latin(typed, 70)).toMatch(/^[A-Za-z0-9?:().,'+-][A-Za-z0-9/?:().,'+ -]{0,69}$/);
        expect(latin(typed, 70)).not.toMatch(/\/\/|\/$| $/);
      }),
    );
  });
});
