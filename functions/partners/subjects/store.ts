import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { dealItem } from '../../deals/contract.ts';
import { leadItem } from '../../leads/contract.ts';
import { keys } from '../../shared/keys.ts';
import { settings } from '../../shared/settings.ts';
import { table } from '../../shared/table.ts';
import { partnerMeant } from '../store.ts';
import type { Subject } from '../telling-runs.ts';

const read = async (Key: Record<string, string>) =>
  (await table().send(new GetCommand({ TableName: settings.programTable(), Key, ConsistentRead: true }))).Item;

/** On whose timeline an execution belongs: who registered the deal, who has accepted the lead. Undefined: on nobody's. */
export const partnerOf = async (subject: Subject): Promise<string | undefined> => {
  if ('partner' in subject) return partnerMeant(subject.partner);
  if ('deal' in subject) {
    const item = await read(keys.deal(subject.deal));
    return item && dealItem.parse(item).partnerId;
  }
  const item = await read(keys.lead(subject.lead));
  const offer = item && leadItem.parse(item).offers.at(-1);
  return offer?.result === 'accepted' ? offer.partnerId : undefined;
};
