import { beforeAll, describe, expect, test } from 'vitest';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, signIn } from '../support/people.ts';
import { aPartner, bank, desk, earn, opsCookie, PAYER, type Partner, publishPayouts, runArn } from './world.ts';

const cloud = withCloud();
const home = { street: '1 Main St', postCode: '01101', town: 'Springfield', country: 'US' };
const us = { rail: 'bank', by: 'us', name: 'Spring Fields Inc', routing: '021000021', account: '123456789', ...home };
let ops = '';
let ann: Partner;
let bo: Partner;

beforeAll(async () => {
  ops = await opsCookie(cloud());
  await publishPayouts(cloud(), ops, { payer: PAYER });
  ann = await aPartner(cloud(), 'springfields', { ops, method: us });
  bo = await aPartner(cloud(), 'boreal', { ops, method: bank('Boréal SA') });
  await earn(cloud(), ann.partnerId, 20_000, { currency: 'EUR' });
  await earn(cloud(), ann.partnerId, 30_000);
  await earn(cloud(), bo.partnerId, 40_000, { currency: 'EUR' });
  await earn(cloud(), bo.partnerId, 50_000);
});

describe('A partner whose bank knows no IBAN', () => {
  test('is shown where the bank is and the last digits, and nothing else', async () => {
    const { text } = await cloud().http('GET', '/api/portal/payouts', { cookie: ann.cookie });
    expect(text).toContain('US •••• 6789');
    expect(text).not.toContain('021000021');
  });

  test('is told of a mistyped digit at its field', async () => {
    const body = { ...us, routing: '021000012' };
    const reply = await cloud().http('PUT', '/api/portal/payout-method', { cookie: ann.cookie, body });
    expect(reply.status).toBe(422);
    expect(reply.json().errors).toMatchObject([{ field: 'routing' }]);
  });

  test('is paid by transfer: in euros in a file of its own beside the SEPA file, in dollars beside everybody', async () => {
    await runArn(cloud(), { period: '2027-03' }, 'payout-run-2027-03');
    for (const cookie of [ops, await signIn(cloud(), MANAGER)]) await desk(cloud(), cookie).approve('2027-03');
    const { files } = await desk(cloud(), ops).show('2027-03');
    expect(files.map(({ name, minor }: { name: string; minor: number }) => [name, minor])).toEqual([
      ['bank-EUR-1.xml', 40_000],
      ['bank-EUR-2.xml', 20_000],
      ['bank-USD-1.xml', 80_000],
    ]);
    const sepa = (await desk(cloud(), ops).file('2027-03', 'bank-EUR-1.xml')).text;
    const abroad = (await desk(cloud(), ops).file('2027-03', 'bank-EUR-2.xml')).text;
    expect(sepa).toContain('<Cd>SEPA</Cd>');
    expect(sepa).not.toContain('021000021');
    expect(abroad).not.toContain('SEPA');
    expect(abroad).toMatch(/<Cd>USABA<\/Cd>\s*<\/ClrSysId>\s*<MmbId>021000021<\/MmbId>/);
    expect(abroad).toMatch(/<Othr>\s*<Id>123456789<\/Id>/);
  });

  test('is paid once: the other file’s result leaves it open', async () => {
    const all = { format: 'all-paid', file: 'bank-EUR-1.xml', on: '2027-03-02' };
    expect((await desk(cloud(), ops).results('2027-03', all)).json()).toMatchObject({ paid: 1 });
    const { payouts } = await desk(cloud(), ops).show('2027-03');
    const open = payouts.filter((one: { state: string }) => one.state === 'reserved');
    expect(open.map((one: { currency: string }) => one.currency).sort()).toEqual(['EUR', 'USD', 'USD']);
  });
});
