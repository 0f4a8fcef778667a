import { beforeAll, describe, expect, test } from 'vitest';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { type Affiliate, anAffiliate, send } from '../commissions/webhooks.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { OPS } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
let ann: Affiliate;
const type = async (label: string | RegExp, text: string): Promise<void> => {
  await page().getByLabel(label).first().fill(text);
};
const press = (name: string) => page().getByRole('button', { name, exact: true }).click();

beforeAll(async () => {
  ann = await anAffiliate(cloud(), 'fine-writing');
  for (const [saleId, currency] of [
    ['pi_1', 'USD'],
    ['pi_2', 'USD'],
    ['pi_3', 'EUR'],
  ] as const) {
    const touches = [await ann.click()];
    await send(cloud(), 'sale', { saleId, customerId: saleId, amountMinor: 10_000, currency, touches });
  }
  await cloud().settle();
});

describe('Ops change the program by numbers', () => {
  test('see the versions, and are told at the field what is not a number', async () => {
    await signIn(OPS);
    await open('/ops/policy');
    await page().getByText('Version 1').waitFor();
    await expectAccessible();
    await shoot('ops-policy');
    await type('First payments earn', 'a quarter');
    await type('Takes effect', '2027-05-01');
    await type(/^Note/, 'Less at first');
    await press('Publish');
    await page().getByText('Type a number like 25').waitFor();
  });

  test('other rates wait for somebody else', async () => {
    await type('First payments earn', '20');
    await press('Publish');
    await page().getByText('It takes a second person').waitFor();
    await page().getByText('First payments earn').first().waitFor();
    await page().getByRole('heading', { name: 'Proposals' }).waitFor();
    await page().getByText('Plan default: First payments: 25 % becomes 20 %.').waitFor();
    await expectAccessible();
    await shoot('ops-policy-proposed');
  });

  test('add a plan with rules of its own, and number by number what has no field', async () => {
    await open('/ops/policy');
    await page().getByLabel('Add a plan').selectOption({ label: 'Hybrid: $100 at first, then 10 % for 12 months' });
    await press('Add');
    await page().getByText('Plan hybrid-100: Hybrid').click();
    await press('Add a rule');
    const rule = page().getByRole('listitem').filter({ hasText: 'Rule rule-3' });
    await rule.getByLabel('Share, %').fill('a tenth');
    await rule.getByText('Type a number like 25').waitFor();
    await rule.getByLabel('Share, %').fill('12.5');
    await rule.getByLabel('Countries').fill('US, CA');
    await rule.getByLabel('At most for one payment').fill('USD 500');
    await page().getByText('Everything, section by section').click();
    await page()
      .locator('summary', { hasText: /^Onboarding$/ })
      .click();
    const onboarding = page().getByLabel('Section onboarding');
    await onboarding.fill((await onboarding.inputValue()).replace(/("[a-z]\w+": )\d+/i, '$1"soon"'));
    await expectAccessible();
    await shoot('ops-policy-plan');
    await type('Takes effect', '2027-05-01');
    await type(/^Note/, 'A plan for resellers');
    await press('Publish');
    await page()
      .locator('.field-error', { hasText: /^onboarding\..*expected number/i })
      .waitFor();
    await page().getByLabel('Section onboarding').fill(JSON.stringify(firstPolicy.onboarding));
    await press('Publish');
    await page().getByText('It takes a second person').waitFor();
    await page().getByRole('listitem').filter({ hasText: 'A plan for resellers' }).getByText('proposed').waitFor();
  });

  test('ask what it would have cost, and see by which sales', async () => {
    await open('/ops/what-if');
    await type('First payments earn', '10');
    await type('From month', '2027-03');
    await type('To month', '2027-03');
    await type('Name of the question', 'A tenth at first');
    await shoot('ops-what-if-ask');
    await press('Replay it');
    await page().getByRole('heading', { name: 'A tenth at first' }).waitFor();
    await cloud().settle();
    if (await page().getByRole('button', { name: 'Look again' }).isVisible()) await press('Look again');
    await page().getByRole('cell', { name: 'USD 50.00', exact: true }).waitFor();
    await page().getByRole('cell', { name: '-USD 30.00' }).waitFor();
    await page().getByText('By which sales').last().click();
    await page().getByText('USD 25.00 becomes USD 10.00').first().waitFor();
    await expectAccessible();
    await shoot('ops-what-if');
  });

  test('compare what a customer costs under each plan', async () => {
    await open('/ops/calculator');
    await type('Cost without affiliates', '190.00');
    await press('Compare');
    await page()
      .getByText('USD 195.00, more than')
      .or(page().getByText('A customer costs USD 195.00'))
      .first()
      .waitFor();
    await page().getByText('what a customer costs without affiliates (A15)').first().waitFor();
    await expectAccessible();
    await shoot('ops-calculator');
  });

  test('give one partner a plan of its own', async () => {
    await open(`/ops/partners/${ann.partnerId}`);
    const terms = page().getByRole('region', { name: 'Terms', exact: true });
    await terms.getByText('Change the terms').click();
    await terms.getByLabel('Plan').selectOption('preferred');
    await terms.getByLabel(/^From/).fill('2027-03-05');
    await terms.getByLabel(/^Why/).fill('It brings many customers.');
    await terms.getByRole('button', { name: 'Ask for it' }).click();
    await terms.getByText('It takes a second person').waitFor();
    await expectAccessible();
    await shoot('ops-terms');
    expect(await terms.getByText('proposed').count()).toBe(1);
  });
});
