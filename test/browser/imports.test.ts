import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { aFact, record } from '../ledger/facts.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { join, OPS, subjectsTo } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);

const partners = [
  'ID,First Name,Last Name,Email,Website,Country,Score',
  'aff_1,Bea,Berg,bea@omega.example,omega.example,DE,7',
  'aff_2,Cy,Cole,cy@gmail.com,,,3',
  'aff_3,Dee,Dale,not an address,,,3',
].join('\n');
const commissions = [
  'ID,Affiliate ID,Amount,Currency,State,Charged At,Stripe Charge ID',
  'c1,aff_1,10.00,USD,pending,2027-02-20T10:00:00Z,ch_1',
  'c2,aff_1,1220.00,USD,paid,2027-01-10T10:00:00Z,ch_2',
  'c3,aff_1,7.00,EUR,due,2027-01-02T10:00:00Z,ch_4',
].join('\n');
const choose = (name: string, text: string | Buffer) =>
  page()
    .getByLabel('File')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

beforeAll(async () => {
  const partnerId = await join(cloud(), 'lambda');
  await record(cloud(), aFact({ earned: [{ partnerId, minor: 123_450 }] }));
});

describe('The team brings what another tool has', () => {
  test('sees what a file would bring before anything happens', async () => {
    await signIn(OPS);
    await open('/ops/imports');
    await page().getByLabel('From').selectOption('rewardful');
    await page().getByLabel('Ask each new contact').check();
    await choose('affiliates.csv', partners);
    await page().getByRole('button', { name: 'Read it' }).click();
    await page().getByRole('heading', { name: 'Rewardful, partners' }).waitFor();
    await page().getByText('Row 3 cannot be asked').waitFor();
    await page().getByText('Row 4 the email is not an e-mail address').waitFor();
    await page().getByText('Columns that say nothing to us: score').waitFor();
    expect(await subjectsTo(cloud(), 'bea@omega.example')).toEqual([]);
    await expectAccessible();
    await shoot('ops-import');
  });

  test('starts it, and sees what was brought', async () => {
    await page().getByRole('button', { name: 'Start', exact: true }).click();
    await page().getByText('It is being brought').waitFor();
    await cloud().settle();
    await page().getByRole('button', { name: 'Look again' }).click();
    await page().getByText('Done. What waits follows by itself').waitFor();
    expect(await subjectsTo(cloud(), 'bea@omega.example')).toHaveLength(1);
  });

  test('sees commissions by currency and state', async () => {
    await page().getByLabel('What is in it').selectOption('commissions');
    await choose('commissions.csv', commissions);
    await page().getByRole('button', { name: 'Read it' }).click();
    await page().getByRole('cell', { name: 'USD 1,220.00' }).waitFor();
    await page().getByRole('cell', { name: 'EUR 7.00' }).waitFor();
    await expectAccessible();
    await shoot('ops-import-commissions');
  });

  test('is told that a file is no text', async () => {
    await choose('sheet.xlsx', Buffer.from([0x50, 0x4b, 0xff, 0xfe]));
    await page().getByRole('button', { name: 'Read it' }).click();
    await page().getByText('The file is not text in UTF-8').waitFor();
  });

  test('looks at an earlier one again, row by row', async () => {
    await page().getByRole('button', { name: 'Rewardful, partners' }).click();
    await page().getByText('Row 3 cannot be asked').first().waitFor();
  });

  test('takes everything out again', async () => {
    const [file] = await Promise.all([
      page().waitForEvent('download'),
      page().getByRole('button', { name: 'Balances (csv)' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('balances.csv');
    expect(readFileSync(await file.path(), 'utf8')).toContain('"1234.50"');
  });
});
