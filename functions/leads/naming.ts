import { id } from '../shared/text.ts';
import type { Happened, LeadSetting } from './contract.ts';

/** The partner that ops name for a lead, as one that takes every lead; undefined where they name none. */
export const namedBy = ({ by, detail }: Happened, now: string): LeadSetting | undefined => {
  const partner = id.safeParse(typeof detail.partner === 'string' ? detail.partner.trim().toUpperCase() : '');
  if (!partner.success) return undefined;
  return {
    ...{ type: 'LEAD-SETTING', partnerId: partner.data, accepts: true, regions: [], verticals: [] },
    ...{ changedBy: by, changedAt: now },
  };
};
