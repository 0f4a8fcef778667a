import { beforeAll, describe, expect, test } from 'vitest';
import { pagesOf } from '../ledger/facts.ts';
import { withCloud } from '../support/cloud.ts';
import { item, MANAGER, signIn } from '../support/people.ts';
import {
  aPartner,
  bank,
  desk,
  earn,
  lettersTo,
  now,
  opsCookie,
  outcomeOf,
  PAYER,
  type Partner,
  publishPayouts,
  refund,
  runArn,
} from './world.ts';

const cloud = withCloud();
let ops = '';
let bo: Partner;
let cy: Partner;
const lastOf = async (partnerId: string, currency = 'EUR') => (await pagesOf(cloud(), partnerId, currency)).at(-1);
const keysIn = (xml: string) => [...xml.matchAll(/<EndToEndId>(.*?)<\/EndToEndId>/g)].map(([, key]) => key ?? '');
const report = (single: readonly (readonly [string, string])[]) =>
  `<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2027-03-02T07:00:00Z</CreDtTm></GrpHdr><OrgnlPmtInfAndSts>${single
    .map(
      ([key, status]) =>
        `<TxInfAndSts><OrgnlEndToEndId>${key}</OrgnlEndToEndId><TxSts>${status}</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>`,
    )
    .join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;

beforeAll(async () => {
  ops = await opsCookie(cloud());
  await publishPayouts(cloud(), ops, { payer: PAYER });
  bo = await aPartner(cloud(), 'boreal', { ops, method: bank('Boréal SA') });
  cy = await aPartner(cloud(), 'cypress', { ops, method: bank('Cypress & Co') });
  await earn(cloud(), bo.partnerId, 900_000, { currency: 'EUR' });
  await earn(cloud(), cy.partnerId, 300_000, { currency: 'EUR' });
  await earn(cloud(), cy.partnerId, 700, { currency: 'USD' });
});

describe('A run of bank transfers above the limit', () => {
  let run = '';
  let keys: readonly string[] = [];
  let sent = '';

  test('takes two different people [A14, fault 44]', async () => {
    run = await runArn(cloud(), { period: '2027-03' }, 'payout-run-2027-03');
    expect(await desk(cloud(), ops).show('2027-03')).toMatchObject({ approvalsNeeded: 2 });
    expect((await desk(cloud(), ops).approve('2027-03')).json()).toMatchObject({ state: 'proposed' });
    expect((await desk(cloud(), ops).approve('2027-03')).json().approvals).toHaveLength(1);
    const mara = await signIn(cloud(), MANAGER);
    expect((await desk(cloud(), mara).approve('2027-03')).json()).toMatchObject({ state: 'approved' });
  });

  test('pays in one currency by one file; nothing is mixed [fault 31]', async () => {
    const { files, payouts } = await desk(cloud(), ops).show('2027-03');
    expect(files).toMatchObject([{ name: 'bank-EUR-1.xml', payouts: 2, minor: 1_200_000 }]);
    const usd = payouts.find((one: { currency: string }) => one.currency === 'USD');
    expect(usd).toMatchObject({ state: 'rolled-over', minor: 0 });
    const { text } = await desk(cloud(), ops).file('2027-03', 'bank-EUR-1.xml');
    expect(text).toContain('<CtrlSum>12000.00</CtrlSum>');
    expect(text).toContain('<ReqdExctnDt>\n        <Dt>2027-03-02</Dt>');
    keys = keysIn(text);
    expect(keys).toHaveLength(2);
  });

  test('books what the bank refuses as payable again, with a letter; the rest is paid', async () => {
    const partners = [bo, cy].toSorted((one, other) => (one.partnerId < other.partnerId ? -1 : 1));
    const of = (partner: Partner) => keys[partners.indexOf(partner)] ?? '';
    sent = report([
      [of(bo), 'RJCT'],
      [of(cy), 'ACSC'],
    ]);
    const taken = await desk(cloud(), ops).results('2027-03', { format: 'pain.002', content: sent });
    expect(taken.json()).toEqual({ paid: 1, returned: 1, repeated: 0, unknown: [] });
    expect((await lastOf(bo.partnerId))?.balances).toMatchObject({ payable: 900_000, transit: 0, paid: 0 });
    expect((await lastOf(cy.partnerId))?.balances).toMatchObject({ payable: 0, transit: 0, paid: 300_000 });
    expect(await lettersTo(cloud(), bo.email)).toContain('payout-returned');
    expect(await lettersTo(cloud(), cy.email)).toContain('payout-sent');
    expect(await outcomeOf(cloud(), run)).toMatchObject({ output: { outcome: 'settled', paid: 1, returned: 1 } });
  });

  test('takes the same file again without any effect, and names what it does not know', async () => {
    const before = await pagesOf(cloud(), bo.partnerId, 'EUR');
    expect((await desk(cloud(), ops).results('2027-03', { format: 'pain.002', content: 'x' })).status).toBe(422);
    const answer = (await desk(cloud(), ops).results('2027-03', { format: 'pain.002', content: sent })).json();
    expect(answer).toEqual({ paid: 0, returned: 0, repeated: 2, unknown: [] });
    const csv = 'key,result\nNOBODY,paid\n';
    const taken = await desk(cloud(), ops).results('2027-03', { format: 'csv', content: csv });
    expect(taken.json()).toEqual({ paid: 0, returned: 0, repeated: 0, unknown: ['NOBODY'] });
    expect(await pagesOf(cloud(), bo.partnerId, 'EUR')).toEqual(before);
  });

  test('books money that comes back after it was paid, and takes it out of the year', async () => {
    const { payouts } = await desk(cloud(), ops).show('2027-03');
    const paid = payouts.find((one: { state: string }) => one.state === 'paid');
    const year = async () => (await desk(cloud(), ops).call('GET', '/api/ops/tax-years/2027')).json().partners;
    expect(await year()).toMatchObject([{ partnerId: cy.partnerId, reportable: 'yes', form: 'W-9' }]);
    const csv = `key,result,date,reason\n${paid.providerKey},returned,2027-03-20,Account was closed\n`;
    expect((await desk(cloud(), ops).results('2027-03', { format: 'csv', content: csv })).json()).toMatchObject({
      returned: 1,
    });
    expect((await lastOf(cy.partnerId))?.balances).toMatchObject({ payable: 300_000, paid: 0 });
    expect(await lettersTo(cloud(), cy.email)).toContain('payout-returned');
    expect(await year()).toMatchObject([{ partnerId: cy.partnerId, totals: [], reportable: 'no' }]);
    const again = await desk(cloud(), ops).results('2027-03', { format: 'csv', content: csv });
    expect(again.json()).toMatchObject({ returned: 0, repeated: 1 });
    expect((await lastOf(cy.partnerId))?.balances).toMatchObject({ payable: 300_000, paid: 0 });
  });
});

describe('Refunds around a payout [fault 28]', () => {
  test('between preview and reservation lower what is paid, never raise it', async () => {
    await runArn(cloud(), { period: '2027-03', partner: 'boreal.example' }, 'boreal-alone');
    const batchId = `2027-03-${bo.partnerId}`;
    await refund(cloud(), bo.partnerId, 100_000, 'EUR');
    await earn(cloud(), cy.partnerId, 50_000, { currency: 'EUR' });
    await desk(cloud(), ops).approve(batchId);
    const batch = await desk(cloud(), ops).show(batchId);
    expect(batch).toMatchObject({ state: 'reserved', totals: [{ currency: 'EUR', payouts: 1, minor: 800_000 }] });
    expect(batch.payouts).toMatchObject([{ state: 'reserved', minor: 800_000 }]);
    await desk(cloud(), ops).results(batchId, { format: 'all-paid', file: 'bank-EUR-1.xml', on: '2027-03-02' });
    expect((await lastOf(bo.partnerId))?.balances).toMatchObject({ payable: 0, paid: 800_000 });
  });

  test('after the payout make the balance negative: it is shown, explained, and blocks the next payout', async () => {
    await refund(cloud(), bo.partnerId, 20_000, 'EUR');
    const shown = (await cloud().http('GET', '/api/portal/payouts', { cookie: bo.cookie })).json();
    expect(shown.books).toMatchObject([{ currency: 'EUR', next: 'negative', balances: { payable: -20_000 } }]);
    expect(shown.books[0].words).toContain('EUR 200.00 is deducted from what you earn next');
    expect(shown.payments.map((one: { state: string; minor: number }) => [one.state, one.minor])).toEqual([
      ['paid', 800_000],
      ['returned', 900_000],
    ]);
    const run = await runArn(cloud(), { period: '2027-03', partner: bo.email, part: 2 }, 'boreal-again');
    expect(await outcomeOf(cloud(), run)).toMatchObject({ output: { outcome: 'nothing to pay' } });
    await earn(cloud(), bo.partnerId, 30_000, { currency: 'EUR' });
    await runArn(cloud(), { period: '2027-03', partner: 'boreal.example', part: 3 }, 'boreal-netted');
    const batch = await desk(cloud(), ops).show(`2027-03-${bo.partnerId}-3`);
    expect(batch.payouts).toMatchObject([{ state: 'proposed', minor: 10_000 }]);
    await desk(cloud(), ops).decide(`2027-03-${bo.partnerId}-3`, { decision: 'cancel', reason: 'A test.' });
  });
});

describe('Payment details', () => {
  test('are kept apart, masked when shown, and their change is told by letter', async () => {
    const shown = (await cloud().http('GET', '/api/portal/payouts', { cookie: cy.cookie })).json();
    expect(shown.method).toEqual({ rail: 'bank', masked: 'DE •••• 3000', changedAt: expect.any(String) });
    expect(await lettersTo(cloud(), cy.email)).toContain('payout-details-changed');
    const logs = cloud().logs.map(({ line }) => line);
    expect(logs.filter((line) => line.includes('DE89370400440532013000'))).toEqual([]);
  });

  test('go with the contact that asks to be forgotten, once nothing under way needs them [fault 43]', async () => {
    const batchId = `2027-03-${cy.partnerId}`;
    await runArn(cloud(), { period: '2027-03', partner: cy.partnerId }, 'cypress-alone');
    await desk(cloud(), ops).approve(batchId);
    await desk(cloud(), ops).call('POST', `/api/ops/partners/${cy.partnerId}/erasure`, { reason: 'Asked to.' });
    const version = () => item(cloud(), `PAYEE#${cy.partnerId}`, 'VERSION#000001');
    expect(await version()).toBeDefined();
    expect((await desk(cloud(), ops).file(batchId, 'bank-EUR-1.xml')).status).toBe(200);
    await desk(cloud(), ops).results(batchId, {
      format: 'all-paid',
      file: 'bank-EUR-1.xml',
      on: now(cloud()).slice(0, 10),
    });
    expect(await version()).toBeUndefined();
    expect(await item(cloud(), `PAYEE#${cy.partnerId}`, 'CURRENT')).toMatchObject({ masked: '' });
    const file = await desk(cloud(), ops).file(batchId, 'bank-EUR-1.xml');
    expect(file.status).toBe(410);
    expect((await lastOf(cy.partnerId))?.balances.transit).toBe(0);
  });

  test('go at once where nothing is under way', async () => {
    await desk(cloud(), ops).call('POST', `/api/ops/partners/${bo.partnerId}/erasure`, { reason: 'Asked to.' });
    expect(await item(cloud(), `PAYEE#${bo.partnerId}`, 'VERSION#000001')).toBeUndefined();
    expect(await item(cloud(), `PAYEE#${bo.partnerId}`, 'CURRENT')).toMatchObject({ masked: '', rail: 'bank' });
  });
});
