import { describe, expect, test } from 'vitest';
import { isSettledSilence, orderOf, outcomeOf } from '../../functions/payouts/sending.ts';
import { isPublic, refusedUrl } from '../../functions/payouts/service/public-address.ts';
import { aPayout } from './builders.ts';

describe('An address of the payout service [fault 41]', () => {
  test.each(['93.184.215.14', '1.1.1.1', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
    '%s is public',
    (ip) => {
      expect(isPublic(ip)).toBe(true);
    },
  );

  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'localhost',
    '1.2.3',
    '',
  ])('%s is not', (ip) => {
    expect(isPublic(ip)).toBe(false);
  });

  test.each([
    ['http://pay.example.com/orders', 'not https'],
    ['https://user:pw@pay.example.com', 'user name'],
    ['https://pay.example.com:8443/', 'a port'],
    ['https://169.254.169.254/latest', 'bare IP'],
    ['https://[::1]/', 'bare IP'],
    ['https://0x7f.1/', 'bare IP'],
    ['https://localhost/', 'inside a network'],
    ['nonsense', 'no address'],
  ])('%s is refused', (url, because) => {
    expect(refusedUrl(url)).toContain(because);
  });

  test('https with a name is fine', () => {
    expect(refusedUrl('https://pay.example.com/orders')).toBeUndefined();
  });
});

describe('What the payout service says', () => {
  const NOW = '2027-03-05T12:00:00.000Z';
  test.each([
    [{ status: 'paid' as const, on: '2027-03-06' }, 'paid'],
    [{ status: 'failed' as const, reason: 'No such wallet' }, 'returned'],
    [{ status: 'accepted' as const }, undefined],
    ['unknown' as const, undefined],
    ['missing' as const, 'returned'],
  ])('%j means %s', (said, result) => {
    expect(outcomeOf(said, NOW, 'UTC')?.result).toBe(result);
  });

  test('"never heard of it" is believed once the order would be refused anyway, so nothing is paid twice', () => {
    const sentAt = '2027-03-05T11:00:00.000Z';
    const { data } = orderOf(aPayout(), { rail: 'webhook', account: 'w7' }, sentAt);
    expect(data).toMatchObject({ id: aPayout().providerKey, account: 'w7', validUntil: NOW });
    expect(isSettledSilence(sentAt, NOW)).toBe(false);
    expect(isSettledSilence(sentAt, '2027-03-05T12:00:00.001Z')).toBe(true);
  });
});
