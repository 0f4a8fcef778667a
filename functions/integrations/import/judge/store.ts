import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { linkItem } from '../../../affiliates/contract.ts';
import { emailItem } from '../../../applications/contract.ts';
import { claimItem } from '../../../shared/journal-items.ts';
import { readSaleClaims } from '../../../shared/journal-reader.ts';
import { keys } from '../../../shared/keys.ts';
import { ledgerKeys } from '../../../shared/ledger-keys.ts';
import { readProfile } from '../../../shared/partner-reader.ts';
import { settings } from '../../../shared/settings.ts';
import { table } from '../../../shared/table.ts';
import type { Tool } from '../../reading/neutral.ts';
import { type KeptOfPartner, type KeptPartner, outsiderItem } from '../items.ts';
import { contentHash, keyOf } from '../kept.ts';

const get = async (TableName: string, Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item;

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
export const judge = async (tool: Tool, row: KeptOfPartner, who: Who, programKey: string): Promise<Verdict> => {
  const found = row.kind === 'links' ? await judgeLink(row.code, who) : await judgeFact(tool, row, programKey);
  if (found) return found;
  if (who.accepted) return { is: 'new' };
  return who.waitsAt.startsWith(`${tool}/`)
    ? { is: 'waiting', reason: `waits for partner ${row.partner}, whom no import has brought yet` }
    : { is: 'waiting' };
};

const judgeLink = async (code: string, who: Who): Promise<Verdict | undefined> => {
  const item = await get(settings.programTable(), keys.link(code));
  if (!item) return undefined;
  return linkItem.parse(item).partnerId === who.partnerId ? { is: 'known' } : conflicting(`the code ${code} is taken`);
};

const judgeFact = async (
  tool: Tool,
  row: Exclude<KeptOfPartner, { kind: 'links' }>,
  programKey: string,
): Promise<Verdict | undefined> => {
  const item = await get(settings.ledgerTable(), ledgerKeys.claim('imported', keyOf(tool, row)));
  if (item) {
    return claimItem.parse(item).hash === contentHash(programKey, row)
      ? { is: 'known' }
      : conflicting('was imported before, and said something else');
  }
  return row.kind === 'commissions' && (await isInTheBooks(row.sale))
    ? conflicting(`its payment ${row.sale} is in the books already`)
    : undefined;
};

/** True for a payment that reached the program by itself: its commission is not imported a second time. */
export const isInTheBooks = async (sale: string | undefined): Promise<boolean> =>
  sale !== undefined && (await readSaleClaims(sale)).sale !== undefined;

/** What a partner of the file is here: by its mailbox, then by its domain. The nomination itself has the last word. */
export const judgePartner = async (
  row: KeptPartner,
  signUp: { readonly freeMailDomains: readonly string[]; readonly sharedPlatforms: readonly string[] },
): Promise<Verdict> => {
  if (await get(settings.programTable(), keys.email(row.mailbox))) return { is: 'known' };
  const mailDomain = row.email.slice(row.email.lastIndexOf('@') + 1);
  const site = URL.parse(row.website?.includes('://') ? row.website : `https://${row.website ?? mailDomain}`)?.hostname;
  const domain = site?.replace(/^www\./, '');
  if (!domain || signUp.freeMailDomains.includes(domain) || signUp.sharedPlatforms.includes(domain))
    return { is: 'new' };
  return (await get(settings.programTable(), keys.domain(domain)))
    ? conflicting(`the domain ${domain} is another partner's`)
    : { is: 'new' };
};
