import { beforeAll, describe, expect, test } from 'vitest';
import { aPdf } from '../library/files.ts';
import { aReseller, atFunds, type Reseller } from '../mdf/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, shoot, expectAccessible, signIn, open } = withBrowser(cloud);
let ann: Reseller;

beforeAll(async () => {
  ann = await aReseller(cloud(), 'birchwood', 'Silver');
});

describe('A partner’s page of funds', () => {
  test('says what the tier gives, and what is left', async () => {
    await signIn(ann.email, '?next=/portal/mdf');
    await page().getByRole('heading', { name: 'Market development funds' }).waitFor();
    await page().getByText('USD 2,500.00 free').first().waitFor();
    await page().getByText('You have not asked for anything yet.').waitFor();
    await expectAccessible();
    await shoot('portal-funds-empty');
  });

  test('asks for funds, with an error where it is too much', async () => {
    await page().getByLabel('What is it called?').fill('Booth at the Retail Forum');
    await page().getByLabel('When is it held?').fill('2027-03-01');
    await page().getByLabel('Budget (USD)').fill('4000');
    await page().getByText('at most USD 2,000.00').waitFor();
    await page().getByLabel('Asked for (USD)').fill('2000.01');
    await page().getByLabel('What should it bring?').fill('Fifty leads and ten meetings.');
    await page().getByRole('button', { name: 'Ask' }).click();
    await page().getByText('of this budget the fund can give USD 2,000.00').first().waitFor();
    await page().getByLabel('Asked for (USD)').fill('2000');
    await page().getByRole('button', { name: 'Ask' }).click();
    await page().getByText('Being decided').waitFor();
    await page().getByText('USD 500.00 free').waitFor();
    await cloud().settle();
    await expectAccessible();
    await shoot('portal-funds-asked');
  });
});

describe('The team', () => {
  test('sees what is asked for, and approves a part', async () => {
    await signIn(MANAGER, '?next=/ops/mdf');
    await page().getByRole('link', { name: 'birchwood Ltd: Booth at the Retail Forum' }).waitFor();
    await expectAccessible();
    await shoot('ops-funds');
    await open('/ops');
    await page()
      .getByRole('link', { name: /birchwood/ })
      .first()
      .click();
    await page().getByRole('heading', { name: 'Request for funds' }).waitFor();
    await page().getByText('Approved in part').click();
    await page().getByLabel('Amount').fill('1500');
    await page().getByLabel('Reason').fill('The booth, without the travel.');
    await expectAccessible();
    await shoot('ops-funds-decision');
    await page().getByRole('button', { name: 'Decide' }).click();
    await page().getByText('approved in part').waitFor();
    await cloud().settle();
  });
});

describe('The partner again', () => {
  test('says when it was held, hands in proof and sees it checked', async () => {
    await signIn(ann.email, '?next=/portal/mdf');
    await page().getByText('Tell us when it was held').waitFor();
    await page().getByLabel('It was held on').first().fill('2027-03-01');
    await page().getByRole('button', { name: 'Say so' }).click();
    await page().getByText('Hand in receipts, figures and the lead list').waitFor();
    await page().getByText('Wed, 31 March 2027').waitFor();
    await page().getByLabel('Receipts, all together (USD)').fill('2400');
    const pdf = { name: 'Receipts.pdf', mimeType: 'application/pdf', buffer: aPdf('receipts') };
    await page().getByLabel('Receipts, screenshots, the lead list').setInputFiles(pdf);
    await page().getByText('Receipts.pdf').first().waitFor();
    await page().getByLabel('Or where they are').fill('https://files.example.com/leads');
    await page().getByLabel('Leads', { exact: false }).first().fill('40');
    await page().getByLabel('Figures').fill('Visitors: 320\nMeetings: 12');
    await expectAccessible();
    await shoot('portal-funds-proof');
    await page().getByRole('button', { name: 'Hand it in' }).click();
    await page().getByText('Proof is checked').waitFor();
    await cloud().settle();
  });

  test('is paid in proportion, and the team sees all of it', async () => {
    await signIn(MANAGER, '?next=/ops');
    await page()
      .getByRole('link', { name: /birchwood/ })
      .first()
      .click();
    await page().getByText('USD 2,400.00').waitFor();
    await page().getByText('Accepted', { exact: true }).click();
    await page().getByLabel('Reason').fill('All receipts are there.');
    await page().getByRole('button', { name: 'Decide' }).click();
    await page().getByText('Decided by').waitFor();
    await cloud().settle();
  });

  test('is shown with all of it, to both', async () => {
    await page().getByRole('link', { name: 'Look at the request' }).click();
    await page().getByText('Brought 40 leads, at USD 30.00 of funds each').waitFor();
    await expectAccessible();
    await shoot('ops-funds-request');
    await signIn(ann.email, '?next=/portal/mdf');
    await page().getByText('All that is known').click();
    await page().getByText('Brought 40 leads').waitFor();
    expect(await page().getByText('USD 1,200.00').count()).toBeGreaterThan(0);
    await expectAccessible();
    await shoot('portal-funds-paid');
    expect((await atFunds(cloud(), ann).show()).funds[0]).toMatchObject({ settled: 120_000, reserved: 0 });
  });
});
