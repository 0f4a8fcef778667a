import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, type Reseller } from '../deals/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ ports: 'free', start: '2027-03-29T09:00:00.000Z', assembly: withoutSchedules() });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
let oak: Reseller;

beforeAll(async () => {
  page().setDefaultTimeout(20_000);
  oak = await aReseller(cloud(), 'oak', { tier: 'Platinum' });
}, 60_000);

describe('The team at the page of a partner', () => {
  test('names who looks after it', async () => {
    await signIn(OPS, `?next=/ops/partners/${oak.partnerId}`);
    await page().getByLabel('Manager').selectOption({ label: 'Mara Vogel' });
    await page().getByText('Mara Vogel looks after this partner.').waitFor();
    expect(await page().getByLabel('Manager').locator('option:checked').textContent()).toBe('Mara Vogel');
  });

  test('writes down what was agreed with it, and a hint says what is wrong', async () => {
    await page().getByText('Write down an agreed margin or match').click();
    await page().getByLabel('Margin in %').fill('30');
    await page().getByLabel('Own part of funded activities in %').fill('20');
    const form = page().locator('details[open] form');
    await form.getByLabel('From', { exact: true }).fill('2027-03-01');
    await form.getByLabel('Until', { exact: true }).fill('2028-02-29');
    await form.getByLabel('Where the signed paper lies').fill('Contract 17, appendix 1');
    await page().getByRole('button', { name: 'Ask a second person' }).click();
    await page().getByText('less is not agreed by a term').first().waitFor();
    await page().getByLabel('Margin in %').fill('40');
    await page().getByRole('button', { name: 'Ask a second person' }).click();
    await page().getByText('waits for a second person').waitFor();
    await expectAccessible();
    await shoot('ops-partner-terms');
  });

  test('and a second person decides', async () => {
    await signIn(MANAGER, '?next=/ops');
    await page()
      .getByRole('link', { name: /terms agreed with a partner/ })
      .click();
    await page().getByText('40 %').waitFor();
    await expectAccessible();
    await shoot('ops-task-channel-terms');
    await page().getByLabel('Approved').check();
    await page().getByLabel('Reason').fill('I have read the contract.');
    await page().getByRole('button', { name: 'Decide' }).click();
    await page().getByText('I have read the contract.').waitFor();
  });
});

describe('The partner', () => {
  test('sees what counts for it, and whom to ask, at a desk and on a phone', async () => {
    await signIn(oak.email, '?next=/portal/tier');
    await page().getByText('Mara Vogel looks after you').waitFor();
    await page()
      .getByText(/While Platinum: margin 40 %/)
      .waitFor();
    await expectAccessible();
    await shoot('portal-tier-agreed');
    await page().setViewportSize({ width: 390, height: 844 });
    await open('/portal/tier');
    await page().getByText('Mara Vogel looks after you').waitFor();
    await shoot('portal-tier-agreed-phone');
    await open('/portal/mdf');
    await page().getByText(/20 %/).first().waitFor();
    await shoot('portal-funds-agreed-phone');
    await page().setViewportSize({ width: 1280, height: 900 });
  });
});
