import { beforeAll, describe, expect, test } from 'vitest';
import { keys } from '../../functions/shared/keys.ts';
import { withCloud } from '../support/cloud.ts';
import { item } from '../support/people.ts';
import type { Cast } from '../workflows/partner.ts';
import { withoutSchedules } from '../workflows/play.ts';
import { aDealOf, aPartner, put, sold, waitUntil } from './world.ts';

const cloud = withCloud({ start: '2027-02-02T10:30:00.000Z', assembly: withoutSchedules() });
const SUBJECT = 'Your February 2027 with us';
const partners = {} as Record<'quiet' | 'seller' | 'reseller' | 'reviewed' | 'newcomer', Cast>;

const send = async (): Promise<void> => {
  const { error } = await cloud().invoke('tandem-local-reviews-send-digests', {});
  expect(error).toBeUndefined();
  await cloud().settle();
};

const digestsOf = async ({ email }: Cast) =>
  (await cloud().inbox.to(email))
    .filter(({ subject }) => subject === SUBJECT)
    .map(({ text }) => text.replace(/\s+/g, ' '));

beforeAll(async () => {
  const affiliate = { tier: 'Standard', programType: 'affiliate' };
  partners.quiet = await aPartner(cloud(), 'quiet', affiliate);
  partners.seller = await aPartner(cloud(), 'seller', affiliate);
  partners.reseller = await aPartner(cloud(), 'reseller', { tier: 'Registered' });
  partners.reviewed = await aPartner(cloud(), 'reviewed', { tier: 'Silver' });
  const { partnerId, personId } = partners.reseller;
  await put(cloud(), {
    ...keys.certificate(partnerId, personId, 'sales'),
    ...{ type: 'CERTIFICATE', partnerId, run: 1, personId, track: 'sales', state: 'current' },
    ...{ issuedAt: '2026-09-01T10:00:00.000Z', expiresOn: '2027-09-01T04:00:00.000Z', expiryDate: '2027-08-31' },
  });
  await aDealOf(cloud(), partners.reseller, { minor: 900_000 });
  await sold(cloud(), partners.seller.partnerId, { sale: 'in_1', minor: 125_000, at: '2027-02-20T10:00:00.000Z' });
  await waitUntil(cloud(), '2027-03-01T16:00:00.000Z');
  partners.newcomer = await aPartner(cloud(), 'newcomer', affiliate);
});

describe('The digest of a month [T7]', () => {
  test('waits for the business day that the policy names', async () => {
    await send();
    expect(await digestsOf(partners.seller)).toEqual([]);
    await waitUntil(cloud(), '2027-03-02T16:00:00.000Z');
    await send();
    expect(await digestsOf(partners.seller)).toHaveLength(1);
  });

  test('says what was earned, and says so too where that is nothing', async () => {
    expect((await digestsOf(partners.seller))[0]).toMatch(/Earned:? USD 125\.00 with 1 sale/);
    expect((await digestsOf(partners.quiet))[0]).toMatch(/Earned:? Nothing this month/);
  });

  test('tells a channel partner of its deals, what the next tier asks for, and its certificates', async () => {
    const [text = ''] = await digestsOf(partners.reseller);
    expect(text).toContain('1 registered, 0 won, 0 lost; 1 open now');
    expect(text).toMatch(/Registered\. For Silver: .*more revenue in the quarter/);
    expect(text).toMatch(/1 valid, the first until (31 August|1 September) 2027/);
    expect(text).toContain('/portal/deals');
  });

  test('is not for who gets a review, nor of a month before somebody was a partner', async () => {
    expect(await digestsOf(partners.reviewed)).toEqual([]);
    expect(await digestsOf(partners.newcomer)).toEqual([]);
  });

  test('comes once, however often its function runs', async () => {
    await waitUntil(cloud(), '2027-03-03T16:00:00.000Z');
    await send();
    expect(await digestsOf(partners.quiet)).toHaveLength(1);
    expect(await item(cloud(), keys.digest('2027-02').PK, keys.digest('2027-02').SK)).toMatchObject({ state: 'done' });
  });
});
