import { beforeAll, describe, expect, test } from 'vitest';
import { aFact, pagesOf, record } from '../ledger/facts.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
const money = () => page().getByRole('region', { name: 'Money' });
let partnerId = '';

beforeAll(async () => {
  partnerId = await join(cloud(), 'fine-writing', { programType: 'affiliate' });
  const earned = [{ partnerId, minor: 123_450 }];
  await record(cloud(), aFact({ earned }));
  await record(
    cloud(),
    aFact({ number: 2, key: 'pi_2', currency: 'EUR', earned: [{ partnerId, account: 'payable', minor: -990 }] }),
  );
});

describe('The team looks at a partner’s money', () => {
  test('sees each currency by itself, and what a refund has left', async () => {
    await signIn(MANAGER);
    await open(`/ops/partners/${partnerId}`);
    await page().getByRole('cell', { name: 'USD 1,234.50' }).waitFor();
    await page().getByRole('cell', { name: '-EUR 9.90' }).waitFor();
    await expectAccessible();
    await shoot('ops-money');
  });

  test('sees another day', async () => {
    await page().getByLabel('As of').fill('2027-02-01');
    await page().getByRole('cell', { name: 'USD 1,234.50' }).waitFor({ state: 'detached' });
    await page().getByLabel('As of').fill('');
    await page().getByRole('cell', { name: 'USD 1,234.50' }).waitFor();
  });

  test('changes a balance with a reason, and is told where it takes two', async () => {
    await page().getByText('Change the balance').click();
    await page().getByLabel('Amount').fill('12,5');
    await money()
      .getByLabel(/Reason/)
      .fill('A coupon was forgotten.');
    await page().getByRole('button', { name: 'Change it' }).click();
    await page().getByText('Type it like 12.50').waitFor();
    await page().getByLabel('Amount').fill('12.50');
    await page().getByRole('button', { name: 'Change it' }).click();
    await page().getByText('Done.').waitFor();
    await cloud().settle();
    expect((await pagesOf(cloud(), partnerId)).at(-1)?.balances.payable).toBe(1_250);
    await page().getByLabel('Amount').fill('900.00');
    await money()
      .getByLabel(/Reason/)
      .fill('Two coupons were forgotten.');
    await page().getByRole('button', { name: 'Change it' }).click();
    await page().getByText('It takes a second person').waitFor();
    await shoot('ops-money-adjusted');
  });
});
