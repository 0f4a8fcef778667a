import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type ChannelTerms, channelTermsItem } from '../tiers/contract.ts';
import { keys } from './keys.ts';
import { settings } from './settings.ts';
import { table } from './table.ts';

/** What was agreed with a channel partner beside the table of tiers, decided or not; undefined where nothing was. */
export const readChannelTerms = async (partnerId: string): Promise<ChannelTerms | undefined> => {
  const Key = keys.channelTerms(partnerId);
  const { Item } = await table().send(
    new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }),
  );
  return Item ? channelTermsItem.parse(Item) : undefined;
};
