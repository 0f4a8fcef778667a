import { GetCommand, QueryCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { type Profile, profileItem } from '../partners/contract.ts';
import { keys } from '../shared/keys.ts';
import { countUse } from '../shared/rate-limit.ts';
import { settings } from '../shared/settings.ts';
import { failedConditions, type TransactItem, table } from '../shared/table.ts';
import { waitItem } from '../tasks/contract.ts';
import {
  type Application,
  applicationItem,
  applicationOfRun,
  domainItem,
  emailItem,
  type Person,
  personItem,
} from './contract.ts';
import type { Known } from './verification.ts';

const get = async <S extends z.ZodType>(schema: S, key: Record<string, string>): Promise<z.output<S> | undefined> => {
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key: key, ConsistentRead: true }),
  );
  return Item ? schema.parse(Item) : undefined;
};

export const readApplication = (applicationId: string): Promise<Application | undefined> =>
  get(applicationItem, keys.application(applicationId));

export const readPerson = (personId: string): Promise<Person | undefined> => get(personItem, keys.person(personId));

export const readProfile = (partnerId: string): Promise<Profile | undefined> =>
  get(profileItem, keys.partner(partnerId));

/** Whose the mailbox and the domain are, and that partner's profile. Always three reads: a stranger's take as long. */
export const readKnown = async (addressHash: string, domainKey: string): Promise<Known> => {
  const [emailOwner, domainOwner] = await Promise.all([
    get(emailItem, keys.email(addressHash)),
    get(domainItem, keys.domain(domainKey)),
  ]);
  return { emailOwner, domainOwner, profile: await readProfile(emailOwner?.partnerId ?? addressHash) };
};

/** True while a workflow of this run waits for the applicant to complete the application. */
export const completionIsAwaited = async (partnerId: string, run: number): Promise<boolean> => {
  const { Items } = await table().send(
    new QueryCommand({
      TableName: settings.programTable(),
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :wait)',
      ExpressionAttributeValues: { ':pk': keys.partner(partnerId).PK, ':wait': `WAIT#${run}#` },
      ConsistentRead: true,
    }),
  );
  return (Items ?? []).some((item) => waitItem.parse(item).awaits.includes('application-completed'));
};

export const readApplicationOfRun = (partnerId: string, run: number): Promise<Application | undefined> =>
  readApplication(applicationOfRun(partnerId, run));

/** Writes all or nothing; false when one of the conditions says that it was done before, or by somebody else. */
export const write = async (items: readonly TransactItem[]): Promise<boolean> => {
  try {
    await table().send(new TransactWriteCommand({ TransactItems: [...items] }));
    return true;
  } catch (error) {
    if (failedConditions(error)) return false;
    throw error;
  }
};

/** Counts one more verification letter to a mailbox; false once it has had `most` of them today. */
export const mayWriteTo = async (addressHash: string, most: number, now: Date): Promise<boolean> =>
  (await countUse({ what: 'verification-letter', who: addressHash, windowMs: 86_400_000, now })) <= most;
