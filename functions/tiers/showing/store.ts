import { readChannelTerms } from '../../shared/agreed-reader.ts';
import { LEDGER_SHARDS } from '../../shared/ledger-keys.ts';
import { programKey } from '../../shared/program-key.ts';
import { settings } from '../../shared/settings.ts';
import { managerOf } from '../../shared/team.ts';
import { readAsks } from '../asks/store.ts';
import { isReviewed, type Position } from '../deciding.ts';
import { findProgramTier } from '../program/store.ts';
import { findRequest } from '../requests/store.ts';
import { listCommitments, readPosition, standingsIn } from '../store.ts';
import { viewOf } from '../viewing.ts';
import type { TierView } from '../views.ts';

export const readView = async (partnerId: string, now: Date): Promise<TierView | undefined> => {
  const [position, commitments, programTier, request, terms, asked] = await Promise.all([
    readPosition(partnerId, now),
    listCommitments(partnerId),
    findProgramTier(partnerId),
    findRequest(partnerId),
    readChannelTerms(partnerId),
    readAsks(partnerId),
  ]);
  if (!position) return undefined;
  const manager = managerOf(await programKey(), settings.team(), position.profile.managerId);
  return viewOf(position, { commitments, programTier, request, terms, asked, manager }, now.toISOString());
};

/** A page of positions ends with the shard that brings it to this many. */
const PAGE = 50;

/** Positions of all partners whose tier follows rules, from a shard on; where the next page begins, if there is one. */
export const readPositions = async (
  from: number,
  now: Date,
): Promise<{ readonly positions: readonly Position[]; readonly shard: number | undefined }> => {
  const positions: Position[] = [];
  for (let shard = from; shard < LEDGER_SHARDS; shard++) {
    for await (const { partnerId } of standingsIn(shard)) {
      const position = await readPosition(partnerId, now);
      if (position && isReviewed(position)) positions.push(position);
    }
    if (positions.length >= PAGE && shard + 1 < LEDGER_SHARDS) return { positions, shard: shard + 1 };
  }
  return { positions, shard: undefined };
};
