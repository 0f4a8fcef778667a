import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { domainItem, emailItem } from '../applications/contract.ts';
import { addressHash } from './address.ts';
import { keys } from './keys.ts';
import { programKey } from './program-key.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

const get = async (Key: Record<string, string>): Promise<Record<string, unknown> | undefined> =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

/** The partner that was typed: its id, its domain, or its contact's address. Needs `GetItem` and the program key. */
export const partnerMeant = async (typed: string): Promise<string | undefined> => {
  if (/^[0-9a-hjkmnp-tv-z]{26}$/i.test(typed)) return typed.toUpperCase();
  if (typed.includes('@')) {
    const item = await get(keys.email(addressHash(await programKey(), typed)));
    return item && emailItem.parse(item).partnerId;
  }
  const item = await get(
    keys.domain(
      typed
        .trim()
        .toLowerCase()
        .replace(/^https?:\/\/(www\.)?|\/+$/g, ''),
    ),
  );
  return item && domainItem.parse(item).partnerId;
};
