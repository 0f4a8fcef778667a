import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { routes } from '../../functions/payouts/contract.ts';
import { payPalFile } from '../../functions/payouts/paypal-file.ts';

const payment = { email: 'ann@example.com', minor: 12_345, currency: 'USD', providerKey: 'K7Q2', note: 'Payout' };

describe('A PayPal file', () => {
  test('has a row for each payment and no header', () => {
    expect(payPalFile([payment, { ...payment, minor: 500, currency: 'JPY' }])).toBe(
      'ann@example.com,123.45,USD,K7Q2,Payout\r\nann@example.com,500,JPY,K7Q2,Payout\r\n',
    );
  });

  test.each(['=HYPERLINK("http://x")', '+1', '-1', '@x', '\t=1', '\r=1', 'a"b', 'a,b', 'a\nb'])(
    'makes text of what a spreadsheet would take for a formula: %j [fault 39]',
    (note) => {
      const { data } = Papa.parse<string[]>(payPalFile([{ ...payment, note }]), { skipEmptyLines: true });
      expect(data).toHaveLength(1);
      expect(data[0]).toHaveLength(5);
      expect(data[0]?.[4]).not.toMatch(/^[=+\-@\t\r\n]/);
    },
  );
});

describe('A payout method', () => {
  const check = (body: unknown) => routes.changePayoutMethod.body?.safeParse(body);
  const bank = { rail: 'bank', name: 'Fine Writing', iban: 'DE89370400440532013000', country: 'DE' };

  test.each([
    ['an IBAN with blanks, in small letters', { ...bank, iban: 'de89 3704 0044 0532 0130 00' }],
    ['a BIC beside it', { ...bank, bic: 'cobadeffxxx' }],
    ['a PayPal address', { rail: 'paypal', email: 'Ann@Example.com' }],
    ['an account of the payout service', { rail: 'webhook', account: 'wallet 7' }],
  ])('may be %s', (_, body) => {
    expect(check(body)?.success).toBe(true);
  });

  test.each([
    ['an IBAN with a wrong digit', { ...bank, iban: 'DE89370400440532013001' }],
    ['an IBAN of no country', { ...bank, iban: 'XX89370400440532013000' }],
    ['a BIC of 9 characters', { ...bank, bic: 'COBADEFFX' }],
    ['a name with a line break', { ...bank, name: 'A\nB' }],
    ['an address that begins like a formula', { rail: 'paypal', email: '+ann@example.com' }],
    ['an address with a minus in front', { rail: 'paypal', email: '-ann@example.com' }],
    ['a field too many', { ...bank, number: '123-45-6789' }],
    ['a rail that is none', { rail: 'cash' }],
  ])('may not be %s', (_, body) => {
    expect(check(body)?.success).toBe(false);
  });
});
