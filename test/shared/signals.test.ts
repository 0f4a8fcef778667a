import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saleSignals } from '../../functions/fraud/contract.ts';
import { deviceSignal, domainSignal, mailboxSignal, paymentSignal, signalsOf } from '../../functions/shared/signals.ts';

const KEY = 'program-key';
const local = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);

describe('What is compared of a customer', () => {
  test('holds nothing plain, and fits a fact', () => {
    const signals = signalsOf(KEY, {
      email: 'Ann.Miller@Example.com',
      payment: 'DE89 3704 0044 0532 0130 00',
      ip: '203.0.113.7',
      userAgent: 'Firefox',
      phone: 'passed',
    });
    expect(saleSignals.parse(signals)).toEqual(signals);
    expect(JSON.stringify(signals)).not.toMatch(/ann|example|3704|203\.0|firefox/i);
    expect(JSON.stringify(signals).length).toBeLessThan(220);
  });

  test('leaves out what was not told', () => {
    expect(signalsOf(KEY, {})).toEqual({});
    expect(signalsOf(KEY, { ip: '203.0.113.7' })).toEqual({});
  });

  test.each([
    ['case', 'a@x.com', 'A@X.COM', true],
    ['a tag', 'a@x.com', 'a+1@x.com', true],
    ['dots of Gmail', 'ann.miller@gmail.com', 'a.n.n.miller@googlemail.com', true],
    ['dots elsewhere', 'ann.miller@x.com', 'annmiller@x.com', false],
    ['another domain', 'a@x.com', 'a@y.com', false],
  ])('%s', (_, one, other, same) => {
    expect(mailboxSignal(KEY, one) === mailboxSignal(KEY, other)).toBe(same);
  });

  test('a mailbox is the same however it is spelt, and another one is another', () => {
    fc.assert(
      fc.property(local, local, fc.nat(999), (name, other, tag) => {
        const spelt = [`${name}+${tag}@Gmail.com`, `${name.split('').join('.')}@googlemail.com`, name.toUpperCase()];
        const [tagged = '', dotted = '', upper = ''] = spelt;
        const plain = mailboxSignal(KEY, `${name}@gmail.com`);
        expect(mailboxSignal(KEY, tagged)).toBe(plain);
        expect(mailboxSignal(KEY, dotted)).toBe(plain);
        expect(mailboxSignal(KEY, `${upper}@GMAIL.COM`)).toBe(plain);
        expect(mailboxSignal(KEY, `${other}@gmail.com`) === plain).toBe(other === name);
      }),
    );
  });

  test('an IBAN is the same with and without spaces, a domain with and without www', () => {
    expect(paymentSignal(KEY, 'DE89 3704 0044')).toBe(paymentSignal(KEY, 'de8937040044'));
    expect(domainSignal(KEY, 'www.Acme.com')).toBe(domainSignal(KEY, 'acme.com'));
  });

  test('addresses that differ in digits alone have one pattern', () => {
    const pattern = (email: string) => signalsOf(KEY, { email }).pattern;
    expect(pattern('lead17@x.com')).toBe(pattern('lead4@x.com'));
    expect(pattern('lead@x.com')).not.toBe(pattern('leads@x.com'));
  });

  test('another key makes other signals', () => {
    expect(deviceSignal(KEY, '203.0.113.7', 'Firefox')).not.toBe(deviceSignal('other', '203.0.113.7', 'Firefox'));
  });
});
