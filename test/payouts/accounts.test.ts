import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { account, isRoutingNumber, typedAccount } from '../../functions/payouts/accounts.ts';
import { accountOf, isOutsideSepa, masked } from '../../functions/payouts/paying.ts';

const home = { name: 'Ann Miller', street: '1 Main St', town: 'Springfield', country: 'US' };
const us = { rail: 'bank', by: 'us', ...home, routing: '021000021', account: '1234 5678-9' };
const uk = { rail: 'bank', by: 'uk', ...home, country: 'GB', sortCode: '20-00-00', account: '55779911' };
const byBic = { rail: 'bank', by: 'bic', ...home, country: 'AU', bic: 'CTBAAU2S', account: '062000 12345678' };
const iban = { rail: 'bank', name: 'Ann Miller', iban: 'DE89 3704 0044 0532 0130 00', country: 'DE' };

const refusals = (typed: unknown): readonly string[] =>
  typedAccount.safeParse(typed).error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];

describe('A bank account as a partner types it', () => {
  test.each([
    ['by IBAN, as it always was', iban, 'DE •••• 3000', 'bank:DE89370400440532013000', false],
    ['by US routing number', us, 'US •••• 6789', 'bank:us:021000021:123456789', true],
    ['by UK sort code', uk, 'GB •••• 9911', 'bank:uk:200000:55779911', true],
    ['by BIC and number', byBic, 'AU •••• 5678', 'bank:CTBAAU2S:06200012345678', true],
    [
      'by an IBAN that SEPA does not reach',
      { ...iban, iban: 'TR330006100519786457841326' },
      'TR •••• 1326',
      'bank:TR330006100519786457841326',
      true,
    ],
  ])('%s', (_, typed, shown, key, outside) => {
    const read = typedAccount.parse(typed);
    expect(account.parse(read)).toEqual(read);
    expect([masked(read), accountOf(read), isOutsideSepa(read)]).toEqual([shown, key, outside]);
  });

  test('the branch of a BIC makes no other account', () => {
    const of = (bic: string) => accountOf(typedAccount.parse({ ...byBic, bic }));
    expect(of('CTBAAU2SXXX')).toBe(of('CTBAAU2S'));
  });

  test.each([
    ['a mistyped routing number', { ...us, routing: '021000012' }, 'routing is no routing number of 9 digits'],
    ['letters in a US account', { ...us, account: '12AB' }, 'account must have 4 to 17 digits'],
    ['a sort code of five digits', { ...uk, sortCode: '20-00-0' }, 'sortCode must have 6 digits'],
    ['a UK account of seven digits', { ...uk, account: '5577991' }, 'account must have 8 digits'],
    [
      'a country with IBANs by BIC and number',
      { ...byBic, bic: 'COBADEFF' },
      'bic is of a bank in DE, where accounts have an IBAN',
    ],
    ['a US bank by BIC', { ...byBic, bic: 'CHASUS33' }, 'bic is of a bank in the US'],
    ['no town abroad', { ...us, town: undefined }, 'town '],
    ['fields of another form', { ...us, iban: 'DE89370400440532013000' }, ' Unrecognized key'],
    ['a form that does not exist', { ...us, by: 'carrier-pigeon' }, 'by '],
  ])('%s is refused, at the field that is wrong', (_, typed, refusal) => {
    expect(refusals(typed).join('\n')).toContain(refusal);
  });
});

describe('The check digit of a US routing number', () => {
  test.each(['021000021', '011401533', '091000019', '322271627'])('%s is one', (digits) => {
    expect(isRoutingNumber(digits)).toBe(true);
  });

  test('no single mistyped digit passes', () => {
    const valid = fc.constantFrom('021000021', '011401533', '091000019', '322271627');
    fc.assert(
      fc.property(valid, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (digits, place, more) => {
        const wrong = [...digits].map((digit, at) => (at === place ? (Number(digit) + more) % 10 : digit)).join('');
        expect(isRoutingNumber(wrong)).toBe(false);
      }),
    );
  });

  test('nor does what has another length, or a district that does not exist', () => {
    for (const digits of ['02100002', '0210000210', '000000000', '990000003', 'abcdefghi']) {
      expect(isRoutingNumber(digits)).toBe(false);
    }
  });
});
