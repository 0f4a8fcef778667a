import { beforeAll, describe, expect, test } from 'vitest';
import { aPartner, earn, lettersTo, opsCookie, type Partner, runArn } from '../payouts/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, linkIn, shoot, expectAccessible, signIn, open } = withBrowser(cloud);
let ann: Partner;
let bo: Partner;

beforeAll(async () => {
  const ops = await opsCookie(cloud());
  ann = await aPartner(cloud(), 'fine-writing', { method: null, tax: false });
  bo = await aPartner(cloud(), 'boreal', { ops });
  await earn(cloud(), ann.partnerId, 123_450);
  await earn(cloud(), ann.partnerId, 4_700, { matured: false });
  await earn(cloud(), bo.partnerId, 1_000_001);
});

describe('A partner’s page of payouts', () => {
  test('says what the next payout will be, and what is missing for it', async () => {
    await runArn(cloud(), { period: '2027-02' }, 'payout-run-2027-02');
    await signIn(ann.email, '?next=/portal/payouts');
    await page().getByRole('heading', { name: 'Next payout: USD 1,234.50' }).waitFor();
    await page().getByText('Add a payout method on the Payouts page.').waitFor();
    await expectAccessible();
    await shoot('portal-payouts-missing');
  });

  test('takes a payout method, with an error where it is mistyped, and a letter to the contact', async () => {
    await page().getByLabel('PayPal address').fill('+ann@example.com');
    await page().getByRole('button', { name: 'Save' }).click();
    await page().getByText('must begin with a letter or a digit', { exact: true }).waitFor();
    await page().getByLabel('PayPal address').fill('ann@example.com');
    await page().getByRole('button', { name: 'Save' }).click();
    await page().getByText('a••••@example.com').waitFor();
    await page().getByRole('button', { name: 'This is my form' }).click();
    await page().getByText('We wait for it').waitFor();
    await cloud().settle();
    expect(await lettersTo(cloud(), ann.email)).toContain('payout-details-changed');
  });

  test('asks for a fresh sign-in before the account is changed later, and leads back to the page', async () => {
    await cloud().clock.moveTo(cloud().clock.now() + 16 * 60_000);
    await page().reload();
    await page().getByRole('button', { name: 'Change it' }).click();
    await page().getByRole('button', { name: 'Send me the letter' }).click();
    await page().getByText('It brings you back to this page.').waitFor();
    await expectAccessible();
    await shoot('portal-payouts-sign-in-again');
    await page().goto(await linkIn(ann.email, '/sign-in#'));
    await page().getByRole('button', { name: 'Sign in' }).click();
    await page().getByRole('button', { name: 'Change it' }).click();
    await page().getByLabel('PayPal address').fill('ann.miller@example.com');
    await page().getByRole('button', { name: 'Save' }).click();
    await page().getByText('Saved. A letter to your contact says so.').waitFor();
  });

  test('shows each line of a statement, and prints it', async () => {
    await page().getByRole('link', { name: 'March 2027', exact: true }).click();
    await page().getByRole('heading', { name: 'Statement March 2027' }).waitFor();
    await page()
      .getByText(/^Commission on sale pi_/)
      .first()
      .waitFor();
    await expectAccessible();
    await shoot('portal-statement');
    const pdf = await cloud().http('GET', '/api/portal/statements/2027-03/pdf', { cookie: ann.cookie });
    expect(pdf.headers['content-type']).toBe('application/pdf');
  });
});

describe('The team’s page of payouts', () => {
  test('shows the preview of a run: who is paid, who is held and why', async () => {
    await signIn(MANAGER, '?next=/ops/payouts');
    await page().getByRole('heading', { name: 'Tax year' }).waitFor();
    await page().getByRole('link', { name: 'Run 2027-02' }).click();
    await page().getByRole('heading', { name: 'Payout run 2027-02' }).waitFor();
    await page().getByText('It takes two different people; nobody has approved yet.').waitFor();
    await page().getByText('We do not know yet how to pay you.').waitFor();
    await expectAccessible();
    await shoot('ops-payout-preview');
  });

  test('two people approve; then the files are there with their hashes', async () => {
    await page().getByRole('button', { name: 'Approve' }).click();
    await page().getByText('one of them has approved yet').waitFor();
    await signIn(OPS, '?next=/ops/payouts/2027-02');
    await page().getByRole('button', { name: 'Approve' }).click();
    await page().getByRole('heading', { name: 'Total' }).waitFor();
    await cloud().settle();
    await page().reload();
    await page().getByRole('link', { name: 'paypal-USD-1.csv' }).waitFor();
    await page()
      .getByText(/^SHA-256 [0-9a-f]{64}$/)
      .waitFor();
    await expectAccessible();
    await shoot('ops-payout-files');
  });

  test('takes in results, and adds the year up', async () => {
    await page()
      .getByRole('button', { name: /All of paypal-USD-1.csv/ })
      .click();
    await page().getByText('1 paid, 0 came back.').waitFor();
    await cloud().settle();
    expect(await lettersTo(cloud(), bo.email)).toContain('payout-sent');
    await open('/ops/payouts');
    await page().getByText('settled').waitFor();
    await shoot('ops-payouts');
  });
});
