import { profileItem } from '../partners/contract.ts';
import { readItems } from './batch.ts';
import { keys } from './keys.ts';
import { settings } from './settings.ts';

const KEPT_MS = 300_000;

interface Kind {
  readonly isChannel: boolean;
  readonly readAt: number;
}
const kinds = new Map<string, Kind>();

/** Which of these are channel partners. Remembered five minutes; a partner's program never changes. Needs `BatchGetItem`. */
export const channelAmong = async (partnerIds: readonly string[], now: Date): Promise<ReadonlySet<string>> => {
  const at = now.getTime();
  const nameOf = (partnerId: string): string => `${settings.programTable()} ${partnerId}`;
  const unknown = partnerIds.filter((partnerId) => {
    const kept = kinds.get(nameOf(partnerId));
    return !kept || at < kept.readAt || at - kept.readAt >= KEPT_MS;
  });
  for (let from = 0; from < unknown.length; from += 100) {
    const some = unknown.slice(from, from + 100);
    const profiles = (await readItems(some.map(keys.partner))).map((item) => profileItem.parse(item));
    for (const { partnerId, programType } of profiles)
      kinds.set(nameOf(partnerId), { isChannel: programType === 'channel', readAt: at });
  }
  return new Set(partnerIds.filter((partnerId) => kinds.get(nameOf(partnerId))?.isChannel));
};
