import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { withBrowser } from '../support/browser.ts';
import { withCloud } from '../support/cloud.ts';

const cloud = withCloud({ ports: 'free' });
const { open, linkIn, shoot, expectAccessible, signIn, ...browser } = withBrowser(cloud);
let page: Page;
beforeAll(() => {
  page = browser.page();
});
const lettersTo = async (address: string) => (await cloud().inbox.to(address)).map((letter) => letter.subject);

/** Everything inside the program's profile: the first choice of each view has all. */
const fillForm = async (who: { name: string; email: string; website: string; company: string }): Promise<void> => {
  await page.getByLabel('Name', { exact: true }).fill(who.company);
  await page.getByLabel(/Website/).fill(who.website);
  await page.getByLabel('Country').selectOption('DE');
  await page.getByLabel('What do you do?').selectOption({ index: 1 });
  await page.getByLabel(/How many people/).fill('12000');
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel(/E-mail/).fill(who.email);
  for (const view of ['segment', 'industry', 'companySize', 'region']) {
    await page.locator(`input[name^="${view}."]`).first().fill('100');
  }
};
describe('A newcomer, in a browser', () => {
  const ann = {
    name: 'Ann Meyer',
    email: 'ann@finewriting.example',
    website: 'finewriting.example',
    company: 'Fine Writing',
  };

  test('fills in the form as an affiliate and is told to look into the inbox', async () => {
    await open('/');
    await page.getByRole('heading', { name: 'Become a partner' }).waitFor();
    await page.locator('input[value="affiliate"]').check();
    await fillForm(ann);
    await expectAccessible();
    await shoot('form');
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Check your inbox').waitFor();
    await cloud().settle();
    expect(await lettersTo(ann.email)).toHaveLength(1);
  });

  test('confirms the address; nobody decides, and the welcome is there', async () => {
    await page.goto(await linkIn(ann.email, '/verify#'));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await shoot('confirmed');
    await cloud().settle();
    const letters = await cloud().inbox.to(ann.email);
    expect(letters.some((letter) => letter.tags.letter === 'welcome-affiliate')).toBe(true);
  });

  test('signs in by letter, without a password, and sees the plan', async () => {
    await signIn(ann.email);
    await page.getByRole('heading', { name: 'Getting started' }).waitFor();
    await page.getByText('Day 0 of 30').waitFor();
    await expectAccessible();
    await shoot('portal');
  });

  test('accepts the agreement and gets a link', async () => {
    await page.getByRole('link', { name: 'Read and accept' }).click();
    await page.getByLabel(/Who on your side/).fill('Ann Meyer');
    await page.getByRole('checkbox').check();
    await expectAccessible();
    await shoot('agreement');
    await page.getByRole('button', { name: 'Accept the agreement' }).click();
    await page.getByText(/^Accepted on/).waitFor();
    await cloud().settle();
    await open('/portal');
    await page.locator('code', { hasText: '/r/' }).waitFor();
  });

  test('ops skip ahead: letters arrive on their dates until day 30 says what is missing', {
    timeout: 240_000,
  }, async () => {
    await signIn('mara@acme.example');
    await page.getByRole('heading', { name: 'Open decisions' }).waitFor();
    await expectAccessible();
    await shoot('ops');
    for (let week = 0; week < 5; week++) {
      const before = await page.locator('[data-clock]').getAttribute('data-clock');
      await page.locator('[data-move="week"]').click();
      await expect
        .poll(() => page.locator('[data-clock]').getAttribute('data-clock'), { timeout: 60_000 })
        .not.toBe(before);
      await page.locator('[data-move="week"]:enabled').waitFor();
    }
    const names = (await cloud().inbox.to(ann.email)).map((letter) => letter.tags.letter);
    expect(names.filter((name) => name?.startsWith('affiliate-'))).toEqual([
      'affiliate-intro-call',
      'affiliate-assets',
      'affiliate-first-link',
      'affiliate-case-study',
      'affiliate-landing-page',
      'affiliate-review',
    ]);
    await signIn('mara@acme.example', '?next=/ops/partners'); // a session lasts 30 days at most
    await page.getByRole('heading', { name: 'Partners' }).waitFor();
    await page.getByRole('link', { name: ann.company }).click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor();
    await expectAccessible();
    await shoot('ops-partner');
    await signIn(ann.email);
    await page.getByText(/ended with something missing/).waitFor();
    await shoot('portal-stalled');
  });
});

describe('A reseller that aims for Silver, in a browser', () => {
  const ben = {
    name: 'Ben Okafor',
    email: 'ben@northsell.example',
    website: 'northsell.example',
    company: 'Northsell',
  };

  test('applies, confirms, and may look around while a manager decides', async () => {
    await open('/');
    await page.locator('input[value="channel"]').check();
    await page.getByLabel(/Tier you aim for/).selectOption('Silver');
    await fillForm(ben);
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Check your inbox').waitFor();
    await page.goto(await linkIn(ben.email, '/verify#'));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await signIn(ben.email);
    await page.getByRole('heading', { name: 'In review' }).waitFor();
    await expectAccessible();
    await shoot('portal-in-review');
  });

  test('the manager opens the decision from the letter, scores, and the partner is admitted', async () => {
    await signIn('mara@acme.example');
    await page.goto(await linkIn('mara@acme.example', '/ops/tasks/'));
    await page.getByRole('heading', { name: 'Scorecard' }).waitFor();
    for (const criterion of [
      'Brand reputation',
      'Technical readiness',
      'Executive sponsorship',
      'Cultural alignment',
    ]) {
      await page.getByLabel(criterion).selectOption('4.5');
    }
    await page.getByLabel(/Reason/).fill('Known in the field, with an engineer of their own.');
    await expectAccessible();
    await shoot('ops-decision');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/Decided by Mara Vogel/).waitFor();
    await cloud().settle();
    expect((await cloud().inbox.to(ben.email)).map((letter) => letter.tags.letter)).toContain('welcome-partner');
  });

  test('reads the course and starts the quiz', async () => {
    await signIn(ben.email, '?next=/portal/courses');
    await page.getByRole('heading', { name: 'Certification', exact: true }).waitFor();
    await shoot('courses');
    for (const module of await page.locator('section[aria-labelledby="sales"] details').all()) {
      await module.locator('summary').click();
      await module.getByRole('button', { name: 'Mark as read' }).click();
      await module.getByText('Read', { exact: true }).waitFor();
    }
    await page.getByRole('link', { name: 'Start the quiz' }).click();
    await page.getByRole('heading', { name: /attempt 1/ }).waitFor();
    expect(await page.locator('fieldset').count()).toBe(20);
    await expectAccessible();
    await shoot('quiz');
  });
});

describe('An applicant who is asked for more, in a browser', () => {
  const eva = { name: 'Eva Lind', email: 'eva@westsell.example', website: 'westsell.example', company: 'Westsell' };

  test('answers in the portal, and the manager reads the answer beside the decision', async () => {
    await open('/');
    await page.locator('input[value="channel"]').check();
    await page.getByLabel(/Tier you aim for/).selectOption('Silver');
    await fillForm(eva);
    await cloud().clock.moveTo(cloud().clock.now() + 60_000);
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText('Check your inbox').waitFor();
    await page.goto(await linkIn(eva.email, '/verify#'));
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    await signIn('mara@acme.example');
    await page.goto(await linkIn('mara@acme.example', '/ops/tasks/'));
    await page.locator('input[value="needs-more"]').check();
    await page.getByLabel('Note').fill('Which customers could we win together first?');
    await page.getByLabel(/Reason/).fill('Too little to score.');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/Decided by Mara Vogel/).waitFor();
    await signIn(eva.email);
    await page.getByLabel('Your answer').fill('Three logistics firms that we serve already.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(/looked at again/).waitFor();
    await signIn('mara@acme.example');
    await page.goto(await linkIn('mara@acme.example', '/ops/tasks/'));
    await page.getByText('Three logistics firms that we serve already.').waitFor();
    await expectAccessible();
    await shoot('ops-decision-again');
  });
});
