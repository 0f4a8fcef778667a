import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { aPartner, desk, earn, lettersTo, opsCookie, type Partner, runArn } from './world.ts';

const cloud = withCloud();
let ops = '';
let ann: Partner;
let bo: Partner;

/** Marks the partner as admitted on condition, or as having left. */
const mark = async (partnerId: string, name: string, value: unknown): Promise<void> => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud().clientConfig()));
  await client.send(
    new UpdateCommand({
      TableName: 'tandem-local-program',
      Key: { PK: `PARTNER#${partnerId}`, SK: 'PROFILE' },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value },
    }),
  );
};
const rowOf = async (batchId: string, { partnerId }: Partner) =>
  (await desk(cloud(), ops).show(batchId)).payouts.find((one: Partner) => one.partnerId === partnerId);
const decide = (batchId: string, { partnerId }: Partner, decision: string) =>
  desk(cloud(), ops).call('POST', `/api/ops/payouts/${batchId}/partners/${partnerId}/USD`, {
    decision,
    reason: 'Looked at.',
  });

beforeAll(async () => {
  ops = await opsCookie(cloud());
  ann = await aPartner(cloud(), 'fine', { ops });
  bo = await aPartner(cloud(), 'boreal', { ops });
  await mark(ann.partnerId, 'firstPayoutHeld', true);
  await earn(cloud(), ann.partnerId, 20_000);
  await earn(cloud(), bo.partnerId, 30_000);
});

describe('The first payout of a partner admitted on condition [S8]', () => {
  test('waits for a person, and a release changes what others have approved', async () => {
    await runArn(cloud(), { period: '2027-03' }, 'payout-run-2027-03');
    expect(await rowOf('2027-03', ann)).toMatchObject({ state: 'held', releasable: true });
    const shown = (await desk(cloud(), ops).show('2027-03')).fingerprint;
    expect((await decide('2027-03', ann, 'release')).json()).toEqual({ state: 'proposed' });
    expect((await decide('2027-03', ann, 'release')).json()).toEqual({ state: 'proposed' });
    const late = await desk(cloud(), ops).decide('2027-03', { decision: 'approve', fingerprint: shown });
    expect(late.status).toBe(409);
    expect(late.json().detail).toContain('has changed since you looked');
  });

  test('is the only one: later payouts need no release', async () => {
    await desk(cloud(), ops).decide('2027-03', { decision: 'cancel', reason: 'Another look.' });
    await runArn(cloud(), { period: '2027-03', part: 2 }, 'again');
    expect(await rowOf('2027-03-2', ann)).toMatchObject({ state: 'proposed' });
  });
});

describe('A person of the team', () => {
  test('leaves a payout out of the preview, and can release nothing that lacks something', async () => {
    expect((await decide('2027-03-2', bo, 'leave-out')).json()).toEqual({ state: 'left-out' });
    expect((await desk(cloud(), ops).show('2027-03-2')).totals).toEqual([
      { currency: 'USD', payouts: 1, minor: 20_000 },
    ]);
    expect((await decide('2027-03-2', bo, 'release')).status).toBe(409);
    const told = (await cloud().inbox.to(bo.email)).filter(({ tags }) => tags.letter === 'payout-held');
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining('left it out of this payout')]);
  });

  test('holds a partner: what is approved and not yet reserved lapses, and the next run says why', async () => {
    const path = `/api/ops/partners/${ann.partnerId}/payout-hold`;
    expect((await desk(cloud(), ops).call('PUT', path, { hold: true, reason: 'Clicks look odd.' })).status).toBe(200);
    await desk(cloud(), ops).approve('2027-03-2');
    expect(await rowOf('2027-03-2', ann)).toMatchObject({ state: 'lapsed', note: 'Held for review: Clicks look odd.' });
    const lapsed = (await cloud().inbox.to(ann.email)).at(-1);
    expect([lapsed?.tags.letter, lapsed?.text]).toEqual(['payout-held', expect.stringContaining('under review')]);
    expect(lapsed?.text).not.toContain('Clicks look odd');
    expect((await desk(cloud(), ops).show('2027-03-2')).state).toBe('settled');
    await runArn(cloud(), { period: '2027-03', part: 3 }, 'third');
    expect(await rowOf('2027-03-3', ann)).toMatchObject({ state: 'held', reasons: ['Your payouts are under review.'] });
    expect(await lettersTo(cloud(), ann.email)).toContain('payout-held');
    for (const _ of ['once', 'again'])
      expect((await desk(cloud(), ops).call('PUT', path, { hold: false, reason: 'Cleared.' })).json()).toEqual({});
    const own = JSON.stringify((await cloud().http('GET', '/api/portal/timeline', { cookie: ann.cookie })).json());
    expect(own).toContain('Your payouts are under review.');
    expect(own).toContain('Your payouts go on.');
    expect(own).not.toContain('Clicks look odd');
    await desk(cloud(), ops).decide('2027-03-3', { decision: 'cancel', reason: 'Another look.' });
  });

  test('records a tax form by its day, which a partner cannot take back', async () => {
    const path = `/api/ops/partners/${bo.partnerId}/tax-status`;
    const form = { form: 'W-8BEN', signedOn: '2027-02-01' };
    expect((await desk(cloud(), ops).call('PUT', path, form)).json()).toMatchObject({ validUntil: '2030-12-31' });
    expect((await desk(cloud(), ops).call('PUT', path, { ...form, signedOn: '2027-03-09' })).status).toBe(422);
    const own = { cookie: bo.cookie, body: { form: 'W-9' } };
    expect((await cloud().http('PUT', '/api/portal/tax-status', own)).status).toBe(409);
    const same = { cookie: bo.cookie, body: { form: 'W-8BEN' } };
    expect((await cloud().http('PUT', '/api/portal/tax-status', same)).json()).toMatchObject({ state: 'received' });
  });
});

describe('Who has left the program [L16]', () => {
  test('is paid what is left, however little, and still sees payouts and statements', async () => {
    const cy = await aPartner(cloud(), 'cypress', { ops });
    await earn(cloud(), cy.partnerId, 120);
    await desk(cloud(), ops).call('POST', `/api/ops/partners/${cy.partnerId}/stop`, { reason: 'The end of it.' });
    await runArn(cloud(), { period: '2027-03', partner: cy.partnerId }, 'last');
    expect(await rowOf(`2027-03-${cy.partnerId}`, cy)).toMatchObject({ state: 'proposed', minor: 120 });
    for (const path of ['/api/portal/payouts', '/api/portal/statements', '/api/portal/balances']) {
      expect((await cloud().http('GET', path, { cookie: cy.cookie })).status, path).toBe(200);
    }
  });
});
