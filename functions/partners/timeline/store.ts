import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { readCurrencies, readPagesBack } from '../../shared/journal-reader.ts';
import { due } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import type { TimelineKind, TimelineView } from '../contract.ts';
import type { Place } from '../place.ts';
import { moneyEntries } from './money.ts';
import { traceOf, writePlace } from './place.ts';
import { entryFrom, isOfKind, type Reader } from './view.ts';

type Entry = TimelineView['entries'][number];

const AT_ONCE = 100;
/** Entries of a page, unless one page of a book alone has more. */
const SHOWN = 50;
/** What one answer looks at: a filter that finds little gives what it found, and where to go on. */
const LOOKED_AT = 600;

/** Something of a source, the newest first: what it shows (perhaps nothing), and where the source stands behind it. */
interface Step {
  readonly at: string;
  readonly entries: readonly Entry[];
  readonly behind: (so: Place) => Place;
}

/** A partner's events, the newest first, from behind a place on. */
async function* eventsOf(partnerId: string, reader: Reader, from: Place): AsyncGenerator<Step> {
  let start: Record<string, unknown> | undefined;
  let behind = from.after === '';
  do {
    const { Items = [], LastEvaluatedKey } = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        IndexName: 'byDue',
        KeyConditionExpression: 'GSI1PK = :timeline AND GSI1SK <= :until',
        // `~` comes after all that an id is made of.
        ExpressionAttributeValues: { ':timeline': due.timeline(partnerId), ':until': `${from.at}#~` },
        ScanIndexForward: false,
        Limit: AT_ONCE,
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    for (const item of Items) {
      const key = String(item.GSI1SK);
      const at = key.slice(0, key.indexOf('#'));
      if (!behind && at === from.at) {
        behind = traceOf(key) === from.after;
        continue;
      }
      const entry = entryFrom(reader, item);
      yield { at, entries: entry ? [entry] : [], behind: (so) => ({ ...so, at, after: traceOf(key) }) };
    }
    start = LastEvaluatedKey;
  } while (start);
}

/** Pages of a book, the newest first. */
async function* bookOf(partnerId: string, currency: string, from: Place, zone: string): AsyncGenerator<Step> {
  const before = from.books[currency];
  for await (const page of readPagesBack(partnerId, currency, before)) {
    yield {
      at: page.recordedAt,
      entries: moneyEntries(page, zone),
      behind: (so) => ({ ...so, books: { ...so.books, [currency]: page.number } }),
    };
  }
}

/** Several sources as one, the newest first; of one instant, events come before money. */
async function* newestOf(sources: readonly AsyncGenerator<Step>[]): AsyncGenerator<Step> {
  const heads: { readonly source: AsyncGenerator<Step>; step: Step | undefined }[] = [];
  for (const source of sources) heads.push({ source, step: await nextOf(source) });
  for (;;) {
    const newest = heads.reduce((so, one) => ((one.step?.at ?? '') > (so.step?.at ?? '') ? one : so));
    if (!newest.step) return;
    yield newest.step;
    newest.step = await nextOf(newest.source);
  }
}

const nextOf = async (source: AsyncGenerator<Step>): Promise<Step | undefined> => {
  const { done, value } = await source.next();
  return done ? undefined : value;
};

/** The future has no entries: everything is before this. */
const BEGINNING: Place = { at: '9999', after: '', books: {} };

/** A page of a partner's timeline: its events, and its books where money is asked for [B8]. */
export const readTimelinePage = async (
  partnerId: string,
  asked: { readonly reader: Reader; readonly kind?: TimelineKind | undefined; readonly zone: string },
  from: Place = BEGINNING,
): Promise<TimelineView> => {
  const { reader, kind, zone } = asked;
  const books = kind === undefined || kind === 'money' ? await readCurrencies(partnerId) : [];
  const sources = [
    eventsOf(partnerId, reader, from),
    ...books.map((currency) => bookOf(partnerId, currency, from, zone)),
  ];
  const entries: Entry[] = [];
  let [place, looked] = [from, 0];
  for await (const step of newestOf(sources)) {
    if (entries.length >= SHOWN || looked >= LOOKED_AT) return { entries, cursor: writePlace(place) };
    entries.push(...step.entries.filter((entry) => isOfKind(kind, entry)));
    place = step.behind(place);
    looked++;
  }
  return { entries };
};
