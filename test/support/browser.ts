import { mkdirSync } from 'node:fs';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Cloud } from '../../infra/local/cloud.ts';
import { chromiumPath } from './chromium.ts';

const SHOTS = '.build/test/pages';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** A browser on the cloud's site, for one test file: `const look = withBrowser(cloud);` with `withCloud({ ports: 'free' })`. */
export const withBrowser = (cloud: () => Cloud) => {
  let browser: Browser | undefined;
  let opened: Page | undefined;
  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await chromium.launch({ executablePath: chromiumPath(), args: QUIET });
    opened = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  });
  afterAll(async () => {
    await browser?.close();
  });
  const page = (): Page => {
    if (!opened) throw new Error('The browser starts before the first test.');
    return opened;
  };
  const open = (path: string) => page().goto(`${cloud().siteUrl}${path}`);

  /** The last link of a letter to this address that has `part` in it. */
  const linkIn = async (address: string, part: string): Promise<string> => {
    await cloud().settle();
    const letters = await cloud().inbox.to(address);
    const link = letters.flatMap((letter) => letter.links).findLast((one) => one.includes(part));
    if (!link) throw new Error(`No letter to ${address} has a link with ${part}.`);
    return link;
  };

  /** Pictures at two widths under .build/test/pages; on a phone nothing may scroll sideways. */
  const shoot = async (name: string): Promise<void> => {
    await page().screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
    await page().setViewportSize({ width: 390, height: 844 });
    const overflow = await page().evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    await page().screenshot({ path: `${SHOTS}/${name}-phone.png`, fullPage: true });
    await page().setViewportSize({ width: 1280, height: 900 });
    expect(overflow, `${name} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
  };

  /** WCAG 2.2 A and AA, as far as a machine can tell. */
  const expectAccessible = async (): Promise<void> => {
    await page().evaluate(axe.source);
    const found = await page().evaluate(
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target).join(' ')))",
    );
    expect(found).toEqual([]);
  };

  const signIn = async (email: string, next = ''): Promise<void> => {
    await open(`/sign-in${next}`);
    await page().getByLabel('E-mail').fill(email);
    await page().getByRole('button', { name: 'Send me a link' }).click();
    await page().getByText('Check your inbox').waitFor();
    await page().goto(await linkIn(email, '/sign-in#'));
    await page().getByRole('button', { name: 'Sign in' }).click();
    await page()
      .getByRole('button', { name: /^Sign out/ })
      .waitFor();
  };

  return { page, open, linkIn, shoot, expectAccessible, signIn };
};
