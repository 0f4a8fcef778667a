import * as z from 'zod';
import { firstPolicy } from '../../../functions/policy/contract.ts';
import type { Letter } from '../services/types.ts';
import type { Wish } from './habits.ts';
import type { Answer, Http } from './web.ts';

const formView = z.object({ formToken: z.string(), categories: z.array(z.object({ id: z.string() })) });
export type Form = z.infer<typeof formView>;
const courses = z.object({
  courses: z.array(
    z.object({
      track: z.string(),
      modules: z.array(z.object({ module: z.string(), completedAt: z.string().optional() })),
      quiz: z.object({ canStart: z.boolean() }).optional(),
      lab: z.object({ canSubmit: z.boolean() }).optional(),
    }),
  ),
});
const agreement = z.object({
  hash: z.string(),
  asksFor: z.string(),
  accepted: z.unknown().optional(),
  blocked: z.string().optional(),
});
const attempt = z.object({
  number: z.number(),
  questions: z.array(z.object({ id: z.string(), options: z.array(z.object({ id: z.string() })) })),
});

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';
const tokenIn = (letter: Letter, page: string): string =>
  letter.links.find((link) => link.includes(`/${page}#`))?.split('#')[1] ?? '';

/** Knows which option of a question is right: the simulator reads the question bank, a browser cannot. */
export type AnswerKey = (questionId: string) => string | undefined;

/** Who has waited so long for a sign-in letter asks for another. */
const ASK_AGAIN_MS = 1_800_000;

/** One person's browser: a cookie, an address, and the steps that a person takes on the site. */
export class Visitor {
  readonly #http: Http;
  readonly #ip: string;
  readonly #key: AnswerKey;
  readonly #clicksTwice: boolean;
  #cookie: string | undefined;
  #agreed = false;
  #askedAt: number | undefined;

  constructor(given: { http: Http; ip: string; key: AnswerKey; clicksTwice: boolean }) {
    this.#http = given.http;
    this.#ip = given.ip;
    this.#key = given.key;
    this.#clicksTwice = given.clicksTwice;
  }

  get signedIn(): boolean {
    return this.#cookie !== undefined;
  }

  async openForm(): Promise<Form> {
    return formView.parse(JSON.parse((await this.#call('GET', '/api/application-form')).text));
  }

  async apply(
    form: Form,
    who: { wish: Wish; company: string; domain: string; person: string; email: string; overlap: number; reach: number },
  ): Promise<void> {
    this.#agreed = false;
    const answer = await this.#call('POST', '/api/applications', {
      formToken: form.formToken,
      ...who.wish,
      company: who.company,
      website: who.domain,
      country: 'US',
      category: form.categories[0]?.id,
      audienceSize: who.reach,
      customers: { kind: 'shares', ...customersOf(who.overlap) },
      contactName: who.person,
      email: who.email,
      marketingConsent: true,
    });
    if (answer.status !== 202) throw new Error(`The sign-up form answered ${answer.status}: ${answer.text}`);
  }

  /** True once the address is confirmed. */
  async confirm(letter: Letter): Promise<boolean> {
    const answer = await this.#call('POST', '/api/applications/verify', { token: tokenIn(letter, 'verify') });
    return answer.status === 200;
  }

  /** One click in the mail program (RFC 8058), if the letter offers it. */
  async unsubscribe(letter: Letter): Promise<void> {
    const path = /<https?:\/\/[^/]+(\/[^>]+)>/.exec(letter.headers['list-unsubscribe'] ?? '')?.[1];
    if (path) await this.#http('POST', path, { body: 'List-Unsubscribe=One-Click', ip: this.#ip });
  }

  /** Asks for a sign-in link unless signed in or waiting for one. */
  async beSignedIn(email: string, nowMs: number): Promise<void> {
    if (this.#cookie && (await this.#call('GET', '/api/session')).text.includes('"signedIn":true')) return;
    this.#cookie = undefined;
    if (this.#askedAt !== undefined && nowMs - this.#askedAt < ASK_AGAIN_MS) return;
    this.#askedAt = nowMs;
    await this.#call('POST', '/api/sign-in', { email });
  }

  async signIn(letter: Letter): Promise<void> {
    this.#askedAt = undefined;
    const answer = await this.#call('POST', '/api/sessions', { token: tokenIn(letter, 'sign-in') });
    this.#cookie = answer.cookies[0]?.split(';')[0] ?? this.#cookie;
  }

  /** Whoever has accepted it in this run does not open it again. */
  async acceptAgreement(owner: string): Promise<void> {
    if (this.#agreed) return;
    const shown = await this.#call('GET', '/api/portal/agreement');
    if (shown.status !== 200) return;
    const view = agreement.parse(JSON.parse(shown.text));
    this.#agreed = view.accepted !== undefined && view.accepted !== null;
    if (this.#agreed || view.blocked || view.asksFor !== 'nothing') return;
    const answer = await this.#call('POST', '/api/portal/agreement/acceptance', { hash: view.hash, owner });
    this.#agreed = answer.status === 200 || answer.status === 201;
  }

  /** Reads what is unread of the sales course and takes the quiz if it can be taken. True when it was taken. */
  async studyAndTry(fail: boolean): Promise<boolean> {
    const listed = await this.#call('GET', '/api/portal/courses');
    if (listed.status !== 200) return false;
    const sales = courses.parse(JSON.parse(listed.text)).courses.find((course) => course.track === 'sales');
    for (const module of sales?.modules ?? []) {
      if (!module.completedAt)
        await this.#call('POST', `/api/portal/courses/sales/modules/${module.module}/completion`, {});
    }
    const started = await this.#call('POST', '/api/portal/courses/sales/attempts', {});
    if (started.status !== 200) return false;
    const { number, questions } = attempt.parse(JSON.parse(started.text));
    const answers = questions.map((question) => {
      const right = this.#key(question.id);
      const wrong = question.options.find((option) => option.id !== right)?.id;
      return { question: question.id, option: (fail ? wrong : right) ?? '' };
    });
    await this.#call('POST', `/api/portal/courses/sales/attempts/${number}/answers`, { answers });
    return true;
  }

  async handInLab(): Promise<void> {
    const listed = await this.#call('GET', '/api/portal/courses');
    if (listed.status !== 200) return;
    const technical = courses.parse(JSON.parse(listed.text)).courses.find((course) => course.track === 'technical');
    for (const module of technical?.modules ?? []) {
      if (!module.completedAt)
        await this.#call('POST', `/api/portal/courses/technical/modules/${module.module}/completion`, {});
    }
    const body = { proof: 'https://example.com/lab', note: 'Our integration, with its test run.' };
    await this.#call('POST', '/api/portal/courses/technical/lab', body);
  }

  /** The path of its own link, once it has one. */
  async sendClick(): Promise<string | undefined> {
    const shown = await this.#call('GET', '/api/portal/link');
    const url = /"url":"[^"]*(\/r\/[a-z0-9]+)"/.exec(shown.text)?.[1];
    if (url) await this.#http('GET', url, { ip: '198.51.100.20', userAgent: BROWSER });
    return url;
  }

  /** Refused where the affiliate has left, or is asked about already: then nothing changes. */
  async applyForPreferred(): Promise<void> {
    if (!this.#cookie) return;
    await this.#call('POST', '/api/portal/tier/application', { text: 'My readers buy, and I write every week.' });
  }

  async withdraw(): Promise<boolean> {
    if (!this.#cookie) return false;
    return (
      (await this.#call('POST', '/api/portal/withdrawal', { reason: 'Our priorities have changed.' })).status === 200
    );
  }

  async partnerId(): Promise<string | undefined> {
    return /"partnerId":"([^"]+)"/.exec((await this.#call('GET', '/api/session')).text)?.[1];
  }

  /** Anything that a page of the portal asks. */
  ask(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
    return this.#call(method, path, body);
  }

  async #call(method: string, path: string, body?: unknown): Promise<Answer> {
    const send = (): Promise<Answer> =>
      this.#http(method, path, {
        ...(body === undefined ? {} : { body }),
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ip: this.#ip,
        userAgent: BROWSER,
      });
    if (method === 'GET' || !this.#clicksTwice) return send();
    const [first, second] = await Promise.all([send(), send()]);
    return first.status < 400 ? first : second;
  }
}

/** Customers of which `overlap` percent lie inside the program's profile, in each of the four views [S7]. */
const customersOf = (overlap: number): Record<string, Record<string, number>> =>
  Object.fromEntries(
    Object.entries(firstPolicy.scoring.icp).map(([dimension, choices]) => {
      const inside = choices.find((choice) => choice.insideIcp)?.id ?? '';
      const outside = choices.find((choice) => !choice.insideIcp)?.id ?? '';
      return [dimension, overlap === 100 ? { [inside]: 100 } : { [inside]: overlap, [outside]: 100 - overlap }];
    }),
  );
