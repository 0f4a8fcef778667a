import { beforeAll, describe, expect, test } from 'vitest';
import { anAffiliate, putSecrets, readSecrets, STRIPE_SECRET, send } from '../commissions/webhooks.ts';
import { aReseller, desk, registration } from '../deals/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { OPS, signIn as sessionOf } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
let dealId = '';
const card = (name: string) => page().getByRole('region', { name, exact: true });
const sell = (data: Record<string, unknown>) =>
  send(cloud(), 'sale', { amountMinor: 4_900, currency: 'USD', touches: [], ...data });

beforeAll(async () => {
  const reseller = await aReseller(cloud(), 'fine-resale', { tier: 'Silver' });
  dealId = (await desk(cloud, () => reseller.cookie)('POST', '/api/portal/deals', registration('globex'))).body.dealId;
  const ops = await sessionOf(cloud(), OPS);
  const asOps = desk(cloud, () => ops);
  await asOps('POST', `/api/ops/deals/${dealId}/decision`, { outcome: 'approved' });
  await asOps('POST', `/api/ops/deals/${dealId}/win`, { wonOn: '2027-03-01', termYears: 1 });
}, 60_000);

describe('The team connects its systems', () => {
  test('sees each way in before anything has come', async () => {
    await signIn(OPS);
    await open('/ops/integrations');
    await card('Your shop').getByText('nothing yet', { exact: true }).waitFor();
    await card('Stripe').getByText('no secret').waitFor();
    await page().getByRole('link', { name: 'Integrations' }).waitFor();
    await expectAccessible();
    await shoot('ops-integrations');
  });

  test('sees that a sale came, what was refused and why, and how to send a test', async () => {
    await putSecrets(cloud(), { ...(await readSecrets(cloud())), stripe: [STRIPE_SECRET] });
    await sell({ saleId: 'pi_1' });
    await sell({ saleId: 'pi_2', amountMinor: -1 });
    await cloud().http('POST', '/api/crm', { body: {} });
    await cloud().clock.moveTo(cloud().clock.now() + 120_000);
    await open('/ops/integrations');
    await card('Your shop').getByText('422 invalid input').waitFor();
    await card('Your shop').getByText('refused', { exact: true }).waitFor();
    await card('Your CRM').getByText('401 not proven').waitFor();
    await card('Stripe').getByText('nothing yet', { exact: true }).waitFor();
    await card('Your shop').getByText('Send a test event').click();
    await card('Stripe').getByText('Connect Stripe').click();
    await card('Your shop').getByText('webhook-signature').waitFor();
    await expectAccessible();
    await shoot('ops-integrations-used');
  });
});

describe('Dates of numbers alone in an import', () => {
  const choose = (text: string) =>
    page()
      .getByLabel('File')
      .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

  test('are refused with what to say, and read once it is said', async () => {
    await open('/ops/imports');
    await page().getByLabel('From').selectOption('rewardful');
    await page().getByLabel('What is in it').selectOption('customers');
    await choose('customer_id,created_at,affiliate_id\ncus_1,05/06/2026,aff_1');
    await page().getByRole('button', { name: 'Read it' }).click();
    await page().getByText('could be 5 June or 6 May').waitFor();
    await expectAccessible();
    await shoot('ops-import-dates');
    await page().getByLabel('Dates like 05/06/2026').selectOption('day-first');
    await page().getByRole('button', { name: 'Read it' }).click();
    await page().getByText('are read day first: as you said').waitFor();
    await shoot('ops-import-dates-said');
  });
});

describe('A customer id that nobody told together with its deal', () => {
  test('is joined on the page of the deal, with a reason', async () => {
    await open(`/ops/deals/${dealId}`);
    await page().getByText('Join a customer id').click();
    await page().getByLabel('Customer id').fill('cus_globex');
    await card('Where its payments come from')
      .getByLabel(/^Reason/)
      .fill('The invoice of March names this account.');
    await expectAccessible();
    await shoot('ops-deal-join');
    await page().getByRole('button', { name: 'Join it' }).click();
    await card('Where its payments come from').getByText('cus_globex', { exact: true }).waitFor();
    await shoot('ops-deal-joined');
  });
});

describe('A report on attribution', () => {
  test('gives out all partners as a file', async () => {
    const ann = await anAffiliate(cloud(), 'lambda');
    await sell({ saleId: 'pi_3', customerId: 'cus_3', touches: [await ann.click()] });
    await cloud().settle();
    await open('/ops/attribution');
    await page().getByRole('textbox', { name: 'Month' }).fill('2027-03');
    await page().getByRole('button', { name: 'Work it out' }).click();
    await page().getByRole('button', { name: 'Look again' }).waitFor();
    await cloud().settle();
    await page().getByRole('button', { name: 'Look again' }).click();
    const [file] = await Promise.all([
      page().waitForEvent('download'),
      page()
        .getByRole('button', { name: /^Download all/ })
        .click(),
    ]);
    expect(file.suggestedFilename()).toBe('attribution-linear-2027-03.csv');
    await expectAccessible();
    await shoot('ops-attribution');
  });
});
