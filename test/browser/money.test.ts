import { beforeAll, describe, expect, test } from 'vitest';
import { type Affiliate, anAffiliate, send } from '../commissions/webhooks.ts';
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

describe('A partner looks at what it earned', () => {
  let ann: Affiliate;
  beforeAll(async () => {
    ann = await anAffiliate(cloud(), 'bright-blog');
    const sale = { customerId: 'cus_1', amountMinor: 11_900, taxMinor: 1_900, currency: 'USD' };
    const touches = [await ann.click()];
    await cloud().clock.moveTo(cloud().clock.now() + 3_600_000);
    const told = await send(cloud(), 'sale', { saleId: 'pi_3OqLkR2eZvKYlo2C', ...sale, touches });
    expect(told.status, told.text).toBe(200);
    const back = { refundId: 're_1', saleId: 'pi_3OqLkR2eZvKYlo2C', amountMinor: 2_380, currency: 'USD' };
    await send(cloud(), 'refund', back);
    await cloud().settle();
  });

  test('sees the sales of the month and the balance', async () => {
    await page().context().clearCookies();
    await signIn('ann@bright-blog.example');
    await open('/portal/earnings');
    await page().getByRole('cell', { name: 'USD 20.00' }).first().waitFor();
    await expectAccessible();
    await shoot('portal-earnings');
  });

  test('reads why it is this amount', async () => {
    await page().getByRole('region', { name: 'Sale by sale' }).getByRole('link').first().click();
    await page().getByText('25 % of USD 100.00').waitFor();
    await page().getByRole('cell', { name: 'a refund' }).waitFor();
    await expectAccessible();
    await shoot('portal-receipt');
  });

  test('and the team finds the same sale by its payment id', async () => {
    await page().context().clearCookies();
    await signIn(MANAGER);
    await open('/ops/sales');
    await page()
      .getByLabel(/Payment id/)
      .fill('pi_3OqLkR2eZvKYlo2C');
    await page().getByRole('button', { name: 'Find' }).click();
    await page().getByRole('link', { name: 'Its partner' }).waitFor();
    await expectAccessible();
    await shoot('ops-sale');
  });
});
