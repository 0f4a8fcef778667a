import { beforeAll, describe, expect, test } from 'vitest';
import { aReseller, type Reseller } from '../deals/world.ts';
import { aPng } from '../library/files.ts';
import { sold, start, waitUntil } from '../reviews/world.ts';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';
import { MANAGER, OPS } from '../support/people.ts';
import { withoutSchedules } from '../workflows/play.ts';

const cloud = withCloud({ ports: 'free', start: '2027-03-29T09:00:00.000Z', assembly: withoutSchedules() });
const { page, open, linkIn, shoot, expectAccessible, signIn } = withBrowser(cloud);
const COLE = 'cole@cedar.example';
let ann: Reseller;

beforeAll(async () => {
  page().setDefaultTimeout(20_000);
  ann = await aReseller(cloud(), 'cedar', { tier: 'Gold' });
  await sold(cloud(), ann.partnerId, { sale: 'in_1', minor: 1_850_000, at: '2027-03-20T10:00:00.000Z' });
  await sold(cloud(), ann.partnerId, { sale: 'in_2', minor: 650_000, at: '2027-03-22T10:00:00.000Z' });
}, 60_000);

const pages = () => page().getByRole('navigation', { name: 'Pages' });

describe('A channel partner', () => {
  test('sees its tier, and what the next one asks', async () => {
    await signIn(ann.email, '?next=/portal/tier');
    await page().getByRole('heading', { name: 'Your tier: Gold' }).waitFor();
    await page().getByRole('heading', { name: 'What Platinum asks' }).waitFor();
    await expectAccessible();
    await shoot('portal-tier');
  });

  test('asks for what its tier gives', async () => {
    await page().getByText('Ask for it').first().click();
    await page().getByLabel('What do you need?').fill('Their CTO wants to see the integration on Thursday.');
    await expectAccessible();
    await page().getByRole('button', { name: 'Ask for it' }).click();
    await page().getByText('Their CTO wants to see the integration on Thursday.').waitFor();
    await shoot('portal-tier-asked');
  });

  test('finds the page in a side bar that has only what concerns it', async () => {
    expect(await pages().getByRole('link', { name: 'Tier' }).getAttribute('aria-current')).toBe('page');
    expect(await pages().getByRole('link', { name: 'Deals' }).isVisible()).toBe(true);
    expect(await pages().getByRole('link', { name: 'Links' }).count()).toBe(0);
    expect(await page().title()).toBe('Tier · Partner program');
  });

  test('opens the pages on a phone by the keyboard, and closes them', async () => {
    await page().setViewportSize({ width: 390, height: 844 });
    const menu = page().getByRole('button', { name: 'Menu' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    expect(await pages().isVisible()).toBe(false);
    await menu.press('Enter');
    await pages().getByRole('link', { name: 'Team' }).waitFor();
    await expectAccessible();
    await page().keyboard.press('Escape');
    await pages().waitFor({ state: 'hidden' });
    await menu.press('Enter');
    await pages().getByRole('link', { name: 'Team' }).press('Enter');
    await page().getByRole('heading', { name: 'Team', exact: true }).waitFor();
    await pages().waitFor({ state: 'hidden' });
    await page().setViewportSize({ width: 1280, height: 900 });
  });

  test('invites a colleague', async () => {
    await page().getByLabel('Name').fill('Cole Jensen');
    await page().getByLabel('E-mail').fill(COLE);
    await page().getByRole('button', { name: 'Send the invitation' }).click();
    await page().getByText('invited', { exact: true }).waitFor();
    await expectAccessible();
    await shoot('portal-team');
  });
});

describe('The colleague', () => {
  test('joins by the letter', async () => {
    await page().goto(await linkIn(COLE, '/join#'));
    await page().getByRole('button', { name: 'Join' }).click();
    await page().getByRole('heading', { name: 'You are in' }).waitFor();
    await expectAccessible();
  });

  test('sees everything, but no button that is the contact’s alone', async () => {
    await signIn(COLE, '?next=/portal/team');
    await page().getByText('The contact of your company invites and removes colleagues.').waitFor();
    expect(await page().getByRole('button', { name: 'Remove' }).count()).toBe(0);
    await open('/portal/payouts');
    await page().getByText('The contact of your company changes it.').waitFor();
    expect(await page().getByRole('button', { name: 'Save' }).count()).toBe(0);
    await expectAccessible();
    await shoot('portal-payouts-colleague');
    await open('/portal');
    await page().getByRole('heading', { name: 'Your plan' }).waitFor();
    expect(await page().getByRole('button', { name: 'Leave the program' }).count()).toBe(0);
  });
});

describe('The library', () => {
  test('is filled by the team with the starter set', async () => {
    await signIn(OPS, '?next=/ops/library');
    await page().getByRole('button', { name: 'Put it on the shelves' }).click();
    await page().getByRole('region', { name: 'Sales playbook' }).waitFor();
    await expectAccessible();
    await shoot('ops-library');
  });

  test('is where the partner downloads from, and sends its logo to', async () => {
    await signIn(ann.email, '?next=/portal/library');
    const saved = page().waitForEvent('download');
    await page().getByRole('button', { name: 'Download Sales playbook' }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.pdf$/);
    const png = { name: 'cedar.png', mimeType: 'image/png', buffer: aPng() };
    await page().getByLabel(/^Logo/).setInputFiles(png);
    await page().getByRole('button', { name: 'Send for approval' }).click();
    await page().getByText('Being looked at').waitFor();
    await cloud().settle();
    await expectAccessible();
    await shoot('portal-library');
  });

  test('counts the download, and the logo waits for a person', async () => {
    await signIn(MANAGER, '?next=/ops/library');
    await page()
      .getByText(/· 1 download ·/)
      .waitFor();
    await open('/ops');
    await page()
      .getByRole('link', { name: /cedar Ltd: .*logo/i })
      .click();
    await page().getByAltText('cedar.png').waitFor();
    await expectAccessible();
    await shoot('ops-logo');
  });
});

describe('A lead', () => {
  test('is taken by partners who say so', async () => {
    await signIn(ann.email, '?next=/portal/leads');
    await page().getByLabel('Offer us leads').check();
    await page().getByLabel('Europe').check();
    await page().getByRole('button', { name: 'Save' }).click();
    await page()
      .getByText(/^Saved/)
      .waitFor();
    await expectAccessible();
    await shoot('portal-leads-setting');
  });

  test('is entered by the team', async () => {
    await signIn(MANAGER, '?next=/ops/leads');
    const person = 'Nora Wind; nora@northwind.example; +49 30 1234567';
    const agreed = '2027-03-29T08:00:00Z; I agree to be called by a partner.';
    await page()
      .getByLabel(/^Leads/)
      .fill(`site-1; Northwind; europe; software; ${person}; ${agreed}`);
    await page().getByRole('button', { name: 'Enter' }).click();
    await page().getByRole('link', { name: 'Northwind' }).waitFor();
    await cloud().settle();
    await expectAccessible();
    await shoot('ops-leads');
    await page().getByRole('link', { name: 'Northwind' }).click();
    await page().getByRole('heading', { name: 'Offered to' }).waitFor();
    await expectAccessible();
    await shoot('ops-lead');
  });

  test('is accepted by the partner, who then sees whom to call, and says how it goes', async () => {
    await signIn(ann.email, '?next=/portal/leads');
    await page().getByRole('button', { name: 'Accept Northwind' }).click();
    await page().getByText('nora@northwind.example').waitFor();
    await page().getByLabel('What has become of it?').selectOption('contacted');
    await page().getByLabel('Note').fill('A call on Thursday.');
    await page().getByRole('button', { name: 'Report' }).click();
    await page()
      .getByText(/A call on Thursday/)
      .waitFor();
    await expectAccessible();
    await shoot('portal-leads');
  });
});

describe('A business review', () => {
  beforeAll(async () => {
    await waitUntil(cloud(), '2027-04-01T10:30:00.000Z');
    await start(cloud(), { partner: 'cedar.example' }, 'cedar');
    await waitUntil(cloud(), '2027-04-20T12:00:00.000Z');
  }, 120_000);

  test('has numbers that open to their entries', async () => {
    await signIn(ann.email, '?next=/portal/business-reviews');
    await page().getByRole('link', { name: 'Q1 2027' }).click();
    await page().getByRole('heading', { name: 'The quarter in numbers' }).waitFor();
    await page()
      .getByRole('button', { name: /USD 25,000.00 of Revenue/ })
      .click();
    await page()
      .getByText(/USD 18,500.00/)
      .waitFor();
    await page().getByRole('link', { name: 'in_2' }).waitFor();
    await expectAccessible();
    await shoot('portal-business-review');
  });

  test('is recorded by the team, with an action for the partner', async () => {
    await waitUntil(cloud(), '2027-04-22T09:00:00.000Z');
    await signIn(MANAGER, '?next=/ops/reviews');
    await page().getByRole('link', { name: 'cedar Ltd' }).waitFor();
    await expectAccessible();
    await shoot('ops-reviews');
    await page().getByRole('link', { name: 'cedar Ltd' }).click();
    await page().getByLabel('Summary').fill('A good quarter.');
    await page().getByRole('button', { name: 'Add an action' }).click();
    await page().getByLabel('Action 1').fill('A case study with Bergman Tools');
    await page().getByLabel('Owner').selectOption({ label: 'Ann Miller (partner)' });
    await page().getByLabel('Due').fill('2027-05-14');
    await expectAccessible();
    await shoot('ops-review');
    await page().getByRole('button', { name: 'Record it' }).click();
    await page().getByRole('heading', { name: 'What came of it' }).waitFor();
    await cloud().settle();
  });

  test('leaves the partner an action, which it marks as done', async () => {
    await signIn(ann.email, '?next=/portal/business-reviews');
    await page().getByRole('heading', { name: 'Open actions' }).waitFor();
    await shoot('portal-business-reviews');
    await page()
      .getByRole('button', { name: /^Mark as done/ })
      .click();
    await page().getByRole('heading', { name: 'Open actions' }).waitFor({ state: 'detached' });
    await page().getByRole('link', { name: 'Q1 2027' }).click();
    await page().getByText('Done', { exact: true }).waitFor();
    await expectAccessible();
  });
});
