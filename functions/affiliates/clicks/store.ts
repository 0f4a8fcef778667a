import { factRecorded } from '../../shared/fact-recorded.ts';
import { keys } from '../../shared/keys.ts';
import { type LightUpdate, lightCommit, lightGet, lightQuery, lightUpdate } from '../../shared/light/table.ts';
import { putEvent } from '../../shared/outbox.ts';
import { settings } from '../../shared/settings.ts';
import type { Click, Link } from '../contract.ts';
import { clickKey, clickKeyOf } from '../reference.ts';

/** Items of our own making are taken as they are: no schema library while a visitor waits. */
export const findLink = async (code: string): Promise<Link | undefined> =>
  (await lightGet(settings.programTable(), keys.link(code))) as Link | undefined;

/** Records a click, or one more visit of it. The first that counts is announced as fact `first-click`, with it. */
export const addClick = async (click: Click, begins: string, link: Link): Promise<void> => {
  const put = putClick(click, begins);
  if (click.counts && !link.firstClickAt && (await addFirstClick(click, put)) === 'done') return;
  await lightUpdate(put);
};

/** Records a click that was told of, once, however often it is told. */
export const addReported = async (click: Click, begins: string, link: Link): Promise<void> => {
  const put = { ...putClick(click, begins), ConditionExpression: 'attribute_not_exists(PK)' };
  if (click.counts && !link.firstClickAt && (await addFirstClick(click, put)) === 'done') return;
  await lightUpdate(put);
};

/** What a click is stays as it was first written; later visits of it are counted. */
const putClick = ({ visits, ...click }: Click, begins: string): LightUpdate => {
  const names = Object.keys(click);
  return {
    TableName: settings.clicksTable(),
    Key: clickKey(click.code, begins, click.clickId),
    UpdateExpression: `SET ${names.map((name) => `#${name} = if_not_exists(#${name}, :${name})`).join(', ')} ADD visits :visits`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: {
      ...Object.fromEntries(Object.entries(click).map(([name, value]) => [`:${name}`, value])),
      ':visits': visits,
    },
  };
};

const addFirstClick = (click: Click, put: LightUpdate) => {
  const { partnerId, run, at, code, clickId } = click;
  const mark = {
    TableName: settings.programTable(),
    Key: keys.link(code),
    UpdateExpression: 'SET firstClickAt = :at',
    ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(firstClickAt)',
    ExpressionAttributeValues: { ':at': at },
  };
  const known = { partnerId, run, occurredAt: at, recordedAt: at };
  const fact = factRecorded({ ...known, fact: 'first-click', by: 'rule', detail: { code, clickId } });
  return lightCommit([{ Update: { ...put } }, { Update: mark }], [putEvent(fact)]);
};

/** The landing page of a click was seen: once, and of no click that is not there. */
export const markSeen = (reference: string, at: string): Promise<boolean> =>
  lightUpdate({
    TableName: settings.clicksTable(),
    Key: clickKeyOf(reference),
    UpdateExpression: 'SET seenAt = :at',
    ConditionExpression: 'attribute_exists(PK) AND attribute_not_exists(seenAt)',
    ExpressionAttributeValues: { ':at': at },
  });

/** Policy version 1 is in code, not in the table; a test holds this equal to it. */
export const FIRST_COOKIE_DAYS = 60;
const KEPT_MS = 300_000;
let window: { readonly readAt: number; readonly days: Promise<number> } | undefined;

/**
 * The cookie window of the policy in force [A2], read every 5 minutes. Only the browser's cookie lives by it: what a
 * late sale earns is a rule's to say. A table that is busy must not cost a click.
 */
export const cookieDays = (now: Date): Promise<number> => {
  const at = now.getTime();
  if (!window || at < window.readAt || at - window.readAt >= KEPT_MS) {
    window = { readAt: at, days: readCookieDays(now.toISOString()).catch(() => FIRST_COOKIE_DAYS) };
  }
  return window.days;
};

const readCookieDays = async (now: string): Promise<number> => {
  const [inForce] = await lightQuery({
    TableName: settings.programTable(),
    KeyConditionExpression: 'PK = :pk',
    FilterExpression: 'published.effectiveAt <= :now',
    ProjectionExpression: 'published.document.terms.cookieDays',
    ScanIndexForward: false,
    ExpressionAttributeValues: { ':pk': keys.policy(1).PK, ':now': now },
  });
  const found = inForce as { published: { document: { terms: { cookieDays: number } } } } | undefined;
  return found?.published.document.terms.cookieDays ?? FIRST_COOKIE_DAYS;
};
