import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { linkItem } from '../../../affiliates/contract.ts';
import { emailItem } from '../../../applications/contract.ts';
import { readItems } from '../../../shared/batch.ts';
import { type Claim, claimItem } from '../../../shared/journal-items.ts';
import { readCustomer } from '../../../shared/journal-reader.ts';
import { keys } from '../../../shared/keys.ts';
import { ledgerKeys } from '../../../shared/ledger-keys.ts';
import { readProfile } from '../../../shared/partner-reader.ts';
import { settings } from '../../../shared/settings.ts';
import { table } from '../../../shared/table.ts';
import type { Tool } from '../../reading/neutral.ts';
import { conflictWords } from '../conflict.ts';
import { type KeptOfPartner, type KeptPartner, outsiderItem } from '../items.ts';
import { contentHash, keyOf } from '../kept.ts';

interface Key {
  readonly PK: string;
  readonly SK: string;
}
type Item = Record<string, unknown>;
/** Reads one item as of this instant. */
export type Look = (table: string, key: Key) => Promise<Item | undefined>;

const get: Look = async (TableName, { PK, SK }) =>
  (await table().send(new GetCommand({ TableName, Key: { PK, SK }, ConsistentRead: true }))).Item;

const MOST_KEYS = 100;
const nameOf = ({ PK, SK }: Key): string => `${PK} ${SK}`;

/** Items of one table, each asked for once. */
const readMany = async (name: string, wanted: readonly Key[]): Promise<ReadonlyMap<string, Item>> => {
  const once = [...new Map(wanted.map(({ PK, SK }) => [nameOf({ PK, SK }), { PK, SK }])).values()];
  const cuts = Array.from({ length: Math.ceil(once.length / MOST_KEYS) }, (_, cut) => cut * MOST_KEYS);
  const found = await Promise.all(cuts.map((from) => readItems(once.slice(from, from + MOST_KEYS), true, name)));
  return new Map(found.flat().map((item) => [nameOf({ PK: String(item.PK), SK: String(item.SK) }), item]));
};

/** What is asked for in one breath is read together, 100 items a call: a file of 35,000 rows takes 700 calls. */
export const lookingTogether = (): Look => {
  const open = new Map<string, { keys: Key[]; found: Promise<ReadonlyMap<string, Item>> }>();
  return async (name, key) => {
    const batch = open.get(name) ?? { keys: [], found: Promise.resolve(new Map<string, Item>()) };
    batch.keys.push(key);
    if (!open.has(name)) {
      batch.found = new Promise<void>((go) => setImmediate(go)).then(() => {
        open.delete(name);
        return readMany(name, batch.keys);
      });
      open.set(name, batch);
    }
    return (await batch.found).get(nameOf(key));
  };
};

/** Who a row means, as far as that is known now. */
export interface Who {
  /** Where it waits until the partner is here: the mailbox, or the id in the other tool. */
  readonly waitsAt: string;
  readonly partnerId?: string;
  readonly run?: number;
  /** Has the agreement of this run: from then on it has links and earns. */
  readonly accepted: boolean;
}

const hasAccepted = async (partnerId: string, run: number): Promise<boolean> => {
  const { PK, SK } = keys.agreement(partnerId, run, '');
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :agreements)',
      ExpressionAttributeValues: { ':pk': PK, ':agreements': SK },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return (Items ?? []).length > 0;
};

/** The partner that owns a mailbox now. */
const ownerOf = async (mailbox: string): Promise<Omit<Who, 'waitsAt'>> => {
  const item = await get(settings.programTable(), keys.email(mailbox));
  const profile = item ? await readProfile(emailItem.parse(item).partnerId) : undefined;
  if (!profile) return { accepted: false };
  const { partnerId, run } = profile;
  return { partnerId, run, accepted: await hasAccepted(partnerId, run) };
};

export const whoIs = async (tool: Tool, row: Pick<KeptOfPartner, 'mailbox' | 'partner'>): Promise<Who> => {
  const outsider =
    row.mailbox === undefined && row.partner !== undefined
      ? await get(settings.programTable(), keys.outsider(tool, row.partner))
      : undefined;
  const mailbox = row.mailbox ?? (outsider && outsiderItem.parse(outsider).mailbox);
  if (mailbox === undefined) return { waitsAt: `${tool}/${row.partner}`, accepted: false };
  return { waitsAt: mailbox, ...(await ownerOf(mailbox)) };
};

/** The same, asked once for each partner that the rows of a file name. */
export const whoIsOnce = (tool: Tool): ((row: Pick<KeptOfPartner, 'mailbox' | 'partner'>) => Promise<Who>) => {
  const asked = new Map<string, Promise<Who>>();
  return (row) => {
    const name = row.mailbox ?? `${tool}/${row.partner}`;
    const found = asked.get(name) ?? whoIs(tool, row);
    asked.set(name, found);
    return found;
  };
};

export interface Verdict {
  readonly is: 'new' | 'known' | 'conflicting' | 'waiting';
  readonly reason?: string;
}
const conflicting = (reason: string): Verdict => ({ is: 'conflicting', reason });

/** What a link, customer or commission would lead to now. */
export const judge = async (
  tool: Tool,
  row: KeptOfPartner,
  who: Who,
  programKey: string,
  look = get,
): Promise<Verdict> => {
  const found =
    row.kind === 'links' ? await judgeLink(row.code, who, look) : await judgeFact(tool, row, programKey, look);
  if (found) return found;
  if (who.accepted) return { is: 'new' };
  return who.waitsAt.startsWith(`${tool}/`)
    ? { is: 'waiting', reason: `waits for partner ${row.partner}, whom no import has brought yet` }
    : { is: 'waiting' };
};

const judgeLink = async (code: string, who: Who, look: Look): Promise<Verdict | undefined> => {
  const item = await look(settings.programTable(), keys.link(code));
  if (!item) return undefined;
  return linkItem.parse(item).partnerId === who.partnerId ? { is: 'known' } : conflicting(`the code ${code} is taken`);
};

const judgeFact = async (
  tool: Tool,
  row: Exclude<KeptOfPartner, { kind: 'links' }>,
  programKey: string,
  look: Look,
): Promise<Verdict | undefined> => {
  const item = await look(settings.ledgerTable(), ledgerKeys.claim('imported', keyOf(tool, row)));
  if (item) {
    const held = claimItem.parse(item);
    return held.hash === contentHash(programKey, row) ? { is: 'known' } : conflictOf(row, held, keyOf(tool, row));
  }
  return row.kind === 'commissions' && (await isInTheBooks(row.sale, look))
    ? conflicting(`its payment ${row.sale} is in the books already`)
    : undefined;
};

/** What a row contradicts, from the fact that was imported by its key. */
export const conflictOf = async (row: KeptOfPartner, { customer }: Claim, key: string): Promise<Verdict> => {
  const facts = customer ? await readCustomer(customer) : [];
  return conflicting(
    conflictWords(
      row,
      facts.find((one) => one.kind === 'imported' && one.key === key),
    ),
  );
};

/** Was a row of this key claimed before, even if its fact never came? */
export const isClaimed = async (key: string): Promise<boolean> =>
  (await get(settings.ledgerTable(), ledgerKeys.claim('imported', key))) !== undefined;

/** True for a payment that reached the program by itself: its commission is not imported a second time. */
export const isInTheBooks = async (sale: string | undefined, look = get): Promise<boolean> =>
  sale !== undefined && (await look(settings.ledgerTable(), ledgerKeys.claim('sale', sale))) !== undefined;

/** What a partner of the file is here: by its mailbox, then by its domain. The nomination itself has the last word. */
export const judgePartner = async (
  row: KeptPartner,
  signUp: { readonly freeMailDomains: readonly string[]; readonly sharedPlatforms: readonly string[] },
  look = get,
): Promise<Verdict> => {
  if (await look(settings.programTable(), keys.email(row.mailbox))) return { is: 'known' };
  const mailDomain = row.email.slice(row.email.lastIndexOf('@') + 1);
  const site = URL.parse(row.website?.includes('://') ? row.website : `https://${row.website ?? mailDomain}`)?.hostname;
  const domain = site?.replace(/^www\./, '');
  if (!domain || signUp.freeMailDomains.includes(domain) || signUp.sharedPlatforms.includes(domain))
    return { is: 'new' };
  return (await look(settings.programTable(), keys.domain(domain)))
    ? conflicting(`the domain ${domain} is another partner's`)
    : { is: 'new' };
};
