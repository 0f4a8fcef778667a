import { beforeAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../functions/affiliates/contract.ts';
import { signalsOf } from '../../functions/shared/signals.ts';
import { aClick, sells, toldOf } from '../fraud/builders.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS } from '../support/people.ts';
import { setStage } from '../workflows/partner.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
const ANN = 'ann@fine-writing.example';
let partnerId = '';

beforeAll(async () => {
  partnerId = await join(cloud(), 'fine-writing', { programType: 'affiliate' });
  const key = (await setStage(cloud())).programKey;
  const code = codeOf(key, partnerId, 1);
  const signals = (email: string) => signalsOf(key, { email });
  const coupon = { code, referrerHost: 'www.retailmenot.com' };
  const touches = [await aClick(cloud(), partnerId, coupon)];
  await sells(cloud(), partnerId, {
    customer: 'tim',
    key: 'pi_3PqL2eGk7R0v',
    signals: signals('tim@fine-writing.example'),
    touches,
  });
  await sells(cloud(), partnerId, {
    customer: 'ann',
    key: 'pi_9XyB4cDf1A2b',
    signals: signals('Ann+1@fine-writing.example'),
  });
});

describe('The team looks at flags', () => {
  test('sees what is held, and the evidence in sentences', async () => {
    await signIn(MANAGER);
    await open('/ops/fraud');
    await page()
      .getByRole('link', { name: /same company domain/ })
      .waitFor();
    await expectAccessible();
    await shoot('fraud-open');
    await page()
      .getByRole('link', { name: /same company domain/ })
      .click();
    await page().getByRole('heading', { name: 'Evidence' }).waitFor();
    await page().getByText('retailmenot.com').waitFor();
    await page()
      .getByText(/Not run/)
      .click();
    await expectAccessible();
    await shoot('fraud-flag');
  });

  test('releases it with a reason', async () => {
    await page()
      .getByLabel(/^Reason/)
      .fill('A client of theirs, with an office in the same house.');
    await page().getByRole('button', { name: 'Decide' }).click();
    await page()
      .getByText(/^Released by Mara/)
      .waitFor();
    await cloud().settle();
    expect(await toldOf(cloud(), partnerId)).toContain('released pi_3PqL2eGk7R0v');
    await shoot('fraud-released');
  });

  test('raises a flag on what a person has seen', async () => {
    await open(`/ops/partners/${partnerId}`);
    await page().getByText('Raise a flag').click();
    await page().getByLabel('What was seen').fill('The page says that our product is free for ever.');
    await page()
      .getByLabel(/^Where/)
      .fill('https://blog.example.com/free');
    await page()
      .getByRole('button', { name: /^Raise it/ })
      .click();
    await page().getByRole('heading', { name: 'Misleading claims' }).waitFor();
    await page().getByText('free for ever').waitFor();
    await shoot('fraud-raised');
  });

  test('sees every rule; ops switch one to shadow', async () => {
    await signIn(OPS);
    await open('/ops/fraud');
    await page().getByRole('button', { name: 'Rules' }).click();
    await page().getByRole('heading', { name: 'Rejected at once' }).waitFor();
    await expectAccessible();
    await page().locator('summary', { hasText: 'Switch' }).nth(5).click();
    const opened = page().locator('details[open]');
    await opened.locator('select').selectOption('shadow');
    await opened.getByLabel('Reason').fill('Too many were harmless.');
    await opened.getByRole('button', { name: 'Switch' }).click();
    await page().locator('.pill', { hasText: 'In shadow' }).waitFor();
    await shoot('fraud-rules');
    await page().getByRole('button', { name: 'Decided' }).click();
    await page()
      .getByRole('link', { name: /own purchase/ })
      .waitFor();
    await shoot('fraud-done');
  });
});

describe('The partner looks at what is held', () => {
  test('sees why, and appeals against a rejection', async () => {
    await signIn(ANN);
    await open('/portal/reviews');
    await page().getByRole('heading', { name: 'Own purchase: same mailbox' }).waitFor();
    await expectAccessible();
    await shoot('reviews');
    await page()
      .getByText(/^Appeal, until/)
      .click();
    await page()
      .getByLabel(/^Why is this wrong/)
      .fill('I ordered for a client who has no card.');
    await shoot('reviews-appeal');
    await page().getByRole('button', { name: 'Appeal' }).click();
    await page().getByText('You have appealed.').waitFor();
    await shoot('reviews-appealed');
  });

  test('somebody of the team finds the appeal on the list of decisions', async () => {
    await cloud().settle();
    await signIn(MANAGER);
    await open('/ops');
    await page()
      .getByRole('link', { name: /appeal/ })
      .click();
    await page().getByText('who has no card').waitFor();
    await expectAccessible();
    await shoot('appeal-task');
  });
});
