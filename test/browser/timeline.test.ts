import { beforeAll, describe, expect, test } from 'vitest';
import { aPartner, earn, opsCookie, type Partner } from '../payouts/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER } from '../support/people.ts';

const cloud = withCloud({ ports: 'free' });
const { page, open, shoot, expectAccessible, signIn } = withBrowser(cloud);
let ann: Partner;

beforeAll(async () => {
  ann = await aPartner(cloud(), 'fine-writing', { ops: await opsCookie(cloud()) });
  await earn(cloud(), ann.partnerId, 4_700, { matured: false });
});

describe('A partner’s own pages', () => {
  test('have everything in order, with money beside letters', async () => {
    await signIn(ann.email, '?next=/portal/timeline');
    await page().getByText('Commission: USD 47.00 on sale').waitFor();
    await expectAccessible();
    await shoot('portal-timeline');
  });

  test('show one kind alone, and lead to what an entry is about', async () => {
    await page().getByRole('button', { name: 'Letters' }).click();
    await page()
      .getByRole('link', { name: /^Read it/ })
      .first()
      .click();
    await page().getByRole('link', { name: 'Back to the timeline' }).waitFor();
    await expectAccessible();
    await shoot('portal-letter');
  });

  test('say its terms in plain words', async () => {
    await open('/portal/terms');
    await page().getByText('First payments earn 25 %.').waitFor();
    await page().getByText('Nothing is decided.').waitFor();
    await expectAccessible();
    await shoot('portal-terms');
  });
});

test('the team sees runs, decisions and tasks beside the rest', async () => {
  await signIn(MANAGER, `?next=/ops/timeline/${ann.partnerId}`);
  await page()
    .getByRole('heading', { name: /^Timeline of/ })
    .waitFor();
  await page().getByText('The application was confirmed by its contact.').waitFor();
  await expectAccessible();
  await shoot('ops-timeline');
});

test('anybody reports a misleading claim, and is told what happens', async () => {
  await open('/report');
  await page().getByLabel('Which partner?').fill('fine-writing.example');
  await page().getByLabel('Where can we see it?').fill('https://videos.example/free');
  await page().getByLabel('What is claimed?').fill('It says that the product is free.');
  await expectAccessible();
  await shoot('report');
  await page().getByRole('button', { name: 'Send' }).click();
  await page().getByText('Somebody of the program looks at it').waitFor();
  expect(await page().getByRole('heading', { name: 'We look at it' }).count()).toBe(1);
});
