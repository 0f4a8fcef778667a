import { bankOf } from '../../../functions/certification/bank.ts';
import type { Cloud, HttpReply } from '../../../infra/local/cloud.ts';
import { item, typed } from '../../support/people.ts';
import { certify } from '../../workflows/acting.ts';
import { setStage } from '../../workflows/partner.ts';
import type { Subject } from './subjects.ts';

/** It did not work this time; a person tries again later, from the start of what it wanted to do. */
export class TryAgain extends Error {}

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
export type Person = { readonly email: string; readonly ip: string };

/** One person at a browser: a cookie, an address, and the patience to try again. */
export class Browser {
  readonly email: string;
  readonly #cloud: Cloud;
  readonly #ip: string;
  #cookie: string | undefined;
  readonly #used = new Set<string>();

  constructor(cloud: Cloud, { email, ip }: Person) {
    this.#cloud = cloud;
    this.email = email;
    this.#ip = ip;
  }

  /** Sends a request and waits until everything that follows from it has happened. */
  async ask(method: Method, path: string, body?: unknown): Promise<HttpReply> {
    const reply = await this.#cloud.http(method, path, {
      ...(body === undefined ? {} : { body }),
      ...(this.#cookie ? { cookie: this.#cookie } : {}),
      sourceIp: this.#ip,
    });
    await this.#cloud.settle();
    if (reply.status >= 500) throw new TryAgain(`${method} ${path}: ${reply.status}`);
    return reply;
  }

  /** The same, and the answer must be one of these. */
  async must(statuses: number | readonly number[], method: Method, path: string, body?: unknown): Promise<HttpReply> {
    const reply = await this.ask(method, path, body);
    if ([statuses].flat().includes(reply.status)) return reply;
    if (reply.status === 401 || reply.status === 403) this.#cookie = undefined;
    throw new TryAgain(`${method} ${path}: ${reply.status} ${reply.text}`);
  }

  /** As somebody who is signed in; signs in by letter where that is not so. */
  async signedIn(): Promise<void> {
    if (this.#cookie && (await this.ask('GET', '/api/session')).json().signedIn) return;
    this.#cookie = undefined;
    let link = await this.#link();
    if (!link) {
      await this.must(202, 'POST', '/api/sign-in', { email: this.email });
      link = await this.#link();
    }
    if (!link) throw new TryAgain('No sign-in letter yet.');
    this.#used.add(link);
    const reply = await this.must(201, 'POST', '/api/sessions', { token: link.slice(link.indexOf('#') + 1) });
    this.#cookie = reply.cookies[0]?.split(';')[0];
  }

  /** As somebody who has signed in just now: by a letter to who is signed in. */
  async signedInAnew(): Promise<void> {
    await this.signedIn();
    if (!(await this.link('/sign-in#'))) await this.must([202, 429], 'POST', '/api/portal/sign-in-letter');
    if (!(await this.link('/sign-in#'))) throw new TryAgain('No letter for a fresh sign-in yet.');
    this.#cookie = undefined;
    await this.signedIn();
  }

  async signOut(): Promise<void> {
    await this.must(204, 'DELETE', '/api/session');
    this.#cookie = undefined;
  }

  /** The newest link to this page that was not followed yet. */
  async link(page: string): Promise<string | undefined> {
    const letters = await this.#cloud.inbox.to(this.email);
    return letters.flatMap((letter) => letter.links).findLast((one) => one.includes(page) && !this.#used.has(one));
  }

  #link(): Promise<string | undefined> {
    return this.link('/sign-in#');
  }
}

/** A company that takes part in a scenario, and what it has found out so far. */
export class Company implements Subject {
  readonly name: string;
  readonly mayBeStruck: boolean;
  readonly email: string;
  readonly browser: Browser;
  readonly team: { readonly ops: Browser; readonly manager: Browser };
  readonly cloud: Cloud;
  readonly #says: Readonly<Record<string, unknown>>;
  readonly #quizzes = new Map<number, { readonly number: number; readonly answers: unknown }>();
  readonly #tasks = new Map<string, string>();
  #formToken: string | undefined;
  partnerId = '';
  /** Reference of the latest click. */
  click = '';

  constructor(
    cloud: Cloud,
    number: number,
    given: {
      mayBeStruck: boolean;
      says: Readonly<Record<string, unknown>>;
      team: { readonly ops: Browser; readonly manager: Browser };
    },
  ) {
    this.cloud = cloud;
    this.name = `c${String(number).padStart(4, '0')}`;
    this.mayBeStruck = given.mayBeStruck;
    this.team = given.team;
    this.#says = given.says;
    this.email = `ann@${this.name}.example`;
    this.browser = new Browser(cloud, { email: this.email, ip: `198.18.${number >> 8}.${number & 255}` });
  }

  async opensTheForm(): Promise<void> {
    this.#formToken = (await this.browser.must(200, 'GET', '/api/application-form')).json().formToken;
  }

  async sendsTheForm(): Promise<void> {
    const body = typed(this.name, { marketingConsent: true, ...this.#says });
    await this.browser.must(202, 'POST', '/api/applications', { formToken: this.#formToken, ...body });
  }

  /** Reads the letter and confirms the address; the site says so again to who asks again. */
  async confirms(): Promise<void> {
    const link = await this.browser.link('/verify#');
    if (!link) throw new TryAgain('No letter to confirm the address yet.');
    await this.browser.must(200, 'POST', '/api/applications/verify', { token: link.slice(link.indexOf('#') + 1) });
  }

  async portal(statuses: number | readonly number[], method: Method, path: string, body?: unknown): Promise<HttpReply> {
    await this.browser.signedIn();
    const reply = await this.browser.must(statuses, method, `/api${path}`, body);
    return reply;
  }

  /** Somebody of the team does something about this company. */
  async ops(
    statuses: number | readonly number[],
    method: Method,
    path: string,
    body?: unknown,
    who: 'ops' | 'manager' = 'ops',
  ) {
    const member = this.team[who];
    await member.signedIn();
    return member.must(statuses, method, `/api/ops${path}`, body);
  }

  async finds(): Promise<string> {
    if (this.partnerId) return this.partnerId;
    const found = /"partnerId":"([^"]+)"/.exec((await this.portal(200, 'GET', '/session')).text)?.[1];
    if (!found) throw new TryAgain('Not known as a partner yet.');
    this.partnerId = found;
    return found;
  }

  async accepts(): Promise<void> {
    const view = (await this.portal(200, 'GET', '/portal/agreement')).json();
    if (view.accepted) return;
    await this.portal(200, 'POST', '/portal/agreement/acceptance', { hash: view.hash, owner: 'Ann Miller' });
  }

  async course(track: string) {
    const { courses } = (await this.portal(200, 'GET', '/portal/courses')).json();
    return courses.find((each: { track: string }) => each.track === track);
  }

  async reads(track: 'sales' | 'technical'): Promise<void> {
    for (const { module, completedAt } of (await this.course(track)).modules) {
      if (!completedAt) await this.portal(200, 'POST', `/portal/courses/${track}/modules/${module}/completion`, {});
    }
  }

  /** Takes the quiz for the `nth` time, right or wrong throughout; hands the same answers in again if need be. */
  async takesTheQuiz(nth: number, right: boolean): Promise<void> {
    let answered = this.#quizzes.get(nth);
    if (!answered) {
      const { number, questions } = (await this.portal(200, 'POST', '/portal/courses/sales/attempts', {})).json();
      const answers = questions.map(({ id }: { id: string }) => {
        const answer = bankOf(1).questions.find((one) => one.id === id)?.answer ?? 'a';
        return { question: id, option: right ? answer : answer === 'a' ? 'b' : 'a' };
      });
      answered = { number, answers };
      this.#quizzes.set(nth, answered);
    }
    const { number, answers } = answered;
    await this.portal(200, 'POST', `/portal/courses/sales/attempts/${number}/answers`, { answers });
  }

  /** The open task of this kind about this company; who comes back to decide it so comes back to the same. */
  async task(kind: string, outcome: string): Promise<string> {
    const known = this.#tasks.get(`${kind} ${outcome}`);
    if (known) return known;
    await this.finds();
    const { tasks } = (await this.ops(200, 'GET', '/tasks', undefined, 'manager')).json();
    const found = tasks.find(
      (one: { kind: string; partnerId: string }) => one.kind === kind && one.partnerId === this.partnerId,
    );
    if (!found) throw new TryAgain(`No task "${kind}" of ${this.name} yet.`);
    this.#tasks.set(`${kind} ${outcome}`, found.taskId);
    return found.taskId;
  }

  /** A visitor follows its link. */
  async getsAClick(): Promise<void> {
    const url = /"url":"[^"]*(\/r\/[a-z0-9]+)"/.exec((await this.portal(200, 'GET', '/portal/link')).text)?.[1];
    if (!url) throw new TryAgain('No link yet.');
    const visitor = new Browser(this.cloud, { email: '', ip: '192.0.2.20' });
    const reply = await visitor.must(302, 'GET', url);
    this.click = new URL(reply.headers.location ?? '').searchParams.get('click') ?? '';
  }

  /** A link of its own code is made, closed and opened; somebody looks at it, follows it, and sees the page. */
  async hasALinkOfItsOwn(): Promise<void> {
    const code = `${this.name}-blog`;
    await this.portal(201, 'POST', '/portal/links', { code, campaign: 'Spring' });
    for (const open of [false, true]) await this.portal(200, 'POST', `/portal/links/${code}/state`, { open });
    await this.portal(200, 'GET', '/portal/links');
    const visitor = new Browser(this.cloud, { email: '', ip: '192.0.2.22' });
    await visitor.must(302, 'HEAD', `/r/${code}`);
    const { headers } = await visitor.must(302, 'GET', `/r/${code}`);
    const click = new URL(headers.location ?? '').searchParams.get('click');
    await visitor.must(204, 'POST', '/api/page-views', `click=${click}`);
  }

  /** Its code is the partner's id. */
  async asksForACoupon(): Promise<void> {
    await this.portal(202, 'POST', '/portal/coupons', { code: await this.finds() });
  }

  /** It is given once more, and closed in the end. */
  async losesItsCoupon(): Promise<void> {
    const code = await this.finds();
    await this.ops([201, 409], 'POST', `/partners/${code}/coupons`, { code });
    await this.ops(200, 'POST', `/partners/${code}/traffic`, { couponSites: true, brandBidding: false });
    await this.ops(200, 'GET', `/partners/${code}/links`);
    await this.ops(200, 'DELETE', `/partners/${code}/coupons/${code}`);
  }

  async unsubscribes(): Promise<void> {
    const letters = await this.cloud.inbox.to(this.email);
    const header = letters.map((letter) => letter.headers['list-unsubscribe']).find((one) => one !== undefined);
    const path = new URL((header ?? '').slice(1, -1)).pathname;
    const program = new Browser(this.cloud, { email: '', ip: '192.0.2.21' });
    await program.must(200, 'GET', path);
    await program.must(200, 'POST', path, 'List-Unsubscribe=One-Click');
  }

  async complains(): Promise<void> {
    this.cloud.mail.complain(this.email);
    await this.cloud.settle();
  }

  async withdraws(): Promise<void> {
    await this.portal([200, 403, 409], 'POST', '/portal/withdrawal', { reason: 'Our priorities have changed.' });
  }

  /** The sales certificate of the company's contact, as if it had been earned a year before it ends. */
  async hasACertificateFor(days: number): Promise<void> {
    const profile = await item(this.cloud, `PARTNER#${await this.finds()}`, 'PROFILE');
    const cast = { partnerId: this.partnerId, personId: String(profile?.personId), domain: '', email: this.email };
    await certify({ stage: await setStage(this.cloud), cast, broken: new Set() }, days);
  }
}
