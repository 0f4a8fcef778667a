import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Alias, aliasItem } from '../deals/contract.ts';
import { keys } from './keys.ts';
import { settings } from './settings.ts';
import { domainSignal } from './signals.ts';
import { table } from './table.ts';

/** Every domain that ops have named an alias of a customer, as of this instant. Needs `Query` on the Program table. */
export const listAliases = async (): Promise<readonly Alias[]> => {
  const aliases: Alias[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table().send(
      new QueryCommand({
        TableName: settings.programTable(),
        ConsistentRead: true,
        KeyConditionExpression: 'PK = :pk',
        ExpressionAttributeValues: { ':pk': keys.customerAlias('').PK },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    aliases.push(...(page.Items ?? []).map((item) => aliasItem.parse(item)));
    from = page.LastEvaluatedKey;
  } while (from);
  return aliases;
};

/**
 * Keyed hashes (`domainSignal`) of all domains of the customer that has this one, by today's aliases: the asked one
 * first, alone where it has no alias.
 */
export const hashesOfCustomer = async (programKey: string, hash: string): Promise<readonly string[]> => {
  const pairs = (await listAliases()).map(({ domain, customer }) => ({
    domain: domainSignal(programKey, domain),
    customer: domainSignal(programKey, customer),
  }));
  const own = pairs.find(({ domain }) => domain === hash)?.customer ?? hash;
  const others = pairs.filter(({ customer }) => customer === own).map(({ domain }) => domain);
  return [...new Set([hash, own, ...others])];
};
